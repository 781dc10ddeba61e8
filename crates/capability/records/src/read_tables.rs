//! The read tables as the store knows them: version, whether one is being built, whether a following one lags.

use std::sync::Arc;

use garita_storage::{Mode, Projection, Snapshot, StorageError};

use crate::chain::Chain;

/// Entries looked at for one that a following table has not seen. Its cursor is stored at least this often.
const LOOKED_AT: i64 = 5000;

/// A projection and the state of its tables.
#[derive(Debug)]
pub(crate) struct ReadTable {
    pub(crate) name: &'static str,
    pub(crate) tables: Vec<&'static str>,
    /// The version this program makes.
    pub(crate) version: i64,
    pub(crate) mode: Mode,
    pub(crate) state: TableState,
}

/// Whether the tables can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableState {
    /// Of this program's version, with every entry in it.
    Current,
    /// Of this program's version; entries after this one are still to come.
    CatchingUp(i64),
    /// Of another version: to be rebuilt before anybody reads it.
    Outdated,
    /// A new one is being built beside it, from so many entries so far.
    Building(i64),
}

/// The read tables of this node, in the order of their names.
pub(crate) async fn read(
    snapshot: &mut Snapshot,
    chain: &Chain,
    projections: &[Arc<dyn Projection>],
) -> Result<Vec<ReadTable>, StorageError> {
    let mut read = Vec::new();
    for projection in projections {
        let state = state(snapshot, chain, projection.as_ref()).await?;
        let tables = projection.tables().iter().map(|table| table.name).collect();
        read.push(ReadTable { name: projection.name(), tables, version: projection.version(), mode: projection.mode(), state });
    }
    read.sort_by_key(|table| table.name);
    Ok(read)
}

async fn state(snapshot: &mut Snapshot, chain: &Chain, projection: &dyn Projection) -> Result<TableState, StorageError> {
    let sql = "SELECT version, building, built_count FROM journal_projection WHERE name = $1";
    let Some(row) = snapshot.row(sql, &[projection.name().into()]).await? else { return Ok(TableState::Outdated) };
    if row.optional_integer(1)?.is_some() {
        return Ok(TableState::Building(row.integer(2)?));
    }
    if row.integer(0)? != projection.version() {
        return Ok(TableState::Outdated);
    }
    match projection.mode() {
        Mode::Inline => Ok(TableState::Current),
        Mode::Following => following(snapshot, chain, projection).await,
    }
}

/// The cursor alone does not tell: it is stored when there was an entry for the table, and now and then.
async fn following(snapshot: &mut Snapshot, chain: &Chain, projection: &dyn Projection) -> Result<TableState, StorageError> {
    let sql = "SELECT sequence FROM journal_cursor WHERE projection = $1 AND node = $2";
    let seen = snapshot.row(sql, &[projection.name().into(), chain.node.into()]).await?.map_or(Ok(0), |row| row.integer(0))?;
    for (run, from, to) in chain.within(seen + 1, chain.end.min(seen + LOOKED_AT)) {
        let sql = "SELECT DISTINCT kind FROM journal_content WHERE node = $1 AND epoch = $2 AND sequence >= $3 AND sequence < $4";
        for row in snapshot.rows(sql, &[chain.node.into(), run.epoch.into(), from.into(), to.into()]).await? {
            if projection.kinds().contains(&row.text(0)?.as_str()) {
                return Ok(TableState::CatchingUp(seen));
            }
        }
    }
    Ok(TableState::Current)
}
