//! The content of imported lists: cut into pieces that versions share, kept in the node's store.
//!
//! People stand in order of the list's own ids, one JSON object a line. A piece ends where the digest of an id says so, so
//! that a list of which little changed shares most of its pieces with the version before: the next version costs what is
//! new in it, and taking it back costs nothing.

use std::collections::{BTreeMap, BTreeSet};

use garita_alert_lists::ImportedEntry;
use garita_domain::EntryId;
use garita_screening::NameText;
use garita_storage::{Command, Journal, Reads, StorageError, StorageErrorKind, Unit};

use crate::{commands::KeepPieces, preview::SHOWN};

/// A piece ends on average after so many people.
const USUAL: u16 = 128;
/// No piece is longer, in bytes; one person may be.
const LONGEST: usize = 128 * 1024;
/// Pieces written by one command: a write transaction stays short.
const AT_ONCE: usize = 6;
/// Rows deleted by one command.
const SWEPT_AT_ONCE: i64 = 64;

/// A run of listed people.
pub(crate) struct Piece {
    pub(crate) digest: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
}

/// The digest of what an entry says, 64 hexadecimal digits. Where it stands in the file is no part of it.
pub(crate) fn digest_of(entry: &ImportedEntry) -> Result<String, StorageError> {
    Ok(blake3::hash(&line(entry)?).to_hex().to_string())
}

/// One person's line, without its end.
fn line(entry: &ImportedEntry) -> Result<Vec<u8>, StorageError> {
    let placed = ImportedEntry { line: 0, ..entry.clone() };
    serde_json::to_vec(&placed).map_err(damaged)
}

fn damaged(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StorageError {
    StorageError::new("read the content of a list", StorageErrorKind::Inconsistent, error.into())
}

/// Cuts a list. The first of several entries with one id counts.
pub(crate) fn cut(mut entries: Vec<ImportedEntry>) -> Result<(Vec<Piece>, u32), StorageError> {
    entries.sort_by(|one, two| one.person.id.cmp(&two.person.id).then(one.line.cmp(&two.line)));
    entries.dedup_by(|later, earlier| later.person.id == earlier.person.id);
    let (mut pieces, mut bytes, mut people) = (Vec::new(), Vec::new(), 0_u32);
    for entry in &entries {
        people += 1;
        bytes.extend(line(entry)?);
        bytes.push(b'\n');
        if ends_a_piece(&entry.person.id) || bytes.len() >= LONGEST {
            pieces.push(Piece::of(std::mem::take(&mut bytes)));
        }
    }
    // An empty list has one empty piece: its content is there, and says nobody.
    if !bytes.is_empty() || pieces.is_empty() {
        pieces.push(Piece::of(bytes));
    }
    Ok((pieces, people))
}

fn ends_a_piece(id: &str) -> bool {
    let digest = blake3::hash(id.as_bytes());
    let bytes = digest.as_bytes();
    u16::from_le_bytes([bytes[0], bytes[1]]).is_multiple_of(USUAL)
}

impl Piece {
    fn of(bytes: Vec<u8>) -> Self {
        Self { digest: blake3::hash(&bytes).as_bytes().to_vec(), bytes }
    }
}

/// The digest of a whole content, 64 hexadecimal digits.
pub(crate) fn digest_of_all(pieces: &[Piece]) -> String {
    let mut hasher = blake3::Hasher::new();
    for piece in pieces {
        hasher.update(&piece.digest);
    }
    hasher.finalize().to_hex().to_string()
}

/// Writes a version's pieces, a few at a time, so that the desk never waits for an import.
pub(crate) async fn keep(journal: &Journal, version: EntryId, pieces: Vec<Piece>) -> Result<(), StorageError> {
    let mut numbered = (0_i64..).zip(pieces);
    loop {
        let some: Vec<_> = numbered.by_ref().take(AT_ONCE).map(|(number, piece)| (number, piece.digest, piece.bytes)).collect();
        if some.is_empty() {
            return Ok(());
        }
        journal.submit(KeepPieces { version, pieces: some }).await?;
    }
}

/// People of one piece.
pub(crate) fn people_of(bytes: &[u8]) -> Result<Vec<ImportedEntry>, StorageError> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).map_err(damaged)).collect()
}

/// Digests of a version's pieces, in order.
pub(crate) async fn digests(reads: &mut impl Reads, version: EntryId) -> Result<Vec<Vec<u8>>, StorageError> {
    let sql = "SELECT digest FROM alerts_version_piece WHERE version = $1 ORDER BY number";
    reads.read(sql, &[version.into()]).await?.iter().map(|row| row.bytes(0)).collect()
}

