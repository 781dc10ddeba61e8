//! What a second person's approval carries out.

use async_trait::async_trait;
use garita_domain::{AccountId, Message, RequestId, SubjectId};
use serde_json::Value;

use crate::{StorageError, Unit};

/// A request that a second person has just approved.
#[derive(Clone, Copy, Debug)]
pub struct Approval {
    /// The request.
    pub request: RequestId,
    /// Whom or what it is about: the subject of the entry to write.
    pub subject: SubjectId,
    /// Who asked; `None` for the node itself.
    pub asked_by: Option<AccountId>,
    /// Who approved. Never the one who asked.
    pub approved_by: AccountId,
}

/// Why an approved act was not carried out. The approval is taken back with it: the request goes on waiting.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// Things have changed since it was asked for. The message says what and what to do.
    #[error("the approved act can not be carried out any more: {}", .0.id)]
    Refused(Message),
    /// The store failed.
    #[error("carry out the approved act")]
    Storage(#[from] StorageError),
}

/// Something that needs two people. A capability implements it, writes `approval.requested` with its name and payload, and
/// `garita` hands it to `accounts`, which asks the second person and calls [`ApprovedAct::carry_out`] in the same command
/// that records the approval: either both are on disk or neither.
#[async_trait]
pub trait ApprovedAct: Send + Sync {
    /// The act's name, as in `ApprovalRequested::act`: the kind of the entry that carries it out.
    fn act(&self) -> &'static str;

    /// What is asked for, for the person who decides: a line that says it, then one line for each particular. A payload
    /// that cannot be read gives no lines, and the request can only be refused.
    fn summary(&self, payload: &Value) -> Vec<Message>;

    /// Does it. Checks again whatever may have changed since it was asked for.
    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError>;
}
