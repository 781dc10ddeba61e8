//! What the document checks look at, from a zone or as typed.

use garita_domain::{Certainty, CountryCode, DocumentKind, PartialDate, Presentation, PresentedDocument};
use jiff::civil::Date;

use crate::mrz::{DateForm, Field, Zone};

/// A code as it stands on the document.
#[derive(Clone, Copy)]
pub(super) enum Code<'a> {
    /// Nothing stands there.
    Absent,
    /// Something that cannot be a code.
    Garbled(&'a str),
    /// One to three letters.
    Letters(CountryCode),
}

/// An end of validity as it stands on the document.
#[derive(Clone, Copy)]
pub(super) enum Expiry {
    /// The form prints none.
    NotPrinted,
    /// It cannot be a date.
    Unreadable,
    /// A date, of which parts or all may be unknown.
    Date(PartialDate),
}

pub(super) struct Facts<'a> {
    pub today: Date,
    pub certainty: Certainty,
    pub kind: DocumentKind,
    pub issuer: Code<'a>,
    pub nationality: Code<'a>,
    pub birth: PartialDate,
    pub expiry: Expiry,
}

impl<'a> Facts<'a> {
    pub(super) fn zone(zone: &'a Zone, today: Date, certainty: Certainty) -> Self {
        let code = |parsed: Option<CountryCode>, field| match (parsed, zone.lines().trimmed(field)) {
            (Some(code), _) => Code::Letters(code),
            (None, "") => Code::Absent,
            (None, garbled) => Code::Garbled(garbled),
        };
        Self {
            today,
            certainty,
            kind: zone.kind(),
            issuer: code(zone.issuer(), Field::IssuingState),
            nationality: code(zone.nationality(), Field::Nationality),
            birth: zone.birth_date().date(),
            expiry: match zone.expiry_date() {
                None => Expiry::NotPrinted,
                Some(date) if date.form() == DateForm::Impossible => Expiry::Unreadable,
                Some(date) => Expiry::Date(date.date()),
            },
        }
    }

    pub(super) fn typed(presentation: &Presentation, document: &PresentedDocument) -> Self {
        let code = |code: Option<CountryCode>| code.map_or(Code::Absent, Code::Letters);
        Self {
            today: presentation.today,
            certainty: presentation.certainty,
            kind: document.kind,
            issuer: code(document.issuer),
            nationality: code(presentation.nationality),
            birth: presentation.birth_date,
            expiry: Expiry::Date(document.expiry),
        }
    }
}
