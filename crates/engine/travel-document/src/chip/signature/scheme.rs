//! From algorithm identifiers to what has to be computed.

use super::super::{
    ber::{BerError, INTEGER, OID, Reader, SEQUENCE, Tlv, small},
    defect::{Defect, Defects},
    hash::Hash,
    oid,
};

/// An algorithm and its parameters as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct AlgorithmIdentifier {
    pub oid: Vec<u8>,
    /// The parameters' whole encoding; absent and NULL are both `None`.
    pub parameters: Option<Vec<u8>>,
}

impl AlgorithmIdentifier {
    pub fn read(tlv: Tlv<'_>) -> Result<Self, BerError> {
        let mut inside = tlv.expect(SEQUENCE)?.inside();
        let oid = inside.expect(OID)?.content.to_vec();
        let parameters = if inside.is_empty() { None } else { Some(inside.any()?) };
        let parameters = parameters.filter(|tlv| tlv.tag != super::super::ber::NULL).map(|tlv| tlv.whole.to_vec());
        Ok(Self { oid, parameters })
    }
}

/// How a signature is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// RSA with PKCS#1 v1.5 padding.
    RsaPkcs1(Hash),
    /// RSA with PSS padding.
    RsaPss {
        /// Hash of the message.
        hash: Hash,
        /// Hash of the mask.
        mask: Hash,
        /// Stated size of the salt in bytes; `None` when nothing states it.
        salt: Option<usize>,
    },
    /// ECDSA.
    Ecdsa(Hash),
}

impl Scheme {
    /// Hash of the message.
    pub const fn hash(&self) -> Hash {
        match self {
            Self::RsaPkcs1(hash) | Self::RsaPss { hash, .. } | Self::Ecdsa(hash) => *hash,
        }
    }

    /// Usual name, such as `ECDSA with SHA-256`.
    pub fn name(&self) -> String {
        let kind = match self {
            Self::RsaPkcs1(_) => "RSA",
            Self::RsaPss { .. } => "RSA-PSS",
            Self::Ecdsa(_) => "ECDSA",
        };
        format!("{kind} with {}", self.hash().name())
    }
}

/// Why an algorithm cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// An algorithm outside ICAO 9303-12.
    #[error("the signature algorithm {0} is not supported")]
    Algorithm(String),
    /// A hash outside ICAO 9303-12.
    #[error("the hash algorithm {0} is not supported")]
    Hash(String),
    /// Parameters that cannot be read.
    #[error("the parameters of the signature algorithm cannot be read")]
    Parameters(#[source] BerError),
}

/// The scheme that an identifier names. `digest` is the hash that the surroundings name (the signer's digest algorithm);
/// it counts where the identifier names none.
pub(in super::super) fn scheme_of(
    algorithm: &AlgorithmIdentifier,
    digest: Option<Hash>,
    defects: &mut Defects,
) -> Result<Scheme, SchemeError> {
    let identifier = algorithm.oid.as_slice();
    let scheme = match identifier {
        oid::RSA_SHA1 | oid::RSA_SHA1_OIW => Scheme::RsaPkcs1(Hash::Sha1),
        oid::RSA_SHA224 => Scheme::RsaPkcs1(Hash::Sha224),
        oid::RSA_SHA256 => Scheme::RsaPkcs1(Hash::Sha256),
        oid::RSA_SHA384 => Scheme::RsaPkcs1(Hash::Sha384),
        oid::RSA_SHA512 => Scheme::RsaPkcs1(Hash::Sha512),
        oid::ECDSA_SHA1 | oid::PLAIN_SHA1 => Scheme::Ecdsa(Hash::Sha1),
        oid::ECDSA_SHA224 | oid::PLAIN_SHA224 => Scheme::Ecdsa(Hash::Sha224),
        oid::ECDSA_SHA256 | oid::PLAIN_SHA256 => Scheme::Ecdsa(Hash::Sha256),
        oid::ECDSA_SHA384 | oid::PLAIN_SHA384 => Scheme::Ecdsa(Hash::Sha384),
        oid::ECDSA_SHA512 | oid::PLAIN_SHA512 => Scheme::Ecdsa(Hash::Sha512),
        oid::RSA_PSS => pss(algorithm.parameters.as_deref(), digest, defects)?,
        // In CMS, the bare key algorithm takes its hash from the digest algorithm (RFC 3370 §3.2).
        oid::RSA | oid::EC_KEY => {
            let hash = digest.ok_or_else(|| SchemeError::Algorithm(oid::dotted(identifier)))?;
            if identifier == oid::RSA {
                Scheme::RsaPkcs1(hash)
            } else {
                defects.note(Defect::NoSignatureHash);
                Scheme::Ecdsa(hash)
            }
        }
        other => return Err(SchemeError::Algorithm(oid::dotted(other))),
    };
    if digest.is_some_and(|digest| digest != scheme.hash()) {
        defects.note(Defect::HashesDiffer);
    }
    Ok(scheme)
}

