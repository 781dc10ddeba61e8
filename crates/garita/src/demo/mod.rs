//! `garita demo`: a post with a synthetic border already living in it.

pub mod accounts;
pub mod fill;
mod lists;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use garita_domain::{CountryCode, Environment, Timestamp};
use garita_storage::system_environment;
use jiff::tz::Offset;

use crate::{
    cli::{block_on, say},
    node::{
        directory::{Directory, write_secret},
        keys,
        serve::{self, Announce, Disk},
        settings::Settings,
    },
};

/// Options of the demo.
#[derive(Args)]
pub struct Demo {
    /// Where the demo lives; made at the first start, kept afterwards.
    #[arg(long, short = 'd', default_value = "demo")]
    directory: PathBuf,
    /// Address and port; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// How many travellers the synthetic border has.
    #[arg(long, default_value_t = 20_000)]
    travellers: u32,
    /// How many crossings they made in the last 12 months.
    #[arg(long, default_value_t = 100_000)]
    crossings: u32,
    /// Another seed, another border.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// `sqlite`, or the address of an empty PostgreSQL database.
    #[arg(long, default_value = "sqlite")]
    store: String,
    /// Tell address and codes as one JSON object.
    #[arg(long)]
    json: bool,
    /// Make the border and stop.
    #[arg(long)]
    make_only: bool,
    /// Do not wait for the disk: only so that the power-loss tests can show that they would notice.
    #[arg(long, hide = true)]
    without_waiting_for_the_disk: bool,
}

impl Demo {
    /// Makes the demo if it is not there, and runs it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let environment = system_environment();
            let directory = Directory::at(&self.directory);
            if !directory.is_set_up() {
                self.make(&environment).await?;
            }
            if self.make_only {
                return Ok(ExitCode::SUCCESS);
            }
            let mut settings = Settings::load(&directory.settings())?;
            if !settings.demo {
                bail!("{} holds a real post: a demo never starts in it", self.directory.display());
            }
            if settings.listen != self.listen {
                settings.listen = self.listen;
                settings.save(&directory.settings())?;
            }
            let disk = if self.without_waiting_for_the_disk { Disk::NotAwaited } else { Disk::Awaited };
            serve::run(&directory, Announce::Demo { json: self.json }, disk).await
        })
    }

    /// Fills a directory of its own and moves it into place when it is whole: a demo that broke off leaves nothing.
    async fn make(&self, environment: &Environment) -> anyhow::Result<()> {
        if self.directory.exists() && std::fs::read_dir(&self.directory).is_ok_and(|mut entries| entries.next().is_some()) {
            bail!("{} is not empty and holds no demo: choose another directory", self.directory.display());
        }
        let partial = self.directory.with_extension("partial");
        if partial.exists() {
            std::fs::remove_dir_all(&partial).with_context(|| format!("could not remove {}", partial.display()))?;
        }
        let directory = Directory::create(&partial)?;
        let settings = self.set_up(&directory, environment)?;
        fill::fill(
            &directory,
            &settings,
            environment,
            &Self::world_of(&settings, environment.wall(), self.seed, self.travellers, self.crossings)?,
        )
        .await?;
        // It was filled without waiting for the disk; what is moved into place must be on it.
        directory.settle()?;
        if self.directory.exists() {
            std::fs::remove_dir(&self.directory).with_context(|| format!("could not replace {}", self.directory.display()))?;
        }
        std::fs::rename(&partial, &self.directory).with_context(|| format!("could not make {}", self.directory.display()))?;
        Directory::at(&self.directory).settle()?;
        if !self.json {
            say(format_args!("A synthetic border lives in {}. Everybody in it is invented.", self.directory.display()));
        }
        Ok(())
    }

    fn set_up(&self, directory: &Directory, environment: &Environment) -> anyhow::Result<Settings> {
        let (secret, public) = garita_protection::generate_keys(environment);
        // The protection service of the demo has its own keys in its own place: the post holds the public half alone.
        let service = Directory::create(&directory.path().join("protection"))?;
        write_secret(&service.path().join("service.key"), HEXLOWER.encode(secret.expose()).as_bytes())?;
        let settings = Settings {
            post: "Puesto de demostración".to_owned(),
            listen: self.listen,
            store: self.store.clone(),
            protection_key: HEXLOWER.encode(&public),
            ..Settings::scratch(environment)?
        };
        keys::make(directory, environment)?;
        settings.save(&directory.settings())?;
        Ok(settings)
    }

    /// The synthetic border of a post with these settings.
    pub fn world_of(
        settings: &Settings,
        now: Timestamp,
        seed: u64,
        travellers: u32,
        crossings: u32,
    ) -> anyhow::Result<garita_simulation::Settings> {
        Ok(garita_simulation::Settings {
            seed,
            travellers,
            crossings,
            until: now,
            months: 12,
            home: settings.home,
            neighbour: CountryCode::parse("GTM").context("the demo's neighbour")?,
            offset: Offset::constant(-6),
        })
    }
}
