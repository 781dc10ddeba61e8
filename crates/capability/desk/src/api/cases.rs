//! `GET /api/v1/cases`: cases that are not closed, the longest wait first.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_web::PageError;

use super::{answer, shapes::CaseAnswer};
use crate::{Desk, pages::storage_failed, queries};

/// Open cases: second line and waiting alike, oldest first, 500 at most.
#[utoipa::path(
    get,
    path = "/api/v1/cases",
    tag = "desk",
    responses(
        (status = 200, description = "Open cases", body = Vec<CaseAnswer>),
        (status = "4XX", description = "Not signed in, or not permitted", body = super::shapes::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn list(State(desk): State<Desk>) -> Result<Response, PageError> {
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let open = queries::open_cases(&mut snapshot).await.map_err(storage_failed)?;
    answer(StatusCode::OK, &open.iter().map(CaseAnswer::of).collect::<Vec<_>>())
}
