//! `GET /desk`: the empty counter. Scan, type or paste; what was just decided stands above, with the way back.

use askama::Template;
use axum::{extract::State, response::Response};
use garita_domain::{Direction, EntryId, Message, MovementOutcome, PersonName, SubjectId, Timestamp};
use garita_web::{PageContext, PageError, SignedIn, respond};

use super::{
    QueryFields,
    scan::{Lane, ScanForm},
    stopped, storage_failed,
};
use crate::{
    Desk,
    queries::{self, PresentationRow},
};

/// Undo is offered for so long, in seconds (LOOK, principle 6).
const UNDO_SECONDS: i64 = 10;

#[derive(Template)]
#[template(path = "desk/home.html")]
pub(super) struct HomePage {
    pub page: PageContext,
    pub stopped: Option<Message>,
    pub scan: ScanForm,
    /// Why the text could not be read, and what to do.
    pub unread: Option<(Message, Option<Message>)>,
    pub done: Option<DoneBar>,
    /// Labels and counts of the shift; nothing before the first act.
    pub counts: Vec<(String, u64)>,
}

/// What was just recorded.
pub(super) struct DoneBar {
    text: String,
    /// Seconds left to undo; 0 when it is too late.
    seconds: i64,
    undo: String,
    key: EntryId,
    details: String,
}

/// The handler.
pub(crate) async fn show(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let lane = Lane::read(&query, &signed_in)?;
    let mut home = HomePage {
        stopped: stopped(&desk.journal),
        scan: ScanForm::new(&desk, &page, lane),
        unread: None,
        done: None,
        counts: Vec::new(),
        page,
    };
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    if let (Some(decision), Some(subject), Some(entry)) =
        (query.id::<EntryId>("done"), query.id::<SubjectId>("s"), query.id::<EntryId>("p"))
    {
        let row = queries::presentation(&mut snapshot, subject, entry).await.map_err(storage_failed)?;
        home.done = row.filter(|row| row.decision == Some(decision)).and_then(|row| done_bar(&desk, &home.page, &signed_in, &row));
    }
    if let Some(shift) = signed_in.shift {
        let counted = queries::counts_of_shift(&mut snapshot, shift).await.map_err(storage_failed)?;
        home.counts = by_outcome(&home.page, &counted);
    }
    respond(&home)
}

/// Counts by outcome, every outcome named.
pub(super) fn by_outcome(page: &PageContext, counted: &[(MovementOutcome, u64)]) -> Vec<(String, u64)> {
    [MovementOutcome::Admitted, MovementOutcome::Refused, MovementOutcome::SecondLine, MovementOutcome::Pending]
        .map(|outcome| {
            let count = counted.iter().find(|(counted, _)| *counted == outcome).map_or(0, |(_, count)| *count);
            (page.t(&format!("desk-count-{}", outcome.code().replace('_', "-"))), count)
        })
        .to_vec()
}

fn done_bar(desk: &Desk, page: &PageContext, signed_in: &SignedIn, row: &PresentationRow) -> Option<DoneBar> {
    let mine = row.decided_by == Some(signed_in.account);
    let passed = desk.journal.now().0.since(row.decided?) / Timestamp::SECOND;
    let address = format!("/desk/{}/{}", row.subject, row.entry);
    Some(DoneBar {
        text: done_text(desk, page, row),
        seconds: if mine { (UNDO_SECONDS - passed).clamp(0, UNDO_SECONDS) } else { 0 },
        undo: format!("{address}/undo"),
        key: desk.journal.environment().entry_id(),
        details: address,
    })
}

fn done_text(desk: &Desk, page: &PageContext, row: &PresentationRow) -> String {
    let name = name_of(page, row);
    let id = match (row.outcome, row.direction, row.days) {
        (Some(MovementOutcome::Admitted), Direction::Entry, Some(_)) => "desk-done-entry-days",
        (Some(MovementOutcome::Admitted), Direction::Entry, None) => "desk-done-entry",
        (Some(MovementOutcome::Admitted), Direction::Exit, _) => "desk-done-exit",
        (Some(MovementOutcome::Refused), ..) => "desk-done-refused",
        (Some(MovementOutcome::SecondLine), ..) => "desk-done-second-line",
        (Some(MovementOutcome::Pending) | None, ..) => "desk-done-pending",
    };
    let message = Message::new(id).with("name", name);
    let message = match row.days {
        Some(days) => message.with("days", days).with("until", last_day(desk, row.decided.unwrap_or(row.at), days)),
        None => message,
    };
    page.message(&message)
}

/// The last day of a stay: the day of entry is the first.
pub(super) fn last_day(desk: &Desk, from: Timestamp, days: i64) -> jiff::civil::Date {
    from.plus(days.saturating_sub(1).saturating_mul(Timestamp::DAY)).date(&desk.settings.zone)
}

/// A name for a line; people without one are called so.
pub(super) fn name_of(page: &PageContext, row: &PresentationRow) -> String {
    PersonName::new(&row.surname, &row.given_names).map_or_else(|_| page.t("desk-no-name"), |name| name.to_string())
}
