//! Revocation lists (ICAO 9303-12 §7.1.4).

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{
    Certificate,
    extensions::{AuthorityKey, authority_of_list},
    name::Name,
    time,
};
use crate::chip::{
    ber::{
        BIT_STRING, BerError, ENUMERATED, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, Tlv, UTC_TIME, bits, magnitude,
        single, small, survey,
    },
    defect::{Defect, Defects},
    oid,
    signature::{AlgorithmIdentifier, SignatureError},
};

/// Most revoked certificates of one list.
const MOST_REVOKED: usize = 500_000;

/// A list of revoked certificates, by serial number.
#[derive(Clone, Debug)]
pub struct Crl {
    signed: Vec<u8>,
    issuer: Name,
    authority: AuthorityKey,
    this_update: DateTime,
    next_update: Option<DateTime>,
    revoked: BTreeMap<Vec<u8>, Revocation>,
    algorithm: AlgorithmIdentifier,
    signature: Vec<u8>,
    defects: Defects,
}

/// When and why a certificate was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// From this moment, UTC.
    pub since: DateTime,
    /// Reason code of RFC 5280 §5.3.1, when given.
    pub reason: Option<u32>,
}

impl Crl {
    /// Reads a list.
    pub fn parse(bytes: &[u8]) -> Result<Self, BerError> {
        let mut defects = Defects::default();
        let mut file = Reader::new(bytes);
        let whole = file.expect(SEQUENCE)?;
        if !file.is_empty() {
            defects.note(Defect::TrailingBytes);
        }
        survey(whole.whole, &mut defects);
        let mut parts = whole.inside();
        let signed = parts.expect(SEQUENCE)?;
        let algorithm = AlgorithmIdentifier::read(parts.expect(SEQUENCE)?)?;
        let signature = bits(parts.expect(BIT_STRING)?.content)?.to_vec();
        let mut fields = signed.inside();
        fields.optional(INTEGER)?;
        fields.expect(SEQUENCE)?;
        let issuer = Name::read(fields.expect(SEQUENCE)?, &mut defects)?;
        let this_update = time(fields.any()?, &mut defects)?;
        let next_update = match fields.tag() {
            Some(UTC_TIME | GENERALIZED_TIME) => Some(time(fields.any()?, &mut defects)?),
            _ => None,
        };
        let mut revoked = BTreeMap::new();
        if let Some(list) = fields.optional(SEQUENCE)? {
            for entry in list.inside() {
                let (serial, revocation) = entry_of(entry?, &mut defects)?;
                revoked.insert(serial, revocation);
                if revoked.len() > MOST_REVOKED {
                    return Err(BerError::TooMany("revoked certificates"));
                }
            }
        }
        let authority = match fields.optional(0xA0)? {
            Some(tlv) => authority_of_list(tlv.inside().expect(SEQUENCE)?)?,
            None => AuthorityKey::default(),
        };
        let signed = signed.whole.to_vec();
        Ok(Self { signed, issuer, authority, this_update, next_update, revoked, algorithm, signature, defects })
    }

    /// Who revokes.
    pub const fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// When the list was made, UTC.
    pub const fn this_update(&self) -> DateTime {
        self.this_update
    }

    /// When the next one is due, UTC.
    pub const fn next_update(&self) -> Option<DateTime> {
        self.next_update
    }

    /// Number of revoked certificates.
    pub fn len(&self) -> usize {
        self.revoked.len()
    }

    /// Whether nothing is revoked.
    pub fn is_empty(&self) -> bool {
        self.revoked.is_empty()
    }

    /// What is odd about it.
    pub const fn defects(&self) -> &Defects {
        &self.defects
    }

    /// How the list names the key that signed it.
    pub const fn authority(&self) -> &AuthorityKey {
        &self.authority
    }

    /// Whether an authority signed the list.
    pub fn verify_by(&self, authority: &Certificate, defects: &mut Defects) -> Result<(), SignatureError> {
        authority.verify(&self.algorithm, &self.signed, &self.signature, defects)
    }

    /// The revocation of a certificate of the same issuer.
    pub fn revocation(&self, certificate: &Certificate) -> Option<Revocation> {
        if *certificate.issuer() != self.issuer {
            return None;
        }
        self.revoked.get(magnitude(certificate.serial())).copied()
    }
}

fn entry_of(entry: Tlv<'_>, defects: &mut Defects) -> Result<(Vec<u8>, Revocation), BerError> {
    let mut parts = entry.expect(SEQUENCE)?.inside();
    let serial = magnitude(parts.expect(INTEGER)?.content).to_vec();
    let since = time(parts.any()?, defects)?;
    let reason = match parts.optional(SEQUENCE)? {
        Some(extensions) => reason(extensions)?,
        None => None,
    };
    Ok((serial, Revocation { since, reason }))
}

fn reason(extensions: Tlv<'_>) -> Result<Option<u32>, BerError> {
    for extension in extensions.inside() {
        let mut parts = extension?.expect(SEQUENCE)?.inside();
        if parts.expect(OID)?.content == oid::CRL_REASON {
            parts.optional(crate::chip::ber::BOOLEAN)?;
            return small(single(parts.expect(OCTET_STRING)?.content, ENUMERATED)?.content).map(Some);
        }
    }
    Ok(None)
}
