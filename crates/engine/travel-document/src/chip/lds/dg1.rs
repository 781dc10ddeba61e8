//! DG1: the machine readable zone (ICAO 9303-10 §4.7.1).

use super::{LdsError, Personal, outer};
use crate::chip::defect::Defects;

/// The zone of the chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg1 {
    /// All characters without line ends, for [`crate::mrz::Zone::read`], which takes them joined.
    pub zone: Personal,
    /// What is odd.
    pub defects: Defects,
}

impl Dg1 {
    /// Reads the file. Whether the zone makes sense is for the checks.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let value = outer(file, 0x61, &mut defects)?.inside().expect(0x5F1F)?;
        if value.content.is_empty() || !value.content.is_ascii() {
            return Err(LdsError::Field("machine readable zone"));
        }
        Ok(Self { zone: Personal::read(&value), defects })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn the_zone_is_read_and_not_printed() {
        let zone = b"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6";
        let dg1 = Dg1::parse(&group(0x61, &[value(0x5F1F, zone)])).unwrap();
        assert_eq!(dg1.zone.as_str().as_bytes(), zone);
        assert!(!format!("{dg1:?}").contains("ERIKSSON"));
        assert_eq!(Dg1::parse(&group(0x61, &[value(0x5F1F, &[0xFF])])), Err(LdsError::Field("machine readable zone")));
    }
}
