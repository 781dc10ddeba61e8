//! `POST /api/v1/presentations`: somebody stands at the counter.

use axum::{body::Bytes, extract::State, http::StatusCode, response::Response};
use garita_domain::{
    Conveyance, CountryCode, Direction, DocumentKind, DocumentNumber, EntryId, PartialDate, PersonName, Sex, SubjectId, TrafficClass,
};
use garita_web::{PageContext, PageError, SignedIn};

use super::{
    answer, problem, read_json,
    shapes::{PresentationAnswer, PresentationRequest, Stated},
    unknown_code,
};
use crate::{
    Desk, Particulars, PresentError, PresentRequest, StatedDocument, StatedParticulars,
    codes::{CONVEYANCES, LONGEST_REFERENCE},
    pages::storage_failed,
};

/// Reads, examines and records; answers when the entry is on disk.
#[utoipa::path(
    post,
    path = "/api/v1/presentations",
    tag = "desk",
    request_body = PresentationRequest,
    responses(
        (status = 201, description = "Recorded", body = PresentationAnswer),
        (status = "4XX", description = "Not understood, or not permitted", body = super::shapes::Problem, content_type = "application/problem+json"),
        (status = 503, description = "Entries have stopped", body = super::shapes::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn send(State(desk): State<Desk>, page: PageContext, signed_in: SignedIn, body: Bytes) -> Result<Response, PageError> {
    let request: PresentationRequest = read_json(&body)?;
    let environment = desk.journal.environment();
    let inspection = desk
        .present(PresentRequest {
            entry: request.entry.map_or_else(|| environment.entry_id(), EntryId::new),
            subject: request.subject.map_or_else(|| environment.subject_id(), SubjectId::new),
            direction: Direction::from_code(&request.direction).ok_or_else(|| unknown_code("direction"))?,
            class: TrafficClass::from_code(&request.class).ok_or_else(|| unknown_code("class"))?,
            conveyance: conveyance(&request)?,
            particulars: particulars(request)?,
            officer: signed_in.account,
            booth: signed_in.booth,
        })
        .await
        .map_err(|error| match error {
            PresentError::Zone(error) => {
                let advice = error.remedy().unwrap_or(garita_domain::Message::new("desk-api-zone-do"));
                PageError::new(StatusCode::UNPROCESSABLE_ENTITY, error.message(), advice)
            }
            PresentError::Storage(error) => storage_failed(error),
        })?;
    let file = desk.case(inspection.subject, inspection.entry).await.map_err(storage_failed)?.ok_or_else(PageError::not_found)?;
    answer(StatusCode::CREATED, &PresentationAnswer::of(&page, &file))
}

fn particulars(request: PresentationRequest) -> Result<Particulars, PageError> {
    match (request.zone, request.stated) {
        (Some(zone), None) => Ok(Particulars::Zone(zone)),
        (None, Some(stated)) => read(&stated).map(Particulars::Stated),
        (Some(_), Some(_)) | (None, None) => {
            Err(problem(StatusCode::UNPROCESSABLE_ENTITY, "desk-api-one-of-two", "desk-api-one-of-two-do"))
        }
    }
}

fn conveyance(request: &PresentationRequest) -> Result<Conveyance, PageError> {
    let Some(shape) = &request.conveyance else { return Ok(Conveyance::default()) };
    let known = shape.kind.is_empty() || CONVEYANCES.contains(&shape.kind.as_str());
    if !known || shape.reference.chars().count() > LONGEST_REFERENCE || shape.reference.chars().any(char::is_control) {
        return Err(unknown_code("conveyance"));
    }
    Ok(Conveyance { kind: shape.kind.clone(), reference: shape.reference.trim().to_owned() })
}

fn read(stated: &Stated) -> Result<StatedParticulars, PageError> {
    let country = |field, text: &str| match text {
        "" => Ok(None),
        text => CountryCode::parse(text).map(Some).map_err(|_| unknown_code(field)),
    };
    let sex = match stated.sex.as_str() {
        "" => Sex::Unspecified,
        text => text.chars().next().filter(|_| text.len() == 1).and_then(Sex::from_letter).ok_or_else(|| unknown_code("sex"))?,
    };
    let document = match &stated.document {
        None => None,
        Some(document) => Some(StatedDocument {
            kind: DocumentKind::from_code(&document.kind).ok_or_else(|| unknown_code("kind"))?,
            issuer: country("issuer", &document.issuer)?,
            number: match document.number.as_str() {
                "" => None,
                text => Some(DocumentNumber::parse(text).map_err(|_| unknown_code("number"))?),
            },
            expiry: PartialDate::parse(&document.expiry).map_err(|_| unknown_code("expiry"))?,
        }),
    };
    Ok(StatedParticulars {
        name: PersonName::new(&stated.surname, &stated.given_names).map_err(|_| unknown_code("surname"))?,
        birth_date: PartialDate::parse(&stated.birth_date).map_err(|_| unknown_code("birth_date"))?,
        sex,
        nationality: country("nationality", &stated.nationality)?,
        document,
    })
}
