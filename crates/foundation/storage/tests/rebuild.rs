//! Rebuilding beside the live tables, while entries go on, broken off and taken up again.

#![cfg(test)]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use garita_storage::{Database, Node, rebuild};
use support::{Store, Tail, Visits, add, log, open, open_with, stores, tail, until_followed, visits};
use uuid::Uuid;

async fn fill(node: &Node, entries: u128) {
    let adding = (0..entries).map(|n| {
        let journal = node.journal.clone();
        tokio::spawn(async move { drop(add(&journal, n % 97, 10_000 + n * 7919 % 5003, &format!("text {n}")).await) })
    });
    for task in adding.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

/// The last note of every subject, as the inline table has it.
async fn last_notes(node: &Node) -> Vec<(Uuid, Uuid)> {
    visits(&node.journal)
        .await
        .into_iter()
        .filter(|(_, _, number, total, _)| number == total)
        .map(|(subject, entry, ..)| (subject, entry))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_gives_equal_tables() {
    for store in stores() {
        let node = open(&store).await;
        fill(&node, 900).await;
        let expected = last_notes(&node).await;
        until_followed(&node.journal, &expected).await;
        let (live_visits, live_log) = (visits(&node.journal).await, log(&node.journal).await);
        assert_eq!((live_visits.len(), live_log.len()), (900, 900));
        for name in ["test.visits", "test.log", "test.tail"] {
            let mut seen = 0;
            let done = rebuild(&node.journal, name, |progress| seen = progress.total).await.unwrap();
            assert_eq!((done, seen), (900, 900), "{}: {name}", store.name);
        }
        assert_eq!(visits(&node.journal).await, live_visits, "{}", store.name);
        assert_eq!(log(&node.journal).await, live_log);
        until_followed(&node.journal, &expected).await;
        assert!(rebuild(&node.journal, "no.such", |_| {}).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_appended_during_a_rebuild_are_in_the_new_tables() {
    for store in stores() {
        let node = open(&store).await;
        fill(&node, 900).await;
        for name in ["test.visits", "test.log", "test.tail"] {
            let before = log(&node.journal).await.len();
            let counter = Arc::new(AtomicU64::new(0));
            // At every step, entries for subjects built already, being built, and not yet built.
            let (started, mut steps) = tokio::sync::mpsc::unbounded_channel();
            let journal = node.journal.clone();
            let count = counter.clone();
            let adding = tokio::spawn(async move {
                while let Some(step) = steps.recv().await {
                    for s in [0, 20, 40, 60, 96] {
                        let n = count.fetch_add(1, Ordering::Relaxed);
                        let e = 1_000_000 * (u128::from(name.len() as u64) + 1) + u128::from(n);
                        add(&journal, s, e, &format!("during {step}")).await;
                    }
                }
            });
            rebuild(&node.journal, name, |progress| started.send(progress.done).unwrap()).await.unwrap();
            drop(started);
            adding.await.unwrap();
            let added = usize::try_from(counter.load(Ordering::Relaxed)).unwrap();
            assert!(added > 5);
            let (live_visits, live_log) = (visits(&node.journal).await, log(&node.journal).await);
            assert_eq!((live_visits.len(), live_log.len()), (before + added, before + added), "{}: {name}", store.name);
            until_followed(&node.journal, &last_notes(&node).await).await;
            // A second rebuild at rest must say the same.
            for again in ["test.visits", "test.log", "test.tail"] {
                rebuild(&node.journal, again, |_| {}).await.unwrap();
            }
            assert_eq!(visits(&node.journal).await, live_visits, "{}: {name}", store.name);
            assert_eq!(log(&node.journal).await, live_log, "{}: {name}", store.name);
            until_followed(&node.journal, &last_notes(&node).await).await;
        }
    }
}

/// Breaks a rebuild off after its first steps: the node goes away under it.
async fn broken_off(node: Node, name: &'static str) -> u64 {
    let (step, mut steps) = tokio::sync::mpsc::unbounded_channel();
    let journal = node.journal.clone();
    let building =
        tokio::spawn(async move { drop(rebuild(&journal, name, |progress| step.send(progress.done).unwrap_or_default()).await) });
    let mut done = 0;
    while done == 0 {
        done = steps.recv().await.unwrap();
    }
    building.abort();
    drop(building.await);
    drop(node);
    done
}

async fn leftover_tables(database: &Database, store: &Store) -> bool {
    let node = Node::open(database.clone(), support::settings(Vec::new())).await.unwrap();
    let found = node.journal.snapshot().await.unwrap().rows("SELECT count(*) FROM test_visit_g1", &[]).await.is_ok();
    println!("{}: old generation there: {found}", store.name);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_that_was_broken_off_goes_on_where_it_was_and_the_old_generation_goes() {
    for store in stores() {
        let node = open(&store).await;
        fill(&node, 1300).await;
        let (live_visits, expected) = (visits(&node.journal).await, last_notes(&node).await);
        let mut added = 0;
        for name in ["test.visits", "test.tail"] {
            let node = open(&store).await;
            let done = broken_off(node, name).await;
            let node = open(&store).await;
            // Entries between the two runs, for a subject built already and one not yet built.
            let before = visits(&node.journal).await.len();
            add(&node.journal, 0, 77_000_000, "between").await;
            add(&node.journal, 96, 77_000_001, "between").await;
            // And for the very subject the first run ended with, after its last entry.
            let at = "SELECT built_subject FROM journal_projection WHERE name = $1";
            let last = node.journal.snapshot().await.unwrap().row(at, &[name.into()]).await.unwrap().unwrap().id(0).unwrap();
            add(&node.journal, last.as_u128(), 99_000_000, "between").await;
            added += visits(&node.journal).await.len() - before;
            let mut first = None;
            rebuild(&node.journal, name, |progress| first = first.or(Some(progress.done))).await.unwrap();
            assert!(first.unwrap() >= done, "{}: {name} began at {first:?}, not at {done}", store.name);
        }
        let node = open(&store).await;
        assert!(node.outdated.is_empty());
        let rebuilt = visits(&node.journal).await;
        assert!(added >= 3);
        assert_eq!(rebuilt.len(), live_visits.len() + added, "{}", store.name);
        rebuild(&node.journal, "test.visits", |_| {}).await.unwrap();
        assert_eq!(visits(&node.journal).await, rebuilt, "{}", store.name);
        let now = last_notes(&node).await;
        assert_eq!(now.len(), expected.len());
        until_followed(&node.journal, &now).await;
        drop(node);
        assert!(!leftover_tables(&store.open().await, &store).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_version_is_outdated_until_rebuilt_and_so_is_the_old_one_after_it() {
    for store in stores() {
        let node = open(&store).await;
        assert!(node.outdated.is_empty());
        add(&node.journal, 1, 11, "a").await;
        let node = open_with(&store, Visits::at(2), Tail::at(2)).await;
        assert_eq!(node.outdated, ["test.visits", "test.tail"], "{}", store.name);
        add(&node.journal, 1, 12, "b").await;
        // Back to the older program: its tables miss an entry, so they may not be taken for current.
        let node = open(&store).await;
        assert_eq!(node.outdated, ["test.visits", "test.tail"], "{}", store.name);
        for name in node.outdated {
            rebuild(&node.journal, name, |_| {}).await.unwrap();
        }
        add(&node.journal, 1, 13, "c").await;
        assert_eq!(visits(&node.journal).await.len(), 3);
        until_followed(&node.journal, &[(Uuid::from_u128(1), Uuid::from_u128(13))]).await;
        let node = open(&store).await;
        assert!(node.outdated.is_empty(), "{}", store.name);
        assert_eq!(tail(&node.journal).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_following_table_that_fails_is_behind_and_catches_up_while_appends_go_on() {
    for store in stores() {
        let broken = Tail::at(1);
        let switch = broken.broken.clone();
        switch.store(true, Ordering::Relaxed);
        let node = open_with(&store, Visits::at(1), broken).await;
        for n in 0..5 {
            add(&node.journal, 1, 11 + n, "a").await;
        }
        assert_eq!(visits(&node.journal).await.len(), 5, "{}", store.name);
        assert_eq!(tail(&node.journal).await, []);
        drop(node);
        // A restart tries again at once; a running node after some seconds.
        let node = open(&store).await;
        until_followed(&node.journal, &[(Uuid::from_u128(1), Uuid::from_u128(15))]).await;
        switch.store(false, Ordering::Relaxed);
    }
}
