//! The command line: one verb a file, `--json` wherever results are printed, progress on long work.

mod alerts;
mod compare;
mod document;
mod documents;
mod journal;
mod names;
mod post;
mod screen;
mod trouble;

use std::{io::Write, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};
use tracing_subscriber::EnvFilter;

use crate::{bench::Bench, demo::Demo, exit};

/// Border management for posts that cannot count on a network.
#[derive(Parser)]
#[command(name = "garita", version, about, max_term_width = 100)]
pub struct Cli {
    /// How the log on standard error is written.
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    #[command(subcommand)]
    verb: Verb,
}

/// Forms of the log.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

#[derive(Subcommand)]
enum Verb {
    /// Start a post with a synthetic border living in it, to look at and to learn on.
    Demo(Demo),
    /// Set up and run a post.
    #[command(subcommand)]
    Post(post::Post),
    /// Verify the journal, compare its read tables with it, rebuild them.
    #[command(subcommand)]
    Journal(journal::JournalVerb),
    /// Read travel documents.
    #[command(subcommand)]
    Document(document::Document),
    /// Bring alert lists up to date.
    #[command(subcommand)]
    Alerts(alerts::AlertsVerb),
    /// Screen travellers of a table against alert lists. Needs no store.
    Screen(screen::Screen),
    /// Compare names.
    #[command(subcommand)]
    Names(names::Names),
    /// Write the documents that follow from the program: access table, data inventory.
    #[command(subcommand)]
    Describe(documents::Describe),
    /// Measure this machine against the figures the program aims at.
    #[command(subcommand)]
    Bench(Bench),
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Demo(demo) => demo.run(),
            Verb::Post(post) => post.run(),
            Verb::Journal(journal) => journal.run(),
            Verb::Document(document) => document.run(),
            Verb::Alerts(alerts) => alerts.run(),
            Verb::Screen(screen) => screen.run(),
            Verb::Names(names) => names.run(),
            Verb::Describe(describe) => describe.run(),
            Verb::Bench(bench) => bench.run(),
        }
    }
}

/// Logs go to standard error; results to standard output. `GARITA_LOG` sets the level, as in `garita=debug`.
pub fn start_logging(format: LogFormat) {
    let filter = EnvFilter::try_from_env("GARITA_LOG").unwrap_or_else(|_| EnvFilter::new("warn,garita=info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => builder.with_target(false).init(),
        LogFormat::Json => builder.json().init(),
    }
}

/// A line on standard output. A reader that went away is no error of ours.
pub fn say(line: impl std::fmt::Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// What went wrong and what to do, on standard error.
pub fn complain(error: &anyhow::Error) {
    let mut stderr = std::io::stderr().lock();
    drop(writeln!(stderr, "garita: {error:#}"));
    if let Some(advice) = exit::advice(error) {
        drop(writeln!(stderr, "{advice}"));
    }
}

/// Runs asynchronous work to its end.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// A progress bar on standard error; hidden where that is no terminal.
pub fn progress_bar(length: u64, what: &'static str) -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{msg:28} {bar:40} {human_pos}/{human_len} {per_sec} {eta}");
    let bar = indicatif::ProgressBar::new(length).with_message(what);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
