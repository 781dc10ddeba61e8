//! Why something was not done.

use axum::http::StatusCode;
use garita_domain::Message;
use garita_storage::{ActError, StorageError, StorageErrorKind};
use garita_web::PageError;

use crate::secrets::hash::HashError;

/// A command or question of this capability failed.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The store failed.
    #[error("keep the accounts")]
    Storage(#[from] StorageError),
    /// A secret could not be hashed or compared.
    #[error("compare a secret")]
    Hash(#[from] HashError),
    /// A rule stands against it; the message says which and what to do.
    #[error("refused: {}", .0.id)]
    Refused(Message),
}

impl AccountsError {
    /// A rule stands against it.
    pub(crate) const fn refused(id: &'static str) -> Self {
        Self::Refused(Message::new(id))
    }
}

impl From<ActError> for AccountsError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(message) => Self::Refused(message),
            ActError::Storage(error) => Self::Storage(error),
        }
    }
}

impl From<AccountsError> for PageError {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Storage(error) => storage_page(error),
            AccountsError::Hash(error) => Self::internal(error),
            AccountsError::Refused(what) => Self::new(StatusCode::CONFLICT, what, Message::new("accounts-refused-do")),
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
