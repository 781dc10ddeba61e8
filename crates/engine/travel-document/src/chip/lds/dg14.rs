//! DG14: what the chip can do to prove itself (ICAO 9303-11 §9.2): one entry for each protocol or key.

use super::{LdsError, MOST, outer};
use crate::chip::{
    ber::{BerError, INTEGER, OID, SEQUENCE, SET, small},
    defect::Defects,
    oid,
    signature::{KeyError, PublicKey},
};

/// The content of DG14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg14 {
    /// The entries, in the order of the file.
    pub infos: Vec<SecurityInfo>,
    /// What is odd.
    pub defects: Defects,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityInfo {
    /// The protocol's object identifier.
    pub protocol: String,
    /// Its usual name, such as `PACE`, when known.
    pub name: Option<&'static str>,
    /// Version, for entries that have one.
    pub version: Option<u32>,
    /// Number of the key or of the domain parameters, when given.
    pub parameter: Option<u32>,
    /// The chip's public key, for entries that carry one.
    pub key: Option<Result<PublicKey, KeyError>>,
}

/// Object identifiers by their beginning.
const PROTOCOLS: &[(&str, &str)] = &[
    ("2.23.136.1.1.5", "active authentication"),
    ("0.4.0.127.0.7.2.2.1", "chip authentication key"),
    ("0.4.0.127.0.7.2.2.2", "terminal authentication"),
    ("0.4.0.127.0.7.2.2.3", "chip authentication"),
    ("0.4.0.127.0.7.2.2.4", "PACE"),
    ("0.4.0.127.0.7.2.2.5", "restricted identification"),
    ("0.4.0.127.0.7.2.2.8", "privileged terminal"),
    ("2.23.136.1.1.7", "file identifier of a further application"),
];

impl Dg14 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let mut infos = Vec::new();
        for entry in outer(file, 0x6E, &mut defects)?.inside().expect(SET)?.inside() {
            let mut parts = entry?.expect(SEQUENCE)?.inside();
            let protocol = oid::dotted(parts.expect(OID)?.content);
            let required = parts.any()?;
            let key = (required.tag == SEQUENCE).then(|| PublicKey::read_noting(required.whole, &mut defects));
            let version = (required.tag == INTEGER).then(|| small(required.content)).transpose()?;
            let parameter = parts.optional(INTEGER)?.and_then(|tlv| small(tlv.content).ok());
            let begins = |prefix: &str| protocol.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            let name = PROTOCOLS.iter().find(|(prefix, _)| begins(prefix)).map(|(_, name)| *name);
            infos.push(SecurityInfo { protocol, name, version, parameter, key });
            if infos.len() > MOST {
                return Err(BerError::TooMany("entries").into());
            }
        }
        Ok(Self { infos, defects })
    }

    /// The protocols by name.
    pub fn summary(&self) -> String {
        let names: Vec<&str> = self.infos.iter().map(|info| info.name.unwrap_or(&info.protocol)).collect();
        if names.is_empty() { "no entries".to_owned() } else { names.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    #[test]
    fn protocols_are_named_and_keys_read() {
        let pace = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, 0x02, 0x04];
        let key_id = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, 0x02];
        let broken_key = group(SEQUENCE, &[value(SEQUENCE, &[]), value(0x03, &[0, 4])]);
        let entries = [
            group(SEQUENCE, &[value(OID, &pace), value(INTEGER, &[2]), value(INTEGER, &[13])]),
            group(SEQUENCE, &[value(OID, &key_id), broken_key]),
        ];
        let dg14 = Dg14::parse(&group(0x6E, &[group(SET, &entries)])).unwrap();
        assert_eq!((dg14.infos[0].version, dg14.infos[0].parameter), (Some(2), Some(13)));
        assert!(matches!(dg14.infos[1].key, Some(Err(_))));
        assert_eq!(dg14.summary(), "PACE, chip authentication key");
    }
}
