//! DG12: additional document details (ICAO 9303-10 §4.7.12).

use super::{Image, LdsError, Personal, dg11::listed, outer};
use crate::chip::defect::Defects;

/// The content of DG12; absent fields are `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dg12 {
    /// Issuing authority.
    pub authority: Option<Personal>,
    /// Date of issue, as `20200131`.
    pub issue_date: Option<Personal>,
    /// Other persons in the document.
    pub other_persons: Vec<Personal>,
    /// Endorsements and observations.
    pub endorsements: Option<Personal>,
    /// Tax and exit requirements.
    pub exit_requirements: Option<Personal>,
    /// Front of the document.
    pub front: Option<Image>,
    /// Rear of the document.
    pub rear: Option<Image>,
    /// When it was personalised, as `20200131120000`.
    pub personalised: Option<Personal>,
    /// Serial number of the personalisation system.
    pub system: Option<Personal>,
    /// What is odd.
    pub defects: Defects,
}

impl Dg12 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut dg12 = Self::default();
        let mut defects = Defects::default();
        for value in outer(file, 0x6C, &mut defects)?.inside() {
            let value = value?;
            let text = Some(Personal::read(&value));
            match value.tag {
                0x5F19 => dg12.authority = text,
                0x5F26 => dg12.issue_date = Some(Personal::date(&value)),
                0x5F1A => dg12.other_persons.extend(text),
                0xA0 => dg12.other_persons.extend(listed(value, 0x5F1A)?),
                0x5F1B => dg12.endorsements = text,
                0x5F1C => dg12.exit_requirements = text,
                0x5F1D => dg12.front = Some(Image::new(value.content)),
                0x5F1E => dg12.rear = Some(Image::new(value.content)),
                0x5F55 => dg12.personalised = Some(Personal::date(&value)),
                0x5F56 => dg12.system = text,
                _ => {}
            }
        }
        dg12.defects = defects;
        Ok(dg12)
    }

    /// How many details there are.
    pub fn fields(&self) -> usize {
        let texts = [&self.authority, &self.issue_date, &self.endorsements, &self.exit_requirements, &self.personalised, &self.system];
        let images = [&self.front, &self.rear];
        texts.into_iter().flatten().count() + images.into_iter().flatten().count() + self.other_persons.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn details_are_read() {
        let file = group(0x6C, &[value(0x5F19, b"UTOPIA"), value(0x5F26, b"20200131"), value(0x5F55, &[0x20, 0x20, 1, 0x31, 0x12, 0, 0])]);
        let dg12 = Dg12::parse(&file).unwrap();
        assert_eq!(dg12.authority.as_ref().map(Personal::as_str), Some("UTOPIA"));
        assert_eq!(dg12.issue_date.as_ref().map(Personal::as_str), Some("20200131"));
        assert_eq!(dg12.personalised.as_ref().map(Personal::as_str), Some("20200131120000"));
        assert_eq!(dg12.fields(), 3);
    }
}
