//! Chips on the command line: simulated authorities, their documents, a store of trusted authorities.

#![cfg(test)]

mod support;

use std::{collections::BTreeMap, fs, path::Path};

use garita_travel_document::chip::{
    Hash,
    issue::{Algorithm, IssuingAuthority, Layout, Period, dg1},
};
use jiff::civil::{DateTime, date};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;
use serde_json::Value;
use support::garita;

fn at(year: i16) -> DateTime {
    date(year, 1, 1).at(0, 0, 0, 0)
}

/// Writes a country's files: its certificate, a document, a master list, a list that was changed, a revocation list.
fn country(directory: &Path) {
    let mut rng = ChaCha8Rng::from_seed([3; 32]);
    let period = Period { from: at(2020), until: at(2040) };
    let algorithm = Algorithm::ecdsa("brainpoolP256r1", Hash::Sha256);
    let mut authority = IssuingAuthority::new("UT", &algorithm, period, &mut rng).unwrap();
    let other = IssuingAuthority::new("XO", &algorithm, Period { from: at(2010), until: at(2020) }, &mut rng).unwrap();
    let signer = authority.signer(&algorithm, period, &["P"], &mut rng).unwrap();
    let zone = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6";
    let files: BTreeMap<u8, Vec<u8>> = [(1, dg1(zone)), (12, vec![0x6C, 0])].into();
    let sod = signer.sign(&files, Hash::Sha256, Layout::V1_8, at(2024), &mut rng).unwrap();
    let (own, others) = (authority.certificate().to_vec(), other.certificate().to_vec());
    let list = authority.master_list(&[&own, &others], period, at(2026), &mut rng).unwrap();
    let older = authority.master_list(&[&own], period, at(2025), &mut rng).unwrap();
    let revoked = authority.revocation_list(&[(&signer.read_certificate().unwrap(), at(2025))], at(2026), &mut rng).unwrap();
    let mut changed = list.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", data_encoding::BASE64.encode(&own));
    for (name, bytes) in [
        ("sod.bin", &sod),
        ("dg1.bin", &files[&1]),
        ("dg12.bin", &files[&12]),
        ("authority.cer", &own),
        ("authority.pem", &pem.into_bytes()),
        ("list.ml", &list),
        ("older.ml", &older),
        ("changed.ml", &changed),
        ("revoked.crl", &revoked),
    ] {
        fs::write(directory.join(name), bytes).unwrap();
    }
}

struct Country(tempfile::TempDir);

impl Country {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        country(directory.path());
        Self(directory)
    }

    /// Runs `garita document`; a word that begins with `@` is a file of this country.
    fn run(&self, words: &str) -> (Option<i32>, Vec<Value>) {
        let directory = self.0.path().to_str().unwrap();
        let arguments: Vec<String> = words.split(' ').map(|word| word.replace('@', &format!("{directory}/"))).collect();
        let words: Vec<&str> = ["document"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
        let output = garita(&words);
        let lines = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }
}

