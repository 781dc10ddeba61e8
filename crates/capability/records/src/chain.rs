//! The runs (epochs) of this node's chain, and the way from a time to a place in it.

use garita_domain::{EpochId, NodeId, Timestamp};
use garita_journal::Hlc;
use garita_storage::{Snapshot, StorageError};

/// One run of the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// From 1, in the order of the chain.
    pub(crate) number: usize,
    pub(crate) epoch: EpochId,
    /// Its first sequence.
    pub(crate) first: i64,
    /// The sequence after its last.
    pub(crate) end: i64,
}

/// The chain as of one snapshot.
#[derive(Debug)]
pub(crate) struct Chain {
    pub(crate) node: NodeId,
    pub(crate) runs: Vec<Run>,
    /// The sequence after the last.
    pub(crate) end: i64,
}

impl Chain {
    pub(crate) async fn read(snapshot: &mut Snapshot, node: NodeId) -> Result<Self, StorageError> {
        let head = snapshot.row("SELECT sequence FROM journal_writer WHERE node = $1", &[node.into()]).await?;
        let end = head.map_or(Ok(0), |row| row.integer(0))? + 1;
        let sql = "SELECT epoch, first_sequence FROM journal_epoch WHERE node = $1 ORDER BY first_sequence, epoch";
        let rows = snapshot.rows(sql, &[node.into()]).await?;
        let openings = rows.iter().map(|row| Ok((EpochId::new(row.id(0)?), row.integer(1)?))).collect::<Result<Vec<_>, StorageError>>()?;
        Ok(Self { node, runs: runs(&openings, end), end })
    }

    /// The runs that have a part in `low..high`, oldest first, each with its part.
    pub(crate) fn within(&self, low: i64, high: i64) -> impl DoubleEndedIterator<Item = (Run, i64, i64)> + '_ {
        let parts = self.runs.iter().map(move |run| (*run, run.first.max(low), run.end.min(high)));
        parts.filter(|(_, from, to)| from < to)
    }

    /// The first sequence recorded at `time` or later; the end of the chain when there is none. Recorded times rise with
    /// sequences, so it is found by halving. Destroyed contents have no time: the next kept one speaks for them.
    pub(crate) async fn first_since(&self, snapshot: &mut Snapshot, time: Timestamp) -> Result<i64, StorageError> {
        let (mut low, mut high) = (1, self.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.recorded_from(snapshot, middle).await?.is_none_or(|recorded| recorded >= time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// When the first kept entry at `sequence` or after it was recorded.
    async fn recorded_from(&self, snapshot: &mut Snapshot, sequence: i64) -> Result<Option<Timestamp>, StorageError> {
        for (run, from, _) in self.within(sequence, self.end) {
            let sql = "SELECT recorded FROM journal_content WHERE node = $1 AND epoch = $2 AND sequence >= $3 ORDER BY sequence LIMIT 1";
            if let Some(row) = snapshot.row(sql, &[self.node.into(), run.epoch.into(), from.into()]).await? {
                return Ok(Some(Hlc::from_i64(row.integer(0)?).timestamp()));
            }
        }
        Ok(None)
    }
}

/// A run that wrote nothing begins where the next one does; both get the same bounds, and reading the empty one finds
/// nothing.
fn runs(openings: &[(EpochId, i64)], end: i64) -> Vec<Run> {
    let run = |(index, (epoch, first)): (usize, &(EpochId, i64))| {
        let next = openings.iter().map(|(_, other)| *other).find(|other| other > first);
        Run { number: index + 1, epoch: *epoch, first: *first, end: next.unwrap_or(end) }
    };
    openings.iter().enumerate().map(run).collect()
}

#[cfg(test)]
mod tests {
    use garita_domain::EpochId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn runs_end_where_the_next_one_that_wrote_begins() {
        let epoch = |n| EpochId::new(Uuid::from_u128(n));
        let runs = runs(&[(epoch(1), 1), (epoch(2), 5), (epoch(3), 5), (epoch(4), 9)], 12);
        let bounds: Vec<_> = runs.iter().map(|run| (run.number, run.first, run.end)).collect();
        assert_eq!(bounds, [(1, 1, 5), (2, 5, 9), (3, 5, 9), (4, 9, 12)]);
        let chain = Chain { node: NodeId::new(Uuid::nil()), runs, end: 12 };
        let parts: Vec<_> = chain.within(3, 6).map(|(run, from, to)| (run.number, from, to)).collect();
        assert_eq!(parts, [(1, 3, 5), (2, 5, 6), (3, 5, 6)]);
    }
}
