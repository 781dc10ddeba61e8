//! One's own account: password, PIN, language, theme.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use garita_domain::Message;
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{
    form::Fields,
    redirect_with_session, role_words, session_token,
    set_secrets::{check_new_password, check_new_pin, hash, renew},
    sign_in::too_early,
};
use crate::{Accounts, commands::credentials::Credential, errors::storage_page, queries::StoredSession};

#[derive(Template)]
#[template(path = "accounts/my_account.html")]
struct MyAccountPage {
    page: PageContext,
    errors: FormErrors,
    sign_in_name: String,
    display_name: String,
    roles: String,
    languages: Vec<Choice>,
    themes: Vec<Choice>,
    saved: bool,
}

/// The page.
pub(crate) async fn show(
    State(accounts): State<Accounts>,
    uri: axum::http::Uri,
    page: PageContext,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (session, _) = session(&accounts, &headers).await?;
    let saved = !Fields::of_query(&uri).get("saved").is_empty();
    respond(&MyAccountPage::new(page, &session, FormErrors::default(), saved))
}

/// Sets another password; the present one is asked for.
pub(crate) async fn set_password(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: SignedIn,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, PageError> {
    let (session, token) = session(&accounts, &headers).await?;
    let mut errors = FormErrors::default();
    check_new_password(&form, &session.sign_in_name, &mut errors);
    change(&accounts, page, &signed_in, (&session, &token), &form, errors, Credential::Password).await
}

/// Sets another PIN; the present password is asked for.
pub(crate) async fn set_pin(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: SignedIn,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, PageError> {
    let (session, token) = session(&accounts, &headers).await?;
    let mut errors = FormErrors::default();
    check_new_pin(&form, &mut errors);
    change(&accounts, page, &signed_in, (&session, &token), &form, errors, Credential::Pin).await
}

async fn change(
    accounts: &Accounts,
    page: PageContext,
    signed_in: &SignedIn,
    (session, token): (&StoredSession, &str),
    form: &Fields,
    mut errors: FormErrors,
    credential: Credential,
) -> Result<Response, PageError> {
    let (current, new) = match credential {
        Credential::Pin => ("current_for_pin", "pin"),
        Credential::Password | Credential::OneTimeCode => ("current", "password"),
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        match accounts.begin_attempt(signed_in) {
            Err(wait) => {
                status = StatusCode::TOO_MANY_REQUESTS;
                errors.add(current, too_early(wait));
            }
            Ok(place) if accounts.fits(signed_in.account, Credential::Password, form.secret(current)).await? => {
                accounts.attempt_succeeded(&place);
            }
            Ok(_) => {
                accounts.note_refusal(Some(signed_in.account), signed_in.booth, "wrong_secret");
                errors.add(current, Message::new("accounts-current-wrong"));
            }
        }
    }
    if !errors.is_empty() {
        return super::again(status, &MyAccountPage::new(page, session, errors, false));
    }
    let hashes = vec![(credential, hash(accounts, form, new).await?)];
    let token = renew(accounts, session, token, hashes).await?;
    Ok(redirect_with_session("/my-account?saved=yes", token.value()))
}

impl MyAccountPage {
    fn new(page: PageContext, session: &StoredSession, errors: FormErrors, saved: bool) -> Self {
        Self {
            roles: role_words(&page, &session.roles),
            languages: page.languages().iter().map(|language| Choice::new(language.tag(), language.own_name())).collect(),
            themes: page.themes().iter().map(|theme| Choice::new(theme.code(), page.t(theme.label()))).collect(),
            sign_in_name: session.sign_in_name.clone(),
            display_name: session.display_name.clone(),
            page,
            errors,
            saved,
        }
    }
}

async fn session(accounts: &Accounts, headers: &HeaderMap) -> Result<(StoredSession, String), PageError> {
    let token = session_token(headers).ok_or_else(PageError::forbidden)?;
    let session = accounts.stored_session(&token).await.map_err(storage_page)?.ok_or_else(PageError::forbidden)?;
    Ok((session, token))
}
