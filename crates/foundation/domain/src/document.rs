//! What a travel document is, apart from how it is read.

use serde::{Deserialize, Serialize};

/// The kinds of document a post accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Passport of any sort.
    Passport,
    /// Identity card accepted for travel.
    IdentityCard,
    /// Visa; it accompanies a passport.
    Visa,
    /// Refugee or stateless person's travel document (Conventions of 1951 and 1954).
    ConventionTravelDocument,
    /// Emergency or provisional travel document, laissez-passer.
    EmergencyDocument,
    /// Residence card.
    ResidenceCard,
    /// Border (local traffic) pass.
    BorderPass,
    /// Seafarer's or crew member's document.
    CrewDocument,
    /// Driving licence, where a law accepts it.
    DrivingLicence,
    /// Anything else: the officer says what.
    Other,
}

impl DocumentKind {
    /// Every kind, in the order a list shows them.
    pub const ALL: [Self; 10] = [
        Self::Passport,
        Self::IdentityCard,
        Self::Visa,
        Self::ConventionTravelDocument,
        Self::EmergencyDocument,
        Self::ResidenceCard,
        Self::BorderPass,
        Self::CrewDocument,
        Self::DrivingLicence,
        Self::Other,
    ];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::IdentityCard => "identity_card",
            Self::Visa => "visa",
            Self::ConventionTravelDocument => "convention_travel_document",
            Self::EmergencyDocument => "emergency_document",
            Self::ResidenceCard => "residence_card",
            Self::BorderPass => "border_pass",
            Self::CrewDocument => "crew_document",
            Self::DrivingLicence => "driving_licence",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A document number in its canonical spelling: letters A-Z and digits only, upper case, 1 to 30 long.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

/// Why a text is no document number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document number has 1 to 30 letters A to Z and digits; leave out spaces and signs if in doubt")]
pub struct DocumentNumberError;

impl DocumentNumber {
    /// Reads a number as printed or as in an MRZ: spaces, hyphens, dots, slashes and fillers are dropped, letters raised.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let mut number = String::with_capacity(text.len().min(32));
        for c in text.chars() {
            match c {
                'A'..='Z' | '0'..='9' => number.push(c),
                'a'..='z' => number.push(c.to_ascii_uppercase()),
                ' ' | '-' | '.' | '/' | '<' => {}
                _ => return Err(DocumentNumberError),
            }
            if number.len() > 30 {
                return Err(DocumentNumberError);
            }
        }
        if number.is_empty() { Err(DocumentNumberError) } else { Ok(Self(number)) }
    }

    /// The canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocumentNumber([personal])")
    }
}

/// Sex as printed in the document (ICAO 9303-3 §4.7: `<` in the MRZ, X in the visual zone, when unspecified).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// F.
    Female,
    /// M.
    Male,
    /// X or a filler.
    #[default]
    Unspecified,
}

impl Sex {
    /// The letter people print: F, M or X.
    pub const fn letter(self) -> char {
        match self {
            Self::Female => 'F',
            Self::Male => 'M',
            Self::Unspecified => 'X',
        }
    }

    /// Reads F, M, X or `<`, in either case.
    pub const fn from_letter(letter: char) -> Option<Self> {
        match letter {
            'F' | 'f' => Some(Self::Female),
            'M' | 'm' => Some(Self::Male),
            'X' | 'x' | '<' => Some(Self::Unspecified),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_and_machine_spellings_meet() {
        let number = |text| DocumentNumber::parse(text).map(|n| n.as_str().to_owned());
        assert_eq!(number("e-123 456"), number("E123456<<"));
        assert_eq!(number(""), Err(DocumentNumberError));
        assert_eq!(number("Ñ1"), Err(DocumentNumberError));
        assert!(DocumentKind::ALL.iter().all(|kind| DocumentKind::from_code(kind.code()) == Some(*kind)));
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics_and_parsing_is_stable(text in "\\PC{0,40}") {
            if let Ok(number) = DocumentNumber::parse(&text) {
                proptest::prop_assert_eq!(DocumentNumber::parse(number.as_str()), Ok(number.clone()));
            }
        }
    }
}
