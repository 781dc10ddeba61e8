//! What a forger would try.

use garita_domain::Verdict;

use super::{
    super::{
        Certificate, Defect, Hash, Reason, SignatureError, Sod,
        ber::{BIT_STRING, CONSTRUCTED_OCTET_STRING, INTEGER, NULL, OCTET_STRING, OID, Reader, SEQUENCE, SET},
        encode::{group, value},
        issue::{CurveForm, Layout},
        oid,
        signature::{Curve, KeyError, PublicKey, curve_parameters},
    },
    verify,
    world::{World, algorithms, at, period},
};

#[test]
fn a_signer_of_a_forged_authority_with_the_true_name_and_key_identifier_fails() {
    let genuine = World::new(1, &algorithms()[0]);
    let mut forger = World::new(2, &algorithms()[0]);
    let sod = forger.sod(Layout::V1_8);
    // The forger writes the genuine authority's key identifier into the signer's certificate and signs it anew.
    let own = forger.authority_certificate().extensions().key_id.clone().unwrap();
    let theirs = genuine.authority_certificate().extensions().key_id.clone().unwrap();
    let place = sod.windows(own.len()).position(|window| window == own).unwrap();
    let mut false_sod = sod;
    false_sod[place..place + own.len()].copy_from_slice(&theirs);
    let report = verify(&false_sod, &genuine.trust);
    assert_eq!(report.passive_authentication, Verdict::Failed);
    assert_eq!(report.reasons, [Reason::ChainWrong(SignatureError::Wrong)]);
}

#[test]
fn a_signer_cannot_certify_another_signer() {
    let mut world = World::new(1, &algorithms()[0]);
    let signer = world.signer.read_certificate().unwrap();
    assert_eq!(world.trust.add(signer, "slipped in"), super::super::Addition::NoAuthority);
    assert_eq!(world.trust.anchors().len(), 1);
}

#[test]
fn a_curve_with_a_chosen_generator_is_refused() {
    let curve = Curve::named("P-256").unwrap();
    let mut world = World::new(1, &algorithms()[0]);
    // For any public key Q, the generator Q and the private number 1 belong together.
    let chosen = curve.public_point(&curve.random_scalar(&mut world.rng)).unwrap();
    let honest = curve_parameters(curve, CurveForm::SpelledOut);
    let place = honest.windows(2).position(|window| window == [0x04, 0x41]).unwrap() + 2;
    let mut parameters = honest;
    parameters[place..place + 65].copy_from_slice(&chosen);
    let algorithm = group(SEQUENCE, &[value(OID, oid::EC_KEY), parameters]);
    let info = group(SEQUENCE, &[algorithm, value(BIT_STRING, &[&[0], &chosen[..]].concat())]);
    assert_eq!(PublicKey::read(&info), Err(KeyError::UnknownParameters));
    assert!(SignatureError::Key(KeyError::UnknownParameters).is_failure());
}

#[test]
fn weak_rsa_keys_are_refused() {
    let key = |modulus: &[u8], exponent: &[u8]| {
        let key = group(SEQUENCE, &[group(INTEGER, &[&[0], modulus]), value(INTEGER, exponent)]);
        let kind = group(SEQUENCE, &[value(OID, oid::RSA), value(NULL, &[])]);
        PublicKey::read(&group(SEQUENCE, &[kind, value(BIT_STRING, &[&[0], &key[..]].concat())]))
    };
    assert_eq!(key(&[0xFF; 64], &[3]), Err(KeyError::RsaSize(512)));
    assert_eq!(key(&[0xFE; 128], &[3]), Err(KeyError::RsaModulus));
    assert_eq!(key(&[0xFF; 128], &[1]), Err(KeyError::RsaExponent));
    assert_eq!(key(&[0xFF; 2048], &[3]), Err(KeyError::RsaSize(16_384)));
    assert!(key(&[0xFF; 128], &[1, 0, 1]).is_ok());
}

#[test]
fn signed_content_of_another_type_is_refused() {
    let mut world = World::new(1, &algorithms()[0]);
    let list = world.authority.master_list(&[], period(), at(2026, 1, 1), &mut world.rng).unwrap();
    let report = verify(&value(0x77, &list), &world.trust);
    assert_eq!(report.passive_authentication, Verdict::Failed);
    assert_eq!(report.reasons.first().map(Reason::code), Some("content_type_wrong"));
}

