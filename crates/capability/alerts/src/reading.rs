//! Reading a file of a list: the one place that speaks to the engine of formats.

use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
};

use garita_alert_lists::{Format, ImportError, ImportedEntry, Input, Limits, PREFIX, Report, detect};
use garita_storage::{StorageError, StorageErrorKind};

use crate::AlertsError;

/// A file as it came.
pub struct FileOfList {
    /// Its name.
    pub name: String,
    /// Its format; nothing when the file itself shall tell.
    pub format: Option<Format>,
    /// What is in it.
    pub bytes: Box<dyn Read + Send>,
}

/// Reads it to its end.
pub(crate) fn read(
    format: Option<Format>,
    name: &str,
    bytes: &mut dyn Read,
    limits: &Limits,
    mut on_entry: impl FnMut(ImportedEntry),
) -> Result<Report, AlertsError> {
    let mut beginning = Vec::new();
    bytes.take(PREFIX as u64).read_to_end(&mut beginning).map_err(unread)?;
    let format = format.or_else(|| detect(&beginning, name)).ok_or_else(|| AlertsError::refused("alerts-refused-format"))?;
    let input = Input::new(Cursor::new(beginning).chain(bytes));
    let taken = &mut |entry| {
        on_entry(entry);
        ControlFlow::Continue(())
    };
    garita_alert_lists::read(format, input, limits, taken).map_err(|error| match error {
        ImportError::ListsDocuments(_) => AlertsError::refused("alerts-refused-lost-documents"),
        ImportError::Read(error) => unread(error),
    })
}

fn unread(error: std::io::Error) -> AlertsError {
    AlertsError::Storage(StorageError::new("read a file of a list", StorageErrorKind::Unavailable, error))
}

/// The format a file says it has.
pub fn format_of(bytes: &mut dyn Read, name: &str) -> Option<Format> {
    let mut beginning = Vec::new();
    bytes.take(PREFIX as u64).read_to_end(&mut beginning).ok()?;
    detect(&beginning, name)
}
