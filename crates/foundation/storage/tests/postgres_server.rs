//! The database server goes away and comes back.

#![cfg(test)]

mod support;

use std::{os::unix::fs::symlink, path::Path, sync::Arc};

use garita_storage::{Database, Health, Journal, Node, StorageErrorKind};
use garita_test_postgres::{Cluster, Durability, Installed, installed};
use support::{Log, entry, log, settings, subject, until_health, verify};

/// Makes the server reachable at an address that stays the same when it is started again.
fn link(cluster: &Cluster, link: &Path) {
    let url = cluster.url("postgres");
    let (_, socket) = url.split_once("?host=").unwrap();
    drop(std::fs::remove_file(link));
    symlink(socket, link).unwrap();
}

async fn submit(journal: &Journal, n: u128) -> Result<(), StorageErrorKind> {
    journal
        .submit(support::Add { subject: subject(n % 5), entry: entry(n), text: format!("{n}") })
        .await
        .map(drop)
        .map_err(|error| error.kind())
}

async fn killed_and_restarted(server: &Installed) {
    let (data, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let socket = place.path().join("socket");
    Cluster::initialise(server, data.path()).unwrap();
    let cluster = Cluster::start_in(server, data.path(), Durability::Full).unwrap();
    link(&cluster, &socket);
    let address = format!("postgres://garita@localhost/postgres?host={}", socket.display());
    let node = Node::open(Database::open_postgres(&address).await.unwrap(), settings(vec![Arc::new(Log)])).await.unwrap();
    let journal = node.journal.clone();
    let writing = tokio::spawn(async move {
        let mut confirmed = Vec::new();
        for n in 1000.. {
            match submit(&journal, n).await {
                Ok(()) => confirmed.push(n),
                Err(kind) => {
                    assert_eq!(kind, StorageErrorKind::Unavailable);
                    return (n, confirmed);
                }
            }
        }
        unreachable!("the server is killed")
    });
    while node.journal.head().sequence < 50 {
        node.journal.watch_head().changed().await.unwrap();
    }
    cluster.kill();
    let (unconfirmed, confirmed) = writing.await.unwrap();
    assert_eq!(node.journal.health(), Health::ReadOnly(StorageErrorKind::Unavailable));
    let cluster = Cluster::start_in(server, data.path(), Durability::Full).unwrap();
    link(&cluster, &socket);
    until_health(&node.journal, Health::Writing).await;
    // Sent again with the same id: recorded once, whether or not the broken commit had reached the disk.
    submit(&node.journal, unconfirmed).await.unwrap();
    let found: Vec<_> = log(&node.journal).await.into_iter().map(|(.., text)| text.parse::<u128>().unwrap()).collect();
    assert!(confirmed.len() >= 48 && confirmed.iter().all(|n| found.contains(n)), "something confirmed is lost");
    assert_eq!(found.len(), confirmed.len() + 1);
    assert_eq!(verify(&node.journal).await.unwrap().entries, found.len() as u64 + 1);
    cluster.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_stops_entries_and_nothing_confirmed_is_lost() {
    let servers = installed();
    if servers.is_empty() {
        println!("not tested: no PostgreSQL server is installed");
    }
    for server in servers {
        killed_and_restarted(&server).await;
    }
}
