//! The name field: primary and secondary identifier (ICAO 9303-3 §4.6).

use garita_domain::PersonName;

use super::{
    confusion,
    layout::{Field, Format, Place},
    lines::{Lines, text, without_tail},
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
            Format::FranceLicence => Self { primary: name.trim_end_matches('<'), secondary: "" },
            Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB | Format::SwissLicence => {
                let name = name.trim_end_matches('<');
                let parted = name.as_bytes().windows(2).position(|pair| pair == b"<<");
                let (primary, secondary) = parted.and_then(|at| name.split_at_checked(at)).unwrap_or((name, ""));
                Self { primary, secondary: secondary.get(2..).unwrap_or_default() }
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

/// Characters of a name field that stand where only fillers can: after the second identifier, or after three fillers
/// (ICAO 9303-3 §4.6 has two identifiers with two fillers between and single ones inside). Counted over all lines.
pub(crate) fn fillers_read_as_letters(lines: &Lines, place: Place) -> Vec<usize> {
    let field = lines.at(place);
    let most = match (lines.format(), place.field) {
        // The old French card sets each given name apart by two fillers.
        (_, Field::GivenNames) => usize::MAX,
        (Format::FranceId | Format::FranceLicence, _) => 1,
        _ => 2,
    };
    let part = |to: usize| field.get(..to).unwrap_or_default();
    // From the right, the words that can be misread fillers; `first` begins the leftmost that can be nothing else.
    let (mut end, mut first) = (field.len(), None);
    loop {
        end = part(end).iter().rposition(|c| *c != b'<').map_or(0, |last| last + 1);
        let start = part(end).iter().rposition(|c| *c == b'<').map_or(0, |filler| filler + 1);
        let (word, before) = (field.get(start..end).unwrap_or_default(), part(start));
        let gap = before.len() - without_tail(before).len();
        if word.is_empty() || before.len() == gap || !word.iter().all(|c| confusion::is_filler_like(*c)) {
            break;
        }
        let identifiers = text(before).split("<<").filter(|part| part.bytes().any(|b| b != b'<')).count();
        if gap > 2 || (gap == 2 && identifiers >= most) {
            first = Some(start);
        }
        end = start;
    }
    let stray = first.into_iter().flat_map(|first| first..field.len()).filter(|at| field.get(*at) != Some(&b'<'));
    stray.map(|at| place.cells().start + at).collect()
}

/// A letter that may be a filler: a lone K or C after the last name, which an initial would look like too.
pub(crate) fn doubtful_initial(lines: &Lines, place: Place) -> Option<usize> {
    let name = without_tail(lines.at(place));
    let at_the_end = name.len() == usize::from(place.length);
    match name {
        [.., b'A'..=b'Z', b'<', last] | [.., b'A'..=b'Z', b'<', b'<', last] if confusion::is_often_a_filler(*last) && !at_the_end => {
            Some(place.cells().start + name.len() - 1)
        }
        _ => None,
    }
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
