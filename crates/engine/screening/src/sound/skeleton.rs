//! Keys that keep the consonants and forget what scripts disagree about.

/// The consonants of a word in groups that scripts confuse, packed four bits each, the first in the lowest bits. Equal
/// skeletons mean: could be one word. Zero when the word has no consonant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Skeleton(pub(crate) u64);

impl Skeleton {
    /// How many consonants.
    pub(crate) const fn length(self) -> u32 {
        16 - self.0.leading_zeros() / 4
    }

    /// The skeleton without its consonant at `index`.
    pub(crate) const fn without(self, index: u32) -> Self {
        let low = (1_u64 << (4 * index)) - 1;
        Self((self.0 & low) | ((self.0 >> 4) & !low))
    }
}

/// The group of a sound's code; zero for vowels and what is often dropped.
const fn group(code: u8) -> u64 {
    match code {
        5 | 16 => 1,           // b p
        8 | 21 => 2,           // f v
        7 | 20 | 31 | 32 => 3, // d t th dh
        6 | 19 | 25 | 33 => 4, // c s z ts
        26 | 27 => 5,          // ch sh
        11 | 30 => 6,          // j zh
        9 | 12 | 17 | 29 => 7, // g k q gh
        28 => 8,               // kh
        13 => 9,               // l
        18 => 10,              // r
        14 => 11,              // m
        15 => 12,              // n
        23 => 13,              // x
        34..=43 => 14,         // digits
        _ => 0,                // vowels, h, w, y
    }
}

/// The skeleton of sounds. An Arabic article at the start is left out.
pub(crate) fn skeleton(codes: &[u8]) -> Skeleton {
    let body = match codes {
        [0 | 1, 13, rest @ ..] if rest.len() >= 3 && rest.first().is_some_and(|code| *code > 4) => rest,
        _ => codes,
    };
    let mut packed = 0_u64;
    let mut at = 0_u32;
    let mut last = 0;
    for code in body {
        let group = group(*code);
        if group != 0 && (group != last || group == 14) && at < 16 {
            packed |= group << (4 * at);
            at += 1;
        }
        last = group;
    }
    Skeleton(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::encode;

    fn of(word: &str) -> Skeleton {
        skeleton(encode(word).codes())
    }

    #[test]
    fn scripts_meet_in_the_skeleton() {
        assert_eq!(of("mhmd"), of("muhammad"));
        assert_eq!(of("hsyn"), of("hussein"));
        assert_eq!(of("altkryty"), of("tikriti"));
        assert_eq!(of("qsy"), of("qusay"));
        assert_ne!(of("hussein"), of("hassam"));
    }

    #[test]
    fn a_skeleton_loses_one_consonant() {
        assert_eq!(of("tikriti").length(), 4);
        assert_eq!(of("tikrit").without(1), of("trit"));
    }
}
