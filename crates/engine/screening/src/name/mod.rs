//! What the words of a name are worth and how they belong together.
//!
//! What this room is for: from [`NameText`] to a [`Name`] ready to compare: titles and particles taken out, compounds
//! (`Abd al-Rahman`, `Abu Bakr`, `Nur ud-Din`) made one word, fathers and husbands marked, common words known as common.
//! It must not know lists, scores, or whom a name belongs to. It never says of which origin a *person* is: what it knows
//! about naming customs only says which differences between two names are usual (R14).
//!
//! To add a word to a table: `tables.rs`, `knowledge/alike.txt` or `knowledge/common.txt`; every test that reads the
//! tables runs over the new line.

mod compounds;
mod knowledge;
mod lexicon;
mod organisation;
mod prepare;
mod tables;

pub(crate) use knowledge::{alike, is_iberian_surname, mates};
pub(crate) use organisation::forms_agree;
pub use prepare::Name;
pub(crate) use prepare::{Field, Kind, Short, Token, usual_weight};

use crate::NameText;

impl From<&NameText> for Name {
    fn from(text: &NameText) -> Self {
        match text {
            NameText::Whole(whole) => Self::of_whole(whole),
            NameText::Parts { surname, given_names } => Self::of_parts(surname, given_names),
        }
    }
}

/// The culture pools of `knowledge/common.txt`: `(culture, kind, words)`, most common words first. Synthetic lists are
/// drawn from them.
pub fn common_words() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    knowledge::common_lines()
}
