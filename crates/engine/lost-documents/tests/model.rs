//! The file and its changes against a map of what they should hold.

#![cfg(test)]

use std::collections::BTreeMap;

use garita_domain::{CountryCode, DocumentNumber};
use garita_lost_documents::{Builder, Header, IssuerMatch, Kind, Kinds, LostDocument, LostDocuments, Overlay, OverlayBuilder, SecretKey};
use proptest::prelude::*;

type Model = BTreeMap<(DocumentNumber, Option<CountryCode>), Kinds>;

fn key() -> SecretKey {
    SecretKey::new([42; 32])
}

fn build(documents: &[LostDocument]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::new(&key(), Header { version: 3, as_of: 9, salt: [1; 16] }, folder.path()).unwrap();
    for document in documents {
        builder.add(document).unwrap();
    }
    let mut file = Vec::new();
    let mut last = None;
    let facts = builder.finish(&mut file, &mut |progress| last = Some(progress)).unwrap();
    assert_eq!(last.map(|p| (p.written, p.taken)), Some((facts.records, documents.len() as u64)));
    file
}

/// Few numbers and issuers, so that repetitions and shared numbers are common.
fn number() -> impl Strategy<Value = DocumentNumber> {
    "[AB][0-9]{2}".prop_map(|text| DocumentNumber::parse(&text).unwrap())
}

fn issuer() -> impl Strategy<Value = Option<CountryCode>> {
    prop::sample::select(vec!["", "HND", "D", "MEX"]).prop_map(|text| CountryCode::parse(text).ok())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

fn document() -> impl Strategy<Value = LostDocument> {
    (number(), issuer(), kind()).prop_map(|(number, issuer, kind)| LostDocument { number, issuer, kind })
}

#[derive(Clone, Debug)]
enum Change {
    Add(LostDocument),
    Remove(DocumentNumber, Option<CountryCode>, Kinds),
}

fn change() -> impl Strategy<Value = Change> {
    let kinds = prop_oneof![kind().prop_map(Kinds::from), Just(Kinds::ALL)];
    prop_oneof![document().prop_map(Change::Add), (number(), issuer(), kinds).prop_map(|(n, i, k)| Change::Remove(n, i, k))]
}

fn write_changes(mut builder: OverlayBuilder, changes: &[Change], model: &mut Model) -> Overlay {
    for change in changes {
        match change {
            Change::Add(document) => {
                let kinds = model.entry((document.number.clone(), document.issuer)).or_default();
                *kinds = kinds.with(document.kind.into());
                builder.add(document);
            }
            Change::Remove(number, issuer, kinds) => {
                if let Some(known) = model.get_mut(&(number.clone(), *issuer)) {
                    *known = known.without(*kinds);
                }
                builder.remove(number, *issuer, *kinds);
            }
        }
    }
    let mut file = Vec::new();
    builder.finish(&mut file, 4, 10).unwrap();
    Overlay::read(file.as_slice(), &key(), 1 << 20).unwrap()
}

/// What the rules in the crate's documentation say should be found.
fn expected(model: &Model, number: &DocumentNumber, shown: Option<CountryCode>) -> Vec<(Option<CountryCode>, Kinds, IssuerMatch)> {
    let listed = model.iter().filter(|((n, _), kinds)| n == number && !kinds.is_empty());
    let matching = listed.filter_map(|((_, listed), kinds)| match (listed, shown) {
        (None, _) => Some((*listed, *kinds, IssuerMatch::NotListed)),
        (Some(_), None) => Some((*listed, *kinds, IssuerMatch::NotPresented)),
        (Some(a), Some(b)) => (*a == b).then_some((*listed, *kinds, IssuerMatch::Same)),
    });
    matching.collect()
}

fn assert_like_the_model(documents: &LostDocuments<Vec<u8>>, model: &Model) {
    for letter in ["A", "B", "C"] {
        for digits in 0..100 {
            let number = DocumentNumber::parse(&format!("{letter}{digits:02}")).unwrap();
            for shown in ["", "HND", "D", "DEU", "USA"] {
                let shown = CountryCode::parse(shown).ok();
                let compared = if shown == CountryCode::parse("DEU").ok() { CountryCode::parse("D").ok() } else { shown };
                let found = documents.look_up(&number, shown).unwrap();
                let found: Vec<_> = found.into_iter().map(|hit| (hit.listed_issuer, hit.kinds, hit.issuer)).collect();
                assert_eq!(found, expected(model, &number, compared));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn file_and_changes_hold_what_the_model_holds(
        documents in prop::collection::vec(document(), 0..300),
        first in prop::collection::vec(change(), 0..60),
        second in prop::collection::vec(change(), 0..60),
    ) {
        let mut model = Model::new();
        for document in &documents {
            let kinds = model.entry((document.number.clone(), document.issuer)).or_default();
            *kinds = kinds.with(document.kind.into());
        }
        let open = || LostDocuments::open(build(&documents), &key()).unwrap();
        assert_like_the_model(&open(), &model);
        let facts = open().facts();

        let earlier = write_changes(OverlayBuilder::new(&key(), &facts), &first, &mut model);
        assert_like_the_model(&open().with_overlay(earlier.clone()).unwrap(), &model);
        let later = write_changes(OverlayBuilder::on_top_of(&key(), &earlier), &second, &mut model);
        assert_like_the_model(&open().with_overlay(later).unwrap(), &model);
    }
}

/// Several hundred buckets and every partition.
#[test]
fn forty_thousand_documents_are_all_found_and_no_other() {
    let documents: Vec<LostDocument> = (0..40_000_u32)
        .map(|n| LostDocument {
            number: DocumentNumber::parse(&format!("X{n:07}")).unwrap(),
            issuer: CountryCode::parse(if n % 3 == 0 { "" } else { "GTM" }).ok(),
            kind: Kind::ALL[n as usize % 4],
        })
        .collect();
    let file = build(&documents);
    assert!(file.len() < documents.len() * 10);
    let open = LostDocuments::open(file, &key()).unwrap();
    assert_eq!((open.facts().records, open.facts().version), (40_000, 3));
    let mut steps = 0;
    open.verify(&mut |_, _| steps += 1).unwrap();
    assert!(steps > 0);
    for document in &documents {
        let hits = open.look_up(&document.number, CountryCode::parse("GTM").ok()).unwrap();
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].kinds, document.kind.into());
    }
    for n in 40_000..140_000_u32 {
        assert!(open.look_up(&DocumentNumber::parse(&format!("X{n:07}")).unwrap(), None).unwrap().is_empty());
    }
}

/// The same records in another order give the same bytes.
#[test]
fn a_file_does_not_depend_on_the_order_of_its_source() {
    let one = |n: u32| LostDocument { number: DocumentNumber::parse(&format!("K{n}")).unwrap(), issuer: None, kind: Kind::Lost };
    let forward: Vec<_> = (0..500).map(one).collect();
    let backward: Vec<_> = (0..500).rev().chain(0..100).map(one).collect();
    assert!(build(&forward) == build(&backward));
}
