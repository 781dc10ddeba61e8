//! Checks over history. All of them ask; none accuses: a gap in what one post knows proves nothing.

use garita_domain::{Advice, Check, CheckId, Direction, Evidence, Finding, Message, MovementOutcome, NotAsked, Timestamp, Weight};

use super::{HistoryFacts, PastCrossing, SOURCE};

/// Whether the person has been here, by how much knowledge.
const COVERAGE: CheckId = CheckId::new("history.coverage", 1);
/// Two entries, or two exits, without the other between them.
const SEQUENCE: CheckId = CheckId::new("history.sequence", 1);
/// The same document again, sooner or farther away than a person can travel.
const TOO_SOON: CheckId = CheckId::new("history.too_soon", 1);
/// How long a leaving person stayed.
const STAY: CheckId = CheckId::new("history.stay", 1);
/// A case of this person that is not closed.
const WAITING: CheckId = CheckId::new("history.waiting", 1);

static ALL: [CheckId; 5] = [COVERAGE, SEQUENCE, TOO_SOON, STAY, WAITING];

/// One document, one direction, this soon again at one post: somebody may have handed it back. In microseconds.
const HANDED_BACK: i64 = 60 * 60 * Timestamp::SECOND;
/// One document at two posts within this time: nobody travels between two posts faster. In microseconds.
const BETWEEN_POSTS: i64 = 30 * 60 * Timestamp::SECOND;

/// The history checks.
#[derive(Clone, Copy, Debug)]
pub struct HistoryChecks;

impl Check for HistoryChecks {
    fn checks(&self) -> &'static [CheckId] {
        &ALL
    }

    fn examine(&self, evidence: &Evidence) -> Vec<Finding> {
        let all = |finding: fn(CheckId, Message) -> Finding, message: &Message| {
            ALL.iter().map(|check| finding(check.clone(), message.clone())).collect()
        };
        match evidence.facts::<HistoryFacts>(SOURCE) {
            Ok(Ok(facts)) => vec![
                coverage(&facts),
                sequence(evidence, &facts),
                too_soon(evidence, &facts),
                stay(evidence, &facts),
                waiting(evidence, &facts),
            ],
            Ok(Err(NotAsked::Late)) => all(Finding::undetermined, &Message::new("finding-history-late")),
            Ok(Err(NotAsked::Failed | NotAsked::NoSuchSource)) | Err(_) => {
                all(Finding::undetermined, &Message::new("finding-history-not-asked"))
            }
        }
    }
}

fn coverage(facts: &HistoryFacts) -> Finding {
    let crossings = facts.crossings.len();
    match facts.coverage_from {
        Some(from) => Finding::successful(COVERAGE, Message::new("finding-history-coverage").with("count", crossings).with("from", from)),
        None => Finding::undetermined(COVERAGE, Message::new("finding-history-no-coverage").with("count", crossings)),
    }
}

fn last_admitted(facts: &HistoryFacts) -> Option<&PastCrossing> {
    facts.crossings.iter().find(|crossing| crossing.outcome == MovementOutcome::Admitted)
}

/// At a single post the other crossing may have been made elsewhere: always a question, never a failure.
fn sequence(evidence: &Evidence, facts: &HistoryFacts) -> Finding {
    let now = &evidence.presentation;
    match last_admitted(facts) {
        Some(last) if last.direction == now.direction => {
            let id = match now.direction {
                Direction::Entry => "finding-history-no-exit-between",
                Direction::Exit => "finding-history-no-entry-between",
            };
            Finding::undetermined(SEQUENCE, Message::new(id).with("at", last.at))
        }
        Some(last) => Finding::successful(SEQUENCE, Message::new("finding-history-sequence").with("at", last.at)),
        None => Finding::undetermined(SEQUENCE, Message::new("finding-history-first-seen")),
    }
}

fn too_soon(evidence: &Evidence, facts: &HistoryFacts) -> Finding {
    let now = &evidence.presentation;
    let same_document = facts.crossings.iter().filter(|crossing| crossing.same_document && crossing.outcome == MovementOutcome::Admitted);
    for crossing in same_document {
        let passed = now.at.since(crossing.at);
        let minutes = passed / (60 * Timestamp::SECOND);
        let elsewhere = facts.here != Some(crossing.node);
        let id = if elsewhere && passed < BETWEEN_POSTS {
            "finding-history-elsewhere-too-soon"
        } else if !elsewhere && crossing.direction == now.direction && passed < HANDED_BACK {
            "finding-history-again-too-soon"
        } else {
            continue;
        };
        let what = Message::new(id).with("minutes", minutes).with("at", crossing.at);
        if !crossing.certain || now.certainty == garita_domain::Certainty::Uncertain {
            return Finding::undetermined(TOO_SOON, Message::new("finding-history-clock-uncertain"));
        }
        return Finding::failed(TOO_SOON, Weight::Suspicious, what, Advice::SecondLine).look_at(Message::new("look-history-too-soon"));
    }
    Finding::successful(TOO_SOON, Message::new("finding-history-not-too-soon"))
}

fn stay(evidence: &Evidence, facts: &HistoryFacts) -> Finding {
    let now = &evidence.presentation;
    if now.direction == Direction::Entry {
        return Finding::not_supported(STAY, Message::new("finding-history-stay-on-exit"));
    }
    let Some(entered) = last_admitted(facts).filter(|last| last.direction == Direction::Entry) else {
        return Finding::undetermined(STAY, Message::new("finding-history-stay-unknown"));
    };
    let Some(days) = entered.days else {
        return Finding::not_supported(STAY, Message::new("finding-history-stay-not-counted"));
    };
    let stayed = now.at.since(entered.at) / Timestamp::DAY + 1;
    let what = |id| Message::new(id).with("stayed", stayed).with("days", days).with("at", entered.at);
    if !entered.certain || now.certainty == garita_domain::Certainty::Uncertain {
        Finding::undetermined(STAY, Message::new("finding-history-clock-uncertain"))
    } else if stayed > i64::from(days) {
        Finding::failed(STAY, Weight::Hint, what("finding-history-overstay"), Advice::Clear).look_at(Message::new("look-history-overstay"))
    } else {
        Finding::successful(STAY, what("finding-history-stay"))
    }
}

/// Reasonless, whatever the case waits for.
fn waiting(evidence: &Evidence, facts: &HistoryFacts) -> Finding {
    let now = &evidence.presentation;
    let other = facts.waiting.iter().find(|case| case.at < now.at);
    match other {
        Some(case) => {
            Finding::failed(WAITING, Weight::Suspicious, Message::new("finding-history-waiting").with("at", case.at), Advice::SecondLine)
                .look_at(Message::new("look-history-waiting"))
        }
        None => Finding::successful(WAITING, Message::new("finding-history-nothing-waits")),
    }
}
