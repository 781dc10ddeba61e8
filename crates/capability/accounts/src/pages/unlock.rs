//! Back to a locked session by PIN; three wrong ones end it.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::Message;
use garita_web::{FormErrors, PageContext, PageError, SignedIn, respond, session::safe_return};

use super::{form::Fields, redirect_with_session, session_token, sign_in::carrying_token};
use crate::{
    Accounts,
    commands::{
        credentials::Credential,
        sessions::{CountPin, End, MOST_WRONG_PINS, Unlock},
    },
    errors::storage_page,
    secrets::token,
};

#[derive(Template)]
#[template(path = "accounts/unlock.html")]
struct UnlockPage {
    page: PageContext,
    errors: FormErrors,
    name: String,
    return_to: String,
}

/// The page that asks for the PIN.
pub(crate) async fn show(
    State(accounts): State<Accounts>,
    uri: Uri,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let return_to = safe_return(Fields::of_query(&uri).get("return_to")).to_owned();
    match standing(&accounts, signed_in.as_ref(), &headers).await? {
        Standing::Nobody => Ok(Redirect::to("/sign-in").into_response()),
        Standing::MustSet => Ok(Redirect::to("/set-secrets").into_response()),
        Standing::Open => Ok(Redirect::to(&return_to).into_response()),
        Standing::Locked { name, .. } => {
            respond(&UnlockPage { page: carrying_token(page, signed_in), errors: FormErrors::default(), name, return_to })
        }
    }
}

/// Tries the PIN.
pub(crate) async fn unlock(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, PageError> {
    let return_to = safe_return(form.get("return_to")).to_owned();
    let (name, person, token_hash) = match standing(&accounts, signed_in.as_ref(), &headers).await? {
        Standing::Nobody => return Ok(Redirect::to("/sign-in").into_response()),
        Standing::MustSet => return Ok(Redirect::to("/set-secrets").into_response()),
        Standing::Open => return Ok(Redirect::to(&return_to).into_response()),
        Standing::Locked { name, person, token_hash } => (name, person, token_hash),
    };
    let journal = accounts.journal();
    let attempts = journal.submit(CountPin { token_hash: token_hash.clone() }).await.map_err(storage_page)?;
    let fits = attempts.is_some() && accounts.fits(person.account, Credential::Pin, form.secret("pin")).await?;
    if fits {
        journal.submit(Unlock { token_hash }).await.map_err(storage_page)?;
        return Ok(Redirect::to(&return_to).into_response());
    }
    accounts.note_refusal(Some(person.account), person.booth, "wrong_secret");
    let left = MOST_WRONG_PINS - attempts.unwrap_or(MOST_WRONG_PINS);
    if left <= 0 {
        journal.submit(End { token_hash, how: "wrong_pin" }).await.map_err(storage_page)?;
        return Ok(redirect_with_session("/sign-in?ended=pin", ""));
    }
    let mut errors = FormErrors::default();
    errors.add("pin", Message::new("accounts-pin-wrong").with("left", left));
    super::again(StatusCode::UNAUTHORIZED, &UnlockPage { page: carrying_token(page, signed_in), errors, name, return_to })
}

enum Standing {
    Nobody,
    MustSet,
    Open,
    Locked { name: String, person: Box<SignedIn>, token_hash: Vec<u8> },
}

async fn standing(accounts: &Accounts, signed_in: Option<&Extension<SignedIn>>, headers: &HeaderMap) -> Result<Standing, PageError> {
    let (Some(Extension(person)), Some(token)) = (signed_in, session_token(headers)) else { return Ok(Standing::Nobody) };
    if !person.locked {
        return Ok(Standing::Open);
    }
    let Some(session) = accounts.stored_session(&token).await.map_err(storage_page)? else { return Ok(Standing::Nobody) };
    if session.must_set {
        return Ok(Standing::MustSet);
    }
    Ok(Standing::Locked { name: session.display_name, person: Box::new(person.clone()), token_hash: token::stored(&token) })
}
