//! What was found, worst first, one line each; what passed, in one quiet line; what is known of the past.

use garita_domain::{Direction, Finding, Message, MovementOutcome, Timestamp};
use garita_web::{FindingLine, PageContext, TimelineItem, Tone};

use crate::{CaseFile, HistoryFacts, PastCrossing, pages::labels};

/// The middle column.
pub(crate) struct Found {
    pub lines: Vec<FindingLine>,
    pub quiet_lines: Vec<FindingLine>,
    /// What the quiet lines are, in one line.
    pub summary: String,
    /// Findings made again after a link or a correction.
    pub again: bool,
    pub timeline: Vec<TimelineItem>,
    /// How far the history reaches, in words.
    pub reach: String,
    /// What became of findings: words, the link's words, its address.
    pub asides: Vec<(String, String, String)>,
}

impl Found {
    pub(crate) fn of(page: &PageContext, file: &CaseFile) -> Self {
        let (attention, rest): (Vec<&Finding>, Vec<&Finding>) = file.findings.iter().partition(|finding| finding.needs_attention());
        let line = |finding: &&Finding| with_facts(page, finding);
        let summary = Message::new("desk-checks-summary").with("passed", file.passed.len()).with("open", rest.len());
        Self {
            lines: attention.iter().map(line).collect(),
            quiet_lines: rest.iter().copied().chain(&file.passed).map(|finding| with_facts(page, finding)).collect(),
            summary: page.message(&summary),
            again: file.again,
            timeline: file.history.as_ref().map(|facts| timeline(page, file, facts)).unwrap_or_default(),
            reach: reach(page, file.history.as_ref()),
            asides: file.asides.iter().map(|line| (page.message(&line.what), page.message(&line.label), line.href.clone())).collect(),
        }
    }
}

/// The line of a finding with its facts beneath it.
fn with_facts(page: &PageContext, finding: &Finding) -> FindingLine {
    let mut line = FindingLine::of(finding, &page.translator);
    for (name, value) in &finding.what.parameters {
        let label = page.translator.part(&Message::new("desk-fact"), name).unwrap_or_else(|| name.to_string());
        line = line.with(label, readable(page, value), true);
    }
    line
}

/// Instants are stored as they are; people read them in the post's time.
fn readable(page: &PageContext, value: &str) -> String {
    match value.parse::<jiff::Timestamp>() {
        Ok(at) => page.date_time(Timestamp::from_micros(at.as_microsecond())),
        Err(_) => value.to_owned(),
    }
}

fn timeline(page: &PageContext, file: &CaseFile, facts: &HistoryFacts) -> Vec<TimelineItem> {
    let waiting = facts.waiting.iter().filter(|case| case.entry != file.inspection.entry).map(|case| TimelineItem {
        direction: None,
        when: page.date_time(case.at),
        what: page.t("desk-history-waiting"),
        detail: String::new(),
        tone: Tone::Caution,
    });
    let crossings =
        facts.crossings.iter().filter(|crossing| crossing.entry != file.inspection.entry).map(|crossing| past(page, facts, crossing));
    waiting.chain(crossings).collect()
}

fn past(page: &PageContext, facts: &HistoryFacts, crossing: &PastCrossing) -> TimelineItem {
    let what = match (crossing.outcome, crossing.direction, crossing.days) {
        (MovementOutcome::Admitted, Direction::Entry, Some(days)) => page.t_with("desk-history-entry-days", &[("days", days)]),
        (MovementOutcome::Admitted, direction, _) => page.t(labels::direction_id(direction)),
        (MovementOutcome::Refused | MovementOutcome::SecondLine | MovementOutcome::Pending, ..) => {
            labels::label(page, "outcome", crossing.outcome.code())
        }
    };
    let mut detail = Vec::new();
    if facts.here != Some(crossing.node) {
        detail.push(page.t("desk-history-elsewhere"));
    }
    if !crossing.same_document {
        detail.push(page.t("desk-history-other-document"));
    }
    if !crossing.certain {
        detail.push(page.t("desk-time-uncertain"));
    }
    TimelineItem {
        direction: Some(crossing.direction),
        when: page.date_time(crossing.at),
        what,
        detail: detail.join(" · "),
        tone: Tone::Quiet,
    }
}

/// What is not known is said, never shown as nothing (DESIGN §4).
fn reach(page: &PageContext, facts: Option<&HistoryFacts>) -> String {
    match facts {
        None => page.t("desk-history-not-asked"),
        Some(HistoryFacts { coverage_from: Some(from), .. }) => page.t_with("desk-history-since", &[("from", from.to_string())]),
        Some(_) => page.t("desk-history-no-coverage"),
    }
}
