//! Measuring: synthetic lists and travellers, mangled names, and the figures of speed and accuracy over them.
//!
//! What this room is for: the numbers behind `garita bench screening`. It reads no files and no clock: lists come in as
//! entries, time as a function. The same seed gives the same names on every machine. It must not be used by a search.

mod accuracy;
mod chance;
mod mangle;
mod speed;
mod synthetic;

pub use accuracy::{
    Pair, PairFigures, Rate, RecallFigures, alert_rate, culture_rates, edited_recall, held_out_recall, mangled_recall,
    original_script_recall, pair_figures,
};
pub use chance::Chance;
pub use mangle::{edit_every_word, mangle_lightly};
pub use speed::{SpeedFigures, searches};
pub use synthetic::{CULTURES, person, respelled, traveller};
