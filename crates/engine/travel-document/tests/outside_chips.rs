//! Passive authentication of security objects that others collected, with the master lists of two states.
//!
//! The collection is no part of the repository. Without it these tests say that they are skipped.

use std::path::{Path, PathBuf};

use garita_domain::Verdict;
use garita_travel_document::chip::{
    Certificate, ChipFiles, ChipReport, MasterList, SelfCheck, TrustStore, passive_authentication, self_check, unwrapped,
};
use jiff::civil::Date;
use serde_json::Value;

const TODAY: Date = Date::constant(2026, 11, 22);

fn collection() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/travel-documents");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: ../shared/data/travel-documents is not there");
    None
}

fn files(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.to_str().unwrap().ends_with(ending));
    found.sort();
    found
}

fn trust(collection: &Path) -> TrustStore {
    let mut trust = TrustStore::default();
    for path in files(&collection.join("csca"), ".ml") {
        let list = MasterList::parse(&std::fs::read(&path).unwrap()).unwrap();
        for certificate in list.certificates() {
            trust.add(certificate.clone(), path.to_str().unwrap());
        }
    }
    for path in files(&collection.join("csca/IDN_2010_SERIES_CSCA_CERT"), ".cer") {
        for object in unwrapped(&std::fs::read(&path).unwrap()) {
            trust.add(Certificate::parse(&object).unwrap(), path.to_str().unwrap());
        }
    }
    trust
}

fn examine(path: &Path, trust: &TrustStore) -> ChipReport {
    let sod = std::fs::read(path).unwrap();
    passive_authentication(&ChipFiles { sod: &sod, ..ChipFiles::default() }, trust, TODAY)
}

#[test]
fn every_genuine_security_object_is_accepted_and_every_tampered_one_refused() {
    let Some(collection) = collection() else { return };
    let trust = trust(&collection);
    let gmrtd = collection.join("lds/gmrtd");
    let truth: Value = serde_json::from_slice(&std::fs::read(gmrtd.join("sod-truth.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for name in truth["genuine"].as_array().unwrap() {
        let report = examine(&gmrtd.join(format!("{}.bin", name.as_str().unwrap())), &trust);
        println!("{name} {}", serde_json::to_string(&report.defects).unwrap());
        if report.passive_authentication != Verdict::Successful {
            wrong.push(format!("{name}: {:?}", report.reasons));
        }
    }
    for name in truth["tampered"].as_object().unwrap().keys() {
        let report = examine(&gmrtd.join(format!("{name}.bin")), &trust);
        println!("{name} {:?}", report.reasons);
        if report.passive_authentication != Verdict::Failed {
            wrong.push(format!("{name}: {:?}", report.reasons));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_certificate_of_every_master_list_is_read_and_the_lists_verify() {
    let Some(collection) = collection() else { return };
    for path in files(&collection.join("csca"), ".ml") {
        let list = MasterList::parse(&std::fs::read(&path).unwrap()).unwrap();
        let signature = list.verify(&TrustStore::default()).unwrap();
        println!("{}: {} certificates, {signature:?}", path.display(), list.certificates().len());
        assert_eq!(list.unreadable(), []);
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for certificate in list.certificates() {
            let check = self_check(certificate);
            *counts.entry(format!("{check:?}").chars().take(70).collect()).or_default() += 1;
            if let Err(error) = certificate.key() {
                *counts.entry(format!("KEY {error}")).or_default() += 1;
            }
            for defect in certificate.defects().iter() {
                *counts.entry(format!("defect {}", defect.code())).or_default() += 1;
            }
            if check == SelfCheck::Broken {
                println!("broken {certificate:?}");
            }
        }
        println!("{counts:#?}");
    }
}
