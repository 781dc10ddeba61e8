//! The words of the field as types.
//!
//! This room holds what every other room speaks about: identifiers, instants, names, dates, documents, findings,
//! outcomes and holds. It parses at the edge, so that what is inside is already sound.
//!
//! It must not know: any database, any network, any clock of its own, any capability.
//!
//! To add a word: one file per word, parse with an error that says what to do, print what was parsed, a property test
//! that feeds it garbage. Personal data types print a placeholder with `{:?}`, so that no log can leak them.

pub mod access;
mod country;
mod date;
mod document;
mod environment;
mod evidence;
mod finding;
mod hold;
mod ids;
mod inventory;
mod language;
mod movement;
mod name;
mod secret;
mod time;

pub use country::{CountryCode, CountryCodeError};
pub use date::{PartialDate, PartialDateError};
pub use document::{DocumentKind, DocumentNumber, DocumentNumberError, Sex};
pub use environment::{Clock, Environment, Randomness};
pub use evidence::{Conveyance, Evidence, EvidenceError, Gathered, HowEntered, NotAsked, Presentation, PresentedDocument};
pub use finding::{Advice, Check, CheckId, Finding, Message, Verdict, Weight};
pub use hold::{HoldKind, HoldState};
pub use ids::{AccountId, BoothId, EntryId, EpochId, NodeId, RequestId, SessionId, ShiftId, SubjectId};
pub use inventory::{Audience, Field, LegalBasis, Purpose, Retention};
pub use language::Language;
pub use movement::{Direction, MovementOutcome, TrafficClass};
pub use name::{PersonName, PersonNameError};
pub use secret::Secret;
pub use time::{Certainty, Timestamp};
