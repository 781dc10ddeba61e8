//! DG11: additional personal details (ICAO 9303-10 §4.7.11).

use super::{Image, LdsError, MOST, Personal, outer};
use crate::chip::{
    ber::{BerError, Tlv},
    defect::Defects,
};

/// The content of DG11; absent fields are `None` or empty. Parts of names and addresses stand between `<`, as on the chip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dg11 {
    /// Name in full, in national characters.
    pub name: Option<Personal>,
    /// Other names.
    pub other_names: Vec<Personal>,
    /// Personal number.
    pub personal_number: Option<Personal>,
    /// Date of birth in full, as `19740812`.
    pub birth_date: Option<Personal>,
    /// Place of birth.
    pub birth_place: Option<Personal>,
    /// Permanent address.
    pub address: Option<Personal>,
    /// Telephone number.
    pub telephone: Option<Personal>,
    /// Profession.
    pub profession: Option<Personal>,
    /// Title.
    pub title: Option<Personal>,
    /// Personal summary.
    pub personal_summary: Option<Personal>,
    /// Image that proves citizenship.
    pub proof_of_citizenship: Option<Image>,
    /// Numbers of other travel documents.
    pub other_documents: Option<Personal>,
    /// Custody information.
    pub custody: Option<Personal>,
    /// What is odd.
    pub defects: Defects,
}

impl Dg11 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut dg11 = Self::default();
        let mut defects = Defects::default();
        for value in outer(file, 0x6B, &mut defects)?.inside() {
            let value = value?;
            let text = Some(Personal::read(&value));
            match value.tag {
                0x5F0E => dg11.name = text,
                0x5F0F => dg11.other_names.extend(text),
                0xA0 => dg11.other_names.extend(listed(value, 0x5F0F)?),
                0x5F10 => dg11.personal_number = text,
                0x5F2B => dg11.birth_date = Some(Personal::date(&value)),
                0x5F11 => dg11.birth_place = text,
                0x5F42 => dg11.address = text,
                0x5F12 => dg11.telephone = text,
                0x5F13 => dg11.profession = text,
                0x5F14 => dg11.title = text,
                0x5F15 => dg11.personal_summary = text,
                0x5F16 => dg11.proof_of_citizenship = Some(Image::new(value.content)),
                0x5F17 => dg11.other_documents = text,
                0x5F18 => dg11.custody = text,
                _ => {}
            }
        }
        dg11.defects = defects;
        Ok(dg11)
    }

    /// How many details there are.
    pub fn fields(&self) -> usize {
        let texts = [
            &self.name,
            &self.personal_number,
            &self.birth_date,
            &self.birth_place,
            &self.address,
            &self.telephone,
            &self.profession,
            &self.title,
            &self.personal_summary,
            &self.other_documents,
            &self.custody,
        ];
        texts.into_iter().flatten().count() + self.other_names.len() + usize::from(self.proof_of_citizenship.is_some())
    }
}

/// Repeated texts after their number.
pub(super) fn listed(tlv: Tlv<'_>, tag: u32) -> Result<Vec<Personal>, LdsError> {
    let mut texts = Vec::new();
    for value in tlv.inside() {
        let value = value?;
        if value.tag == tag {
            texts.push(Personal::read(&value));
        }
        if texts.len() > MOST {
            return Err(BerError::TooMany("values of one kind").into());
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn details_are_read_and_not_printed() {
        let others = group(0xA0, &[value(0x02, &[2]), value(0x5F0F, b"SMITH<<J"), value(0x5F0F, b"SMYTHE<<JON")]);
        let file = group(
            0x6B,
            &[
                value(0x5C, &[0x5F, 0x0E, 0x5F, 0x2B]),
                value(0x5F0E, "SMITH<<JÓN".as_bytes()),
                others,
                value(0x5F2B, &[0x19, 0x74, 0x08, 0x12]),
                value(0x5F11, b"ANYTOWN<MN"),
            ],
        );
        let dg11 = Dg11::parse(&file).unwrap();
        assert_eq!(dg11.name.as_ref().map(Personal::as_str), Some("SMITH<<JÓN"));
        assert_eq!(dg11.birth_date.as_ref().map(Personal::as_str), Some("19740812"));
        assert_eq!((dg11.other_names.len(), dg11.fields()), (2, 5));
        let printed = format!("{dg11:?}");
        assert!(!printed.contains("SMITH") && !printed.contains("1974"));
    }
}
