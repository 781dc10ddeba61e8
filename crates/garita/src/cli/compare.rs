//! `garita journal compare`: do the read tables say what the journal says?

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, anyhow};
use clap::Args;
use garita_storage::{Comparison, compare};

use super::{progress_bar, say};
use crate::{
    exit,
    node::{assembly, directory::Directory, keys, settings::Settings},
};

#[derive(Args)]
pub struct Compare {
    /// The post's directory.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// One projection by name, such as `desk_crossings`; all when absent.
    #[arg(long)]
    projection: Option<String>,
    /// One JSON object a projection instead of text for people.
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let directory = Directory::at(&self.directory);
        let settings = Settings::load(&directory.settings())?;
        let keys = keys::load(&directory)?;
        let database = assembly::open_store(&directory, &settings, &keys).await.context("could not open the store")?;
        let mut chosen = assembly::projections();
        if let Some(name) = &self.projection {
            let known = chosen.iter().map(|projection| projection.name()).collect::<Vec<_>>().join(", ");
            chosen.retain(|projection| projection.name() == name);
            if chosen.is_empty() {
                return Err(anyhow!("there is no projection {name}; there are: {known}"));
            }
        }
        let mut same = true;
        for projection in chosen {
            let bar = progress_bar(0, "comparing");
            let compared = compare(&database.background_reader(), keys.node, &projection, |entries| bar.set_position(entries)).await;
            bar.finish_and_clear();
            let compared = compared.with_context(|| format!("could not compare {}", projection.name()))?;
            same &= compared.is_same();
            self.tell(&compared);
        }
        database.close().await;
        Ok(if same { ExitCode::SUCCESS } else { exit::TABLES_DIFFER.into() })
    }

    fn tell(&self, compared: &Comparison) {
        let Comparison { projection, maintained, entries, rows, missing, different, superfluous, first } = compared;
        if self.json {
            let first = first.map(|(table, subject)| serde_json::json!({ "table": table, "subject": subject.to_string() }));
            say(serde_json::json!({
                "projection": projection, "same": compared.is_same(), "maintained": maintained, "entries": entries, "rows": rows,
                "missing": missing, "different": different, "superfluous": superfluous, "first": first,
            }));
            return;
        }
        if compared.is_same() {
            say(format_args!("{projection}: {rows} rows, as {entries} entries give them"));
        } else if *maintained {
            say(format_args!("{projection}: DIFFERS: {missing} rows missing, {different} different, {superfluous} too many, of {rows}"));
            say("Stop the post and run garita journal rebuild; tell headquarters.");
        } else {
            say(format_args!("{projection}: its tables are of another version; they are built at the next start"));
        }
    }
}
