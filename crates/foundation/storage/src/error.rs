//! What can go wrong below every capability, told apart by what a person can do about it.

use std::error::Error;

/// The kinds a caller may act upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageErrorKind {
    /// The key does not open this store. Nothing was touched.
    WrongKey,
    /// The disk is full: make room; entries go on by themselves.
    DiskFull,
    /// The file is damaged: reading may go on, restore a backup.
    Damaged,
    /// The server or file cannot be reached at the moment.
    Unavailable,
    /// Another process writes for this node. This one must stop.
    TakenOver,
    /// Stored data do not have the form they must have: a defect or damage.
    Inconsistent,
    /// Any other failure of the driver.
    Driver,
}

/// A storage failure: the operation, the kind, the cause.
#[derive(Debug, thiserror::Error)]
#[error("could not {operation}")]
pub struct StorageError {
    operation: &'static str,
    kind: StorageErrorKind,
    source: Box<dyn Error + Send + Sync>,
}

impl StorageError {
    /// A failure of a known kind.
    pub fn new(operation: &'static str, kind: StorageErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { operation, kind, source: source.into() }
    }

    /// What a caller may act upon.
    pub const fn kind(&self) -> StorageErrorKind {
        self.kind
    }

    pub(crate) fn driver(operation: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self { operation, kind: classify(&source), source: Box::new(source) }
    }

    /// Whether trying the same again later may succeed.
    pub const fn is_temporary(&self) -> bool {
        match self.kind {
            StorageErrorKind::DiskFull | StorageErrorKind::Unavailable => true,
            StorageErrorKind::WrongKey
            | StorageErrorKind::Damaged
            | StorageErrorKind::TakenOver
            | StorageErrorKind::Inconsistent
            | StorageErrorKind::Driver => false,
        }
    }
}

pub(crate) fn inconsistent(what: &'static str) -> StorageError {
    StorageError::new("read stored data", StorageErrorKind::Inconsistent, what)
}

/// An error with all its causes, in one line.
pub(crate) fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// SQLite primary result codes (sqlite.org/rescode.html) and PostgreSQL SQLSTATE classes (appendix A of its manual).
fn classify(error: &sqlx::Error) -> StorageErrorKind {
    match error {
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            match code.parse::<i64>().ok().filter(|_| code.len() < 5).map(|code| code & 0xFF) {
                Some(13) => StorageErrorKind::DiskFull,
                Some(26) => StorageErrorKind::WrongKey,
                // SQLCipher reports a page whose authentication code is wrong as "out of memory" or as a nameless error.
                Some(7 | 11) => StorageErrorKind::Damaged,
                Some(1) if database.message() == "SQL logic error" => StorageErrorKind::Damaged,
                // A read that came back short or with a wrong checksum.
                Some(10) if matches!(code.as_ref(), "522" | "8202" | "8458") => StorageErrorKind::Damaged,
                Some(5 | 6 | 8 | 10 | 14) => StorageErrorKind::Unavailable,
                Some(_) => StorageErrorKind::Driver,
                None => match code.get(..2).unwrap_or_default() {
                    "53" if code == "53100" => StorageErrorKind::DiskFull,
                    // Lost connections, resources, shutdown, deadlocks, a server that has become a read-only standby.
                    "08" | "40" | "53" | "55" | "57" | "58" => StorageErrorKind::Unavailable,
                    "25" if code == "25006" => StorageErrorKind::Unavailable,
                    "28" => StorageErrorKind::WrongKey,
                    "XX" if code != "XX000" => StorageErrorKind::Damaged,
                    _ => StorageErrorKind::Driver,
                },
            }
        }
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => {
            StorageErrorKind::Unavailable
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnIndexOutOfBounds { .. } => StorageErrorKind::Inconsistent,
        _ => StorageErrorKind::Driver,
    }
}
