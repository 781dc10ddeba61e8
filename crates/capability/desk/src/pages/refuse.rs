//! `GET /desk/{subject}/{entry}/refuse`: what a refusal needs before it can be made: reasons, and the question about fear of
//! return, asked in a language the person understands (R33). The answer never shows again.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::{EntryId, Message, MovementOutcome};
use garita_web::{Choice, FormErrors, PageContext, PageError};

use super::{
    Case, FormFields, go,
    inspect::{self, Who, may_refuse},
    labels, respond_as,
    scan::Lane,
    stopped,
};
use crate::{
    CaseFile, Desk,
    codes::{QUESTION_LANGUAGES, REFUSAL_REASONS},
};

#[derive(Template)]
#[template(path = "desk/refuse.html")]
struct RefusePage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    who: Who,
    entry: EntryId,
    address: String,
    reasons: Vec<Choice>,
    languages: Vec<Choice>,
    answers: Vec<Choice>,
    values: RefuseValues,
    lane: Lane,
}

/// What had been chosen when the form came back.
#[derive(Default)]
pub(super) struct RefuseValues {
    entry: Option<EntryId>,
    reasons: Vec<String>,
    note: String,
    language: String,
    interpreter: bool,
    afraid: String,
}

impl RefuseValues {
    /// From the form that was sent.
    pub(super) fn of(fields: &FormFields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            entry: fields.id("idempotency_key"),
            reasons: fields.all("reason"),
            note: text("note"),
            language: text("language"),
            interpreter: fields.is_ticked("interpreter"),
            afraid: text("afraid"),
        }
    }
}

/// The handler. Where refusing is not offered, the case's own page says why.
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext, case: Case) -> Result<Response, PageError> {
    let file = inspect::load(&desk, case).await?;
    if file.now.outcome.is_some_and(MovementOutcome::is_final) || !may_refuse(&desk.settings, &file) {
        return Ok(go(&case.address()));
    }
    render(&desk, page, &file, StatusCode::OK, FormErrors::default(), RefuseValues::default())
}

/// The form.
pub(super) fn render(
    desk: &Desk,
    page: PageContext,
    file: &CaseFile,
    status: StatusCode,
    errors: FormErrors,
    values: RefuseValues,
) -> Result<Response, PageError> {
    let case = Case { subject: file.inspection.subject, entry: file.inspection.entry };
    let form = RefusePage {
        stopped: stopped(&desk.journal),
        errors,
        who: Who::of(&page, file),
        entry: values.entry.unwrap_or_else(|| desk.journal.environment().entry_id()),
        address: case.address(),
        reasons: labels::choices(&page, "reason", &REFUSAL_REASONS),
        languages: labels::choices(&page, "language", &QUESTION_LANGUAGES),
        answers: vec![Choice::new("no", page.t("desk-fear-no")), Choice::new("yes", page.t("desk-fear-yes"))],
        values,
        lane: inspect::lane_of(file),
        page,
    };
    respond_as(status, &form)
}
