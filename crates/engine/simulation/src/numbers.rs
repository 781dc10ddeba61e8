//! Document numbers: invented, unique within a shape, in the shapes officers meet.
//!
//! No number here is meant to be anyone's. The shapes differ by issuer so that screens show what they must cope with
//! (letters first, digits only, thirteen digits that overflow a card's field); none is claimed to be an issuer's rule.

use garita_domain::{DocumentKind, DocumentNumber};

use crate::{
    nations::{Nation, Nations},
    settings::WorldError,
};

/// Shares no factor with 10 or 26, so that every serial gets a number of its own; large, so that neighbours look unlike.
const STEP: u128 = 11_400_714_819_323_198_487;

/// The number of the document with this serial; `start` shifts all numbers of a world.
pub fn number(nations: &Nations, kind: DocumentKind, issuer: Nation, serial: u64, start: u64) -> Result<DocumentNumber, WorldError> {
    let shape = match kind {
        DocumentKind::Passport => nations.passport(issuer),
        // Thirteen digits: a card's zone holds nine and runs on in the optional data (ICAO 9303-5 §4.2.2 note j).
        DocumentKind::IdentityCard => "0099999999999",
        DocumentKind::BorderPass => "PV9999999",
        DocumentKind::ResidenceCard => "RE9999999",
        DocumentKind::CrewDocument => "TC9999999",
        DocumentKind::Visa
        | DocumentKind::ConventionTravelDocument
        | DocumentKind::EmergencyDocument
        | DocumentKind::DrivingLicence
        | DocumentKind::Other => "ZZ9999999",
    };
    DocumentNumber::parse(&fill(shape, serial, start)).map_err(WorldError::MakeNumber)
}

/// Puts a serial into a shape. An `A` takes any letter and a `9` any digit; all else stands as it is.
fn fill(shape: &str, serial: u64, start: u64) -> String {
    let size = |mark: u8| match mark {
        b'A' => 26_u128,
        b'9' => 10,
        _ => 1,
    };
    let room: u128 = shape.bytes().map(size).product();
    let mut left = (u128::from(serial) * STEP + u128::from(start)) % room;
    let mut text = String::with_capacity(shape.len());
    for mark in shape.bytes() {
        let drawn = u8::try_from(left % size(mark)).unwrap_or(0);
        left /= size(mark);
        text.push(char::from(match mark {
            b'A' => b'A' + drawn,
            b'9' => b'0' + drawn,
            fixed => fixed,
        }));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn serials_do_not_meet_within_a_shape() {
        assert_eq!((0..1000).map(|serial| fill("999", serial, 77)).collect::<BTreeSet<_>>().len(), 1000);
        assert_eq!((0..2600).map(|serial| fill("A99", serial, 5)).collect::<BTreeSet<_>>().len(), 2600);
        assert!(fill("PA9999999", 12, 3).starts_with('P'));
        assert_eq!(fill("0099999999999", 12, 3).len(), 13);
    }
}
