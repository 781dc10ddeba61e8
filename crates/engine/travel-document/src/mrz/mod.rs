//! Machine readable zones: reading, judging, repairing, splitting and writing them.
//!
//! A reading goes through `receive` (size, alphabet), `digits` (verdicts on what is printed), `repair` (what a reader
//! confuses) and `zone` (typed fields). It never refuses a zone for what it says; the checks judge that.
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
