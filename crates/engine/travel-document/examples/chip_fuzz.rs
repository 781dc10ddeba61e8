//! Damaged and arbitrary chip data through every reader: nothing may panic or take longer than 10 ms for one input.
//!
//! `cargo run --release -p garita-travel-document --features issue --example chip_fuzz -- 1000000 [seed] [directory]`
//!
//! Files of the directory are damaged too. Prints how many inputs were read and the slowest one; ends with 1 when one took
//! longer than the limit.
#![expect(clippy::print_stdout, reason = "a measuring program prints")]

use std::{
    collections::BTreeMap,
    process::ExitCode,
    time::{Duration, Instant},
};

use garita_travel_document::chip::{
    Certificate, ChipFiles, Com, Crl, Hash, MasterList, PublicKey, TrustStore,
    issue::{Algorithm, IssuingAuthority, Layout, Period, dg1, dg2, dg11, dg12},
    passive_authentication, summary,
};
use jiff::civil::date;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

const LIMIT: Duration = Duration::from_millis(10);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let seed: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut seeds, trust) = genuine(&mut rng);
    if let Some(directory) = arguments.next() {
        let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
        seeds.extend(entries.filter_map(|entry| std::fs::read(entry.path()).ok()).filter(|file| file.len() < 100_000));
    }
    let (mut slowest, mut slowest_input) = (Duration::ZERO, Vec::new());
    for _ in 0..count {
        let input = damaged(&seeds, &mut rng);
        let took = measure(&input, &trust);
        if took > slowest {
            (slowest, slowest_input) = (took, input);
        }
    }
    // A pause of the machine is no fault of the input: the slowest is measured again.
    let again = (0..5).map(|_| measure(&slowest_input, &trust)).min().unwrap_or_default();
    println!("{count} inputs, seed {seed}: slowest {slowest:?} (again {again:?}), {} bytes; limit {LIMIT:?}", slowest_input.len());
    if again <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn genuine(rng: &mut ChaCha8Rng) -> (Vec<Vec<u8>>, TrustStore) {
    let at = |year| date(year, 1, 1).at(0, 0, 0, 0);
    let period = Period { from: at(2020), until: at(2040) };
    let algorithms = [
        Algorithm::ecdsa("P-256", Hash::Sha256),
        Algorithm::ecdsa("P-521", Hash::Sha512),
        Algorithm::ecdsa("brainpoolP512r1", Hash::Sha512),
        Algorithm::RsaPkcs1 { bits: 2048, hash: Hash::Sha256 },
        Algorithm::RsaPss { bits: 2048, hash: Hash::Sha256 },
    ];
    let (mut seeds, mut trust) = (Vec::new(), TrustStore::default());
    for algorithm in algorithms {
        let made = (|| {
            let mut authority = IssuingAuthority::new("UT", &algorithm, period, rng)?;
            let signer = authority.signer(&algorithm, period, &["P"], rng)?;
            let files: BTreeMap<u8, Vec<u8>> = [
                (1, dg1(&"P<UTO".repeat(17))),
                (2, dg2(&[0xFF, 0xD8, 0xFF, 0xE0], 4, 5)),
                (11, dg11("A<<B", "19740812")),
                (12, dg12("UTOPIA", "20200101")),
            ]
            .into();
            seeds.push(signer.sign(&files, Hash::Sha256, Layout::V1_8, at(2024), rng)?);
            seeds.push(authority.revocation_list(&[(&signer.read_certificate()?, at(2025))], at(2026), rng)?);
            let own = authority.certificate().to_vec();
            seeds.push(authority.master_list(&[&own], period, at(2026), rng)?);
            seeds.push(own.clone());
            seeds.extend(files.into_values());
            trust.add(Certificate::parse(&own)?, "simulated");
            Ok::<_, garita_travel_document::chip::issue::IssueError>(())
        })();
        if let Err(error) = made {
            println!("a seed was left out: {error}");
        }
    }
    (seeds, trust)
}

fn damaged(seeds: &[Vec<u8>], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let below = |rng: &mut ChaCha8Rng, bound: usize| usize::try_from(rng.next_u64()).unwrap_or(usize::MAX) % bound.max(1);
    if below(rng, 20) == 0 {
        let mut bytes = vec![0; below(rng, 2000)];
        rng.fill_bytes(&mut bytes);
        return bytes;
    }
    let at = below(rng, seeds.len());
    let mut bytes = seeds.get(at).cloned().unwrap_or_default();
    for _ in 0..=below(rng, 6) {
        let place = below(rng, bytes.len());
        match below(rng, 8) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place.min(bytes.len()), 0x80),
            2 => {
                let end = (place + below(rng, 64)).min(bytes.len());
                bytes.drain(place.min(end)..end);
            }
            _ => {
                let value = rng.next_u32().to_le_bytes()[0];
                if let Some(byte) = bytes.get_mut(place) {
                    *byte = value;
                }
            }
        }
    }
    bytes
}

/// The longest that one reader takes.
#[expect(clippy::disallowed_methods, reason = "a measuring program reads the clock")]
fn measure(bytes: &[u8], trust: &TrustStore) -> Duration {
    let mut longest = Duration::ZERO;
    let mut timed = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        longest = longest.max(start.elapsed());
    };
    timed(&|| drop(passive_authentication(&ChipFiles { sod: bytes, ..ChipFiles::default() }, trust, date(2026, 11, 22))));
    timed(&|| drop(Certificate::parse(bytes)));
    timed(&|| drop(Crl::parse(bytes)));
    timed(&|| drop(PublicKey::read(bytes)));
    timed(&|| drop(MasterList::parse(bytes).map(|list| list.verify(trust))));
    timed(&|| drop(Com::parse(bytes)));
    for number in 0..=17 {
        timed(&|| drop(summary(number, bytes)));
    }
    longest
}
