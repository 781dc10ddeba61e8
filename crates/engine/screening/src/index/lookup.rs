//! From a traveller's word to the words of the list it reaches.

use super::{
    keys::{
        SHORTEST_JOINT, TELLING, by_consonants, edit_keys, errors, is_cut_at, is_joint, is_sought, joint, joint_key, short, skeleton_key,
        skeleton_keys,
    },
    rows,
    segment::View,
};
use crate::{
    compare::token_likeness,
    name::{Name, Token, mates},
    sound::edits_within,
};

/// What one of the traveller's words reaches.
pub(super) struct Reach {
    /// Its place among the words of the name.
    pub(super) at: usize,
    /// Words of the list, ascending, with their likeness.
    pub(super) words: Vec<(u32, u16)>,
    /// Names in which two neighbours are this word, ascending.
    pub(super) joints: Vec<u32>,
}

/// What all words of a name reach.
pub(super) fn reach(view: &View<'_>, name: &Name) -> Vec<Reach> {
    let mut keys = Vec::new();
    let mut reached: Vec<Reach> = (0_usize..)
        .zip(&name.tokens)
        .filter(|(_, token)| is_sought(token))
        .map(|(at, token)| Reach { at, words: words(view, token, &mut keys), joints: joints(view, token) })
        .collect();
    for (place, two) in name.tokens.windows(2).enumerate() {
        let [one, other] = two else { continue };
        let together = together(view, one, other, &mut keys);
        if !together.is_empty() {
            for reach in reached.iter_mut().filter(|reach| reach.at == place || reach.at == place + 1) {
                reach.words.extend(together.iter().map(|word| (*word, WHOLE)));
            }
        }
    }
    for reach in &mut reached {
        if is_cut_at(name, reach.at)
            && let Some(token) = name.tokens.get(reach.at)
        {
            reach.words.extend(beginning_with(view, &token.letters).map(|word| (word, WHOLE)));
        }
        // the greatest likeness of each word
        reach.words.sort_unstable_by_key(|(word, likeness)| (*word, std::cmp::Reverse(*likeness)));
        reach.words.dedup_by_key(|(word, _)| *word);
    }
    reached
}

/// The likeness of what only the full comparison can tell.
const WHOLE: u16 = 1_000;

fn words(view: &View<'_>, token: &Token, keys: &mut Vec<u32>) -> Vec<(u32, u16)> {
    let mut near_by: Vec<u32> = Vec::with_capacity(64);
    near(view, token, keys, &mut near_by);
    if let Some(short) = short(token) {
        near(view, &short, keys, &mut near_by);
    }
    for mate in mates(&token.letters) {
        near_by.extend(spelled(view, mate));
    }
    near_by.sort_unstable();
    near_by.dedup();
    near_by.into_iter().filter_map(|word| token_likeness(token, &view.token(word)).map(|(likeness, _)| (word, likeness))).collect()
}

/// The words within an error or two, and those with the same consonants. Keys share buckets by accident: what only that
/// brought goes at once.
fn near(view: &View<'_>, token: &Token, keys: &mut Vec<u32>, found: &mut Vec<u32>) {
    let mut possible: Vec<u32> = Vec::with_capacity(128);
    edit_keys(&token.letters, keys);
    for key in &*keys {
        possible.extend(view.edits.of(*key));
    }
    possible.sort_unstable();
    possible.dedup();
    possible.retain(|word| {
        let letters = view.word(*word).0;
        edits_within(&token.letters, letters, errors(letters.len().min(token.letters.len())))
    });
    found.append(&mut possible);
    // the first key is of all consonants, the others of all but one; those hold only between scripts
    skeleton_keys(token.skeleton, keys);
    let exact = skeleton_key(token.skeleton);
    let telling = token.skeleton.length() >= TELLING;
    for key in &*keys {
        let same_script = telling && *key == exact;
        possible.extend(view.skeletons.of(*key).filter(|word| same_script || view.word(*word).1 != token.hearing));
    }
    possible.sort_unstable();
    possible.dedup();
    possible.retain(|word| by_consonants(token.skeleton, view.skeleton(*word), view.word(*word).1 != token.hearing));
    found.append(&mut possible);
}

/// The words of exactly these letters: one for each hearing.
fn spelled<'a>(view: &'a View<'_>, letters: &'a str) -> impl Iterator<Item = u32> + 'a {
    let first = view.first_word_from(letters);
    (first..view.word_count()).take_while(move |word| view.word(*word).0 == letters)
}

fn beginning_with<'a>(view: &'a View<'_>, letters: &'a str) -> impl Iterator<Item = u32> + 'a {
    let first = view.first_word_from(letters);
    (first..view.word_count()).take_while(move |word| view.word(*word).0.starts_with(letters))
}

fn joints(view: &View<'_>, token: &Token) -> Vec<u32> {
    if token.skeleton.0 == 0 || token.letters.len() < SHORTEST_JOINT {
        return Vec::new();
    }
    let is_here = |name: &u32| {
        let words: Vec<Token> = view.row(*name).map(|packed| view.token(packed & rows::WORD)).collect();
        words.windows(2).any(|two| matches!(two, [one, other] if is_joint(token, one, other)))
    };
    view.joints.of(joint_key(token.skeleton)).filter(is_here).collect()
}

/// Words of the list that are two of the traveller's neighbours written together.
fn together(view: &View<'_>, one: &Token, other: &Token, keys: &mut Vec<u32>) -> Vec<u32> {
    let skeleton = joint(one, other);
    skeleton_keys(skeleton, keys);
    let mut possible: Vec<u32> = keys.iter().flat_map(|key| view.skeletons.of(*key)).collect();
    possible.sort_unstable();
    possible.dedup();
    possible.retain(|word| is_joint(&view.token(*word), one, other));
    possible
}
