//! EF.COM: versions and the list of data groups (ICAO 9303-10 §4.6.1). It is not signed; EF.SOD is what counts.

use super::{LdsError, data_group_number, outer};
use crate::chip::defect::Defects;

/// The content of EF.COM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Com {
    /// Such as `0107`; empty when absent.
    pub lds_version: String,
    /// Such as `040000`; empty when absent.
    pub unicode_version: String,
    /// Numbers of the data groups, in the order of the list.
    pub data_groups: Vec<u8>,
    /// Tags of the list that are no data group's.
    pub unknown_tags: Vec<u8>,
    /// What is odd.
    pub defects: Defects,
}

impl Com {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let (mut lds_version, mut unicode_version) = (String::new(), String::new());
        let (mut data_groups, mut unknown_tags) = (Vec::new(), Vec::new());
        for value in outer(file, 0x60, &mut defects)?.inside() {
            let value = value?;
            match value.tag {
                0x5F01 => lds_version = String::from_utf8_lossy(value.content).into_owned(),
                0x5F36 => unicode_version = String::from_utf8_lossy(value.content).into_owned(),
                0x5C => {
                    for tag in value.content {
                        match data_group_number(u32::from(*tag)) {
                            Some(number) => data_groups.push(number),
                            None => unknown_tags.push(*tag),
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Self { lds_version, unicode_version, data_groups, unknown_tags, defects })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn versions_and_data_groups_are_read() {
        let file = group(0x60, &[value(0x5F01, b"0107"), value(0x5F36, b"040000"), value(0x5C, &[0x61, 0x75, 0x6E, 0x99])]);
        let com = Com::parse(&file).unwrap();
        assert_eq!((com.lds_version.as_str(), com.unicode_version.as_str()), ("0107", "040000"));
        assert_eq!((com.data_groups, com.unknown_tags), (vec![1, 2, 14], vec![0x99]));
        assert!(Com::parse(&file[..file.len() - 1]).is_err());
    }
}
