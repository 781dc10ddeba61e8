//! Chips of simulated authorities, verified: what must be accepted, what must be refused, and that nothing panics.

mod forgery;
mod garbage;
mod mutation;
mod world;

use garita_domain::Verdict;
use jiff::civil::{Date, date};

use super::{
    ChipFiles, ChipReport, Crl, Defect, HashComparison, ListAuthority, MasterList, Match, Period, Reason, SelfCheck, TrustStore,
    issue::Layout, passive_authentication, self_check,
};
use world::{World, algorithms, at, period};

pub(super) const TODAY: Date = date(2026, 11, 22);

pub(super) fn verify(sod: &[u8], trust: &TrustStore) -> ChipReport {
    passive_authentication(&ChipFiles { sod, ..ChipFiles::default() }, trust, TODAY)
}

#[test]
fn documents_of_every_kind_of_authority_are_accepted() {
    for (place, algorithm) in algorithms().into_iter().enumerate() {
        let layout = if place % 2 == 0 { Layout::V1_7 } else { Layout::V1_8 };
        let mut world = World::new(u8::try_from(place).unwrap(), &algorithm);
        let sod = world.sod(layout);
        let report = world.verify(&sod);
        assert_eq!(report.passive_authentication, Verdict::Successful, "{algorithm:?}: {:?}", report.reasons);
        assert!(report.reasons.is_empty());
        assert!(report.data_groups.iter().all(|group| group.hash == HashComparison::Matches));
        assert_eq!(report.lds_version.as_deref(), (layout == Layout::V1_8).then_some("0108"));
        assert_eq!(report.authority.map(|authority| authority.found_by), Some(Match::KeyId));
        let spelled_out = |defect: &Defect| matches!(defect, Defect::ExplicitCurve(_));
        assert!(report.defects.iter().all(spelled_out), "{:?}", report.defects);
        assert_eq!(self_check(&world.authority_certificate()), SelfCheck::SelfSigned);
    }
}

#[test]
fn a_changed_missing_or_uncovered_data_group_is_told() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    world.files.get_mut(&1).unwrap()[10] ^= 1;
    world.files.remove(&2);
    world.files.insert(12, vec![0x6C, 0]);
    let report = world.verify(&sod);
    assert_eq!(report.passive_authentication, Verdict::Failed);
    assert_eq!(report.reasons, [Reason::DataGroupDiffers(1), Reason::DataGroupNotListed(12)]);
    let hashes: Vec<_> = report.data_groups.iter().map(|group| (group.number, group.hash)).collect();
    let expected =
        [(1, HashComparison::Differs), (2, HashComparison::NotGiven), (11, HashComparison::Matches), (12, HashComparison::NotListed)];
    assert_eq!(hashes, expected);
}

#[test]
fn bytes_after_a_data_group_are_a_defect_only() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    world.files.get_mut(&1).unwrap().extend([0, 0]);
    let report = world.verify(&sod);
    assert_eq!(report.passive_authentication, Verdict::Successful);
    assert!(report.defects.iter().any(|defect| *defect == Defect::TrailingBytes));
}

#[test]
fn without_its_authority_a_document_is_undetermined() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    let report = verify(&sod, &TrustStore::default());
    assert_eq!(report.passive_authentication, Verdict::Undetermined);
    assert_eq!(report.reasons, [Reason::AuthorityUnknown { same_name: 0 }]);
    assert!(report.signer.is_some());
    // Another key of the same country: the document may be newer than the list.
    let report = verify(&sod, &World::new(99, &algorithms()[0]).trust);
    assert_eq!((report.passive_authentication, report.reasons), (Verdict::Undetermined, vec![Reason::AuthorityUnknown { same_name: 1 }]));
}

#[test]
fn validity_stands_apart_from_the_result() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    for (on, expected) in [(date(2010, 1, 1), Period::NotYetValid), (TODAY, Period::Valid), (date(2060, 1, 1), Period::Expired)] {
        let report = passive_authentication(&world.chip(&sod), &world.trust, on);
        assert_eq!(report.passive_authentication, Verdict::Successful);
        let validity = report.validity.unwrap();
        assert_eq!((validity.signer, validity.authority, validity.signed_within), (expected, Some(expected), Some(true)));
    }
}

