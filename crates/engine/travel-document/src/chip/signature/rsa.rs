//! RSA signatures with PKCS#1 v1.5 and PSS padding (RFC 8017 §8.1, §8.2).

use crypto_bigint::{
    BoxedUint, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};

use super::{
    super::{
        ber::{NULL, OCTET_STRING, OID, SEQUENCE, magnitude},
        defect::{Defect, Defects},
        encode::{group, value},
        hash::Hash,
    },
    SignatureError,
    public_key::KeyError,
};

/// Largest modulus, in bits; ICAO 9303-12 §4.4.1 recommends up to 4096.
const LARGEST_MODULUS: usize = 8192;
/// Smallest modulus, in bits: a smaller one is in anybody's reach.
const SMALLEST_MODULUS: usize = 1024;
/// Largest public exponent, in bits (FIPS 186-4 §B.3.1).
const LARGEST_EXPONENT: usize = 256;

/// A public RSA key within the bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RsaKey {
    modulus: Odd<BoxedUint>,
    exponent: BoxedUint,
    bits: usize,
}

impl RsaKey {
    /// A key from big-endian bytes.
    pub(super) fn new(modulus: &[u8], exponent: &[u8]) -> Result<Self, KeyError> {
        let (modulus, exponent) = (magnitude(modulus), magnitude(exponent));
        let bits = bit_length(modulus);
        let exponent_bits = bit_length(exponent);
        if !(SMALLEST_MODULUS..=LARGEST_MODULUS).contains(&bits) {
            return Err(KeyError::RsaSize(bits));
        }
        let is_odd = |bytes: &[u8]| bytes.last().is_some_and(|byte| byte & 1 == 1);
        if !(2..=LARGEST_EXPONENT).contains(&exponent_bits) || !is_odd(exponent) {
            return Err(KeyError::RsaExponent);
        }
        let modulus = Odd::new(BoxedUint::from_be_slice_vartime(modulus)).into_option().ok_or(KeyError::RsaModulus)?;
        Ok(Self { modulus, exponent: BoxedUint::from_be_slice_vartime(exponent), bits })
    }

    /// Size of the modulus in bits.
    pub const fn bits(&self) -> usize {
        self.bits
    }

    const fn size(&self) -> usize {
        self.bits.div_ceil(8)
    }

    /// The block under the signature, with as many bytes as the modulus.
    fn recover(&self, signature: &[u8], defects: &mut Defects) -> Option<Vec<u8>> {
        if signature.len() != self.size() {
            defects.note(Defect::RsaSignatureSize);
        }
        let precision = self.modulus.bits_precision();
        let number = BoxedUint::from_be_slice(magnitude(signature), precision).ok()?;
        if number >= *self.modulus.as_ref() {
            return None;
        }
        let parameters = BoxedMontyParams::new_vartime(self.modulus.clone());
        let exponent_bits = self.exponent.bits_vartime();
        let power = BoxedMontyForm::new(number, &parameters).pow_bounded_exp(&self.exponent, exponent_bits).retrieve();
        let bytes = power.to_be_bytes();
        bytes.get(bytes.len().checked_sub(self.size())?..).map(<[u8]>::to_vec)
    }
}

fn bit_length(digits: &[u8]) -> usize {
    digits.first().map_or(0, |first| digits.len() * 8 - usize::try_from(first.leading_zeros()).unwrap_or(0))
}

pub(super) fn verify_pkcs1(
    key: &RsaKey,
    hash: Hash,
    message: &[&[u8]],
    signature: &[u8],
    defects: &mut Defects,
) -> Result<(), SignatureError> {
    let block = key.recover(signature, defects).ok_or(SignatureError::Wrong)?;
    let digest = hash.digest(message);
    if pkcs1_block(hash, &digest, &value(NULL, &[]), key.size()).as_ref() == Some(&block) {
        return Ok(());
    }
    if pkcs1_block(hash, &digest, &[], key.size()).as_ref() == Some(&block) {
        defects.note(Defect::DigestInfoWithoutNull);
        return Ok(());
    }
    Err(SignatureError::Wrong)
}

