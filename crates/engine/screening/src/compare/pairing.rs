//! Which word of one name is which word of the other.

use crate::{
    name::{Kind, Name, Short, Token, alike},
    sound::{self, Heard, likeness},
    text::Hearing,
};

/// Tokens of one name that are compared; longer names keep their first.
pub(super) const MOST: usize = 24;

/// Likeness from which on two words can be one word.
const ALIKE: u16 = 660;
/// Likeness of an initial to a word that begins with it.
const INITIAL: u16 = 900;
/// Likeness of kindred forms.
const KINDRED: u16 = 920;
/// Likeness of a word to its beginning, where an MRZ was cut.
const CUT: u16 = 900;

/// How two words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The same letters.
    Same,
    /// Other letters, one sound or a typing error.
    Spelled,
    /// An initial.
    Initial,
    /// A short or kindred form.
    Kindred,
    /// Several words for one.
    Joined,
    /// Cut off.
    Cut,
}

/// Words of both names that belong together.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// First word on the asked side, and how many.
    pub(super) asked: (usize, usize),
    /// First word on the listed side, and how many.
    pub(super) listed: (usize, usize),
    /// How alike, up to 1000.
    pub(super) likeness: u16,
    /// In which way.
    pub(super) link: Link,
}

/// How alike two words are, when they can be one.
pub(crate) fn token_likeness(asked: &Token, listed: &Token) -> Option<(u16, Link)> {
    match (asked.kind, listed.kind) {
        (Kind::Number, _) | (_, Kind::Number) | (Kind::Initial, Kind::Initial) => {
            (asked.letters == listed.letters).then_some((1_000, Link::Same))
        }
        (Kind::Initial, Kind::Part) => starts(listed, asked).then_some((INITIAL, Link::Initial)),
        (Kind::Part, Kind::Initial) => starts(asked, listed).then_some((INITIAL, Link::Initial)),
        (Kind::Part, Kind::Part) => {
            if asked.letters == listed.letters {
                return Some((1_000, Link::Same));
            }
            let heard = likeness(asked.heard(), listed.heard()).max(shortened(asked, listed));
            if heard < KINDRED && alike(&asked.letters, &listed.letters) {
                return Some((KINDRED, Link::Kindred));
            }
            (heard >= ALIKE).then_some((heard, Link::Spelled))
        }
    }
}

fn starts(word: &Token, initial: &Token) -> bool {
    word.letters.starts_with(&initial.letters)
        || (word.hearing != Hearing::Full && word.sounds.codes().first() == initial.sounds.codes().first())
}

/// The likeness of a compound's short form to a word that is no compound.
fn shortened(one: &Token, other: &Token) -> u16 {
    let short = |short: &Short, word: &Token| {
        let heard = Heard { letters: &short.letters, sounds: &short.sounds, hearing: word.hearing };
        likeness(heard, word.heard()).saturating_sub(1_000 - short.likeness)
    };
    match (&one.short, &other.short) {
        (Some(of_one), None) => short(of_one, other),
        (None, Some(of_other)) => short(of_other, one),
        (Some(_), Some(_)) | (None, None) => 0,
    }
}

