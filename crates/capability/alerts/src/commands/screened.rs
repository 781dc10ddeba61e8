//! A new entry was compared with the people who may still be in the country.

use garita_domain::SubjectId;
use garita_record::EntryScreened;
use garita_storage::{Command, NewEntry, StorageError, Unit};

/// Records what was found, once.
pub(crate) struct RecordScreening {
    pub(crate) entry: SubjectId,
    pub(crate) screened: EntryScreened,
}

impl Command for RecordScreening {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let done = unit.row("SELECT 1 AS one FROM @alerts_entry WHERE entry = $1 AND screened IS NOT NULL", &[self.entry.into()]).await?;
        if done.is_some() {
            return Ok(());
        }
        let entry = unit.environment().entry_id();
        unit.append(NewEntry { entry, subject: self.entry, actor: None, occurred: None, payload: &self.screened }).await.map(drop)
    }
}
