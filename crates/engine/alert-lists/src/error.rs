//! Why nothing could be read at all.

use std::io;

use crate::report::Format;

/// Why nothing could be read at all. What is wrong *inside* a file stands in its [`Report`](crate::Report).
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The disk or the line failed.
    #[error("the file cannot be read; check the disk or the connection and try again")]
    Read(#[source] io::Error),
    /// The format lists no people.
    #[error("a file of format {} lists documents, not people: import it as a lost-document list", .0.code())]
    ListsDocuments(Format),
}
