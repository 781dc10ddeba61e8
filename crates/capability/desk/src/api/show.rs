//! `GET /api/v1/presentations/{subject}/{entry}`: a presentation as it stands.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_web::{PageContext, PageError};

use super::{answer, shapes::PresentationAnswer};
use crate::{
    Desk,
    pages::{Case, storage_failed},
};

/// A presentation with its findings, and how it stands now.
#[utoipa::path(
    get,
    path = "/api/v1/presentations/{subject}/{entry}",
    tag = "desk",
    params(("subject" = String, Path, format = "uuid", description = "The person"), ("entry" = String, Path, format = "uuid", description = "The presentation")),
    responses(
        (status = 200, description = "As it stands", body = PresentationAnswer),
        (status = "4XX", description = "Not there, or not permitted", body = super::shapes::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext, case: Case) -> Result<Response, PageError> {
    let file = desk.case(case.subject, case.entry).await.map_err(storage_failed)?.ok_or_else(PageError::not_found)?;
    answer(StatusCode::OK, &PresentationAnswer::of(&page, &file))
}
