//! Who is who: a person is a set of subjects joined by links that can be taken back (DESIGN §4).

use std::collections::BTreeSet;

use garita_domain::SubjectId;
use garita_record::DocumentKey;
use garita_storage::{Reads, StorageError};
use uuid::Uuid;

use crate::tables::HOLDER;

/// Subjects of one person, at most. More means that links are wrong; the rest is left for second line to sort out.
const MOST: usize = 64;

/// The subjects that showed a document with one of these holder keys.
pub async fn subjects_by_key(reads: &mut impl Reads, keys: &[DocumentKey]) -> Result<Vec<SubjectId>, StorageError> {
    let mut found = BTreeSet::new();
    for key in keys {
        let sql = "SELECT subject FROM @desk_document_key WHERE hash = $1 AND epoch = $2 AND form = $3 LIMIT 64";
        for row in reads.read(sql, &[Uuid::from_bytes(key.hash).into(), key.epoch.into(), HOLDER.into()]).await? {
            found.insert(SubjectId::new(row.id(0)?));
        }
    }
    Ok(found.into_iter().collect())
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
