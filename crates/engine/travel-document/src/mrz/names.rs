//! The name field: primary and secondary identifier (ICAO 9303-3 §4.6).

use garita_domain::PersonName;

use super::{
    layout::{Field, Format},
    lines::{Lines, text},
};

/// The two identifiers as printed, with fillers between their parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identifiers<'a> {
    pub primary: &'a str,
    pub secondary: &'a str,
}

/// Whether the name may go on beyond the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameLength {
    /// The field ends with a filler: the whole name is there.
    Complete,
    /// The field is full to its last column: the printed name may be longer (ICAO 9303-4 §4.2.3).
    MayBeTruncated,
}

impl<'a> Identifiers<'a> {
    pub(crate) fn of(lines: &'a Lines) -> Self {
        let name = text(lines.field(Field::Name));
        match lines.format() {
            Format::FranceId => Self { primary: name.trim_end_matches('<'), secondary: lines.trimmed(Field::GivenNames) },
            Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {
                let name = name.trim_end_matches('<');
                let (primary, secondary) = name.split_once("<<").unwrap_or((name, ""));
                Self { primary, secondary }
            }
        }
    }

    /// Both parts with spaces for fillers; `None` when nothing is printed.
    pub(crate) fn person(self) -> Option<PersonName> {
        PersonName::new(&spaced(self.primary), &spaced(self.secondary)).ok()
    }
}

/// Fillers become single spaces.
pub(crate) fn spaced(identifier: &str) -> String {
    let mut spaced = String::with_capacity(identifier.len());
    for part in identifier.split('<').filter(|part| !part.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(part);
    }
    spaced
}

/// Whether the name fills its field.
pub(crate) fn length(lines: &Lines) -> NameLength {
    let full = |field| lines.field(field).last().is_some_and(|last| *last != b'<');
    if full(Field::Name) || full(Field::GivenNames) { NameLength::MayBeTruncated } else { NameLength::Complete }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mrz::receive::receive;

    fn name(field: &str) -> (Option<String>, NameLength) {
        let text = format!("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n{field:<<30}");
        let lines = receive(&text).unwrap().0;
        (Identifiers::of(&lines).person().map(|n| n.to_string()), length(&lines))
    }

    #[test]
    fn names_split_at_the_double_filler() {
        assert_eq!(name("ERIKSSON<<ANNA<MARIA").0.unwrap(), "ERIKSSON, ANNA MARIA");
        assert_eq!(name("DE<LA<CRUZ<<JOSE").0.unwrap(), "DE LA CRUZ, JOSE");
        assert_eq!(name("ARKFREITH").0.unwrap(), "ARKFREITH");
        assert_eq!(name("<<ANNA<MARIA").0.unwrap(), "ANNA MARIA");
        assert_eq!(name("STEVENSON<<PETER<<JOHN").0.unwrap(), "STEVENSON, PETER JOHN");
        assert_eq!(name("").0, None);
    }

    #[test]
    fn a_full_field_may_be_truncated() {
        assert_eq!(name("ERIKSSON<<ANNA").1, NameLength::Complete);
        assert_eq!(name("BENNELONG<WOOLOOMOOLOO<<DINGOP").1, NameLength::MayBeTruncated);
    }
}
