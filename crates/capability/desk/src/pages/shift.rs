//! `GET /desk/shift`: my shift, and `POST /desk/shift/close`: its end, which prints the signed head of the journal.

use askama::Template;
use axum::{extract::State, response::Response};
use garita_domain::{EntryId, Message};
use garita_web::{PageContext, PageError, SignedIn, respond};

use super::{FormFields, go, home::by_outcome, queue::Line, stopped, storage_failed};
use crate::{
    Desk,
    commands::{CloseShift, ShiftError},
    queries,
};

#[derive(Template)]
#[template(path = "desk/shift.html")]
struct ShiftPage {
    page: PageContext,
    stopped: Option<Message>,
    /// When it began; nothing before the first act.
    opened: Option<String>,
    counts: Vec<(String, u64)>,
    rows: Vec<Line>,
    entry: EntryId,
}

/// The shift as it stands.
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext, signed_in: SignedIn) -> Result<Response, PageError> {
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let open = queries::open_shift(&mut snapshot, signed_in.account).await.map_err(storage_failed)?;
    let (rows, counted) = match open {
        Some(open) => (
            queries::decided_in_shift(&mut snapshot, open.shift).await.map_err(storage_failed)?,
            queries::counts_of_shift(&mut snapshot, open.shift).await.map_err(storage_failed)?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    respond(&ShiftPage {
        stopped: stopped(&desk.journal),
        opened: open.map(|open| page.date_time(open.opened)),
        counts: by_outcome(&page, &counted),
        rows: rows.iter().map(|row| Line::of(&page, row)).collect(),
        entry: desk.journal.environment().entry_id(),
        page,
    })
}

/// Ends it. The head is signed after the closing entry, so that the report covers the whole shift.
pub(crate) async fn close(State(desk): State<Desk>, signed_in: SignedIn, fields: FormFields) -> Result<Response, PageError> {
    match desk.journal.submit(CloseShift { entry: fields.entry()?, officer: signed_in.account }).await {
        Ok((open, _)) => {
            desk.journal.seal().await.map_err(storage_failed)?;
            Ok(go(&format!("/desk/shift/{}/report", open.shift)))
        }
        Err(ShiftError::NoneOpen) => Ok(go("/desk/shift")),
        Err(ShiftError::Storage(error)) => Err(storage_failed(error)),
    }
}
