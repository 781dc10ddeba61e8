//! SIGKILL at random moments under 20 booths: everything confirmed is there once, the chain holds, and the read tables are
//! as a rebuild would make them. `GARITA_LONG=1` runs 1,000 kills, `GARITA_KILLS` any other number.

#![cfg(test)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use garita_test_postgres::{Cluster, Durability, TestPostgres, installed};
use support::{Booths, Chance, Crossing, Ending, Launch, Post, all_there, counts, kills, make_demo, make_demo_on, officer, spawn, verify};

const BOOTHS: usize = 20;

/// A demo with its booths at work.
struct Border {
    _kept: tempfile::TempDir,
    directory: PathBuf,
    entries_before: u64,
    post: Option<Post>,
    booths: Booths,
}

impl Border {
    fn open(store: &str) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let directory = kept.path().join("post");
        if store == "sqlite" {
            make_demo(&directory);
        } else {
            make_demo_on(&directory, store);
        }
        let entries_before = counts(&directory).entries;
        let post = Post::start(&directory, Launch::Demo(&[]));
        let booths = Booths::open(officer(&post, BOOTHS), post.address);
        Self { _kept: kept, directory, entries_before, post: Some(post), booths }
    }

    fn kill(&mut self) {
        self.post.take().unwrap().kill();
        self.booths.post_is_at(None);
    }

    fn start(&mut self) {
        let post = Post::start(&self.directory, Launch::Run);
        self.booths.post_is_at(Some(post.address));
        self.post = Some(post);
    }

    /// Kills after a while of work; every fourth time also in the middle of starting up.
    fn round(&mut self, chance: &mut Chance) {
        self.booths.until_confirmed(1);
        self.booths.pause(chance.milliseconds(500));
        self.kill();
        if chance.below(4) == 0 {
            let mut starting = spawn(&self.directory, Launch::Run);
            self.booths.pause(chance.milliseconds(250));
            starting.kill().unwrap();
            starting.wait().unwrap();
        }
        self.start();
    }

    /// Everybody ends the crossing they are at; then what was confirmed is looked for.
    fn close(self) -> Vec<Crossing> {
        let Self { _kept, directory, entries_before, post, booths } = self;
        booths.until_confirmed(1);
        let (crossings, halfway) = booths.close(Ending::Orderly);
        let mut post = post.unwrap();
        let ids: BTreeSet<_> = crossings.iter().map(|crossing| (&crossing.subject, &crossing.entry)).collect();
        assert_eq!(ids.len(), crossings.len(), "two confirmations name one presentation");
        assert!(crossings.iter().all(|crossing| crossing.decision.is_some()));
        // The last word before looking is a kill, too.
        post.kill();
        post = Post::start(&directory, Launch::Demo(&[]));
        let mut browser = officer(&post, 1).remove(0);
        all_there(&mut browser, &crossings);
        let held = verify(&directory);
        // Nothing twice, nothing beside: a presentation and a decision each.
        let entries = counts(&directory).entries - entries_before;
        assert_eq!(entries, 2 * crossings.len() as u64, "entries and confirmations differ");
        assert!(post.stop(), "an orderly stop");
        verify(&directory);
        println!("{} crossings, {} forms sent again, {held}", crossings.len(), halfway.sent_again);
        crossings
    }
}

fn kill_again_and_again(store: &str, kills: u32, seed: u64) {
    let mut border = Border::open(store);
    let mut chance = Chance::new(seed);
    for _ in 0..kills {
        border.round(&mut chance);
    }
    let crossings = border.close();
    assert!(crossings.len() >= kills as usize / 2, "hardly anything was done between the kills");
}

#[test]
fn nothing_confirmed_is_lost_or_doubled_by_kills_on_sqlite() {
    kill_again_and_again("sqlite", kills(6, 1000), 11);
}

#[test]
fn nothing_confirmed_is_lost_or_doubled_by_kills_on_postgresql() {
    let database = TestPostgres::database().unwrap();
    kill_again_and_again(&database.url, kills(3, 1000), 12);
}

/// The database server is killed under a running post. The post goes on by itself when the server is back.
#[test]
fn nothing_confirmed_is_lost_or_doubled_by_kills_of_the_database_server() {
    let server = installed().pop().unwrap();
    let kept = tempfile::tempdir().unwrap();
    Command::new("chmod").arg("755").arg(kept.path()).status().unwrap();
    let data = kept.path().join("data");
    fs::create_dir(&data).unwrap();
    Cluster::initialise(&server, &data).unwrap();
    let socket = kept.path().join("socket");
    let start = || {
        let cluster = Cluster::start_in(&server, &data, Durability::Full).unwrap();
        point(&socket, &cluster);
        cluster
    };
    let mut cluster = start();
    let mut border = Border::open(&format!("postgres://garita@localhost/postgres?host={}", socket.display()));
    let mut chance = Chance::new(13);
    for round in 0..kills(3, 100) {
        border.booths.until_confirmed(1);
        border.booths.pause(chance.milliseconds(500));
        cluster.kill();
        if round % 3 == 2 {
            border.kill();
        }
        border.booths.pause(chance.milliseconds(300));
        cluster = start();
        if border.post.is_none() {
            border.start();
        }
    }
    border.close();
    cluster.stop();
}

/// Every start of a server has another socket; the post keeps one address.
fn point(socket: &Path, cluster: &Cluster) {
    let url = cluster.url("postgres");
    let (_, place) = url.split_once("host=").unwrap();
    fs::remove_file(socket).ok();
    symlink(place, socket).unwrap();
}
