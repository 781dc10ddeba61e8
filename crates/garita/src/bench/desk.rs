//! `garita bench desk`: DESIGN §4's budget, measured through the whole site: pages, session, checks, store.
//!
//! Open loop: every booth presents on its own fixed schedule, whether or not the answer before has come, and latencies
//! count from the scheduled moment, so that a slow answer is not hidden by the pause it causes.

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail};
use axum::http::StatusCode;
use clap::Args;
use garita_domain::{Environment, Timestamp};
use garita_simulation::{Arrival, World};
use garita_storage::system_environment;
use serde_json::json;

use super::{
    booth::{Booth, Page, hidden_fields},
    distribution::{Distribution, milliseconds},
};
use crate::{
    cli::{block_on, say},
    demo::{Demo, accounts, fill::zone_lines},
    node::{assembly, directory::Directory, keys, settings::Settings},
};

/// What the program aims at (DESIGN §4, and the desk's own issue): the 99th percentile of each step.
const AIM: Duration = Duration::from_millis(50);
/// Aim for start-up.
const START_AIM: Duration = Duration::from_secs(3);
/// Aim for memory, in bytes.
const MEMORY_AIM: u64 = 300 * 1024 * 1024;

#[derive(Args)]
pub struct DeskBench {
    /// Where the measured border lives; made at the first run, kept for the next.
    #[arg(long, short = 'd', default_value = "target/bench-desk")]
    directory: PathBuf,
    /// Past crossings.
    #[arg(long, default_value_t = 1_000_000)]
    past: u32,
    /// Booths.
    #[arg(long, default_value_t = 20)]
    booths: u32,
    /// Seconds between two travellers at one booth.
    #[arg(long, default_value_t = 3.0)]
    every: f64,
    /// Seconds of the measurement.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// `sqlite`, or the address of an empty PostgreSQL database.
    #[arg(long, default_value = "sqlite")]
    store: String,
    /// One JSON object instead of text for people.
    #[arg(long)]
    json: bool,
    /// Only print the people who will come to the counter, one JSON list: the measured process must not hold their world.
    #[arg(long, hide = true)]
    arrivals: bool,
}

/// What one crossing took.
struct Took {
    findings: Duration,
    durable: Duration,
}

