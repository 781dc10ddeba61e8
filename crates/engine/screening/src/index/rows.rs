//! A distinct name as a row of numbers: a word and what is peculiar to it in this name.

use super::keys::is_sought;
use crate::name::{Name, Token, is_iberian_surname};

/// The word counts half when nothing stands for it: a husband's or a maternal surname.
pub(super) const HALF: u32 = 1 << 31;
/// The word is a shortened one.
pub(super) const LIGHT: u32 = 1 << 30;
/// The name is a body's.
pub(super) const BODY: u32 = 1 << 29;
/// The name has initials besides its words.
pub(super) const INITIALS: u32 = 1 << 28;
/// The number of the word.
pub(super) const WORD: u32 = (1 << 28) - 1;

/// The words of a name that are looked for, with their flags.
pub(super) fn words(name: &Name) -> impl Iterator<Item = (&Token, u32)> {
    let count = name.tokens.len();
    name.tokens.iter().enumerate().filter(|(_, token)| is_sought(token)).map(move |(at, token)| {
        let maternal = at >= 2 && at + 1 == count && is_iberian_surname(&token.letters);
        let mut flags = 0;
        if token.married || maternal {
            flags |= HALF;
        }
        if token.weight <= 40 {
            flags |= LIGHT;
        }
        if name.tokens.len() > name.tokens.iter().filter(|token| is_sought(token)).count() {
            flags |= INITIALS;
        }
        if name.body {
            flags |= BODY;
        }
        (token, flags)
    })
}
