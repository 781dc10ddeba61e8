//! Why something was not done.

use axum::http::StatusCode;
use garita_domain::Message;
use garita_storage::{ActError, StorageError, StorageErrorKind};
use garita_web::PageError;

/// A command or question of this capability failed.
#[derive(Debug, thiserror::Error)]
pub enum AlertsError {
    /// The store failed.
    #[error("keep the alert lists")]
    Storage(#[from] StorageError),
    /// A rule stands against it; the message says which and what to do.
    #[error("refused: {}", .0.id)]
    Refused(Message),
}

impl AlertsError {
    /// A rule stands against it.
    pub(crate) const fn refused(id: &'static str) -> Self {
        Self::Refused(Message::new(id))
    }
}

impl From<AlertsError> for ActError {
    fn from(error: AlertsError) -> Self {
        match error {
            AlertsError::Refused(message) => Self::Refused(message),
            AlertsError::Storage(error) => Self::Storage(error),
        }
    }
}

impl From<AlertsError> for PageError {
    fn from(error: AlertsError) -> Self {
        match error {
            AlertsError::Storage(error) => storage_page(error),
            AlertsError::Refused(what) => Self::new(StatusCode::CONFLICT, what, Message::new("alerts-refused-do")),
        }
    }
}

/// What a failure of the store shows.
pub(crate) fn storage_page(error: StorageError) -> PageError {
    match error.kind() {
        StorageErrorKind::DiskFull | StorageErrorKind::Damaged | StorageErrorKind::Unavailable | StorageErrorKind::TakenOver => {
            PageError::unavailable(error)
        }
        StorageErrorKind::WrongKey | StorageErrorKind::Inconsistent | StorageErrorKind::Driver => PageError::internal(error),
    }
}
