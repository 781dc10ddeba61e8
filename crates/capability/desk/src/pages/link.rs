//! `POST /desk/file/{subject}/link` and `/unlink`: two subjects are one person, or are not. History is computed over what
//! remains. Only from a file that the officer has opened.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{EntryId, Message, PartialDate, SubjectId};
use garita_web::{FormErrors, PageContext, PageError, SignedIn};

use super::{
    FormFields,
    file::{self, LinkValues},
    go, storage_failed, typed,
};
use crate::{
    Desk,
    commands::{LinkError, LinkSubjects, UnlinkSubjects},
    subjects_by_key,
};

/// The file an act comes from.
struct Opened {
    subject: SubjectId,
    opened: EntryId,
}

/// Links the person to the holder of another document, found by its issuer, number and birth date.
pub(crate) async fn send(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    Path(subject): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let from = opened(&desk, &signed_in, &subject, &fields).await?;
    let mut errors = FormErrors::default();
    let other = other_subject(&desk, from.subject, &fields, &mut errors).await?;
    if let Some(other) = other {
        let command = LinkSubjects {
            entry: fields.entry()?,
            one: from.subject,
            other,
            reason: fields.text("reason").to_owned(),
            officer: signed_in.account,
        };
        match desk.journal.submit(command).await {
            Ok(()) => return Ok(back(&from)),
            Err(error) => explain(error, &mut errors)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    file::render(&desk, page, &signed_in, from.subject, from.opened, status, errors, LinkValues::of(&fields)).await
}

/// Takes a link back.
pub(crate) async fn unlink(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    Path(subject): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let from = opened(&desk, &signed_in, &subject, &fields).await?;
    let link_subject: SubjectId = fields.id("link_subject").ok_or_else(PageError::bad_request)?;
    let command = UnlinkSubjects {
        entry: fields.entry()?,
        subject: link_subject,
        link: fields.id("link").ok_or_else(PageError::bad_request)?,
        reason: fields.text("unlink_reason").to_owned(),
        officer: signed_in.account,
    };
    let mut errors = FormErrors::default();
    match desk.journal.submit(command).await {
        Ok(()) => return Ok(back(&from)),
        Err(error) => explain(error, &mut errors)?,
    }
    let status = StatusCode::CONFLICT;
    file::render(&desk, page, &signed_in, from.subject, from.opened, status, errors, LinkValues::default()).await
}

async fn opened(desk: &Desk, signed_in: &SignedIn, subject: &str, fields: &FormFields) -> Result<Opened, PageError> {
    let subject: SubjectId = subject.parse().map_err(|_| PageError::not_found())?;
    let opened: EntryId = fields.id("opened").ok_or_else(PageError::bad_request)?;
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    if file::was_opened(desk, &mut snapshot, signed_in, subject, opened).await.map_err(storage_failed)? {
        Ok(Opened { subject, opened })
    } else {
        Err(PageError::stale_form())
    }
}

fn back(from: &Opened) -> Response {
    go(&format!("/desk/file/{}?opened={}", from.subject, from.opened))
}

async fn other_subject(
    desk: &Desk,
    subject: SubjectId,
    fields: &FormFields,
    errors: &mut FormErrors,
) -> Result<Option<SubjectId>, PageError> {
    let issuer = typed::country("issuer", fields.text("issuer"), errors).ok().flatten();
    let number = typed::number(fields.text("number"), errors).ok().flatten();
    let birth_date = typed::date("birth_date", fields.text("birth_date"), errors).unwrap_or(PartialDate::UNKNOWN);
    let (Some(issuer), Some(number)) = (issuer, number) else {
        if errors.is_empty() {
            errors.add("number", Message::new("desk-error-link-document"));
        }
        return Ok(None);
    };
    let keys = desk.keys.of_document(issuer, &number, birth_date);
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let found = subjects_by_key(&mut snapshot, &keys.holder).await.map_err(storage_failed)?;
    let other = found.iter().copied().find(|other| *other != subject);
    if other.is_none() {
        let id = if found.is_empty() { "desk-error-link-nobody" } else { "desk-error-link-same" };
        errors.add("number", Message::new(id));
    }
    Ok(other)
}

fn explain(error: LinkError, errors: &mut FormErrors) -> Result<(), PageError> {
    match error {
        LinkError::OnePersonAlready => errors.add("number", Message::new("desk-error-link-same")),
        LinkError::Unknown => errors.add("number", Message::new("desk-error-link-unknown")),
        LinkError::UnknownReason => errors.add("reason", Message::new("desk-error-choose-reason")),
        LinkError::Storage(error) => return Err(storage_failed(error)),
    }
    Ok(())
}
