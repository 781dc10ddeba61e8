//! Verifying a node's whole chain, page by page, with progress, while the node goes on.

use std::collections::{BTreeMap, BTreeSet};

use garita_domain::{EpochId, NodeId};
use garita_journal::{EpochOpening, Fault, FaultAt, Head, HeadSeal, NodePublicKey, Part, Verifier};
use garita_record::{ContentDestroyed, Kind, decode};

use crate::{
    ReadPool, StorageError, StoredEntry, TableNames,
    engine::Session,
    error::inconsistent,
    journal_tables::{link_from, openings},
    writer::read_writer,
};

const PAGE: i64 = 2000;

/// How far a verification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyProgress {
    /// Entries verified.
    pub done: u64,
    /// Entries in the chain when it began.
    pub total: u64,
}

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    /// Its head; `None` for an empty chain.
    pub head: Option<Head>,
    /// Entries verified.
    pub entries: u64,
    /// Entries whose content retention destroyed.
    pub destroyed: u64,
    /// Epochs.
    pub epochs: u64,
    /// Signed heads checked.
    pub seals: u64,
}

/// Why a verification ended early.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The chain does not hold: the first bad entry and what is wrong with it.
    #[error(transparent)]
    Fault(#[from] FaultAt),
    /// A head's signature is not this node's.
    #[error("the signature over head {sequence} is not this node's")]
    Signature {
        /// The head's sequence.
        sequence: i64,
    },
    /// Content is gone and no retention order says so.
    #[error("the content of entry {sequence} is missing and no retention order destroyed it")]
    Missing {
        /// The entry's sequence.
        sequence: i64,
    },
    /// Content stands in the store that no link covers.
    #[error("{count} entries stand in the store that are in no chain")]
    Inserted {
        /// How many.
        count: i64,
    },
    /// The store could not be read.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Verifies the chain of `node`, its signatures by `key`, and that it contains `heads`.
pub async fn verify_node(
    reader: &ReadPool,
    node: NodeId,
    key: Option<&NodePublicKey>,
    heads: Vec<Head>,
    mut progress: impl FnMut(VerifyProgress),
) -> Result<VerifyReport, VerifyError> {
    let mut session = reader.begin(TableNames::default()).await?;
    let openings = openings(&mut session, node).await?;
    let total = count(&mut session, "SELECT count(*) FROM journal_link WHERE node = $1", node).await?.unsigned_abs();
    let seals = seals(&mut session, node).await?;
    let written = read_writer(&mut session, node).await?;
    drop(session);
    if let Some(key) = key
        && let Some(forged) = seals.iter().find(|seal| !key.verifies(seal))
    {
        return Err(VerifyError::Signature { sequence: forged.head.sequence });
    }
    // The end as the writer noted it, unless this run has written nothing yet.
    let end = written
        .filter(|(epoch, head, _)| openings.iter().any(|opening| opening.epoch == *epoch && opening.first_sequence <= head.sequence));
    let end = end.map(|(_, head, _)| head);
    let expected: Vec<_> = seals.iter().map(|seal| seal.head).chain(end).chain(heads).filter(|head| head.sequence > 0).collect();
    contradiction(&expected, &openings)?;
    let mut verifier = Verifier::expecting(expected);
    let mut missing = BTreeSet::new();
    for opening in &openings {
        verifier.open(opening)?;
        let mut last = i64::MIN;
        loop {
            let mut session = reader.begin(TableNames::default()).await?;
            let rows = page(&mut session, node, opening.epoch, last).await?;
            drop(session);
            let Some(end) = rows.last() else { break };
            last = end.integer(0)?;
            for row in &rows {
                let link = link_from(row, node, opening.epoch, 0)?;
                let stored = row.optional_id(4)?.is_some().then(|| StoredEntry::from_row_at(row, 4)).transpose()?;
                let Some(entry) = &stored else {
                    verifier.link(&link, Part::Destroyed)?;
                    missing.insert((opening.epoch, link.sequence));
                    continue;
                };
                verifier.link(&link, Part::Kept(&entry.content, &entry.salt))?;
                if entry.content.kind == ContentDestroyed::NAME
                    && let Ok(order) = decode::<ContentDestroyed>(entry.content.version, &entry.content.payload)
                {
                    for range in order.ranges {
                        missing.retain(|(epoch, sequence)| *epoch != range.epoch || !(range.from..=range.to).contains(sequence));
                    }
                }
            }
            progress(VerifyProgress { done: verifier.verified(), total });
        }
    }
    if let Some((_, sequence)) = missing.first() {
        return Err(VerifyError::Missing { sequence: *sequence });
    }
    nothing_beside(reader).await?;
    let (entries, destroyed) = (verifier.verified(), verifier.destroyed());
    let head = verifier.finish()?;
    Ok(VerifyReport { head, entries, destroyed, epochs: openings.len() as u64, seals: seals.len() as u64 })
}

/// Two heads with one number cannot both be in a chain.
fn contradiction(heads: &[Head], openings: &[EpochOpening]) -> Result<(), FaultAt> {
    let mut known = BTreeMap::new();
    for head in heads {
        if known.insert(head.sequence, head.hash).is_some_and(|hash| hash != head.hash)
            && let Some(opening) = openings.iter().rfind(|opening| opening.first_sequence <= head.sequence)
        {
            return Err(FaultAt { epoch: opening.epoch, sequence: head.sequence, fault: Fault::Head });
        }
    }
    Ok(())
}

/// Every content belongs to one link, every link to an epoch that was opened, whatever node they name: read tables read
/// them all.
async fn nothing_beside(reader: &ReadPool) -> Result<(), VerifyError> {
    let mut session = reader.begin(TableNames::default()).await?;
    let sql = "SELECT l.epoch, min(l.sequence) FROM journal_link l
               WHERE NOT EXISTS (SELECT 1 FROM journal_epoch e WHERE e.node = l.node AND e.epoch = l.epoch) GROUP BY l.epoch ORDER BY l.epoch LIMIT 1";
    if let Some(row) = session.row(sql, &[]).await? {
        return Err(FaultAt { epoch: EpochId::new(row.id(0)?), sequence: row.integer(1)?, fault: Fault::UnknownEpoch }.into());
    }
    let contents = session.row("SELECT count(*) FROM journal_content", &[]).await?.map_or(Ok(0), |row| row.integer(0))?;
    let sql = "SELECT count(*) FROM journal_link l
               WHERE EXISTS (SELECT 1 FROM journal_content c WHERE c.node = l.node AND c.epoch = l.epoch AND c.sequence = l.sequence)";
    let linked = session.row(sql, &[]).await?.map_or(Ok(0), |row| row.integer(0))?;
    if contents > linked {
        return Err(VerifyError::Inserted { count: contents - linked });
    }
    Ok(())
}

async fn count(session: &mut Session, sql: &'static str, node: NodeId) -> Result<i64, StorageError> {
    session.row(sql, &[node.into()]).await?.map_or(Ok(0), |row| row.integer(0))
}

async fn page(session: &mut Session, node: NodeId, epoch: EpochId, after: i64) -> Result<Vec<crate::Row>, StorageError> {
    session
        .rows(
            "SELECT l.sequence, l.previous, l.digest, l.node, c.subject, c.entry, c.node, c.epoch, c.sequence, c.kind, c.version, c.actor, c.occurred,
                    c.certain, c.recorded, c.payload, c.salt, c.thread
             FROM journal_link l LEFT JOIN journal_content c ON c.node = l.node AND c.epoch = l.epoch AND c.sequence = l.sequence
             WHERE l.node = $1 AND l.epoch = $2 AND l.sequence > $3 ORDER BY l.sequence LIMIT $4",
            &[node.into(), epoch.into(), after.into(), PAGE.into()],
        )
        .await
}

async fn seals(session: &mut Session, node: NodeId) -> Result<Vec<HeadSeal>, StorageError> {
    session
        .rows("SELECT epoch, sequence, hash, signature FROM journal_seal WHERE node = $1 ORDER BY sequence", &[node.into()])
        .await?
        .iter()
        .map(|row| {
            let hash = garita_journal::Hash::from_slice(&row.bytes(2)?).ok_or_else(|| inconsistent("a signed head"))?;
            let signature = row.bytes(3)?.try_into().map_err(|_| inconsistent("a head's signature"))?;
            Ok(HeadSeal { node, epoch: EpochId::new(row.id(0)?), head: Head { sequence: row.integer(1)?, hash }, signature })
        })
        .collect()
}

impl VerifyError {
    /// The sequence of the first bad entry, where there is one.
    pub fn sequence(&self) -> Option<i64> {
        match self {
            Self::Fault(fault) => Some(fault.sequence),
            Self::Signature { sequence } | Self::Missing { sequence } => Some(*sequence),
            Self::Inserted { .. } | Self::Storage(_) => None,
        }
    }

    /// Whether the journal is bad, rather than the reading of it.
    pub fn is_fault(&self) -> bool {
        match self {
            Self::Fault(FaultAt {
                fault: Fault::Sequence { .. } | Fault::Previous | Fault::Content | Fault::Fork | Fault::UnknownEpoch | Fault::Head,
                ..
            })
            | Self::Signature { .. }
            | Self::Missing { .. }
            | Self::Inserted { .. } => true,
            Self::Storage(_) => false,
        }
    }
}
