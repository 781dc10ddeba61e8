//! Screening: who on an alert list may be the traveller at the counter, and why.
//!
//! What this room is for: names, dates and document numbers in; scored, explained candidates out. [`compare_names`] and
//! [`compare_people`] compare two; [`Index`] finds who is worth comparing among a million, and scores them the same.
//!
//! It is pure: no files, no clock, no network, no store; it knows nothing of lists' owners or of pages. It must not
//! decide: a hit is a question to a person (R15), every score is the sum of reasons for and against (R52), and what it
//! knows of naming customs says which differences between names are usual, nothing about who bears them (R14, R37).
//!
//! The rooms: `text` (any script to Latin words), `sound` (how words sound and what may be taken for what), `name`
//! (compounds, particles, what is common), `attribute` (dates, documents, the rest), `compare` (every point of every
//! score), `index` (from a million names to a few), `figures` (measuring). Each says how to add to it.

mod attribute;
mod compare;
mod evidence;
pub mod figures;
mod index;
mod name;
mod person;
mod sound;
mod text;

pub use compare::{ALERT, Comparison, MATCH, PersonComparison, PreparedSubject, compare_names, compare_people, compare_prepared};
pub use evidence::{Evidence, MESSAGES, Piece, Reason};
pub use index::{BuildError, Bytes, Delta, Entry, Hit, Index, OpenError, Policy, SealError, SealKey, open_sealed, seal};
pub use name::{Name, common_words};
pub use person::{DateRange, ListedDocument, ListedName, ListedPerson, NameQuality, NameText, Subject};

use garita_domain::Language;

/// The texts of all reasons, in Fluent syntax, by language.
pub const LOCALES: &[(Language, &str)] =
    &[(Language::Es, include_str!("../locales/es/screening.ftl")), (Language::En, include_str!("../locales/en/screening.ftl"))];
