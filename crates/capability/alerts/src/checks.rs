//! Checks over what the lists said. A hit is a question (R15): none advises more than second line, and none accuses.
//!
//! What leads to protection is told without its name, its list or its kind: the screen faces a crowd. What it is stands on
//! a page that the officer opens.

use garita_domain::{Advice, Check, CheckId, CountryCode, Evidence, Finding, Message, NotAsked, Weight};
use garita_record::Instruction;

use crate::facts::{AlertFacts, Hit, SOURCE};

/// Whether lists were asked, and found nobody.
const LISTS: CheckId = CheckId::new("alerts.lists", 1);
/// Somebody on a list may be the person.
const HIT: CheckId = CheckId::new("alerts.possible_hit", 1);
/// Somebody on a list was found before not to be the person.
const NOT_SAME: CheckId = CheckId::new("alerts.not_same", 1);
/// There is something to read.
const GUIDANCE: CheckId = CheckId::new("alerts.guidance", 1);

static ALL: [CheckId; 4] = [LISTS, HIT, NOT_SAME, GUIDANCE];

/// The checks over alert lists.
#[derive(Clone, Copy, Debug)]
pub struct AlertChecks;

impl Check for AlertChecks {
    fn checks(&self) -> &'static [CheckId] {
        &ALL
    }

    fn examine(&self, evidence: &Evidence) -> Vec<Finding> {
        match evidence.facts::<AlertFacts>(SOURCE) {
            Ok(Ok(facts)) => findings(evidence, &facts),
            Ok(Err(NotAsked::Late)) => vec![Finding::undetermined(LISTS, Message::new("finding-alerts-late"))],
            // A presentation from before there were lists.
            Ok(Err(NotAsked::NoSuchSource)) => Vec::new(),
            Ok(Err(NotAsked::Failed)) | Err(_) => vec![Finding::undetermined(LISTS, Message::new("finding-alerts-not-asked"))],
        }
    }
}

fn findings(evidence: &Evidence, facts: &AlertFacts) -> Vec<Finding> {
    let lists = facts.lists.len();
    if lists == 0 {
        return vec![Finding::not_supported(LISTS, Message::new("finding-alerts-no-lists"))];
    }
    let presentation = &evidence.presentation;
    let issuer = presentation.document.as_ref().and_then(|document| document.issuer);
    let own: Vec<CountryCode> = presentation.nationality.into_iter().chain(issuer).collect();
    let mut found: Vec<Finding> = facts.hits.iter().map(|hit| of_hit(hit, &own)).collect();
    if found.is_empty() {
        found.push(Finding::successful(LISTS, Message::new("finding-alerts-nobody").with("lists", lists)));
    }
    found
}

fn of_hit(hit: &Hit, own: &[CountryCode]) -> Finding {
    if let Some(not_same) = &hit.not_same {
        // Nothing of what the entry says: it is about somebody else.
        return Finding::successful(NOT_SAME, Message::new("finding-alerts-not-same").with("at", not_same.at));
    }
    if hit.matter.protects() {
        return Finding::failed(GUIDANCE, Weight::Hint, Message::new("finding-alerts-guidance"), Advice::Protection)
            .look_at(Message::new("look-alerts-guidance"));
    }
    let id = if hit.is_from(own) {
        "finding-alerts-hit-own-state"
    } else if hit.changed_since {
        "finding-alerts-hit-changed"
    } else {
        "finding-alerts-hit"
    };
    let what = Message::new(id).with("list", &hit.list_name).with("name", &hit.name);
    let (weight, look_at) = match hit.instruction {
        Instruction::Compare => (Weight::Hint, "look-alerts-compare"),
        Instruction::Ask => (Weight::Hint, "look-alerts-ask"),
        Instruction::SecondLine => (Weight::Suspicious, "look-alerts-second-line"),
    };
    let look_at = if hit.is_from(own) { "look-alerts-own-state" } else { look_at };
    Finding::failed(HIT, weight, what, hit.instruction.advice()).look_at(Message::new(look_at))
}
