//! Tables as data: columns with their inventory lines, keys, indexes, and the DDL both engines understand.

use garita_domain::Field;

use crate::Engine;

/// The five column types (DESIGN §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// UUID; 16 bytes on SQLite.
    Id,
    /// 64-bit integer.
    Integer,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Microseconds since 1970, 64-bit integer.
    Micros,
}

/// A column. It cannot be declared without purpose, basis, retention and audience (R02).
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its inventory line; the name is the column's name.
    pub field: Field,
    /// Type.
    pub kind: ColumnType,
    /// Whether it may be NULL.
    pub nullable: bool,
}

/// A table that follows from the journal, or one of the journal's own.
#[derive(Clone, Copy, Debug)]
pub struct TableDef {
    /// Name, `<capability>_<thing>`.
    pub name: &'static str,
    /// Columns in storage order.
    pub columns: &'static [Column],
    /// Primary key. Its first column is the distribution column (engineering rule 1).
    pub key: &'static [&'static str],
    /// Further indexes, none of them unique.
    pub indexes: &'static [&'static [&'static str]],
}

/// A table of the node's own that no entry rebuilds: sessions, credentials.
#[derive(Clone, Copy, Debug)]
pub struct LocalTable {
    /// The capability that owns it.
    pub capability: &'static str,
    /// Number in the capability's line of migrations, from 1; never reused.
    pub number: i64,
    /// The table.
    pub table: TableDef,
}

impl TableDef {
    /// The statements that make the table under a physical name. Safe to repeat.
    pub(crate) fn ddl(&self, engine: Engine, physical: &str) -> Vec<String> {
        let columns = self.columns.iter().map(|column| {
            let null = if column.nullable { "" } else { " NOT NULL" };
            format!("{} {}{null}", column.field.name, engine.type_name(column.kind))
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let table = format!("CREATE TABLE IF NOT EXISTS {physical} ({columns}, PRIMARY KEY ({}))", self.key.join(", "));
        let indexes = self
            .indexes
            .iter()
            .map(|index| format!("CREATE INDEX IF NOT EXISTS {physical}_{} ON {physical} ({})", index.join("_"), index.join(", ")));
        std::iter::once(table).chain(indexes).collect()
    }

    pub(crate) fn column_names(&self) -> String {
        self.columns.iter().map(|column| column.field.name).collect::<Vec<_>>().join(", ")
    }

    /// Positions of the key's columns.
    pub(crate) fn key_positions(&self) -> Vec<usize> {
        self.key.iter().filter_map(|key| self.columns.iter().position(|column| column.field.name == *key)).collect()
    }
}

/// Declares columns: `name: Type, Purpose, Basis, Retention, Audience;` with `null` before the type where NULL is allowed.
#[macro_export]
macro_rules! columns {
    ($($name:ident: $($null:ident)? [$kind:ident], $purpose:ident, $basis:ident, $retention:ident, $audience:ident;)*) => {
        &[$($crate::Column {
            field: garita_domain::Field {
                name: stringify!($name),
                purpose: garita_domain::Purpose::$purpose,
                basis: garita_domain::LegalBasis::$basis,
                retention: garita_domain::Retention::$retention,
                audience: garita_domain::Audience::$audience,
            },
            kind: $crate::ColumnType::$kind,
            nullable: $crate::columns!(@null $($null)?),
        },)*]
    };
    (@null null) => { true };
    (@null) => { false };
}