#[test]
fn a_revoked_signer_fails_and_a_forged_list_is_passed_over() {
    let mut world = World::new(1, &algorithms()[0]);
    let sod = world.sod(Layout::V1_8);
    let signer = world.signer.read_certificate().unwrap();
    let since = at(2025, 3, 1);
    let list = world.authority.revocation_list(&[(&signer, since)], at(2026, 1, 1), &mut world.rng).unwrap();
    let crl = Crl::parse(&list).unwrap();
    assert_eq!((crl.len(), crl.this_update()), (1, at(2026, 1, 1)));
    let mut trust = world.trust.clone();
    trust.add_crl(crl);
    let report = verify(&sod, &trust);
    assert_eq!((report.passive_authentication, report.reasons), (Verdict::Failed, vec![Reason::Revoked { since, code: None }]));

    let mut forger = World::new(77, &algorithms()[0]);
    let list = forger.authority.revocation_list(&[(&signer, since)], at(2026, 1, 1), &mut forger.rng).unwrap();
    let mut trust = world.trust.clone();
    trust.add_crl(Crl::parse(&list).unwrap());
    let report = verify(&sod, &trust);
    assert_eq!((report.passive_authentication, report.reasons), (Verdict::Successful, vec![Reason::CrlIgnored(1)]));

    let empty = world.authority.revocation_list(&[], at(2026, 2, 1), &mut world.rng).unwrap();
    let mut trust = world.trust.clone();
    trust.add_crl(Crl::parse(&empty).unwrap());
    assert_eq!(verify(&sod, &trust).passive_authentication, Verdict::Successful);
}

#[test]
fn documents_stay_genuine_over_a_change_of_key() {
    let algorithm = &algorithms()[0];
    let mut world = World::new(1, algorithm);
    let old = world.sod(Layout::V1_8);
    let mut next = world.authority.roll_over(&algorithms()[1], period(), &mut world.rng).unwrap();
    let link = super::Certificate::parse(next.link().unwrap()).unwrap();
    assert_eq!(self_check(&link), SelfCheck::Link);
    assert!(link.verify_by(&world.authority_certificate(), &mut super::Defects::default()).is_ok());
    // The link alone carries the new key.
    let mut trust = world.trust.clone();
    trust.add(link, "link");
    world.signer = next.signer(algorithm, period(), &["P"], &mut world.rng).unwrap();
    let new = world.sod(Layout::V1_8);
    assert_eq!(verify(&old, &trust).passive_authentication, Verdict::Successful);
    assert_eq!(verify(&new, &trust).passive_authentication, Verdict::Successful);
    assert_eq!(verify(&new, &world.trust).passive_authentication, Verdict::Undetermined);
}

#[test]
fn a_master_list_is_verified_before_it_is_used() {
    let mut world = World::new(1, &algorithms()[0]);
    let other = World::new(2, &algorithms()[1]);
    let certificates = [world.authority.certificate().to_vec(), other.authority.certificate().to_vec()];
    let parts: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
    let bytes = world.authority.master_list(&parts, period(), at(2026, 5, 1), &mut world.rng).unwrap();
    let list = MasterList::parse(&bytes).unwrap();
    assert_eq!((list.certificates().len(), list.unreadable().len()), (2, 0));
    let signature = list.verify(&world.trust).unwrap();
    assert!(matches!(signature.authority, ListAuthority::Trusted(_)));
    assert!(signature.defects.iter().all(|defect| matches!(defect, Defect::ExplicitCurve(_))));
    assert_eq!(signature.signing_time, Some(at(2026, 5, 1)));
    assert!(matches!(list.verify(&TrustStore::default()).unwrap().authority, ListAuthority::Contained(_)));
    // One certificate exchanged, in the middle of the content.
    let mut forged = bytes.clone();
    let place = bytes.windows(20).position(|window| window == &other.authority.certificate()[100..120]).unwrap();
    forged[place] ^= 1;
    assert!(MasterList::parse(&forged).and_then(|list| list.verify(&world.trust)).is_err());
}
