//! Face records: ISO/IEC 19794-5 (2005), a binary layout, and ISO/IEC 39794-5, which is ASN.1.

use serde::Serialize;

use super::{Image, ImageFormat, LdsError, MOST};
use crate::chip::ber::{BerError, DEEPEST, Reader, is_constructed, small};

/// A face record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceRecord {
    /// How it is written.
    pub encoding: FaceEncoding,
    /// Version: `010` of ISO 19794-5, or generation and year of ISO 39794-5, such as `3 (2019)`.
    pub version: String,
    /// Its images.
    pub images: Vec<FaceImage>,
}

/// How a face record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum FaceEncoding {
    /// ISO/IEC 19794-5.
    #[serde(rename = "ISO 19794-5")]
    Iso19794,
    /// ISO/IEC 39794-5.
    #[serde(rename = "ISO 39794-5")]
    Iso39794,
}

/// One image and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceImage {
    /// The image.
    pub image: Image,
    /// Kind that the record states, when it does.
    pub stated: Option<ImageFormat>,
    /// Stated width in pixels; 0 when not stated.
    pub width: u32,
    /// Stated height in pixels; 0 when not stated.
    pub height: u32,
    /// Number of feature points.
    pub feature_points: u16,
}

impl FaceImage {
    /// Whether the bytes are an image of the stated kind.
    pub fn is_as_stated(&self) -> bool {
        self.image.format != ImageFormat::Unknown && self.stated.is_none_or(|stated| stated == self.image.format)
    }

    /// Kind and size.
    pub fn summary(&self) -> String {
        let oddity = if self.is_as_stated() { "" } else { ", not of the stated kind" };
        format!("{:?} {}x{}, {} bytes{oddity}", self.image.format, self.width, self.height, self.image.bytes.len())
    }
}

impl FaceRecord {
    /// Reads an ISO/IEC 19794-5 record: header §5.4, then for each image its information, feature points and image §5.5-5.7.
    pub fn iso_19794(bytes: &[u8]) -> Result<Self, LdsError> {
        let mut bytes = Bytes(bytes);
        if bytes.take(4)? != b"FAC\0" {
            return Err(LdsError::Field("face record"));
        }
        let version = String::from_utf8_lossy(bytes.take(4)?).trim_end_matches('\0').to_owned();
        bytes.number(4)?;
        let count = bytes.number(2)?;
        if usize::try_from(count).unwrap_or(usize::MAX) > MOST {
            return Err(BerError::TooMany("face images").into());
        }
        let images = (0..count).map(|_| face_19794(&mut bytes)).collect::<Result<_, _>>()?;
        Ok(Self { encoding: FaceEncoding::Iso19794, version, images })
    }

    /// Reads an ISO/IEC 39794-5 record. Images are the octet strings that begin as an image does, in the representation
    /// blocks `[1]` of the data block.
    pub fn iso_39794(bytes: &[u8]) -> Result<Self, LdsError> {
        let mut blocks = Reader::new(bytes).expect(0x65)?.inside();
        let mut versions = blocks.expect(0xA0)?.inside();
        let generation = small(versions.expect(0x80)?.content)?;
        let year = small(versions.expect(0x81)?.content)?;
        let mut images = Vec::new();
        collect_images(blocks.expect(0xA1)?.content, 0, &mut images)?;
        Ok(Self { encoding: FaceEncoding::Iso39794, version: format!("{generation} ({year})"), images })
    }
}

fn face_19794(bytes: &mut Bytes<'_>) -> Result<FaceImage, LdsError> {
    let length = usize::try_from(bytes.number(4)?).map_err(|_| LdsError::Field("face image"))?;
    let mut block = Bytes(bytes.take(length.checked_sub(4).ok_or(LdsError::Field("face image"))?)?);
    let points = block.number(2)?;
    block.take(14)?;
    let feature_points = u16::try_from(points).map_err(|_| LdsError::Field("feature points"))?;
    block.take(8 * usize::from(feature_points))?;
    block.take(1)?;
    let stated = match block.number(1)? {
        0 => ImageFormat::Jpeg,
        1 => ImageFormat::Jpeg2000,
        _ => ImageFormat::Unknown,
    };
    let (width, height) = (block.number(2)?, block.number(2)?);
    block.take(6)?;
    Ok(FaceImage { image: Image::new(block.0), stated: Some(stated), width, height, feature_points })
}

