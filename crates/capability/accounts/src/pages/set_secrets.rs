//! First password and PIN, after a one-time code and before anything else (R60).

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::Message;
use garita_web::{FormErrors, PageContext, PageError, SignedIn, respond};

use super::{form::Fields, redirect_with_session, session_token, sign_in::carrying_token};
use crate::{
    Accounts, AccountsError,
    commands::credentials::{Credential, SetCredentials},
    errors::storage_page,
    queries::StoredSession,
    secrets::{
        policy::{check_password, check_pin},
        token::{self, Token},
    },
};

#[derive(Template)]
#[template(path = "accounts/set_secrets.html")]
struct SetSecretsPage {
    page: PageContext,
    errors: FormErrors,
    name: String,
    sign_in_name: String,
}

/// The page.
pub(crate) async fn show(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some((session, _)) = session(&accounts, signed_in.as_ref(), &headers).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let (name, sign_in_name) = (session.display_name, session.sign_in_name);
    respond(&SetSecretsPage { page: carrying_token(page, signed_in), errors: FormErrors::default(), name, sign_in_name })
}

/// Sets both and opens the session under a new token.
pub(crate) async fn set(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, PageError> {
    let Some((session, old_token)) = session(&accounts, signed_in.as_ref(), &headers).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let mut errors = FormErrors::default();
    check_new_password(&form, &session.sign_in_name, &mut errors);
    check_new_pin(&form, &mut errors);
    if !errors.is_empty() {
        let (name, sign_in_name) = (session.display_name, session.sign_in_name);
        let again = SetSecretsPage { page: carrying_token(page, signed_in), errors, name, sign_in_name };
        return super::again(StatusCode::UNPROCESSABLE_ENTITY, &again);
    }
    let hashes =
        vec![(Credential::Password, hash(&accounts, &form, "password").await?), (Credential::Pin, hash(&accounts, &form, "pin").await?)];
    let token = renew(&accounts, &session, &old_token, hashes).await?;
    Ok(redirect_with_session("/", token.value()))
}

/// Hashes a field.
pub(super) async fn hash(accounts: &Accounts, form: &Fields, field: &str) -> Result<String, PageError> {
    accounts.hash(form.secret(field)).await.map_err(|error| AccountsError::from(error).into())
}

/// Keeps the hashes and gives the session another token.
pub(super) async fn renew(
    accounts: &Accounts,
    session: &StoredSession,
    old_token: &str,
    hashes: Vec<(Credential, String)>,
) -> Result<Token, PageError> {
    let token = Token::new(accounts.journal().environment());
    let (account, renewed) = (session.account, token::stored(token.value()));
    accounts.journal().submit(SetCredentials { account, hashes, session: token::stored(old_token), renewed }).await?;
    Ok(token)
}

/// Notes what is wrong with a new password and its repetition.
pub(super) fn check_new_password(form: &Fields, sign_in_name: &str, errors: &mut FormErrors) {
    if let Err(message) = check_password(form.get("password"), sign_in_name) {
        errors.add("password", message);
    } else if form.get("password") != form.get("password_again") {
        errors.add("password_again", Message::new("accounts-not-the-same"));
    }
}

/// Notes what is wrong with a new PIN and its repetition.
pub(super) fn check_new_pin(form: &Fields, errors: &mut FormErrors) {
    if let Err(message) = check_pin(form.get("pin")) {
        errors.add("pin", message);
    } else if form.get("pin") != form.get("pin_again") {
        errors.add("pin_again", Message::new("accounts-not-the-same"));
    }
}

/// The session that has to set its secrets, and its token.
async fn session(
    accounts: &Accounts,
    signed_in: Option<&Extension<SignedIn>>,
    headers: &HeaderMap,
) -> Result<Option<(StoredSession, String)>, PageError> {
    let (Some(_), Some(token)) = (signed_in, session_token(headers)) else { return Ok(None) };
    let session = accounts.stored_session(&token).await.map_err(storage_page)?;
    Ok(session.filter(|session| session.must_set).map(|session| (session, token)))
}
