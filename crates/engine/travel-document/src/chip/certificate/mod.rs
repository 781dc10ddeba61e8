//! X.509 certificates and revocation lists of issuing authorities (ICAO 9303-12 §7).
//!
//! Reading refuses only what cannot be understood: the authorities of the world have encoded every field in unusual ways,
//! and their documents are genuine. What is unusual is noted in the certificate's defects. It must not know whom to trust.

mod crl;
mod extensions;
mod name;
mod time;

use jiff::civil::DateTime;
use serde::{Serialize, Serializer, ser::SerializeStruct};

pub use crl::{Crl, Revocation};
pub use extensions::{AuthorityKey, AuthorityMark, Extensions};
pub use name::Name;
pub(super) use time::time;

use super::{
    ber::{BIT_STRING, BerError, INTEGER, Reader, SEQUENCE, bits, magnitude, small, survey},
    defect::{Defect, Defects},
    hash::Hash,
    signature::{AlgorithmIdentifier, KeyError, PublicKey, SignatureError, scheme_of, verify},
};

/// Largest certificate, in bytes.
const LARGEST: usize = 64 * 1024;

/// A certificate, of an authority (CSCA) or of a signer it names.
#[derive(Clone)]
pub struct Certificate {
    bytes: Vec<u8>,
    signed: Vec<u8>,
    serial: Vec<u8>,
    issuer: Name,
    subject: Name,
    not_before: DateTime,
    not_after: DateTime,
    key: Result<PublicKey, KeyError>,
    extensions: Extensions,
    algorithm: AlgorithmIdentifier,
    signature: Vec<u8>,
    defects: Defects,
}

impl Certificate {
    /// Reads one certificate; bytes after it are noted as a defect.
    pub fn parse(bytes: &[u8]) -> Result<Self, BerError> {
        let mut defects = Defects::default();
        let mut file = Reader::new(bytes);
        let whole = file.expect(SEQUENCE)?;
        if whole.whole.len() > LARGEST {
            return Err(BerError::TooMany("bytes in a certificate"));
        }
        if !file.is_empty() {
            defects.note(Defect::TrailingBytes);
        }
        survey(whole.whole, &mut defects);
        let mut parts = whole.inside();
        let signed = parts.expect(SEQUENCE)?;
        let algorithm = AlgorithmIdentifier::read(parts.expect(SEQUENCE)?)?;
        let signature = bits(parts.expect(BIT_STRING)?.content)?.to_vec();

        let mut fields = signed.inside();
        let version = match fields.optional(0xA0)? {
            Some(tlv) => small(tlv.inside().expect(INTEGER)?.content)?,
            None => 0,
        };
        let serial = fields.expect(INTEGER)?.content.to_vec();
        if AlgorithmIdentifier::read(fields.expect(SEQUENCE)?)? != algorithm {
            defects.note(Defect::AlgorithmsDiffer);
        }
        let issuer = Name::read(fields.expect(SEQUENCE)?, &mut defects)?;
        let mut validity = fields.expect(SEQUENCE)?.inside();
        let not_before = time(validity.any()?, &mut defects)?;
        let not_after = time(validity.any()?, &mut defects)?;
        let subject = Name::read(fields.expect(SEQUENCE)?, &mut defects)?;
        let key = PublicKey::read_noting(fields.expect(SEQUENCE)?.whole, &mut defects);
        fields.optional(0x81)?;
        fields.optional(0x82)?;
        let extensions = match fields.optional(0xA3)? {
            Some(tlv) => Extensions::read(tlv.inside().expect(SEQUENCE)?, &mut defects)?,
            None => Extensions::default(),
        };
        if version != 2 {
            defects.note(Defect::Version("certificate"));
        }
        if magnitude(&serial).is_empty() || serial.len() > 20 || serial.first().is_some_and(|byte| byte & 0x80 != 0) {
            defects.note(Defect::SerialNumber);
        }
        let (bytes, signed) = (whole.whole.to_vec(), signed.whole.to_vec());
        Ok(Self { bytes, signed, serial, issuer, subject, not_before, not_after, key, extensions, algorithm, signature, defects })
    }

