//! Opening a person's file: the reason is asked, and the opening is an entry (DESIGN §7).

use garita_domain::{AccountId, EntryId, SubjectId};
use garita_record::FileOpened;
use garita_storage::{Command, NewEntry, StorageError, Unit};

/// Records that somebody opened a file, before it is shown.
pub struct OpenFile {
    /// Made with the form.
    pub entry: EntryId,
    /// Whose file.
    pub subject: SubjectId,
    /// A code of [`crate::codes::FILE_REASONS`]; the page checks it.
    pub reason: String,
    /// Who opens it.
    pub reader: AccountId,
}

impl Command for OpenFile {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let opened = FileOpened { reason: self.reason.clone() };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.reader), occurred: None, payload: &opened })
            .await
            .map(drop)
    }
}
