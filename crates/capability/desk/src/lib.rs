//! The desk: present, find, decide, record (DESIGN §4).
//!
//! What it is for: one crossing after another, read, checked, decided by a person and never lost; second line; shifts.
//! It keeps R03 (corrections keep the old value), R15 (nothing is decided by a program), R33 (fear of return is asked
//! before every refusal and stops it), R52 (findings are stored with the facts and versions that made them).
//!
//! It must not know: which checks and sources exist (they are plugged in where the program is put together), why a case
//! waits, or any other capability's tables.
//!
//! To add an act: a command in `commands/`, a route with its access rule in `routes.rs`, words in both locales, a test
//! that shows the rule it keeps.

pub mod access;
mod api;
mod case;
mod check_set;
pub mod codes;
pub mod commands;
mod document_key;
mod history;
mod inspection;
mod pages;
mod people;
mod person;
pub mod queries;
mod routes;
mod tables;

pub use api::openapi;
pub use case::{Act, ActKind, CaseFile};
pub use check_set::{CheckSet, worth_storing};
pub use document_key::{DocumentKeys, KeysOfDocument};
pub use history::{HistoryChecks, HistoryFacts, HistorySource, PastCrossing, WaitingCase};
pub use inspection::{Desk, DeskSettings, Inspection, Particulars, PresentError, PresentRequest, StatedDocument, StatedParticulars};
pub use people::DeskPeople;
pub use person::{person, subjects_by_key, taken_apart};
pub use routes::{places, routes};
pub use tables::projections;

use garita_domain::Language;

/// The desk's words.
pub const LOCALES: &[(Language, &str)] = &[
    (Language::Es, include_str!("../locales/es/history.ftl")),
    (Language::En, include_str!("../locales/en/history.ftl")),
    (Language::Es, include_str!("../locales/es/desk.ftl")),
    (Language::En, include_str!("../locales/en/desk.ftl")),
];
