//! The clock: what the program believes, what the machine says, and the form by which somebody states the time.

use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{Certainty, EntryId, Message, Timestamp};
use garita_storage::Journal;
use garita_web::{FormErrors, PageContext, PageError, SignedIn, Tone, respond};
use jiff::civil::{Date, Time};

use super::{day, failed, overview, value};
use crate::{
    Records, access,
    stated_time::{self, StateTimeError},
};

/// The clock as the overview shows it.
pub(crate) struct ClockCard {
    pub(crate) tone: Tone,
    pub(crate) state: String,
    pub(crate) believed: Timestamp,
    /// What the machine says, where it is not believed.
    pub(crate) machine: Option<String>,
    /// For whoever may state the time.
    pub(crate) form: Option<ClockForm>,
}

/// The form as it was typed.
pub(crate) struct ClockForm {
    pub(crate) entry: EntryId,
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) confirm: Confirm,
    pub(crate) errors: FormErrors,
}

/// Whether a time far ahead is stated twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirm {
    /// Nothing to confirm.
    NotAsked,
    /// The box is shown and still empty.
    Asked,
    /// Ticked.
    Given,
}

impl ClockForm {
    /// Empty.
    pub(crate) fn new(journal: &Journal) -> Self {
        let (entry, errors) = (journal.environment().entry_id(), FormErrors::default());
        Self { entry, day: String::new(), time: String::new(), confirm: Confirm::NotAsked, errors }
    }

    fn sent(form: &[u8]) -> Result<Self, PageError> {
        let entry = value(form, "idempotency_key").parse().map_err(|_| PageError::bad_request())?;
        let confirm = if value(form, "confirm") == "yes" { Confirm::Given } else { Confirm::NotAsked };
        Ok(Self { entry, day: value(form, "day"), time: value(form, "time"), confirm, errors: FormErrors::default() })
    }

    /// The stated instant; notes what is wrong with it.
    fn instant(&mut self, page: &PageContext) -> Option<Timestamp> {
        let date: Option<Date> = day(&self.day, &mut self.errors);
        if self.day.is_empty() {
            self.errors.add("day", Message::new("records-day-missing"));
        }
        let time = self.time.parse::<Time>().ok();
        if time.is_none() {
            self.errors.add("time", Message::new("records-time-wrong"));
        }
        let at = stated_time::instant(date?, time?, &page.zone);
        if at.is_none() {
            self.errors.add("day", Message::new("records-day-wrong"));
        }
        at
    }
}

/// The clock's card.
pub(crate) fn card(journal: &Journal, page: &PageContext, reader: &SignedIn, form: ClockForm) -> ClockCard {
    let (believed, certainty) = journal.now();
    let form = access::STATE_TIME.permits(&reader.roles).then_some(form);
    match certainty {
        Certainty::Certain => ClockCard { tone: Tone::Quiet, state: page.t("records-clock-certain"), believed, machine: None, form },
        Certainty::Uncertain => {
            let machine = page.date_time(journal.environment().wall());
            let machine = Some(page.t_with("records-clock-machine", &[("time", machine)]));
            ClockCard { tone: Tone::Caution, state: page.t("records-clock-uncertain"), believed, machine, form }
        }
    }
}

/// `POST /records/clock`, fields `day` and `time` in the post's zone, `confirm` for a time far ahead.
pub(crate) async fn state(State(records): State<Records>, page: PageContext, reader: SignedIn, form: Bytes) -> Result<Response, PageError> {
    let mut form = ClockForm::sent(&form)?;
    if let Some(time) = form.instant(&page) {
        if stated_time::far_ahead(&records.journal, time) && form.confirm != Confirm::Given {
            form.confirm = Confirm::Asked;
            let message = Message::new("records-time-far-ahead").with("time", page.date_time(time));
            form.errors.add("confirm", message);
        } else {
            match stated_time::state(&records.journal, form.entry, reader.account, time).await {
                Ok(()) => return Ok(Redirect::to("/records").into_response()),
                Err(StateTimeError::Record(error)) => return Err(failed(error)),
                Err(StateTimeError::BeforeLastEntry { last }) => {
                    form.errors.add("time", Message::new("records-time-before-last").with("last", page.date_time(last)));
                }
            }
        }
    }
    let shown = respond(&overview::template(&records, page, &reader, form).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}
