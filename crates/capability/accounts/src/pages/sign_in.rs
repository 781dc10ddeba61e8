//! Signing in and out, and locking.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use garita_domain::Message;
use garita_web::{
    FormErrors, PageContext, PageError, SignedIn, respond,
    session::{BOOTH_COOKIE, SESSION_COOKIE, cookie, safe_return, set_cookie},
};

use super::{form::Fields, redirect_with_session, session_token};
use crate::{
    Accounts,
    commands::sessions::{End, Lock},
    errors::storage_page,
    secrets::token,
    service::SignInOutcome,
};

/// A booth stays a booth for as long as browsers keep a cookie; each sign-in begins that time anew.
pub(super) const BOOTH_COOKIE_LIFETIME: std::time::Duration = std::time::Duration::from_hours(24 * 400);

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: PageContext,
    errors: FormErrors,
    typed_name: String,
    return_to: String,
    notice: Option<Message>,
}

/// The sign-in page.
pub(crate) async fn show(uri: Uri, page: PageContext, signed_in: Option<Extension<SignedIn>>) -> Result<Response, PageError> {
    let asked = Fields::of_query(&uri);
    let notice = match asked.get("ended") {
        "pin" => Some(Message::new("accounts-ended-pin")),
        "asked" => Some(Message::new("accounts-ended-asked")),
        "enrolled" => Some(Message::new("accounts-enrolled")),
        _ => None,
    };
    let return_to = safe_return(asked.get("return_to")).to_owned();
    respond(&SignInPage {
        page: carrying_token(page, signed_in),
        errors: FormErrors::default(),
        typed_name: String::new(),
        return_to,
        notice,
    })
}

/// Signs in.
pub(crate) async fn sign_in(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, PageError> {
    let return_to = safe_return(form.get("return_to")).to_owned();
    let booth = cookie(&headers, BOOTH_COOKIE);
    let before = session_token(&headers);
    let outcome = accounts.sign_in(form.get("name"), form.secret("secret"), before.as_deref(), booth.as_deref()).await?;
    let (status, message) = match outcome {
        SignInOutcome::Begun { token, must_set } => {
            let to = if must_set { "/set-secrets".to_owned() } else { return_to };
            let mut cookies = vec![(header::SET_COOKIE, set_cookie(SESSION_COOKIE, token.value(), None))];
            cookies.extend(booth.map(|booth| (header::SET_COOKIE, set_cookie(BOOTH_COOKIE, &booth, Some(BOOTH_COOKIE_LIFETIME)))));
            return Ok((AppendHeaders(cookies), Redirect::to(&to)).into_response());
        }
        SignInOutcome::Wrong => (StatusCode::UNAUTHORIZED, Message::new("accounts-sign-in-wrong")),
        SignInOutcome::TooEarly(wait) => (StatusCode::TOO_MANY_REQUESTS, too_early(wait)),
    };
    let mut errors = FormErrors::default();
    errors.add("secret", message);
    let typed_name = form.get("name").to_owned();
    super::again(status, &SignInPage { page: carrying_token(page, signed_in), errors, typed_name, return_to, notice: None })
}

/// Signs out.
pub(crate) async fn sign_out(State(accounts): State<Accounts>, headers: HeaderMap) -> Result<Response, PageError> {
    if let Some(token) = session_token(&headers) {
        accounts.journal().submit(End { token_hash: token::stored(&token), how: "asked" }).await.map_err(storage_page)?;
    }
    Ok(redirect_with_session("/sign-in?ended=asked", ""))
}

/// Locks the screen.
pub(crate) async fn lock(State(accounts): State<Accounts>, headers: HeaderMap, form: Fields) -> Result<Response, PageError> {
    if let Some(token) = session_token(&headers) {
        accounts.journal().submit(Lock { token_hash: token::stored(&token) }).await.map_err(storage_page)?;
    }
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("return_to", safe_return(form.get("return_to"))).finish();
    Ok(Redirect::to(&format!("/unlock?{query}")).into_response())
}

/// Too many wrong secrets: how long to wait.
pub(super) fn too_early(wait: std::time::Duration) -> Message {
    Message::new("accounts-too-early").with("seconds", wait.as_secs().max(1))
}

/// The page with the token its forms need, though the screen is locked.
pub(super) fn carrying_token(mut page: PageContext, signed_in: Option<Extension<SignedIn>>) -> PageContext {
    if let Some(Extension(person)) = signed_in {
        page.csrf_token = person.csrf;
    }
    page
}
