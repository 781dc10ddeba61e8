//! When a unit crosses: journeys spread over the period with the rhythm of its kind, ends put in order.

use garita_domain::{Direction, TrafficClass};

use crate::{
    chance::{Chance, Question},
    kind::{Belonging, Stay, TravellerKind},
    unit::{Lives, Unit},
    window::{DAY, Window},
};

/// One crossing of a unit.
#[derive(Clone, Copy)]
pub struct Step {
    /// Seconds from the start of the window.
    pub second: u32,
    pub direction: Direction,
    pub mark: Mark,
}

/// What is special about a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    None,
    /// Somebody else shows the same document soon after.
    ShownAgain,
    /// Entry is refused; the person turns back.
    Refused,
}

/// A journey, as far as this post sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Journey {
    Whole,
    /// The return goes another way, or has not come yet.
    OutOnly,
    /// It began another way, or before the period.
    BackOnly,
    /// Whole, with the document shown again by somebody else on the way out.
    ShownAgain,
    Refused,
}

/// Seconds between two crossings of a unit, where there is room: members cross one after another.
const APART: u32 = 200;

/// The `count` crossings of a unit, strictly later one by one, all inside the window.
pub fn steps(seed: u64, unit: &Unit, count: u32, window: &Window) -> Vec<Step> {
    let mut chance = Chance::new(seed, Question::Itinerary, u64::from(unit.first));
    let journeys = journeys(unit, count, &mut chance);
    let (out, back) = directions(unit);
    let starts = starts(unit, journeys.len(), window, &mut chance);
    let mut steps = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
    for (place, (journey, start)) in journeys.iter().zip(&starts).enumerate() {
        let limit = starts.get(place + 1).map_or(window.length, |next| next.second).max(start.second + 1);
        let end = return_from(unit, start, limit, window, &mut chance);
        let step = |second, direction, mark| Step { second, direction, mark };
        match journey {
            Journey::Whole => steps.extend([step(start.second, out, Mark::None), step(end, back, Mark::None)]),
            Journey::OutOnly => steps.push(step(start.second, out, Mark::None)),
            Journey::BackOnly => steps.push(step(start.second, back, Mark::None)),
            Journey::Refused => steps.push(step(start.second, out, Mark::Refused)),
            Journey::ShownAgain => {
                let soon = (end - start.second).min(7_200);
                let again = start.second + 1 + u32::try_from(chance.below(u64::from(soon))).unwrap_or(0);
                steps.extend([step(start.second, out, Mark::None), step(again, out, Mark::ShownAgain), step(end, back, Mark::None)]);
            }
        }
    }
    put_in_order(&mut steps, unit, window);
    steps
}

/// Which way journeys of a unit begin and end.
fn directions(unit: &Unit) -> (Direction, Direction) {
    match (unit.kind, unit.lives) {
        (TravellerKind::Transit, _) => (Direction::Exit, Direction::Entry),
        (TravellerKind::Returnee, _) | (_, Lives::Elsewhere) => (Direction::Entry, Direction::Exit),
        (_, Lives::Here) => (Direction::Exit, Direction::Entry),
    }
}

fn journeys(unit: &Unit, count: u32, chance: &mut Chance) -> Vec<Journey> {
    if matches!(unit.kind, TravellerKind::Transit | TravellerKind::Returnee) {
        return (0..count).map(|_| Journey::OutOnly).collect();
    }
    let class = unit.nation.class(unit.kind);
    let visits = unit.lives == Lives::Elsewhere && unit.nation.belonging() == Belonging::Foreign;
    let alone = unit.size == 1;
    let refusal = match class {
        TrafficClass::Visitor if visits && alone => 60,
        TrafficClass::LocalTraffic if visits && alone => 4,
        TrafficClass::Visitor
        | TrafficClass::LocalTraffic
        | TrafficClass::National
        | TrafficClass::Resident
        | TrafficClass::Crew
        | TrafficClass::Transit
        | TrafficClass::Official
        | TrafficClass::Returnee => 0,
    };
    let elsewhere = if visits && class == TrafficClass::Visitor { 250 } else { 10 };
    let mut journeys = Vec::with_capacity(usize::try_from(count / 2 + 1).unwrap_or(0));
    let mut left = count;
    if left % 2 == 1 && chance.happens(3_000) {
        journeys.push(Journey::BackOnly);
        left -= 1;
    }
    while left > 0 {
        let (refused, elsewhere, again) = (chance.happens(refusal), chance.happens(elsewhere), chance.happens(15));
        let (journey, legs) = match left {
            _ if refused => (Journey::Refused, 1),
            1 => (Journey::OutOnly, 1),
            _ if elsewhere => (Journey::OutOnly, 1),
            3.. if again && alone => (Journey::ShownAgain, 3),
            _ => (Journey::Whole, 2),
        };
        journeys.push(journey);
        left -= legs;
    }
    journeys
}

