//! Running programs as the user PostgreSQL wants, and ending them.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::TestPostgresError;

/// The user servers run as when the tests run as root.
const USER: &str = "postgres";

/// Whether this process is root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// A command that runs `program` as PostgreSQL's user and dies with the thread that started it.
pub(crate) fn as_server_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if is_root() {
        command.args(["--reuid", USER, "--regid", USER, "--init-groups"]);
    }
    command.arg("--").arg(program).env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// Gives a directory to PostgreSQL's user.
pub(crate) fn give_to_server_user(directory: &Path) -> Result<(), TestPostgresError> {
    if is_root() {
        run(Command::new("chown").arg("-R").arg(format!("{USER}:{USER}")).arg(directory))?;
    }
    Ok(())
}

/// Whether PostgreSQL's user may run `program`: the way to it may be closed to other users.
pub(crate) fn server_user_may_run(program: &Path) -> bool {
    as_server_user(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Result<Output, TestPostgresError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|source| TestPostgresError::Run { program: program.clone(), source })?;
    if output.status.success() {
        Ok(output)
    } else {
        let text = [output.stdout, output.stderr].concat();
        Err(TestPostgresError::Failed { program, output: String::from_utf8_lossy(&text).trim().to_owned() })
    }
}

/// Sends a signal to processes. Those that are gone already do not matter.
pub(crate) fn signal(name: &str, processes: &[u32]) {
    if !processes.is_empty() {
        let numbers = processes.iter().map(u32::to_string);
        Command::new("kill").args(["-s", name]).args(numbers).stdin(Stdio::null()).stderr(Stdio::null()).status().ok();
    }
}

/// Starts a small process that removes `directories` after this process has ended, however it ends.
///
/// What outlives the tests in a `static` is never dropped; the closing of the returned child's input tells of the end.
pub(crate) fn remove_at_exit<'a>(directories: impl Iterator<Item = &'a Path>) -> Result<Child, TestPostgresError> {
    let script = r#"read -r _; tries=0; until rm -rf "$@" || [ $((tries += 1)) -gt 50 ]; do sleep 0.1; done"#;
    let mut command = Command::new("sh");
    command.args(["-c", script, "remove"]).args(directories).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map_err(|source| TestPostgresError::Run { program: "sh".to_owned(), source })
}

/// The children of a process.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|number| parent_of(*number) == Some(parent)).collect()
}

/// Whether a process is still there (one that ended but was not waited for is not).
pub(crate) fn is_alive(process: u32) -> bool {
    status(process).is_some_and(|(state, _)| state != "Z")
}

fn parent_of(process: u32) -> Option<u32> {
    status(process).map(|(_, parent)| parent)
}

/// State and parent from `/proc/PID/stat`; the name in brackets may hold anything.
fn status(process: u32) -> Option<(String, u32)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}
