//! Checks of what a document says: zone form and digits, codes, dates.
//!
//! Every check of this room is in [`CHECKS`] and gives exactly one finding for every presentation, whatever its verdict,
//! so that a screen can say how many checks were made. None weighs a name, an ethnicity or a nationality (R14, R37);
//! none refuses (R15).
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
#[cfg(test)]
mod tests;

use garita_domain::{Advice, Certainty, Check, CheckId, Evidence, Finding, Message, Weight};
use jiff::civil::Date;

use crate::mrz::{ReadingContext, Zone, ZoneError};
use facts::Facts;
pub use ids::CHECKS;
use messages as text;
pub use messages::MESSAGES;

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
            return typed(facts.as_ref());
        }
        match Zone::read(&presentation.zone.join("\n"), &ReadingContext::new(presentation.today)) {
            Ok(zone) => zone_findings(&zone, &Facts::zone(&zone, presentation.today, presentation.certainty)),
            Err(error) => {
                let mut findings = unreadable(&error);
                document_findings(facts.as_ref(), &mut findings);
                findings
            }
        }
    }
}

/// The findings on a zone alone, without a presentation (command line, API).
pub fn examine_zone(zone: &Zone, today: Date) -> Vec<Finding> {
    zone_findings(zone, &Facts::zone(zone, today, Certainty::Certain))
}

/// The findings on a text that is no zone: the form failed, nothing else could be looked at.
pub fn examine_unreadable(error: &ZoneError) -> Vec<Finding> {
    let mut findings = unreadable(error);
    document_findings(None, &mut findings);
    findings
}

fn zone_findings(zone: &Zone, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(CHECKS.len());
    form::examine(zone, &mut findings);
    digits::examine(zone, &mut findings);
    dates::examine_zone(zone, &mut findings);
    document_findings(Some(facts), &mut findings);
    findings
}

fn typed(facts: Option<&Facts<'_>>) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(CHECKS.len());
    findings.extend(ids::ZONE_CHECKS.iter().map(|id| Finding::not_supported(id.clone(), Message::new(text::ZONE_ABSENT))));
    document_findings(facts, &mut findings);
    findings
}

fn unreadable(error: &ZoneError) -> Vec<Finding> {
    let look_at = error.remedy().unwrap_or(Message::new(text::LOOK_SCAN_AGAIN));
    let form = Finding::failed(ids::FORM, Weight::Retry, error.message(), Advice::RetryReading).look_at(look_at);
    let mut findings = Vec::with_capacity(CHECKS.len());
    findings.push(form);
    let rest = ids::ZONE_CHECKS.iter().filter(|id| **id != ids::FORM);
    findings.extend(rest.map(|id| Finding::undetermined(id.clone(), Message::new(text::NOT_READ))));
    findings
}

fn document_findings(facts: Option<&Facts<'_>>, findings: &mut Vec<Finding>) {
    match facts {
        Some(facts) => {
            meaning::examine(facts, findings);
            dates::examine(facts, findings);
        }
        None => {
            findings.extend(ids::DOCUMENT_CHECKS.iter().map(|id| Finding::not_supported(id.clone(), Message::new(text::DOCUMENT_ABSENT))));
        }
    }
}
