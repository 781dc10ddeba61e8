//! Where each field stands in each form of zone.
//!
//! To add a form: a variant of [`Format`], its table of [`Place`]s, its composite, and a rule in `receive` that tells it
//! from the others of the same size.

use serde::Serialize;

/// A form of machine readable zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Card, three lines of 30 (ICAO 9303-5).
    Td1,
    /// Larger card, two lines of 36 (ICAO 9303-6).
    Td2,
    /// Passport, two lines of 44 (ICAO 9303-4).
    Td3,
    /// Full-page visa, two lines of 44 (ICAO 9303-7).
    MrvA,
    /// Smaller visa, two lines of 36 (ICAO 9303-7).
    MrvB,
    /// French identity card of the series before 2021, two lines of 36 in a layout of its own.
    FranceId,
}

/// A field of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// One or two letters: what the document is.
    DocumentCode,
    /// Issuing State or organisation.
    IssuingState,
    /// Names; on the French card surnames alone.
    Name,
    /// Given names, where they have a field of their own.
    GivenNames,
    /// Document number.
    DocumentNumber,
    /// Its check digit.
    DocumentNumberDigit,
    /// Nationality.
    Nationality,
    /// Birth date, YYMMDD.
    BirthDate,
    /// Its check digit.
    BirthDateDigit,
    /// Sex.
    Sex,
    /// Expiry date, YYMMDD.
    ExpiryDate,
    /// Its check digit.
    ExpiryDateDigit,
    /// Optional data; on TD1 those of line 1.
    OptionalData,
    /// Check digit of the optional data (TD3 alone).
    OptionalDataDigit,
    /// Second optional data (TD1 line 2).
    OptionalData2,
    /// Composite check digit.
    Composite,
}

impl Field {
    /// The code used in reports and translations, such as `birth_date`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DocumentCode => "document_code",
            Self::IssuingState => "issuing_state",
            Self::Name => "name",
            Self::GivenNames => "given_names",
            Self::DocumentNumber => "document_number",
            Self::DocumentNumberDigit => "document_number_digit",
            Self::Nationality => "nationality",
            Self::BirthDate => "birth_date",
            Self::BirthDateDigit => "birth_date_digit",
            Self::Sex => "sex",
            Self::ExpiryDate => "expiry_date",
            Self::ExpiryDateDigit => "expiry_date_digit",
            Self::OptionalData => "optional_data",
            Self::OptionalDataDigit => "optional_data_digit",
            Self::OptionalData2 => "optional_data_2",
            Self::Composite => "composite",
        }
    }
}

/// Where a field stands: line and column from 0, length in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The field.
    pub field: Field,
    /// Line, from 0.
    pub line: u8,
    /// First column, from 0.
    pub column: u8,
    /// How many characters.
    pub length: u8,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 6] = [Self::Td1, Self::Td2, Self::Td3, Self::MrvA, Self::MrvB, Self::FranceId];

    /// The name used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Td1 => "TD1",
            Self::Td2 => "TD2",
            Self::Td3 => "TD3",
            Self::MrvA => "MRV-A",
            Self::MrvB => "MRV-B",
            Self::FranceId => "FRA-ID",
        }
    }

    /// How many lines it has.
    pub const fn lines(self) -> u8 {
        match self {
            Self::Td1 => 3,
            Self::Td2 | Self::Td3 | Self::MrvA | Self::MrvB | Self::FranceId => 2,
        }
    }

    /// How many characters a line has.
    pub const fn line_length(self) -> u8 {
        match self {
            Self::Td1 => 30,
            Self::Td2 | Self::MrvB | Self::FranceId => 36,
            Self::Td3 | Self::MrvA => 44,
        }
    }

    /// The fields in reading order.
    pub const fn places(self) -> &'static [Place] {
        match self {
            Self::Td1 => TD1,
            Self::Td2 => TD2,
            Self::Td3 => TD3,
            Self::MrvA => MRV_A,
            Self::MrvB => MRV_B,
            Self::FranceId => FRANCE_ID,
        }
    }

    /// Where a field stands; `None` when the form does not have it.
    pub fn place(self, field: Field) -> Option<Place> {
        self.places().iter().find(|place| place.field == field).copied()
    }

    /// What the composite digit covers, as line, first column and length; empty when none is printed.
    pub const fn composite(self) -> &'static [(u8, u8, u8)] {
        match self {
            Self::Td1 => &[(0, 5, 25), (1, 0, 7), (1, 8, 7), (1, 18, 11)],
            Self::Td2 => &[(1, 0, 10), (1, 13, 7), (1, 21, 14)],
            Self::Td3 => &[(1, 0, 10), (1, 13, 7), (1, 21, 22)],
            Self::MrvA | Self::MrvB => &[],
            Self::FranceId => &[(0, 0, 36), (1, 0, 35)],
        }
    }

    /// Whether a check digit of this form covers the field.
    pub fn is_covered(self, field: Field) -> bool {
        let Some(place) = self.place(field) else { return false };
        let own = matches!(field, Field::DocumentNumber | Field::BirthDate | Field::ExpiryDate);
        own || self
            .composite()
            .iter()
            .any(|(line, column, length)| *line == place.line && *column <= place.column && place.column + place.length <= column + length)
    }
}

