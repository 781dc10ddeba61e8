//! Entries without content, newest first, a page at a time.
//!
//! There is no index over kinds: a page searches a bounded stretch of the chain, says how far it looked, and the next page
//! goes on from there. No request reads the whole journal.

use garita_domain::{AccountId, Timestamp};
use garita_journal::Hlc;
use garita_storage::{Row, Snapshot, StorageError, Value};

use crate::chain::{Chain, Run};

/// Lines on one page.
const PAGE: usize = 50;
/// Entries one request looks through, at most.
const SEARCH: i64 = 20_000;
/// Kinds a filter can name.
pub(crate) const MOST_KINDS: usize = 5;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'a> {
    /// Kinds, at most [`MOST_KINDS`]; none for all, destroyed contents included.
    pub(crate) kinds: &'a [&'a str],
    /// Who acted; nothing for everyone.
    pub(crate) actor: Option<AccountId>,
    /// First sequence.
    pub(crate) low: i64,
    /// The sequence after the last.
    pub(crate) high: i64,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// The newest.
    Newest,
    /// Older than this sequence.
    Before(i64),
    /// Newer than this sequence.
    After(i64),
}

/// An entry as far as anybody may see it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) sequence: i64,
    /// Number of its run.
    pub(crate) run: usize,
    /// Nothing when the content was destroyed.
    pub(crate) facts: Option<Facts>,
}

/// What is known of a kept entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) kind: String,
    pub(crate) recorded: Timestamp,
    pub(crate) occurred: Timestamp,
    pub(crate) certain: bool,
    /// Nothing when the node itself acted.
    pub(crate) actor: Option<AccountId>,
}

/// One page.
#[derive(Debug)]
pub(crate) struct Listing {
    /// Newest first.
    pub(crate) lines: Vec<Line>,
    /// The first and the last sequence looked at; nothing when there was nothing to look at.
    pub(crate) looked: Option<(i64, i64)>,
    /// Where older ones begin.
    pub(crate) older: Option<Cursor>,
    /// Where newer ones begin.
    pub(crate) newer: Option<Cursor>,
}

/// Reads a page.
pub(crate) async fn list(snapshot: &mut Snapshot, chain: &Chain, filter: Filter<'_>, cursor: Cursor) -> Result<Listing, StorageError> {
    match cursor {
        Cursor::Newest => older(snapshot, chain, filter, filter.high).await,
        Cursor::Before(sequence) => older(snapshot, chain, filter, sequence.clamp(filter.low, filter.high)).await,
        Cursor::After(sequence) => newer(snapshot, chain, filter, sequence.saturating_add(1).clamp(filter.low, filter.high)).await,
    }
}

async fn older(snapshot: &mut Snapshot, chain: &Chain, filter: Filter<'_>, high: i64) -> Result<Listing, StorageError> {
    let mut low = filter.low.max(high - SEARCH);
    let mut lines = Vec::new();
    for (run, from, to) in chain.within(low, high).rev() {
        let room = PAGE - lines.len();
        lines.extend(read(snapshot, chain, filter, Stretch { run, from, to, sql: DOWNWARD, room }).await?);
        if lines.len() >= PAGE {
            low = lines.last().map_or(low, |line| line.sequence);
            break;
        }
    }
    Ok(listing(lines, filter, low, high))
}

async fn newer(snapshot: &mut Snapshot, chain: &Chain, filter: Filter<'_>, low: i64) -> Result<Listing, StorageError> {
    let mut high = filter.high.min(low.saturating_add(SEARCH));
    let mut lines = Vec::new();
    for (run, from, to) in chain.within(low, high) {
        let room = PAGE - lines.len();
        lines.extend(read(snapshot, chain, filter, Stretch { run, from, to, sql: UPWARD, room }).await?);
        if lines.len() >= PAGE {
            high = lines.last().map_or(high, |line| line.sequence + 1);
            break;
        }
    }
    lines.reverse();
    Ok(listing(lines, filter, low, high))
}

fn listing(lines: Vec<Line>, filter: Filter<'_>, low: i64, high: i64) -> Listing {
    Listing {
        lines,
        looked: (low < high).then_some((low, high - 1)),
        older: (low > filter.low).then_some(Cursor::Before(low)),
        newer: (high < filter.high).then_some(Cursor::After(high - 1)),
    }
}

/// What of one run one statement reads.
struct Stretch {
    run: Run,
    from: i64,
    to: i64,
    sql: &'static str,
    room: usize,
}

macro_rules! statement {
    ($order:literal) => {
        concat!(
            "SELECT l.sequence, c.kind, c.recorded, c.occurred, c.certain, c.actor
             FROM journal_link l LEFT JOIN journal_content c ON c.node = l.node AND c.epoch = l.epoch AND c.sequence = l.sequence
             WHERE l.node = $1 AND l.epoch = $2 AND l.sequence >= $3 AND l.sequence < $4
               AND ($5 = '' OR c.kind = $5 OR c.kind = $6 OR c.kind = $7 OR c.kind = $8 OR c.kind = $9) AND ($10 = 0 OR c.actor = $11)
             ORDER BY l.sequence ",
            $order,
            " LIMIT $12"
        )
    };
}

const DOWNWARD: &str = statement!("DESC");
const UPWARD: &str = statement!("ASC");

async fn read(snapshot: &mut Snapshot, chain: &Chain, filter: Filter<'_>, stretch: Stretch) -> Result<Vec<Line>, StorageError> {
    let mut values: Vec<Value> = vec![chain.node.into(), stretch.run.epoch.into(), stretch.from.into(), stretch.to.into()];
    values.extend((0..MOST_KINDS).map(|index| Value::from(filter.kinds.get(index).copied().unwrap_or_default())));
    values.extend([filter.actor.is_some().into(), filter.actor.map(AccountId::uuid).into()]);
    values.push(i64::try_from(stretch.room).unwrap_or(0).into());
    snapshot.rows(stretch.sql, &values).await?.iter().map(|row| line(row, stretch.run.number)).collect()
}

fn line(row: &Row, run: usize) -> Result<Line, StorageError> {
    let facts = match row.optional_text(1)? {
        None => None,
        Some(kind) => Some(Facts {
            kind,
            recorded: Hlc::from_i64(row.integer(2)?).timestamp(),
            occurred: row.time(3)?,
            certain: row.flag(4)?,
            actor: row.optional_id(5)?.map(AccountId::new),
        }),
    };
    Ok(Line { sequence: row.integer(0)?, run, facts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_on_in_both_directions_as_long_as_there_is_more() {
        let filter = Filter { kinds: &[], actor: None, low: 1, high: 101 };
        let page = |low, high| listing(Vec::new(), filter, low, high);
        let middle = page(20, 70);
        assert_eq!((middle.older, middle.newer, middle.looked), (Some(Cursor::Before(20)), Some(Cursor::After(69)), Some((20, 69))));
        let all = page(1, 101);
        assert_eq!((all.older, all.newer), (None, None));
        assert_eq!(page(1, 1).looked, None);
    }
}
