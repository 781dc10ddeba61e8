//! What all readers of tables share: the header, rows that are not as they should be, files that break off.

use std::io::{self, Read};

use crate::error::ImportError;
use crate::headings::{Headings, Mapping};
use crate::limits::Limits;
use crate::report::{Encoding, Reason};
use crate::rows::{Row, Rows};
use crate::text::{TextError, trouble};

/// A table whose header was read.
pub struct Table<R> {
    rows: Rows<R>,
    headings: Headings,
    limits: Limits,
}

/// Why no more rows come.
pub enum Stop {
    /// The disk failed.
    Read(io::Error),
    /// The file is not what it should be.
    Broken { line: u64, reason: Reason, encoding: Encoding },
}

impl Stop {
    fn new(error: io::Error, limits: &Limits, line: u64, encoding: Encoding) -> Self {
        match file_fault(&error, limits) {
            Some(reason) => Self::Broken { line, reason, encoding },
            None => Self::Read(error),
        }
    }

    /// Breaks reading off, or gives the error.
    pub fn report(self, break_off: impl FnOnce(u64, Reason)) -> Result<Encoding, ImportError> {
        match self {
            Self::Read(error) => Err(ImportError::Read(error)),
            Self::Broken { line, reason, encoding } => {
                break_off(line, reason);
                Ok(encoding)
            }
        }
    }
}

impl<R: Read> Table<R> {
    /// Reads the header and asks `needed` whether it has what the reader needs.
    pub fn open(from: R, limits: &Limits, mapping: &Mapping, needed: &dyn Fn(&Headings) -> Result<(), Reason>) -> Result<Self, Stop> {
        let mut rows = Rows::new(from, limits, mapping.separator).map_err(|error| Stop::new(error, limits, 1, Encoding::Utf8))?;
        let header = rows.next().map_err(|error| Stop::new(error, limits, 1, rows.encoding()))?;
        let encoding = rows.encoding();
        let stop = |line, reason| Stop::Broken { line, reason, encoding };
        let header = header.ok_or_else(|| stop(1, Reason::NoHeader))?;
        let headings = Headings::new(&header.columns.map_err(|reason| stop(header.line, reason))?, mapping);
        needed(&headings).map_err(|reason| stop(header.line, reason))?;
        Ok(Self { rows, headings, limits: *limits })
    }

    pub const fn headings(&self) -> &Headings {
        &self.headings
    }

    pub const fn encoding(&self) -> Encoding {
        self.rows.encoding()
    }

    /// The next row; a row may lack its last columns.
    pub fn next(&mut self) -> Result<Option<Row>, Stop> {
        self.rows.next().map_err(|error| Stop::new(error, &self.limits, self.rows.next_line(), self.rows.encoding()))
    }
}

/// The columns, when there are at least so many.
pub fn columns(columns: Result<Vec<String>, Reason>, expected: usize) -> Result<Vec<String>, Reason> {
    let columns = columns?;
    let found = columns.len();
    if found < expected { Err(Reason::TooFewColumns { found, expected }) } else { Ok(columns) }
}

/// Sorts out why a file could not be read on: its own fault breaks reading off, the disk's is an error.
pub fn broken(error: io::Error, limits: &Limits, line: u64, break_off: impl FnOnce(u64, Reason)) -> Result<Encoding, ImportError> {
    Stop::new(error, limits, line, Encoding::Utf8).report(break_off)
}

fn file_fault(error: &io::Error, limits: &Limits) -> Option<Reason> {
    Some(match trouble(error)? {
        TextError::PieceTooLong => Reason::TooLong(limits.record_bytes),
        TextError::FileTooLong => Reason::FileTooLong(limits.file_bytes),
        TextError::UnknownEncoding(name) => Reason::UnknownEncoding(name.clone()),
    })
}