fn collect_images(bytes: &[u8], depth: usize, images: &mut Vec<FaceImage>) -> Result<(), LdsError> {
    if depth >= DEEPEST {
        return Err(BerError::Deep.into());
    }
    for value in Reader::new(bytes) {
        let value = value?;
        if is_constructed(value.tag) {
            collect_images(value.content, depth + 1, images)?;
        } else if ImageFormat::of(value.content) != ImageFormat::Unknown {
            images.push(FaceImage { image: Image::new(value.content), stated: None, width: 0, height: 0, feature_points: 0 });
            if images.len() > MOST {
                return Err(BerError::TooMany("face images").into());
            }
        }
    }
    Ok(())
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], BerError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(BerError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self, size: usize) -> Result<u32, BerError> {
        Ok(self.take(size)?.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dg2;
    use super::*;
    use crate::chip::encode::{group, value};

    fn record_19794(kind: u8, image: &[u8]) -> Vec<u8> {
        let length = u32::try_from(20 + 8 + 12 + image.len()).unwrap();
        let mut face = length.to_be_bytes().to_vec();
        face.extend([0, 1]);
        face.extend([0; 14 + 8]);
        face.extend([1, kind, 1, 0, 2, 0]);
        face.extend([0; 6]);
        face.extend(image);
        let mut record = b"FAC\x00010\x00".to_vec();
        record.extend((length + 14).to_be_bytes());
        record.extend([0, 1]);
        record.extend(face);
        record
    }

    fn dg2(tag: u32, record: &[u8]) -> Vec<u8> {
        let header = group(0xA1, &[value(0x81, &[2]), value(0x87, &[1, 1]), value(0x88, &[0, 8])]);
        let template = group(0x7F60, &[header, value(tag, record)]);
        group(0x75, &[group(0x7F61, &[value(0x02, &[1]), template])])
    }

    #[test]
    fn a_record_of_iso_19794_is_read() {
        let file = dg2(0x5F2E, &record_19794(0, &[0xFF, 0xD8, 0xFF, 0xE0, 9]));
        let dg2 = Dg2::parse(&file).unwrap();
        let template = &dg2.templates[0];
        assert_eq!((template.biometric_type, template.format_owner, template.format_type), (Some(2), Some(0x0101), Some(8)));
        let face = &template.record.images[0];
        assert_eq!((template.record.version.as_str(), face.width, face.height, face.feature_points), ("010", 256, 512, 1));
        assert!(face.is_as_stated() && face.image.bytes == [0xFF, 0xD8, 0xFF, 0xE0, 9]);
        assert_eq!(dg2.summary(), "Jpeg 256x512, 5 bytes");
    }

    #[test]
    fn an_image_of_another_kind_than_stated_is_told() {
        let record = FaceRecord::iso_19794(&record_19794(1, &[0xFF, 0xD8, 0xFF])).unwrap();
        assert!(!record.images[0].is_as_stated());
        let record = FaceRecord::iso_19794(&record_19794(0, b"nothing")).unwrap();
        assert!(!record.images[0].is_as_stated());
        assert!(FaceRecord::iso_19794(&record_19794(0, b"cut")[..50]).is_err());
    }

    #[test]
    fn a_record_of_iso_39794_is_read() {
        let image = value(0x80, &[0, 0, 0, 0x0C, b'j', b'P', b' ', b' ', 1]);
        let representation = group(0x30, &[value(0x80, &[0]), group(0xA1, &[group(0xA0, &[group(0xA0, &[image])])])]);
        let version = group(0xA0, &[value(0x80, &[3]), value(0x81, &[0x07, 0xE3])]);
        let block = group(0x65, &[version, group(0xA1, &[representation])]);
        let dg2 = Dg2::parse(&dg2(0x7F2E, &block)).unwrap();
        let record = &dg2.templates[0].record;
        assert_eq!((record.encoding, record.version.as_str()), (FaceEncoding::Iso39794, "3 (2019)"));
        assert_eq!(record.images[0].image.format, ImageFormat::Jpeg2000);
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_records_never_panic(bytes: Vec<u8>) {
            drop(FaceRecord::iso_19794(&[b"FAC\x00010\x00", &bytes[..]].concat()));
            drop(FaceRecord::iso_39794(&value(0x65, &bytes)));
        }
    }
}
