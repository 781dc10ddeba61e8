//! The desk's JSON interface, `/api/v1`. It runs in the same interactive session as the pages, with the same access rules
//! and the token of the session in `X-CSRF-Token`. It cannot refuse anybody: a refusal is made by a person at the desk's
//! page (R15). Errors are problem documents (RFC 9457) in the caller's language.
//!
//! To add an operation: its file here with its `utoipa::path`, its line in `routes.rs` and in [`Document`], then
//! `UPDATE_OPENAPI=1 cargo test -p garita-desk --test openapi` writes `docs/api/openapi.json`.

pub(crate) mod cases;
pub(crate) mod decide;
pub(crate) mod present;
mod shapes;
pub(crate) mod show;
pub(crate) mod zone;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use garita_domain::Message;
use garita_web::PageError;
use serde::{Serialize, de::DeserializeOwned};
use utoipa::OpenApi;

/// The description of the interface.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Garita",
        description = "The desk's interface: read a zone, present a traveller, decide, list open cases. Interactive sessions only: the session's \
                       cookie, and its token in X-CSRF-Token for every POST. Nobody can be refused through it (R15).",
        version = "1",
        license(name = "MPL-2.0", identifier = "MPL-2.0")
    ),
    paths(zone::read, present::send, show::show, decide::send, cases::list),
    components(schemas(shapes::Problem)),
    tags((name = "desk", description = "Inspection at the counter"))
)]
struct Document;

/// The OpenAPI 3.1 description, as `docs/api/openapi.json` holds it.
pub fn openapi() -> Result<String, serde_json::Error> {
    Document::openapi().to_pretty_json().map(|text| format!("{text}\n"))
}

/// Reads a JSON body. 400 for what is no JSON, 422 for JSON of another shape.
fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, PageError> {
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, "desk-api-shape", "desk-api-shape-do").because(Unread(error.line(), error.column()))
        }
        serde_json::error::Category::Syntax | serde_json::error::Category::Eof | serde_json::error::Category::Io => {
            problem(StatusCode::BAD_REQUEST, "desk-api-json", "desk-api-json-do").because(Unread(error.line(), error.column()))
        }
    })
}

/// Where a body could not be read. What stood there may be personal: the log gets the place alone.
#[derive(Debug, thiserror::Error)]
#[error("the body could not be read at line {0}, column {1}")]
struct Unread(usize, usize);

/// A problem document with its own words.
fn problem(status: StatusCode, what: &'static str, advice: &'static str) -> PageError {
    PageError::new(status, Message::new(what), Message::new(advice))
}

/// A value that stands in no list of ours.
fn unknown_code(field: &'static str) -> PageError {
    PageError::new(StatusCode::UNPROCESSABLE_ENTITY, Message::new("desk-api-code").with("field", field), Message::new("desk-api-code-do"))
}

/// An answer.
fn answer(status: StatusCode, value: &impl Serialize) -> Result<Response, PageError> {
    let body = serde_json::to_vec(value).map_err(PageError::internal)?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}
