//! Power cuts under working booths: what was confirmed is on the disk; without waiting for the disk it is not, which proves
//! that the first half can fail. And a full disk: entries stop visibly, reading goes on, and it ends by itself.

#![cfg(test)]

mod support;

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use garita_power_loss::{PowerLoss, Space};
use garita_test_postgres::{Cluster, Durability, Installed, installed};
use support::{
    Booths, Browser, Crossing, Ending, Ground, Launch, Post, compare, found, ground, hidden_fields, kills, left_out, make_demo,
    make_demo_on, officer, passport, verify,
};

const BOOTHS: usize = 8;
/// Confirmations before the cut.
const CONFIRMED: usize = 40;

/// What is left of confirmed crossings after a cut.
struct Left {
    confirmed: Vec<Crossing>,
    /// Those that are there; nothing where the post does not even start.
    found: Option<usize>,
}

impl Left {
    /// Looks at a post after the cut.
    fn of(directory: &Path, confirmed: Vec<Crossing>) -> Self {
        assert!(confirmed.len() >= CONFIRMED / 3, "hardly anything was done before the cut: {}", confirmed.len());
        let Some(post) = Post::try_start(directory, Launch::Demo(&[])) else {
            println!("the post does not start: {}", fs::read_to_string(directory.with_extension("log")).unwrap_or_default());
            return Self { confirmed, found: None };
        };
        let found = found(&mut officer(&post, 1)[0], &confirmed);
        post.kill();
        Self { confirmed, found: Some(found) }
    }

    fn is_all(&self) -> bool {
        self.found == Some(self.confirmed.len())
    }
}

/// Cuts the power under a post on the embedded store; the directory as the disk holds it then.
fn cut_under_sqlite(options: &[&str], cut: impl FnOnce(&PowerLoss)) -> (Ground, Left) {
    let ground = ground();
    make_demo(&ground.backing);
    let disk = PowerLoss::mount(&ground.backing, &ground.mountpoint).unwrap();
    let post = Post::start(&ground.mountpoint, Launch::Demo(options));
    let booths = Booths::open(officer(&post, BOOTHS), post.address);
    booths.until_confirmed(CONFIRMED);
    cut(&disk);
    let (confirmed, _) = booths.close(Ending::GiveUp);
    post.kill();
    disk.unmount().unwrap();
    let left = Left::of(&ground.backing, confirmed);
    (ground, left)
}

#[test]
fn a_power_cut_loses_nothing_confirmed_on_sqlite() {
    if left_out() {
        return;
    }
    let (ground, left) = cut_under_sqlite(&[], |disk| {
        disk.cut();
    });
    assert!(left.is_all(), "{:?} of {} are there", left.found, left.confirmed.len());
    verify(&ground.backing);
    compare(&ground.backing);
}

#[test]
fn a_power_cut_that_tears_sectors_loses_nothing_confirmed_on_sqlite() {
    if left_out() {
        return;
    }
    for seed in 0..kills(2, 100) {
        let (ground, left) = cut_under_sqlite(&[], |disk| {
            disk.cut_keeping_some(seed.into()).unwrap();
        });
        assert!(left.is_all(), "seed {seed}: {:?} of {} are there", left.found, left.confirmed.len());
        verify(&ground.backing);
        compare(&ground.backing);
    }
}

#[test]
fn without_waiting_for_the_disk_a_power_cut_is_noticed_on_sqlite() {
    if left_out() {
        return;
    }
    let (_ground, left) = cut_under_sqlite(&["--without-waiting-for-the-disk"], |disk| {
        disk.cut();
    });
    assert!(!left.is_all(), "nothing was lost: the other tests prove nothing");
}

/// Cuts the power under the database server of a post.
fn cut_under_postgres(server: &Installed, durability: Durability) -> (PathBuf, Left, impl Sized + use<>) {
    let Ground { directory, backing, mountpoint } = ground();
    fs::create_dir(&backing).unwrap();
    Cluster::initialise(server, &backing).unwrap();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    let socket = directory.path().join("socket");
    let node = directory.path().join("post");
    let cluster = Cluster::start_in(server, &mountpoint, durability).unwrap();
    point(&socket, &cluster);
    make_demo_on(&node, &format!("postgres://garita@localhost/postgres?host={}", socket.display()));
    let post = Post::start(&node, Launch::Demo(&[]));
    let booths = Booths::open(officer(&post, BOOTHS), post.address);
    // What PostgreSQL wrote of the demo without fsync is lost with the rest; with fsync it is on the disk by now.
    booths.until_confirmed(CONFIRMED);
    disk.cut();
    let (confirmed, _) = booths.close(Ending::GiveUp);
    post.kill();
    cluster.kill();
    disk.unmount().unwrap();
    let Ok(cluster) = Cluster::start_in(server, &backing, Durability::Off) else {
        return (node, Left { confirmed, found: None }, (directory, None));
    };
    point(&socket, &cluster);
    let left = Left::of(&node, confirmed);
    (node, left, (directory, Some(cluster)))
}

