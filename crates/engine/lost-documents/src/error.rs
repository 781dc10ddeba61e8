//! What can go wrong, and what to do then.

use std::io;

/// Why a file could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder for temporary files failed: full, read-only or gone.
    #[error("the folder for temporary files cannot be used; free some space there (12 bytes a record) and start again")]
    Temporary(#[source] io::Error),
    /// The file being built could not be written.
    #[error("the lost-document file cannot be written; free some space (8 bytes a record) and start again")]
    Write(#[source] io::Error),
    /// A file holds at most 4,294,967,295 records.
    #[error("there are more than 4,294,967,295 records; split the list")]
    TooMany,
}

/// Why a file could not be opened. The old one stays in use.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It could not be read at all.
    #[error("the file cannot be read; check the disk, then fetch the list again")]
    Read(#[source] io::Error),
    /// It is something else.
    #[error("this is not a lost-document file of this program")]
    OtherFile,
    /// It is of a later version of the program.
    #[error("the file has layout {found}; this program reads layout {known}: update the program")]
    Layout {
        /// The layout's number in the file.
        found: u16,
        /// The layout that is known.
        known: u16,
    },
    /// Its end is missing.
    #[error("the file is cut short; fetch the list again")]
    CutShort,
    /// Bytes have changed.
    #[error("the file is damaged; fetch the list again")]
    Damaged,
    /// It was made with another key.
    #[error("the file was made with another key; build it again with the key of this node")]
    OtherKey,
    /// The overlay belongs to another file.
    #[error("these changes belong to another version of the list; fetch the list again")]
    OtherList,
}

/// Why a question has no answer. Never to be read as "not listed".
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk failed.
    #[error("the lost-document file cannot be read; documents are not being checked: check the disk")]
    Read(#[source] io::Error),
    /// The block read is not what was written.
    #[error("the lost-document file is damaged; documents are not being checked: fetch the list again")]
    Damaged,
}
