//! What the post knows of a person's past crossings, and what follows from it.
//!
//! Knowledge has edges: the first months, other posts. Beyond them history is *undetermined*, never "missing entry"
//! (DESIGN §4). Facts are gathered over the person, every subject of it.

mod checks;
mod facts;

pub use checks::HistoryChecks;
pub use facts::{HistoryFacts, HistorySource, PastCrossing, SOURCE, WaitingCase};
