//! Distinguished names: comparing, printing, the country.

use super::super::{
    ber::{BMP_STRING, BerError, OID, SEQUENCE, SET, Tlv, UTF8_STRING},
    defect::{Defect, Defects},
    oid,
};

/// Most attributes of one name.
const MOST_ATTRIBUTES: usize = 64;

/// A distinguished name, attribute by attribute in the order of the file.
///
/// Two names are equal when attribute types and texts are, whatever the string type, letter case and spaces: authorities
/// change these between their own certificate and those they sign (RFC 5280 §7.1).
#[derive(Clone, Debug)]
pub struct Name {
    attributes: Vec<(Vec<u8>, String)>,
    normal: String,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for Name {}

impl Name {
    /// The country in capitals, such as `DE`, when the name has one.
    pub fn country(&self) -> Option<String> {
        self.attributes.iter().find(|(kind, _)| kind == oid::COUNTRY).map(|(_, text)| text.trim().to_uppercase())
    }

    /// A text that is equal for equal names.
    pub(in super::super) fn normal(&self) -> &str {
        &self.normal
    }

    pub(in super::super) fn read(tlv: Tlv<'_>, defects: &mut Defects) -> Result<Self, BerError> {
        let mut attributes = Vec::new();
        for set in tlv.expect(SEQUENCE)?.inside() {
            for attribute in set?.expect(SET)?.inside() {
                let mut parts = attribute?.expect(SEQUENCE)?.inside();
                let kind = parts.expect(OID)?.content.to_vec();
                attributes.push((kind, text(parts.any()?, defects)));
                if attributes.len() > MOST_ATTRIBUTES {
                    return Err(BerError::TooMany("attributes of a name"));
                }
            }
        }
        let normal = attributes.iter().map(|(kind, text)| [oid::dotted(kind), normalised(text)].join("=")).collect::<Vec<_>>().join("\n");
        Ok(Self { attributes, normal })
    }
}

impl std::fmt::Display for Name {
    /// `C=DE, O=bund, CN=csca-germany`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (kind, text)) in self.attributes.iter().enumerate() {
            let separator = if at == 0 { "" } else { ", " };
            write!(f, "{separator}{}={text}", label(kind))?;
        }
        Ok(())
    }
}

fn normalised(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The text of a string value; what is not in its encoding is read as Latin-1, and noted.
pub(super) fn text(tlv: Tlv<'_>, defects: &mut Defects) -> String {
    if tlv.tag == BMP_STRING {
        let units = tlv.content.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(u16::from_be_bytes);
        return char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    let Ok(text) = std::str::from_utf8(tlv.content) else {
        defects.note(Defect::TextEncoding);
        return tlv.content.iter().copied().map(char::from).collect();
    };
    if tlv.tag != UTF8_STRING && !text.is_ascii() {
        defects.note(Defect::TextEncoding);
    }
    text.to_owned()
}

fn label(kind: &[u8]) -> String {
    match kind {
        oid::COMMON_NAME => "CN",
        oid::SURNAME => "SN",
        oid::SERIAL_NUMBER => "serialNumber",
        oid::COUNTRY => "C",
        oid::LOCALITY => "L",
        oid::STATE => "ST",
        oid::ORGANIZATION => "O",
        oid::UNIT => "OU",
        oid::ORGANIZATION_ID => "organizationIdentifier",
        oid::EMAIL => "emailAddress",
        oid::DOMAIN => "DC",
        other => return oid::dotted(other),
    }
    .to_owned()
}
