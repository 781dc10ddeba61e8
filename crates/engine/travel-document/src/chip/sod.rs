//! EF.SOD: the security object with the hashes of all data groups (ICAO 9303-10 §4.6.2).

use std::collections::BTreeMap;

use super::{
    ber::{BerError, INTEGER, OCTET_STRING, PRINTABLE_STRING, Reader, SEQUENCE, UTF8_STRING, octets, single, small},
    cms::SignedData,
    defect::{Defect, Defects},
    hash::Hash,
    oid,
    signature::AlgorithmIdentifier,
};

/// Largest file, in bytes.
const LARGEST: usize = 256 * 1024;
/// Tag of the file.
const ENVELOPE: u32 = 0x77;

/// Why a file is no security object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SodError {
    /// The signed data around the hashes.
    #[error("the security object cannot be read: {0}")]
    SignedData(#[source] BerError),
    /// Signed, but something else than a security object.
    #[error("the signed content has the type {0}, which is no security object's")]
    ContentType(String),
    /// The list of hashes.
    #[error("the list of hashes cannot be read: {0}")]
    Hashes(#[source] BerError),
}

/// A security object.
#[derive(Clone, Debug)]
pub struct Sod {
    pub(super) signed: SignedData,
    pub(super) content: SecurityObject,
    pub(super) defects: Defects,
}

/// The signed list of hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityObject {
    /// Hash function of the list, or the identifier of one that is not known.
    pub hash: Result<Hash, String>,
    /// Hashes by number of the data group.
    pub hashes: BTreeMap<u8, Vec<u8>>,
    /// Version of the data structure, such as `0108`, when stated.
    pub lds_version: Option<String>,
    /// Version of Unicode, such as `040000`, when stated.
    pub unicode_version: Option<String>,
}

impl Sod {
    /// Reads the file. It may stand without its envelope.
    pub fn parse(file: &[u8]) -> Result<Self, SodError> {
        let mut defects = Defects::default();
        if file.len() > LARGEST {
            return Err(SodError::SignedData(BerError::TooMany("bytes in a security object")));
        }
        let mut reader = Reader::new(file);
        let inner = if let Some(envelope) = reader.optional(ENVELOPE).map_err(SodError::SignedData)? {
            if !reader.is_empty() {
                defects.note(Defect::TrailingBytes);
            }
            envelope.content
        } else {
            defects.note(Defect::NoEnvelope);
            file
        };
        let signed = SignedData::parse(inner).map_err(SodError::SignedData)?;
        defects.merge(&signed.defects);
        if is_mislabelled(&signed) {
            defects.note(Defect::PlainDataLabel);
        } else if signed.content_type != oid::LDS_SECURITY_OBJECT {
            return Err(SodError::ContentType(oid::dotted(&signed.content_type)));
        }
        let content = SecurityObject::parse(&signed.content, &mut defects).map_err(SodError::Hashes)?;
        Ok(Self { signed, content, defects })
    }

    /// The list of hashes.
    pub const fn content(&self) -> &SecurityObject {
        &self.content
    }

    /// What is odd about the file.
    pub const fn defects(&self) -> &Defects {
        &self.defects
    }
}

/// Some authorities label the security object plain data. They still write version 3, which RFC 5652 §5.1 keeps for content
/// that is no plain data; an object of version 1 says throughout that it is something else, and is refused.
fn is_mislabelled(signed: &SignedData) -> bool {
    signed.content_type == oid::DATA && signed.version == 3
}

impl SecurityObject {
    fn parse(bytes: &[u8], defects: &mut Defects) -> Result<Self, BerError> {
        let mut parts = single(bytes, SEQUENCE)?.inside();
        small(parts.expect(INTEGER)?.content)?;
        let algorithm = AlgorithmIdentifier::read(parts.expect(SEQUENCE)?)?;
        let hash = Hash::of_oid(&algorithm.oid).ok_or_else(|| oid::dotted(&algorithm.oid));
        let mut hashes = BTreeMap::new();
        for entry in parts.expect(SEQUENCE)?.inside() {
            let mut pair = entry?.expect(SEQUENCE)?.inside();
            let number = small(pair.expect(INTEGER)?.content)?;
            let number =
                u8::try_from(number).ok().filter(|number| (1..=16).contains(number)).ok_or(BerError::Malformed("data group number"))?;
            let digest = octets(pair.any()?)?;
            if hashes.insert(number, digest).is_some() {
                defects.note(Defect::DuplicateDataGroup);
            }
        }
        let (mut lds_version, mut unicode_version) = (None, None);
        if let Some(versions) = parts.optional(SEQUENCE)? {
            let mut texts =
                versions.inside().filter_map(Result::ok).filter(|tlv| matches!(tlv.tag, PRINTABLE_STRING | UTF8_STRING | OCTET_STRING));
            let mut next = || texts.next().map(|tlv| String::from_utf8_lossy(tlv.content).into_owned());
            (lds_version, unicode_version) = (next(), next());
        }
        Ok(Self { hash, hashes, lds_version, unicode_version })
    }
}
