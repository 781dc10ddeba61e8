//! How many zones a second one core reads, and reads and checks.

use std::time::Duration;

use garita_domain::Environment;
use garita_storage::system_environment;
use garita_travel_document::{
    checks::judge_zone,
    mrz::{ReadingContext, Zone},
};
use jiff::civil::Date;

use super::corpus::Corpus;

/// Zones read in turn, so that none is always at hand.
const ZONES: u64 = 20_000;

/// Zones a second on one core.
pub struct Speed {
    /// Read: fields, dates, verdicts on all digits, repairs.
    pub parsed: f64,
    /// Read, and every text check judged.
    pub checked: f64,
    /// Read and judged, the name put together and every finding put into words.
    pub worded: f64,
}

/// Measures each way for a third of the time.
pub fn measure(corpus: &Corpus, seconds: u64, today: Date) -> anyhow::Result<Speed> {
    let environment = system_environment();
    let context = ReadingContext::new(today);
    let zones: Vec<String> = (0..ZONES).map(|item| Ok(corpus.zone(item)?.join("\n"))).collect::<anyhow::Result<_>>()?;
    let long = Duration::from_secs(seconds) / 3;
    let parsed = rate(&environment, &zones, long, |text| Zone::read(text, &context).map_or(0, |zone| zone.repairs().len()));
    let checked = rate(&environment, &zones, long, |text| Zone::read(text, &context).map_or(0, |zone| judge_zone(&zone, today).len()));
    let worded = rate(&environment, &zones, long, |text| {
        Zone::read(text, &context).map_or(0, |zone| {
            let named = usize::from(zone.name().is_some());
            named + judge_zone(&zone, today).iter().map(|outcome| outcome.finding().what.parameters.len()).sum::<usize>()
        })
    });
    Ok(Speed { parsed, checked, worded })
}

fn rate(environment: &Environment, zones: &[String], long: Duration, mut read: impl FnMut(&str) -> usize) -> f64 {
    let begin = environment.monotonic();
    let (busy, mut count) = (processor_time(), 0.0);
    let mut kept = 0;
    while environment.monotonic().saturating_sub(begin) < long {
        for zone in zones {
            kept += read(zone);
            count += 1.0;
        }
    }
    std::hint::black_box(kept);
    // Other programs take turns on the same core: where the system tells, only our own time counts.
    let passed = environment.monotonic().saturating_sub(begin);
    let spent = busy.zip(processor_time()).map_or(passed, |(before, after)| after.saturating_sub(before));
    count / spent.as_secs_f64().max(1.0e-9)
}

/// What this thread has had of a processor, where the system tells it.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
