//! The pages: at the door (sign-in, secrets, PIN, enrolment) and in the office (accounts, approvals, booths, own account).

pub(crate) mod accounts;
pub(crate) mod approvals;
pub(crate) mod booths;
pub(crate) mod enrol;
mod form;
pub(crate) mod my_account;
pub(crate) mod one_account;
pub(crate) mod preferences;
pub(crate) mod set_secrets;
pub(crate) mod sign_in;
pub(crate) mod unlock;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use garita_domain::access::Role;
use garita_web::{
    Choice, PageContext, PageError,
    session::{SESSION_COOKIE, cookie, set_cookie},
};

/// The words for a role.
pub(crate) const fn role_label(role: Role) -> &'static str {
    match role {
        Role::Officer => "web-role-officer",
        Role::Supervisor => "web-role-supervisor",
        Role::Administrator => "web-role-administrator",
        Role::ProtectionOfficer => "web-role-protection-officer",
        Role::Overseer => "web-role-overseer",
        Role::ListOwner => "web-role-list-owner",
    }
}

/// Reads an id from the path; what is none leads nowhere.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| PageError::not_found())
}

fn role_words(page: &PageContext, roles: &[Role]) -> String {
    roles.iter().map(|role| page.t(role_label(*role))).collect::<Vec<_>>().join(", ")
}

/// Codes of a list with their words: `<prefix><code>`, low lines as hyphens.
fn choices(page: &PageContext, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, page.t(&format!("{prefix}{}", code.replace('_', "-"))))).collect()
}

fn session_token(headers: &HeaderMap) -> Option<String> {
    cookie(headers, SESSION_COOKIE)
}

/// Onward with another session cookie; an empty token takes the cookie away.
fn redirect_with_session(to: &str, token: &str) -> Response {
    let lifetime = token.is_empty().then_some(std::time::Duration::ZERO);
    (AppendHeaders([(header::SET_COOKIE, set_cookie(SESSION_COOKIE, token, lifetime))]), Redirect::to(to)).into_response()
}

/// The page again, with what was wrong on it.
fn again(status: StatusCode, page: &impl askama::Template) -> Result<Response, PageError> {
    Ok((status, garita_web::respond(page)?).into_response())
}