/// RFC 4055 §3.1: every field has a default, SHA-1, MGF1 with SHA-1, 20 bytes.
fn pss(parameters: Option<&[u8]>, digest: Option<Hash>, defects: &mut Defects) -> Result<Scheme, SchemeError> {
    let Some(parameters) = parameters else {
        defects.note(Defect::PssParametersMissing);
        let hash = digest.unwrap_or(Hash::Sha1);
        return Ok(Scheme::RsaPss { hash, mask: hash, salt: None });
    };
    let mut fields = Reader::new(parameters).expect(SEQUENCE).map_err(SchemeError::Parameters)?.inside();
    let (mut hash, mut mask, mut salt) = (Hash::Sha1, Hash::Sha1, 20);
    while !fields.is_empty() {
        let field = fields.any().map_err(SchemeError::Parameters)?;
        let inside = field.inside().any().map_err(SchemeError::Parameters)?;
        match field.tag {
            0xA0 => hash = hash_of(inside)?,
            0xA1 => {
                let generation = AlgorithmIdentifier::read(inside).map_err(SchemeError::Parameters)?;
                if generation.oid != oid::MGF1 {
                    return Err(SchemeError::Algorithm(oid::dotted(&generation.oid)));
                }
                if let Some(parameters) = &generation.parameters {
                    mask = hash_of(Reader::new(parameters).any().map_err(SchemeError::Parameters)?)?;
                }
            }
            0xA2 => salt = number(inside)?,
            0xA3 if number(inside)? != 1 => defects.note(Defect::PssTrailer),
            0xA3 => {}
            _ => return Err(SchemeError::Parameters(BerError::Malformed("PSS parameter"))),
        }
    }
    Ok(Scheme::RsaPss { hash, mask, salt: Some(usize::try_from(salt).unwrap_or(usize::MAX)) })
}

fn hash_of(tlv: Tlv<'_>) -> Result<Hash, SchemeError> {
    let algorithm = AlgorithmIdentifier::read(tlv).map_err(SchemeError::Parameters)?;
    Hash::of_oid(&algorithm.oid).ok_or_else(|| SchemeError::Hash(oid::dotted(&algorithm.oid)))
}

fn number(tlv: Tlv<'_>) -> Result<u32, SchemeError> {
    tlv.expect(INTEGER).and_then(|tlv| small(tlv.content)).map_err(SchemeError::Parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{group, value};

    fn algorithm(oid: &[u8], parameters: Option<Vec<u8>>) -> AlgorithmIdentifier {
        AlgorithmIdentifier { oid: oid.to_vec(), parameters }
    }

    #[test]
    fn every_form_of_pss_parameters_is_read() {
        let mut defects = Defects::default();
        let mut read = |parameters, digest| scheme_of(&algorithm(oid::RSA_PSS, parameters), digest, &mut defects);
        assert_eq!(
            read(Some(value(SEQUENCE, &[])), None),
            Ok(Scheme::RsaPss { hash: Hash::Sha1, mask: Hash::Sha1, salt: Some(20) }),
            "defaults"
        );
        assert_eq!(
            read(None, Some(Hash::Sha384)),
            Ok(Scheme::RsaPss { hash: Hash::Sha384, mask: Hash::Sha384, salt: None }),
            "missing: the digest algorithm's"
        );
        let hash = group(SEQUENCE, &[value(OID, oid::SHA256)]);
        let mask = group(SEQUENCE, &[value(OID, oid::MGF1), group(SEQUENCE, &[value(OID, oid::SHA512)])]);
        let full = group(
            SEQUENCE,
            &[value(0xA0, &hash), value(0xA1, &mask), value(0xA2, &value(INTEGER, &[32])), value(0xA3, &value(INTEGER, &[1]))],
        );
        assert_eq!(read(Some(full), None), Ok(Scheme::RsaPss { hash: Hash::Sha256, mask: Hash::Sha512, salt: Some(32) }));
        assert_eq!(defects.iter().collect::<Vec<_>>(), [&Defect::PssParametersMissing]);
    }

    #[test]
    fn what_is_not_supported_is_named() {
        // md5WithRSAEncryption
        let md5 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x04];
        let error = scheme_of(&algorithm(&md5, None), Some(Hash::Sha256), &mut Defects::default()).unwrap_err();
        assert_eq!(error.to_string(), "the signature algorithm 1.2.840.113549.1.1.4 is not supported");
    }
}
