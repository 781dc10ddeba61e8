//! Images, and DG7 with displayed signatures (ICAO 9303-10 §4.7.7).

use serde::Serialize;

use super::{LdsError, MOST, outer};
use crate::chip::{
    ber::{BerError, INTEGER, small},
    defect::Defects,
};

/// Kind of an image, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// JPEG 2000, in its file format or bare.
    Jpeg2000,
    /// PNG.
    Png,
    /// Anything else.
    Unknown,
}

impl ImageFormat {
    /// The kind that the first bytes show.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Self::Jpeg
        } else if bytes.starts_with(&[0, 0, 0, 0x0C, b'j', b'P', b' ', b' ']) || bytes.starts_with(&[0xFF, 0x4F, 0xFF, 0x51]) {
            Self::Jpeg2000
        } else if bytes.starts_with(&[0x89, b'P', b'N', b'G']) {
            Self::Png
        } else {
            Self::Unknown
        }
    }
}

/// An image of a person or of their signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Kind.
    pub format: ImageFormat,
    /// The file of that kind.
    pub bytes: Vec<u8>,
}

impl Image {
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self { format: ImageFormat::of(bytes), bytes: bytes.to_vec() }
    }
}

/// Images are personal: logs see their size.
impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({:?}, {} bytes, [personal])", self.format, self.bytes.len())
    }
}

/// The content of DG7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg7 {
    /// Number that the file states.
    pub stated: u32,
    /// Signatures or usual marks.
    pub images: Vec<Image>,
    /// What is odd.
    pub defects: Defects,
}

impl Dg7 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let mut values = outer(file, 0x67, &mut defects)?.inside();
        let stated = small(values.expect(INTEGER)?.content)?;
        let mut images = Vec::new();
        for value in values {
            images.push(Image::new(value?.expect(0x5F43)?.content));
            if images.len() > MOST {
                return Err(BerError::TooMany("images").into());
            }
        }
        Ok(Self { stated, images, defects })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn signature_images_are_read() {
        let file = group(0x67, &[value(INTEGER, &[1]), value(0x5F43, &[0xFF, 0xD8, 0xFF, 0xE0, 1])]);
        let dg7 = Dg7::parse(&file).unwrap();
        assert_eq!((dg7.stated, dg7.images.len()), (1, 1));
        assert_eq!(dg7.images[0].format, ImageFormat::Jpeg);
        assert_eq!(ImageFormat::of(&[0xFF, 0x4F, 0xFF, 0x51]), ImageFormat::Jpeg2000);
        assert_eq!(ImageFormat::of(b"GIF89a"), ImageFormat::Unknown);
    }
}