#[test]
fn a_chip_is_verified_with_a_list_a_certificate_or_a_store() {
    let country = Country::new();
    let chip = "chip --sod @sod.bin --dg 1=@dg1.bin --json --on 2026-11-22";
    for trust in ["--csca @list.ml", "--csca @authority.cer", "--csca @authority.pem --csca @list.ml"] {
        let (code, reports) = country.run(&format!("{chip} {trust}"));
        let report = &reports[0];
        assert_eq!((code, &report["passive_authentication"]), (Some(0), &"successful".into()), "{report}");
        assert_eq!(report["reasons"], Value::Array(Vec::new()));
        assert_eq!(report["signer"]["country"], "UT");
        assert_eq!(report["data_groups"], serde_json::json!([{ "number": 1, "hash": "matches" }, { "number": 12, "hash": "not_given" }]));
        let validity = serde_json::json!({ "on": "2026-11-22", "signer": "valid", "authority": "valid", "signed_within": true });
        assert_eq!(report["validity"], validity);
        assert_eq!(report["contents"]["1"], "machine readable zone of 72 characters");
    }
    let (code, reports) = country.run(chip);
    assert_eq!((code, &reports[0]["passive_authentication"]), (Some(0), &"undetermined".into()));
    assert_eq!(reports[0]["reasons"][0]["code"], "authority_unknown");
    let (_, reports) = country.run(&format!("{chip} --csca @authority.cer --dg 12=@dg1.bin"));
    assert_eq!(reports[0]["passive_authentication"], "failed");
    assert_eq!(reports[0]["reasons"][0]["code"], "data_group_differs");
    let (_, reports) = country.run(&format!("{chip} --csca @authority.cer --crl @revoked.crl"));
    assert_eq!(reports[0]["passive_authentication"], "failed");
    assert_eq!(reports[0]["reasons"][0]["code"], "signer_certificate_revoked");
    assert_eq!(country.run("csca import @list.ml --store @store --json").0, Some(0));
    let (_, reports) = country.run(&format!("{chip} --store @store"));
    assert_eq!(reports[0]["passive_authentication"], "successful");
}

#[test]
fn what_cannot_be_trusted_or_read_is_told_and_told_by_the_exit_code() {
    let country = Country::new();
    let (code, reports) = country.run("chip --sod @sod.bin --csca @changed.ml --json");
    assert_eq!((code, &reports[0]["passive_authentication"]), (Some(5), &"undetermined".into()));
    assert!(reports[0]["trust"][0]["refused"].as_str().is_some_and(|why| why.contains("master list")));
    let (code, reports) = country.run("chip --sod @dg1.bin --csca @list.ml --json");
    assert_eq!((code, &reports[0]["passive_authentication"]), (Some(5), &"failed".into()));
    assert_eq!(reports[0]["reasons"][0]["code"], "security_object_unreadable");
    assert_eq!(garita(&["document", "chip", "--sod", "/does/not/exist"]).status.code(), Some(1));
    assert_eq!(garita(&["document", "chip", "--sod", "x", "--dg", "17=x"]).status.code(), Some(2));
}

#[test]
fn an_import_says_what_it_adds_and_what_an_earlier_list_had() {
    let country = Country::new();
    let import = |files: &str| country.run(&format!("csca import {files} --store @store --by tester --json"));
    let (code, lines) = import("@list.ml");
    assert_eq!((code, &lines[0]["kind"], &lines[0]["authority"]), (Some(0), &"master_list".into(), &"contained".into()));
    assert_eq!((&lines[0]["added"], &lines[0]["known"], &lines[0]["expired"]), (&2.into(), &0.into(), &1.into()));
    assert_eq!(lines[0]["countries"], serde_json::json!({ "UT": 1, "XO": 1 }));
    let (_, lines) = import("@list.ml");
    assert_eq!((&lines[0]["added"], &lines[0]["known"], &lines[0]["authority"]), (&0.into(), &2.into(), &"trusted".into()));
    let (_, lines) = import("@older.ml");
    assert_eq!(lines[0]["older_than"], "2026-01-01T00:00:00Z");
    assert_eq!(import("@changed.ml").0, Some(5));
    let (code, lines) = country.run("csca list --store @store --json");
    assert_eq!((code, lines.len()), (Some(0), 2));
    let record = fs::read_to_string(country.0.path().join("store/imports.jsonl")).unwrap();
    assert_eq!((record.lines().count(), record.contains("\"by\":\"tester\"")), (3, true));
    // Somebody exchanged a certificate in the store.
    let certificates = country.0.path().join("store/certificates");
    let first = fs::read_dir(certificates).unwrap().next().unwrap().unwrap().path();
    fs::write(first, fs::read(country.0.path().join("dg1.bin")).unwrap()).unwrap();
    assert_eq!(country.run("csca list --store @store --json").0, Some(1));
}