impl DeskBench {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if !Directory::at(&self.directory).is_set_up() {
            self.make()?;
        }
        if self.arrivals {
            let settings = Settings::load(&Directory::at(&self.directory).settings())?;
            say(json!(self.arrivals(&settings, system_environment().wall())?));
            return Ok(ExitCode::SUCCESS);
        }
        block_on(self.measure())
    }

    /// Fills in a process of its own, so that the memory of the filling is not counted.
    fn make(&self) -> anyhow::Result<()> {
        let program = std::env::current_exe().context("could not find this program")?;
        let status = Command::new(program)
            .args(["demo", "--make-only", "--store", &self.store])
            .arg("--directory")
            .arg(&self.directory)
            .args(["--travellers", &(self.past / 5).max(10).to_string(), "--crossings", &self.past.to_string()])
            .stdout(std::process::Stdio::null())
            .status()
            .context("could not make the border")?;
        if status.success() { Ok(()) } else { bail!("the border could not be made") }
    }

    async fn measure(self) -> anyhow::Result<ExitCode> {
        let environment = system_environment();
        let directory = Directory::at(&self.directory);
        let _lock = directory.lock()?;
        let before = environment.monotonic();
        let settings = Settings::load(&directory.settings())?;
        let keys = keys::load(&directory)?;
        let database = assembly::open_store(&directory, &settings, &keys).await.context("could not open the store")?;
        let document_keys = assembly::document_keys(&keys);
        let node = assembly::open_node(database.clone(), keys, &settings, environment.clone()).await.context("could not open the node")?;
        let router = assembly::router(&node.journal, document_keys, &settings).await?;
        let started = environment.monotonic().saturating_sub(before);
        if !node.outdated.is_empty() {
            bail!("the read tables of {} are of another version: remove the directory and measure again", self.directory.display());
        }
        let mut booths = Vec::new();
        for _ in 0..self.booths.max(1) {
            booths.push(Booth::new(router.clone()));
        }
        for (number, booth) in (0_u8..).zip(&mut booths) {
            let officer = number % garita_simulation::OFFICERS;
            let name = accounts::sign_in_name(officer);
            if number == officer {
                let code = garita_accounts::new_one_time_code(&node.journal, accounts::officer(officer)).await?;
                booth.sign_in(&name, code.expose()).await?;
            } else {
                booth.sign_in_again(&name).await?;
            }
        }
        let arrivals = self.arrivals_from_another_process()?;
        let open = self.open_loop(&environment, &booths, &arrivals).await?;
        let saturated = self.saturate(&environment, &booths, &arrivals).await?;
        let memory = memory();
        let code = self.report(started, &open, saturated, memory);
        drop(node);
        database.close().await;
        Ok(code)
    }

    fn arrivals_from_another_process(&self) -> anyhow::Result<Vec<String>> {
        let program = std::env::current_exe().context("could not find this program")?;
        let made = Command::new(program)
            .args(["bench", "desk", "--arrivals", "--past", &self.past.to_string(), "--booths", &self.booths.to_string(), "--directory"])
            .arg(&self.directory)
            .output()
            .context("could not make the people who come")?;
        if !made.status.success() {
            bail!("the people who come could not be made");
        }
        serde_json::from_slice(&made.stdout).context("could not read the people who come")
    }

    /// People for every booth, made before the measurement.
    fn arrivals(&self, settings: &Settings, now: Timestamp) -> anyhow::Result<Vec<String>> {
        let world = World::new(&Demo::world_of(settings, now, 1, (self.past / 5).max(10), self.past)?)?;
        let wanted = 4000 + usize::try_from(self.booths).unwrap_or(0) * 400;
        let zones = world.arrivals(7, 6_000).filter_map(|arrival: Arrival| {
            let traveller = world.traveller(arrival.traveller).ok()?;
            let document = traveller.documents.get(usize::from(arrival.document?))?;
            let lines = zone_lines(document, &traveller).ok().filter(|lines| !lines.is_empty())?;
            Some(lines.join("\n"))
        });
        Ok(zones.take(wanted).collect())
    }

    async fn open_loop(&self, environment: &Environment, booths: &[Booth], arrivals: &[String]) -> anyhow::Result<Vec<Took>> {
        let every = Duration::from_secs_f64(self.every);
        let count = u32::try_from(booths.len()).unwrap_or(1);
        #[expect(clippy::disallowed_methods, reason = "a fixed schedule of arrivals is kept by the runtime's own clock")]
        let begin = tokio::time::Instant::now() + Duration::from_millis(200);
        let end = begin + Duration::from_secs(self.seconds);
        let arrivals: Arc<[String]> = arrivals.into();
        let mut tasks = Vec::new();
        for (number, booth) in (0_u32..).zip(booths.iter().cloned()) {
            let (arrivals, environment, mut booth) = (arrivals.clone(), environment.clone(), booth);
            tasks.push(tokio::spawn(async move {
                let mut scheduled = begin + every * number / count;
                let mut took = Vec::new();
                let mut place = usize::try_from(number).unwrap_or(0);
                let mut form = booth.get("/desk").await?;
                while scheduled < end {
                    tokio::time::sleep_until(scheduled).await;
                    let behind = scheduled.elapsed();
                    let zone = arrivals.get(place % arrivals.len()).context("no arrivals")?;
                    took.push(cross(&mut booth, &environment, &mut form, zone, behind).await?);
                    place += usize::try_from(count).unwrap_or(1);
                    scheduled += every;
                }
                anyhow::Ok(took)
            }));
        }
        let mut all = Vec::new();
        for task in tasks {
            all.extend(task.await.context("a booth broke off")??);
        }
        Ok(all)
    }

    /// Closed loop: how many crossings a second when every booth goes on as soon as it can, for ten seconds.
    async fn saturate(&self, environment: &Environment, booths: &[Booth], arrivals: &[String]) -> anyhow::Result<f64> {
        let arrivals: Arc<[String]> = arrivals.iter().rev().cloned().collect();
        let begin = environment.monotonic();
        let mut tasks = Vec::new();
        for (number, booth) in booths.iter().cloned().enumerate() {
            let (arrivals, environment, mut booth, step) = (arrivals.clone(), environment.clone(), booth, booths.len());
            tasks.push(tokio::spawn(async move {
                let mut form = booth.get("/desk").await?;
                let (mut done, mut place) = (0_u32, number);
                while environment.monotonic().saturating_sub(begin) < Duration::from_secs(10) {
                    let zone = arrivals.get(place % arrivals.len()).context("no arrivals")?;
                    cross(&mut booth, &environment, &mut form, zone, Duration::ZERO).await?;
                    (done, place) = (done + 1, place + step);
                }
                anyhow::Ok(done)
            }));
        }
        let mut done = 0;
        for task in tasks {
            done += task.await.context("a booth broke off")??;
        }
        Ok(f64::from(done) / environment.monotonic().saturating_sub(begin).as_secs_f64())
    }

    fn report(&self, started: Duration, open: &[Took], saturated: f64, memory: Option<u64>) -> ExitCode {
        let findings = Distribution::of(open.iter().map(|took| took.findings).collect());
        let durable = Distribution::of(open.iter().map(|took| took.durable).collect());
        let reached = findings.per_mille(990) <= AIM
            && durable.per_mille(990) <= AIM
            && started <= START_AIM
            && memory.is_none_or(|memory| memory <= MEMORY_AIM);
        let ratio = |distribution: &Distribution| milliseconds(distribution.per_mille(990)) / milliseconds(AIM);
        let store = if self.store == "sqlite" { "sqlite" } else { "postgresql" };
        if self.json {
            say(json!({
                "store": store, "past_crossings": self.past, "booths": self.booths, "every_s": self.every, "seconds": self.seconds,
                "present_to_findings": findings.json(), "confirm_to_durable": durable.json(), "p99_aim_ms": milliseconds(AIM),
                "start_ms": milliseconds(started), "start_aim_ms": milliseconds(START_AIM),
                "memory_bytes": memory, "memory_aim_bytes": MEMORY_AIM, "saturation_crossings_per_s": saturated, "reached": reached,
            }));
        } else {
            say(format_args!(
                "{store}, {} past crossings, {} booths, one traveller every {} s each, {} s",
                self.past, self.booths, self.every, self.seconds
            ));
            say(format_args!("present -> findings  {}  p99/aim {:.2}", findings.text(), ratio(&findings)));
            say(format_args!("confirm -> durable   {}  p99/aim {:.2}", durable.text(), ratio(&durable)));
            say(format_args!(
                "start {:.0} ms (aim {:.0}), memory {} MB (aim 300)",
                milliseconds(started),
                milliseconds(START_AIM),
                memory.unwrap_or(0) / 1024 / 1024
            ));
            say(format_args!("saturated: {saturated:.1} crossings a second"));
        }
        ExitCode::SUCCESS
    }
}