fn point(socket: &Path, cluster: &Cluster) {
    let url = cluster.url("postgres");
    let (_, place) = url.split_once("host=").unwrap();
    fs::remove_file(socket).ok();
    symlink(place, socket).unwrap();
}

#[test]
fn a_power_cut_loses_nothing_confirmed_on_postgresql() {
    if left_out() {
        return;
    }
    for server in installed() {
        let (node, left, _server) = cut_under_postgres(&server, Durability::Full);
        assert!(left.is_all(), "PostgreSQL {}: {:?} of {} are there", server.major, left.found, left.confirmed.len());
        verify(&node);
        compare(&node);
    }
}

#[test]
fn without_fsync_a_power_cut_is_noticed_on_postgresql() {
    if left_out() {
        return;
    }
    let (_node, left, _server) = cut_under_postgres(&installed().pop().unwrap(), Durability::Off);
    assert!(!left.is_all(), "nothing was lost: the other test proves nothing");
}

#[test]
fn a_full_disk_stops_entries_visibly_and_ends_by_itself() {
    if left_out() {
        return;
    }
    let Ground { directory: _directory, backing, mountpoint } = ground();
    make_demo(&backing);
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    let post = Post::start(&mountpoint, Launch::Demo(&[]));
    let mut browser = officer(&post, 1).remove(0);
    let filled = form(&mut browser, 1);
    let (status, first) = present(&mut browser, &filled);
    assert_eq!(status, 303);
    let first = first.unwrap();

    disk.set_space(Space::Full);
    // What fits into room the store has already may still be recorded; then it says no.
    let (mut number, mut recorded) = (2, vec![first]);
    let refused = loop {
        let form = form(&mut browser, number);
        match present(&mut browser, &form) {
            (303, address) => recorded.push(address.unwrap()),
            (503, _) => break form,
            (status, _) => panic!("a full disk was answered with {status}"),
        }
        number += 1;
        assert!(number < 300, "the disk is full and nobody says so");
    };
    let page = browser.post("/desk/present", &refused).unwrap();
    assert_eq!(page.status, 503);
    assert!(page.body.contains("El disco está lleno"), "the banner: {}", page.body);
    assert!(page.body.contains("DISCO LLENO"), "the status line: {}", page.body);
    assert!(page.body.contains("MARCADOR"), "what was typed is still in its box");
    for address in &recorded {
        let page = browser.get(address).unwrap();
        assert_eq!(page.status, 200, "reading goes on");
        assert!(page.body.contains("MARCADOR"), "reading goes on");
    }
    assert_eq!(browser.get("/desk/queue").unwrap().status, 200);
    assert_eq!(browser.get("/desk").unwrap().status, 200);

    disk.set_space(Space::Free);
    let mut patience = 2000;
    let last = loop {
        if let (303, Some(address)) = present(&mut browser, &refused) {
            break address;
        }
        patience -= 1;
        assert!(patience > 0, "there is room again and nothing is recorded");
    };
    recorded.push(last);
    let page = browser.get("/desk").unwrap();
    assert!(!page.body.contains("DISCO LLENO"), "the status line still says so");
    for address in &recorded {
        assert_eq!(browser.get(address).unwrap().status, 200);
    }
    assert!(post.stop(), "an orderly stop");
    verify(&mountpoint);
    compare(&mountpoint);
    disk.unmount().unwrap();
}

/// The filled-in form of passport `number`.
fn form(browser: &mut Browser, number: u32) -> Vec<(String, String)> {
    let page = browser.get("/desk").unwrap();
    let mut fields = hidden_fields(&page.body, "/desk/present");
    fields.extend([
        ("mrz".to_owned(), passport(number)),
        ("direction".to_owned(), "entry".to_owned()),
        ("class".to_owned(), "visitor".to_owned()),
    ]);
    fields
}

fn present(browser: &mut Browser, fields: &[(String, String)]) -> (u16, Option<String>) {
    let page = browser.post("/desk/present", fields).unwrap();
    (page.status, page.location)
}
