//! People's names, as they are: two parts of which either may be missing, in any script.

use serde::{Deserialize, Serialize};

/// Longest name part kept, in characters. ICAO zones hold 39; printed names may be longer.
const LONGEST: usize = 300;

/// A primary identifier (surnames) and a secondary one (given names). Single names have only the primary.
///
/// Spelling, diacritics and order are kept as given; white space is folded.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    surname: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    given_names: String,
}

/// Why a name was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Both parts are empty.
    #[error("enter at least one name; a person with a single name goes into the surname field")]
    Empty,
    /// A part is longer than 300 characters.
    #[error("a name part may have 300 characters at most")]
    TooLong,
    /// Control or direction characters, which could make a screen show another name.
    #[error("the name holds invisible control characters; type it again by hand")]
    ControlCharacters,
}

impl PersonName {
    /// Takes the two parts. When only given names are known they become the primary identifier (ICAO 9303-3 §4.6).
    pub fn new(surname: &str, given_names: &str) -> Result<Self, PersonNameError> {
        let (surname, given_names) = (fold(surname)?, fold(given_names)?);
        match (surname.is_empty(), given_names.is_empty()) {
            (true, true) => Err(PersonNameError::Empty),
            (true, false) => Ok(Self { surname: given_names, given_names: String::new() }),
            (false, _) => Ok(Self { surname, given_names }),
        }
    }

    /// Surnames, or the only name.
    pub fn surname(&self) -> &str {
        &self.surname
    }

    /// Given names; empty for a single name.
    pub fn given_names(&self) -> &str {
        &self.given_names
    }
}

fn fold(text: &str) -> Result<String, PersonNameError> {
    let hidden = |c: char| {
        (c.is_control() && !c.is_whitespace())
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    if text.chars().any(hidden) {
        return Err(PersonNameError::ControlCharacters);
    }
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() > LONGEST {
        return Err(PersonNameError::TooLong);
    }
    Ok(folded)
}

/// `LÓPEZ GARCÍA, María`.
impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.given_names.is_empty() { f.write_str(&self.surname) } else { write!(f, "{}, {}", self.surname, self.given_names) }
    }
}

impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName([personal])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_names_and_spelling_are_kept() {
        let name = |s, g| PersonName::new(s, g).map(|n| n.to_string());
        assert_eq!(name(" López  García ", "María José"), Ok("López García, María José".into()));
        assert_eq!(name("", "Suharto"), Ok("Suharto".into()));
        assert_eq!(name(" ", ""), Err(PersonNameError::Empty));
        assert_eq!(name("Pe\u{202E}rez", ""), Err(PersonNameError::ControlCharacters));
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics(surname in "\\PC{0,400}", given in "\\PC{0,40}") {
            let _ = PersonName::new(&surname, &given).map(|name| name.to_string());
        }
    }
}
