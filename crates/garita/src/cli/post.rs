//! `garita post`: setting a post up and running it.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;
use garita_domain::{CountryCode, Language, access::Role};
use garita_storage::system_environment;

use super::{block_on, say};
use crate::node::{
    assembly,
    directory::Directory,
    keys,
    serve::{self, Announce, Disk},
    settings::Settings,
};

#[derive(Subcommand)]
pub enum Post {
    /// Set up a post: makes its keys, its certificate authority and its store, and prints the one-time codes of its first
    /// two people.
    Create(Box<Create>),
    /// Run a post until it is stopped.
    Run(Run),
}

#[derive(Args)]
pub struct Create {
    /// A new directory for the post.
    #[arg(long, short = 'd')]
    directory: PathBuf,
    /// The name of the post, as officers say it.
    #[arg(long)]
    post: String,
    /// The State the post belongs to, as its three-letter code.
    #[arg(long, value_parser = CountryCode::parse)]
    home: CountryCode,
    /// The time zone of the post, such as America/Tegucigalpa.
    #[arg(long)]
    time_zone: String,
    /// Address and port that booths reach.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// A name or address by which booths reach the post, for its certificate. May be given again.
    #[arg(long)]
    name: Vec<String>,
    /// `sqlite`, or the address of a PostgreSQL database.
    #[arg(long, default_value = "sqlite")]
    store: String,
    /// Public key of the protection service, 64 hexadecimal digits.
    #[arg(long)]
    protection_key: String,
    /// Sign-in name of the first administrator.
    #[arg(long)]
    administrator: String,
    /// Sign-in name of the first supervisor: the second person without whom no role can be granted.
    #[arg(long)]
    supervisor: String,
}

#[derive(Args)]
pub struct Run {
    /// The post's directory.
    #[arg(long, short = 'd')]
    directory: PathBuf,
}

impl Post {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Create(create) => block_on(create.run()),
            Self::Run(run) => block_on(serve::run(&Directory::at(&run.directory), Announce::Post, Disk::Awaited)),
        }
    }
}

impl Create {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let directory = Directory::at(&self.directory);
        if directory.is_set_up() {
            bail!("a post is set up in {} already; nothing was changed", self.directory.display());
        }
        if self.administrator == self.supervisor {
            bail!("--administrator and --supervisor must be two people: they approve each other's requests");
        }
        if HEXLOWER.decode(self.protection_key.as_bytes()).map(|key| key.len()) != Ok(32) {
            bail!("--protection-key takes the 64 hexadecimal digits that the protection service published");
        }
        let settings = Settings {
            post: self.post,
            home: self.home,
            time_zone: self.time_zone,
            listen: self.listen,
            names: self.name,
            store: self.store,
            usual_stay: 90,
            lock_after_seconds: 300,
            protection_key: self.protection_key,
            demo: false,
        };
        settings.zone()?;
        let directory = Directory::create(&self.directory)?;
        let environment = system_environment();
        keys::make(&directory, &environment)?;
        settings.save(&directory.settings())?;
        let keys = keys::load(&directory)?;
        let database = assembly::create_store(&directory, &settings, &keys).await.context("could not make the store")?;
        let node = assembly::open_node(database, keys, &settings, environment).await.context("could not open the node")?;
        assembly::declare_coverage(&node.journal, &settings).await?;
        let administrator = assembly::first_account(&node.journal, &self.administrator, Role::Administrator, Language::Es).await?;
        let supervisor = assembly::first_account(&node.journal, &self.supervisor, Role::Supervisor, Language::Es).await?;
        directory.settle()?;
        say(format_args!("The post is set up in {}.", self.directory.display()));
        say("Sign in with a name and its one-time code:");
        say(format_args!("  administrator        {:<16} {}", self.administrator, administrator.expose()));
        say(format_args!("  supervisor           {:<16} {}", self.supervisor, supervisor.expose()));
        say(format_args!("Keep a safe copy of {}: without it the store cannot be opened.", directory.keys().display()));
        say(format_args!("Booths must trust {}.", directory.authority().display()));
        say(format_args!("Start it: garita post run --directory {}", self.directory.display()));
        Ok(ExitCode::SUCCESS)
    }
}