/// One crossing: present, read the findings, admit.
async fn cross(booth: &mut Booth, environment: &Environment, form: &mut Page, zone: &str, behind: Duration) -> anyhow::Result<Took> {
    let mut fields = hidden_fields(&form.body, "/desk/present");
    for (field, value) in [("mrz", zone), ("direction", "entry"), ("class", "visitor"), ("conveyance", "bus"), ("reference", "HAA 1234")] {
        fields.push((field.to_owned(), value.to_owned()));
    }
    let begin = environment.monotonic();
    let presented = booth.post("/desk/present", &fields).await?;
    let Some(address) = presented.location.filter(|_| presented.status == StatusCode::SEE_OTHER) else {
        bail!("a presentation was answered with {}", presented.status);
    };
    let inspected = booth.get(&address).await?;
    let findings = behind + environment.monotonic().saturating_sub(begin);
    if inspected.status != StatusCode::OK {
        bail!("the findings were answered with {}", inspected.status);
    }
    let decide = format!("{address}/decide");
    let mut fields = hidden_fields(&inspected.body, &decide);
    fields.push(("decision".to_owned(), "admitted".to_owned()));
    let begin = environment.monotonic();
    let decided = booth.post(&decide, &fields).await?;
    let durable = environment.monotonic().saturating_sub(begin);
    let Some(next) = decided.location.filter(|_| decided.status == StatusCode::SEE_OTHER) else {
        bail!("a decision was answered with {}: {}", decided.status, decided.body.chars().take(400).collect::<String>());
    };
    *form = booth.get(&next).await?;
    Ok(Took { findings, durable })
}

/// Resident memory of this process, where the system tells it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
