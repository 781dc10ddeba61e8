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
        if number < self.format.lines() { text(self.range(number, 0, self.format.line_length())) } else { "" }
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.format.lines()).map(|number| self.line(number))
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
        text(self.field(field)).trim_end_matches('<')
    }

    pub(crate) fn at(&self, place: Place) -> &[u8] {
        self.range(place.line, place.column, place.length)
    }

    pub(crate) fn range(&self, line: u8, column: u8, length: u8) -> &[u8] {
        let start = usize::from(line) * usize::from(self.format.line_length()) + usize::from(column);
        self.characters.get(start..start + usize::from(length)).unwrap_or_default()
    }

    pub(crate) fn set(&mut self, line: u8, column: u8, character: u8) {
        let at = usize::from(line) * usize::from(self.format.line_length()) + usize::from(column);
        if let Some(cell) = self.characters.get_mut(at) {
            *cell = character;
        }
    }
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
