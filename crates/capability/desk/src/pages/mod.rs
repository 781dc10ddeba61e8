//! The desk's pages, one act a file. Each handler reads the request, asks the [`Desk`] or submits a command, and fills a
//! template; rules about people are in the commands, not here.
//!
//! To add a page: a file here, a template in `templates/desk/`, its words in both `desk.ftl`, its line in `routes.rs`.

pub(crate) mod clear;
pub(crate) mod correct;
pub(crate) mod decide;
pub(crate) mod file;
mod form;
pub(crate) mod home;
pub(crate) mod inspect;
pub(crate) mod keyboard;
mod labels;
pub(crate) mod link;
pub(crate) mod present;
pub(crate) mod queue;
pub(crate) mod refuse;
mod scan;
pub(crate) mod shift;
pub(crate) mod shift_report;
pub(crate) mod typed;
pub(crate) mod undo;

pub(crate) use form::{Case, FormFields, QueryFields};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{Message, ShiftId};
use garita_storage::{Health, Journal, StorageError, StorageErrorKind};
use garita_web::{PageError, SignedIn, respond};

use crate::{Desk, commands::OpenShiftIfNone};

/// What a failure of the store is to the person who sent the request.
pub(crate) fn storage_failed(error: StorageError) -> PageError {
    match error.kind() {
        StorageErrorKind::DiskFull
        | StorageErrorKind::Damaged
        | StorageErrorKind::Unavailable
        | StorageErrorKind::TakenOver
        | StorageErrorKind::WrongKey => PageError::unavailable(error),
        StorageErrorKind::Inconsistent | StorageErrorKind::Driver => PageError::internal(error),
    }
}

/// Why entries have stopped and what to do; `None` while they are written.
pub(crate) fn stopped(journal: &Journal) -> Option<Message> {
    match journal.health() {
        Health::Writing => None,
        Health::ReadOnly(kind) => Some(Message::new(match kind {
            StorageErrorKind::DiskFull => "desk-stopped-disk-full",
            StorageErrorKind::Damaged => "desk-stopped-damaged",
            StorageErrorKind::TakenOver => "desk-stopped-taken-over",
            StorageErrorKind::Unavailable => "desk-stopped-unavailable",
            StorageErrorKind::WrongKey | StorageErrorKind::Inconsistent | StorageErrorKind::Driver => "desk-stopped-other",
        })),
    }
}

/// A page that says what is wrong with what was sent.
pub(crate) fn respond_as(status: StatusCode, template: &impl askama::Template) -> Result<Response, PageError> {
    let mut response = respond(template)?;
    *response.status_mut() = status;
    Ok(response)
}

/// On to another page, with GET.
pub(crate) fn go(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The officer's shift; the first act of the day opens it.
pub(crate) async fn shift_of(desk: &Desk, signed_in: &SignedIn) -> Result<ShiftId, StorageError> {
    match signed_in.shift {
        Some(shift) => Ok(shift),
        None => Ok(desk.journal.submit(OpenShiftIfNone { officer: signed_in.account, booth: signed_in.booth }).await?.shift),
    }
}
