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
    /// French driving licence, one line of 30 in a layout of its own.
    FranceLicence,
    /// Swiss driving licence, lines of 9, 30 and 30 without any check digit.
    SwissLicence,
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
    /// First character, from 0, counted over all lines.
    pub(crate) start: u8,
}

impl Place {
    /// The characters it takes, counted over all lines.
    pub(crate) fn cells(self) -> std::ops::Range<usize> {
        usize::from(self.start)..usize::from(self.start) + usize::from(self.length)
    }
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 8] =
        [Self::Td1, Self::Td2, Self::Td3, Self::MrvA, Self::MrvB, Self::FranceId, Self::FranceLicence, Self::SwissLicence];

    /// The name used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Td1 => "TD1",
            Self::Td2 => "TD2",
            Self::Td3 => "TD3",
            Self::MrvA => "MRV-A",
            Self::MrvB => "MRV-B",
            Self::FranceId => "FRA-ID",
            Self::FranceLicence => "FRA-DL",
            Self::SwissLicence => "CHE-DL",
        }
    }

    /// How many characters each line has.
    pub const fn line_lengths(self) -> &'static [u8] {
        match self {
            Self::Td1 => &[30, 30, 30],
            Self::Td2 | Self::MrvB | Self::FranceId => &[36, 36],
            Self::Td3 | Self::MrvA => &[44, 44],
            Self::FranceLicence => &[30],
            Self::SwissLicence => &[9, 30, 30],
        }
    }

    /// How many characters it has over all lines.
    pub(crate) fn size(self) -> usize {
        self.line_lengths().iter().map(|length| usize::from(*length)).sum()
    }

    /// Line and column of a character, both from 0.
    pub(crate) fn line_and_column(self, cell: usize) -> (u8, u8) {
        let mut left = u8::try_from(cell).unwrap_or(u8::MAX);
        for (line, length) in (0..).zip(self.line_lengths()) {
            match left.checked_sub(*length) {
                None => return (line, left),
                Some(rest) => left = rest,
            }
        }
        (0, 0)
    }

    /// Where its fields stand, in reading order.
    pub const fn places(self) -> &'static [Place] {
        match self {
            Self::Td1 => TD1,
            Self::Td2 => TD2,
            Self::Td3 => TD3,
            Self::MrvA => MRV_A,
            Self::MrvB => MRV_B,
            Self::FranceId => FRANCE_ID,
            Self::FranceLicence => FRANCE_LICENCE,
            Self::SwissLicence => SWISS_LICENCE,
        }
    }

    const fn by_field(self) -> &'static [Option<Place>; FIELDS] {
        match self {
            Self::Td1 => const { &by_field(TD1) },
            Self::Td2 => const { &by_field(TD2) },
            Self::Td3 => const { &by_field(TD3) },
            Self::MrvA => const { &by_field(MRV_A) },
            Self::MrvB => const { &by_field(MRV_B) },
            Self::FranceId => const { &by_field(FRANCE_ID) },
            Self::FranceLicence => const { &by_field(FRANCE_LICENCE) },
            Self::SwissLicence => const { &by_field(SWISS_LICENCE) },
        }
    }

    /// Where a field stands; `None` when the form does not have it.
    pub fn place(self, field: Field) -> Option<Place> {
        self.by_field().get(field as usize).copied().flatten()
    }

    /// The characters the document number's digit is made over, as first character and length.
    pub(crate) const fn number_digit_covers(self) -> &'static [(u8, u8)] {
        match self {
            Self::Td1 => &[(5, 9)],
            Self::Td2 | Self::MrvB => &[(36, 9)],
            Self::Td3 | Self::MrvA => &[(44, 9)],
            Self::FranceId => &[(36, 12)],
            // It covers document code and State too.
            Self::FranceLicence => &[(0, 14)],
            Self::SwissLicence => &[],
        }
    }

    /// What the composite digit covers, as first character (counted over all lines) and length; empty when none is printed.
    pub(crate) const fn composite(self) -> &'static [(u8, u8)] {
        match self {
            Self::Td1 => &[(5, 25), (30, 7), (38, 7), (48, 11)],
            Self::Td2 => &[(36, 10), (49, 7), (57, 14)],
            Self::Td3 => &[(44, 10), (57, 7), (65, 22)],
            Self::FranceId => &[(0, 71)],
            Self::FranceLicence => &[(0, 29)],
            Self::MrvA | Self::MrvB | Self::SwissLicence => &[],
        }
    }

    /// Whether a check digit of this form covers the field.
    pub fn is_covered(self, field: Field) -> bool {
        let Some(place) = self.place(field) else { return false };
        let own = OWN_DIGITS.iter().find(|(covered, _)| *covered == field).and_then(|(_, digit)| self.place(*digit));
        let within = |(start, length): &(u8, u8)| *start <= place.start && place.start + place.length <= start + length;
        own.is_some() || self.composite().iter().any(within)
    }
}

/// The fields that have a check digit of their own, with it.
pub(crate) const OWN_DIGITS: [(Field, Field); 4] = [
    (Field::DocumentNumber, Field::DocumentNumberDigit),
    (Field::BirthDate, Field::BirthDateDigit),
    (Field::ExpiryDate, Field::ExpiryDateDigit),
    (Field::OptionalData, Field::OptionalDataDigit),
];

/// How many kinds of field there are.
const FIELDS: usize = Field::Composite as usize + 1;

