//! `garita bench mrz`: reading speed, restoration of damaged zones, and inputs that would break a reader.
//!
//! Truth is written by the generator from a seed; damage follows the model that `corruption` describes and the report prints.
//! Nothing here is tuned on the outside collection.

mod chance;
mod corpus;
mod corruption;
mod random;
mod restoration;
mod speed;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use garita_storage::system_environment;
use jiff::civil::Date;
use serde_json::{Value, json};

use self::{
    corpus::Corpus,
    corruption::{Fillers, LINE_ERRORS},
    restoration::{Counts, OUTCOMES, Outcome, measure},
};
use crate::cli::{progress_bar, say};

/// Parses with all text checks, a second and core.
const SPEED_AIM: f64 = 500_000.0;
/// The share of damaged zones restored without a question of which.
const RESTORED_AIM: f64 = 0.9;
/// The share that may be changed wrongly without asking.
const SILENT_AIM: f64 = 1.0e-5;
/// The slowest a single input may be, in milliseconds.
const SLOWEST_AIM: f64 = 10.0;

/// Zones measured between two steps of the bar.
const STEP: u64 = 5_000;

#[derive(Args)]
pub struct MrzBench {
    /// Damaged zones.
    #[arg(long, default_value_t = 1_000_000)]
    zones: u64,
    /// Random inputs.
    #[arg(long, default_value_t = 1_000_000)]
    random: u64,
    /// Seconds of the speed measurement.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Seed of zones, damage and random inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Misreads fillers anywhere, next to letters too, where no zone tells a K from a filler.
    #[arg(long)]
    fillers_anywhere: bool,
    /// One JSON object instead of text for people.
    #[arg(long)]
    json: bool,
}

impl MrzBench {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let today = Date::constant(2026, 11, 22);
        let corpus = Corpus::new(self.seed);
        let speed = speed::measure(&corpus, self.seconds, today)?;
        let counts = self.restore(&corpus, today)?;
        let slowest = random::run(&corpus, self.seed, self.random, today, &system_environment())?;
        let reached = speed.checked >= SPEED_AIM
            && (self.zones == 0 || counts.restored() >= RESTORED_AIM)
            && counts.share(&[Outcome::Silent]) <= SILENT_AIM
            && slowest <= SLOWEST_AIM;
        if self.json {
            say(self.machine(&speed, &counts, slowest, reached));
        } else {
            self.people(&speed, &counts, slowest);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn fillers(&self) -> Fillers {
        if self.fillers_anywhere { Fillers::Anywhere } else { Fillers::InRuns }
    }

    /// Damages and reads on every core.
    fn restore(&self, corpus: &Corpus, today: Date) -> anyhow::Result<Counts> {
        let bar = progress_bar(self.zones, "damaged zones");
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let next = std::sync::atomic::AtomicU64::new(0);
        let work = || {
            let mut counts = Counts::default();
            loop {
                let from = next.fetch_add(STEP, std::sync::atomic::Ordering::Relaxed);
                if from >= self.zones {
                    return anyhow::Ok(counts);
                }
                counts.add(measure(corpus, self.seed, from..(from + STEP).min(self.zones), self.fillers(), today)?);
                bar.inc(STEP);
            }
        };
        let parts = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().ok().context("a thread broke off")?).collect::<anyhow::Result<Vec<_>>>()
        })?;
        bar.finish_and_clear();
        let mut counts = Counts::default();
        for part in parts {
            counts.add(part);
        }
        Ok(counts)
    }

    fn model(&self) -> String {
        let fillers = match self.fillers() {
            Fillers::InRuns => "fillers read as K, C, S, E among other fillers (two before, one after)",
            Fillers::Anywhere => "fillers read as K, C, S, E anywhere",
        };
        format!(
            "1 to 3 errors a zone; 0/O 1/I 2/Z 5/S 8/B 6/G common, 0/D 0/Q 1/L 4/A 7/T one in ten of those, both ways; {fillers}; \
             {LINE_ERRORS} % of errors lose or double a filler in a run; not: one digit for another, one letter for another, optional \
             data of visas and the Swiss licence (no digit covers them)"
        )
    }

    fn people(&self, speed: &speed::Speed, counts: &Counts, slowest: f64) {
        say(format_args!(
            "speed, one core: {:.0} parses/s; with all text checks {:.0}/s, with names and findings in words {:.0}/s (aim {SPEED_AIM:.0}, ratio {:.2})",
            speed.parsed,
            speed.checked,
            speed.worded,
            speed.checked / SPEED_AIM
        ));
        say(format_args!("damage, seed {}: {}", self.seed, self.model()));
        say(format_args!(
            "{} zones: restored alone {:.2} % (aim {:.0} %), changed wrongly without asking {} (aim {:.0} in a million)",
            counts.zones,
            100.0 * counts.restored(),
            100.0 * RESTORED_AIM,
            counts.count(Outcome::Silent),
            1.0e6 * SILENT_AIM
        ));
        for outcome in OUTCOMES {
            say(format_args!("  {:36} {:>9}  {:7.3} %", outcome.text(), counts.count(outcome), 100.0 * counts.share(&[outcome])));
        }
        say(format_args!("  of the unnoticed, zones on which nothing at all was asked: {}", counts.mute));
        say("by field: times hit, read as it was without a question, unnoticed");
        for (field, [hit, restored]) in &counts.fields {
            let unnoticed = counts.unnoticed.get(field).copied().unwrap_or(0);
            say(format_args!("  {:24} {hit:>9}  {:6.2} %  {unnoticed:>7}", field.code(), percent(*restored, *hit)));
        }
        say("by form: damaged zones, restored alone");
        for (form, [zones, restored]) in &counts.forms {
            say(format_args!("  {:24} {zones:>9}  {:6.2} %", form.name(), percent(*restored, *zones)));
        }
        say(format_args!("random inputs: {} read without a panic, the slowest in {slowest:.3} ms (aim {SLOWEST_AIM:.0} ms)", self.random));
    }

    fn machine(&self, speed: &speed::Speed, counts: &Counts, slowest: f64, reached: bool) -> Value {
        let outcomes: serde_json::Map<String, Value> =
            OUTCOMES.iter().map(|outcome| (outcome.code().to_owned(), counts.count(*outcome).into())).collect();
        let fields: serde_json::Map<String, Value> = counts
            .fields
            .iter()
            .map(|(field, [hit, restored])| {
                let unnoticed = counts.unnoticed.get(field).copied().unwrap_or(0);
                (field.code().to_owned(), json!({ "hit": hit, "restored": restored, "unnoticed": unnoticed }))
            })
            .collect();
        json!({
            "parses_per_s": speed.parsed, "parses_with_checks_per_s": speed.checked, "parses_with_findings_in_words_per_s": speed.worded,
            "parses_with_checks_aim_per_s": SPEED_AIM, "seed": self.seed, "model": self.model(), "zones": counts.zones,
            "restored_alone": counts.restored(), "restored_alone_aim": RESTORED_AIM, "outcomes": outcomes, "unnoticed_and_nothing_asked": counts.mute,
            "silently_wrong_aim": SILENT_AIM, "fields": fields, "random_inputs": self.random, "slowest_ms": slowest, "reached": reached,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark stay far below what a float holds")]
fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