/// One piece of a version.
pub(crate) async fn piece(reads: &mut impl Reads, version: EntryId, number: i64) -> Result<Vec<ImportedEntry>, StorageError> {
    let sql =
        "SELECT p.content FROM alerts_version_piece v JOIN alerts_piece p ON p.digest = v.digest WHERE v.version = $1 AND v.number = $2";
    let rows = reads.read(sql, &[version.into(), number.into()]).await?;
    let row = rows.first().ok_or_else(|| damaged("a piece of a list is missing: import the list again"))?;
    people_of(&row.bytes(0)?)
}

/// A piece by its digest.
async fn piece_by_digest(reads: &mut impl Reads, digest: &[u8]) -> Result<Vec<ImportedEntry>, StorageError> {
    let rows = reads.read("SELECT content FROM alerts_piece WHERE digest = $1", &[digest.into()]).await?;
    let row = rows.first().ok_or_else(|| damaged("a piece of a list is missing: import the list again"))?;
    people_of(&row.bytes(0)?)
}

/// What a new content changes.
#[derive(Default)]
pub(crate) struct Changes {
    pub(crate) added: u32,
    pub(crate) changed: u32,
    pub(crate) removed: u32,
    pub(crate) added_names: Vec<String>,
    pub(crate) changed_names: Vec<String>,
    pub(crate) removed_names: Vec<String>,
}

/// Compares new pieces with a version. Pieces that both have hold the same people and are not read.
pub(crate) async fn compare(reads: &mut impl Reads, old: Option<EntryId>, new: &[Piece]) -> Result<Changes, StorageError> {
    let old_digests = match old {
        Some(version) => digests(reads, version).await?,
        None => Vec::new(),
    };
    let new_digests: BTreeSet<&[u8]> = new.iter().map(|piece| piece.digest.as_slice()).collect();
    let shared: BTreeSet<&[u8]> = old_digests.iter().map(Vec::as_slice).filter(|digest| new_digests.contains(digest)).collect();
    let mut before: BTreeMap<String, (String, String)> = BTreeMap::new();
    for digest in old_digests.iter().filter(|digest| !shared.contains(digest.as_slice())) {
        for entry in piece_by_digest(reads, digest).await? {
            let said = digest_of(&entry)?;
            before.insert(entry.person.id.clone(), (said, name_of(&entry)));
        }
    }
    let mut changes = Changes::default();
    let note = |names: &mut Vec<String>, name: String| {
        if names.len() < SHOWN {
            names.push(name);
        }
    };
    for piece in new.iter().filter(|piece| !shared.contains(piece.digest.as_slice())) {
        for entry in people_of(&piece.bytes)? {
            match before.remove(&entry.person.id) {
                None => {
                    changes.added += 1;
                    note(&mut changes.added_names, name_of(&entry));
                }
                Some((said, _)) if said != digest_of(&entry)? => {
                    changes.changed += 1;
                    note(&mut changes.changed_names, name_of(&entry));
                }
                Some(_) => {}
            }
        }
    }
    changes.removed = u32::try_from(before.len()).unwrap_or(u32::MAX);
    changes.removed_names = before.into_values().take(SHOWN).map(|(_, name)| name).collect();
    Ok(changes)
}

/// The main name, as it is written.
pub(crate) fn name_of(entry: &ImportedEntry) -> String {
    entry.person.names.first().map(|name| written(&name.text)).unwrap_or_default()
}

/// A name as people read it.
pub(crate) fn written(name: &NameText) -> String {
    match name {
        NameText::Whole(whole) => whole.clone(),
        NameText::Parts { surname, given_names } if given_names.is_empty() => surname.clone(),
        NameText::Parts { surname, given_names } => format!("{surname}, {given_names}"),
    }
}

/// Removes contents that no list can go back to: not in use, not the one before, not waiting. A few rows at a time.
pub(crate) async fn sweep(journal: &Journal) -> Result<(), StorageError> {
    while journal.submit(Sweep).await? > 0 {}
    Ok(())
}

struct Sweep;

impl Command for Sweep {
    type Output = u64;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<u64, StorageError> {
        let unused = "DELETE FROM alerts_version_piece WHERE version IN (
                        SELECT DISTINCT v.version FROM alerts_version_piece v
                        WHERE NOT EXISTS (SELECT 1 FROM @alerts_list l WHERE l.version = v.version OR l.previous = v.version)
                        AND NOT EXISTS (SELECT 1 FROM alerts_staged s WHERE s.version = v.version) LIMIT 1)";
        let versions = unit.execute(unused, &[]).await?;
        let orphans = "DELETE FROM alerts_piece WHERE digest IN (
                         SELECT p.digest FROM alerts_piece p
                         WHERE NOT EXISTS (SELECT 1 FROM alerts_version_piece v WHERE v.digest = p.digest) LIMIT $1)";
        Ok(versions + unit.execute(orphans, &[SWEPT_AT_ONCE.into()]).await?)
    }
}
