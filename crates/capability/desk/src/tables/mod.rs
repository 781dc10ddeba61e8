//! The desk's read tables.

mod crossings;
mod links;
mod shifts;

use std::sync::Arc;

use garita_storage::Projection;

pub use crossings::Crossings;
pub(crate) use crossings::{HOLDER, apply, outcome_of, state_code};
pub use links::Links;
pub use shifts::Shifts;

/// Every read table of the desk.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(Crossings), Arc::new(Links), Arc::new(Shifts)]
}
