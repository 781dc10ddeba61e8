//! The test PostgreSQL room: throw-away servers, and one database for every test.
//!
//! A test that needs a database asks [`TestPostgres::database`] (newest server) or [`TestPostgres::databases`] (one on every version found).
//! Servers come from `GARITA_TEST_PG_URLS` (`15=postgres://...,18=postgres://...`), which `garita-test-postgres run -- COMMAND` sets for the
//! whole run. Without it each test process starts its own, which is slower and needs nothing.
//! A test that kills servers or cuts their power starts its own [`Cluster`].
//!
//! Servers listen on a Unix socket in a private directory only: no port to clash, nobody else to come in.
//! As root they run as the user `postgres`, because PostgreSQL refuses root.
//!
//! This room must not know Garita's tables. To support another place where servers are installed, add it in [`installed`].

mod cluster;
mod database;
mod installed;
mod process;

use std::io;
use std::path::PathBuf;

pub use crate::cluster::{Cluster, Durability};
pub use crate::database::{TestDatabase, TestPostgres, URLS_VARIABLE};
pub use crate::installed::{Installed, installed};

/// Why a test server or database cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TestPostgresError {
    /// No server program was found.
    #[error(
        "no PostgreSQL server is installed; run scripts/install-test, or set GARITA_PG_BIN to a directory that holds `postgres` and `initdb`"
    )]
    FindServer,
    /// A program could not be started.
    #[error("cannot run {program}")]
    Run {
        /// The program's name.
        program: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("{program} failed: {output}")]
    Failed {
        /// The program's name.
        program: String,
        /// What it printed.
        output: String,
    },
    /// A directory for the server could not be made.
    #[error("cannot make a directory for the server in {path}")]
    MakeDirectory {
        /// Where it was to be.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The server ended before it was ready.
    #[error("PostgreSQL did not start: {log}")]
    Start {
        /// The server's log.
        log: String,
    },
}
