//! `garita alerts`: bringing lists up to date at the machine, while the post does not run. While it runs, the list's page
//! does the same.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use garita_alert_lists::Format;
use garita_alerts::{Alerts, AlertsError, FileOfList, Preview, Suspicion, TakeIntoUse, Taken, known_list};
use garita_domain::{EntryId, Language, SubjectId};
use garita_storage::system_environment;
use garita_web::Translator;

use super::{block_on, say, screen::list_format};
use crate::{
    exit,
    node::{assembly, directory::Directory, keys, settings::Settings},
};

#[derive(Subcommand)]
pub enum AlertsVerb {
    /// Preview a file of a list and take it into use. The post must not be running.
    Import(Import),
    /// Every list with its id.
    Lists(Lists),
}

#[derive(Args)]
pub struct Import {
    /// The file: UN XML, OFAC CSV or XML, INTERPOL JSON, `FollowTheMoney` JSON lines, or CSV.
    file: PathBuf,
    /// The post's directory.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// The list, by its name or id. Without it, a list is set up for what the file itself is, or the one set up so before.
    #[arg(long)]
    list: Option<String>,
    /// The format; `auto` lets the file itself tell.
    #[arg(long, default_value = "auto", value_parser = format_or_auto)]
    format: FormatChoice,
    /// Take it into use without asking.
    #[arg(long)]
    yes: bool,
    /// Preview, and change nothing.
    #[arg(long, conflicts_with = "yes")]
    preview_only: bool,
    /// The preview as one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Lists {
    /// The post's directory.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// One JSON object a list.
    #[arg(long)]
    json: bool,
}

/// A format, or the file's own word for it.
#[derive(Clone, Copy)]
struct FormatChoice(Option<Format>);

fn format_or_auto(code: &str) -> Result<FormatChoice, String> {
    if code == "auto" { Ok(FormatChoice(None)) } else { list_format(code).map(|format| FormatChoice(Some(format))) }
}

impl AlertsVerb {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Import(import) => block_on(import.run()),
            Self::Lists(lists) => block_on(lists.run()),
        }
    }
}

/// The post, opened for a short while.
struct Opened {
    alerts: Alerts,
    database: garita_storage::Database,
    _lock: File,
}

impl Opened {
    async fn at(directory: &Directory) -> anyhow::Result<Self> {
        let lock = directory.lock()?;
        let settings = Settings::load(&directory.settings())?;
        let keys = keys::load(directory)?;
        let database = assembly::open_store(directory, &settings, &keys).await.context("could not open the store")?;
        let node = assembly::open_node(database.clone(), keys, &settings, system_environment()).await.context("could not open the node")?;
        assembly::build_outdated(&node).await?;
        let alerts = assembly::alerts(&node.journal, &settings).await?;
        Ok(Self { alerts, database, _lock: lock })
    }

    async fn close(self) {
        drop(self.alerts);
        self.database.close().await;
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let place = self.file.display().to_string();
        let file = File::open(&self.file).with_context(|| format!("could not open {place}"))?;
        let opened = Opened::at(&Directory::at(&self.directory)).await?;
        let outcome = self.import(&opened.alerts, file).await;
        opened.close().await;
        outcome
    }

