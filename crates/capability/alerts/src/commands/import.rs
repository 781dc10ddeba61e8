//! Importing a list: pieces first, then one short command that takes the version into use, or asks for a second person.
//! Until that command the old version is in use; after it, the new one: nothing lies between.

use garita_domain::{AccountId, EntryId, SubjectId};
use garita_record::{ImportUndone, Kind, ListImported};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use super::{lists::known_list, request, unreadable};
use crate::{
    AlertsError,
    codes::UNDO_REASONS,
    preview::{Preview, Suspicion},
};

/// Writes a few pieces of a version.
pub(crate) struct KeepPieces {
    pub(crate) version: EntryId,
    /// Number, digest, content. Content that is there already is not written again.
    pub(crate) pieces: Vec<(i64, Vec<u8>, Vec<u8>)>,
}

/// Puts a version ready, with its preview. An earlier one of the same list that waits is dropped.
pub(crate) struct Stage {
    pub(crate) version: EntryId,
    pub(crate) list: SubjectId,
    pub(crate) preview: Preview,
}

/// Drops a version that waits.
pub(crate) struct DropStaged {
    pub(crate) version: EntryId,
}

/// Takes a version that waits into use.
pub struct TakeIntoUse {
    /// The version.
    pub version: EntryId,
    /// Who does; nothing for the machine's own command line.
    pub by: Option<AccountId>,
    /// Id of the request, when a second person is needed.
    pub entry: EntryId,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in use.
    InUse,
    /// A second person has to confirm it: it looks as if something were missing.
    Waits,
}

/// Takes an import back: the version before it is in use again.
pub struct UndoImport {
    /// Made with the form.
    pub entry: EntryId,
    /// The list.
    pub list: SubjectId,
    /// The version in use, as the form showed it.
    pub version: EntryId,
    /// A code of [`UNDO_REASONS`].
    pub reason: String,
    /// Who does; nothing for the machine's own command line.
    pub by: Option<AccountId>,
}

impl Command for KeepPieces {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        for (number, digest, content) in &self.pieces {
            let there = unit.row("SELECT 1 AS one FROM alerts_piece WHERE digest = $1", &[digest.clone().into()]).await?;
            if there.is_none() {
                let sql = "INSERT INTO alerts_piece (digest, content) VALUES ($1, $2)";
                unit.execute(sql, &[digest.clone().into(), content.clone().into()]).await?;
            }
            let sql =
                "INSERT INTO alerts_version_piece (version, number, digest) VALUES ($1, $2, $3) ON CONFLICT (version, number) DO NOTHING";
            unit.execute(sql, &[self.version.into(), (*number).into(), digest.clone().into()]).await?;
        }
        Ok(())
    }
}

impl Command for Stage {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.execute("DELETE FROM alerts_staged WHERE list = $1", &[self.list.into()]).await?;
        let preview = serde_json::to_vec(&self.preview).map_err(unreadable)?;
        let sql = "INSERT INTO alerts_staged (version, list, at, preview) VALUES ($1, $2, $3, $4)";
        unit.execute(sql, &[self.version.into(), self.list.into(), unit.now().into(), preview.into()]).await.map(drop)
    }
}

impl Command for DropStaged {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.execute("DELETE FROM alerts_staged WHERE version = $1", &[self.version.into()]).await.map(drop)
    }
}

impl Command for TakeIntoUse {
    type Output = Taken;
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Taken, AlertsError> {
        let row = unit.row("SELECT list, preview FROM alerts_staged WHERE version = $1", &[self.version.into()]).await?;
        let Some(row) = row else { return Err(AlertsError::refused("alerts-refused-nothing-staged")) };
        let list = SubjectId::new(row.id(0)?);
        let preview: Preview = serde_json::from_slice(&row.bytes(1)?).map_err(unreadable)?;
        known_list(unit, list).await?;
        let imported = preview.imported(self.version);
        still_follows(unit, list, &imported).await?;
        match preview.suspicion {
            Suspicion::None => {
                take(unit, list, self.by, &imported).await?;
                Ok(Taken::InUse)
            }
            Suspicion::Emptied | Suspicion::Shrunk | Suspicion::ManyRejected => {
                if unit.find_entry(list, self.entry).await?.is_none() {
                    request(unit, self.entry, list, self.by, ListImported::NAME, &imported, preview.suspicion.code()).await?;
                }
                Ok(Taken::Waits)
            }
        }
    }
}

/// The preview compared with the version in use; when another was taken into use since, it says nothing any more.
pub(super) async fn still_follows(unit: &mut Unit<'_>, list: SubjectId, imported: &ListImported) -> Result<(), AlertsError> {
    let row = unit.row("SELECT version FROM @alerts_list WHERE list = $1", &[list.into()]).await?;
    let now = row.map(|row| row.optional_id(0)).transpose()?.flatten().map(EntryId::new);
    if now == imported.replaces { Ok(()) } else { Err(AlertsError::refused("alerts-refused-preview-old")) }
}

/// Takes a version into use: one entry, and the staged one is gone.
pub(super) async fn take(
    unit: &mut Unit<'_>,
    list: SubjectId,
    actor: Option<AccountId>,
    imported: &ListImported,
) -> Result<(), AlertsError> {
    let there = unit.row("SELECT 1 AS one FROM alerts_version_piece WHERE version = $1 LIMIT 1", &[imported.version.into()]).await?;
    if there.is_none() && imported.people > 0 {
        return Err(AlertsError::refused("alerts-refused-content-gone"));
    }
    unit.append(NewEntry { entry: imported.version, subject: list, actor, occurred: None, payload: imported }).await?;
    unit.execute("DELETE FROM alerts_staged WHERE list = $1", &[list.into()]).await?;
    Ok(())
}

impl Command for UndoImport {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        if unit.find_entry(self.list, self.entry).await?.is_some() {
            return Ok(());
        }
        if !UNDO_REASONS.contains(&self.reason.as_str()) {
            return Err(AlertsError::refused("alerts-error-choose-reason"));
        }
        let row = unit.row("SELECT version, previous FROM @alerts_list WHERE list = $1", &[self.list.into()]).await?;
        let Some(row) = row else { return Err(AlertsError::refused("alerts-refused-no-list")) };
        if row.optional_id(0)? != Some(self.version.uuid()) {
            return Err(AlertsError::refused("alerts-refused-not-in-use"));
        }
        if let Some(previous) = row.optional_id(1)? {
            let kept = unit.row("SELECT 1 AS one FROM alerts_version_piece WHERE version = $1 LIMIT 1", &[previous.into()]).await?;
            if kept.is_none() {
                return Err(AlertsError::refused("alerts-refused-content-gone"));
            }
        }
        let undone = ImportUndone { version: self.version, reason: self.reason.clone() };
        unit.append(NewEntry { entry: self.entry, subject: self.list, actor: self.by, occurred: None, payload: &undone }).await?;
        Ok(())
    }
}
