//! Reading the same way inside a command and outside one.

use crate::{Row, Snapshot, StorageError, Unit, Value};

/// Anything statements can be read through: a [`Snapshot`], or the [`Unit`] of a command.
pub trait Reads: Send {
    /// Reads rows.
    fn read(&mut self, sql: &'static str, values: &[Value]) -> impl Future<Output = Result<Vec<Row>, StorageError>> + Send;
}

impl Reads for Snapshot {
    async fn read(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        self.rows(sql, values).await
    }
}

impl Reads for Unit<'_> {
    async fn read(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        self.rows(sql, values).await
    }
}
