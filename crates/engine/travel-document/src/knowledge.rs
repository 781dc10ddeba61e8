//! What is known about issuers: the codes of States, organisations and persons without a State.
//!
//! The table is data (`knowledge/states.csv`, with its sources); it is compiled in and read once. This room must not know
//! any policy: whether a code matters is for the checks to say.
//!
//! To add a code: a line in the table. A line that does not parse fails the test below.

use std::sync::LazyLock;

use garita_domain::{CountryCode, Language};
use jiff::civil::Date;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeKind {
    /// A State.
    State,
    /// A territory or region with a code of its own.
    Territory,
    /// A form of British nationality other than British citizen.
    British,
    /// An organisation that issues travel documents.
    Organisation,
    /// A stateless person (Convention of 1954).
    Stateless,
    /// A refugee (Convention of 1951, or on another basis).
    Refugee,
    /// A nationality not specified.
    Unspecified,
    /// A code no longer issued.
    Withdrawn,
    /// Utopia: specimens, never a document.
    Specimen,
    /// A code the standard prescribes otherwise, known from documents in use.
    Variant,
}

/// One code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code.
    pub code: CountryCode,
    /// What it stands for.
    pub kind: CodeKind,
    /// Last day on which documents with it were issued, for withdrawn codes.
    pub withdrawn: Option<Date>,
    spanish: &'static str,
    english: &'static str,
}

impl CodeEntry {
    /// The name for people.
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Es => self.spanish,
            Language::En => self.english,
        }
    }

    /// Whether it is the code of a person rather than of a State: stateless, refugee, unspecified.
    pub const fn is_person_without_state(&self) -> bool {
        match self.kind {
            CodeKind::Stateless | CodeKind::Refugee | CodeKind::Unspecified => true,
            CodeKind::State
            | CodeKind::Territory
            | CodeKind::British
            | CodeKind::Organisation
            | CodeKind::Withdrawn
            | CodeKind::Specimen
            | CodeKind::Variant => false,
        }
    }
}

/// The entry of a code; `None` when nobody assigned it.
pub fn find(code: CountryCode) -> Option<&'static CodeEntry> {
    let mut letters = [b'<'; 3];
    for (to, from) in letters.iter_mut().zip(code.as_str().bytes()) {
        *to = from;
    }
    entry_of(letters)
}

/// Whether three characters of a zone are a code that somebody assigned, fillers at its end.
pub(crate) fn is_assigned(characters: &[u8]) -> bool {
    <[u8; 3]>::try_from(characters).is_ok_and(|letters| entry_of(letters).is_some())
}

fn entry_of(letters: [u8; 3]) -> Option<&'static CodeEntry> {
    let entry = *INDEX.get(slot(letters)?)?;
    TABLE.get(usize::from(entry.checked_sub(1)?))
}

/// Three letters or fillers as a number; `None` for anything else.
fn slot(letters: [u8; 3]) -> Option<usize> {
    letters.iter().try_fold(0, |slot, letter| {
        let place = match letter {
            b'<' => 0,
            b'A'..=b'Z' => usize::from(letter - b'A') + 1,
            _ => return None,
        };
        Some(slot * 27 + place)
    })
}

/// All codes, in alphabetical order.
pub fn all() -> &'static [CodeEntry] {
    &TABLE
}

/// The name of a code for people; the code itself when it is unknown.
pub fn name(code: CountryCode, language: Language) -> String {
    find(code).map_or_else(|| code.to_string(), |entry| entry.name(language).to_owned())
}

const SOURCE: &str = include_str!("../knowledge/states.csv");

static TABLE: LazyLock<Vec<CodeEntry>> = LazyLock::new(|| {
    let mut table: Vec<_> = SOURCE.lines().filter_map(entry).collect();
    table.sort_by_key(|entry| entry.code);
    table
});

/// For each slot the place of its entry in the table, from 1; 0 for none.
static INDEX: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut index = vec![0; 27 * 27 * 27];
    for (place, entry) in (1..).zip(TABLE.iter()) {
        let mut letters = [b'<'; 3];
        for (to, from) in letters.iter_mut().zip(entry.code.as_str().bytes()) {
            *to = from;
        }
        if let Some(slot) = slot(letters).and_then(|slot| index.get_mut(slot)) {
            *slot = place;
        }
    }
    index
});

fn entry(line: &'static str) -> Option<CodeEntry> {
    let mut cells = line.split(';');
    let code = CountryCode::parse(cells.next()?).ok()?;
    let kind = match cells.next()? {
        "state" => CodeKind::State,
        "territory" => CodeKind::Territory,
        "british" => CodeKind::British,
        "organisation" => CodeKind::Organisation,
        "stateless" => CodeKind::Stateless,
        "refugee" => CodeKind::Refugee,
        "unspecified" => CodeKind::Unspecified,
        "withdrawn" => CodeKind::Withdrawn,
        "specimen" => CodeKind::Specimen,
        "variant" => CodeKind::Variant,
        _ => return None,
    };
    let (spanish, english, until) = (cells.next()?, cells.next()?, cells.next()?);
    let withdrawn = if until.is_empty() { None } else { Some(until.parse().ok()?) };
    Some(CodeEntry { code, kind, withdrawn, spanish, english })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_parses_and_no_code_comes_twice() {
        let lines = SOURCE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(all().len(), lines);
        assert!(all().windows(2).all(|pair| pair[0].code < pair[1].code));
        assert!(all().iter().all(|entry| !entry.spanish.is_empty() && !entry.english.is_empty()));
        assert!(all().iter().all(|entry| (entry.kind == CodeKind::Withdrawn) == entry.withdrawn.is_some()));
    }

    #[test]
    fn iso_3166_1_is_complete() {
        let iso = all().iter().filter(|e| matches!(e.kind, CodeKind::State | CodeKind::Territory));
        // 249 codes of ISO 3166-1; Germany stands as D beside its variant DEU, Kosovo is no part of ISO 3166-1.
        assert_eq!(iso.count(), 249 - 1 + 2);
    }

    #[test]
    fn names_come_in_both_languages() {
        let find_text = |code| find(CountryCode::parse(code).unwrap());
        let germany = find_text("D<<").unwrap();
        assert_eq!((germany.name(Language::Es), germany.name(Language::En)), ("Alemania", "Germany"));
        assert_eq!(find_text("XXB").map(CodeEntry::is_person_without_state), Some(true));
        assert_eq!(find_text("QQQ"), None);
    }
}
