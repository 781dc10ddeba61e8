//! The protection officer clears a waiting case. No reason is asked: none may exist.

use std::sync::Arc;

use garita_domain::{AccountId, EntryId, MovementOutcome, SubjectId};
use garita_record::{CaseCleared, SealError, Sealer};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use crate::queries;

/// Clears a case; the access rule of its route admits the protection officer alone.
pub struct ClearCase {
    /// Made with the form.
    pub entry: EntryId,
    /// The person.
    pub subject: SubjectId,
    /// The presentation that waits.
    pub presentation: EntryId,
    /// The protection officer.
    pub officer: AccountId,
    /// Seals the frame.
    pub sealer: Arc<dyn Sealer>,
}

/// Why a case was not cleared.
#[derive(Debug, thiserror::Error)]
pub enum ClearError {
    /// The case does not wait.
    #[error("the case does not wait")]
    NotWaiting,
    /// The frame could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Command for ClearCase {
    type Output = ();
    type Error = ClearError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), ClearError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        let row = queries::presentation(unit, self.subject, self.presentation).await?.ok_or(ClearError::NotWaiting)?;
        // A wait outlives what is decided later: taken back, sent to second line or admitted, the person can still not be
        // refused until somebody clears it. Only a refusal shows that nothing waits any more.
        if row.outcome == Some(MovementOutcome::Refused) {
            return Err(ClearError::NotWaiting);
        }
        let cleared = CaseCleared { presentation: self.presentation, frame: self.sealer.seal(None)? };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.officer), occurred: None, payload: &cleared })
            .await?;
        Ok(())
    }
}
