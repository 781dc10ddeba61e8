//! What a projection is: read tables as a pure function of a subject's entries.

use std::error::Error;

use crate::{StoredEntry, TableDef, Value};

/// When a projection is brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// With the append, in its transaction: what the desk needs for its next question.
    Inline,
    /// From a cursor, soon after. A failure is logged and shown, and never stops the desk.
    Following,
}

/// What its rows depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// On all entries of one subject together.
    Subject,
    /// On the entries of one thread: an entry and those that go on with it ([`garita_record::Kind::thread`]). For subjects that
    /// come again and again, such as people who cross every day.
    Thread,
    /// On one entry alone: for subjects with very many entries, such as the node itself.
    Entry,
}

/// A row of one of the projection's tables, values in column order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The table, as declared.
    pub table: &'static str,
    /// One value a column.
    pub values: Vec<Value>,
}

/// Entries could not be turned into rows.
#[derive(Debug, thiserror::Error)]
#[error("projection {projection} could not read an entry")]
pub struct ProjectionError {
    /// The projection.
    pub projection: &'static str,
    /// Why.
    pub source: Box<dyn Error + Send + Sync>,
}

/// Read tables that follow from the journal. `rows` sees the *set* of a subject's entries in a fixed order, so that the
/// order of arrival cannot matter (DESIGN §2A).
pub trait Projection: Send + Sync + 'static {
    /// Stable name.
    fn name(&self) -> &'static str;

    /// Raise it when `rows` or `tables` change: the tables are rebuilt at the next start.
    fn version(&self) -> i64;

    /// When it is brought up to date.
    fn mode(&self) -> Mode;

    /// What its rows depend on.
    fn grouping(&self) -> Grouping;

    /// The kinds it reads; others never reach it.
    fn kinds(&self) -> &'static [&'static str];

    /// Its tables.
    fn tables(&self) -> &'static [TableDef];

    /// The rows that follow from these entries. Pure. An entry of a version it does not know is passed over.
    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError>;
}