const fn at(field: Field, line: u8, column: u8, length: u8) -> Place {
    Place { field, line, column, length }
}

const TD1: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::DocumentNumber, 0, 5, 9),
    at(Field::DocumentNumberDigit, 0, 14, 1),
    at(Field::OptionalData, 0, 15, 15),
    at(Field::BirthDate, 1, 0, 6),
    at(Field::BirthDateDigit, 1, 6, 1),
    at(Field::Sex, 1, 7, 1),
    at(Field::ExpiryDate, 1, 8, 6),
    at(Field::ExpiryDateDigit, 1, 14, 1),
    at(Field::Nationality, 1, 15, 3),
    at(Field::OptionalData2, 1, 18, 11),
    at(Field::Composite, 1, 29, 1),
    at(Field::Name, 2, 0, 30),
];

const TD2: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::Name, 0, 5, 31),
    at(Field::DocumentNumber, 1, 0, 9),
    at(Field::DocumentNumberDigit, 1, 9, 1),
    at(Field::Nationality, 1, 10, 3),
    at(Field::BirthDate, 1, 13, 6),
    at(Field::BirthDateDigit, 1, 19, 1),
    at(Field::Sex, 1, 20, 1),
    at(Field::ExpiryDate, 1, 21, 6),
    at(Field::ExpiryDateDigit, 1, 27, 1),
    at(Field::OptionalData, 1, 28, 7),
    at(Field::Composite, 1, 35, 1),
];

const TD3: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::Name, 0, 5, 39),
    at(Field::DocumentNumber, 1, 0, 9),
    at(Field::DocumentNumberDigit, 1, 9, 1),
    at(Field::Nationality, 1, 10, 3),
    at(Field::BirthDate, 1, 13, 6),
    at(Field::BirthDateDigit, 1, 19, 1),
    at(Field::Sex, 1, 20, 1),
    at(Field::ExpiryDate, 1, 21, 6),
    at(Field::ExpiryDateDigit, 1, 27, 1),
    at(Field::OptionalData, 1, 28, 14),
    at(Field::OptionalDataDigit, 1, 42, 1),
    at(Field::Composite, 1, 43, 1),
];

const MRV_A: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::Name, 0, 5, 39),
    at(Field::DocumentNumber, 1, 0, 9),
    at(Field::DocumentNumberDigit, 1, 9, 1),
    at(Field::Nationality, 1, 10, 3),
    at(Field::BirthDate, 1, 13, 6),
    at(Field::BirthDateDigit, 1, 19, 1),
    at(Field::Sex, 1, 20, 1),
    at(Field::ExpiryDate, 1, 21, 6),
    at(Field::ExpiryDateDigit, 1, 27, 1),
    at(Field::OptionalData, 1, 28, 16),
];

const MRV_B: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::Name, 0, 5, 31),
    at(Field::DocumentNumber, 1, 0, 9),
    at(Field::DocumentNumberDigit, 1, 9, 1),
    at(Field::Nationality, 1, 10, 3),
    at(Field::BirthDate, 1, 13, 6),
    at(Field::BirthDateDigit, 1, 19, 1),
    at(Field::Sex, 1, 20, 1),
    at(Field::ExpiryDate, 1, 21, 6),
    at(Field::ExpiryDateDigit, 1, 27, 1),
    at(Field::OptionalData, 1, 28, 8),
];

const FRANCE_ID: &[Place] = &[
    at(Field::DocumentCode, 0, 0, 2),
    at(Field::IssuingState, 0, 2, 3),
    at(Field::Name, 0, 5, 25),
    at(Field::OptionalData, 0, 30, 6),
    at(Field::DocumentNumber, 1, 0, 12),
    at(Field::DocumentNumberDigit, 1, 12, 1),
    at(Field::GivenNames, 1, 13, 14),
    at(Field::BirthDate, 1, 27, 6),
    at(Field::BirthDateDigit, 1, 33, 1),
    at(Field::Sex, 1, 34, 1),
    at(Field::Composite, 1, 35, 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_belongs_to_exactly_one_field() {
        for format in Format::ALL {
            let width = usize::from(format.line_length());
            let mut seen = vec![0_u8; usize::from(format.lines()) * width];
            for place in format.places() {
                for column in place.column..place.column + place.length {
                    seen[usize::from(place.line) * width + usize::from(column)] += 1;
                }
            }
            assert!(seen.iter().all(|count| *count == 1), "{}", format.name());
        }
    }
}
