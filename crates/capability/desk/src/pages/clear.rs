//! `POST /desk/{subject}/{entry}/clear`: the protection officer clears a case that waits. No reason is asked.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::Message;
use garita_web::{PageError, SignedIn};

use super::{Case, FormFields, go, storage_failed};
use crate::{
    Desk,
    commands::{ClearCase, ClearError},
};

/// The handler.
pub(crate) async fn send(State(desk): State<Desk>, signed_in: SignedIn, case: Case, fields: FormFields) -> Result<Response, PageError> {
    let command = ClearCase {
        entry: fields.entry()?,
        subject: case.subject,
        presentation: case.entry,
        officer: signed_in.account,
        sealer: desk.sealer.clone(),
    };
    match desk.journal.submit(command).await {
        Ok(()) => Ok(go("/desk/queue")),
        Err(ClearError::NotWaiting) => {
            Err(PageError::new(StatusCode::CONFLICT, Message::new("desk-error-not-waiting"), Message::new("desk-error-not-waiting-do")))
        }
        Err(ClearError::Seal(error)) => Err(PageError::unavailable(error)),
        Err(ClearError::Storage(error)) => Err(storage_failed(error)),
    }
}
