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
//! read; a line in [`Format`], in `detect` and in `read`; a fixture of invented people; its line in `tests/arbitrary_bytes.rs`.

mod entry;
mod limits;
mod report;

pub use entry::{ImportedEntry, KindHint, OriginalField};
pub use limits::Limits;
pub use report::{Encoding, Format, Malformed, Note, NoteKind, Reason, Report};
