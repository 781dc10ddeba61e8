//! `GET /desk/{subject}/{entry}`: one screen. Who, what was found and why, what to decide.

mod deciding;
mod found;
mod record;
mod who;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::Message;
use garita_web::{FormErrors, PageContext, PageError, SignedIn};

use super::{
    Case, respond_as,
    scan::{Lane, ScanForm},
    stopped, storage_failed,
};
use crate::{CaseFile, Desk, access};
pub(super) use deciding::{DecideValues, Panel, may_refuse};
use found::Found;
use record::RecordLine;
pub(super) use who::Who;

#[derive(Template)]
#[template(path = "desk/inspect.html")]
struct InspectPage {
    page: PageContext,
    stopped: Option<Message>,
    errors: FormErrors,
    /// Whether this reader presents people; a protection officer reads cases alone.
    scans: bool,
    scan: ScanForm,
    /// Sent with the decision, for the next person.
    lane: Lane,
    who: Who,
    found: Found,
    panel: Panel,
    record: Vec<RecordLine>,
}

/// The handler.
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext, signed_in: SignedIn, case: Case) -> Result<Response, PageError> {
    let file = load(&desk, case).await?;
    render(&desk, page, &signed_in, &file, StatusCode::OK, FormErrors::default(), DecideValues::default())
}

/// The case an address names.
pub(super) async fn load(desk: &Desk, case: Case) -> Result<CaseFile, PageError> {
    desk.case(case.subject, case.entry).await.map_err(storage_failed)?.ok_or_else(PageError::not_found)
}

/// The page, with what was wrong with a decision and what had been chosen.
pub(super) fn render(
    desk: &Desk,
    page: PageContext,
    signed_in: &SignedIn,
    file: &CaseFile,
    status: StatusCode,
    errors: FormErrors,
    values: DecideValues,
) -> Result<Response, PageError> {
    let stopped = stopped(&desk.journal);
    let lane = lane_of(file);
    let scan = ScanForm { focus: false, ..ScanForm::new(desk, &page, lane.clone()) };
    let inspect = InspectPage {
        who: Who::of(&page, file),
        found: Found::of(&page, file),
        panel: Panel::of(desk, &page, signed_in, file, stopped.is_some(), values),
        record: record::lines(&page, signed_in, file),
        stopped,
        errors,
        scans: access::RECORD.permits(&signed_in.roles),
        scan,
        lane,
        page,
    };
    respond_as(status, &inspect)
}

/// Direction, class and conveyance, as the next person is likely to have them.
pub(super) fn lane_of(file: &CaseFile) -> Lane {
    let presentation = &file.presentation;
    Lane { direction: presentation.direction, class: presentation.class, conveyance: presentation.conveyance.clone() }
}
