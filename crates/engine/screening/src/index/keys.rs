//! Under which keys words meet, and when a word reaches another.

#[cfg(test)]
use crate::{compare::token_likeness, name::alike, sound::edits_within};
use crate::{
    name::{Kind, Name, Token},
    sound::{self, Skeleton},
};

/// Letters whose deletion neighbourhood is kept: errors further on are found through the same keys, because what is
/// deleted from two beginnings of equal length never exceeds the errors of the whole words.
const BEGINNING: usize = 7;

/// Typing errors allowed in words of this many letters.
pub(super) const fn errors(letters: usize) -> u8 {
    match letters {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    }
}

/// A number spread over all 32 bits (FNV-1a with a final mix), stable for ever: it is written into indexes.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state ^= state >> 29;
    state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    u32::try_from(state >> 32).unwrap_or(0)
}

/// The keys of a word's letters: its beginning, and the beginning less one or two letters.
pub(super) fn edit_keys(letters: &str, keys: &mut Vec<u32>) {
    keys.clear();
    let whole = letters.as_bytes();
    let word = whole.get(..whole.len().min(BEGINNING)).unwrap_or_default();
    let less = |one: usize, two: usize| hash(word.iter().enumerate().filter(|(at, _)| *at != one && *at != two).map(|(_, byte)| *byte));
    keys.push(hash(word.iter().copied()));
    let errors = errors(whole.len());
    if errors >= 1 {
        keys.extend((0..word.len()).map(|one| less(one, one)));
    }
    if errors >= 2 {
        for one in 0..word.len() {
            keys.extend((one + 1..word.len()).map(|two| less(one, two)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The keys of consonants: all of them, and all but one when there are four or more.
pub(super) fn skeleton_keys(skeleton: Skeleton, keys: &mut Vec<u32>) {
    keys.clear();
    if skeleton.0 == 0 {
        return;
    }
    keys.push(skeleton_key(skeleton));
    if skeleton.length() >= FUZZY {
        keys.extend((0..skeleton.length()).map(|index| skeleton_key(skeleton.without(index))));
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The key of consonants.
pub(super) fn skeleton_key(skeleton: Skeleton) -> u32 {
    hash(skeleton.0.to_le_bytes().into_iter())
}

/// Consonants from which on one may differ.
const FUZZY: u32 = 4;

/// The key of two neighbours written together.
pub(super) fn joint_key(skeleton: Skeleton) -> u32 {
    hash(skeleton.0.to_le_bytes().into_iter().chain([b'+']))
}

/// The consonants of two neighbours written together.
pub(super) fn joint(one: &Token, other: &Token) -> Skeleton {
    sound::skeleton(sound::encode(&format!("{}{}", one.letters, other.letters)).codes())
}

/// Whether a word is looked for: initials are not, they fit too much.
pub(super) fn is_sought(token: &Token) -> bool {
    match token.kind {
        Kind::Part | Kind::Number => true,
        Kind::Initial => false,
    }
}

/// The likeness of two words, when the first reaches the second.
#[cfg(test)]
pub(super) fn reaches(asked: &Token, listed: &Token) -> Option<u16> {
    let found =
        near_to(asked, listed) || alike(&asked.letters, &listed.letters) || short(asked).is_some_and(|short| near_to(&short, listed));
    if found { token_likeness(asked, listed).map(|(likeness, _)| likeness) } else { None }
}

/// A compound's short form as a word of its own: a name with the compound is found by it too.
pub(super) fn short(token: &Token) -> Option<Token> {
    token.short.as_ref().map(|short| Token::bare(&short.letters, token.hearing))
}

#[cfg(test)]
fn near_to(one: &Token, other: &Token) -> bool {
    let shorter = one.letters.len().min(other.letters.len());
    one.letters == other.letters
        || by_consonants(one.skeleton, other.skeleton, one.hearing != other.hearing)
        || edits_within(&one.letters, &other.letters, errors(shorter))
}

/// Whether consonants alone join two words. Where both are written with the same sounds the consonants must be the same
/// and three or more; across scripts one may differ where there are four or more.
pub(super) fn by_consonants(one: Skeleton, other: Skeleton, across: bool) -> bool {
    if across { same_consonants(one, other) } else { one == other && one.length() >= TELLING }
}

/// Consonants that say something without vowels.
pub(super) const TELLING: u32 = 3;

/// The same consonants, or all but one of four or more.
fn same_consonants(one: Skeleton, other: Skeleton) -> bool {
    if one.0 == 0 || other.0 == 0 {
        return false;
    }
    if one == other {
        return true;
    }
    let less =
        |skeleton: Skeleton| (0..if skeleton.length() >= FUZZY { skeleton.length() } else { 0 }).map(move |index| skeleton.without(index));
    less(one).any(|short| short == other) || less(other).any(|short| short == one) || less(one).any(|a| less(other).any(|b| a == b))
}

/// Letters a word must have to be looked for as two neighbours.
pub(super) const SHORTEST_JOINT: usize = 4;

/// Whether a word is two neighbours written together, by its consonants.
pub(super) fn is_joint(word: &Token, one: &Token, other: &Token) -> bool {
    let letters = one.letters.len() + other.letters.len();
    let across = one.hearing.max(other.hearing) != word.hearing;
    let apart = if across { letters.max(word.letters.len()) / 2 } else { 2 };
    word.kind == Kind::Part
        && word.letters.len() >= SHORTEST_JOINT
        && word.skeleton.0 != 0
        && letters.abs_diff(word.letters.len()) <= apart
        && joint(one, other) == word.skeleton
}

/// Whether the beginning of a word stands at the end of a cut name.
pub(super) fn is_cut_at(name: &Name, at: usize) -> bool {
    let (Some(token), next) = (name.tokens.get(at), name.tokens.get(at + 1)) else { return false };
    name.cut && token.letters.len() >= 2 && next.is_none_or(|next| next.field != token.field)
}

/// How many of the traveller's words have to reach a name.
pub(super) fn needed(asked: usize, listed: usize) -> usize {
    asked.min(listed).min(2)
}

/// Whether a listed name is a candidate for an asked one: the guarantee, word for word, as a search through every name
/// applies it.
#[cfg(test)]
pub(super) fn is_candidate(asked: &Name, listed: &Name) -> bool {
    let sought: Vec<usize> = (0..asked.tokens.len()).filter(|at| is_sought(&asked.tokens[*at])).collect();
    let words: Vec<&Token> = listed.tokens.iter().filter(|token| is_sought(token)).collect();
    if sought.is_empty() || words.is_empty() {
        return false;
    }
    let shorts: Vec<Token> = words.iter().filter_map(|word| short(word)).collect();
    let known: Vec<&Token> = words.iter().copied().chain(&shorts).collect();
    let reached = |at: usize| {
        let token = &asked.tokens[at];
        known.iter().any(|word| reaches(token, word).is_some())
            || words.windows(2).any(|two| is_joint(token, two[0], two[1]))
            || (at + 1 < asked.tokens.len() && known.iter().any(|word| is_joint(word, token, &asked.tokens[at + 1])))
            || (at > 0 && known.iter().any(|word| is_joint(word, &asked.tokens[at - 1], token)))
            || (is_cut_at(asked, at) && known.iter().any(|word| word.letters.starts_with(&token.letters)))
    };
    sought.iter().filter(|at| reached(**at)).count() >= needed(sought.len(), words.len())
}
