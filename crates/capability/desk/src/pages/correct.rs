//! `GET` and `POST /desk/{subject}/{entry}/correct`: a new value beside the old one, with a coded reason (R03); or a
//! decision taken back after the ten seconds of undo.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::{Direction, EntryId, Message, Presentation, TrafficClass};
use garita_record::Change;
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn};

use super::{Case, FormFields, go, inspect, labels, respond_as, stopped, storage_failed, typed};
use crate::{
    CaseFile, Desk,
    codes::CORRECTION_REASONS,
    commands::{Correct, CorrectError, LONGEST_NOTE, take_back},
};

#[derive(Template)]
#[template(path = "desk/correct.html")]
struct CorrectPage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    address: String,
    entry: EntryId,
    take_back_entry: EntryId,
    /// How the decision stands, when there is one to take back.
    decided: Option<String>,
    values: Values,
    sexes: Vec<Choice>,
    directions: Vec<Choice>,
    classes: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// What stands in the fields.
struct Values {
    surname: String,
    given_names: String,
    birth_date: String,
    sex: String,
    nationality: String,
    direction: String,
    class: String,
    reason: String,
    note: String,
}

impl Values {
    fn standing(presentation: &Presentation) -> Self {
        let name = presentation.name.as_ref();
        Self {
            surname: name.map(|name| name.surname().to_owned()).unwrap_or_default(),
            given_names: name.map(|name| name.given_names().to_owned()).unwrap_or_default(),
            birth_date: if presentation.birth_date.year().is_none() { String::new() } else { presentation.birth_date.to_string() },
            sex: presentation.sex.letter().to_string(),
            nationality: presentation.nationality.map(|code| code.to_string()).unwrap_or_default(),
            direction: presentation.direction.code().to_owned(),
            class: presentation.class.code().to_owned(),
            reason: String::new(),
            note: String::new(),
        }
    }

    fn sent(fields: &FormFields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            surname: text("surname"),
            given_names: text("given_names"),
            birth_date: text("birth_date"),
            sex: text("sex"),
            nationality: text("nationality"),
            direction: text("direction"),
            class: text("class"),
            reason: text("reason"),
            note: text("note"),
        }
    }
}

/// The form, with what stands now.
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext, case: Case) -> Result<Response, PageError> {
    let file = inspect::load(&desk, case).await?;
    let values = Values::standing(&file.presentation);
    render(&desk, page, case, &file, StatusCode::OK, FormErrors::default(), values)
}

/// The form was sent.
pub(crate) async fn send(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    case: Case,
    fields: FormFields,
) -> Result<Response, PageError> {
    let file = inspect::load(&desk, case).await?;
    let mut errors = FormErrors::default();
    let takes_back = fields.is_ticked("take_back");
    let values = if takes_back { Values::standing(&file.presentation) } else { Values::sent(&fields) };
    let changes = if takes_back { vec![take_back()] } else { changes(&values, &file.presentation, &mut errors) };
    if errors.is_empty() {
        let command = Correct {
            entry: fields.entry()?,
            subject: case.subject,
            presentation: case.entry,
            changes,
            reason: fields.text("reason").to_owned(),
            note: fields.text("note").to_owned(),
            officer: signed_in.account,
        };
        // `undo` is no reason of this form.
        let outcome = if command.reason == "undo" { Err(CorrectError::UnknownReason) } else { desk.journal.submit(command).await };
        match outcome {
            Ok(()) => return Ok(go(&case.address())),
            Err(CorrectError::NoSuchPresentation) => return Err(PageError::not_found()),
            Err(CorrectError::Storage(error)) => return Err(storage_failed(error)),
            Err(CorrectError::UnknownReason) => errors.add("reason", Message::new("desk-error-choose-reason")),
            Err(CorrectError::NothingChanged) => errors.add("surname", Message::new("desk-error-nothing-changed")),
            Err(CorrectError::NotDecided | CorrectError::TooLateToUndo) => errors.add("reason", Message::new("desk-error-not-decided")),
            Err(CorrectError::NoteTooLong) => errors.add("note", Message::new("desk-error-note-long").with("most", LONGEST_NOTE)),
        }
    }
    render(&desk, page, case, &file, StatusCode::UNPROCESSABLE_ENTITY, errors, values)
}

/// The values as changes; the command keeps those that change something. The old values are filled in there.
fn changes(values: &Values, standing: &Presentation, errors: &mut FormErrors) -> Vec<Change> {
    let mut changes = Vec::new();
    let nameless = standing.name.is_none() && values.surname.is_empty() && values.given_names.is_empty();
    if let Some(new) = (!nameless).then(|| typed::name(&values.surname, &values.given_names, errors)).flatten() {
        changes.push(Change::Name { old: None, new });
    }
    if let Some(new) = typed::date("birth_date", &values.birth_date, errors) {
        changes.push(Change::BirthDate { old: standing.birth_date, new });
    }
    if let Some(new) = typed::sex(&values.sex, errors) {
        changes.push(Change::Sex { old: standing.sex, new });
    }
    match typed::country("nationality", &values.nationality, errors) {
        Ok(Some(new)) => changes.push(Change::Nationality { old: standing.nationality, new }),
        Ok(None) if standing.nationality.is_some() => errors.add("nationality", Message::new("desk-error-nationality-empty")),
        Ok(None) | Err(()) => {}
    }
    match Direction::from_code(&values.direction) {
        Some(new) => changes.push(Change::Direction { old: standing.direction, new }),
        None => errors.add("direction", Message::new("desk-error-choose")),
    }
    match TrafficClass::from_code(&values.class) {
        Some(new) => changes.push(Change::Class { old: standing.class, new }),
        None => errors.add("class", Message::new("desk-error-choose")),
    }
    changes
}

fn render(
    desk: &Desk,
    page: PageContext,
    case: Case,
    file: &CaseFile,
    status: StatusCode,
    errors: FormErrors,
    values: Values,
) -> Result<Response, PageError> {
    let environment = desk.journal.environment();
    let form = CorrectPage {
        stopped: stopped(&desk.journal),
        errors,
        address: case.address(),
        entry: environment.entry_id(),
        take_back_entry: environment.entry_id(),
        decided: file.now.outcome.map(|outcome| labels::label(&page, "outcome", outcome.code())),
        values,
        sexes: labels::sexes(&page),
        directions: labels::directions(&page),
        classes: labels::classes(&page),
        reasons: labels::choices(&page, "reason", &CORRECTION_REASONS),
        page,
    };
    respond_as(status, &form)
}
