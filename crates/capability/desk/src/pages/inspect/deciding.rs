//! The right column: the ways to decide, each with its key. What cannot be done here says why.

use garita_domain::{Direction, EntryId, MovementOutcome, Presentation, TrafficClass, access::Role};
use garita_web::{Choice, PageContext, SignedIn, Tone};

use super::lane_of;
use crate::{
    CaseFile, Desk, DeskSettings, access,
    codes::SECOND_LINE_REASONS,
    pages::{Case, home::last_day, labels},
};

/// The decision panel.
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing is shown")]
pub(crate) struct Panel {
    /// Address of the case.
    pub address: String,
    /// Id of the decision to come.
    pub entry: EntryId,
    /// How the case stands.
    pub tone: Tone,
    pub state: String,
    /// Whether this reader may decide it now.
    pub open: bool,
    /// Whether entries have stopped: shown, but nothing can be pressed.
    pub stopped: bool,
    /// Days of stay, where they are counted.
    pub days: Option<String>,
    /// Until when that is.
    pub until: String,
    pub admit: String,
    /// Whether nothing needs attention: then admitting is the usual next key.
    pub clear: bool,
    pub reasons: Vec<Choice>,
    pub chosen: Vec<String>,
    pub note: String,
    /// Why refusing is not offered.
    pub no_refusal: Option<String>,
    /// The chosen digit.
    pub hold: String,
    /// The four choices, by digit.
    pub holds: Vec<Choice>,
    pub may_correct: bool,
    pub may_clear: bool,
    /// Id of the clearing to come.
    pub clear_entry: EntryId,
    /// The form that corrects.
    pub correct: String,
    /// The person's file.
    pub file: String,
    /// The empty counter, with direction, class and conveyance kept.
    pub next: String,
}

/// What had been chosen when a decision came back.
#[derive(Default)]
pub(crate) struct DecideValues {
    pub days: Option<String>,
    pub reasons: Vec<String>,
    pub note: String,
    pub hold: String,
}

impl Panel {
    pub(crate) fn of(desk: &Desk, page: &PageContext, signed_in: &SignedIn, file: &CaseFile, stopped: bool, values: DecideValues) -> Self {
        let case = Case { subject: file.inspection.subject, entry: file.inspection.entry };
        let presentation = &file.presentation;
        let settings = &desk.settings;
        let (tone, state) = labels::outcome(page, file.now.outcome);
        let decides = access::DECIDE.permits(&signed_in.roles);
        let usual = settings.usual_stay.to_string();
        let days = counts_days(settings, presentation).then(|| values.days.unwrap_or(usual));
        let until = days.as_deref().and_then(|days| days.parse::<u16>().ok()).map(|days| {
            let last = last_day(desk, desk.journal.now().0, i64::from(days));
            page.t_with("desk-until", &[("date", page.date(garita_domain::PartialDate::from(last)))])
        });
        Self {
            address: case.address(),
            entry: desk.journal.environment().entry_id(),
            tone,
            state,
            open: decides && !file.now.outcome.is_some_and(MovementOutcome::is_final),
            stopped,
            until: until.unwrap_or_default(),
            days,
            admit: page.t(match presentation.direction {
                Direction::Entry => "desk-admit-entry",
                Direction::Exit => "desk-admit-exit",
            }),
            clear: !file.findings.iter().any(garita_domain::Finding::needs_attention),
            reasons: labels::choices(page, "reason", &SECOND_LINE_REASONS),
            chosen: values.reasons,
            note: values.note,
            no_refusal: (!may_refuse(settings, file)).then(|| page.t("desk-no-refusal-own-national")),
            hold: values.hold,
            holds: (1..=4).map(|digit| Choice::new(digit.to_string(), page.t(&format!("desk-hold-{digit}")))).collect(),
            may_correct: access::RECORD.permits(&signed_in.roles),
            may_clear: signed_in.has(Role::ProtectionOfficer) && file.now.outcome != Some(MovementOutcome::Refused),
            clear_entry: desk.journal.environment().entry_id(),
            correct: format!("{}/correct", case.address()),
            file: format!("/desk/file/{}", case.subject),
            next: format!("/desk?{}", lane_of(file).query()),
        }
    }
}

/// Whether a stay is counted: for people who come in and are neither own nationals nor live here.
pub(crate) fn counts_days(settings: &DeskSettings, presentation: &Presentation) -> bool {
    let lives_here = match presentation.class {
        TrafficClass::National | TrafficClass::Resident | TrafficClass::Returnee => true,
        TrafficClass::Visitor | TrafficClass::LocalTraffic | TrafficClass::Crew | TrafficClass::Transit | TrafficClass::Official => false,
    };
    presentation.direction == Direction::Entry && presentation.nationality != Some(settings.home) && !lives_here
}

/// Whether refusing is offered: never for an own national, as read or as corrected. The command holds the same rule.
pub(crate) fn may_refuse(settings: &DeskSettings, file: &CaseFile) -> bool {
    let home = Some(settings.home);
    file.presentation.nationality != home && file.inspection.presented.presentation.nationality != home
}
