//! The store under every capability: SQLite (SQLCipher) at a post, PostgreSQL at headquarters, one code for both.
//!
//! A capability declares its tables ([`TableDef`], each column with its line of the data inventory), says how they follow
//! from entries ([`Projection`], a pure function of a subject's entries), reads them through a [`Snapshot`], and changes
//! the world only by a [`Command`] that appends entries through the [`Journal`]'s single writer.
//!
//! This room must not know what any entry means, any capability, or any page.
//!
//! *To write SQL*: the common dialect of both engines, parameters as `$1`, table names as `@name` (the live generation is
//! put in), columns of the five [`ColumnType`]s, no JSON or date operators, no `RETURNING *`. What truly differs between the
//! engines lives behind a function of `engine.rs`. The ten rules of `docs/decisions/0003-storage.md` keep the schema
//! distributable.
//!
//! *To add a table that is not a projection* (sessions, credentials: state that must not outlive its use): a
//! [`LocalTable`], which is never rebuilt.

mod approved_act;
#[cfg(test)]
mod arrival_tests;
mod case_aside;
mod chain_state;
mod checkpointer;
mod compare;
mod destroy;
mod engine;
mod error;
mod evidence;
mod following;
mod health;
mod hold_gate;
mod job;
mod journal;
mod journal_tables;
mod many;
mod names;
mod node;
mod people;
mod plan;
mod process_end;
mod projection;
mod projection_store;
mod reads;
mod rebuild;
mod schema;
mod system;
mod unit;
mod value;
mod verify;
mod writer;

pub use approved_act::{ActError, Approval, ApprovedAct};
pub use case_aside::{CaseAside, CaseLine};
pub use compare::{Comparison, compare};
pub use engine::{Create, Database, Engine, ReadPool};
pub use error::{StorageError, StorageErrorKind};
pub use evidence::{EvidenceSource, GatherError, gather};
pub use health::{Health, HealthWatch};
pub use hold_gate::HoldGate;
pub use journal::{Journal, Snapshot};
pub use journal_tables::{JOURNAL_TABLES, StoredEntry, entries_of_subject, entries_of_thread, find_entry};
pub use names::TableNames;
pub use node::{Node, NodeSettings, OpenError};
pub use people::{People, PersonInCountry};
pub use projection::{Grouping, Mode, Projection, ProjectionError, TableRow};
pub use reads::Reads;
pub use rebuild::{RebuildProgress, rebuild};
pub use schema::{Column, ColumnType, LocalTable, TableDef};
pub use system::system_environment;
pub use unit::{Command, Draft, NewEntry, Recorded, Unit};
pub use value::{Row, Value};
pub use verify::{VerifyError, VerifyProgress, VerifyReport, verify_node};
