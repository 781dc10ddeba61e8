//! Checks of what a document says: zone form and digits, codes, dates.
//!
//! Every check of this room is in [`CHECKS`] and gives exactly one finding for every presentation, whatever its verdict,
//! so that a screen can say how many checks were made. None weighs a name, an ethnicity or a nationality (R14, R37);
//! none refuses (R15).
//!
//! A check gives an [`Outcome`], which is put into words only when it is read.
//!
//! To add a check: an id in `ids`, a push in the file of its subject, a message in both languages, a passing and a
//! failing test.

mod dates;
mod digits;
mod facts;
mod form;
mod ids;
mod meaning;
pub(crate) mod messages;
mod outcome;
#[cfg(test)]
mod tests;

use garita_domain::{Advice, Certainty, Check, CheckId, Evidence, Finding, Message, Weight};
use jiff::civil::Date;

use crate::mrz::{ReadingContext, Zone, ZoneError};
use facts::Facts;
pub use ids::CHECKS;
use messages as text;
pub use messages::MESSAGES;
pub use outcome::Outcome;
use outcome::Text;

/// All checks of this room, as the desk plugs them in. The zone is read again from the lines as received.
#[derive(Clone, Copy, Debug, Default)]
pub struct TravelDocumentChecks;

impl Check for TravelDocumentChecks {
    fn checks(&self) -> &'static [CheckId] {
        CHECKS
    }

    fn examine(&self, evidence: &Evidence) -> Vec<Finding> {
        let presentation = &evidence.presentation;
        let facts = presentation.document.as_ref().map(|document| Facts::typed(presentation, document));
        if presentation.zone.is_empty() {
            return findings(&typed(facts.as_ref()));
        }
        match Zone::read(&presentation.zone.join("\n"), &ReadingContext::new(presentation.today)) {
            Ok(zone) => findings(&zone_outcomes(&zone, &Facts::zone(&zone, presentation.today, presentation.certainty))),
            Err(error) => {
                let mut outcomes = unreadable(&error);
                document_outcomes(facts.as_ref(), &mut outcomes);
                findings(&outcomes)
            }
        }
    }
}

/// The findings on a zone alone, without a presentation (command line, API).
pub fn examine_zone(zone: &Zone, today: Date) -> Vec<Finding> {
    findings(&judge_zone(zone, today))
}

/// The same before they are put into words: one outcome for each of [`CHECKS`], in that order.
pub fn judge_zone(zone: &Zone, today: Date) -> Vec<Outcome> {
    zone_outcomes(zone, &Facts::zone(zone, today, Certainty::Certain))
}

/// The findings on a text that is no zone: the form failed, nothing else could be looked at.
pub fn examine_unreadable(error: &ZoneError) -> Vec<Finding> {
    let mut outcomes = unreadable(error);
    document_outcomes(None, &mut outcomes);
    findings(&outcomes)
}

fn findings(outcomes: &[Outcome]) -> Vec<Finding> {
    outcomes.iter().map(Outcome::finding).collect()
}

fn zone_outcomes(zone: &Zone, facts: &Facts<'_>) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(CHECKS.len());
    form::examine(zone, &mut outcomes);
    digits::examine(zone, &mut outcomes);
    dates::examine_zone(zone, &mut outcomes);
    document_outcomes(Some(facts), &mut outcomes);
    outcomes
}

fn typed(facts: Option<&Facts<'_>>) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(CHECKS.len());
    outcomes.extend(ids::ZONE_CHECKS.iter().map(|id| Outcome::not_supported(id.clone(), Text::new(text::ZONE_ABSENT))));
    document_outcomes(facts, &mut outcomes);
    outcomes
}

fn unreadable(error: &ZoneError) -> Vec<Outcome> {
    let look_at = error.remedy().unwrap_or(Message::new(text::LOOK_SCAN_AGAIN));
    let form = Outcome::failed(ids::FORM, Weight::Retry, Text::of(error.message()), Advice::RetryReading).look_at(Text::of(look_at));
    let mut outcomes = Vec::with_capacity(CHECKS.len());
    outcomes.push(form);
    let rest = ids::ZONE_CHECKS.iter().filter(|id| **id != ids::FORM);
    outcomes.extend(rest.map(|id| Outcome::undetermined(id.clone(), Text::new(text::NOT_READ))));
    outcomes
}

fn document_outcomes(facts: Option<&Facts<'_>>, outcomes: &mut Vec<Outcome>) {
    match facts {
        Some(facts) => {
            meaning::examine(facts, outcomes);
            dates::examine(facts, outcomes);
        }
        None => {
            outcomes.extend(ids::DOCUMENT_CHECKS.iter().map(|id| Outcome::not_supported(id.clone(), Text::new(text::DOCUMENT_ABSENT))));
        }
    }
}