/// 00 01 FF... 00 and the digest under its algorithm (RFC 8017 §9.2); `None` when the key is too small.
pub(in super::super) fn pkcs1_block(hash: Hash, digest: &[u8], parameters: &[u8], size: usize) -> Option<Vec<u8>> {
    let algorithm = group(SEQUENCE, &[&value(OID, hash.oid())[..], parameters]);
    let info = group(SEQUENCE, &[algorithm, value(OCTET_STRING, digest)]);
    let filler = size.checked_sub(info.len() + 3).filter(|filler| *filler >= 8)?;
    Some([&[0, 1][..], &vec![0xFF; filler], &[0], &info].concat())
}

/// Hashes and stated salt size of a PSS signature.
pub(super) struct Pss {
    pub hash: Hash,
    pub mask: Hash,
    pub salt: Option<usize>,
}

pub(super) fn verify_pss(
    key: &RsaKey,
    scheme: &Pss,
    message: &[&[u8]],
    signature: &[u8],
    defects: &mut Defects,
) -> Result<(), SignatureError> {
    let whole = key.recover(signature, defects).ok_or(SignatureError::Wrong)?;
    let salt = pss_salt(&whole, key.bits, scheme, message).ok_or(SignatureError::Wrong)?;
    if scheme.salt.is_some_and(|stated| stated != salt) {
        defects.note(Defect::PssSaltLength);
    }
    Ok(())
}

/// Size of the salt in a block that fits the message (RFC 8017 §9.1.2, the salt's size read from the block).
fn pss_salt(whole: &[u8], modulus_bits: usize, scheme: &Pss, message: &[&[u8]]) -> Option<usize> {
    let bits = modulus_bits.checked_sub(1)?;
    let block = match whole.len().checked_sub(bits.div_ceil(8))? {
        0 => whole,
        _ => whole.strip_prefix(&[0])?,
    };
    let block = block.strip_suffix(&[0xBC])?;
    let (masked, digest) = block.split_at_checked(block.len().checked_sub(scheme.hash.size())?)?;
    let unused = (8 - bits % 8) % 8;
    let keep = 0xFF_u8 >> unused;
    if masked.first().is_some_and(|first| first & !keep != 0) {
        return None;
    }
    let mut data: Vec<u8> = masked.iter().zip(mask(scheme.mask, digest, masked.len())).map(|(byte, mask)| byte ^ mask).collect();
    if let Some(first) = data.first_mut() {
        *first &= keep;
    }
    let zeros = data.iter().take_while(|byte| **byte == 0).count();
    let (one, salt) = data.get(zeros..)?.split_first()?;
    let message_digest = scheme.hash.digest(message);
    (*one == 1 && scheme.hash.digest(&[&[0; 8], &message_digest, salt]) == digest).then_some(salt.len())
}

/// The block that PSS signs with a given salt (RFC 8017 §9.1.1); `None` when the key is too small.
#[cfg(any(test, feature = "issue"))]
pub(in super::super) fn pss_block(hash: Hash, digest: &[u8], salt: &[u8], modulus_bits: usize) -> Option<Vec<u8>> {
    let bits = modulus_bits.checked_sub(1)?;
    let sealed = hash.digest(&[&[0; 8], digest, salt]);
    let zeros = bits.div_ceil(8).checked_sub(hash.size() + salt.len() + 2)?;
    let data = [&vec![0; zeros][..], &[1], salt].concat();
    let mut block: Vec<u8> = data.iter().zip(mask(hash, &sealed, data.len())).map(|(byte, mask)| byte ^ mask).collect();
    if let Some(first) = block.first_mut() {
        *first &= 0xFF_u8 >> ((8 - bits % 8) % 8);
    }
    block.extend(sealed);
    block.push(0xBC);
    Some(block)
}

/// MGF1 (RFC 8017 §B.2.1).
fn mask(hash: Hash, seed: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size + hash.size());
    for counter in 0_u32.. {
        if bytes.len() >= size {
            break;
        }
        bytes.extend(hash.digest(&[seed, &counter.to_be_bytes()]));
    }
    bytes.truncate(size);
    bytes
}
