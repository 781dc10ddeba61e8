//! The last signed heads.

use garita_domain::Timestamp;
use garita_journal::{Hash, Head, Hlc};
use garita_storage::{Snapshot, StorageError, StorageErrorKind};

use crate::chain::Chain;

/// Signed heads shown, at most.
const SHOWN: usize = 5;
/// Runs looked at for them: a node that restarts often writes few heads in each.
const RUNS: usize = 20;

/// A head with the node's signature.
#[derive(Debug)]
pub(crate) struct SignedHead {
    pub(crate) head: Head,
    /// When the entry under it was recorded; nothing when its content was destroyed.
    pub(crate) recorded: Option<Timestamp>,
}

/// The last signed heads, newest first.
pub(crate) async fn last(snapshot: &mut Snapshot, chain: &Chain) -> Result<Vec<SignedHead>, StorageError> {
    let mut heads = Vec::new();
    let sql = "SELECT s.sequence, s.hash, c.recorded
               FROM journal_seal s LEFT JOIN journal_content c ON c.node = s.node AND c.epoch = s.epoch AND c.sequence = s.sequence
               WHERE s.node = $1 AND s.epoch = $2 ORDER BY s.sequence DESC LIMIT $3";
    for run in chain.runs.iter().rev().take(RUNS) {
        let room = i64::try_from(SHOWN - heads.len()).unwrap_or(0);
        for row in snapshot.rows(sql, &[chain.node.into(), run.epoch.into(), room.into()]).await? {
            let damaged = || StorageError::new("read a signed head", StorageErrorKind::Inconsistent, "its hash has not 32 bytes");
            let hash = Hash::from_slice(&row.bytes(1)?).ok_or_else(damaged)?;
            let recorded = row.optional_integer(2)?.map(|recorded| Hlc::from_i64(recorded).timestamp());
            heads.push(SignedHead { head: Head { sequence: row.integer(0)?, hash }, recorded });
        }
        if heads.len() >= SHOWN {
            break;
        }
    }
    Ok(heads)
}