/// The same signed values in an encoding that is no DER: genuine documents have it (RFC 5652 §5.4 signs the DER form).
#[test]
fn odd_encodings_are_genuine_and_reported() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    let data = Reader::new(Reader::new(&sod).expect(0x77).unwrap().content).expect(SEQUENCE).unwrap();
    let mut odd = data.inside();
    let kind = odd.any().unwrap();
    let signed = odd.any().unwrap().inside().expect(SEQUENCE).unwrap();
    let parts: Vec<_> = signed.inside().map(Result::unwrap).collect();
    let mut labelled = parts[2].inside();
    let content_type = labelled.any().unwrap();
    let bytes = labelled.any().unwrap().inside().any().unwrap().content;
    let (first, second) = bytes.split_at(7);
    let split = indefinite(CONSTRUCTED_OCTET_STRING, &[value(OCTET_STRING, first), value(OCTET_STRING, second)]);
    let content = indefinite(SEQUENCE, &[content_type.whole.to_vec(), indefinite(0xA0, &[split])]);
    // Attributes in reverse, which leaves their DER form as it was.
    let info: Vec<_> = parts[4].inside().expect(SEQUENCE).unwrap().inside().map(Result::unwrap).collect();
    let mut attributes: Vec<Vec<u8>> = info[3].inside().map(|attribute| attribute.unwrap().whole.to_vec()).collect();
    attributes.reverse();
    let turned: Vec<Vec<u8>> =
        info.iter().enumerate().map(|(at, tlv)| if at == 3 { indefinite(0xA0, &attributes) } else { tlv.whole.to_vec() }).collect();
    let signed =
        [parts[0].whole.to_vec(), parts[1].whole.to_vec(), content, parts[3].whole.to_vec(), group(SET, &[group(SEQUENCE, &turned)])];
    let odd = value(0x77, &indefinite(SEQUENCE, &[kind.whole.to_vec(), indefinite(0xA0, &[indefinite(SEQUENCE, &signed)])]));
    let report = world.verify(&odd);
    assert_eq!(report.passive_authentication, Verdict::Successful, "{:?}", report.reasons);
    assert_eq!(report.defects.iter().collect::<Vec<_>>(), [&Defect::IndefiniteLength, &Defect::SplitString]);
    assert_eq!(Sod::parse(&odd).unwrap().content(), Sod::parse(&sod).unwrap().content());
}

#[test]
fn a_security_object_without_envelope_or_with_bytes_after_it_is_reported() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    let bare = Reader::new(&sod).expect(0x77).unwrap().content.to_vec();
    for (file, defect) in [(bare, Defect::NoEnvelope), ([&sod[..], &[0, 0]].concat(), Defect::TrailingBytes)] {
        let report = world.verify(&file);
        assert_eq!(report.passive_authentication, Verdict::Successful);
        assert_eq!(report.defects.iter().collect::<Vec<_>>(), [&defect]);
    }
}

#[test]
fn a_signer_that_came_another_way_is_used() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    let certificate = world.signer.certificate();
    let enclosed = value(0xA0, certificate);
    let place = sod.windows(enclosed.len()).position(|window| window == enclosed).unwrap();
    // Lengths around the certificate are written anew.
    let data = Reader::new(Reader::new(&sod).expect(0x77).unwrap().content).expect(SEQUENCE).unwrap();
    let mut outer = data.inside();
    let kind = outer.any().unwrap();
    let signed = outer.any().unwrap().inside().expect(SEQUENCE).unwrap();
    let parts: Vec<_> = signed.inside().map(Result::unwrap).filter(|tlv| tlv.tag != 0xA0).map(|tlv| tlv.whole).collect();
    assert!(place > 0 && parts.len() == 4);
    let bare = value(0x77, &group(SEQUENCE, &[kind.whole, &value(0xA0, &group(SEQUENCE, &parts))]));
    let report = world.verify(&bare);
    assert_eq!((report.passive_authentication, report.reasons), (Verdict::Undetermined, vec![Reason::SignerMissing]));
    let certificates = [Certificate::parse(certificate).unwrap()];
    let files = super::ChipFiles { signer_certificates: &certificates, ..world.chip(&bare) };
    let report = super::passive_authentication(&files, &world.trust, super::TODAY);
    assert_eq!(report.passive_authentication, Verdict::Successful);
    assert_eq!(Hash::Sha256.digest(&[certificate]), certificates[0].fingerprint());
}

fn indefinite<P: AsRef<[u8]>>(tag: u32, parts: &[P]) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(tag).unwrap(), 0x80];
    bytes.extend(parts.iter().flat_map(|part| part.as_ref().iter().copied()));
    bytes.extend([0, 0]);
    bytes
}
