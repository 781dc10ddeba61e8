//! `garita screen`: travellers of a table against alert lists, one JSON line each out. Needs no store.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow};
use clap::Args;
use garita_alert_lists::{Format, Input, Limits, Mapping, PREFIX, Traveller, detect, read, read_travellers};
use garita_domain::Environment;
use garita_screening::{Entry, Index, Policy};
use garita_storage::system_environment;
use serde_json::{Value, json};

use super::{say, trouble};
use crate::exit;

/// Hits told of one traveller, at most.
const MOST: usize = 20;

#[derive(Args)]
pub struct Screen {
    /// A list: UN XML, OFAC CSV or XML, INTERPOL JSON, `FollowTheMoney` JSON lines, or CSV. May be given again, or several at
    /// once.
    #[arg(long, required = true, num_args = 1..)]
    alerts: Vec<PathBuf>,
    /// The travellers: CSV with `id`, then `name` or `surname` and `given_names`, `birth_date`, `sex`, `nationality`,
    /// `document_number`, `issuer`. Any may be empty or missing.
    #[arg(long)]
    travellers: PathBuf,
    /// The format of the lists; told by each file itself when absent.
    #[arg(long, value_parser = list_format)]
    format: Option<Format>,
    /// One JSON object a line instead of text for people.
    #[arg(long)]
    json: bool,
}

/// Reads a format's code.
pub fn list_format(code: &str) -> Result<Format, String> {
    let known: Vec<&str> = Format::ALL.iter().filter(|format| **format != Format::LostDocumentCsv).map(|format| format.code()).collect();
    Format::from_code(code).filter(|format| known.contains(&format.code())).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Screen {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (mut names, mut entries, mut complete) = (Vec::with_capacity(self.alerts.len()), Vec::new(), true);
        for (number, path) in (0_u32..).zip(&self.alerts) {
            complete &= self.load(path, number, &mut entries)?;
            names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
        let index = Index::build(&entries).context("could not index the lists")?;
        drop(entries);
        let environment = system_environment();
        let place = self.travellers.display().to_string();
        let file = File::open(&self.travellers).with_context(|| format!("could not open {place}"))?;
        let report = read_travellers(file, &Mapping::default(), &Limits::default(), &mut |traveller| {
            self.tell(&screen(&index, &names, &traveller, &environment));
            ControlFlow::Continue(())
        })
        .with_context(|| format!("could not read {place}"))?;
        trouble::tell(&place, &report);
        complete &= report.is_complete();
        Ok(if complete { ExitCode::SUCCESS } else { exit::UNREADABLE.into() })
    }

    /// Reads a list. One that breaks off is asked as far as it was read, and said so.
    fn load(&self, path: &Path, list: u32, entries: &mut Vec<Entry>) -> anyhow::Result<bool> {
        let place = path.display().to_string();
        let mut file = BufReader::new(File::open(path).with_context(|| format!("could not open {place}"))?);
        let mut beginning = Vec::new();
        (&mut file).take(PREFIX as u64).read_to_end(&mut beginning).with_context(|| format!("could not read {place}"))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let format = self.format.or_else(|| detect(&beginning, &name));
        let format = format.ok_or_else(|| anyhow!("{place} is no list of a known format: name it with --format"))?;
        let mut input = Input::new(Cursor::new(beginning).chain(file));
        input.beside = beside(path, format);
        let report = read(format, input, &Limits::default(), &mut |entry| {
            entries.push(Entry { list, person: entry.person });
            ControlFlow::Continue(())
        })
        .with_context(|| format!("could not read {place}"))?;
        trouble::tell(&place, &report);
        Ok(report.is_complete())
    }

    fn tell(&self, result: &Value) {
        if self.json {
            say(result);
            return;
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let hits = result.get("hits").and_then(Value::as_array).cloned().unwrap_or_default();
        let id = result.get("id").map(text).unwrap_or_default();
        if hits.is_empty() {
            say(format_args!("{id}: nobody"));
        }
        for hit in hits {
            let field = |name| hit.get(name).map(text).unwrap_or_default();
            let score = hit.get("score").and_then(Value::as_i64).unwrap_or(0);
            let what = if hit.get("alert").and_then(Value::as_bool) == Some(true) { "ALERT" } else { "near" };
            say(format_args!("{id}: {what} {score}: {} ({} of {})", field("name"), field("entry"), field("list")));
        }
    }
}

/// Files that lie beside OFAC's main table.
fn beside(path: &Path, format: Format) -> garita_alert_lists::Beside<'static> {
    let mut beside = garita_alert_lists::Beside::default();
    if format != Format::OfacCsv {
        return beside;
    }
    let open = |name: &str| -> Option<Box<dyn Read>> {
        let file = File::open(path.with_file_name(name)).ok()?;
        Some(Box::new(BufReader::new(file)))
    };
    beside.aliases = open("alt.csv");
    beside.addresses = open("add.csv");
    beside.comments = open("sdn_comments.csv");
    beside
}

/// One traveller against every list.
fn screen(index: &Index, names: &[String], traveller: &Traveller, environment: &Environment) -> Value {
    let policy = Policy { limit: MOST, ..Policy::default() };
    let began = environment.monotonic();
    let found = index.search(&traveller.subject, &policy);
    let micros = environment.monotonic().saturating_sub(began).as_micros();
    let list = |number: u32| usize::try_from(number).ok().and_then(|number| names.get(number)).cloned().unwrap_or_default();
    let hits: Vec<Value> = found
        .into_iter()
        .map(|hit| {
            json!({
                "list": list(hit.list),
                "entry": hit.entry,
                "name": hit.name,
                "score": hit.score,
                "alert": hit.alert,
                "evidence": hit.evidence,
            })
        })
        .collect();
    json!({ "id": traveller.id, "hits": hits, "micros": u64::try_from(micros).unwrap_or(u64::MAX) })
}
