//! `POST /desk/present`: a zone was scanned, typed or pasted.

use axum::{extract::State, http::StatusCode, response::Response};
use garita_web::{PageContext, PageError, SignedIn};

use super::{
    Case, FormFields, go,
    home::HomePage,
    respond_as,
    scan::{Lane, ScanForm},
    stopped, storage_failed,
};
use crate::{Desk, Particulars, PresentError, PresentRequest};

/// The handler.
pub(crate) async fn send(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let lane = Lane::read(&fields, &signed_in)?;
    let form = ScanForm::new(&desk, &page, lane).kept(&fields);
    let request = PresentRequest {
        entry: form.entry,
        subject: form.subject,
        particulars: Particulars::Zone(fields.raw("mrz").to_owned()),
        direction: form.lane.direction,
        class: form.lane.class,
        conveyance: form.lane.conveyance.clone(),
        officer: signed_in.account,
        booth: signed_in.booth,
    };
    match desk.present(request).await {
        Ok(inspection) => Ok(go(&Case { subject: inspection.subject, entry: inspection.entry }.address())),
        Err(PresentError::Zone(error)) => {
            let home = HomePage {
                stopped: stopped(&desk.journal),
                scan: form,
                unread: Some((error.message(), error.remedy())),
                done: None,
                counts: Vec::new(),
                page,
            };
            respond_as(StatusCode::UNPROCESSABLE_ENTITY, &home)
        }
        Err(PresentError::Storage(error)) if stopped(&desk.journal).is_some() => {
            // The text stays in the box, the banner says why.
            tracing::error!(%error, "a presentation could not be recorded");
            let home = HomePage { stopped: stopped(&desk.journal), scan: form, unread: None, done: None, counts: Vec::new(), page };
            respond_as(StatusCode::SERVICE_UNAVAILABLE, &home)
        }
        Err(PresentError::Storage(error)) => Err(storage_failed(error)),
    }
}
