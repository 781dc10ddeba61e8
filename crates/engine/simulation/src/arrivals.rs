//! People at the booths without end, to load a post with.

use garita_domain::{Conveyance, Direction, MovementOutcome, TrafficClass};

use crate::{
    chance::{Chance, Question},
    conveyance::conveyance,
    kind::TravellerKind,
    papers::{Person, shown},
    unit::Lives,
    world::World,
};

/// One person at a booth. No time: the caller's clock gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Who: [`World::traveller`] makes the person. Strangers stand beyond the last traveller.
    pub traveller: u32,
    /// The document shown: its place in the traveller's documents.
    pub document: Option<u8>,
    /// Which way: known people go the other way than last time.
    pub direction: Direction,
    /// In what capacity.
    pub class: TrafficClass,
    /// In what.
    pub conveyance: Conveyance,
}

/// An endless, repeatable sequence of arrivals.
pub struct Arrivals<'a> {
    world: &'a World,
    chance: Chance,
    known: u32,
    stranger: u32,
    /// Where each traveller is, by the last crossing seen.
    last: Vec<Option<Direction>>,
}

impl<'a> Arrivals<'a> {
    pub(crate) fn new(world: &'a World, seed: u64, known: u32) -> Self {
        let mut last = vec![None; usize::try_from(world.travellers).unwrap_or(0)];
        for record in world.records().iter().filter(|record| record.outcome.movement() != MovementOutcome::Refused) {
            if let Some(last) = last.get_mut(usize::try_from(record.traveller).unwrap_or(usize::MAX)) {
                *last = Some(record.direction);
            }
        }
        Self { world, chance: Chance::new(seed, Question::Arrivals, 0), known, stranger: world.travellers, last }
    }

    fn who(&mut self) -> u32 {
        let known = self.chance.happens(self.known);
        match self.chance.pick(self.world.records()) {
            Some(record) if known => record.traveller,
            _ => {
                let stranger = self.stranger;
                self.stranger = stranger.checked_add(1).unwrap_or(self.world.travellers);
                stranger
            }
        }
    }
}

impl Iterator for Arrivals<'_> {
    type Item = Arrival;

    /// Never `None`.
    fn next(&mut self) -> Option<Arrival> {
        let traveller = self.who();
        let (seed, unit) = (self.world.seed, self.world.unit(traveller));
        let usual = match (unit.kind, unit.lives) {
            (TravellerKind::Transit, _) | (_, Lives::Here) => Direction::Exit,
            (_, Lives::Elsewhere) => Direction::Entry,
        };
        let last = self.last.get_mut(usize::try_from(traveller).unwrap_or(usize::MAX));
        let direction = match last.as_deref() {
            Some(Some(Direction::Entry)) => Direction::Exit,
            Some(Some(Direction::Exit)) => Direction::Entry,
            Some(None) | None => usual,
        };
        if let Some(last) = last {
            *last = Some(direction);
        }
        let (nations, window) = (self.world.nations(), self.world.window());
        let papers = Person::draw(seed, traveller, &unit).papers(seed, traveller, &unit, nations, window);
        let today = i64::from(window.days()) - 1;
        let (document, _) = shown(&papers, today, None, &mut self.chance);
        Some(Arrival { traveller, document, direction, class: unit.nation.class(unit.kind), conveyance: conveyance(seed, &unit) })
    }
}
