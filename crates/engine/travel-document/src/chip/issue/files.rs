//! The files of a simulated chip.

use super::write::small_integer;
use crate::chip::{
    encode::{group, value},
    lds::data_group_tag,
};

/// EF.COM of LDS 1.7 with these data groups.
pub fn com(data_groups: &[u8]) -> Vec<u8> {
    let tags: Vec<u8> = data_groups.iter().filter_map(|number| u8::try_from(data_group_tag(*number)?).ok()).collect();
    group(0x60, &[value(0x5F01, b"0107"), value(0x5F36, b"040000"), value(0x5C, &tags)])
}

/// DG1 with a zone, without line ends.
pub fn dg1(zone: &str) -> Vec<u8> {
    group(0x61, &[value(0x5F1F, zone.as_bytes())])
}

/// DG2 with one face image (JPEG or JPEG 2000) of a stated size in pixels, as an ISO/IEC 19794-5 record.
pub fn dg2(image: &[u8], width: u16, height: u16) -> Vec<u8> {
    let kind = u8::from(!image.starts_with(&[0xFF, 0xD8]));
    let mut face = Vec::new();
    face.extend([0; 2 + 14]);
    face.extend([1, kind]);
    face.extend(width.to_be_bytes());
    face.extend(height.to_be_bytes());
    // Colour space, source, device and quality are not stated.
    face.extend([0; 6]);
    face.extend(image);
    let length = u32::try_from(face.len()).unwrap_or(u32::MAX).saturating_add(4);
    let record = [b"FAC\x00010\x00", &length.saturating_add(14).to_be_bytes()[..], &[0, 1], &length.to_be_bytes(), &face].concat();
    let header = group(0xA1, &[value(0x81, &[2]), value(0x87, &[1, 1]), value(0x88, &[0, 8])]);
    let template = group(0x7F60, &[header, value(0x5F2E, &record)]);
    group(0x75, &[group(0x7F61, &[small_integer(1), template])])
}

/// DG11 with the name in full, as `SURNAME<<GIVEN<NAMES`, and the date of birth as `19740812`.
pub fn dg11(name: &str, birth_date: &str) -> Vec<u8> {
    let tags = value(0x5C, &[0x5F, 0x0E, 0x5F, 0x2B]);
    group(0x6B, &[tags, value(0x5F0E, name.as_bytes()), value(0x5F2B, birth_date.as_bytes())])
}

/// DG12 with the authority and the date of issue as `20200131`.
pub fn dg12(authority: &str, issue_date: &str) -> Vec<u8> {
    let tags = value(0x5C, &[0x5F, 0x19, 0x5F, 0x26]);
    group(0x6C, &[tags, value(0x5F19, authority.as_bytes()), value(0x5F26, issue_date.as_bytes())])
}
