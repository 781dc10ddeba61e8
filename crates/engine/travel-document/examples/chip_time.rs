//! How long passive authentication takes: every file of a directory that is a security object, against master lists.
//!
//! `cargo run --release -p garita-travel-document --example chip_time -- DIRECTORY LIST...`
#![expect(clippy::print_stdout, reason = "a measuring program prints")]

use std::time::{Duration, Instant};

use garita_travel_document::chip::{ChipFiles, MasterList, TrustStore, passive_authentication};
use jiff::civil::date;

#[expect(clippy::disallowed_methods, reason = "a measuring program reads the clock")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().unwrap_or_default();
    let mut trust = TrustStore::default();
    for path in arguments {
        let start = Instant::now();
        let Ok(list) = std::fs::read(&path)
            .map_err(|error| error.to_string())
            .and_then(|file| MasterList::parse(&file).map_err(|error| error.to_string()))
        else {
            println!("{path} is left out");
            continue;
        };
        let verified = list.verify(&trust).is_ok();
        for certificate in list.certificates() {
            trust.add(certificate.clone(), &path);
        }
        println!("{path}: {} certificates, verified {verified}, {:?}", list.certificates().len(), start.elapsed());
    }
    let mut paths: Vec<_> = std::fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Ok(sod) = std::fs::read(&path) else { continue };
        if sod.first() != Some(&0x77) {
            continue;
        }
        let files = ChipFiles { sod: &sod, ..ChipFiles::default() };
        let mut best = Duration::MAX;
        let mut result = None;
        for _ in 0..20 {
            let start = Instant::now();
            result = Some(passive_authentication(&files, &trust, date(2026, 11, 22)).passive_authentication);
            best = best.min(start.elapsed());
        }
        println!("{}: {result:?} {best:?}", path.display());
    }
}
