//! The extensions of certificates that passive authentication looks at (ICAO 9303-12 §7.1).

use jiff::civil::DateTime;

use super::{
    super::{
        ber::{BIT_STRING, BOOLEAN, BerError, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, Tlv, single},
        defect::{Defect, Defects},
        oid,
    },
    name::text,
    time::time,
};

/// Most extensions of one certificate.
const MOST_EXTENSIONS: usize = 64;

/// What the extensions say; absent ones are `None` or empty.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// Identifier of the certificate's own key.
    pub key_id: Option<Vec<u8>>,
    /// Which key of the issuer signed.
    pub authority: AuthorityKey,
    /// Whether the holder issues certificates.
    pub is_authority: Option<AuthorityMark>,
    /// What the key may be used for, as the bits of RFC 5280 §4.2.1.3, first bit highest.
    pub key_usage: Option<u16>,
    /// Extended uses, as content bytes of their identifiers.
    pub extended_key_usage: Vec<Vec<u8>>,
    /// First day and last day on which the private key signs.
    pub private_key_period: (Option<DateTime>, Option<DateTime>),
    /// Document codes the signer signs for, such as `P` (ICAO 9303-12 §7.1.1.8).
    pub document_types: Vec<String>,
}

/// How a certificate names the key that signed it.
#[derive(Clone, Debug, Default)]
pub struct AuthorityKey {
    /// By key identifier.
    pub key_id: Option<Vec<u8>>,
    /// By the serial number of the authority's certificate.
    pub serial: Option<Vec<u8>>,
}

/// The basic constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityMark {
    /// Issues certificates.
    Authority,
    /// Does not.
    EndEntity,
}

impl Extensions {
    /// Bit of a signing key.
    pub(in super::super) const DIGITAL_SIGNATURE: u16 = 0x8000;
    /// Bit of a key that signs certificates.
    pub(in super::super) const SIGNS_CERTIFICATES: u16 = 0x0400;

    pub(super) fn read(list: Tlv<'_>, defects: &mut Defects) -> Result<Self, BerError> {
        let mut extensions = Self::default();
        for (at, extension) in list.expect(SEQUENCE)?.inside().enumerate() {
            if at == MOST_EXTENSIONS {
                return Err(BerError::TooMany("extensions"));
            }
            let mut parts = extension?.expect(SEQUENCE)?.inside();
            let identifier = parts.expect(OID)?.content;
            let critical = parts.optional(BOOLEAN)?.is_some_and(|tlv| tlv.content.first().is_some_and(|byte| *byte != 0));
            let value = parts.expect(OCTET_STRING)?.content;
            match extensions.take(identifier, value, defects) {
                Ok(Known::No) if critical => defects.note(Defect::UnknownCriticalExtension(oid::dotted(identifier))),
                Ok(Known::Yes | Known::No) => {}
                Err(_) => defects.note(Defect::UnreadableExtension(oid::dotted(identifier))),
            }
        }
        Ok(extensions)
    }

    fn take(&mut self, identifier: &[u8], value: &[u8], defects: &mut Defects) -> Result<Known, BerError> {
        match identifier {
            oid::KEY_ID => self.key_id = Some(single(value, OCTET_STRING)?.content.to_vec()),
            oid::AUTHORITY_KEY_ID => self.authority = authority(value)?,
            oid::BASIC_CONSTRAINTS => {
                let marked =
                    single(value, SEQUENCE)?.inside().optional(BOOLEAN)?.is_some_and(|tlv| tlv.content.iter().any(|byte| *byte != 0));
                self.is_authority = Some(if marked { AuthorityMark::Authority } else { AuthorityMark::EndEntity });
            }
            oid::KEY_USAGE => {
                let mut bytes = single(value, BIT_STRING)?.content.iter().skip(1).copied();
                self.key_usage = Some(u16::from_be_bytes([bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]));
            }
            oid::EXTENDED_KEY_USAGE => {
                for usage in single(value, SEQUENCE)?.inside().take(MOST_EXTENSIONS) {
                    self.extended_key_usage.push(usage?.expect(OID)?.content.to_vec());
                }
            }
            oid::PRIVATE_KEY_PERIOD => self.private_key_period = period(value, defects)?,
            oid::DOCUMENT_TYPES => self.document_types = document_types(value, defects)?,
            oid::SUBJECT_ALT_NAME | oid::ISSUER_ALT_NAME | oid::CRL_DISTRIBUTION | oid::CERTIFICATE_POLICIES | oid::NAME_CHANGE => {}
            _ => return Ok(Known::No),
        }
        Ok(Known::Yes)
    }
}

enum Known {
    Yes,
    No,
}

fn authority(value: &[u8]) -> Result<AuthorityKey, BerError> {
    let mut key = AuthorityKey::default();
    for part in single(value, SEQUENCE)?.inside() {
        let part = part?;
        match part.tag {
            0x80 => key.key_id = Some(part.content.to_vec()),
            0x82 => key.serial = Some(part.content.to_vec()),
            _ => {}
        }
    }
    Ok(key)
}

fn period(value: &[u8], defects: &mut Defects) -> Result<(Option<DateTime>, Option<DateTime>), BerError> {
    let mut period = (None, None);
    for part in single(value, SEQUENCE)?.inside() {
        let part = part?;
        let end = if part.tag == 0x80 { &mut period.0 } else { &mut period.1 };
        *end = Some(time(Tlv { tag: super::super::ber::GENERALIZED_TIME, ..part }, defects)?);
    }
    Ok(period)
}

/// Version and set of codes; some authorities leave out either.
fn document_types(value: &[u8], defects: &mut Defects) -> Result<Vec<String>, BerError> {
    let mut parts = single(value, SEQUENCE)?.inside();
    let versioned = parts.optional(INTEGER)?.is_some();
    let set = parts.optional(SET)?;
    if !versioned || set.is_none() {
        defects.note(Defect::ExtensionForm(oid::dotted(oid::DOCUMENT_TYPES)));
    }
    set.map_or(parts, |set| set.inside()).take(MOST_EXTENSIONS).map(|code| Ok(text(code?, defects))).collect()
}

/// The key identifier in the extensions of a revocation list.
pub(super) fn authority_of_list(list: Tlv<'_>) -> Result<AuthorityKey, BerError> {
    for extension in list.expect(SEQUENCE)?.inside().take(MOST_EXTENSIONS) {
        let mut parts = extension?.expect(SEQUENCE)?.inside();
        if parts.expect(OID)?.content == oid::AUTHORITY_KEY_ID {
            parts.optional(BOOLEAN)?;
            return authority(parts.expect(OCTET_STRING)?.content);
        }
    }
    Ok(AuthorityKey::default())
}
