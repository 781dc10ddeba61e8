//! Arbitrary and damaged input: nothing panics. The long form, with a bound of time for each input, is the example
//! `chip_fuzz`.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{
    super::{
        Certificate, Com, Crl, FaceRecord, MasterList, PublicKey, TrustStore, data_group_tag, encode::value, issue::Layout, oid, summary,
        unwrapped,
    },
    verify,
    world::{World, algorithms, at, period},
};

/// Genuine files to damage.
static SEEDS: LazyLock<(Vec<Vec<u8>>, TrustStore)> = LazyLock::new(|| {
    let (mut seeds, mut trust) = (Vec::new(), TrustStore::default());
    for (place, algorithm) in algorithms().iter().enumerate() {
        let mut world = World::new(u8::try_from(place).unwrap(), algorithm);
        let signer = world.signer.read_certificate().unwrap();
        seeds.push(world.sod(Layout::V1_8));
        seeds.push(world.authority.certificate().to_vec());
        seeds.push(world.authority.revocation_list(&[(&signer, at(2025, 1, 1))], at(2026, 1, 1), &mut world.rng).unwrap());
        let own = world.authority.certificate().to_vec();
        seeds.push(world.authority.master_list(&[&own], period(), at(2026, 1, 1), &mut world.rng).unwrap());
        seeds.extend(world.files.values().cloned());
        trust.add(world.authority_certificate(), "simulated");
    }
    (seeds, trust)
});

/// Everything that reads bytes, on these.
fn read_everything(bytes: &[u8]) {
    verify(bytes, &SEEDS.1);
    drop(Certificate::parse(bytes));
    drop(Crl::parse(bytes));
    drop(PublicKey::read(bytes));
    drop(MasterList::parse(bytes).map(|list| list.verify(&SEEDS.1)));
    drop(Com::parse(bytes));
    drop(FaceRecord::iso_19794(bytes));
    drop(FaceRecord::iso_39794(bytes));
    for number in 0..=17 {
        drop(summary(number, bytes));
    }
    unwrapped(bytes);
}

fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6);
    (any::<proptest::sample::Index>(), changes, any::<proptest::sample::Index>(), 0_usize..40).prop_map(|(which, changes, cut, removed)| {
        let mut bytes = SEEDS.0[which.index(SEEDS.0.len())].clone();
        for (place, to) in changes {
            let place = place.index(bytes.len());
            bytes[place] = to;
        }
        if removed > 30 {
            let start = cut.index(bytes.len());
            bytes.drain(start..(start + removed).min(bytes.len()));
        }
        bytes
    })
}

proptest! {
    #[test]
    fn damaged_files_never_panic(bytes in damaged()) {
        read_everything(&bytes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        read_everything(&bytes);
        let signed = value(0x30, &[value(6, oid::SIGNED_DATA), value(0xA0, &value(0x30, &bytes))].concat());
        read_everything(&value(0x77, &signed));
        for tag in (1..=16).filter_map(data_group_tag) {
            read_everything(&value(tag, &bytes));
        }
    }
}
