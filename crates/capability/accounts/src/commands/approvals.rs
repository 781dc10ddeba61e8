//! Approval by a second person: asking and deciding. What is approved is carried out in the same command.

use std::sync::Arc;

use garita_domain::{AccountId, EntryId, RequestId, SubjectId, Timestamp, access::Role};
use garita_record::{ApprovalDecided, ApprovalRequested, CredentialSet, Kind, decode};
use garita_storage::{Approval, ApprovedAct, Command, NewEntry, StorageError, StorageErrorKind, Unit};
use serde_json::Value;

use super::{credentials::Credential, roles::roles_of};
use crate::{AccountsError, names::roles_from, tables::WAITING};

/// Whoever got their sign-in code from the asker is not a second person for this long, in microseconds: the account's
/// real person has that time to find that somebody else is using it.
const CODE_OF_ASKER: i64 = 2 * Timestamp::DAY;

/// Something that needs a second person.
pub(crate) struct NewRequest<'a> {
    pub(crate) entry: EntryId,
    pub(crate) subject: SubjectId,
    pub(crate) asker: AccountId,
    pub(crate) act: &'a str,
    pub(crate) payload: Value,
    pub(crate) approvers: Vec<Role>,
    /// Coded reason.
    pub(crate) reason: &'a str,
}

/// Asks, inside a command. The request takes the id of its entry.
pub(crate) async fn request(unit: &mut Unit<'_>, new: NewRequest<'_>) -> Result<RequestId, StorageError> {
    let request = RequestId::new(new.entry.uuid());
    let payload = ApprovalRequested {
        request,
        act: new.act.to_owned(),
        payload: new.payload,
        approvers: new.approvers,
        reason: new.reason.to_owned(),
    };
    unit.append(NewEntry { entry: new.entry, subject: new.subject, actor: Some(new.asker), occurred: None, payload: &payload }).await?;
    Ok(request)
}

/// What the second person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Do it.
    Approve,
    /// Do not; with a coded reason.
    Refuse(&'static str),
}

/// Decides.
pub(crate) struct Decide {
    pub(crate) entry: EntryId,
    pub(crate) request: RequestId,
    pub(crate) decider: AccountId,
    pub(crate) decision: Decision,
    pub(crate) acts: Arc<[Arc<dyn ApprovedAct>]>,
}

impl Command for Decide {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        let sql = "SELECT subject, act, payload, approvers, asked_by, state FROM @accounts_approval WHERE request = $1";
        let Some(row) = unit.row(sql, &[self.request.into()]).await? else {
            return Err(AccountsError::refused("accounts-refused-no-request"));
        };
        let subject = SubjectId::new(row.id(0)?);
        if unit.find_entry(subject, self.entry).await?.is_some() {
            return Ok(());
        }
        let asked_by = row.optional_id(4)?.map(AccountId::new);
        let roles = roles_of(unit, self.decider).await?.unwrap_or_default();
        if asked_by == Some(self.decider) {
            return Err(AccountsError::refused("accounts-refused-own-request"));
        }
        if subject == self.decider.as_subject() {
            return Err(AccountsError::refused("accounts-refused-about-yourself"));
        }
        if !roles_from(&row.text(3)?).iter().any(|role| roles.contains(role)) {
            return Err(AccountsError::refused("accounts-refused-not-approver"));
        }
        if came_by_code_of(unit, self.decider, asked_by).await? {
            return Err(AccountsError::refused("accounts-refused-code-of-asker"));
        }
        if row.text(5)? != WAITING {
            return Err(AccountsError::refused("accounts-refused-decided"));
        }
        let (approved, reason) = match self.decision {
            Decision::Approve => (true, String::new()),
            Decision::Refuse(reason) => (false, reason.to_owned()),
        };
        let payload = ApprovalDecided { request: self.request, approved, reason };
        unit.append(NewEntry { entry: self.entry, subject, actor: Some(self.decider), occurred: None, payload: &payload }).await?;
        if approved {
            let name = row.text(1)?;
            let act =
                self.acts.iter().find(|act| act.act() == name).ok_or_else(|| AccountsError::refused("accounts-refused-unreadable"))?;
            let asked = serde_json::from_slice(&row.bytes(2)?)
                .map_err(|error| StorageError::new("read a request", StorageErrorKind::Inconsistent, error))?;
            act.carry_out(unit, &Approval { request: self.request, subject, asked_by, approved_by: self.decider }, &asked).await?;
        }
        Ok(())
    }
}

async fn came_by_code_of(unit: &mut Unit<'_>, decider: AccountId, asker: Option<AccountId>) -> Result<bool, StorageError> {
    let since = unit.now().plus(-CODE_OF_ASKER);
    let entries = unit.entries_of_subject(decider.as_subject()).await?;
    Ok(entries.iter().map(|entry| &entry.content).any(|content| {
        content.kind == CredentialSet::NAME
            && content.actor.is_some()
            && content.actor == asker
            && content.occurred > since
            && decode::<CredentialSet>(content.version, &content.payload).is_ok_and(|set| set.credential == Credential::OneTimeCode.code())
    }))
}
