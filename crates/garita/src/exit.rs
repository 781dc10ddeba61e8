//! Exit codes that mean something: 0 done, 1 failed, 2 wrong usage (clap), 3 the journal does not verify, 4 the store
//! cannot be opened, 5 the input held something unreadable, 6 read tables differ from the journal, 7 a second
//! person has to confirm it.

use std::process::ExitCode;

use garita_storage::{StorageError, StorageErrorKind, VerifyError};

/// The journal does not verify.
pub const JOURNAL_FAULT: u8 = 3;
/// The store cannot be opened: wrong key, damaged, missing.
pub const STORE: u8 = 4;
/// Part of the input could not be read; the rest was dealt with.
pub const UNREADABLE: u8 = 5;
/// Read tables differ from what the journal gives.
pub const TABLES_DIFFER: u8 = 6;

/// A second person has to confirm it.
pub const NEEDS_SECOND_PERSON: u8 = 7;

/// The exit code of a failure.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    for cause in error.chain() {
        if let Some(fault) = cause.downcast_ref::<VerifyError>()
            && fault.is_fault()
        {
            return JOURNAL_FAULT.into();
        }
        if let Some(storage) = cause.downcast_ref::<StorageError>() {
            return match storage.kind() {
                StorageErrorKind::WrongKey | StorageErrorKind::Damaged | StorageErrorKind::Unavailable => STORE.into(),
                StorageErrorKind::DiskFull | StorageErrorKind::TakenOver | StorageErrorKind::Inconsistent | StorageErrorKind::Driver => {
                    ExitCode::FAILURE
                }
            };
        }
    }
    ExitCode::FAILURE
}

/// What a person can do about it, in one sentence, where that is known.
pub fn advice(error: &anyhow::Error) -> Option<&'static str> {
    let kind = error.chain().find_map(|cause| cause.downcast_ref::<StorageError>()).map(StorageError::kind)?;
    match kind {
        StorageErrorKind::WrongKey => {
            Some("The key in node.key does not open this store. Nothing was changed. Put back the key file that belongs to it.")
        }
        StorageErrorKind::DiskFull => Some("The disk is full. Make room; nothing recorded is lost."),
        StorageErrorKind::Damaged => Some("The store is damaged. Keep the file, restore the last backup, and tell headquarters."),
        StorageErrorKind::Unavailable => {
            Some("The store cannot be reached. Check that its directory exists or that its database server runs.")
        }
        StorageErrorKind::TakenOver => Some("Another process writes for this node. Stop one of the two."),
        StorageErrorKind::Inconsistent | StorageErrorKind::Driver => None,
    }
}
