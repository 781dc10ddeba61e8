//! A browser becomes a booth.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use garita_domain::Message;
use garita_web::{
    FormErrors, PageContext, PageError, SignedIn, respond,
    session::{BOOTH_COOKIE, set_cookie},
};

use super::{
    form::Fields,
    sign_in::{BOOTH_COOKIE_LIFETIME, carrying_token},
};
use crate::{
    Accounts, AccountsError,
    commands::booths::Enrol,
    secrets::{
        code::{self, Code},
        token::{self, Token},
    },
};

#[derive(Template)]
#[template(path = "accounts/enrol.html")]
struct EnrolPage {
    page: PageContext,
    errors: FormErrors,
}

/// The page that asks for the code.
pub(crate) async fn show(page: PageContext, signed_in: Option<Extension<SignedIn>>) -> Result<Response, PageError> {
    respond(&EnrolPage { page: carrying_token(page, signed_in), errors: FormErrors::default() })
}

/// Tries the code. Its 80 random bits need no delay against guessing.
pub(crate) async fn enrol(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    form: Fields,
) -> Result<Response, PageError> {
    let token = Token::new(accounts.journal().environment());
    let enrolled = match Code::read(form.get("code"), code::ENROLMENT) {
        Some(code) => {
            let (code_hash, token_hash) = (token::stored(code.secret().expose()), token::stored(token.value()));
            accounts.journal().submit(Enrol { code_hash, token_hash }).await.map(drop)
        }
        None => Err(AccountsError::refused("accounts-enrol-wrong")),
    };
    match enrolled {
        Ok(()) => {
            let cookie = set_cookie(BOOTH_COOKIE, token.value(), Some(BOOTH_COOKIE_LIFETIME));
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/sign-in?ended=enrolled")).into_response())
        }
        Err(AccountsError::Refused(_)) => {
            let mut errors = FormErrors::default();
            errors.add("code", Message::new("accounts-enrol-wrong"));
            super::again(StatusCode::UNPROCESSABLE_ENTITY, &EnrolPage { page: carrying_token(page, signed_in), errors })
        }
        Err(error) => Err(error.into()),
    }
}
