//! Machine readable zones: reading, judging, repairing, splitting and writing them.
//!
//! A reading goes through `receive` (size, alphabet; `align` when a line lost a filler), `digits` (verdicts on what is
//! printed), `repair` (what a reader confuses) and `zone` (typed fields). It never refuses a zone for what it says; the
//! checks judge that.
//!
//! Repair is a search for the likeliest zone that the digits allow: `screen` lets clean zones pass, `fields` takes the others
//! apart, `segment` finds the readings of each field by its own digit, `joint` chooses by the composite digit, with the costs
//! of `confusion` and `prior`. What stays open becomes a [`Question`]; nothing is chosen then.
//!
//! Names are compared by sets of spellings (`transliterate`) and ways of cutting (`truncate`).
//!
//! It must not know: where the text came from, and what happens with it.
//!
//! To add a form of zone: see `layout`.

mod align;
mod blocks;
mod character;
mod confusion;
mod dates;
mod digits;
mod fields;
mod joint;
mod layout;
mod lines;
mod names;
mod prior;
mod receive;
mod repair;
mod report;
mod screen;
mod segment;
#[cfg(test)]
mod tests;
mod transliterate;
mod truncate;
mod write;
mod zone;

pub use blocks::{Block, blocks};
pub use character::{check_digit, is_blind_pair};
pub use dates::{DateForm, EXPIRY_WINDOW_YEARS, ReadingContext, ZoneDate};
pub use digits::{CheckDigits, DigitVerdict, LongNumber};
pub use layout::{Field, Format, Place};
pub use lines::Lines;
pub use names::NameLength;
pub use receive::{LONGEST_TEXT, Note, Notes, ZoneError};
pub use repair::{Confidence, Question, Repair};
pub use report::{ReportedError, ReportedFields, ZoneReport};
pub use transliterate::{CyrillicLanguage, MOST_SPELLINGS, Written, can_be_written, spellings, transliterate};
pub use truncate::{NameAgreement, Truncation};
pub use write::{WriteError, ZoneFields};
pub use zone::Zone;
