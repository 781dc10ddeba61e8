//! Private keys of simulated authorities and signers.

use crypto_bigint::{
    BoxedUint, ConcatenatingMul, NonZero, Odd, Resize, U576,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use crypto_primes::{
    Flavor,
    hazmat::{SetBits, SmallFactorsSieveFactory},
    is_prime, sieve_and_find,
};
use rand_core::CryptoRng;

use super::{
    IssueError,
    write::{integer, oid, small_integer},
};
use crate::chip::{
    ber::{BIT_STRING, NULL, OCTET_STRING, SEQUENCE},
    encode::{group, value},
    hash::Hash,
    oid,
    signature::{Curve, CurveForm, curve_parameters, pkcs1_block, pss_block, sign_ecdsa},
};

const EXPONENT: u32 = 65_537;

/// What kind of key signs, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA with PKCS#1 v1.5 padding.
    RsaPkcs1 {
        /// Size of the modulus, 1024 to 8192; even.
        bits: u32,
        /// Hash of what is signed.
        hash: Hash,
    },
    /// RSA with PSS padding; the salt is as long as the digest.
    RsaPss {
        /// Size of the modulus, 1024 to 8192; even.
        bits: u32,
        /// Hash of what is signed and of the mask.
        hash: Hash,
    },
    /// ECDSA.
    Ecdsa {
        /// Such as `P-256` or `brainpoolP384r1`.
        curve: String,
        /// Hash of what is signed.
        hash: Hash,
        /// How certificates name the curve.
        form: CurveForm,
    },
}

impl Algorithm {
    /// ECDSA on a curve that certificates spell out, as ICAO 9303-12 §4.4.2 asks.
    pub fn ecdsa(curve: &str, hash: Hash) -> Self {
        Self::Ecdsa { curve: curve.to_owned(), hash, form: CurveForm::SpelledOut }
    }

    /// Hash of what is signed.
    pub const fn hash(&self) -> Hash {
        match self {
            Self::RsaPkcs1 { hash, .. } | Self::RsaPss { hash, .. } | Self::Ecdsa { hash, .. } => *hash,
        }
    }

    /// The signature algorithm as certificates and signers name it.
    pub(super) fn identifier(&self) -> Vec<u8> {
        let hash = self.hash();
        match self {
            Self::RsaPkcs1 { .. } => {
                let name = match hash {
                    Hash::Sha1 => oid::RSA_SHA1,
                    Hash::Sha224 => oid::RSA_SHA224,
                    Hash::Sha256 => oid::RSA_SHA256,
                    Hash::Sha384 => oid::RSA_SHA384,
                    Hash::Sha512 => oid::RSA_SHA512,
                };
                group(SEQUENCE, &[oid(name), value(NULL, &[])])
            }
            Self::RsaPss { .. } => {
                let mask = group(SEQUENCE, &[oid(oid::MGF1), hash_identifier(hash)]);
                let salt = small_integer(u32::try_from(hash.size()).unwrap_or(0));
                let parameters = [value(0xA0, &hash_identifier(hash)), value(0xA1, &mask), value(0xA2, &salt)];
                group(SEQUENCE, &[oid(oid::RSA_PSS), group(SEQUENCE, &parameters)])
            }
            Self::Ecdsa { .. } => {
                let name = match hash {
                    Hash::Sha1 => oid::ECDSA_SHA1,
                    Hash::Sha224 => oid::ECDSA_SHA224,
                    Hash::Sha256 => oid::ECDSA_SHA256,
                    Hash::Sha384 => oid::ECDSA_SHA384,
                    Hash::Sha512 => oid::ECDSA_SHA512,
                };
                group(SEQUENCE, &[oid(name)])
            }
        }
    }
}

/// A hash algorithm with NULL parameters.
pub(super) fn hash_identifier(hash: Hash) -> Vec<u8> {
    group(SEQUENCE, &[oid(hash.oid()), value(NULL, &[])])
}

/// A private key and how it signs.
#[derive(Clone)]
pub struct PrivateKey {
    algorithm: Algorithm,
    secret: Secret,
    public: Vec<u8>,
}

#[derive(Clone)]
enum Secret {
    Rsa { exponent: BoxedUint, modulus: Box<BoxedMontyParams>, bits: u32 },
    Ec { curve: &'static Curve, scalar: Box<U576> },
}

impl PrivateKey {
    /// Makes a key.
    pub fn generate<R: CryptoRng>(algorithm: &Algorithm, rng: &mut R) -> Result<Self, IssueError> {
        match algorithm {
            Algorithm::RsaPkcs1 { bits, .. } | Algorithm::RsaPss { bits, .. } => rsa(algorithm, *bits, rng),
            Algorithm::Ecdsa { curve, form, .. } => {
                let curve = Curve::named(curve).ok_or_else(|| IssueError::Curve(curve.clone()))?;
                let scalar = curve.random_scalar(rng);
                let point = curve.public_point(&scalar).ok_or(IssueError::Randomness)?;
                let kind = group(SEQUENCE, &[oid(oid::EC_KEY), curve_parameters(curve, *form)]);
                let public = group(SEQUENCE, &[kind, value(BIT_STRING, &[&[0], &point[..]].concat())]);
                Ok(Self { algorithm: algorithm.clone(), secret: Secret::Ec { curve, scalar: Box::new(scalar) }, public })
            }
        }
    }

