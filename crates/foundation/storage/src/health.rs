//! Whether entries can be written, for the status line: entries stop *visibly*, reading goes on.

use tokio::sync::watch;

use crate::StorageErrorKind;

/// The state of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Entries are written.
    Writing,
    /// Entries stopped; what was recorded can be read. The kind says what to do.
    ReadOnly(StorageErrorKind),
}

/// A view of the health that follows it.
pub type HealthWatch = watch::Receiver<Health>;
