//! `GET /desk/queue`: cases that are not closed, the longest wait first. Second line and waiting stand alike.

use askama::Template;
use axum::{extract::State, response::Response};
use garita_domain::Message;
use garita_web::{PageContext, PageError, Tone, respond};

use super::{home::name_of, labels, stopped, storage_failed};
use crate::{
    Desk,
    queries::{self, PresentationRow},
};

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    page: PageContext,
    stopped: Option<Message>,
    rows: Vec<Line>,
}

/// One case in a list.
pub(super) struct Line {
    pub href: String,
    pub name: String,
    pub nationality: String,
    pub direction: &'static str,
    pub when: String,
    pub uncertain: bool,
    pub ago: String,
    pub tone: Tone,
    pub state: String,
    pub days: String,
    pub corrected: bool,
}

impl Line {
    /// The line of a presentation.
    pub(super) fn of(page: &PageContext, row: &PresentationRow) -> Self {
        let (tone, state) = labels::outcome(page, row.outcome);
        Self {
            href: format!("/desk/{}/{}", row.subject, row.entry),
            name: name_of(page, row),
            nationality: row.nationality.clone(),
            direction: labels::direction_id(row.direction),
            when: page.date_time(row.at),
            uncertain: !row.certain,
            ago: page.ago(row.at),
            tone,
            state,
            days: row.days.map(|days| page.t_with("desk-days-given", &[("days", days)])).unwrap_or_default(),
            corrected: row.corrected > 0,
        }
    }
}

/// The handler.
pub(crate) async fn show(State(desk): State<Desk>, page: PageContext) -> Result<Response, PageError> {
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let open = queries::open_cases(&mut snapshot).await.map_err(storage_failed)?;
    let rows = open.iter().map(|row| Line::of(&page, row)).collect();
    respond(&QueuePage { stopped: stopped(&desk.journal), rows, page })
}