/// The start of a journey.
#[derive(Clone, Copy)]
struct Start {
    second: u32,
    /// When several journeys share a day: the second by which this one must be back.
    back_by: Option<u32>,
}

/// Starts of journeys, one in each of as many equal parts of the window as there are journeys, equal by weight of days.
fn starts(unit: &Unit, journeys: usize, window: &Window, chance: &mut Chance) -> Vec<Start> {
    let rhythm = unit.kind.rhythm();
    let (total, count) = (window.weight(rhythm), u64::try_from(journeys).unwrap_or(1).max(1));
    let days: Vec<u32> = (0..count)
        .zip(0..journeys)
        .map(|(place, _)| {
            let part = u128::from(place) * u128::from(total) + u128::from(chance.below(total));
            window.day_at(rhythm, u64::try_from(part / u128::from(count)).unwrap_or(0))
        })
        .collect();
    let mut starts = Vec::with_capacity(journeys);
    for same_day in days.chunk_by(|a, b| a == b) {
        let midnight = same_day.first().copied().unwrap_or(0) * DAY;
        let open = (window.length - midnight).min(DAY);
        if same_day.len() == 1 {
            let mut second = hour(unit.kind.hours_out(), chance);
            if second >= open {
                second = below(chance, open);
            }
            starts.push(Start { second: midnight + second, back_by: None });
        } else {
            // From five in the morning to ten at night, or what there is of the last day.
            let (from, to) = ((5 * 3600).min(open / 4), (22 * 3600).min(open));
            let part = ((to - from) / u32::try_from(same_day.len()).unwrap_or(u32::MAX)).max(3);
            for place in (0_u32..).take(same_day.len()) {
                let begin = midnight + from + place * part;
                starts.push(Start { second: begin + below(chance, part / 3), back_by: Some(begin + part) });
            }
        }
    }
    starts
}

/// When a journey ends: after the stay of its kind, but before the next one begins and before the window ends.
fn return_from(unit: &Unit, start: &Start, limit: u32, window: &Window, chance: &mut Chance) -> u32 {
    let usual = match (start.back_by, unit.kind.stay()) {
        (Some(by), _) => start.second + by.saturating_sub(start.second) / 2 + below(chance, by.saturating_sub(start.second) / 3),
        (None, Stay::Hours(least, most)) => start.second + u32::try_from(chance.between(least * 3600, most * 3600)).unwrap_or(0),
        (None, Stay::Days(least, most)) => {
            let visitor = unit.nation.class(unit.kind) == TrafficClass::Visitor && unit.lives == Lives::Elsewhere;
            // A few stay longer than any visitor is granted.
            let days = if visitor && chance.happens(200) { chance.between(91, 150) } else { chance.between(least, most) };
            (start.second / DAY + u32::try_from(days).unwrap_or(0)) * DAY + hour(unit.kind.hours_back(), chance)
        }
    };
    let limit = limit.min(window.length);
    if usual < limit {
        return usual;
    }
    // The next journey comes too early, or the stay is not over yet: some time between.
    let gap = limit - start.second;
    start.second + gap / 4 + below(chance, gap / 2)
}

/// Moves steps apart where they stand too close, from the last backwards, so that all stay inside the window.
fn put_in_order(steps: &mut [Step], unit: &Unit, window: &Window) {
    let count = u32::try_from(steps.len()).unwrap_or(u32::MAX).max(1);
    let apart = APART.min(window.length / count / 2).max(1);
    let mut cap = window.length.saturating_sub(1 + Step::member_delay(unit.size));
    for step in steps.iter_mut().rev() {
        step.second = step.second.min(cap);
        cap = step.second.saturating_sub(apart);
    }
    let mut least = 0;
    for step in steps {
        step.second = step.second.max(least);
        least = step.second + apart;
    }
}

impl Step {
    /// Seconds by which a member crosses later than the first.
    pub fn member_delay(member: u16) -> u32 {
        u32::from(member) * 25
    }
}

/// A second of the day, by weights of hours.
fn hour(weights: &[u32; 24], chance: &mut Chance) -> u32 {
    let hour = u32::try_from(chance.weighted(weights.iter().copied())).unwrap_or(0);
    hour * 3600 + below(chance, 3600)
}

fn below(chance: &mut Chance, limit: u32) -> u32 {
    u32::try_from(chance.below(u64::from(limit))).unwrap_or(0)
}
