//! `POST /desk/{subject}/{entry}/decide`: the officer decided. What the command refuses comes back at the form, filled in.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::{EntryId, HoldKind, Message, MovementOutcome};
use garita_record::FearQuestion;
use garita_web::{FormErrors, PageContext, PageError, SignedIn};

use super::{
    Case, FormFields, go,
    inspect::{self, DecideValues},
    refuse::{self, RefuseValues},
    scan::Lane,
    shift_of, stopped, storage_failed,
};
use crate::{
    Desk,
    commands::{Decide, DecideError, FearAnswer, LONGEST_NOTE, LONGEST_STAY},
};

/// What came with the form, as far as it can be read.
struct Sent {
    entry: EntryId,
    outcome: MovementOutcome,
    days: Result<Option<u16>, ()>,
    reasons: Vec<String>,
    note: String,
    fear: Option<FearAnswer>,
    hold: Option<HoldKind>,
}

/// The handler.
pub(crate) async fn send(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    case: Case,
    fields: FormFields,
) -> Result<Response, PageError> {
    let sent = read(&fields)?;
    let lane = Lane::read(&fields, &signed_in)?;
    let outcome = sent.outcome;
    match submit(&desk, &signed_in, case, sent).await {
        Ok(decision) => Ok(go(&format!("/desk?done={decision}&s={}&p={}&{}", case.subject, case.entry, lane.query()))),
        Err(DecideError::NoSuchPresentation) => Err(PageError::not_found()),
        Err(DecideError::Storage(error)) if stopped(&desk.journal).is_none() => Err(storage_failed(error)),
        Err(error) => again(&desk, page, &signed_in, case, &fields, outcome, &error).await,
    }
}

fn read(fields: &FormFields) -> Result<Sent, PageError> {
    let outcome = MovementOutcome::from_code(fields.text("decision")).ok_or_else(PageError::bad_request)?;
    let days = match fields.text("days") {
        _ if outcome != MovementOutcome::Admitted => Ok(None),
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| ()),
    };
    let hold = match fields.text("hold") {
        "" => None,
        digit => Some(HoldKind::from_digit(digit).ok_or_else(PageError::bad_request)?),
    };
    let note = fields.text("note").to_owned();
    Ok(Sent { entry: fields.entry()?, outcome, days, reasons: fields.all("reason"), note, fear: fear(fields), hold })
}

/// The question and the answer. A person who says yes is believed, whether or not the language was noted.
fn fear(fields: &FormFields) -> Option<FearAnswer> {
    let afraid = match fields.text("afraid") {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let language = match fields.text("language") {
        "" if afraid => "mis",
        "" => return None,
        code => code,
    };
    Some(FearAnswer { question: FearQuestion { language: language.to_owned(), interpreter: fields.is_ticked("interpreter") }, afraid })
}

async fn submit(desk: &Desk, signed_in: &SignedIn, case: Case, sent: Sent) -> Result<EntryId, DecideError> {
    let days = sent.days.map_err(|()| DecideError::Days)?;
    let shift = shift_of(desk, signed_in).await?;
    let command = Decide {
        entry: sent.entry,
        subject: case.subject,
        presentation: case.entry,
        outcome: sent.outcome,
        days,
        reasons: sent.reasons,
        fear: sent.fear,
        note: sent.note,
        hold: sent.hold,
        officer: signed_in.account,
        shift: Some(shift),
        booth: signed_in.booth,
        occurred: None,
        home: desk.settings.home,
        sealer: desk.sealer.clone(),
        gate: desk.gate.clone(),
    };
    Ok(desk.journal.submit(command).await?.entry)
}

/// The form again, with what was wrong and what had been chosen.
async fn again(
    desk: &Desk,
    page: PageContext,
    signed_in: &SignedIn,
    case: Case,
    fields: &FormFields,
    outcome: MovementOutcome,
    error: &DecideError,
) -> Result<Response, PageError> {
    let file = inspect::load(desk, case).await?;
    let (status, field, message) = explain(error);
    tracing::info!(%error, "a decision was not recorded");
    let mut errors = FormErrors::default();
    errors.add(field, message);
    let decided = file.now.outcome.is_some_and(MovementOutcome::is_final);
    if outcome == MovementOutcome::Refused && !decided {
        return refuse::render(desk, page, &file, status, errors, RefuseValues::of(fields));
    }
    let values = DecideValues {
        days: Some(fields.text("days").to_owned()).filter(|_| outcome == MovementOutcome::Admitted),
        reasons: fields.all("reason"),
        note: fields.text("note").to_owned(),
        hold: fields.text("hold").to_owned(),
    };
    inspect::render(desk, page, signed_in, &file, status, errors, values)
}

/// Status, field and words of what the command refused.
pub(crate) fn explain(error: &DecideError) -> (StatusCode, &'static str, Message) {
    let wrong = |field, id| (StatusCode::UNPROCESSABLE_ENTITY, field, Message::new(id));
    match error {
        DecideError::NoSuchPresentation => (StatusCode::NOT_FOUND, "decision", Message::new("desk-error-no-such-presentation")),
        DecideError::AlreadyDecided => (StatusCode::CONFLICT, "decision", Message::new("desk-error-already-decided")),
        DecideError::ReasonMissing => wrong("reason", "desk-error-reason-missing"),
        DecideError::UnknownReason => wrong("reason", "desk-error-reason-unknown"),
        DecideError::OwnNational => wrong("decision", "desk-error-own-national"),
        DecideError::FearNotAsked => wrong("afraid", "desk-error-fear-not-asked"),
        DecideError::UnknownLanguage => wrong("language", "desk-error-language"),
        DecideError::Waiting => (StatusCode::CONFLICT, "decision", Message::new("desk-error-waiting")),
        DecideError::Days => (StatusCode::UNPROCESSABLE_ENTITY, "days", Message::new("desk-error-days").with("most", LONGEST_STAY)),
        DecideError::NoteTooLong => {
            (StatusCode::UNPROCESSABLE_ENTITY, "note", Message::new("desk-error-note-long").with("most", LONGEST_NOTE))
        }
        DecideError::Seal(_) => (StatusCode::SERVICE_UNAVAILABLE, "decision", Message::new("desk-error-seal")),
        DecideError::Storage(_) => (StatusCode::SERVICE_UNAVAILABLE, "decision", Message::new("desk-error-storage")),
    }
}
