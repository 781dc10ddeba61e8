//! One database for every test.

use std::process::{Child, Command};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::process::{remove_at_exit, run};
use crate::{Cluster, Durability, Installed, TestPostgresError, installed};

/// The environment variable that names running servers: `MAJOR=URL`, parted by commas, oldest first.
pub const URLS_VARIABLE: &str = "GARITA_TEST_PG_URLS";

/// The servers of this test run.
#[derive(Debug)]
pub struct TestPostgres;

/// A new, empty database of one test's own. Dropping it removes the database.
#[derive(Debug)]
pub struct TestDatabase {
    /// Major version of the server it is on.
    pub major: u32,
    /// Address of the database.
    pub url: String,
    name: String,
    server_url: String,
}

impl TestPostgres {
    /// A database on the newest server.
    pub fn database() -> Result<TestDatabase, TestPostgresError> {
        let (major, url) = servers()?.last().ok_or(TestPostgresError::FindServer)?;
        TestDatabase::make(*major, url)
    }

    /// One database on every version of the server, oldest first; at least one.
    pub fn databases() -> Result<Vec<TestDatabase>, TestPostgresError> {
        servers()?.iter().map(|(major, url)| TestDatabase::make(*major, url)).collect()
    }
}

impl TestDatabase {
    fn make(major: u32, server_url: &str) -> Result<Self, TestPostgresError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        drop_database(server_url, &name)?;
        psql(server_url, &format!("CREATE DATABASE {name}"))?;
        let url = server_url.replacen("/postgres?", &format!("/{name}?"), 1);
        Ok(Self { major, url, name, server_url: server_url.to_owned() })
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // A server that a test has killed has taken the database with it.
        drop_database(&self.server_url, &self.name).ok();
    }
}

/// The servers given by the environment, or started for this process.
#[expect(clippy::disallowed_methods, reason = "a test tool's own switch")]
fn servers() -> Result<&'static [(u32, String)], TestPostgresError> {
    static SERVERS: OnceLock<Vec<(u32, String)>> = OnceLock::new();
    static STARTED: OnceLock<Vec<(Cluster, Child)>> = OnceLock::new();
    if let Some(servers) = SERVERS.get() {
        return Ok(servers);
    }
    if let Ok(given) = std::env::var(URLS_VARIABLE) {
        return Ok(SERVERS.get_or_init(|| parse(&given)));
    }
    let started = installed().iter().map(start_for_process).collect::<Result<Vec<_>, _>>()?;
    if started.is_empty() {
        return Err(TestPostgresError::FindServer);
    }
    let clusters = STARTED.get_or_init(|| started);
    Ok(SERVERS.get_or_init(|| clusters.iter().map(|(cluster, _)| (cluster.major(), cluster.url("postgres"))).collect()))
}

fn start_for_process(server: &Installed) -> Result<(Cluster, Child), TestPostgresError> {
    let cluster = Cluster::start(server, Durability::Off)?;
    let remover = remove_at_exit(cluster.directories())?;
    Ok((cluster, remover))
}

fn parse(given: &str) -> Vec<(u32, String)> {
    let pairs = given.split(',').filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(major, url)| Some((major.trim().parse().ok()?, url.trim().to_owned()))).collect()
}

fn drop_database(server_url: &str, name: &str) -> Result<(), TestPostgresError> {
    psql(server_url, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
}

fn psql(url: &str, sql: &str) -> Result<(), TestPostgresError> {
    run(Command::new("psql").args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", url, "--command", sql])).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_from_the_environment_variable() {
        let read = parse("15=postgres://garita@localhost/postgres?host=/tmp/a,18=postgres://garita@localhost/postgres?host=/tmp/b");
        assert_eq!(read.len(), 2);
        assert_eq!(read[1], (18, "postgres://garita@localhost/postgres?host=/tmp/b".to_owned()));
    }
}
