//! Screening: who on an alert list may be the traveller at the counter, and why.
//!
//! Pure algorithms: names, dates and document numbers in; scored, explained candidates out. This room knows nothing of
//! lists' owners, of stores or of pages.

mod person;

pub use person::{DateRange, ListedDocument, ListedName, ListedPerson, NameQuality, NameText, Subject};
