//! A person's file: every presentation of every subject of the person, and the links that make them one. Opening it asks
//! for a coded reason and is itself an entry, before anything is shown (DESIGN §7).

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{EntryId, Message, PersonName, SubjectId, Timestamp};
use garita_record::{FileOpened, Kind};
use garita_storage::{Snapshot, StorageError, find_entry};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{FormFields, QueryFields, go, labels, queue::Line, respond_as, stopped, storage_failed};
use crate::{
    Desk, access,
    codes::{FILE_REASONS, LINK_REASONS, UNLINK_REASONS},
    commands::OpenFile,
    person, queries,
};

/// An opened file can be read again for so long; after that the reason is asked again. In microseconds.
const READABLE_FOR: i64 = 30 * 60 * Timestamp::SECOND;

#[derive(Template)]
#[template(path = "desk/file_ask.html")]
struct AskPage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    subject: SubjectId,
    entry: EntryId,
    reasons: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "desk/file.html")]
struct FilePage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    subject: SubjectId,
    opened: EntryId,
    names: Vec<String>,
    rows: Vec<Line>,
    links: Vec<LinkLine>,
    subjects: usize,
    may_link: bool,
    entry: EntryId,
    reasons: Vec<Choice>,
    unlink_reasons: Vec<Choice>,
    values: LinkValues,
}

/// A link, with the form that takes it back.
struct LinkLine {
    subject: SubjectId,
    link: EntryId,
    key: EntryId,
    when: String,
    basis: String,
}

/// What stands in the form that links.
#[derive(Default)]
pub(super) struct LinkValues {
    issuer: String,
    number: String,
    birth_date: String,
    reason: String,
}

impl LinkValues {
    /// As sent.
    pub(super) fn of(fields: &FormFields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self { issuer: text("issuer"), number: text("number"), birth_date: text("birth_date"), reason: text("reason") }
    }
}

/// `POST /desk/file`: the reason is recorded, then the file opens.
pub(crate) async fn open(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let subject: SubjectId = fields.id("subject").ok_or_else(PageError::bad_request)?;
    let reason = fields.text("reason");
    if !FILE_REASONS.contains(&reason) {
        let mut errors = FormErrors::default();
        errors.add("reason", Message::new("desk-error-choose-reason"));
        return respond_as(StatusCode::UNPROCESSABLE_ENTITY, &ask(&desk, page, subject, errors));
    }
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let known = queries::presentations_of(&mut snapshot, subject).await.map_err(storage_failed)?;
    drop(snapshot);
    if known.is_empty() {
        return Err(PageError::not_found());
    }
    let entry = fields.entry()?;
    let command = OpenFile { entry, subject, reason: reason.to_owned(), reader: signed_in.account };
    desk.journal.submit(command).await.map_err(storage_failed)?;
    Ok(go(&format!("/desk/file/{subject}?opened={entry}")))
}

/// `GET /desk/file/{subject}`: the file, when this reader has just opened it; otherwise the question why.
pub(crate) async fn show(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    Path(subject): Path<String>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let subject: SubjectId = subject.parse().map_err(|_| PageError::not_found())?;
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    match query.id::<EntryId>("opened") {
        Some(opened) if was_opened(&desk, &mut snapshot, &signed_in, subject, opened).await.map_err(storage_failed)? => {
            drop(snapshot);
            render(&desk, page, &signed_in, subject, opened, StatusCode::OK, FormErrors::default(), LinkValues::default()).await
        }
        _ => respond(&ask(&desk, page, subject, FormErrors::default())),
    }
}

/// Whether this reader opened this file, a short time ago.
pub(super) async fn was_opened(
    desk: &Desk,
    snapshot: &mut Snapshot,
    signed_in: &SignedIn,
    subject: SubjectId,
    opened: EntryId,
) -> Result<bool, StorageError> {
    let Some(stored) = find_entry(snapshot, subject, opened).await? else { return Ok(false) };
    let content = stored.content;
    let soon = desk.journal.now().0.since(content.occurred).abs() <= READABLE_FOR;
    Ok(content.kind == FileOpened::NAME && content.actor == Some(signed_in.account) && soon)
}

/// The file's page.
#[expect(clippy::too_many_arguments, reason = "a page that comes back with a form's mistakes needs them all")]
pub(super) async fn render(
    desk: &Desk,
    page: PageContext,
    signed_in: &SignedIn,
    subject: SubjectId,
    opened: EntryId,
    status: StatusCode,
    errors: FormErrors,
    values: LinkValues,
) -> Result<Response, PageError> {
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let subjects = person(&mut snapshot, &[subject]).await.map_err(storage_failed)?;
    let links = queries::links_of(&mut snapshot, &subjects).await.map_err(storage_failed)?;
    let mut rows = Vec::new();
    for each in &subjects {
        rows.extend(queries::presentations_of(&mut snapshot, *each).await.map_err(storage_failed)?);
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.at), row.entry));
    let mut names: Vec<String> =
        rows.iter().filter_map(|row| PersonName::new(&row.surname, &row.given_names).ok()).map(|name| name.to_string()).collect();
    names.sort();
    names.dedup();
    let environment = desk.journal.environment();
    let links = links.iter().map(|link| LinkLine {
        subject: link.subject,
        link: link.entry,
        key: environment.entry_id(),
        when: page.date_time(link.at),
        basis: page.t(if link.confirmed { "desk-link-confirmed" } else { "desk-link-same-document" }),
    });
    let file = FilePage {
        stopped: stopped(&desk.journal),
        errors,
        subject,
        opened,
        names,
        rows: rows.iter().map(|row| Line::of(&page, row)).collect(),
        links: links.collect(),
        subjects: subjects.len(),
        may_link: access::RECORD.permits(&signed_in.roles),
        entry: environment.entry_id(),
        reasons: labels::choices(&page, "reason", &LINK_REASONS),
        unlink_reasons: labels::choices(&page, "reason", &UNLINK_REASONS),
        values,
        page,
    };
    respond_as(status, &file)
}

fn ask(desk: &Desk, page: PageContext, subject: SubjectId, errors: FormErrors) -> AskPage {
    AskPage {
        stopped: stopped(&desk.journal),
        errors,
        subject,
        entry: desk.journal.environment().entry_id(),
        reasons: labels::choices(&page, "reason", &FILE_REASONS),
        page,
    }
}
