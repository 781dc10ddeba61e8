//! One account: its roles, and a new code for somebody who lost their password.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{AccountId, Message, access::Role};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{
    accounts::{CodePage, RoleBox, role_boxes, state},
    choices,
    form::Fields,
    id, role_words,
};
use crate::{
    Accounts, AccountsError,
    commands::{credentials::IssueCode, roles::RequestRoles},
    errors::storage_page,
    queries,
};

/// Why roles change.
pub(super) const REASONS: [&str; 4] = ["new_duties", "temporary_cover", "end_of_duties", "correction"];

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: PageContext,
    errors: FormErrors,
    key: String,
    account: queries::Account,
    roles_now: String,
    state: &'static str,
    roles: Vec<RoleBox>,
    reasons: Vec<Choice>,
    reason: String,
    may_issue_code: bool,
}

/// The page.
pub(crate) async fn show(
    State(accounts): State<Accounts>,
    Path(account): Path<String>,
    page: PageContext,
    signed_in: SignedIn,
) -> Result<Response, PageError> {
    let account = find(&accounts, &account).await?;
    let key = accounts.journal().environment().entry_id().to_string();
    let roles = account.roles.clone();
    respond(&AccountPage::new(page, &signed_in, FormErrors::default(), key, account, &roles, ""))
}

/// Asks for other roles.
pub(crate) async fn ask_for_roles(
    State(accounts): State<Accounts>,
    Path(account): Path<String>,
    page: PageContext,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    let account = find(&accounts, &account).await?;
    let (entry, roles) = (form.entry()?, form.roles());
    let mut errors = FormErrors::default();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match REASONS.into_iter().find(|reason| *reason == form.get("reason")) {
        None => errors.add("reason", Message::new("accounts-reason-none")),
        Some(reason) => {
            let command = RequestRoles { entry, asker: signed_in.account, account: account.id, roles: roles.clone(), reason };
            match accounts.journal().submit(command).await {
                Ok(()) => return Ok(Redirect::to("/approvals?asked=yes").into_response()),
                Err(AccountsError::Refused(message)) => {
                    status = StatusCode::CONFLICT;
                    errors.add("roles", message);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    super::again(status, &AccountPage::new(page, &signed_in, errors, entry.to_string(), account, &roles, form.get("reason")))
}

/// Issues a one-time code and shows it.
pub(crate) async fn issue_code(
    State(accounts): State<Accounts>,
    Path(account): Path<String>,
    page: PageContext,
    signed_in: SignedIn,
) -> Result<Response, PageError> {
    let account = find(&accounts, &account).await?;
    let (code, hashed) = accounts.new_code().await.map_err(AccountsError::from)?;
    accounts.journal().submit(IssueCode { account: account.id, code: hashed, actor: Some(signed_in.account) }).await?;
    let whom = format!("{} ({})", account.display_name, account.sign_in_name);
    respond(&CodePage::sign_in(page, &accounts, whom, code.grouped(), false))
}

impl AccountPage {
    fn new(
        page: PageContext,
        signed_in: &SignedIn,
        errors: FormErrors,
        key: String,
        account: queries::Account,
        ticked: &[Role],
        reason: &str,
    ) -> Self {
        Self {
            roles_now: role_words(&page, &account.roles),
            state: state(&account),
            roles: role_boxes(&page, ticked),
            reasons: choices(&page, "accounts-reason-", &REASONS),
            reason: reason.to_owned(),
            may_issue_code: signed_in.has(Role::Administrator) && !account.roles.is_empty(),
            page,
            errors,
            key,
            account,
        }
    }
}

async fn find(accounts: &Accounts, account: &str) -> Result<queries::Account, PageError> {
    let account: AccountId = id(account)?;
    let mut snapshot = accounts.journal().snapshot().await.map_err(storage_page)?;
    queries::account(&mut snapshot, account).await.map_err(storage_page)?.ok_or_else(PageError::not_found)
}
