//! `garita-test-postgres run -- COMMAND`: runs a command with one PostgreSQL server of every installed version beside it.

use std::io::{self, Write as _};
use std::process::{Command, ExitCode};

use garita_test_postgres::{Cluster, Durability, TestPostgresError, URLS_VARIABLE, installed};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ["run", "--", program, rest @ ..] = words.as_slice() else {
        drop(writeln!(io::stderr(), "usage: garita-test-postgres run -- COMMAND"));
        return ExitCode::FAILURE;
    };
    let clusters = match start() {
        Ok(clusters) => clusters,
        Err(error) => {
            drop(writeln!(io::stderr(), "garita-test-postgres: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let urls: Vec<String> = clusters.iter().map(|cluster| format!("{}={}", cluster.major(), cluster.url("postgres"))).collect();
    let status = Command::new(program).args(rest).env(URLS_VARIABLE, urls.join(",")).status();
    match status {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            drop(writeln!(io::stderr(), "garita-test-postgres: cannot run {program}: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<Vec<Cluster>, TestPostgresError> {
    let servers = installed();
    if servers.is_empty() {
        return Err(TestPostgresError::FindServer);
    }
    let versions: Vec<String> = servers.iter().map(|server| server.major.to_string()).collect();
    drop(writeln!(io::stderr(), "PostgreSQL servers for the tests: {}", versions.join(", ")));
    servers.iter().map(|server| Cluster::start(server, Durability::Off)).collect()
}
