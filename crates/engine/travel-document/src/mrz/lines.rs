//! The characters of a zone, checked for size and alphabet, without any meaning yet.

use super::{
    character::FILLER,
    layout::{Field, Format, Place},
};

/// The most characters a zone can have (TD1).
pub(crate) const LARGEST: usize = 90;

/// The lines of a zone. Only A to Z, 0 to 9 and the filler; the size is that of the format.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lines {
    format: Format,
    characters: [u8; LARGEST],
}

impl Lines {
    pub(crate) const fn new(format: Format, characters: [u8; LARGEST]) -> Self {
        Self { format, characters }
    }

    /// The form they have.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// A line, from 0; empty when the form has no such line.
    pub fn line(&self, number: u8) -> &str {
        let lengths = self.format.line_lengths();
        let start = lengths.iter().take(usize::from(number)).map(|length| usize::from(*length)).sum::<usize>();
        let length = lengths.get(usize::from(number)).map_or(0, |length| usize::from(*length));
        text(self.cells(start..start + length))
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).zip(self.format.line_lengths()).map(|(number, _)| self.line(number))
    }

    /// A field's characters; empty when the form does not have it.
    pub fn field(&self, field: Field) -> &[u8] {
        self.format.place(field).map_or(&[], |place| self.at(place))
    }

    /// A field's single character; the filler when the form does not have it.
    pub(crate) fn single(&self, field: Field) -> u8 {
        self.field(field).first().copied().unwrap_or(FILLER)
    }

    /// A field as text without the fillers that follow it.
    pub(crate) fn trimmed(&self, field: Field) -> &str {
        text(without_tail(self.field(field)))
    }

    pub(crate) fn at(&self, place: Place) -> &[u8] {
        self.cells(place.cells())
    }

    /// Characters counted over all lines.
    pub(crate) fn cells(&self, cells: std::ops::Range<usize>) -> &[u8] {
        self.characters.get(cells).unwrap_or_default()
    }

    /// A run of characters given by its first and its length.
    pub(crate) fn run(&self, (start, length): (u8, u8)) -> &[u8] {
        self.cells(usize::from(start)..usize::from(start) + usize::from(length))
    }

    /// A character counted over all lines; the filler beyond the end.
    pub(crate) fn cell(&self, cell: usize) -> u8 {
        self.characters.get(cell).copied().unwrap_or(FILLER)
    }

    /// Every character of the form.
    pub(crate) fn all(&self) -> &[u8] {
        self.cells(0..self.format.size())
    }

    pub(crate) fn set(&mut self, cell: usize, character: u8) {
        if let Some(place) = self.characters.get_mut(cell) {
            *place = character;
        }
    }
}

/// Characters without the fillers that follow them.
pub(crate) fn without_tail(characters: &[u8]) -> &[u8] {
    let end = characters.iter().rposition(|c| *c != FILLER).map_or(0, |last| last + 1);
    characters.get(..end).unwrap_or_default()
}

/// Characters of a zone as text; they are ASCII by construction.
pub(crate) fn text(characters: &[u8]) -> &str {
    std::str::from_utf8(characters).unwrap_or_default()
}

/// Zones are personal: logs see the form alone.
impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lines({}, [personal])", self.format.name())
    }
}
