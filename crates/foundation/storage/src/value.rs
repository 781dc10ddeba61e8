//! Parameters and results over both engines: five column types, nothing else.

use sqlx::{
    Postgres, Row as _, Sqlite,
    postgres::{PgArguments, PgRow},
    query::Query,
    sqlite::{SqliteArguments, SqliteRow},
};
use uuid::Uuid;

use crate::{StorageError, error::inconsistent};

/// A parameter or a column's value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A UUID.
    Id(Option<Uuid>),
    /// A 64-bit integer; also microseconds since 1970.
    Integer(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

/// Values may be personal: logs see a placeholder.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[value]")
    }
}

macro_rules! from {
    ($($type:ty => |$value:ident| $expression:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $expression
            }
        }
    )*};
}

from! {
    Uuid => |v| Self::Id(Some(v));
    Option<Uuid> => |v| Self::Id(v);
    i64 => |v| Self::Integer(Some(v));
    Option<i64> => |v| Self::Integer(v);
    i32 => |v| Self::Integer(Some(v.into()));
    u16 => |v| Self::Integer(Some(v.into()));
    u32 => |v| Self::Integer(Some(v.into()));
    bool => |v| Self::Integer(Some(v.into()));
    &str => |v| Self::Text(Some(v.to_owned()));
    String => |v| Self::Text(Some(v));
    Option<String> => |v| Self::Text(v);
    Vec<u8> => |v| Self::Bytes(Some(v));
    &[u8] => |v| Self::Bytes(Some(v.to_vec()));
    garita_domain::Timestamp => |v| Self::Integer(Some(v.micros()));
    garita_domain::SubjectId => |v| Self::Id(Some(v.uuid()));
    garita_domain::EntryId => |v| Self::Id(Some(v.uuid()));
    garita_domain::NodeId => |v| Self::Id(Some(v.uuid()));
    garita_domain::EpochId => |v| Self::Id(Some(v.uuid()));
    garita_domain::AccountId => |v| Self::Id(Some(v.uuid()));
    garita_domain::BoothId => |v| Self::Id(Some(v.uuid()));
    garita_domain::SessionId => |v| Self::Id(Some(v.uuid()));
    garita_domain::ShiftId => |v| Self::Id(Some(v.uuid()));
    garita_domain::RequestId => |v| Self::Id(Some(v.uuid()));
}

pub(crate) fn bind_sqlite<'q>(mut query: Query<'q, Sqlite, SqliteArguments>, values: &[Value]) -> Query<'q, Sqlite, SqliteArguments> {
    for value in values {
        query = match value.clone() {
            Value::Id(v) => query.bind(v),
            Value::Integer(v) => query.bind(v),
            Value::Text(v) => query.bind(v),
            Value::Bytes(v) => query.bind(v),
        };
    }
    query
}

pub(crate) fn bind_postgres<'q>(mut query: Query<'q, Postgres, PgArguments>, values: &[Value]) -> Query<'q, Postgres, PgArguments> {
    for value in values {
        query = match value.clone() {
            Value::Id(v) => query.bind(v),
            Value::Integer(v) => query.bind(v),
            Value::Text(v) => query.bind(v),
            Value::Bytes(v) => query.bind(v),
        };
    }
    query
}

/// One row of a result. Columns are read by position, in the order of the `SELECT`.
pub struct Row(Inner);

enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident, $optional:ident -> $type:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(&self, column: usize) -> Result<$type, StorageError> {
            self.$optional(column)?.ok_or_else(|| inconsistent("a value is missing where one is always stored"))
        }

        /// As above; `None` for NULL.
        pub fn $optional(&self, column: usize) -> Result<Option<$type>, StorageError> {
            match &self.0 {
                Inner::Sqlite(row) => row.try_get(column),
                Inner::Postgres(row) => row.try_get(column),
            }
            .map_err(StorageError::driver("read a column"))
        }
    )*};
}

impl Row {
    getters! {
        /// A UUID.
        id, optional_id -> Uuid;
        /// An integer or microseconds.
        integer, optional_integer -> i64;
        /// Text.
        text, optional_text -> String;
        /// Bytes.
        bytes, optional_bytes -> Vec<u8>;
    }

    /// Microseconds as an instant.
    pub fn time(&self, column: usize) -> Result<garita_domain::Timestamp, StorageError> {
        self.integer(column).map(garita_domain::Timestamp::from_micros)
    }

    /// An integer as a flag.
    pub fn flag(&self, column: usize) -> Result<bool, StorageError> {
        self.integer(column).map(|value| value != 0)
    }
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self(Inner::Sqlite(row))
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self(Inner::Postgres(row))
    }
}
