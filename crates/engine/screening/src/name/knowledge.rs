//! The tables of `knowledge/`, read once.

use std::{collections::HashMap, sync::LazyLock};

use super::lexicon::WordMap;
use crate::{sound, text::Hearing};

const ALIKE: &str = include_str!("../../knowledge/alike.txt");
const COMMON: &str = include_str!("../../knowledge/common.txt");

/// Groups of words that are one name, by line.
static GROUPS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| ALIKE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_whitespace().collect()).collect());

/// Which groups a word is in.
static GROUPS_OF: LazyLock<WordMap<Vec<u16>>> = LazyLock::new(|| {
    let mut of: WordMap<Vec<u16>> = WordMap::default();
    for (group, words) in (0_u16..).zip(GROUPS.iter()) {
        for word in words {
            of.entry(word).or_default().push(group);
        }
    }
    of
});

/// Whether two words are short or kindred forms of one name.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    match (GROUPS_OF.get(one), GROUPS_OF.get(other)) {
        (Some(of_one), Some(of_other)) => of_one.iter().any(|group| of_other.contains(group)),
        _ => false,
    }
}

/// The other words of all groups a word is in.
pub(crate) fn mates(word: &str) -> impl Iterator<Item = &'static str> {
    let of = GROUPS_OF.get(word).map_or(&[][..], Vec::as_slice);
    of.iter().filter_map(|group| GROUPS.get(usize::from(*group))).flatten().copied()
}

/// The lines of the table of common words.
pub(super) fn common_lines() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    COMMON.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (head, words) = line.split_once(':')?;
        let (culture, kind) = head.split_once(' ')?;
        Some((culture, kind, words.split_whitespace().collect()))
    })
}

struct Commonness {
    by_letters: WordMap<u16>,
    by_skeleton: HashMap<u64, u16>,
    iberian: std::collections::HashSet<&'static str>,
}

static COMMONNESS: LazyLock<Commonness> = LazyLock::new(|| {
    let mut table = Commonness { by_letters: WordMap::default(), by_skeleton: HashMap::new(), iberian: std::collections::HashSet::new() };
    for (culture, kind, words) in common_lines() {
        let count = words.len();
        for (place, word) in words.into_iter().enumerate() {
            let says = match place * 3 / count.max(1) {
                0 => 1_300,
                1 => 1_800,
                _ => 2_200,
            };
            let least = |slot: &mut u16| *slot = (*slot).min(says);
            least(table.by_letters.entry(word).or_insert(says));
            let skeleton = sound::skeleton(sound::encode(word).codes());
            least(table.by_skeleton.entry(skeleton.0).or_insert(says));
            if culture == "iberian" && kind == "s" {
                table.iberian.insert(word);
            }
        }
    }
    table
});

/// How much a word says about who bears it, in thousandths of a power of ten: 3000 for one person in a thousand.
pub(super) fn says(letters: &str, skeleton: u64, hearing: Hearing) -> u16 {
    let known = match hearing {
        Hearing::Full => COMMONNESS.by_letters.get(letters),
        Hearing::Sparse | Hearing::Syllabic => {
            COMMONNESS.by_letters.get(letters).or_else(|| COMMONNESS.by_skeleton.get(&skeleton).filter(|_| skeleton > 0xF))
        }
    };
    known.copied().unwrap_or(match letters.len() {
        0..=1 => 800,
        2 => 1_800,
        3 => 2_300,
        4 => 2_800,
        5 => 3_200,
        _ => 3_600,
    })
}

/// Whether a word is one of the usual surnames of Spanish or Portuguese speakers, or formed like one.
pub(crate) fn is_iberian_surname(letters: &str) -> bool {
    COMMONNESS.iberian.contains(letters) || (letters.len() >= 5 && letters.ends_with("ez"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_plain_words() {
        let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
        assert!(GROUPS.iter().flatten().all(|word| plain(word)));
        assert!(GROUPS.iter().all(|group| group.len() != 1));
        for (culture, kind, words) in common_lines() {
            assert!(["s", "f", "m"].contains(&kind), "{culture}");
            assert!(words.len() >= 5 && words.iter().all(|word| plain(word)), "{culture} {kind}");
        }
    }

    #[test]
    fn common_words_say_little() {
        let of = |word: &str, hearing| says(word, sound::skeleton(sound::encode(word).codes()).0, hearing);
        assert!(of("mohammed", Hearing::Full) < of("makhlouf", Hearing::Full));
        assert!(of("mhmd", Hearing::Sparse) < 2_000);
        assert!(alike("bill", "william") && !alike("bill", "bob"));
    }
}
