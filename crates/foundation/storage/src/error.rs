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

fn classify(error: &sqlx::Error) -> StorageErrorKind {
    use sqlx::Error as E;
    if let E::Database(database) = error {
        let code = database.code().unwrap_or_default();
        return if code.len() < 5 { classify_sqlite(&code, database.message()) } else { classify_postgres(&code) };
    }
    if matches!(error, E::Io(_) | E::PoolTimedOut | E::PoolClosed | E::Protocol(_) | E::WorkerCrashed) {
        StorageErrorKind::Unavailable
    } else if matches!(error, E::ColumnDecode { .. } | E::Decode(_) | E::ColumnIndexOutOfBounds { .. }) {
        StorageErrorKind::Inconsistent
    } else {
        StorageErrorKind::Driver
    }
}

/// Extended result codes; the low byte is the primary one (sqlite.org/rescode.html).
fn classify_sqlite(code: &str, message: &str) -> StorageErrorKind {
    let Ok(code) = code.parse::<i64>() else { return StorageErrorKind::Driver };
    match (code & 0xFF, code >> 8) {
        (13, _) => StorageErrorKind::DiskFull,
        (26, _) => StorageErrorKind::WrongKey,
        // SQLCipher reports a page whose authentication code is wrong as "out of memory" or as a nameless error. Of input and
        // output: reads that came back short, with a wrong checksum, or from a file system that knows itself damaged.
        (7 | 11, _) | (10, 2 | 32 | 33) => StorageErrorKind::Damaged,
        (1, _) if message == "SQL logic error" => StorageErrorKind::Damaged,
        (5 | 6 | 8 | 10 | 14, _) => StorageErrorKind::Unavailable,
        _ => StorageErrorKind::Driver,
    }
}

/// SQLSTATE classes (PostgreSQL manual, appendix A).
fn classify_postgres(code: &str) -> StorageErrorKind {
    match (code.get(..2).unwrap_or_default(), code) {
        (_, "53100") => StorageErrorKind::DiskFull,
        // A server that has become a read-only standby; lost connections, deadlocks, resources, locks, shutdown, input and
        // output.
        (_, "25006") | ("08" | "40" | "53" | "55" | "57" | "58", _) => StorageErrorKind::Unavailable,
        ("28", _) => StorageErrorKind::WrongKey,
        (_, "XX001" | "XX002") => StorageErrorKind::Damaged,
        _ => StorageErrorKind::Driver,
    }
}
