//! Screening: who on an alert list may be the traveller at the counter, and why.
//!
//! Pure algorithms: names, dates and document numbers in; scored, explained candidates out. This room knows nothing of
//! lists' owners, of stores or of pages.

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
pub use evidence::{Evidence, Piece, Reason};
pub use index::{BuildError, Bytes, Delta, Entry, Hit, Index, OpenError, Policy, SealError, SealKey, open_sealed, seal};
pub use name::{Name, common_words};
pub use person::{DateRange, ListedDocument, ListedName, ListedPerson, NameQuality, NameText, Subject};

/// The texts of all reasons, in Fluent syntax, by language.
pub const LOCALES: &[(garita_domain::Language, &str)] = &[
    (garita_domain::Language::Es, include_str!("../locales/es/screening.ftl")),
    (garita_domain::Language::En, include_str!("../locales/en/screening.ftl")),
];
