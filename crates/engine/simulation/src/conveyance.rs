//! What people travel in: mostly the same each time.

use garita_domain::Conveyance;

use crate::{
    chance::{Chance, Question},
    kind::TravellerKind,
    unit::Unit,
};

/// What a unit travels in. Kinds are those of [`Conveyance::kind`].
pub fn conveyance(seed: u64, unit: &Unit) -> Conveyance {
    let mut chance = Chance::new(seed, Question::Conveyance, u64::from(unit.first));
    // Weights of foot, car, bus, truck.
    let weights: [u32; 4] = match unit.kind {
        TravellerKind::Commuter => [5, 3, 2, 0],
        TravellerKind::Trader => [5, 2, 2, 1],
        TravellerKind::HomeNational | TravellerKind::Visitor | TravellerKind::Resident => [2, 5, 4, 0],
        TravellerKind::Family => [1, 6, 3, 0],
        TravellerKind::Crew => [0, 0, 1, 6],
        TravellerKind::Tourist => [1, 3, 7, 0],
        TravellerKind::Transit => [6, 0, 4, 0],
        TravellerKind::Returnee => [0, 0, 1, 0],
    };
    let kind = ["foot", "car", "bus", "truck"].get(chance.weighted(weights.into_iter())).copied().unwrap_or_default();
    let reference = match kind {
        "car" | "truck" => {
            let letters = ['B', 'C', 'D', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'X', 'Z'];
            let plate: String = (0..3).filter_map(|_| chance.pick(&letters).copied()).collect();
            format!("{plate} {:04}", chance.below(10_000))
        }
        "bus" => format!("B {:03}", chance.below(120)),
        _ => String::new(),
    };
    Conveyance { kind: kind.to_owned(), reference }
}
