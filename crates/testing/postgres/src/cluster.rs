//! One throw-away server.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::process::{as_server_user, children, give_to_server_user, is_alive, run, server_user_may_run, signal};
use crate::{Installed, TestPostgresError};

/// Whether the server waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in service: a commit is on disk before it is acknowledged. For crash and power tests.
    Full,
    /// `fsync=off`: fast; for all other tests, and to prove that a power test can fail.
    Off,
}

/// A running server. Dropping it ends the server.
#[derive(Debug)]
pub struct Cluster {
    major: u32,
    process: Option<u32>,
    socket: TempDir,
    /// Directories that must outlive the server: data nobody else owns, programs copied to where its user may run them.
    kept: Vec<TempDir>,
}

impl Cluster {
    /// Makes a new data directory and starts a server on it.
    pub fn start(server: &Installed, durability: Durability) -> Result<Self, TestPostgresError> {
        let data = temporary("garita-pg-data-")?;
        Self::initialise(server, data.path())?;
        let path = data.path().to_owned();
        Self::start_keeping(server, &path, durability, vec![data])
    }

    /// Makes an empty directory into a data directory, synced to disk.
    pub fn initialise(server: &Installed, data: &Path) -> Result<(), TestPostgresError> {
        let (server, _copy) = runnable(server)?;
        give_to_server_user(data)?;
        let mut command = as_server_user(&server.program("initdb"));
        command.arg("--pgdata").arg(data);
        run(command.args(["--username=garita", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"])).map(drop)
    }

    /// Starts a server on an existing data directory, waiting until recovery is over and connections are accepted.
    pub fn start_in(server: &Installed, data: &Path, durability: Durability) -> Result<Self, TestPostgresError> {
        Self::start_keeping(server, data, durability, Vec::new())
    }

    /// Major version.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// Address of one of its databases. `postgres` always exists.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://garita@localhost/{database}?host={}", self.socket.path().display())
    }

    /// The directories that dropping it removes.
    pub(crate) fn directories(&self) -> impl Iterator<Item = &Path> {
        self.kept.iter().chain([&self.socket]).map(TempDir::path)
    }

    /// Ends the server in an orderly way.
    pub fn stop(mut self) {
        self.end("INT");
    }

    /// Kills the server and all its processes, as when the machine's memory runs out.
    pub fn kill(mut self) {
        self.end("KILL");
    }

    fn start_keeping(server: &Installed, data: &Path, durability: Durability, mut kept: Vec<TempDir>) -> Result<Self, TestPostgresError> {
        let (server, copy) = runnable(server)?;
        kept.extend(copy);
        let socket = temporary("garita-pg-")?;
        give_to_server_user(socket.path())?;
        let mut command = as_server_user(&server.program("postgres"));
        command.arg("-D").arg(data).arg("-k").arg(socket.path());
        let fsync = match durability {
            Durability::Full => "fsync=on",
            Durability::Off => "fsync=off",
        };
        for setting in
            [fsync, "listen_addresses=", "max_connections=200", "shared_buffers=64MB", "log_min_messages=warning", "log_checkpoints=off"]
        {
            command.args(["-c", setting]);
        }
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let (started, answer) = channel();
        // The server dies with the thread that started it, so this thread lives as long as the server.
        thread::spawn(move || match command.spawn() {
            Ok(child) => keep(child, &started),
            Err(source) => drop(started.send(Err(TestPostgresError::Run { program: "setpriv".to_owned(), source }))),
        });
        let process = answer.recv().unwrap_or_else(|_| Err(TestPostgresError::Start { log: "no answer".to_owned() }))?;
        Ok(Self { major: server.major, process: Some(process), socket, kept })
    }

    #[expect(clippy::disallowed_methods, reason = "the operating system tells of the end of somebody else's process only when asked")]
    fn end(&mut self, name: &str) {
        let Some(process) = self.process.take() else { return };
        let mut processes = children(process);
        signal(name, &[process]);
        if name == "KILL" {
            signal(name, &processes);
        }
        processes.push(process);
        while processes.iter().any(|number| is_alive(*number)) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.end("QUIT");
    }
}

/// Reports when the server is ready, then reads its log until it ends.
fn keep(mut child: Child, started: &Sender<Result<u32, TestPostgresError>>) {
    let mut log = String::new();
    for line in child.stderr.take().map(BufReader::new).into_iter().flat_map(|errors| errors.lines().map_while(Result::ok)) {
        if line.contains("database system is ready to accept connections") {
            started.send(Ok(child.id())).ok();
        }
        if log.len() < 10_000 {
            log.push_str(&line);
            log.push('\n');
        }
    }
    child.wait().ok();
    started.send(Err(TestPostgresError::Start { log })).ok();
}

/// The server itself, or a copy of it where its user may run it (a checkout below somebody's closed home directory).
fn runnable(server: &Installed) -> Result<(Installed, Option<TempDir>), TestPostgresError> {
    if server_user_may_run(&server.program("postgres")) {
        return Ok((server.clone(), None));
    }
    let copy = temporary("garita-pg-programs-")?;
    let parent: PathBuf = server.programs.join("..");
    run(std::process::Command::new("cp").arg("-a").arg(parent.join(".")).arg(copy.path()))?;
    give_to_server_user(copy.path())?;
    Ok((Installed { major: server.major, programs: copy.path().join("bin") }, Some(copy)))
}

fn temporary(prefix: &str) -> Result<TempDir, TestPostgresError> {
    let made = tempfile::Builder::new().prefix(prefix).tempdir();
    made.map_err(|source| TestPostgresError::MakeDirectory { path: std::env::temp_dir(), source })
}
