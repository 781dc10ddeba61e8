//! `POST /api/v1/documents/zone`: reads zones, records nothing. The same report as `garita document mrz`.

use axum::{body::Bytes, extract::State, http::StatusCode, response::Response};
use garita_travel_document::mrz::ZoneReport;
use garita_web::PageError;

use super::answer;
use crate::Desk;

/// Reads the zones of a text: blocks of lines with blank lines between them.
#[utoipa::path(
    post,
    path = "/api/v1/documents/zone",
    tag = "desk",
    request_body(content = String, content_type = "text/plain", description = "Blocks of 1 to 3 lines, a blank line between them"),
    responses(
        (status = 200, description = "One report for each block, in order; a block that is no zone has a report too", body = Vec<serde_json::Value>, content_type = "application/json"),
        (status = "4XX", description = "Not signed in, not permitted, or too large", body = super::shapes::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn read(State(desk): State<Desk>, body: Bytes) -> Result<Response, PageError> {
    let today = desk.journal.now().0.date(&desk.settings.zone);
    let text = String::from_utf8_lossy(&body);
    let reports: Vec<ZoneReport> = ZoneReport::of_blocks(&text, today).collect();
    answer(StatusCode::OK, &reports)
}