/// Pairs the words: the likest first, each word once; then words that are several on one side and one on the other.
pub(super) fn pair(asked: &Name, listed: &Name) -> Vec<Pair> {
    let (left, right) = (asked.tokens.get(..asked.tokens.len().min(MOST)), listed.tokens.get(..listed.tokens.len().min(MOST)));
    let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
    let mut possible: Vec<(u32, Pair)> = Vec::with_capacity(left.len() + right.len());
    for (i, one) in left.iter().enumerate() {
        for (j, other) in right.iter().enumerate() {
            if let Some((likeness, link)) = token_likeness(one, other).or_else(|| cut(asked, listed, i, j)) {
                let worth = u32::from(likeness) * u32::from(one.weight.min(other.weight));
                possible.push((worth, Pair { asked: (i, 1), listed: (j, 1), likeness, link }));
            }
        }
    }
    possible_joins(left, right, false, &mut possible);
    possible_joins(right, left, true, &mut possible);
    // the same words first; of equal worth, words that stand at like places, so that the order of a name is kept
    possible.sort_by_key(|(worth, pair)| {
        (pair.link != Link::Same, std::cmp::Reverse(*worth), pair.asked.0.abs_diff(pair.listed.0), pair.asked.0, pair.listed.0)
    });
    let (mut used_left, mut used_right) = (0_u32, 0_u32);
    let mut pairs = Vec::with_capacity(left.len());
    for (_, pair) in possible {
        let (l, r) = (mask(pair.asked.0, pair.asked.1), mask(pair.listed.0, pair.listed.1));
        if used_left & l == 0 && used_right & r == 0 {
            used_left |= l;
            used_right |= r;
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.asked.0);
    pairs
}

/// The last word of a cut name may be the beginning of a word.
fn cut(asked: &Name, listed: &Name, i: usize, j: usize) -> Option<(u16, Link)> {
    let begins = |long: &Name, long_at: usize, short: &Name, short_at: usize| {
        let (word, beginning) = (long.tokens.get(long_at)?, short.tokens.get(short_at)?);
        let last = short.tokens.get(short_at + 1).is_none_or(|next| next.field != beginning.field);
        (short.cut && last && word.letters.starts_with(&beginning.letters)).then_some((CUT, Link::Cut))
    };
    begins(listed, j, asked, i).or_else(|| begins(asked, i, listed, j))
}

/// Two or three neighbours on one side for one word on the other.
fn possible_joins(runs: &[Token], words: &[Token], turned: bool, possible: &mut Vec<(u32, Pair)>) {
    for (j, word) in words.iter().enumerate().filter(|(_, word)| word.kind == Kind::Part) {
        for count in 2..=runs.len().min(3) {
            for at in 0..=runs.len() - count {
                let Some(likeness) = joined(runs, at, count, word) else { continue };
                let weight: u32 = runs.get(at..at + count).unwrap_or_default().iter().map(|token| u32::from(token.weight)).sum();
                let (run, word) = ((at, count), (j, 1));
                let (asked, listed) = if turned { (word, run) } else { (run, word) };
                possible.push((u32::from(likeness) * weight, Pair { asked, listed, likeness, link: Link::Joined }));
            }
        }
    }
}

const fn mask(at: usize, count: usize) -> u32 {
    ((1 << count) - 1) << at
}

/// `JC` for "Jean Claude": consonants alone are no word.
fn spells_initials(letters: &str, run: &[Token]) -> bool {
    !letters.contains(['a', 'e', 'i', 'o', 'u', 'y']) && letters.chars().zip(run).all(|(letter, token)| token.letters.starts_with(letter))
}

/// The likeness of neighbours written as one to a word.
fn joined(words: &[Token], at: usize, count: usize, word: &Token) -> Option<u16> {
    const JOINED: u16 = 780;
    const JOINED_ACROSS: u16 = 900;
    let run = words.get(at..at + count)?;
    if word.letters.len() == count && spells_initials(&word.letters, run) {
        return Some(INITIAL);
    }
    let letters: usize = run.iter().map(|token| token.letters.len()).sum();
    let hearing = run.iter().map(|token| token.hearing).max().unwrap_or(Hearing::Full);
    let apart = if hearing == word.hearing { 2 } else { letters.max(word.letters.len()) / 2 };
    if letters.abs_diff(word.letters.len()) > apart || run.iter().any(|token| token.kind != Kind::Part) {
        return None;
    }
    let whole: String = run.iter().map(|token| token.letters.as_str()).collect();
    let sounds = sound::encode(&whole);
    let alike = likeness(Heard { letters: &whole, sounds: &sounds, hearing }, word.heard());
    (alike >= if hearing == word.hearing { JOINED } else { JOINED_ACROSS }).then_some(alike)
}
