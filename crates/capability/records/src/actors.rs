//! Names of the staff, from whoever keeps them.

use std::collections::BTreeMap;

use async_trait::async_trait;
use garita_domain::AccountId;
use garita_storage::StorageError;

/// Names of accounts as colleagues know them. Put together with `accounts` in the binary.
#[async_trait]
pub trait Actors: Send + Sync {
    /// The names of these accounts; accounts without a name are left out.
    async fn names(&self, accounts: &[AccountId]) -> Result<BTreeMap<AccountId, String>, StorageError>;
}
