//! A post as its own process: made, started, killed.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

use super::{Browser, hidden_fields};

pub const PASSWORD: &str = "prueba de apagones 2026";
pub const PIN: &str = "274916";

/// A post that answers.
pub struct Post {
    child: Child,
    pub address: SocketAddr,
    pub authority: PathBuf,
    /// One-time codes by role; only where the demo told them.
    pub codes: Value,
}

/// How a post is started.
#[derive(Clone, Copy)]
pub enum Launch<'a> {
    /// `garita demo`, which gives new one-time codes and so ends its people's sessions.
    Demo(&'a [&'a str]),
    /// `garita post run`, as after a power cut: sessions go on.
    Run,
}

/// Runs the program to its end.
pub fn garita(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_garita")).args(arguments).env_remove("GARITA_LOG").stdin(Stdio::null()).output().unwrap()
}

/// Makes a small demo in a new directory.
pub fn make_demo(directory: &Path) {
    make_demo_on(directory, "sqlite");
}

/// The same on another store.
pub fn make_demo_on(directory: &Path, store: &str) {
    let directory = directory.to_str().unwrap();
    let made = garita(&["demo", "--make-only", "-d", directory, "--store", store, "--travellers", "200", "--crossings", "1000"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// Starts the program on a directory; the log goes to a file beside it.
pub fn spawn(directory: &Path, launch: Launch) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_garita"));
    match launch {
        Launch::Demo(more) => command.args(["demo", "--json", "--listen", "127.0.0.1:0"]).args(more),
        Launch::Run => command.args(["post", "run"]),
    };
    command.arg("-d").arg(directory).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log(directory));
    command.spawn().unwrap()
}

/// Where the log of every post on this directory goes.
pub fn log_path(directory: &Path) -> PathBuf {
    directory.with_extension("log")
}

fn log(directory: &Path) -> File {
    OpenOptions::new().create(true).append(true).open(log_path(directory)).unwrap()
}

impl Post {
    /// Starts a post and waits until it answers.
    pub fn start(directory: &Path, launch: Launch) -> Self {
        Self::try_start(directory, launch)
            .unwrap_or_else(|| panic!("the post did not start: {}", std::fs::read_to_string(log_path(directory)).unwrap_or_default()))
    }

    /// Starts a post; nothing if it ended before it answered.
    pub fn try_start(directory: &Path, launch: Launch) -> Option<Self> {
        let child = spawn(directory, launch);
        Self::answering(child, directory, launch)
    }

    /// A demo started by the test's own command, its log in a new file.
    pub fn started(mut command: Command, directory: &Path, log: &Path) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(log).unwrap()).spawn().unwrap();
        Self::answering(child, directory, Launch::Demo(&[])).unwrap()
    }

    fn answering(mut child: Child, directory: &Path, launch: Launch) -> Option<Self> {
        let mut told = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut told).unwrap();
        let told: Option<(&str, Value)> = match launch {
            Launch::Demo(_) => serde_json::from_str::<Value>(&told).ok().map(|told| ("", told)),
            Launch::Run => told.trim().split_once("https://").map(|(_, address)| (address, Value::Null)),
        };
        let Some((address, told)) = told else {
            child.kill().ok();
            child.wait().unwrap();
            return None;
        };
        let address = told["address"].as_str().map_or(address, |address| address.trim_start_matches("https://"));
        let address = address.parse().unwrap();
        Some(Self { child, address, authority: directory.join("ca.pem"), codes: told["codes"].clone() })
    }

    /// A browser that has not signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.authority, self.address)
    }

    /// SIGKILL: nothing of the process's own doing follows.
    pub fn kill(mut self) {
        self.end();
    }

    /// SIGTERM, and waits; whether it ended well.
    pub fn stop(mut self) -> bool {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().success()
    }

    fn end(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        self.end();
    }
}

/// An officer who has signed in with the demo's code, and set secrets; then as many more sessions as asked, by password.
pub fn officer(post: &Post, sessions: usize) -> Vec<Browser> {
    let sign_in = |browser: &mut Browser, secret: &str| {
        let page = browser.get("/sign-in").unwrap();
        let mut fields = hidden_fields(&page.body, "/sign-in");
        fields.extend([("name".to_owned(), "oficial".to_owned()), ("secret".to_owned(), secret.to_owned())]);
        let page = browser.post("/sign-in", &fields).unwrap();
        assert_eq!(page.status, 303, "signing in: {}", page.body);
    };
    let mut first = post.browser();
    sign_in(&mut first, post.codes["officer"].as_str().unwrap());
    let page = first.get("/set-secrets").unwrap();
    let mut fields = hidden_fields(&page.body, "/set-secrets");
    for (field, value) in [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)] {
        fields.push((field.to_owned(), value.to_owned()));
    }
    assert_eq!(first.post("/set-secrets", &fields).unwrap().status, 303);
    let mut all = vec![first];
    for _ in 1..sessions {
        let mut browser = post.browser();
        sign_in(&mut browser, PASSWORD);
        all.push(browser);
    }
    for browser in &mut all {
        assert_eq!(browser.get("/desk").unwrap().status, 200, "the desk did not open");
    }
    all
}
