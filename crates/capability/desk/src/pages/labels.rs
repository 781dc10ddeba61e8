//! Codes and their words, for lists and lines.

use garita_domain::{CountryCode, Direction, DocumentKind, MovementOutcome, Sex, TrafficClass};
use garita_travel_document::knowledge;
use garita_web::{Choice, PageContext, Tone};

/// The message id of a code: codes are written with `_` or `-`, ids with `-`.
fn id(prefix: &str, code: &str) -> String {
    format!("desk-{prefix}-{}", code.replace('_', "-"))
}

/// The words of a code.
pub fn label(page: &PageContext, prefix: &str, code: &str) -> String {
    page.t(&id(prefix, code))
}

/// A list of codes with their words.
pub fn choices(page: &PageContext, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, label(page, prefix, code))).collect()
}

/// The two directions.
pub fn directions(page: &PageContext) -> Vec<Choice> {
    [Direction::Entry, Direction::Exit].map(|direction| Choice::new(direction.code(), page.t(direction_id(direction)))).to_vec()
}

/// The message id of a direction.
pub const fn direction_id(direction: Direction) -> &'static str {
    match direction {
        Direction::Entry => "web-entry",
        Direction::Exit => "web-exit",
    }
}

/// The traffic classes.
pub fn classes(page: &PageContext) -> Vec<Choice> {
    choices(page, "class", &TrafficClass::ALL.map(TrafficClass::code))
}

/// The kinds of document.
pub fn document_kinds(page: &PageContext) -> Vec<Choice> {
    choices(page, "document", &DocumentKind::ALL.map(DocumentKind::code))
}

/// F, M, X with their words.
pub fn sexes(page: &PageContext) -> Vec<Choice> {
    [Sex::Female, Sex::Male, Sex::Unspecified]
        .map(|sex| Choice::new(sex.letter().to_string(), page.t(&format!("desk-sex-{}", sex.letter().to_ascii_lowercase()))))
        .to_vec()
}

/// A State's name; empty for none.
pub fn country(page: &PageContext, code: Option<CountryCode>) -> String {
    code.map(|code| knowledge::name(code, page.language())).unwrap_or_default()
}

/// How a presentation stands, as a tag. A case that waits looks the same whatever it waits for (LOOK, principle 4).
pub fn outcome(page: &PageContext, outcome: Option<MovementOutcome>) -> (Tone, String) {
    match outcome {
        None => (Tone::Note, page.t("desk-outcome-undecided")),
        Some(outcome @ (MovementOutcome::SecondLine | MovementOutcome::Pending)) => (Tone::Note, label(page, "outcome", outcome.code())),
        Some(outcome @ (MovementOutcome::Admitted | MovementOutcome::Refused)) => (Tone::Quiet, label(page, "outcome", outcome.code())),
    }
}
