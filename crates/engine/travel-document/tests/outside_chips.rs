//! Passive authentication of security objects that others collected, with the master lists of two states.
//!
//! The collection is no part of the repository. Without it these tests say that they are skipped.

#![cfg(test)]

use std::path::{Path, PathBuf};

use garita_domain::Verdict;
use garita_travel_document::chip::{
    Certificate, ChipFiles, ChipReport, FaceRecord, ImageFormat, MasterList, SelfCheck, TrustStore, passive_authentication, self_check,
    summary, unwrapped,
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
    let genuine = truth["genuine"].as_array().unwrap().iter().map(|name| (name.as_str().unwrap(), Verdict::Successful));
    let tampered = truth["tampered"].as_object().unwrap().keys().map(|name| (name.as_str(), Verdict::Failed));
    let mut wrong = Vec::new();
    for (name, expected) in genuine.chain(tampered) {
        let path = gmrtd.join(format!("{name}.bin"));
        let report = examine(&path, &trust);
        if report.passive_authentication != expected {
            wrong.push(format!("{name}: {:?}", report.reasons));
        }
        // Without any authority, nothing can be genuine; what is tampered stays so.
        let alone = examine(&path, &TrustStore::default()).passive_authentication;
        let expected = if expected == Verdict::Failed { Verdict::Failed } else { Verdict::Undetermined };
        if alone != expected {
            wrong.push(format!("{name} without authorities: {alone:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn synthetic_chips_of_another_project_are_judged_as_they_were_made() {
    let Some(collection) = collection() else { return };
    let fixtures = collection.join("lds/dmrtd-fixtures");
    let trusting = |name: &str| {
        let mut trust = TrustStore::default();
        trust.add(Certificate::parse(&std::fs::read(fixtures.join(name)).unwrap()).unwrap(), name);
        trust
    };
    let judged = |sod: &str, authority: &str| examine(&fixtures.join(sod), &trusting(authority)).passive_authentication;
    assert_eq!(judged("efsod.bin", "csca.der"), Verdict::Successful);
    assert_eq!(judged("efsod.bin", "other_csca.der"), Verdict::Undetermined);
    assert_eq!(judged("efsod_wrong_ct.bin", "csca.der"), Verdict::Failed);
    assert_eq!(judged("rsa_pss/efsod.bin", "rsa_pss/csca.der"), Verdict::Successful);
    for curve in ["bp256", "bp384", "bp512", "p256", "p384", "p521"] {
        let verdict = judged(&format!("ec/{curve}_efsod.bin"), &format!("ec/{curve}_csca.der"));
        assert_eq!(verdict, Verdict::Successful, "{curve}");
    }
}

#[test]
fn every_certificate_of_every_master_list_is_read_and_the_lists_verify() {
    let Some(collection) = collection() else { return };
    for path in files(&collection.join("csca"), ".ml") {
        let bytes = std::fs::read(&path).unwrap();
        let list = MasterList::parse(&bytes).unwrap();
        assert!(list.verify(&TrustStore::default()).is_ok(), "{}", path.display());
        assert_eq!(list.unreadable(), []);
        assert!(list.certificates().len() > 400);
        for certificate in list.certificates() {
            assert!(certificate.key().is_ok(), "{certificate:?}");
            let check = self_check(certificate);
            assert!(matches!(check, SelfCheck::SelfSigned | SelfCheck::Link), "{certificate:?}: {check:?}");
        }
        let mut changed = bytes;
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        assert!(MasterList::parse(&changed).and_then(|list| list.verify(&TrustStore::default())).is_err());
    }
}

#[test]
fn files_of_data_groups_are_read() {
    let Some(collection) = collection() else { return };
    let mut unread = Vec::new();
    for path in files(&collection.join("lds/gmrtd"), ".bin") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let file = std::fs::read(&path).unwrap();
        let Some(number) = name.strip_prefix("DG").and_then(|rest| rest.split('_').next()?.parse().ok()) else { continue };
        if let Err(error) = summary(number, &file) {
            unread.push(format!("{name}: {error}"));
        }
    }
    assert!(unread.is_empty(), "{unread:#?}");
    // The first record states JPEG 2000 and holds a JPEG; the second one's image is broken.
    for (name, format) in [("ISO19794_Test1_Data.bin", ImageFormat::Jpeg), ("ISO19794_Test2_Data_InvalidImage.bin", ImageFormat::Unknown)] {
        let record = FaceRecord::iso_19794(&std::fs::read(collection.join("lds").join(name)).unwrap()).unwrap();
        let face = &record.images[0];
        assert_eq!((record.images.len(), face.image.format, face.is_as_stated()), (1, format, false));
    }
}
