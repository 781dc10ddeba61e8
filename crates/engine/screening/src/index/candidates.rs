//! Which names are reached by enough words: one bit a name, and only the blocks that were touched are looked at.

use super::{keys::needed, lookup::Reach, segment::View};

/// Names in one block: 64 words of 64 bits.
const BLOCK: usize = 4_096;

/// Calls `found` with every candidate, ascending.
pub(super) fn candidates(view: &View<'_>, reached: &[Reach], mut found: impl FnMut(u32)) {
    let names = view.name_count();
    let mut once = Bits::new(names);
    let mut twice = Bits::new(names);
    let mut mine = Bits::new(names);
    for reach in reached {
        for (word, _) in &reach.words {
            for name in view.names_with(*word) {
                mine.set(name);
            }
        }
        for name in &reach.joints {
            mine.set(*name);
        }
        mine.pour_into(&mut once, &mut twice);
    }
    // names of one word stand first and need one; the others need two unless the traveller has only one word
    let two = needed(reached.len(), 2) == 2;
    once.each(|name| {
        if !two || name < view.single_names {
            found(name);
        }
    });
    if two {
        twice.each(|name| {
            if name >= view.single_names {
                found(name);
            }
        });
    }
}

struct Bits {
    words: Vec<u64>,
    touched: Vec<u64>,
}

impl Bits {
    fn new(names: usize) -> Self {
        let blocks = names.div_ceil(BLOCK);
        Self { words: vec![0; blocks * 64], touched: vec![0; blocks.div_ceil(64)] }
    }

    #[inline]
    fn set(&mut self, name: u32) {
        let Ok(at) = usize::try_from(name) else { return };
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
        if let Some(word) = self.touched.get_mut(at / BLOCK / 64) {
            *word |= 1 << (at / BLOCK % 64);
        }
    }

    /// Calls `each` with every touched block.
    fn blocks(touched: &[u64], mut each: impl FnMut(usize)) {
        for (word, bits) in touched.iter().enumerate() {
            let mut left = *bits;
            while left != 0 {
                each(word * 64 + usize::try_from(left.trailing_zeros()).unwrap_or(0));
                left &= left - 1;
            }
        }
    }

    /// What is set here was seen once more; then nothing is set here.
    fn pour_into(&mut self, once: &mut Self, twice: &mut Self) {
        Self::blocks(&self.touched, |block| {
            let span = block * 64..block * 64 + 64;
            let slices = (self.words.get_mut(span.clone()), once.words.get_mut(span.clone()), twice.words.get_mut(span));
            let (Some(mine), Some(once), Some(twice)) = slices else { return };
            for ((mine, once), twice) in mine.iter_mut().zip(once).zip(twice) {
                *twice |= *once & *mine;
                *once |= *mine;
                *mine = 0;
            }
        });
        for ((mine, once), twice) in self.touched.iter_mut().zip(&mut once.touched).zip(&mut twice.touched) {
            *twice |= *once & *mine;
            *once |= *mine;
            *mine = 0;
        }
    }

    /// Calls `found` with every name that is set, ascending.
    fn each(&self, mut found: impl FnMut(u32)) {
        Self::blocks(&self.touched, |block| {
            let Some(words) = self.words.get(block * 64..block * 64 + 64) else { return };
            for (word, bits) in words.iter().enumerate() {
                let mut left = *bits;
                while left != 0 {
                    let bit = usize::try_from(left.trailing_zeros()).unwrap_or(0);
                    found(u32::try_from(block * BLOCK + word * 64 + bit).unwrap_or(u32::MAX));
                    left &= left - 1;
                }
            }
        });
    }
}