    async fn import(&self, alerts: &Alerts, file: File) -> anyhow::Result<ExitCode> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let list = self.list(alerts, &name).await?;
        let file = FileOfList { name, format: self.format.0, bytes: Box::new(BufReader::new(file)) };
        let (version, preview) = alerts.stage(list, file).await.map_err(said)?;
        self.show(&preview);
        if self.preview_only || !self.agreed(&preview)? {
            alerts.drop_staged(version).await.map_err(said)?;
            say("Nothing was changed.");
            return Ok(ExitCode::SUCCESS);
        }
        take(alerts, version, &preview).await
    }

    /// The list that is named, or the one for files of this sort.
    async fn list(&self, alerts: &Alerts, file_name: &str) -> anyhow::Result<SubjectId> {
        let lists = alerts.every_list().await.context("could not read the lists")?;
        if let Some(wanted) = &self.list {
            let found = lists.iter().find(|row| row.declared.name == *wanted || row.list.to_string() == *wanted);
            let known = lists.iter().map(|row| row.declared.name.as_str()).collect::<Vec<_>>().join(", ");
            return found.map(|row| row.list).ok_or_else(|| anyhow!("there is no list {wanted}; there are: {known}"));
        }
        let format = match self.format.0 {
            Some(format) => format,
            None => garita_alerts::format_of(&mut BufReader::new(File::open(&self.file)?), file_name)
                .ok_or_else(|| anyhow!("{} is no list of a known format: name it with --format", self.file.display()))?,
        };
        let (list, declared) = known_list(format, file_name, alerts.today());
        if !lists.iter().any(|row| row.list == list) {
            say(format_args!("A list is set up: {} ({}).", declared.name, declared.owner));
            alerts.declare(list, declared).await.map_err(said)?;
        }
        Ok(list)
    }

    fn show(&self, preview: &Preview) {
        if self.json {
            match serde_json::to_string(preview) {
                Ok(text) => say(text),
                Err(error) => tracing::error!(%error, "the preview could not be written"),
            }
            return;
        }
        let Preview { list_name, format, people, people_before, added, changed, removed, rejected, skipped, note_count, .. } = preview;
        say(format_args!("{list_name}, {format}: {people} people (before: {people_before})"));
        say(format_args!("  added {added}, changed {changed}, removed {removed}"));
        say(format_args!("  {rejected} records could not be read, {skipped} are not people, {note_count} things repaired or left out"));
        for at in preview.malformed.iter().take(20) {
            say(format_args!("  line {}: {}", at.line, at.why));
        }
        if preview.suspicion != Suspicion::None {
            say(format_args!("  SUSPICIOUS ({}): a second person must confirm it", preview.suspicion.code()));
        }
    }

    fn agreed(&self, preview: &Preview) -> anyhow::Result<bool> {
        if self.yes || preview.suspicion != Suspicion::None {
            return Ok(true);
        }
        let mut stderr = std::io::stderr().lock();
        write!(stderr, "Take it into use? [y/N] ").and_then(|()| stderr.flush()).context("could not ask")?;
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer).context("could not read the answer")?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "s" | "si" | "sí"))
    }
}

async fn take(alerts: &Alerts, version: EntryId, preview: &Preview) -> anyhow::Result<ExitCode> {
    let entry = alerts.journal().environment().entry_id();
    match alerts.take_into_use(TakeIntoUse { version, by: None, entry }).await.map_err(said)? {
        Taken::InUse => {
            say(format_args!("In use: {} people.", preview.people));
            Ok(ExitCode::SUCCESS)
        }
        Taken::Waits => {
            say("The old version stays in use. A second person must confirm the new one under Approvals.");
            Ok(exit::NEEDS_SECOND_PERSON.into())
        }
    }
}

impl Lists {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let opened = Opened::at(&Directory::at(&self.directory)).await?;
        let lists = opened.alerts.every_list().await.context("could not read the lists");
        opened.close().await;
        for row in lists? {
            let at = row.age_from().map(|at| at.to_string()).unwrap_or_default();
            if self.json {
                say(serde_json::json!({ "list": row.list.to_string(), "name": row.declared.name, "owner": row.declared.owner, "at": at }));
            } else {
                say(format_args!("{}  {} ({})  {at}", row.list, row.declared.name, row.declared.owner));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What a rule says, in words.
fn said(error: AlertsError) -> anyhow::Error {
    match error {
        AlertsError::Refused(message) => match assembly::catalogue() {
            Ok(catalogue) => anyhow!(Translator::new(std::sync::Arc::new(catalogue), Language::En).message(&message)),
            Err(error) => error,
        },
        AlertsError::Storage(error) => anyhow::Error::new(error).context("could not keep the list"),
    }
}
