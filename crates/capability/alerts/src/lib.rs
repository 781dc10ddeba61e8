//! Alert lists: kept by their owners, asked at the counter, answered by officers.
//!
//! What it is for: lists with owner, basis, purpose, review and expiry (R01, R16); national entries proposed by one person
//! and approved by another; imports that are previewed, versioned, atomic and undoable; hits at the desk as questions with
//! the evidence for and against (R15, R52); answers that follow the person and become each list's figures (R17).
//!
//! It keeps R30 and R31 by its words (`garita_record::AlertMatter`), R34 by a second officer whenever the person's own State
//! listed them, and the silence of holds: what is found about somebody who waits is not counted for the list's owner.
//!
//! It must not know: which other sources and checks exist, why a case waits, any other capability's tables. Travellers it
//! knows from their presentations alone, people through `garita_storage::People`.
//!
//! To add what a list can say: a variant of `AlertMatter`, its words in both locales. To add a format: the engine
//! `garita-alert-lists`.

pub mod access;
mod aside;
mod checks;
pub mod codes;
mod commands;
mod content;
mod errors;
mod facts;
mod import;
mod known;
mod listed;
mod matching;
mod pages;
mod preview;
mod queries;
mod reading;
mod redress;
mod routes;
mod rules;
mod service;
mod source;
mod tables;
mod told;

use garita_domain::Language;

pub use aside::AlertsAside;
pub use checks::AlertChecks;
pub use commands::{
    Adjudicate, EntryAct, ImportAct, ListAct, Look, ProposeEntry, ProposeList, ProposeWithdrawal, ShowRedress, TakeIntoUse, Taken,
    UndoImport, WithdrawalAct, approved_acts,
};
pub use errors::AlertsError;
pub use facts::{AlertFacts, Hit, ListAsked, NotSame, Piece, SOURCE};
pub use known::known_list;
pub use preview::{LineNote, Preview, Suspicion};
pub use queries::{ListRow, Precision, lists, precision};
pub use reading::{FileOfList, format_of};
pub use routes::{places, routes};
pub use service::{Alerts, AlertsSettings};
pub use source::AlertSource;
pub use tables::{LOCAL_TABLES, local_tables, projections};

/// The words of this capability.
pub const LOCALES: [(Language, &str); 2] =
    [(Language::Es, include_str!("../locales/es/alerts.ftl")), (Language::En, include_str!("../locales/en/alerts.ftl"))];