    /// The certificate as it stands in the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the certificate.
    pub fn fingerprint(&self) -> Vec<u8> {
        Hash::Sha256.digest(&[&self.bytes])
    }

    /// Serial number, big-endian.
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// Who signed it.
    pub const fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// Whose it is.
    pub const fn subject(&self) -> &Name {
        &self.subject
    }

    /// First moment of validity, UTC.
    pub const fn not_before(&self) -> DateTime {
        self.not_before
    }

    /// Last moment of validity, UTC.
    pub const fn not_after(&self) -> DateTime {
        self.not_after
    }

    /// The key, or why it is refused.
    pub const fn key(&self) -> Result<&PublicKey, &KeyError> {
        self.key.as_ref()
    }

    /// The extensions.
    pub const fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// What is odd about it.
    pub const fn defects(&self) -> &Defects {
        &self.defects
    }

    /// The country that issues under it: of the subject, or else of the issuer.
    pub fn country(&self) -> Option<String> {
        self.subject.country().or_else(|| self.issuer.country())
    }

    /// Whether the key inside made the signature on it, as far as names and key identifiers tell. A link certificate bears
    /// the name of one authority and is signed with its former key (ICAO 9303-12 §3.1.1).
    pub fn names_itself(&self) -> bool {
        let own_key = match (&self.extensions.authority.key_id, &self.extensions.key_id) {
            (Some(authority), Some(own)) => authority == own,
            (None | Some(_), None) | (None, Some(_)) => true,
        };
        own_key && self.issuer == self.subject
    }

    /// How it is signed, such as `ECDSA with SHA-256`, or why that cannot be checked.
    pub fn signature_name(&self) -> String {
        scheme_of(&self.algorithm, None, &mut Defects::default()).map_or_else(|error| error.to_string(), |scheme| scheme.name())
    }

    /// Whether the holder of another certificate signed this one.
    pub fn verify_by(&self, authority: &Self, defects: &mut Defects) -> Result<(), SignatureError> {
        authority.verify(&self.algorithm, &self.signed, &self.signature, defects)
    }

    /// Whether this certificate's key signed something of an authority.
    fn verify(
        &self,
        algorithm: &AlgorithmIdentifier,
        signed: &[u8],
        signature: &[u8],
        defects: &mut Defects,
    ) -> Result<(), SignatureError> {
        let key = self.key.as_ref().map_err(Clone::clone)?;
        let scheme = scheme_of(algorithm, None, defects)?;
        verify(key, &scheme, &[signed], signature, defects)
    }
}

/// Certificates are public; their signatures and keys only fill logs.
impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Certificate({}, serial {})", self.subject, hex(&self.serial))
    }
}

impl Serialize for Certificate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Certificate", 9)?;
        map.serialize_field("country", &self.country())?;
        map.serialize_field("subject", &self.subject.to_string())?;
        map.serialize_field("issuer", &self.issuer.to_string())?;
        map.serialize_field("serial", &hex(&self.serial))?;
        map.serialize_field("not_before", &moment(self.not_before))?;
        map.serialize_field("not_after", &moment(self.not_after))?;
        map.serialize_field("key", &self.key.as_ref().map_or_else(ToString::to_string, PublicKey::name))?;
        map.serialize_field("signature", &self.signature_name())?;
        map.serialize_field("fingerprint", &hex(&self.fingerprint()))?;
        map.end()
    }
}

/// Upper-case hexadecimal, as certificate viewers print it.
pub(super) fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXUPPER.encode(bytes)
}

/// `2026-11-22T10:00:00Z`.
pub(super) fn moment(time: DateTime) -> String {
    format!("{time}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            drop(Certificate::parse(&bytes));
            drop(Crl::parse(&bytes));
        }
    }
}
