//! The read tables as the store knows them: version, whether one is being built, how far a following one has come.

use garita_domain::NodeId;
use garita_storage::{Mode, Projection, Snapshot, StorageError};
use std::sync::Arc;

/// A projection and the state of its tables.
#[derive(Debug)]
pub(crate) struct ReadTable {
    pub(crate) name: &'static str,
    pub(crate) tables: Vec<&'static str>,
    /// The version this program makes.
    pub(crate) version: i64,
    pub(crate) mode: Mode,
    pub(crate) state: TableState,
    /// For a following one: the last sequence it has seen.
    pub(crate) followed: Option<i64>,
}

/// Whether the tables can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableState {
    /// Of this program's version.
    Current,
    /// Of another version: to be rebuilt before anybody reads it.
    Outdated,
    /// A new one is being built beside it, from so many entries so far.
    Building(i64),
}

/// The read tables of this node, in the order of their names.
pub(crate) async fn read(
    snapshot: &mut Snapshot,
    node: NodeId,
    projections: &[Arc<dyn Projection>],
) -> Result<Vec<ReadTable>, StorageError> {
    let mut read = Vec::new();
    for projection in projections {
        let name = projection.name();
        let sql = "SELECT version, building, built_count FROM journal_projection WHERE name = $1";
        let state = match snapshot.row(sql, &[name.into()]).await? {
            None => TableState::Outdated,
            Some(row) => match row.optional_integer(1)? {
                Some(_) => TableState::Building(row.integer(2)?),
                None if row.integer(0)? == projection.version() => TableState::Current,
                None => TableState::Outdated,
            },
        };
        let followed = match projection.mode() {
            Mode::Inline => None,
            Mode::Following => {
                let sql = "SELECT sequence FROM journal_cursor WHERE projection = $1 AND node = $2";
                Some(snapshot.row(sql, &[name.into(), node.into()]).await?.map_or(Ok(0), |row| row.integer(0))?)
            }
        };
        let tables = projection.tables().iter().map(|table| table.name).collect();
        read.push(ReadTable { name, tables, version: projection.version(), mode: projection.mode(), state, followed });
    }
    read.sort_by_key(|table| table.name);
    Ok(read)
}
