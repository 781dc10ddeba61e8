//! `garita journal`: verifying, comparing (in `compare.rs`), rebuilding.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Subcommand};
use garita_journal::Head;
use garita_storage::{StorageError, StorageErrorKind, rebuild, verify_node};

use super::{block_on, compare::Compare, progress_bar, say};
use crate::{
    exit,
    node::{assembly, directory::Directory, keys, settings::Settings},
};

#[derive(Subcommand)]
pub enum JournalVerb {
    /// Verify the whole chain, its signatures and its contents; works while the post runs.
    Verify(Verify),
    /// Compare the read tables with what a rebuild would write, row by row; works while the post runs.
    Compare(Compare),
    /// Rebuild the read tables beside the live ones and swap them in.
    Rebuild(RebuildVerb),
}

#[derive(Args)]
pub struct Verify {
    /// The post's directory.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// A head that must be in the chain, as printed on a shift report: number, colon, 64 hexadecimal digits. May be given
    /// again.
    #[arg(long)]
    head: Vec<Head>,
    /// One JSON object instead of text for people.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct RebuildVerb {
    /// The post's directory; the post must not be running.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// One projection by name, such as `desk_crossings`; all when absent.
    #[arg(long)]
    projection: Option<String>,
    /// One JSON object a projection instead of text for people.
    #[arg(long)]
    json: bool,
}

impl JournalVerb {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Verify(verify) => block_on(verify.run()),
            Self::Compare(compare) => block_on(compare.run()),
            Self::Rebuild(rebuild) => block_on(rebuild.run()),
        }
    }
}

impl Verify {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let directory = Directory::at(&self.directory);
        let settings = Settings::load(&directory.settings())?;
        let keys = keys::load(&directory)?;
        let database = assembly::open_store(&directory, &settings, &keys).await.context("could not open the store")?;
        let bar = progress_bar(0, "verifying");
        let outcome = verify_node(&database.background_reader(), keys.node, Some(&keys.signing.public()), self.head, |progress| {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        })
        .await;
        bar.finish_and_clear();
        database.close().await;
        match outcome {
            Ok(report) => {
                let head = report.head.map(|head| head.to_string()).unwrap_or_default();
                if self.json {
                    say(serde_json::json!({
                        "verified": true, "entries": report.entries, "destroyed": report.destroyed, "epochs": report.epochs,
                        "signed_heads": report.seals, "head": head,
                    }));
                } else {
                    say(format_args!(
                        "The journal holds: {} entries in {} runs, {} signed heads.",
                        report.entries, report.epochs, report.seals
                    ));
                    say(format_args!("{} contents were destroyed by retention orders.", report.destroyed));
                    say(format_args!("Head {head}"));
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(fault) if fault.is_fault() => {
                if self.json {
                    say(serde_json::json!({ "verified": false, "sequence": fault.sequence(), "fault": fault.to_string() }));
                } else {
                    say(format_args!("The journal does NOT hold: {fault}."));
                    say("Keep the store as it is, do not restore over it, and tell headquarters and the auditor.");
                }
                Ok(exit::JOURNAL_FAULT.into())
            }
            Err(error) => Err(error).context("could not verify the journal"),
        }
    }
}

impl RebuildVerb {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let directory = Directory::at(&self.directory);
        let _lock = directory.lock()?;
        let settings = Settings::load(&directory.settings())?;
        let keys = keys::load(&directory)?;
        let database = assembly::open_store(&directory, &settings, &keys).await.context("could not open the store")?;
        let environment = garita_storage::system_environment();
        let node = assembly::open_node(database.clone(), keys, &settings, environment.clone()).await.context("could not open the node")?;
        let known = assembly::projections();
        let names: Vec<&str> = match &self.projection {
            None => known.iter().map(|projection| projection.name()).collect(),
            Some(name) => vec![known.iter().map(|projection| projection.name()).find(|known| known == name).ok_or_else(|| {
                let list = known.iter().map(|projection| projection.name()).collect::<Vec<_>>().join(", ");
                StorageError::new("rebuild", StorageErrorKind::Inconsistent, format!("there is no projection {name}; there are: {list}"))
            })?],
        };
        for name in names {
            let bar = progress_bar(0, "rebuilding");
            let started = environment.monotonic();
            let done = rebuild(&node.journal, name, |progress| {
                bar.set_length(progress.total);
                bar.set_position(progress.done);
            })
            .await
            .with_context(|| format!("could not rebuild {name}; run the same again to go on where it was"))?;
            bar.finish_and_clear();
            let seconds = environment.monotonic().saturating_sub(started).as_secs_f64();
            #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
            let rate = done as f64 / seconds.max(0.001);
            if self.json {
                say(serde_json::json!({ "projection": name, "entries": done, "seconds": seconds, "entries_per_second": rate }));
            } else {
                say(format_args!("{name}: {done} entries in {seconds:.1} s, {rate:.0} a second"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
