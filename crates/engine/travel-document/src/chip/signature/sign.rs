//! The signing side, for simulated authorities only: its time depends on the private key.

use crypto_bigint::U576;
use rand_core::CryptoRng;

use super::{
    super::{
        ber::{INTEGER, OCTET_STRING, OID, SEQUENCE, magnitude},
        encode::{group, value},
        oid,
    },
    curves::{Curve, Element, number},
    ecdsa::truncated,
};

/// How a certificate names a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveForm {
    /// By object identifier.
    Named,
    /// With all parameters (ICAO 9303-12 §4.4.2).
    SpelledOut,
}

impl Curve {
    /// A number from 1 to the order less 1.
    pub fn random_scalar<R: CryptoRng>(&self, rng: &mut R) -> U576 {
        loop {
            // Eight bytes more than the order has, as far as there is room, so that no value is likelier than another.
            let mut bytes = vec![0; (self.field_size + 8).min(U576::BYTES)];
            rng.fill_bytes(&mut bytes);
            let scalar = number(&bytes).map(|number| Element::new(&number, &self.order).retrieve());
            if let Some(scalar) = scalar.filter(|scalar| *scalar != U576::ZERO) {
                return scalar;
            }
        }
    }

    /// The uncompressed point that belongs to a private number.
    pub fn public_point(&self, scalar: &U576) -> Option<Vec<u8>> {
        Some(self.generator.multiply(scalar, &self.generator, &U576::ZERO, self)?.to_bytes(self))
    }
}

/// An ECDSA signature over a digest.
pub(in super::super) fn sign_ecdsa<R: CryptoRng>(curve: &Curve, private: &U576, digest: &[u8], rng: &mut R) -> Vec<u8> {
    loop {
        let once = curve.random_scalar(rng);
        let Some(point) = curve.generator.multiply(&once, &curve.generator, &U576::ZERO, curve) else { continue };
        let scalar = |value: &U576| Element::new(value, &curve.order);
        let r = scalar(&point.x.retrieve());
        let Some(inverse) = scalar(&once).invert_vartime().into_option() else { continue };
        let s = (scalar(&truncated(digest, curve)) + r * scalar(private)) * inverse;
        let zero = Element::zero(&curve.order);
        if r != zero && s != zero {
            return group(SEQUENCE, &[integer(&r.retrieve()), integer(&s.retrieve())]);
        }
    }
}

/// The parameters of a key's algorithm.
pub(in super::super) fn curve_parameters(curve: &Curve, form: CurveForm) -> Vec<u8> {
    match form {
        CurveForm::Named => value(OID, curve.oid),
        CurveForm::SpelledOut => {
            let field = group(SEQUENCE, &[value(OID, oid::PRIME_FIELD), integer(curve.field.modulus().as_ref())]);
            let padded = |element: &Element| {
                let bytes = element.retrieve().to_be_bytes();
                value(OCTET_STRING, bytes.get(U576::BYTES.saturating_sub(curve.field_size)..).unwrap_or_default())
            };
            let coefficients = group(SEQUENCE, &[padded(&curve.a), padded(&curve.b)]);
            let generator = value(OCTET_STRING, &curve.generator.to_bytes(curve));
            let order = integer(curve.order.modulus().as_ref());
            group(SEQUENCE, &[value(INTEGER, &[1]), field, coefficients, generator, order, value(INTEGER, &[1])])
        }
    }
}

fn integer(number: &U576) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let digits = magnitude(bytes.as_ref());
    let zero: &[u8] = if digits.first().is_none_or(|byte| byte & 0x80 != 0) { &[0] } else { &[] };
    group(INTEGER, &[zero, digits])
}
