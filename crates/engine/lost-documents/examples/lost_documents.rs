//! Measures building and looking up: `cargo run --release --example lost_documents -- [records] [folder]`.
//!
//! Invented numbers; the figures print the ratio to the aims: a look-up within 10 microseconds and a file within 16 bytes a record.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use garita_domain::{CountryCode, DocumentNumber};
use garita_lost_documents::{Builder, Header, Kind, LostDocument, LostDocuments, SecretKey, Source};

const QUESTIONS: u64 = 500_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let records: u64 = arguments.next().map_or(Ok(10_000_000), |text| text.parse())?;
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let key = SecretKey::new([1; 32]);
    let path = folder.join("lost-documents.bench");

    let started = now();
    let mut builder = Builder::new(&key, Header { version: 1, as_of: 0, salt: [2; 16] }, &folder)?;
    for n in 0..records {
        builder.add(&document(n)?)?;
    }
    let taken = started.elapsed();
    let facts = builder.finish(BufWriter::with_capacity(1 << 20, File::create(&path)?), &mut |_| {})?;
    let bytes = std::fs::metadata(&path)?.len();
    say(&format!("{} records built in {:?} (taken in {taken:?})", facts.records, started.elapsed()));
    say(&format!("{bytes} bytes, {:.2} a record (aim: 16)", per(bytes, facts.records)));

    let started = now();
    let open = LostDocuments::open(File::open(&path)?, &key)?;
    say(&format!("opened in {:?}", started.elapsed()));
    measure("file, through the page cache", &open, records)?;
    let started = now();
    open.verify(&mut |_, _| {})?;
    say(&format!("verified in {:?}", started.elapsed()));
    if bytes < 4 << 30 {
        measure("bytes in memory, as a mapping gives them", &LostDocuments::open(std::fs::read(&path)?, &key)?, records)?;
    }
    say(&format!("peak memory up to here: {}", peak_memory()?));
    std::fs::remove_file(&path)?;
    Ok(())
}

/// Every second question is about a listed document.
fn measure<S: Source>(what: &str, open: &LostDocuments<S>, records: u64) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    let mut found = 0;
    for n in 0..QUESTIONS {
        let asked = document(if n % 2 == 0 { scattered(n) % records } else { records + scattered(n) })?;
        let started = now();
        found += open.look_up(&asked.number, asked.issuer)?.len() as u64;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let at = |share: u64| times.get(usize::try_from(QUESTIONS * share / 1_000).unwrap_or(0)).copied().unwrap_or_default();
    let total: Duration = times.iter().sum();
    say(&format!("{what}: {QUESTIONS} questions, {found} found (expected {})", QUESTIONS / 2));
    say(&format!("  mean {:?}, median {:?}, p99 {:?}, p99.9 {:?} (aim: 10 µs)", total / 500_000, at(500), at(990), at(999)));
    Ok(())
}

fn document(n: u64) -> Result<LostDocument, Box<dyn Error>> {
    const ISSUERS: [&str; 4] = ["HND", "GTM", "MEX", "D"];
    let issuer = usize::try_from(n % 5)?;
    Ok(LostDocument {
        number: DocumentNumber::parse(&format!("{}{:09}", char::from(b'A' + u8::try_from(n % 26)?), n))?,
        issuer: ISSUERS.get(issuer).and_then(|code| CountryCode::parse(code).ok()),
        kind: Kind::ALL.get(usize::try_from(n % 4)?).copied().unwrap_or(Kind::Lost),
    })
}

const fn scattered(n: u64) -> u64 {
    n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

#[expect(clippy::cast_precision_loss, reason = "a figure to read")]
fn per(bytes: u64, records: u64) -> f64 {
    bytes as f64 / records as f64
}

/// The kernel's high-water mark of resident memory.
fn peak_memory() -> std::io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    Ok(status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned())
}

#[expect(clippy::disallowed_methods, reason = "a measuring program")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stdout, reason = "a measuring program")]
fn say(text: &str) {
    println!("{text}");
}
