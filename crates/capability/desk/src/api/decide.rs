//! `POST /api/v1/presentations/{subject}/{entry}/decision`: every decision but a refusal, which a person makes at the
//! desk's page, having asked what has to be asked (R15, R33).

use axum::{body::Bytes, extract::State, http::StatusCode, response::Response};
use garita_domain::{EntryId, Message, MovementOutcome};
use garita_web::{PageError, SignedIn};

use super::{
    answer, problem, read_json,
    shapes::{DecisionAnswer, DecisionRequest},
    unknown_code,
};
use crate::{
    Desk,
    commands::{Decide, DecideError},
    pages::{Case, decide::explain, shift_of, storage_failed},
};

/// Records a decision; answers when it is on disk.
#[utoipa::path(
    post,
    path = "/api/v1/presentations/{subject}/{entry}/decision",
    tag = "desk",
    params(("subject" = String, Path, format = "uuid", description = "The person"), ("entry" = String, Path, format = "uuid", description = "The presentation")),
    request_body = DecisionRequest,
    responses(
        (status = 200, description = "Recorded, now or before under the same id", body = DecisionAnswer),
        (status = 403, description = "A refusal was asked for, or not permitted", body = super::shapes::Problem, content_type = "application/problem+json"),
        (status = "4XX", description = "Not understood, or not possible as the case stands", body = super::shapes::Problem, content_type = "application/problem+json"),
        (status = 503, description = "Entries have stopped", body = super::shapes::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn send(State(desk): State<Desk>, signed_in: SignedIn, case: Case, body: Bytes) -> Result<Response, PageError> {
    let request: DecisionRequest = read_json(&body)?;
    let outcome = MovementOutcome::from_code(&request.outcome).ok_or_else(|| unknown_code("outcome"))?;
    if outcome == MovementOutcome::Refused {
        return Err(problem(StatusCode::FORBIDDEN, "desk-api-no-refusal", "desk-api-no-refusal-do"));
    }
    let shift = shift_of(&desk, &signed_in).await.map_err(storage_failed)?;
    let command = Decide {
        entry: request.entry.map_or_else(|| desk.journal.environment().entry_id(), EntryId::new),
        subject: case.subject,
        presentation: case.entry,
        outcome,
        days: request.days,
        reasons: request.reasons,
        fear: None,
        note: request.note.trim().to_owned(),
        hold: None,
        officer: signed_in.account,
        shift: Some(shift),
        booth: signed_in.booth,
        occurred: None,
        home: desk.settings.home,
        sealer: desk.sealer.clone(),
        gate: desk.gate.clone(),
    };
    let decided = desk.journal.submit(command).await.map_err(refused)?;
    answer(StatusCode::OK, &DecisionAnswer { decision: decided.entry.to_string(), outcome: decided.outcome.code().to_owned() })
}

fn refused(error: DecideError) -> PageError {
    if let DecideError::Storage(error) = error {
        return storage_failed(error);
    }
    let (status, _, what) = explain(&error);
    PageError::new(status, what, Message::new("desk-api-decision-do")).because(error)
}
