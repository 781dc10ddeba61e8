//! What people may do with lists and hits. What needs a second person writes `approval.requested`; the acts in `acts.rs`
//! carry it out.

mod acts;
mod entries;
mod hits;
mod import;
mod lists;
mod screened;

pub use acts::{EntryAct, ImportAct, ListAct, WithdrawalAct, approved_acts};
pub use entries::{ProposeEntry, ProposeWithdrawal};
pub use hits::{Adjudicate, Look, ShowRedress};
pub(crate) use import::{DropStaged, KeepPieces, Stage};
pub use import::{TakeIntoUse, Taken, UndoImport};
pub(crate) use lists::Declare;
pub use lists::ProposeList;
pub(crate) use screened::RecordScreening;

use garita_domain::{AccountId, EntryId, RequestId, SubjectId, access::Role};
use garita_record::ApprovalRequested;
use garita_storage::{NewEntry, StorageError, StorageErrorKind, Unit};

/// Who may be the second person for a list: another of those who keep lists, or a supervisor where there is but one.
pub(crate) const APPROVERS: [Role; 2] = [Role::Supervisor, Role::ListOwner];

/// Asks for a second person, inside a command.
async fn request(
    unit: &mut Unit<'_>,
    entry: EntryId,
    subject: SubjectId,
    asker: Option<AccountId>,
    act: &str,
    payload: &impl serde::Serialize,
    reason: &str,
) -> Result<(), StorageError> {
    let payload = serde_json::to_value(payload).map_err(unreadable)?;
    let requested = ApprovalRequested {
        request: RequestId::new(entry.uuid()),
        act: act.to_owned(),
        payload,
        approvers: APPROVERS.to_vec(),
        reason: reason.to_owned(),
    };
    unit.append(NewEntry { entry, subject, actor: asker, occurred: None, payload: &requested }).await.map(drop)
}

fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StorageError {
    StorageError::new("write or read an alert list", StorageErrorKind::Inconsistent, error.into())
}
