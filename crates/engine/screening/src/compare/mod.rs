//! Two names, or a traveller and a listed person, side by side.
//!
//! What this room is for: every point of every score. It must not know the index: what the index finds is scored here,
//! and scored the same when it is compared alone. Scores do not depend on what else a list holds.
//!
//! To change what something is worth: the constant beside the rule; then run `figures` and see what moved.

mod names;
mod order;
mod pairing;
mod people;

pub use names::{Comparison, MATCH, compare_names};
pub(crate) use names::{NameScore, bounding, score_names};
pub(crate) use pairing::token_likeness;
pub use people::{ALERT, PersonComparison, PreparedSubject, compare_people, compare_prepared};
pub(crate) use people::{attributes, commonness, with_name};
