//! The tables of this capability: accounts, booths and approvals follow from the journal; credentials, sessions, tokens and
//! preferences are the node's own and are never part of an entry.

mod accounts;
mod approvals;
mod booths;
mod local;

use std::sync::Arc;

use garita_record::{DecodeError, Kind, decode};
use garita_storage::{LocalTable, Projection, ProjectionError, StoredEntry};

pub(crate) use approvals::{APPROVED, REFUSED, WAITING};
pub use local::LOCAL_TABLES;

/// The read tables of this capability.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(accounts::Accounts), Arc::new(booths::Booths), Arc::new(approvals::Approvals)]
}

/// The node's own tables of this capability.
pub fn local_tables() -> Vec<LocalTable> {
    LOCAL_TABLES.to_vec()
}

/// Reads an entry's payload when it is of this kind and of a version this release knows.
fn read<K: Kind>(projection: &'static str, entry: &StoredEntry) -> Result<Option<K>, ProjectionError> {
    if entry.content.kind != K::NAME {
        return Ok(None);
    }
    match decode::<K>(entry.content.version, &entry.content.payload) {
        Ok(payload) => Ok(Some(payload)),
        Err(DecodeError::UnknownVersion { .. }) => Ok(None),
        Err(error @ DecodeError::Payload { .. }) => Err(ProjectionError { projection, source: error.into() }),
    }
}