    /// How it signs.
    pub const fn algorithm(&self) -> &Algorithm {
        &self.algorithm
    }

    /// The public key as certificates carry it (`SubjectPublicKeyInfo`).
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// SHA-1 of the public key's bits: the usual key identifier (RFC 5280 §4.2.1.2).
    pub(super) fn identifier(&self) -> Vec<u8> {
        Hash::Sha1.digest(&[&self.public])
    }

    /// Signs a message.
    pub fn sign<R: CryptoRng>(&self, message: &[u8], rng: &mut R) -> Result<Vec<u8>, IssueError> {
        let hash = self.algorithm.hash();
        let digest = hash.digest(&[message]);
        match &self.secret {
            Secret::Ec { curve, scalar } => Ok(sign_ecdsa(curve, scalar, &digest, rng)),
            Secret::Rsa { exponent, modulus, bits } => {
                let bit_count = usize::try_from(*bits).unwrap_or(0);
                let size = bit_count.div_ceil(8);
                let block = if matches!(self.algorithm, Algorithm::RsaPss { .. }) {
                    let mut salt = vec![0; hash.size()];
                    rng.fill_bytes(&mut salt);
                    pss_block(hash, &digest, &salt, bit_count)
                } else {
                    pkcs1_block(hash, &digest, &value(NULL, &[]), size)
                };
                let block = block.ok_or(IssueError::RsaSize(*bits))?;
                let number = BoxedUint::from_be_slice(&block, modulus.bits_precision()).map_err(|_| IssueError::RsaSize(*bits))?;
                let power = BoxedMontyForm::new(number, modulus).pow(exponent).retrieve().to_be_bytes();
                Ok(power.get(power.len().saturating_sub(size)..).unwrap_or_default().to_vec())
            }
        }
    }
}

/// Keys print as their algorithm.
impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateKey({:?}, [secret])", self.algorithm)
    }
}

fn rsa<R: CryptoRng>(algorithm: &Algorithm, bits: u32, rng: &mut R) -> Result<PrivateKey, IssueError> {
    if !(1024..=8192).contains(&bits) || !bits.is_multiple_of(2) {
        return Err(IssueError::RsaSize(bits));
    }
    let one = BoxedUint::one();
    loop {
        let (p, q) = (prime(bits / 2, rng)?, prime(bits / 2, rng)?);
        let order = (&p - &one).concatenating_mul(&(&q - &one));
        let precision = order.bits_precision();
        let exponent = BoxedUint::from(EXPONENT).resize(precision);
        // Not invertible when a prime minus one is a multiple of the exponent: then other primes are taken.
        let Some(order) = NonZero::new(order).into_option() else { continue };
        let Some(private) = exponent.invert_mod(&order).into_option() else { continue };
        let Some(modulus) = Odd::new(p.concatenating_mul(&q)).into_option() else { continue };
        let digits = modulus.as_ref().to_be_bytes();
        let key = group(SEQUENCE, &[integer(&digits), small_integer(EXPONENT)]);
        let kind = group(SEQUENCE, &[oid(oid::RSA), value(NULL, &[])]);
        let public = group(SEQUENCE, &[kind, value(BIT_STRING, &[&[0], &key[..]].concat())]);
        let modulus = Box::new(BoxedMontyParams::new_vartime(modulus));
        return Ok(PrivateKey { algorithm: algorithm.clone(), secret: Secret::Rsa { exponent: private, modulus, bits }, public });
    }
}

/// A prime whose two highest bits are set, so that a product of two has all its bits.
fn prime<R: CryptoRng>(bits: u32, rng: &mut R) -> Result<BoxedUint, IssueError> {
    let sieve = SmallFactorsSieveFactory::new(Flavor::Any, bits, SetBits::TwoMsb).map_err(|_| IssueError::RsaSize(2 * bits))?;
    let found = sieve_and_find(rng, sieve, |_, candidate: &BoxedUint| is_prime(Flavor::Any, candidate));
    found.ok().flatten().ok_or(IssueError::Randomness)
}

/// An octet string.
pub(super) fn octet_string(bytes: &[u8]) -> Vec<u8> {
    value(OCTET_STRING, bytes)
}
