//! Running a post until it is told to stop.

use std::process::ExitCode;

use anyhow::Context;
use garita_storage::system_environment;
use garita_web::server::{Identity, Listener};
use tokio::signal::unix::{SignalKind, signal};

use super::{assembly, authority, directory::Directory, keys, settings::Settings};
use crate::{
    cli::say,
    demo::{self, accounts::DemoCode},
};

/// How the address is told once the post answers.
#[derive(Clone, Copy, Debug)]
pub enum Announce {
    /// A line for people.
    Post,
    /// With one-time codes for the demo's people.
    Demo {
        /// As one JSON object.
        json: bool,
    },
}

/// Whether an answer waits until its entry is on disk.
#[derive(Clone, Copy, Debug)]
pub enum Disk {
    /// Always, but for:
    Awaited,
    /// Only the tests, to prove that a power cut would be noticed. PostgreSQL has its own setting for it.
    NotAwaited,
}

/// Opens the post in this directory and serves it.
pub async fn run(directory: &Directory, announce: Announce, disk: Disk) -> anyhow::Result<ExitCode> {
    let _lock = directory.lock()?;
    let settings = Settings::load(&directory.settings())?;
    let keys = keys::load(directory)?;
    let environment = system_environment();
    let database = match disk {
        Disk::Awaited => assembly::open_store(directory, &settings, &keys).await,
        Disk::NotAwaited => assembly::open_store_unsafely(directory, &settings, &keys).await,
    };
    let database = database.context("could not open the store")?;
    let document_keys = assembly::document_keys(&keys);
    let authority = authority::Authority::load(directory, &keys)?;
    let node = assembly::open_node(database.clone(), keys, &settings, environment.clone()).await.context("could not open the node")?;
    // The believed time, not the machine's: a booth with a right clock must not refuse a post whose battery is flat.
    let identity = authority.issue(&environment, &settings.names, node.journal.now().0)?;
    assembly::build_outdated(&node).await?;
    let identity = Identity { certificates: identity.certificates.as_bytes(), key: identity.key.expose().as_bytes() };
    let listener = Listener::bind(settings.listen, &identity).context("could not start listening")?;
    let address = listener.address().unwrap_or(settings.listen);
    let router = assembly::router(&node.journal, document_keys, &settings).await?;
    let stop = listener.stopper();
    let codes = match announce {
        Announce::Post => Vec::new(),
        Announce::Demo { .. } => demo::accounts::codes(&node.journal).await?,
    };
    tell(announce, &codes, &format!("https://{address}"), directory, &settings);
    tokio::spawn(async move {
        let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) else { return };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: open requests may finish");
        stop();
    });
    listener.serve(router).await.context("the listener went down")?;
    // A signed head of the run's end, where the store can still take it; the chain holds without it.
    if let Err(error) = node.journal.seal().await {
        tracing::warn!(%error, "the last head could not be signed");
    }
    database.close().await;
    Ok(ExitCode::SUCCESS)
}

fn tell(announce: Announce, codes: &[DemoCode], address: &str, directory: &Directory, settings: &Settings) {
    match announce {
        Announce::Post => say(format_args!("{} answers at {address}", settings.post)),
        Announce::Demo { json: true } => {
            let by_role: serde_json::Map<_, _> = codes.iter().map(|code| (code.role.to_owned(), code.code.clone().into())).collect();
            let names: serde_json::Map<_, _> = codes.iter().map(|code| (code.role.to_owned(), code.sign_in_name.into())).collect();
            let told = serde_json::json!({
                "address": address, "codes": by_role, "names": names, "ca": directory.authority(), "directory": directory.path(),
            });
            say(told);
        }
        Announce::Demo { json: false } => {
            say(format_args!("{} answers at {address}", settings.post));
            say("Sign in with a name and its one-time code, new at every start:");
            for code in codes {
                say(format_args!("  {:<20} {:<16} {}", code.role, code.sign_in_name, code.code));
            }
            say(format_args!("Your browser warns until it trusts {}. Stop with Ctrl+C.", directory.authority().display()));
        }
    }
}
