//! From a file to a version that waits: read, cut, compared, kept in pieces. Nothing is in use before somebody says so.

use std::io::Read;

use garita_alert_lists::{ImportedEntry, Limits, Report};
use garita_domain::{EntryId, Message, SubjectId};
use garita_record::{ListDeclared, ListSource};
use garita_storage::{StorageError, StorageErrorKind};

use crate::{
    Alerts, AlertsError, Preview, Suspicion,
    commands::{Declare, DropStaged, Stage, TakeIntoUse, Taken, UndoImport},
    content,
    preview::LineNote,
    queries,
    reading::{self, FileOfList},
    service::Reading,
};

/// Longest name of a file that is kept, in characters.
const LONGEST_FILE_NAME: usize = 120;

/// A file, read.
struct Contents {
    entries: Vec<ImportedEntry>,
    report: Report,
    digest: String,
}

impl Alerts {
    /// Reads a file for a list and puts it ready with its preview. The version in use stays in use. A file that breaks off
    /// is refused with its line.
    pub async fn stage(&self, list: SubjectId, file: FileOfList) -> Result<(EntryId, Preview), AlertsError> {
        let _working = self.work().await;
        let mut snapshot = self.journal().snapshot().await?;
        let Some(row) = queries::list(&mut snapshot, list).await? else { return Err(AlertsError::refused("alerts-refused-no-list")) };
        drop(snapshot);
        if row.declared.source != ListSource::Imported {
            return Err(AlertsError::refused("alerts-refused-national-list"));
        }
        let file_name = short_name(&file.name);
        let contents = tokio::task::spawn_blocking(move || read(file)).await.map_err(broke_off)??;
        if let Some(why) = &contents.report.broken_off {
            return Err(AlertsError::Refused(
                Message::new("alerts-refused-broken-off").with("line", why.line).with("why", why.reason.to_string()),
            ));
        }
        let (entries, report) = (contents.entries, contents.report);
        let (pieces, people) = tokio::task::spawn_blocking(move || content::cut(entries)).await.map_err(broke_off)??;
        let mut snapshot = self.journal().snapshot().await?;
        let changes = content::compare(&mut snapshot, row.version, &pieces).await?;
        drop(snapshot);
        let people_before = people.saturating_sub(changes.added).saturating_add(changes.removed);
        let rejected = u32::try_from(report.malformed_count).unwrap_or(u32::MAX);
        let preview = Preview {
            list_name: row.declared.name.clone(),
            format: report.format.code().to_owned(),
            file_name,
            file_digest: contents.digest,
            digest: content::digest_of_all(&pieces),
            people,
            people_before,
            added: changes.added,
            changed: changes.changed,
            removed: changes.removed,
            rejected,
            skipped: u32::try_from(report.skipped).unwrap_or(u32::MAX),
            replaces: row.version,
            suspicion: Suspicion::of(people_before, people, changes.removed, rejected),
            added_names: changes.added_names,
            changed_names: changes.changed_names,
            removed_names: changes.removed_names,
            malformed: report
                .malformed
                .iter()
                .map(|at| LineNote { line: at.line, id: at.id.clone().unwrap_or_default(), why: at.reason.to_string() })
                .collect(),
            notes: report.notes.iter().map(|at| LineNote { line: at.line, id: at.id.clone(), why: at.kind.to_string() }).collect(),
            note_count: u32::try_from(report.note_count).unwrap_or(u32::MAX),
        };
        let version = self.environment().entry_id();
        content::keep(self.journal(), version, pieces).await?;
        self.journal().submit(Stage { version, list, preview: preview.clone() }).await?;
        Ok((version, preview))
    }

    /// As [`Alerts::stage`], while somebody looks at the list's page.
    pub(crate) fn stage_in_background(&self, list: SubjectId, file: FileOfList) {
        self.note_reading(list, Some(Reading::Busy(short_name(&file.name))));
        let alerts = self.clone();
        tokio::spawn(async move {
            let outcome = match alerts.stage(list, file).await {
                Ok(_) => None,
                Err(AlertsError::Refused(message)) => Some(Reading::Failed(message)),
                Err(AlertsError::Storage(error)) => {
                    tracing::error!(%error, "a file of a list was not kept");
                    Some(Reading::Failed(Message::new("alerts-refused-not-kept")))
                }
            };
            alerts.note_reading(list, outcome);
        });
    }

    /// Takes a version that waits into use, and clears away what nobody can go back to.
    pub async fn take_into_use(&self, command: TakeIntoUse) -> Result<Taken, AlertsError> {
        let taken = self.journal().submit(command).await?;
        self.settle().await?;
        Ok(taken)
    }

    /// Drops a version that waits.
    pub async fn drop_staged(&self, version: EntryId) -> Result<(), AlertsError> {
        self.journal().submit(DropStaged { version }).await?;
        Ok(content::sweep(self.journal()).await?)
    }

    /// Takes an import back.
    pub async fn undo(&self, command: UndoImport) -> Result<(), AlertsError> {
        self.journal().submit(command).await?;
        self.settle().await
    }

    /// Declares a list without a second person: for the machine's own command line and the demo, where there is none.
    pub async fn declare(&self, list: SubjectId, declared: ListDeclared) -> Result<(), AlertsError> {
        self.journal().submit(Declare { list, declared }).await?;
        self.settle().await
    }

    async fn settle(&self) -> Result<(), AlertsError> {
        self.refresh().await?;
        Ok(content::sweep(self.journal()).await?)
    }
}

/// Reads the whole file; entries come as they are met.
fn read(file: FileOfList) -> Result<Contents, AlertsError> {
    let mut hashing = Hashing { inner: file.bytes, hasher: blake3::Hasher::new() };
    let mut entries = Vec::new();
    let report = reading::read(file.format, &file.name, &mut hashing, &Limits::default(), |entry| entries.push(entry))?;
    Ok(Contents { entries, report, digest: hashing.finish() })
}

/// Passes bytes on and remembers their digest.
struct Hashing {
    inner: Box<dyn Read + Send>,
    hasher: blake3::Hasher,
}

impl Hashing {
    /// The digest of everything that passed, and of what a reader left.
    fn finish(mut self) -> String {
        // What cannot be read any more is no part of the file that was read.
        drop(std::io::copy(&mut self.inner, &mut self.hasher));
        self.hasher.finalize().to_hex().to_string()
    }
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// The last part of a path, without what could hide in it.
fn short_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let sound: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_FILE_NAME).collect();
    if sound.trim().is_empty() { "-".to_owned() } else { sound }
}

fn broke_off(error: tokio::task::JoinError) -> StorageError {
    StorageError::new("read a file of a list", StorageErrorKind::Inconsistent, error)
}
