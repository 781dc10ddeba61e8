//! Known answers that OpenSSL made, for every curve and padding; see `vectors.txt`.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;

use super::{Curve, PublicKey, Scheme, SignatureError, verify};
use crate::chip::{Defect, Defects, Hash};

const MESSAGE: &[u8] = b"known answer";

struct Vector {
    key: PublicKey,
    scheme: Scheme,
    signature: Vec<u8>,
    explicit: bool,
}

fn hash(name: &str) -> Hash {
    Hash::ALL.into_iter().find(|hash| hash.name().replace('-', "").eq_ignore_ascii_case(name)).unwrap()
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("vectors.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let fields: Vec<&str> = line.split(' ').collect();
        let digest = hash(fields[1]);
        let scheme = match fields[0] {
            "ecdsa" => Scheme::Ecdsa(digest),
            "pkcs1" => Scheme::RsaPkcs1(digest),
            "pss" => {
                let (mask, salt) = fields[2].split_once(':').unwrap();
                Scheme::RsaPss { hash: digest, mask: hash(mask), salt: salt.parse().ok() }
            }
            other => panic!("unknown kind {other}"),
        };
        let mut defects = Defects::default();
        let key = PublicKey::read_noting(&HEXLOWER.decode(fields[3].as_bytes()).unwrap(), &mut defects).unwrap();
        let signature = HEXLOWER.decode(fields[4].as_bytes()).unwrap();
        Vector { key, scheme, signature, explicit: !defects.is_empty() }
    };
    lines.map(read).collect()
}

#[test]
fn every_known_answer_verifies_without_defect() {
    let mut curves = BTreeSet::new();
    for vector in vectors() {
        let mut defects = Defects::default();
        let outcome = verify(&vector.key, &vector.scheme, &[b"known ", b"answer"], &vector.signature, &mut defects);
        assert_eq!(outcome, Ok(()), "{} {}", vector.key.name(), vector.scheme.name());
        assert!(defects.is_empty(), "{defects:?}");
        if let PublicKey::Ec { curve, .. } = vector.key {
            curves.insert((curve.name, vector.explicit));
        }
    }
    assert_eq!(curves.len(), 2 * Curve::all().len(), "every curve by name and spelled out");
}

#[test]
fn another_message_hash_or_signature_does_not_verify() {
    for vector in vectors() {
        let fails = |scheme: &Scheme, message: &[u8], signature: &[u8]| {
            verify(&vector.key, scheme, &[message], signature, &mut Defects::default()) == Err(SignatureError::Wrong)
        };
        assert!(fails(&vector.scheme, b"known Answer", &vector.signature));
        for at in [0, vector.signature.len() / 3, vector.signature.len() / 2, vector.signature.len() - 1] {
            let mut signature = vector.signature.clone();
            signature[at] ^= 1;
            assert!(fails(&vector.scheme, MESSAGE, &signature), "{} byte {at}", vector.key.name());
        }
        assert!(fails(&vector.scheme, MESSAGE, &[]));
        let other = if vector.scheme.hash() == Hash::Sha256 { Hash::Sha384 } else { Hash::Sha256 };
        let scheme = match vector.scheme.clone() {
            Scheme::RsaPkcs1(_) => Scheme::RsaPkcs1(other),
            Scheme::RsaPss { mask, salt, .. } => Scheme::RsaPss { hash: other, mask, salt },
            Scheme::Ecdsa(_) => Scheme::Ecdsa(other),
        };
        assert!(fails(&scheme, MESSAGE, &vector.signature));
    }
}

#[test]
fn a_salt_of_another_size_is_a_defect() {
    let vector = vectors().into_iter().find(|vector| matches!(vector.scheme, Scheme::RsaPss { salt: Some(32), .. })).unwrap();
    let Scheme::RsaPss { hash, mask, .. } = vector.scheme else { unreachable!() };
    let mut defects = Defects::default();
    let stated = Scheme::RsaPss { hash, mask, salt: Some(20) };
    assert_eq!(verify(&vector.key, &stated, &[MESSAGE], &vector.signature, &mut defects), Ok(()));
    assert_eq!(defects.iter().collect::<Vec<_>>(), [&Defect::PssSaltLength]);
}

#[test]
fn numbers_out_of_range_are_no_signature() {
    for vector in vectors() {
        let PublicKey::Ec { curve, .. } = &vector.key else { continue };
        let size = curve.field_size.max(usize::try_from(curve.order_bits).unwrap().div_ceil(8));
        for filler in [0, 0xFF] {
            let outcome = verify(&vector.key, &vector.scheme, &[MESSAGE], &vec![filler; 2 * size], &mut Defects::default());
            assert_eq!(outcome, Err(SignatureError::Wrong), "{}", curve.name);
        }
    }
}

proptest::proptest! {
    #[test]
    fn arbitrary_keys_never_panic(bytes: Vec<u8>) {
        drop(PublicKey::read(&bytes));
    }

    #[test]
    fn changed_keys_never_panic_and_never_verify(at in 0_usize..600, to: u8, which in 0_usize..60) {
        let text = include_str!("vectors.txt");
        let line = text.lines().filter(|line| !line.starts_with('#')).nth(which).unwrap();
        let fields: Vec<&str> = line.split(' ').collect();
        let mut info = HEXLOWER.decode(fields[3].as_bytes()).unwrap();
        let at = at % info.len();
        proptest::prop_assume!(info[at] != to);
        info[at] = to;
        if let Ok(key) = PublicKey::read(&info) {
            let signature = HEXLOWER.decode(fields[4].as_bytes()).unwrap();
            let scheme = match &key {
                PublicKey::Rsa(_) => Scheme::RsaPkcs1(hash(fields[1])),
                PublicKey::Ec { .. } => Scheme::Ecdsa(hash(fields[1])),
            };
            let original = PublicKey::read(&HEXLOWER.decode(fields[3].as_bytes()).unwrap()).unwrap();
            let outcome = verify(&key, &scheme, &[MESSAGE], &signature, &mut Defects::default());
            proptest::prop_assert!(key == original || outcome.is_err());
        }
    }
}
