//! DG16: persons to notify in an emergency (ICAO 9303-10 §4.7.16).

use super::{LdsError, MOST, Personal, outer};
use crate::chip::{
    ber::{BerError, INTEGER, small},
    defect::Defects,
};

/// The content of DG16.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg16 {
    /// Number of persons that the file states.
    pub stated: u32,
    /// The persons.
    pub persons: Vec<ContactPerson>,
    /// What is odd.
    pub defects: Defects,
}

/// One person to notify; absent fields are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactPerson {
    /// When this was recorded, as `20020101`.
    pub recorded: Option<Personal>,
    /// Name.
    pub name: Option<Personal>,
    /// Telephone number.
    pub telephone: Option<Personal>,
    /// Address.
    pub address: Option<Personal>,
}

impl Dg16 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let mut values = outer(file, 0x70, &mut defects)?.inside();
        let stated = small(values.expect(INTEGER)?.content)?;
        let mut persons = Vec::new();
        for template in values {
            let mut person = ContactPerson::default();
            for value in template?.inside() {
                let value = value?;
                match value.tag {
                    0x5F50 => person.recorded = Some(Personal::date(&value)),
                    0x5F51 => person.name = Some(Personal::read(&value)),
                    0x5F52 => person.telephone = Some(Personal::read(&value)),
                    0x5F53 => person.address = Some(Personal::read(&value)),
                    _ => {}
                }
            }
            persons.push(person);
            if persons.len() > MOST {
                return Err(BerError::TooMany("persons").into());
            }
        }
        Ok(Self { stated, persons, defects })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn persons_are_read_and_not_printed() {
        let person = |tag| group(tag, &[value(0x5F50, b"20020101"), value(0x5F51, b"SMITH<<CHARLES"), value(0x5F53, b"1 MAPLE RD")]);
        let dg16 = Dg16::parse(&group(0x70, &[value(INTEGER, &[2]), person(0xA1), person(0xA2)])).unwrap();
        assert_eq!((dg16.stated, dg16.persons.len()), (2, 2));
        assert_eq!(dg16.persons[1].name.as_ref().map(Personal::as_str), Some("SMITH<<CHARLES"));
        assert!(!format!("{dg16:?}").contains("SMITH"));
    }
}
