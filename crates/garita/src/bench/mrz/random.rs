//! Inputs made to break a reader: random bytes, random zones, right zones with anything changed.

use garita_domain::{Environment, PersonName};
use garita_travel_document::mrz::{ReadingContext, Zone, ZoneReport, can_be_written};
use jiff::civil::Date;

use super::{chance::Chance, corpus::Corpus};
use crate::{bench::distribution::milliseconds, cli::progress_bar};

/// The characters of a zone and some that are not.
const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<<<KCSE01OI58BG\n\n\r abc;>\xc3\x91\xe2\x80\xb9";

/// Reads random inputs; answers the milliseconds of the slowest. A panic ends the program, which is the point.
pub fn run(corpus: &Corpus, seed: u64, count: u64, today: Date, environment: &Environment) -> anyhow::Result<f64> {
    let context = ReadingContext::new(today);
    let bar = progress_bar(count, "random inputs");
    let mut slowest = 0.0_f64;
    for item in 0..count {
        let chance = &mut Chance::new(seed ^ 0xF00D, item);
        let text = String::from_utf8_lossy(&input(corpus, item, chance)?).into_owned();
        let begin = environment.monotonic();
        match Zone::read(&text, &context) {
            Ok(zone) => {
                if let Ok(printed) = PersonName::new(&text, "") {
                    std::hint::black_box(zone.compare_name(&printed));
                }
                std::hint::black_box(ZoneReport::of(&text, today));
            }
            Err(_) => {
                std::hint::black_box(can_be_written(&text, "ANNA<MARIA", None));
            }
        }
        let took = milliseconds(environment.monotonic().saturating_sub(begin));
        slowest = slowest.max(took);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(slowest)
}

fn input(corpus: &Corpus, item: u64, chance: &mut Chance) -> anyhow::Result<Vec<u8>> {
    let sign = |chance: &mut Chance| SIGNS.get(chance.below(SIGNS.len())).copied().unwrap_or(b'<');
    Ok(match chance.below(4) {
        0 => (0..chance.below(200)).map(|_| chance.next().to_le_bytes()[0]).collect(),
        1 => {
            let size = [69, 72, 88, 90].get(chance.below(4)).copied().unwrap_or(90);
            (0..size).map(|_| SIGNS.get(chance.below(54)).copied().unwrap_or(b'<')).collect()
        }
        2 => (0..chance.below(120)).map(|_| sign(chance)).collect(),
        _ => {
            let mut zone = corpus.zone(item % 4096)?.join("\n").into_bytes();
            for _ in 0..=chance.below(8) {
                let at = chance.below(zone.len().max(1));
                match chance.below(3) {
                    0 if !zone.is_empty() => {
                        zone.remove(at);
                    }
                    1 => zone.insert(at, sign(chance)),
                    _ => zone.get_mut(at).into_iter().for_each(|cell| *cell = sign(chance)),
                }
            }
            zone
        }
    })
}
