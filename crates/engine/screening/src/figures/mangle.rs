//! Names as people and machines get them wrong.

use super::Chance;

const LETTERS: &[char] =
    &['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'];

/// One random letter added, dropped or changed in every word of four letters or more.
pub fn edit_every_word(name: &str, chance: &mut Chance) -> String {
    let edit = |word: &str| if word.chars().count() >= 4 { edit_word(word, chance) } else { word.to_owned() };
    name.split_whitespace().map(edit).collect::<Vec<_>>().join(" ")
}

/// One random letter added, dropped or changed.
pub(super) fn edit_word(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.below(letters.len());
    let letter = chance.one_of(LETTERS).copied().unwrap_or('a');
    match chance.below(3) {
        0 => letters.insert(at, letter),
        1 if letters.len() > 1 => {
            letters.remove(at);
        }
        _ => {
            if let Some(slot) = letters.get_mut(at) {
                *slot = letter;
            }
        }
    }
    letters.into_iter().collect()
}

/// One light change: a letter wrong in one word, words in another order, a middle word dropped or shortened to its
/// initial, neighbours joined, or nothing but case.
pub fn mangle_lightly(name: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = name.replace(',', " ").split_whitespace().map(str::to_owned).collect();
    let count = words.len();
    match chance.below(6) {
        0 => {
            let at = chance.below(count);
            if let Some(word) = words.get_mut(at).filter(|word| word.chars().count() >= 4) {
                *word = edit_word(word, chance);
            }
        }
        1 if count >= 2 => words.rotate_left(1),
        2 if count >= 3 => {
            words.remove(1 + chance.below(count - 2));
        }
        3 if count >= 3 => {
            if let Some(word) = words.get_mut(1) {
                *word = word.chars().take(1).collect();
            }
        }
        4 if count >= 3 => {
            let next = words.remove(1);
            if let Some(first) = words.first_mut() {
                first.push_str(&next);
            }
        }
        _ => words = words.into_iter().map(|word| word.to_uppercase()).collect(),
    }
    words.join(" ")
}
