//! PostgreSQL on the power-loss file system: with `fsync=on` nothing acknowledged is lost; with `fsync=off` something is.
//! The second half proves that the first can fail.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::thread;

use garita_power_loss::PowerLoss;
use garita_test_postgres::{Cluster, Durability, Installed, installed};

const ROWS: usize = 200;

/// Rows acknowledged before the cut, and rows found after it (or why the server did not start).
#[cfg(test)]
fn acknowledged_and_kept(server: &Installed, durability: Durability) -> (usize, Result<usize, String>) {
    let directory = tempfile::tempdir().unwrap();
    Command::new("chmod").arg("755").arg(directory.path()).status().unwrap();
    let (backing, mountpoint) = (directory.path().join("backing"), directory.path().join("mount"));
    fs::create_dir(&backing).unwrap();
    fs::create_dir(&mountpoint).unwrap();
    Cluster::initialise(server, &backing).unwrap();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    let cluster = Cluster::start_in(server, &mountpoint, durability).unwrap();
    let acknowledged = write_rows(&cluster.url("postgres"), || {
        disk.cut();
    });
    cluster.kill();
    disk.unmount().unwrap();
    (acknowledged, rows_in(server, &backing))
}

/// Commits rows one by one, calls `cut` after [`ROWS`] acknowledgements while writing goes on, and returns how many were acknowledged.
#[cfg(test)]
fn write_rows(url: &str, cut: impl FnOnce()) -> usize {
    let mut psql = Command::new("psql")
        .args(["-Xtq", "-v", "ON_ERROR_STOP=1", "-d", url])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let input = psql.stdin.take().unwrap();
    let writer = thread::spawn(move || feed(input));
    let mut lines = BufReader::new(psql.stdout.take().unwrap()).lines().map_while(Result::ok).filter(|line| line == "done");
    let mut acknowledged = lines.by_ref().take(ROWS).count();
    cut();
    acknowledged += lines.count();
    psql.wait().unwrap();
    writer.join().unwrap();
    acknowledged
}

/// Writes statements until the program at the other end stops reading.
#[cfg(test)]
fn feed(mut input: ChildStdin) {
    let mut next = writeln!(input, "create table crossing (number int primary key, filler text);");
    for number in 0..100_000 {
        if next.is_err() {
            break;
        }
        next = writeln!(input, "insert into crossing values ({number}, repeat('x', 500));\n\\echo done");
    }
}

#[cfg(test)]
fn rows_in(server: &Installed, data: &Path) -> Result<usize, String> {
    let cluster = Cluster::start_in(server, data, Durability::Off).map_err(|error| error.to_string())?;
    let output =
        Command::new("psql").args(["-XAtq", "-d", &cluster.url("postgres"), "-c", "select count(*) from crossing"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own switch")]
fn left_out() -> bool {
    let asked = std::env::var_os("GARITA_NO_FUSE").is_some();
    if asked {
        println!("LEFT OUT: GARITA_NO_FUSE is set, the power-loss tests prove nothing here");
    }
    asked
}

#[test]
fn fsync_keeps_every_acknowledged_row() {
    if left_out() {
        return;
    }
    for server in installed() {
        let (acknowledged, kept) = acknowledged_and_kept(&server, Durability::Full);
        let kept = kept.unwrap();
        assert!(acknowledged >= ROWS && kept >= acknowledged, "PostgreSQL {}: {acknowledged} acknowledged, {kept} kept", server.major);
    }
}

#[test]
fn without_fsync_acknowledged_rows_are_lost() {
    if left_out() {
        return;
    }
    let server = installed().pop().unwrap();
    let (acknowledged, kept) = acknowledged_and_kept(&server, Durability::Off);
    assert!(acknowledged >= ROWS);
    assert!(kept.as_ref().map_or(true, |kept| *kept < acknowledged), "{acknowledged} acknowledged, {kept:?} kept: the cut forgot nothing");
}
