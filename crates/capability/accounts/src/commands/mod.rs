//! What people may do to accounts, sessions, booths and approvals: one file a subject, each act one command.

pub(crate) mod approvals;
pub(crate) mod booths;
pub(crate) mod credentials;
pub(crate) mod open_account;
pub(crate) mod preferences;
pub(crate) mod roles;
pub(crate) mod sessions;
pub(crate) mod sign_in;

use garita_domain::{AccountId, SubjectId};
use garita_record::Kind;
use garita_storage::{NewEntry, StorageError, Unit};

/// Appends an entry that no form made: its id is new.
async fn note<K: Kind>(unit: &mut Unit<'_>, subject: SubjectId, actor: Option<AccountId>, payload: &K) -> Result<(), StorageError> {
    let entry = unit.environment().entry_id();
    unit.append(NewEntry { entry, subject, actor, occurred: None, payload }).await.map(drop)
}
