//! Sharing out crossings, so that they add up exactly and a few people make most of them.

use crate::{
    chance::{Chance, Question},
    kind::TravellerKind,
    unit::Unit,
};

/// One in ten units has an odd number of crossings: somewhere a journey lacks an end this post saw.
const ODD: u32 = 1_000;

/// How many crossings each member of each unit makes. The sum over all people is `crossings`; when that is at least the
/// number of people, nobody has none.
pub fn share_out(seed: u64, units: &[Unit], crossings: u32) -> Vec<u32> {
    let crossings = u64::from(crossings);
    let people: u64 = units.iter().map(|unit| u64::from(unit.size)).sum();
    let usual: Vec<u32> = units.iter().map(|unit| usual(seed, unit)).collect();
    let floor: u64 = units.iter().zip(&usual).map(|(unit, legs)| u64::from(unit.size) * u64::from(*legs)).sum();
    let (mut legs, given) = if floor <= crossings {
        (usual, floor)
    } else if people <= crossings {
        (vec![1; units.len()], people)
    } else {
        return sparse(units, crossings);
    };
    let mut left = crossings - given;
    if floor <= crossings {
        let spare = u128::from(left);
        let weight: u64 = units.iter().map(|unit| unit.activity() * u64::from(unit.size)).sum();
        for (unit, legs) in units.iter().zip(&mut legs) {
            // Whole journeys: there and back.
            let more = u32::try_from(spare * u128::from(unit.activity()) / u128::from(weight.max(1))).unwrap_or(u32::MAX) & !1;
            *legs = legs.saturating_add(more);
            left -= u64::from(more) * u64::from(unit.size);
        }
    }
    spread(units, &mut legs, left);
    legs
}

/// Fewer crossings than people: the first ones get one each.
fn sparse(units: &[Unit], crossings: u64) -> Vec<u32> {
    let mut left = crossings;
    let mut legs: Vec<u32> = Vec::with_capacity(units.len());
    for unit in units {
        let size = u64::from(unit.size);
        let fits = size <= left;
        left -= if fits { size } else { 0 };
        legs.push(u32::from(fits));
    }
    spread(units, &mut legs, left);
    legs
}

/// Gives what is left to people who cross alone, a journey each in turn. The first unit is always such a person.
fn spread(units: &[Unit], legs: &mut [u32], mut left: u64) {
    while left > 0 && !units.is_empty() {
        for (unit, legs) in units.iter().zip(legs.iter_mut()) {
            if unit.size == 1 && matches!(unit.kind, TravellerKind::Commuter | TravellerKind::Trader | TravellerKind::HomeNational) {
                let more = if left >= 2 { 2 } else { u32::from(left > 0) };
                *legs = legs.saturating_add(more);
                left -= u64::from(more);
            }
        }
    }
}

/// What a member of this unit does at least.
fn usual(seed: u64, unit: &Unit) -> u32 {
    match unit.kind {
        TravellerKind::Transit | TravellerKind::Returnee => 1,
        TravellerKind::Commuter
        | TravellerKind::Trader
        | TravellerKind::HomeNational
        | TravellerKind::Visitor
        | TravellerKind::Family
        | TravellerKind::Resident
        | TravellerKind::Crew
        | TravellerKind::Tourist => {
            let mut chance = Chance::new(seed, Question::Itinerary, u64::from(unit.first) | 1 << 40);
            match (chance.happens(ODD), chance.happens(5_000)) {
                (false, _) => 2,
                (true, false) => 1,
                (true, true) => 3,
            }
        }
    }
}
