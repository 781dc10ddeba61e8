//! Every byte of a security object changed, one by one.

use garita_domain::Verdict;

use super::{
    super::{
        Certificate,
        ber::{Reader, SEQUENCE, SET, Tlv},
        issue::Layout,
    },
    world::{World, algorithms},
};

/// The places of a security object whose change may leave it genuine, because nothing signs them. Every other byte is
/// signed, or names what is signed, so that its change must not end in success:
///
/// - the version numbers of the signed data and of the signer;
/// - the set of digest algorithms, which only announces what the signer repeats;
/// - the signer identifier: the certificate is found by its key then, and the report says so;
/// - parameters of the signer's digest algorithm, and the outer signature algorithm's NULL, which say nothing;
/// - the outer signature algorithm of the certificate, which repeats the signed one; a difference is reported;
/// - identifier and length bytes whose other value reads the same in BER.
///
/// The signer's certificate, the signed attributes, the content and both signatures are not among them.
struct Unsigned {
    ranges: Vec<std::ops::Range<usize>>,
}

/// Values of the signed data, in order: version, digest algorithms, content, certificates, signers.
fn parts(sod: &[u8]) -> Vec<Tlv<'_>> {
    let inner = Reader::new(sod).expect(0x77).unwrap().content;
    let mut info = Reader::new(inner).expect(SEQUENCE).unwrap().inside();
    info.any().unwrap();
    let data = info.expect(0xA0).unwrap().inside().expect(SEQUENCE).unwrap();
    data.inside().map(Result::unwrap).collect()
}

fn range(sod: &[u8], part: &[u8]) -> std::ops::Range<usize> {
    let start = part.as_ptr() as usize - sod.as_ptr() as usize;
    start..start + part.len()
}

fn unsigned(sod: &[u8]) -> Unsigned {
    let parts = parts(sod);
    let signer: Vec<Tlv<'_>> = parts[4].expect(SET).unwrap().inside().expect(SEQUENCE).unwrap().inside().map(Result::unwrap).collect();
    let certificate: Vec<Tlv<'_>> = parts[3].inside().any().unwrap().inside().map(Result::unwrap).collect();
    // Of the signer: version, identifier, digest algorithm, (attributes,) signature algorithm, (signature).
    let open = [parts[0], parts[1], signer[0], signer[1], signer[2], signer[4], certificate[1]];
    Unsigned { ranges: open.iter().map(|tlv| range(sod, tlv.whole)).collect() }
}

#[test]
fn no_change_of_a_signed_byte_ends_in_success() {
    // Elliptic curves take long in a debug build: every ninth byte.
    for (algorithm, step) in [(&algorithms()[6], 1), (&algorithms()[0], 9)] {
        let mut world = World::new(5, algorithm);
        let sod = world.sod(Layout::V1_8);
        let open = unsigned(&sod);
        let mut outside = Vec::new();
        for place in (0..sod.len()).step_by(step) {
            for bit in [0x01, 0x10, 0x80] {
                let mut changed = sod.clone();
                changed[place] ^= bit;
                let report = world.verify(&changed);
                if report.passive_authentication == Verdict::Successful && !open.ranges.iter().any(|range| range.contains(&place)) {
                    outside.push((place, bit, format!("{:?}", report.defects)));
                }
            }
        }
        assert!(outside.is_empty(), "{outside:?}");
    }
}

#[test]
fn what_is_signed_is_never_accepted_changed() {
    let mut world = World::new(6, &algorithms()[6]);
    let sod = world.sod(Layout::V1_8);
    let parts = parts(&sod);
    let signer: Vec<Tlv<'_>> = parts[4].expect(SET).unwrap().inside().expect(SEQUENCE).unwrap().inside().map(Result::unwrap).collect();
    assert!(Certificate::parse(parts[3].content).is_ok());
    let certificate: Vec<Tlv<'_>> = parts[3].inside().any().unwrap().inside().map(Result::unwrap).collect();
    for part in [parts[2].content, certificate[0].whole, certificate[2].content, signer[3].content, signer[5].content] {
        for place in range(&sod, part) {
            for bit in [0, 3, 7] {
                let mut changed = sod.clone();
                changed[place] ^= 1 << bit;
                let report = world.verify(&changed);
                assert_ne!(report.passive_authentication, Verdict::Successful, "byte {place} bit {bit} {:?}", report.defects);
            }
        }
    }
}

#[test]
fn a_cut_security_object_is_never_accepted() {
    let mut world = World::new(7, &algorithms()[6]);
    let sod = world.sod(Layout::V1_8);
    for length in 0..sod.len() {
        assert_eq!(world.verify(&sod[..length]).passive_authentication, Verdict::Failed, "{length} bytes");
    }
}
