//! From a number to the bits that stand for it.

use garita_domain::{CountryCode, DocumentNumber};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::record::Kinds;

/// The node's secret for lost-document files: 256 bits that never lie beside the file in clear.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// Takes 32 random bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey([secret])")
    }
}

/// What makes two files of one list differ; 16 random bytes, not secret.
pub type Salt = [u8; 16];

/// Keys of one file, for its three uses.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct FileKeys {
    numbers: [u8; 32],
    blocks: [u8; 32],
    check: [u8; 16],
}

impl FileKeys {
    /// Derives the keys of the file with this salt.
    pub fn new(secret: &SecretKey, salt: Salt) -> Self {
        let derive = |purpose: &str| {
            let mut hasher = blake3::Hasher::new_keyed(&secret.0);
            hasher.update(purpose.as_bytes()).update(&salt);
            *hasher.finalize().as_bytes()
        };
        let mut check = [0; 16];
        for (to, from) in check.iter_mut().zip(derive("garita lost documents: key check")) {
            *to = from;
        }
        Self { numbers: derive("garita lost documents: numbers"), blocks: derive("garita lost documents: blocks"), check }
    }

    /// Says whether a file was made with this key; reveals nothing about the key.
    pub const fn check(&self) -> [u8; 16] {
        self.check
    }

    /// The fingerprint of a number.
    pub fn fingerprint(&self, number: &DocumentNumber) -> Fingerprint {
        let hash = blake3::keyed_hash(&self.numbers, number.as_str().as_bytes());
        let (bits, rest) = hash.as_bytes().split_at(16);
        let bits = bits.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let veil = rest.iter().take(4).fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        Fingerprint { bits, veil }
    }

    /// A check sum of `parts` that only the key can make.
    pub fn block_sum(&self, parts: &[&[u8]]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.blocks);
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize()
    }
}

/// 128 bits that stand for a number, and more that hide what is said of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// The bits that are stored in part.
    pub bits: u128,
    veil: u32,
}

/// Issuer and kinds are stored in this many bits.
pub const PAYLOAD_BITS: u32 = 19;
const PAYLOAD_MASK: u32 = (1 << PAYLOAD_BITS) - 1;

impl Fingerprint {
    /// Hides an issuer and its kinds: 15 bits and 4.
    pub fn hide(self, issuer: Option<CountryCode>, kinds: Kinds) -> u32 {
        ((issuer_number(issuer) << 4 | u32::from(kinds.bits())) ^ self.veil) & PAYLOAD_MASK
    }

    /// Reads what [`hide`](Self::hide) hid; `None` when the bits are no code, which a chance match may give.
    pub fn reveal(self, payload: u32) -> Option<(Option<CountryCode>, Kinds)> {
        let clear = (payload ^ self.veil) & PAYLOAD_MASK;
        let kinds = Kinds::from_bits(u8::try_from(clear & 15).ok()?);
        let issuer = clear >> 4;
        if issuer == 0 { Some((None, kinds)) } else { Some((Some(issuer_from_number(issuer)?), kinds)) }
    }
}

/// One code for issuers that are written in several ways in zones and on lists (ICAO 9303-3 §5; BSI TR-03135-1 §5.8.1.2).
pub fn canonical_issuer(issuer: CountryCode) -> CountryCode {
    let one = match issuer.as_str() {
        "DEU" => "D",
        "ROM" => "ROU",
        "ZAR" => "COD",
        "TMP" => "TLS",
        "RKX" | "XKX" => "RKS",
        _ => return issuer,
    };
    CountryCode::parse(one).unwrap_or(issuer)
}

/// 0 for none, else the code in base 27 with fillers as 0: below 2^15.
fn issuer_number(issuer: Option<CountryCode>) -> u32 {
    issuer.map_or(0, |code| {
        let code = canonical_issuer(code);
        let letters = code.as_str().bytes().chain(std::iter::repeat(b'@')).take(3);
        letters.fold(0, |number, letter| number * 27 + u32::from(letter.saturating_sub(b'@')))
    })
}

fn issuer_from_number(number: u32) -> Option<CountryCode> {
    let letters = [number / 729, number / 27 % 27, number % 27];
    let mut text = String::with_capacity(3);
    for letter in letters {
        let byte = u8::try_from(letter).ok().filter(|letter| *letter <= 26)?;
        text.push(if byte == 0 { '<' } else { char::from(b'@' + byte) });
    }
    CountryCode::parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn keys(first: u8) -> FileKeys {
        FileKeys::new(&SecretKey::new([first; 32]), [7; 16])
    }

    #[test]
    fn another_key_or_salt_gives_other_fingerprints() {
        let number = DocumentNumber::parse("X1234567").unwrap();
        let print = keys(1).fingerprint(&number);
        assert!(print == keys(1).fingerprint(&number));
        assert!(print.bits != keys(2).fingerprint(&number).bits);
        assert!(print.bits != FileKeys::new(&SecretKey::new([1; 32]), [8; 16]).fingerprint(&number).bits);
        assert_ne!(keys(1).check(), keys(2).check());
    }

    proptest::proptest! {
        #[test]
        fn what_is_hidden_is_revealed_by_the_number_alone(number in "[A-Z0-9]{1,30}", issuer in "[A-Z]{0,3}", bits in 0_u8..16) {
            let print = keys(3).fingerprint(&DocumentNumber::parse(&number).unwrap());
            let issuer = CountryCode::parse(&issuer).ok();
            let payload = print.hide(issuer, Kinds::from_bits(bits));
            proptest::prop_assert!(payload < 1 << PAYLOAD_BITS);
            proptest::prop_assert_eq!(print.reveal(payload), Some((issuer.map(canonical_issuer), Kinds::from_bits(bits))));
        }

        #[test]
        fn any_bits_reveal_or_not_without_panic(payload in 0_u32..) {
            let print = keys(4).fingerprint(&DocumentNumber::parse("A1").unwrap());
            let _ = print.reveal(payload);
        }
    }

    #[test]
    fn one_issuer_has_one_code() {
        let code = |text| CountryCode::parse(text).unwrap();
        assert_eq!(canonical_issuer(code("DEU")), code("D"));
        assert_eq!(canonical_issuer(code("HND")), code("HND"));
        assert_eq!(canonical_issuer(code("RKX")), code("RKS"));
    }
    #[test]
    fn no_kind_is_lost() {
        let print = keys(5).fingerprint(&DocumentNumber::parse("B2").unwrap());
        for kind in Kind::ALL {
            assert_eq!(print.reveal(print.hide(None, kind.into())), Some((None, kind.into())));
        }
    }
}
