//! `POST /desk/{subject}/{entry}/undo`: the decision is taken back at once; the presentation is undecided again.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::Message;
use garita_web::{PageError, SignedIn};

use super::{Case, FormFields, go, storage_failed};
use crate::{
    Desk,
    commands::{Correct, CorrectError, take_back},
};

/// The handler.
pub(crate) async fn send(State(desk): State<Desk>, signed_in: SignedIn, case: Case, fields: FormFields) -> Result<Response, PageError> {
    let command = Correct {
        entry: fields.entry()?,
        subject: case.subject,
        presentation: case.entry,
        changes: vec![take_back()],
        reason: "undo".to_owned(),
        note: String::new(),
        officer: signed_in.account,
    };
    let conflict = |what, advice| PageError::new(StatusCode::CONFLICT, Message::new(what), Message::new(advice));
    match desk.journal.submit(command).await {
        // Taken back a moment ago, perhaps by the same key: the page shows how it stands.
        Ok(()) | Err(CorrectError::NotDecided | CorrectError::NothingChanged) => Ok(go(&case.address())),
        Err(CorrectError::TooLateToUndo) => Err(conflict("desk-error-undo-late", "desk-error-undo-late-do")),
        Err(CorrectError::NoSuchPresentation) => Err(PageError::not_found()),
        Err(CorrectError::UnknownReason | CorrectError::NoteTooLong) => Err(PageError::bad_request()),
        Err(CorrectError::Storage(error)) => Err(storage_failed(error)),
    }
}
