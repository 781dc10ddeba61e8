//! The desk's read tables.

mod crossings;
mod document_keys;
mod links;
mod shifts;

use std::sync::Arc;

use garita_storage::Projection;

pub use crossings::Crossings;
pub(crate) use crossings::{apply, outcome_of, state_code};
pub use document_keys::DocumentKeyTable;
pub(crate) use document_keys::HOLDER;
pub use links::Links;
pub use shifts::Shifts;

/// Every read table of the desk.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(Crossings), Arc::new(DocumentKeyTable), Arc::new(Links), Arc::new(Shifts)]
}