#[expect(clippy::indexing_slicing, reason = "evaluated when compiling: an index beyond the end does not compile")]
const fn by_field(places: &[Place]) -> [Option<Place>; FIELDS] {
    let mut table = [None; FIELDS];
    let mut at = 0;
    while at < places.len() {
        table[places[at].field as usize] = Some(places[at]);
        at += 1;
    }
    table
}

#[expect(clippy::indexing_slicing, reason = "evaluated when compiling: an index beyond the end does not compile")]
/// A place in a form whose lines start at these characters.
const fn at(starts: [u8; 3], field: Field, line: u8, column: u8, length: u8) -> Place {
    Place { field, line, column, length, start: starts[line as usize] + column }
}

macro_rules! places {
    ($starts:expr; $($field:ident $line:literal $column:literal $length:literal,)+) => {
        &[$(at($starts, Field::$field, $line, $column, $length)),+]
    };
}

/// Where each line starts.
const THIRTY: [u8; 3] = [0, 30, 60];
const THIRTY_SIX: [u8; 3] = [0, 36, 72];
const FORTY_FOUR: [u8; 3] = [0, 44, 88];
const SWISS: [u8; 3] = [0, 9, 39];

const TD1: &[Place] = places! { THIRTY;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    DocumentNumber 0 5 9,
    DocumentNumberDigit 0 14 1,
    OptionalData 0 15 15,
    BirthDate 1 0 6,
    BirthDateDigit 1 6 1,
    Sex 1 7 1,
    ExpiryDate 1 8 6,
    ExpiryDateDigit 1 14 1,
    Nationality 1 15 3,
    OptionalData2 1 18 11,
    Composite 1 29 1,
    Name 2 0 30,
};

const TD2: &[Place] = places! { THIRTY_SIX;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    Name 0 5 31,
    DocumentNumber 1 0 9,
    DocumentNumberDigit 1 9 1,
    Nationality 1 10 3,
    BirthDate 1 13 6,
    BirthDateDigit 1 19 1,
    Sex 1 20 1,
    ExpiryDate 1 21 6,
    ExpiryDateDigit 1 27 1,
    OptionalData 1 28 7,
    Composite 1 35 1,
};

const TD3: &[Place] = places! { FORTY_FOUR;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    Name 0 5 39,
    DocumentNumber 1 0 9,
    DocumentNumberDigit 1 9 1,
    Nationality 1 10 3,
    BirthDate 1 13 6,
    BirthDateDigit 1 19 1,
    Sex 1 20 1,
    ExpiryDate 1 21 6,
    ExpiryDateDigit 1 27 1,
    OptionalData 1 28 14,
    OptionalDataDigit 1 42 1,
    Composite 1 43 1,
};

const MRV_A: &[Place] = places! { FORTY_FOUR;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    Name 0 5 39,
    DocumentNumber 1 0 9,
    DocumentNumberDigit 1 9 1,
    Nationality 1 10 3,
    BirthDate 1 13 6,
    BirthDateDigit 1 19 1,
    Sex 1 20 1,
    ExpiryDate 1 21 6,
    ExpiryDateDigit 1 27 1,
    OptionalData 1 28 16,
};

const MRV_B: &[Place] = places! { THIRTY_SIX;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    Name 0 5 31,
    DocumentNumber 1 0 9,
    DocumentNumberDigit 1 9 1,
    Nationality 1 10 3,
    BirthDate 1 13 6,
    BirthDateDigit 1 19 1,
    Sex 1 20 1,
    ExpiryDate 1 21 6,
    ExpiryDateDigit 1 27 1,
    OptionalData 1 28 8,
};

const FRANCE_ID: &[Place] = places! { THIRTY_SIX;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    Name 0 5 25,
    OptionalData 0 30 6,
    DocumentNumber 1 0 12,
    DocumentNumberDigit 1 12 1,
    GivenNames 1 13 14,
    BirthDate 1 27 6,
    BirthDateDigit 1 33 1,
    Sex 1 34 1,
    Composite 1 35 1,
};

/// As the licences of 2013 print it: the digit of the number covers everything before it, the last one everything.
const FRANCE_LICENCE: &[Place] = places! { THIRTY;
    DocumentCode 0 0 2,
    IssuingState 0 2 3,
    DocumentNumber 0 5 9,
    DocumentNumberDigit 0 14 1,
    ExpiryDate 0 15 6,
    Name 0 21 8,
    Composite 0 29 1,
};

/// As the licences of 2003 print it. The first line is the number of the blank card and the letter of the language; the
/// number of the licence is the nine digits of the register and three of the version.
const SWISS_LICENCE: &[Place] = places! { SWISS;
    OptionalData 0 0 9,
    DocumentCode 1 0 2,
    IssuingState 1 2 3,
    DocumentNumber 1 5 14,
    BirthDate 1 19 6,
    OptionalData2 1 25 5,
    Name 2 0 30,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_belongs_to_exactly_one_field() {
        for format in Format::ALL {
            let mut seen = vec![0_u8; format.size()];
            for place in format.places() {
                for cell in place.cells() {
                    seen[cell] += 1;
                    assert_eq!(format.line_and_column(cell).0, place.line, "{}", format.name());
                }
                assert_eq!(format.place(place.field), Some(*place));
            }
            assert!(seen.iter().all(|count| *count == 1), "{}", format.name());
        }
    }
}
