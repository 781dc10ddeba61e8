//! `GET` and `POST /desk/typed`: a document without a machine readable zone, or a person without a document.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::{
    CountryCode, DocumentKind, DocumentNumber, EntryId, Message, PartialDate, PartialDateError, PersonName, PersonNameError, Sex, SubjectId,
};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{Case, FormFields, QueryFields, go, labels, respond_as, scan::Lane, stopped, storage_failed};
use crate::{Desk, Particulars, PresentError, PresentRequest, StatedDocument, StatedParticulars, codes::CONVEYANCES};

/// The value of the list of documents for a person without one.
const NONE: &str = "none";

#[derive(Template)]
#[template(path = "desk/typed.html")]
struct TypedPage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    values: Values,
    entry: EntryId,
    subject: SubjectId,
    lane: Lane,
    kinds: Vec<Choice>,
    sexes: Vec<Choice>,
    directions: Vec<Choice>,
    classes: Vec<Choice>,
    conveyances: Vec<Choice>,
}

/// What stands in the fields, as typed.
#[derive(Default)]
struct Values {
    kind: String,
    surname: String,
    given_names: String,
    birth_date: String,
    sex: String,
    nationality: String,
    issuer: String,
    number: String,
    expiry: String,
}

/// The empty form; `?document=none` for a person without one.
pub(crate) async fn show(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let lane = Lane::read(&query, &signed_in)?;
    let kind = if query.text("document") == NONE { NONE } else { DocumentKind::Passport.code() };
    let values = Values { kind: kind.to_owned(), sex: "X".to_owned(), ..Values::default() };
    respond(&form(&desk, page, lane, values, FormErrors::default()))
}

/// The form was sent.
pub(crate) async fn send(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let lane = Lane::read(&fields, &signed_in)?;
    let text = |name| fields.text(name).to_owned();
    let values = Values {
        kind: text("document"),
        surname: text("surname"),
        given_names: text("given_names"),
        birth_date: text("birth_date"),
        sex: text("sex"),
        nationality: text("nationality"),
        issuer: text("issuer"),
        number: text("number"),
        expiry: text("expiry"),
    };
    let mut errors = FormErrors::default();
    let Some(stated) = read(&values, &mut errors) else {
        let mut page = form(&desk, page, lane, values, errors);
        page.keep(&fields);
        return respond_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let request = PresentRequest {
        entry: fields.entry()?,
        subject: fields.id("subject").ok_or_else(PageError::bad_request)?,
        particulars: Particulars::Stated(stated),
        direction: lane.direction,
        class: lane.class,
        conveyance: lane.conveyance.clone(),
        officer: signed_in.account,
        booth: signed_in.booth,
    };
    match desk.present(request).await {
        Ok(inspection) => Ok(go(&Case { subject: inspection.subject, entry: inspection.entry }.address())),
        // Nothing of a zone was sent, so no zone can be wrong.
        Err(PresentError::Zone(_)) => Err(PageError::bad_request()),
        Err(PresentError::Storage(error)) if stopped(&desk.journal).is_some() => {
            tracing::error!(%error, "a presentation could not be recorded");
            let mut page = form(&desk, page, lane, values, FormErrors::default());
            page.keep(&fields);
            respond_as(StatusCode::SERVICE_UNAVAILABLE, &page)
        }
        Err(PresentError::Storage(error)) => Err(storage_failed(error)),
    }
}

impl TypedPage {
    /// The ids that were sent: correcting a mistake and sending again still records once.
    fn keep(&mut self, fields: &FormFields) {
        self.entry = fields.id("idempotency_key").unwrap_or(self.entry);
        self.subject = fields.id("subject").unwrap_or(self.subject);
    }
}

fn form(desk: &Desk, page: PageContext, lane: Lane, values: Values, errors: FormErrors) -> TypedPage {
    let environment = desk.journal.environment();
    let mut kinds = vec![Choice::new(NONE, page.t("desk-document-none"))];
    kinds.splice(0..0, labels::document_kinds(&page));
    TypedPage {
        stopped: stopped(&desk.journal),
        errors,
        values,
        entry: environment.entry_id(),
        subject: environment.subject_id(),
        lane,
        kinds,
        sexes: labels::sexes(&page),
        directions: labels::directions(&page),
        classes: labels::classes(&page),
        conveyances: labels::choices(&page, "conveyance", &CONVEYANCES),
        page,
    }
}

/// What the values say; `None` when something is wrong, with what and where in `errors`.
fn read(values: &Values, errors: &mut FormErrors) -> Option<StatedParticulars> {
    let kind = if values.kind == NONE { None } else { Some(DocumentKind::from_code(&values.kind)) };
    if kind == Some(None) {
        errors.add("document", Message::new("desk-error-choose"));
    }
    let name = name(&values.surname, &values.given_names, errors);
    let birth_date = date("birth_date", &values.birth_date, errors);
    let sex = sex(&values.sex, errors);
    let nationality = country("nationality", &values.nationality, errors).ok();
    let document = match kind {
        None => None,
        Some(kind) => {
            let issuer = country("issuer", &values.issuer, errors).ok();
            let number = number(&values.number, errors).ok();
            let expiry = date("expiry", &values.expiry, errors);
            Some(StatedDocument { kind: kind?, issuer: issuer?, number: number?, expiry: expiry? })
        }
    };
    let stated = StatedParticulars { name: name?, birth_date: birth_date?, sex: sex?, nationality: nationality?, document };
    errors.is_empty().then_some(stated)
}

/// A name from its two fields.
pub(super) fn name(surname: &str, given_names: &str, errors: &mut FormErrors) -> Option<PersonName> {
    let wrong = |error| match error {
        PersonNameError::Empty => "desk-error-name-empty",
        PersonNameError::TooLong => "desk-error-name-long",
        PersonNameError::ControlCharacters => "desk-error-name-hidden",
    };
    PersonName::new(surname, given_names).map_err(|error| errors.add("surname", Message::new(wrong(error)))).ok()
}

/// A date as far as known.
pub(super) fn date(field: &'static str, text: &str, errors: &mut FormErrors) -> Option<PartialDate> {
    let wrong = |error| match error {
        PartialDateError::Shape => "desk-error-date-shape",
        PartialDateError::NoSuchDay => "desk-error-date-no-such-day",
    };
    PartialDate::parse(text).map_err(|error| errors.add(field, Message::new(wrong(error)))).ok()
}

/// F, M or X.
pub(super) fn sex(text: &str, errors: &mut FormErrors) -> Option<Sex> {
    let letter = text.chars().next().filter(|_| text.len() == 1).and_then(Sex::from_letter);
    if letter.is_none() {
        errors.add("sex", Message::new("desk-error-choose"));
    }
    letter
}

/// A State code; nothing for an empty field. What is wrong is noted in `errors`.
pub(super) fn country(field: &'static str, text: &str, errors: &mut FormErrors) -> Result<Option<CountryCode>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    CountryCode::parse(text).map(Some).map_err(|_| errors.add(field, Message::new("desk-error-country")))
}

/// A document number; nothing for an empty field. What is wrong is noted in `errors`.
pub(super) fn number(text: &str, errors: &mut FormErrors) -> Result<Option<DocumentNumber>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    DocumentNumber::parse(text).map(Some).map_err(|_| errors.add("number", Message::new("desk-error-number")))
}
