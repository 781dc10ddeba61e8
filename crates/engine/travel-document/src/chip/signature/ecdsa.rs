//! ECDSA (FIPS 186-4 §6, BSI TR-03111 §4.2.1).

use crypto_bigint::U576;

use super::{
    super::{
        ber::{INTEGER, Reader, SEQUENCE},
        defect::{Defect, Defects},
        hash::Hash,
    },
    SignatureError,
    curve::Point,
    curves::{Curve, Element, number},
};

pub(super) fn verify(
    curve: &Curve,
    key: &Point,
    hash: Hash,
    message: &[&[u8]],
    signature: &[u8],
    defects: &mut Defects,
) -> Result<(), SignatureError> {
    let order = curve.order.modulus().as_ref();
    let in_range = |value: &U576| *value != U576::ZERO && value < order;
    let (r, s) = read(signature, curve, defects).filter(|(r, s)| in_range(r) && in_range(s)).ok_or(SignatureError::Wrong)?;
    let scalar = |value: &U576| Element::new(value, &curve.order);
    let inverse = scalar(&s).invert_vartime().into_option().ok_or(SignatureError::Wrong)?;
    let own = (scalar(&truncated(&hash.digest(message), curve)) * inverse).retrieve();
    let others = (scalar(&r) * inverse).retrieve();
    let sum = curve.generator.multiply_jacobian(&own, key, &others, curve);
    if sum.is_neutral() {
        return Err(SignatureError::Wrong);
    }
    // x = X/Z² leaves r when divided by the order: x is r or, where the field is larger, r + order.
    let square = sum.z.square();
    let field = curve.field.modulus().as_ref();
    let mut candidate = r;
    while candidate < *field {
        if Element::new(&candidate, &curve.field) * square == sum.x {
            return Ok(());
        }
        candidate = candidate.wrapping_add(order);
    }
    Err(SignatureError::Wrong)
}

/// The leftmost bits of a digest, as many as the order has.
pub(super) fn truncated(digest: &[u8], curve: &Curve) -> U576 {
    let bits = u32::try_from(digest.len()).unwrap_or(u32::MAX).saturating_mul(8);
    // A digest has at most 512 bits.
    number(digest).unwrap_or(U576::ZERO).shr_vartime(bits.saturating_sub(curve.order_bits).min(U576::BITS - 1))
}

/// A sequence of two integers, or the two bare numbers of BSI TR-03111 §5.2.1.
fn read(signature: &[u8], curve: &Curve, defects: &mut Defects) -> Option<(U576, U576)> {
    if let Some(pair) = read_sequence(signature, defects) {
        return Some(pair);
    }
    let size = usize::try_from(curve.order_bits.div_ceil(8)).ok()?;
    if signature.len() != 2 * size {
        return None;
    }
    defects.note(Defect::PlainEcdsa);
    let (r, s) = signature.split_at_checked(size)?;
    Some((number(r)?, number(s)?))
}

fn read_sequence(signature: &[u8], defects: &mut Defects) -> Option<(U576, U576)> {
    let mut reader = Reader::new(signature);
    let mut inside = reader.expect(SEQUENCE).ok()?.inside();
    let (r, s) = (inside.expect(INTEGER).ok()?.content, inside.expect(INTEGER).ok()?.content);
    if !inside.is_empty() {
        return None;
    }
    if !reader.is_empty() {
        defects.note(Defect::TrailingBytes);
    }
    if [r, s].iter().any(|part| part.first().is_some_and(|byte| byte & 0x80 != 0)) {
        defects.note(Defect::NegativeNumber);
    }
    Some((number(r)?, number(s)?))
}
