//! Shifts: opened by the first act, closed with the printed head of the journal.

use garita_domain::{AccountId, BoothId, EntryId, ShiftId};
use garita_journal::Head;
use garita_record::{ShiftClosed, ShiftOpened, decode};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use crate::queries::{OpenShift, open_shift};

/// Makes sure that the officer has an open shift.
pub struct OpenShiftIfNone {
    /// The officer.
    pub officer: AccountId,
    /// Where.
    pub booth: Option<BoothId>,
}

impl Command for OpenShiftIfNone {
    type Output = OpenShift;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<OpenShift, StorageError> {
        if let Some(open) = open_shift(unit, self.officer).await? {
            return Ok(open);
        }
        let shift = ShiftId::new(unit.environment().uuid(unit.now()));
        let opened = ShiftOpened { shift, booth: self.booth };
        let entry = unit.environment().entry_id();
        let subject = self.officer.as_subject();
        unit.append(NewEntry { entry, subject, actor: Some(self.officer), occurred: None, payload: &opened }).await?;
        Ok(OpenShift { shift, opened: unit.now() })
    }
}

/// Ends the officer's shift. The head printed on its report is the one before this entry.
pub struct CloseShift {
    /// Made with the form.
    pub entry: EntryId,
    /// The officer.
    pub officer: AccountId,
}

/// Why a shift was not closed.
#[derive(Debug, thiserror::Error)]
pub enum ShiftError {
    /// No shift is open.
    #[error("no shift is open")]
    NoneOpen,
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Command for CloseShift {
    type Output = (OpenShift, Head);
    type Error = ShiftError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(OpenShift, Head), ShiftError> {
        if let Some(there) = unit.find_entry(self.officer.as_subject(), self.entry).await? {
            let closed: ShiftClosed = decode(there.content.version, &there.content.payload).map_err(|_| ShiftError::NoneOpen)?;
            let head = closed.head.parse().map_err(|_| ShiftError::NoneOpen)?;
            return Ok((OpenShift { shift: closed.shift, opened: closed.opened }, head));
        }
        let open = open_shift(unit, self.officer).await?.ok_or(ShiftError::NoneOpen)?;
        let head = unit.head();
        let closed = ShiftClosed { shift: open.shift, opened: open.opened, head: head.to_string() };
        let subject = self.officer.as_subject();
        unit.append(NewEntry { entry: self.entry, subject, actor: Some(self.officer), occurred: None, payload: &closed }).await?;
        Ok((open, head))
    }
}
