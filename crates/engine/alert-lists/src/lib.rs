//! Reading alert lists, travellers and lost-document lists: files in, listed people out.
//!
//! What this room is for: every format an authority hands over ([`Format`]) becomes the same [`ImportedEntry`]s, and what could not be
//! read becomes a line with a reason. It reads a stream and holds one record at a time; [`Limits`] bound everything that a
//! file could make endless. Nothing in a file is trusted: no entity or DTD is followed, no field may be longer than its limit,
//! hidden and direction characters are taken out of names and said so.
//!
//! Only people are read. Organisations, ships and aircraft are counted as skipped. No list can say that somebody was
//! smuggled (R31), and no reading decides anything (R15): it prepares a preview for a person.
//!
//! It must not know: lists' owners, stores, pages, the clock, where files lie. It must not judge whether an import is
//! plausible; the caller compares it with what is in use.
//!
//! To add a format: a file in `formats/` that calls `Sink::entry` for every person and `Sink::malformed` for every record it cannot
//! read; a line in [`Format`], in `detect` and in `read`; a fixture of invented people; its test in `tests/readers/arbitrary_bytes.rs`.

mod countries;
mod dates;
mod detect;
mod draft;
mod entry;
mod error;
mod formats;
mod headings;
mod json;
mod limits;
mod lines;
mod names;
mod objects;
mod read;
mod report;
mod rows;
mod sink;
mod table_reading;
mod text;
mod travellers;
mod xml;

pub use countries::country;
pub use dates::dates;
pub use detect::{PREFIX, detect};
pub use entry::{ImportedEntry, KindHint, OriginalField};
pub use error::ImportError;
pub use formats::lost_documents::{Change, read_lost_documents};
pub use formats::ofac_csv::Beside;
pub use headings::{Column, Mapping};
pub use limits::Limits;
pub use read::{Input, read};
pub use report::{Encoding, Format, Malformed, Note, NoteKind, Reason, Report};
pub use travellers::{NamePair, Traveller, read_name_pairs, read_travellers};
