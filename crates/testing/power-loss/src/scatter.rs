//! Which unsynced sectors a disk had already written when the power went: a repeatable choice from a seed.

/// Bytes a disk writes whole or not at all.
pub(crate) const SECTOR: usize = 512;

/// `SplitMix64`: small, repeatable, good enough for choosing sectors.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// True for about half of the calls.
    pub(crate) fn half(&mut self) -> bool {
        self.next() >> 63 == 1
    }

    /// A number from 0 up to and including `most`.
    pub(crate) fn up_to(&mut self, most: usize) -> usize {
        let choices = (most as u64).saturating_add(1);
        usize::try_from(self.next() % choices).unwrap_or(0)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let first = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        second ^ (second >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_chooses_the_same_and_both_choices_occur() {
        let (mut one, mut two) = (Chance::new(7), Chance::new(7));
        let first: Vec<bool> = (0..64).map(|_| one.half()).collect();
        let second: Vec<bool> = (0..64).map(|_| two.half()).collect();
        assert_eq!(first, second);
        assert!(first.contains(&true) && first.contains(&false));
        assert!((0..100).all(|_| one.up_to(3) <= 3));
    }
}
