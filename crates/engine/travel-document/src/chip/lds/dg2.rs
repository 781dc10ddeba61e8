//! DG2: the holder's face, in biometric templates (ICAO 9303-10 §4.7.2).

use super::{FaceRecord, LdsError, MOST, outer};
use crate::chip::{
    ber::{BerError, INTEGER, Tlv, small},
    defect::Defects,
};

/// The content of DG2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg2 {
    /// Number of templates that the file states.
    pub stated: u32,
    /// The templates.
    pub templates: Vec<FaceTemplate>,
    /// What is odd.
    pub defects: Defects,
}

/// One biometric template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceTemplate {
    /// Kind of biometric: 2 is a face; `None` when not stated.
    pub biometric_type: Option<u32>,
    /// Who defines the format: 0x0101 is ISO/IEC JTC 1 SC 37.
    pub format_owner: Option<u32>,
    /// Which of the owner's formats.
    pub format_type: Option<u32>,
    /// The record with its images.
    pub record: FaceRecord,
}

impl Dg2 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let mut values = outer(file, 0x75, &mut defects)?.inside().expect(0x7F61)?.inside();
        let stated = small(values.expect(INTEGER)?.content)?;
        let mut templates = Vec::new();
        for value in values {
            templates.push(FaceTemplate::read(value?.expect(0x7F60)?)?);
            if templates.len() > MOST {
                return Err(BerError::TooMany("templates").into());
            }
        }
        Ok(Self { stated, templates, defects })
    }

    /// Images and their kinds, without anything about the person.
    pub fn summary(&self) -> String {
        let images: Vec<String> =
            self.templates.iter().flat_map(|template| &template.record.images).map(super::FaceImage::summary).collect();
        if images.is_empty() { "no face image".to_owned() } else { images.join("; ") }
    }
}

impl FaceTemplate {
    fn read(tlv: Tlv<'_>) -> Result<Self, LdsError> {
        let (mut biometric_type, mut format_owner, mut format_type, mut record) = (None, None, None, None);
        for value in tlv.inside() {
            let value = value?;
            match value.tag {
                0xA1 => {
                    for field in value.inside() {
                        let field = field?;
                        let place = match field.tag {
                            0x81 => &mut biometric_type,
                            0x87 => &mut format_owner,
                            0x88 => &mut format_type,
                            _ => continue,
                        };
                        // Flags, not signed numbers.
                        *place =
                            field.content.len().le(&4).then(|| field.content.iter().fold(0, |all, byte| (all << 8) | u32::from(*byte)));
                    }
                }
                0x5F2E => record = Some(FaceRecord::iso_19794(value.content)?),
                0x7F2E => record = Some(FaceRecord::iso_39794(value.content)?),
                _ => {}
            }
        }
        let record = record.ok_or(LdsError::Field("biometric data block"))?;
        Ok(Self { biometric_type, format_owner, format_type, record })
    }
}
