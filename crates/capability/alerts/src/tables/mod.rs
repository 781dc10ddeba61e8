//! The tables of this capability. Lists, entries and outcomes follow from the journal; the content of imported lists and
//! what waits for a preview are the node's own.

mod entries;
mod lists;
mod local;
mod outcomes;

use std::sync::Arc;

use garita_record::{DecodeError, Kind, decode};
use garita_storage::{Projection, ProjectionError, StoredEntry};

pub use local::{LOCAL_TABLES, local_tables};
pub(crate) use outcomes::stands;

/// The read tables of this capability.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(lists::Lists), Arc::new(entries::Entries), Arc::new(outcomes::Outcomes)]
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

/// A payload as it is kept in a column of bytes.
fn bytes(projection: &'static str, payload: &impl serde::Serialize) -> Result<Vec<u8>, ProjectionError> {
    serde_json::to_vec(payload).map_err(|error| ProjectionError { projection, source: error.into() })
}
