//! Chance that is the same on every machine.
//!
//! Each question about the world (who is traveller 17, when does she cross) has a stream of its own, found by seed,
//! [`Question`] and index. So any answer can be made on demand and in any order, and a new question changes no old answer.
//! Integers only: floating point may round differently elsewhere.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// What a stream is asked about. Numbers are part of the world: never reuse one.
#[derive(Clone, Copy)]
pub enum Question {
    Unit = 1,
    Person = 2,
    Name = 3,
    FamilyName = 4,
    Papers = 5,
    Itinerary = 6,
    Inspection = 7,
    Conveyance = 8,
    Numbers = 9,
    Arrivals = 10,
    Queue = 11,
}

/// One stream of chance.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a question about the thing with this index.
    pub fn new(seed: u64, question: Question, index: u64) -> Self {
        let mut key = [0; 32];
        let words = [seed, question as u64, index, u64::from_le_bytes(*b"garita-1")];
        for (to, word) in key.chunks_exact_mut(8).zip(words) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `limit`; 0 when the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1);
        low.saturating_add(u64::try_from(span).map_or(0, |span| i64::try_from(self.below(span)).unwrap_or(0)))
    }

    /// True in `share` of ten thousand cases.
    pub fn happens(&mut self, share: u32) -> bool {
        self.below(10_000) < u64::from(share)
    }

    /// Any of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let at = self.below(items.len() as u64);
        items.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of `items`, the first ones more often: where names stand by how common they are, namesakes come of it.
    pub fn pick_early<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let within = self.below(items.len() as u64) + 1;
        let at = self.below(within.min(items.len() as u64));
        items.get(usize::try_from(at).unwrap_or(0))
    }

    /// The place of one of `weights`, as often as it weighs.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.below(total);
        for (place, weight) in weights.enumerate() {
            match left.checked_sub(u64::from(weight)) {
                Some(rest) => left = rest,
                None => return place,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, question, index| Chance::new(seed, question, index).below(u64::MAX);
        assert_eq!(draw(1, Question::Name, 7), draw(1, Question::Name, 7));
        assert_ne!(draw(1, Question::Name, 7), draw(2, Question::Name, 7));
        assert_ne!(draw(1, Question::Name, 7), draw(1, Question::Name, 8));
        assert_ne!(draw(1, Question::Name, 7), draw(1, Question::Person, 7));
    }

    #[test]
    fn draws_keep_their_bounds_and_their_shares() {
        let mut chance = Chance::new(3, Question::Unit, 0);
        let mut counts = [0_u32; 3];
        for _ in 0..30_000 {
            assert!((-2..=4).contains(&chance.between(-2, 4)));
            counts[chance.weighted([1, 0, 2].into_iter())] += 1;
        }
        assert!((9_500..10_500).contains(&counts[0]) && counts[1] == 0);
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.between(5, 1), 5);
        assert_eq!(chance.pick::<u8>(&[]), None);
        assert_eq!(chance.pick_early::<u8>(&[]), None);
    }
}
