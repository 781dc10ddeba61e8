//! Who is who: a person is a set of subjects joined by links that can be taken back (DESIGN §4).

use std::collections::BTreeSet;

use garita_domain::{EntryId, SubjectId};
use garita_record::{DocumentKey, Kind, SubjectsLinked, SubjectsUnlinked, decode};
use garita_storage::{Reads, StorageError};
use uuid::Uuid;

use crate::tables::HOLDER;

/// Subjects of one person, at most. More means that links are wrong; the rest is left for second line to sort out.
const MOST: usize = 64;

/// The subjects that showed a document with one of these holder keys.
pub async fn subjects_by_key(reads: &mut impl Reads, keys: &[DocumentKey]) -> Result<Vec<SubjectId>, StorageError> {
    let mut found = BTreeSet::new();
    for key in keys {
        let sql = "SELECT DISTINCT subject FROM @desk_document_key WHERE hash = $1 AND epoch = $2 AND form = $3 LIMIT 64";
        for row in reads.read(sql, &[Uuid::from_bytes(key.hash).into(), key.epoch.into(), HOLDER.into()]).await? {
            found.insert(SubjectId::new(row.id(0)?));
        }
    }
    Ok(found.into_iter().collect())
}

/// Whether somebody said of these two that they are not one person, and nobody has linked them since. The rule that joins
/// holders of one document does not overrule that.
pub async fn taken_apart(reads: &mut impl Reads, one: SubjectId, other: SubjectId) -> Result<bool, StorageError> {
    let (first, second) = (one.min(other), one.max(other));
    let sql = "SELECT entry, kind, version, payload FROM journal_content WHERE subject = $1 AND kind IN ($2, $3) ORDER BY recorded, entry";
    let mut between = BTreeSet::new();
    let mut apart = false;
    for row in reads.read(sql, &[first.into(), SubjectsLinked::NAME.into(), SubjectsUnlinked::NAME.into()]).await? {
        let version = u16::try_from(row.integer(2)?).unwrap_or(0);
        if row.text(1)? == SubjectsLinked::NAME {
            if decode::<SubjectsLinked>(version, &row.bytes(3)?).is_ok_and(|linked| linked.other == second) {
                between.insert(EntryId::new(row.id(0)?));
                apart = false;
            }
        } else if decode::<SubjectsUnlinked>(version, &row.bytes(3)?).is_ok_and(|unlinked| between.contains(&unlinked.link)) {
            apart = true;
        }
    }
    Ok(apart)
}

/// Every subject of the person that any of these subjects is, in a fixed order.
pub async fn person(reads: &mut impl Reads, start: &[SubjectId]) -> Result<Vec<SubjectId>, StorageError> {
    let mut known: BTreeSet<SubjectId> = start.iter().copied().collect();
    let mut to_visit: Vec<SubjectId> = start.to_vec();
    while let Some(subject) = to_visit.pop() {
        let sql = "SELECT other FROM @desk_link WHERE subject = $1 UNION ALL SELECT subject FROM @desk_link WHERE other = $1";
        for row in reads.read(sql, &[subject.into()]).await? {
            let other = SubjectId::new(row.id(0)?);
            if known.len() < MOST && known.insert(other) {
                to_visit.push(other);
            }
        }
    }
    Ok(known.into_iter().collect())
}
