//! What the post makes of a person's steps: document shown, decision, and - kept apart - what is odd about it.

use garita_domain::{Direction, TrafficClass};

use crate::{
    chance::{Chance, Question},
    crossing::{BOOTHS, FearAsked, Line, Outcome, RefusalReason},
    itinerary::{Mark, Step},
    kind::{Belonging, days_granted},
    nations::Nations,
    papers::{Person, Standing, shown},
    truth::Anomaly,
    unit::Unit,
    window::{DAY, Window},
};

/// One crossing, small: what cannot be found again from the seed.
#[derive(Clone, Copy)]
pub struct Record {
    pub second: u32,
    pub traveller: u32,
    pub outcome: Outcome,
    pub document: Option<u8>,
    pub direction: Direction,
    pub line: Line,
    pub booth: u8,
}

/// A record with what only ground truth knows.
#[derive(Clone, Copy)]
pub struct Noted {
    pub record: Record,
    /// One bit for each [`Anomaly`].
    pub anomalies: u8,
    pub follows: Follows,
}

/// Whether the person crosses again later.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    Another,
    Nothing,
}

/// The unit a person belongs to, and its steps.
pub struct Way<'a> {
    pub seed: u64,
    pub unit: &'a Unit,
    pub steps: &'a [Step],
}

/// Records every step of one member of a unit.
pub fn inspect(way: &Way<'_>, traveller: u32, nations: &Nations, window: &Window, out: &mut Vec<Noted>) {
    let Way { seed, unit, steps } = *way;
    let mut chance = Chance::new(seed, Question::Inspection, u64::from(traveller));
    let papers = Person::draw(seed, traveller, unit).papers(seed, traveller, unit, nations, window);
    let class = unit.nation.class(unit.kind);
    let belonging = unit.nation.belonging();
    let granted = if belonging == Belonging::National { None } else { days_granted(class) };
    let delay = Step::member_delay(u16::try_from(traveller.saturating_sub(unit.first)).unwrap_or(0));
    let mut last: Option<(Direction, u32)> = None;
    let mut document = None;
    for (place, step) in steps.iter().enumerate() {
        let second = step.second + delay;
        let mut odd = 0;
        let (now, standing) = if step.mark == Mark::ShownAgain {
            (document, Standing::Sound)
        } else {
            shown(&papers, i64::from(second / DAY), document, &mut chance)
        };
        document = now;
        match standing {
            Standing::Sound => {}
            Standing::Expired => odd |= Anomaly::ExpiredDocument.bit(),
            Standing::Lost => odd |= Anomaly::LostDocument.bit(),
        }
        let looked_at = chance.happens(150) || step.mark != Mark::None;
        let doubtful = standing == Standing::Lost || (standing == Standing::Expired && belonging == Belonging::Foreign);
        let line = if looked_at || doubtful { Line::Second } else { Line::First };
        let outcome = match (step.mark, step.direction) {
            (Mark::Refused, _) => Outcome::Refused { reason: reason(class, standing, &mut chance), fear: fear(unit, nations, &mut chance) },
            (Mark::None | Mark::ShownAgain, Direction::Entry) => Outcome::Admitted { days: granted },
            (Mark::None | Mark::ShownAgain, Direction::Exit) => Outcome::Admitted { days: None },
        };
        match (step.mark, last) {
            (Mark::ShownAgain, _) => odd |= Anomaly::DocumentShownAgain.bit(),
            (Mark::None, Some((before, _))) if before == step.direction => odd |= Anomaly::CrossingElsewhere.bit(),
            (Mark::None, Some((Direction::Entry, entered))) => {
                let days = i64::from(second / DAY) - i64::from(entered / DAY);
                if granted.is_some_and(|granted| days > i64::from(granted)) {
                    odd |= Anomaly::Overstay.bit();
                }
            }
            (Mark::None | Mark::Refused, _) => {}
        }
        if step.mark == Mark::None {
            last = Some((step.direction, second));
        }
        let end = place + 1 == steps.len();
        if end && step.mark == Mark::None && step.direction == Direction::Entry {
            let days = i64::from(window.length / DAY) - i64::from(second / DAY);
            if granted.is_some_and(|granted| days > i64::from(granted)) {
                odd |= if chance.happens(3_000) { Anomaly::StillInside.bit() } else { Anomaly::LeftElsewhere.bit() };
            }
        }
        let booth = u8::try_from(chance.below(u64::from(BOOTHS))).unwrap_or(0);
        let record = Record { second, traveller, outcome, document, direction: step.direction, line, booth };
        out.push(Noted { record, anomalies: odd, follows: if end { Follows::Nothing } else { Follows::Another } });
    }
}

/// Leaves a few of the last day's entries undecided, so that a demonstration has a queue. `sorted` is in order of time.
pub fn leave_waiting(seed: u64, sorted: &mut [Noted], may_wait: impl Fn(u32) -> bool, window: &Window) {
    let mut chance = Chance::new(seed, Question::Queue, 0);
    let (mut second_line, mut pending) = (8_u8, 3_u8);
    for noted in sorted.iter_mut().rev().take_while(|noted| noted.record.second + DAY > window.length) {
        let plain = noted.follows == Follows::Nothing && noted.record.direction == Direction::Entry && noted.anomalies == 0;
        let admitted = matches!(noted.record.outcome, Outcome::Admitted { .. });
        if !plain || !admitted || !may_wait(noted.record.traveller) {
            continue;
        }
        if second_line > 0 && chance.happens(2_500) {
            second_line -= 1;
            (noted.record.outcome, noted.record.line) = (Outcome::SecondLine, Line::Second);
        } else if pending > 0 && chance.happens(2_000) {
            pending -= 1;
            noted.record.outcome = Outcome::Pending;
        }
    }
}

fn reason(class: TrafficClass, standing: Standing, chance: &mut Chance) -> RefusalReason {
    if standing == Standing::Expired {
        return RefusalReason::DocumentExpired;
    }
    match (class, chance.below(3)) {
        (TrafficClass::Visitor, 0) => RefusalReason::NoVisa,
        (TrafficClass::Visitor, 1) => RefusalReason::DaysUsedUp,
        _ => RefusalReason::StayNotJustified,
    }
}

fn fear(unit: &Unit, nations: &Nations, chance: &mut Chance) -> FearAsked {
    let language = nations.culture(unit.nation).language();
    FearAsked { language, interpreter: language != "es" && chance.happens(6_000) }
}
