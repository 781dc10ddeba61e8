//! Signed data (CMS, RFC 5652; PKCS#7 before it): the envelope of security objects and master lists.
//!
//! It tells what is signed, by which certificate and whether the signature fits; whether the signer is trusted is decided
//! elsewhere.

use jiff::civil::DateTime;

use super::{
    ber::{BerError, INTEGER, OID, Reader, SEQUENCE, SET, Tlv, magnitude, octets, small, survey},
    certificate::{Certificate, Name, time},
    defect::{Defect, Defects},
    encode::{canonical, sorted, value},
    hash::Hash,
    oid,
    signature::{AlgorithmIdentifier, SchemeError, SignatureError, scheme_of, verify},
};

/// Most certificates, signers and attributes of one object.
const MOST: usize = 32;

/// What is wrong between a signer and the content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    /// The signed content type differs from the content's.
    #[error("the signed content type is another than the content's")]
    ContentType,
    /// The signed attributes lack the digest of the content.
    #[error("the signed attributes have no digest of the content")]
    DigestMissing,
    /// The content was changed, or another one was signed.
    #[error("the digest of the content is not the signed one")]
    Digest,
    /// The digest algorithm cannot be checked.
    #[error(transparent)]
    Algorithm(#[from] SchemeError),
    /// The signature does not fit or cannot be checked.
    #[error(transparent)]
    Signature(#[from] SignatureError),
}

/// One CMS object with its content.
#[derive(Clone, Debug)]
pub(super) struct SignedData {
    pub version: u32,
    pub content_type: Vec<u8>,
    pub content: Vec<u8>,
    pub certificates: Vec<Certificate>,
    pub signer: Signer,
    pub defects: Defects,
}

/// The first signer.
#[derive(Clone, Debug)]
pub(super) struct Signer {
    identifier: Identifier,
    digest: AlgorithmIdentifier,
    attributes: Option<Attributes>,
    algorithm: AlgorithmIdentifier,
    signature: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Identifier {
    Serial { issuer: Name, serial: Vec<u8> },
    KeyId(Vec<u8>),
}

#[derive(Clone, Debug)]
struct Attributes {
    /// As DER, which is what is signed (RFC 5652 §5.4).
    der: Vec<u8>,
    /// In the order and encoding of the file.
    given: Vec<u8>,
    content_type: Option<Vec<u8>>,
    digest: Option<Vec<u8>>,
    signing_time: Option<DateTime>,
}

impl SignedData {
    pub fn parse(bytes: &[u8]) -> Result<Self, BerError> {
        let mut defects = Defects::default();
        let mut file = Reader::new(bytes);
        let whole = file.expect(SEQUENCE)?;
        if !file.is_empty() {
            defects.note(Defect::TrailingBytes);
        }
        survey(whole.whole, &mut defects);
        let mut info = whole.inside();
        if info.expect(OID)?.content != oid::SIGNED_DATA {
            return Err(BerError::Malformed("signed data object"));
        }
        let mut parts = info.expect(0xA0)?.inside().expect(SEQUENCE)?.inside();
        let version = small(parts.expect(INTEGER)?.content)?;
        parts.expect(SET)?;
        let mut content = parts.expect(SEQUENCE)?.inside();
        let content_type = content.expect(OID)?.content.to_vec();
        let content = octets(content.expect(0xA0)?.inside().any()?)?;
        let certificates = match parts.optional(0xA0)? {
            Some(set) => certificates(set, &mut defects)?,
            None => Vec::new(),
        };
        parts.optional(0xA1)?;
        let mut signers = parts.expect(SET)?.inside();
        let signer = Signer::read(signers.any()?, &mut defects)?;
        if !signers.is_empty() {
            defects.note(Defect::SeveralSigners);
        }
        // RFC 5652 §5.1: 3 where the content is no plain data; PKCS#7 had 1.
        if version != 3 {
            defects.note(Defect::Version("signed data"));
        }
        Ok(Self { version, content_type, content, certificates, signer, defects })
    }

    /// The enclosed certificates that the signer names.
    pub fn named_certificates<'a>(&'a self, also: &'a [Certificate]) -> impl Iterator<Item = &'a Certificate> {
        self.certificates.iter().chain(also).filter(|certificate| self.signer.names(certificate))
    }

    /// Whether what is signed is this content.
    pub fn check_content(&self) -> Result<(), SignerError> {
        let Some(attributes) = &self.signer.attributes else { return Ok(()) };
        if attributes.content_type.as_ref().is_some_and(|signed| *signed != self.content_type) {
            return Err(SignerError::ContentType);
        }
        let signed = attributes.digest.as_ref().ok_or(SignerError::DigestMissing)?;
        if self.signer.hash()?.digest(&[&self.content]) == *signed { Ok(()) } else { Err(SignerError::Digest) }
    }

    /// Whether a certificate's key made the signature.
    pub fn check_signature(&self, certificate: &Certificate, defects: &mut Defects) -> Result<(), SignatureError> {
        let signer = &self.signer;
        let key = certificate.key().map_err(|error| SignatureError::Key(error.clone()))?;
        let scheme = scheme_of(&signer.algorithm, signer.hash().ok(), defects)?;
        let Some(attributes) = &signer.attributes else {
            defects.note(Defect::NoSignedAttributes);
            return verify(key, &scheme, &[&self.content], &signer.signature, defects);
        };
        let outcome = verify(key, &scheme, &[&attributes.der], &signer.signature, defects);
        if outcome.is_err() && attributes.given != attributes.der {
            verify(key, &scheme, &[&attributes.given], &signer.signature, defects)?;
            defects.note(Defect::AttributesNotSorted);
            return Ok(());
        }
        outcome
    }
}

impl Signer {
    /// When it was signed, as the signer says.
    pub fn signing_time(&self) -> Option<DateTime> {
        self.attributes.as_ref()?.signing_time
    }

    /// How it was signed, such as `RSA-PSS with SHA-256`, or why that cannot be checked.
    pub fn signature_name(&self) -> String {
        let scheme = scheme_of(&self.algorithm, self.hash().ok(), &mut Defects::default());
        scheme.map_or_else(|error| error.to_string(), |scheme| scheme.name())
    }

    fn hash(&self) -> Result<Hash, SchemeError> {
        Hash::of_oid(&self.digest.oid).ok_or_else(|| SchemeError::Hash(oid::dotted(&self.digest.oid)))
    }

    fn names(&self, certificate: &Certificate) -> bool {
        match &self.identifier {
            Identifier::Serial { issuer, serial } => magnitude(certificate.serial()) == magnitude(serial) && certificate.issuer() == issuer,
            Identifier::KeyId(identifier) => certificate.extensions().key_id.as_ref() == Some(identifier),
        }
    }

    fn read(tlv: Tlv<'_>, defects: &mut Defects) -> Result<Self, BerError> {
        let mut parts = tlv.expect(SEQUENCE)?.inside();
        let version = small(parts.expect(INTEGER)?.content)?;
        let named = parts.any()?;
        let (identifier, usual) = match named.tag {
            SEQUENCE => {
                let mut pair = named.inside();
                let issuer = Name::read(pair.expect(SEQUENCE)?, defects)?;
                (Identifier::Serial { issuer, serial: pair.expect(INTEGER)?.content.to_vec() }, 1)
            }
            0x80 => (Identifier::KeyId(named.content.to_vec()), 3),
            0xA0 => (Identifier::KeyId(octets(named.inside().any()?)?), 3),
            _ => return Err(BerError::Malformed("signer identifier")),
        };
        if version != usual {
            defects.note(Defect::Version("signer"));
        }
        let digest = AlgorithmIdentifier::read(parts.expect(SEQUENCE)?)?;
        let attributes = match parts.optional(0xA0)? {
            Some(set) => Some(Attributes::read(set, defects)?),
            None => None,
        };
        let algorithm = AlgorithmIdentifier::read(parts.expect(SEQUENCE)?)?;
        let signature = octets(parts.any()?)?;
        Ok(Self { identifier, digest, attributes, algorithm, signature })
    }
}

impl Attributes {
    fn read(set: Tlv<'_>, defects: &mut Defects) -> Result<Self, BerError> {
        let mut parts = Vec::new();
        let (mut content_type, mut digest, mut signing_time) = (None, None, None);
        for attribute in set.inside() {
            let attribute = attribute?.expect(SEQUENCE)?;
            parts.push(canonical(attribute)?);
            if parts.len() > MOST {
                return Err(BerError::TooMany("signed attributes"));
            }
            let mut fields = attribute.inside();
            let kind = fields.expect(OID)?.content;
            let first = fields.expect(SET)?.inside().any()?;
            // Twice the same attribute could be read in two ways.
            match kind {
                oid::CONTENT_TYPE => set_once(&mut content_type, first.expect(OID)?.content.to_vec())?,
                oid::MESSAGE_DIGEST => set_once(&mut digest, octets(first)?)?,
                oid::SIGNING_TIME => set_once(&mut signing_time, time(first, defects)?)?,
                _ => {}
            }
        }
        Ok(Self { der: sorted(SET, parts), given: value(SET, set.content), content_type, digest, signing_time })
    }
}

fn set_once<T>(place: &mut Option<T>, value: T) -> Result<(), BerError> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(BerError::TooMany("attributes of one kind")),
    }
}

fn certificates(set: Tlv<'_>, defects: &mut Defects) -> Result<Vec<Certificate>, BerError> {
    let mut certificates = Vec::new();
    for entry in set.inside() {
        let entry = entry?;
        match Certificate::parse(entry.whole) {
            Ok(certificate) => certificates.push(certificate),
            Err(_) => defects.note(Defect::UnreadableCertificate),
        }
        if certificates.len() > MOST {
            return Err(BerError::TooMany("certificates"));
        }
    }
    Ok(certificates)
}
