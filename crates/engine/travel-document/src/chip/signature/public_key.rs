//! Public keys as certificates carry them (`SubjectPublicKeyInfo`).

use super::{
    super::{
        ber::{BIT_STRING, BerError, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, bits},
        defect::{Defect, Defects},
        oid,
    },
    curve::Point,
    curves::{Curve, Parameters},
    rsa::RsaKey,
    scheme::AlgorithmIdentifier,
};

/// A key that can be used for verifying.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(private_interfaces, reason = "the insides of a key are this room's")]
#[expect(clippy::large_enum_variant, reason = "keys are few and short-lived")]
pub enum PublicKey {
    /// RSA.
    Rsa(RsaKey),
    /// An elliptic curve of the table.
    Ec {
        /// The curve.
        curve: &'static Curve,
        /// The key.
        point: Point,
    },
}

/// Why a key is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not RSA and not an elliptic curve.
    #[error("keys of the kind {0} are not supported")]
    Kind(String),
    /// A curve by name that is not in the table.
    #[error("the curve {0} is not supported")]
    Curve(String),
    /// Spelled-out parameters that equal no curve of the table: the way to forge a signature by choosing the generator.
    #[error("the key spells out a curve that is not a known one")]
    UnknownParameters,
    /// The point does not lie on the curve.
    #[error("the key is no point of its curve")]
    Point,
    /// Modulus out of bounds.
    #[error("an RSA key of {0} bits is not accepted")]
    RsaSize(usize),
    /// An even modulus.
    #[error("the RSA modulus is even")]
    RsaModulus,
    /// Exponent out of bounds.
    #[error("the RSA exponent is even, 1 or too large")]
    RsaExponent,
    /// The key cannot be read.
    #[error("the key cannot be read")]
    Unreadable(#[from] BerError),
}

impl KeyError {
    /// Whether the key itself is false; otherwise it is only unknown here.
    pub const fn is_failure(&self) -> bool {
        match self {
            Self::Kind(_) | Self::Curve(_) => false,
            Self::UnknownParameters | Self::Point | Self::RsaSize(_) | Self::RsaModulus | Self::RsaExponent | Self::Unreadable(_) => true,
        }
    }
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo`.
    pub fn read(info: &[u8]) -> Result<Self, KeyError> {
        Self::read_noting(info, &mut Defects::default())
    }

    /// Usual name, such as `RSA 4096` or `brainpoolP256r1`.
    pub fn name(&self) -> String {
        match self {
            Self::Rsa(key) => format!("RSA {}", key.bits()),
            Self::Ec { curve, .. } => curve.name.to_owned(),
        }
    }

    pub(in super::super) fn read_noting(info: &[u8], defects: &mut Defects) -> Result<Self, KeyError> {
        let mut inside = Reader::new(info).expect(SEQUENCE)?.inside();
        let algorithm = AlgorithmIdentifier::read(inside.expect(SEQUENCE)?)?;
        let key = bits(inside.expect(BIT_STRING)?.content)?;
        match algorithm.oid.as_slice() {
            oid::RSA | oid::RSA_PSS => rsa(key, defects),
            oid::EC_KEY => {
                let parameters = algorithm.parameters.ok_or(KeyError::Curve("without name".to_owned()))?;
                let curve = curve(&parameters, defects)?;
                let point = Point::read(key, curve).ok_or(KeyError::Point)?;
                Ok(Self::Ec { curve, point })
            }
            other => Err(KeyError::Kind(oid::dotted(other))),
        }
    }
}

fn rsa(key: &[u8], defects: &mut Defects) -> Result<PublicKey, KeyError> {
    let mut numbers = Reader::new(key).expect(SEQUENCE)?.inside();
    let (modulus, exponent) = (numbers.expect(INTEGER)?.content, numbers.expect(INTEGER)?.content);
    if [modulus, exponent].iter().any(|number| number.first().is_some_and(|byte| byte & 0x80 != 0)) {
        defects.note(Defect::NegativeNumber);
    }
    Ok(PublicKey::Rsa(RsaKey::new(modulus, exponent)?))
}

fn curve(parameters: &[u8], defects: &mut Defects) -> Result<&'static Curve, KeyError> {
    let tlv = Reader::new(parameters).any()?;
    if tlv.tag == OID {
        return Curve::of_oid(tlv.content).ok_or_else(|| KeyError::Curve(oid::dotted(tlv.content)));
    }
    // ECParameters, SEC 1 §C.2.
    let mut inside = tlv.expect(SEQUENCE)?.inside();
    inside.expect(INTEGER)?;
    let mut field = inside.expect(SEQUENCE)?.inside();
    if field.expect(OID)?.content != oid::PRIME_FIELD {
        return Err(KeyError::UnknownParameters);
    }
    let p = field.expect(INTEGER)?.content;
    let mut coefficients = inside.expect(SEQUENCE)?.inside();
    let (a, b) = (coefficients.expect(OCTET_STRING)?.content, coefficients.expect(OCTET_STRING)?.content);
    let generator = inside.expect(OCTET_STRING)?.content;
    let order = inside.expect(INTEGER)?.content;
    let cofactor = inside.optional(INTEGER)?.map(|tlv| tlv.content);
    let curve = Curve::of_parameters(&Parameters { p, a, b, generator, order, cofactor }).ok_or(KeyError::UnknownParameters)?;
    defects.note(Defect::ExplicitCurve(curve.name));
    Ok(curve)
}
