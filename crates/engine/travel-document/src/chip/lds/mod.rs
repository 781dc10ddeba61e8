//! Files of the logical data structure (ICAO 9303-10 §4), versions 1.7 and 1.8: one file, one module.
//!
//! Reading is bounded and says what it could not read; it never says whether a file is genuine. Hashes are compared over
//! the whole file elsewhere. What names or shows a person prints as a placeholder.

mod com;
mod dg1;
mod dg11;
mod dg12;
mod dg14;
mod dg15;
mod dg16;
mod dg2;
mod face;
mod image;
mod personal;

pub use com::Com;
pub use dg1::Dg1;
pub use dg2::{Dg2, FaceTemplate};
pub use dg11::Dg11;
pub use dg12::Dg12;
pub use dg14::{Dg14, SecurityInfo};
pub use dg15::Dg15;
pub use dg16::{ContactPerson, Dg16};
pub use face::{FaceEncoding, FaceImage, FaceRecord};
pub use image::{Dg7, Image, ImageFormat};
pub use personal::Personal;

use super::{
    ber::{BerError, Reader, Tag, Tlv},
    defect::{Defect, Defects},
};

/// Largest file of a data group, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// Most repeated values in one file.
const MOST: usize = 64;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LdsError {
    /// Broken structure.
    #[error("the file cannot be read: {0}")]
    Structure(#[from] BerError),
    /// A field that breaks its own rules.
    #[error("the field {0} cannot be read")]
    Field(&'static str),
}

/// The file's tag by the number of a data group (ICAO 9303-10 §4.1, table 34).
pub const fn data_group_tag(number: u8) -> Option<u32> {
    Some(match number {
        1 => 0x61,
        2 => 0x75,
        3 => 0x63,
        4 => 0x76,
        5 => 0x65,
        6 => 0x66,
        7 => 0x67,
        8 => 0x68,
        9 => 0x69,
        10 => 0x6A,
        11 => 0x6B,
        12 => 0x6C,
        13 => 0x6D,
        14 => 0x6E,
        15 => 0x6F,
        16 => 0x70,
        _ => return None,
    })
}

/// The number of a data group by its file's tag.
pub fn data_group_number(tag: u32) -> Option<u8> {
    (1..=16).find(|number| data_group_tag(*number) == Some(tag))
}

/// What a file of a data group holds, without anything about a person: for reports.
pub fn summary(number: u8, file: &[u8]) -> Result<String, LdsError> {
    Ok(match number {
        1 => format!("machine readable zone of {} characters", Dg1::parse(file)?.zone.as_str().len()),
        2 => Dg2::parse(file)?.summary(),
        7 => format!("{} signature images", Dg7::parse(file)?.images.len()),
        11 => format!("{} personal details", Dg11::parse(file)?.fields()),
        12 => format!("{} document details", Dg12::parse(file)?.fields()),
        14 => Dg14::parse(file)?.summary(),
        15 => Dg15::parse(file)?.key.map_or_else(|error| error.to_string(), |key| key.name()),
        16 => format!("{} persons to notify", Dg16::parse(file)?.persons.len()),
        _ => {
            let tag = data_group_tag(number).ok_or(LdsError::Field("number of the data group"))?;
            outer(file, tag, &mut Defects::default())?;
            "not looked into".to_owned()
        }
    })
}

/// The value of the whole file.
fn outer<'a>(file: &'a [u8], tag: Tag, defects: &mut Defects) -> Result<Tlv<'a>, LdsError> {
    if file.len() > LARGEST {
        return Err(BerError::TooMany("bytes in a file").into());
    }
    let mut reader = Reader::new(file);
    let value = reader.expect(tag)?;
    if !reader.is_empty() {
        defects.note(Defect::TrailingBytes);
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn arbitrary_files_never_panic(number in 0_u8..18, content: Vec<u8>) {
            drop(summary(number, &content));
            if let Some(tag) = data_group_tag(number) {
                drop(summary(number, &crate::chip::encode::value(tag, &content)));
            }
        }
    }
}
