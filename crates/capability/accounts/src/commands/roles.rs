//! Roles: asked for by one person, approved by another (DESIGN §3).

use async_trait::async_trait;
use garita_domain::{AccountId, EntryId, Message, access::Role};
use garita_record::{Kind, RolesChanged};
use garita_storage::{ActError, Approval, ApprovedAct, Command, StorageError, StorageErrorKind, Unit};
use serde_json::Value;

use super::{
    approvals::{NewRequest, request},
    note,
    sessions::end_all,
};
use crate::{
    AccountsError,
    names::{roles_from, roles_text},
};

/// Asks for other roles.
pub(crate) struct RequestRoles {
    pub(crate) entry: EntryId,
    pub(crate) asker: AccountId,
    pub(crate) account: AccountId,
    pub(crate) roles: Vec<Role>,
    /// Coded reason.
    pub(crate) reason: &'static str,
}

impl Command for RequestRoles {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        if unit.find_entry(self.account.as_subject(), self.entry).await?.is_some() {
            return Ok(());
        }
        request_roles(unit, self.entry, self.asker, self.account, &self.roles, self.reason).await
    }
}

/// Asks for other roles, inside another command.
pub(crate) async fn request_roles(
    unit: &mut Unit<'_>,
    entry: EntryId,
    asker: AccountId,
    account: AccountId,
    roles: &[Role],
    reason: &str,
) -> Result<(), AccountsError> {
    let Some(now) = roles_of(unit, account).await? else {
        return Err(AccountsError::refused("accounts-refused-no-account"));
    };
    if roles_text(&now) == roles_text(roles) {
        return Err(AccountsError::refused("accounts-refused-same-roles"));
    }
    if removes_last_administrator(unit, account, roles).await? {
        return Err(AccountsError::refused("accounts-refused-last-administrator"));
    }
    let waiting = [account.into(), RolesChanged::NAME.into(), crate::tables::WAITING.into()];
    let sql = "SELECT 1 AS one FROM @accounts_approval WHERE subject = $1 AND act = $2 AND state = $3 LIMIT 1";
    if unit.row(sql, &waiting).await?.is_some() {
        return Err(AccountsError::refused("accounts-refused-waiting"));
    }
    let administrators = administrators(unit).await?.len();
    // With one administrator there is nobody else of that role to approve: a supervisor may.
    let approvers = if administrators > 1 { vec![Role::Administrator] } else { vec![Role::Supervisor, Role::Administrator] };
    let payload = serde_json::to_value(RolesChanged { account, roles: roles.to_vec() })
        .map_err(|error| StorageError::new("write a request", StorageErrorKind::Inconsistent, error))?;
    let new = NewRequest { entry, subject: account.as_subject(), asker, act: RolesChanged::NAME, payload, approvers, reason };
    Ok(request(unit, new).await.map(drop)?)
}

/// Carries out an approved change of roles.
pub(crate) struct RolesAct;

#[async_trait]
impl ApprovedAct for RolesAct {
    fn act(&self) -> &'static str {
        RolesChanged::NAME
    }

    fn summary(&self, payload: &Value) -> Vec<Message> {
        let Ok(change) = serde_json::from_value::<RolesChanged>(payload.clone()) else { return Vec::new() };
        let head = if change.roles.is_empty() { "accounts-act-close" } else { "accounts-act-roles" };
        let roles = change.roles.iter().map(|role| Message::new(crate::pages::role_label(*role)));
        std::iter::once(Message::new(head)).chain(roles).collect()
    }

    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError> {
        let change = serde_json::from_value::<RolesChanged>(payload.clone())
            .ok()
            .filter(|change| change.account.as_subject() == approval.subject)
            .ok_or_else(|| ActError::Refused(Message::new("accounts-refused-unreadable")))?;
        if removes_last_administrator(unit, change.account, &change.roles).await? {
            return Err(ActError::Refused(Message::new("accounts-refused-last-administrator")));
        }
        note(unit, approval.subject, Some(approval.approved_by), &change).await?;
        if change.roles.is_empty() {
            end_all(unit, change.account, None, "ended_by_administrator", Some(approval.approved_by)).await?;
            unit.execute("DELETE FROM accounts_credential WHERE account = $1", &[change.account.into()]).await?;
            unit.execute("DELETE FROM accounts_preference WHERE account = $1", &[change.account.into()]).await?;
        }
        Ok(())
    }
}

/// An account's roles; nothing when there is no such account.
pub(crate) async fn roles_of(unit: &mut Unit<'_>, account: AccountId) -> Result<Option<Vec<Role>>, StorageError> {
    let row = unit.row("SELECT roles FROM @accounts_account WHERE account = $1", &[account.into()]).await?;
    row.map(|row| Ok(roles_from(&row.text(0)?))).transpose()
}

async fn administrators(unit: &mut Unit<'_>) -> Result<Vec<AccountId>, StorageError> {
    let pattern = format!("%{}%", Role::Administrator.code());
    let rows = unit.rows("SELECT account FROM @accounts_account WHERE roles LIKE $1", &[pattern.into()]).await?;
    rows.iter().map(|row| row.id(0).map(AccountId::new)).collect()
}

async fn removes_last_administrator(unit: &mut Unit<'_>, account: AccountId, roles: &[Role]) -> Result<bool, StorageError> {
    Ok(!roles.contains(&Role::Administrator) && administrators(unit).await? == [account])
}
