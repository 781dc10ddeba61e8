//! SQLite on the power-loss file system: with `synchronous=FULL` nothing acknowledged is lost; with `OFF` something is.
//! The second half proves that the first can fail.

#[cfg(test)]
mod place;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use garita_power_loss::{Lost, PowerLoss};
use place::{Ground, ground};

const ROWS: usize = 40;

/// Writes one row a transaction in WAL mode and prints its number once the commit has returned. Never closes the database.
const WRITER: &str = "
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1] + '/post.db', isolation_level=None)
db.execute('pragma journal_mode=' + sys.argv[3])
db.execute('pragma synchronous=' + sys.argv[2])
db.execute('create table if not exists crossing (number integer primary key, filler text)')
number = 0
while True:
    number += 1
    db.execute('insert into crossing values (?, ?)', (number, 'x' * 3000))
    print(number, flush=True)
";

const READER: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1] + '/post.db')
assert db.execute('pragma integrity_check').fetchone()[0] == 'ok', 'damaged'
tables = db.execute(\"select count(*) from sqlite_master where name = 'crossing'\").fetchone()[0]
print(db.execute('select coalesce(max(number), 0) from crossing').fetchone()[0] if tables else 0)
";

#[derive(Clone, Copy)]
enum Cut {
    Forget,
    KeepSome(u64),
}

/// Rows acknowledged before the cut, and rows found after it (or what the database said).
#[cfg(test)]
fn acknowledged_and_kept(synchronous: &str, journal: &str, cut: Cut) -> (usize, Result<usize, String>) {
    let Ground { directory: _directory, backing, mountpoint } = ground();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    let mut writer = Command::new("python3");
    writer.args(["-c", WRITER]).arg(&mountpoint).args([synchronous, journal]);
    let acknowledged = run_until_acknowledged(&mut writer, ROWS, || match cut {
        Cut::Forget => disk.cut(),
        Cut::KeepSome(seed) => disk.cut_keeping_some(seed).unwrap(),
    });
    disk.unmount().unwrap();
    (acknowledged, rows_in(&backing))
}

#[cfg(test)]
fn rows_in(directory: &Path) -> Result<usize, String> {
    let output = Command::new("python3").args(["-c", READER]).arg(directory).stdin(Stdio::null()).output().unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap().trim().parse().unwrap())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Runs `program`, calls `cut` after `wanted` lines while it goes on writing, and returns how many lines it printed in all.
#[cfg(test)]
fn run_until_acknowledged(program: &mut Command, wanted: usize, cut: impl FnOnce() -> Lost) -> usize {
    let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut count = lines.by_ref().take(wanted).map_while(Result::ok).count();
    cut();
    count += lines.map_while(Result::ok).count();
    child.kill().ok();
    child.wait().unwrap();
    count
}

#[test]
fn full_synchronous_keeps_every_acknowledged_row() {
    if place::left_out() {
        return;
    }
    // With a rollback journal FULL does not sync the removal that commits; EXTRA does.
    for (synchronous, journal) in [("full", "wal"), ("extra", "delete")] {
        let (acknowledged, kept) = acknowledged_and_kept(synchronous, journal, Cut::Forget);
        let kept = kept.unwrap();
        assert!(acknowledged >= ROWS && kept >= acknowledged, "{journal}: {acknowledged} acknowledged, {kept} kept");
    }
}

#[test]
fn full_synchronous_keeps_every_acknowledged_row_when_some_sectors_were_written() {
    if place::left_out() {
        return;
    }
    for seed in 0..4 {
        let (acknowledged, kept) = acknowledged_and_kept("full", "wal", Cut::KeepSome(seed));
        let kept = kept.unwrap();
        assert!(acknowledged >= ROWS && kept >= acknowledged, "seed {seed}: {acknowledged} acknowledged, {kept} kept");
    }
}

#[test]
fn synchronous_off_loses_acknowledged_rows() {
    if place::left_out() {
        return;
    }
    let (acknowledged, kept) = acknowledged_and_kept("off", "wal", Cut::Forget);
    assert!(acknowledged >= ROWS);
    assert!(kept.as_ref().map_or(true, |kept| *kept < acknowledged), "{acknowledged} acknowledged, {kept:?} kept: the cut forgot nothing");
}
