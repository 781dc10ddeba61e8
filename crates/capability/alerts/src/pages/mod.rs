//! The pages: for those who keep lists, and for the officer who looks at a hit.

pub(crate) mod entries;
mod form;
pub(crate) mod hits;
pub(crate) mod import;
pub(crate) mod lists;
pub(crate) mod one_list;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{EntryId, Message, SubjectId};
use garita_web::{Choice, PageContext, PageError, respond};

pub(crate) use form::{Fields, QueryFields};

/// The message id of a code: codes are written with `_`, ids with `-`.
fn label(page: &PageContext, prefix: &str, code: &str) -> String {
    page.t(&format!("alerts-{prefix}-{}", code.replace('_', "-")))
}

/// A list of codes with their words.
fn choices(page: &PageContext, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, label(page, prefix, code))).collect()
}

/// Reads an id from the path; what is none leads nowhere.
fn id(text: &str) -> Result<SubjectId, PageError> {
    text.parse().map_err(|_| PageError::not_found())
}

fn entry_id(text: &str) -> Result<EntryId, PageError> {
    text.parse().map_err(|_| PageError::not_found())
}

/// The page again, with what was wrong on it.
fn again(status: StatusCode, page: &impl askama::Template) -> Result<Response, PageError> {
    Ok((status, respond(page)?).into_response())
}

/// On to another page, with GET.
fn go(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// What was just done, from a query.
fn notice(done: &str, known: &[(&str, &'static str)]) -> Option<Message> {
    known.iter().find(|(code, _)| *code == done).map(|(_, id)| Message::new(id))
}
