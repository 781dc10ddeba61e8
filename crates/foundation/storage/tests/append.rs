//! The contract of the writer on every engine: append, group, take back, read one moment.

#![cfg(test)]

mod support;

use garita_storage::{Draft, NewEntry, Recorded, StorageError, StorageErrorKind, Unit};
use support::{Add, Note, add, entry, log, open, refused, run, stores, subject, until_followed, verify, visits};

async fn append(unit: &mut Unit<'_>, e: u128) -> Result<(), StorageError> {
    let payload = Note { text: "never".into() };
    unit.append(NewEntry { entry: entry(e), subject: subject(1), actor: None, occurred: None, payload: &payload }).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn appended_entries_are_in_the_journal_and_in_every_table() {
    for store in stores() {
        let node = open(&store).await;
        for (s, e, text) in [(1, 11, "a"), (2, 21, "b"), (1, 12, "c")] {
            assert!(matches!(add(&node.journal, s, e, text).await, Recorded::New(_)), "{}", store.name);
        }
        let id = |n| uuid::Uuid::from_u128(n);
        let expected = [(id(1), id(11), 1, 2, "a".into()), (id(1), id(12), 2, 2, "c".into()), (id(2), id(21), 1, 1, "b".into())];
        assert_eq!(visits(&node.journal).await, expected, "{}", store.name);
        assert_eq!(log(&node.journal).await.len(), 3);
        until_followed(&node.journal, &[(id(1), id(12)), (id(2), id(21))]).await;
        let mut snapshot = node.journal.snapshot().await.unwrap();
        let texts = garita_storage::entries_of_subject(&mut snapshot, subject(1)).await.unwrap();
        assert_eq!(texts.iter().map(|stored| stored.content.entry).collect::<Vec<_>>(), [entry(11), entry(12)]);
        let report = verify(&node.journal).await.unwrap();
        assert_eq!((report.entries, report.destroyed, report.epochs), (4, 0, 1));
        assert_eq!(report.head, Some(node.journal.head()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_as_one_by_one() {
    for store in stores() {
        let node = open(&store).await;
        add(&node.journal, 3, 1003, "there already").await;
        let recorded = node.journal.submit(run(|unit| {
            Box::pin(async move {
                let mut drafts = Vec::new();
                for n in 0..300 {
                    let payload = Note { text: format!("{n}") };
                    // The last ten are the first ten again.
                    let new = NewEntry {
                        entry: entry(1000 + n % 290),
                        subject: subject(n % 290 % 10),
                        actor: None,
                        occurred: None,
                        payload: &payload,
                    };
                    drafts.push(Draft::new(&new)?);
                }
                unit.append_all(drafts).await
            })
        }));
        let recorded = recorded.await.unwrap();
        let new = recorded.iter().filter(|recorded| matches!(recorded, Recorded::New(_))).count();
        assert_eq!((recorded.len(), new), (300, 289), "{}", store.name);
        let live = visits(&node.journal).await;
        assert_eq!((live.len(), log(&node.journal).await.len()), (290, 290));
        garita_storage::rebuild(&node.journal, "test.visits", |_| {}).await.unwrap();
        assert_eq!(visits(&node.journal).await, live, "{}", store.name);
        assert_eq!(verify(&node.journal).await.unwrap().entries, 291);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_entry_twice_is_recorded_once() {
    for store in stores() {
        let node = open(&store).await;
        let first = add(&node.journal, 1, 11, "first").await;
        let again = add(&node.journal, 1, 11, "sent again").await;
        assert_eq!(again, Recorded::Already(first.entry().clone()), "{}", store.name);
        assert_eq!(log(&node.journal).await, [(uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(11), "first".into())]);
        assert_eq!(node.journal.head().sequence, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_leaves_nothing_and_the_others_of_its_group_stand() {
    for store in stores() {
        let node = open(&store).await;
        let journal = &node.journal;
        let bad = |e: u128| {
            journal.submit(run(move |unit| {
                Box::pin(async move {
                    append(unit, e).await?;
                    Err::<(), _>(refused())
                })
            }))
        };
        let good = |e: u128| journal.submit(Add { subject: subject(1), entry: entry(e), text: format!("{e}") });
        let (one, two, three, four) = tokio::join!(good(1), bad(2), good(3), bad(4));
        assert!(one.is_ok() && three.is_ok(), "{}", store.name);
        assert_eq!(two.unwrap_err().kind(), StorageErrorKind::Inconsistent);
        assert!(four.is_err());
        assert_eq!(log(journal).await.len(), 2);
        assert_eq!(verify(journal).await.unwrap().entries, 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_swallows_an_error_or_panics_is_taken_back_and_the_writer_goes_on() {
    for store in stores() {
        let node = open(&store).await;
        let journal = &node.journal;
        let swallowing = journal.submit(run(|unit| {
            Box::pin(async move {
                append(unit, 1).await?;
                drop(unit.rows("SELECT no_such_column FROM journal_link", &[]).await);
                Ok(())
            })
        }));
        assert!(swallowing.await.is_err(), "{}", store.name);
        let panicking = journal.submit(run(|unit| {
            Box::pin(async move {
                append(unit, 2).await?;
                assert_eq!(unit.head().sequence, 0, "the test wants it so");
                Ok(())
            })
        }));
        assert!(panicking.await.is_err(), "{}", store.name);
        add(journal, 1, 3, "kept").await;
        assert_eq!(log(journal).await.len(), 1);
        assert_eq!(journal.health(), garita_storage::Health::Writing);
        verify(journal).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_are_all_there_and_the_chain_holds() {
    for store in stores() {
        let node = open(&store).await;
        let tasks = (0..200_u128).map(|n| {
            let journal = node.journal.clone();
            tokio::spawn(async move { add(&journal, n % 7, 1000 + n, "x").await.entry().sequence })
        });
        let mut sequences = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            sequences.push(task.await.unwrap());
        }
        sequences.sort_unstable();
        assert_eq!(sequences, (2..=201).collect::<Vec<_>>(), "{}", store.name);
        assert_eq!(visits(&node.journal).await.len(), 200);
        assert_eq!(verify(&node.journal).await.unwrap().entries, 201);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_sees_one_moment() {
    for store in stores() {
        let node = open(&store).await;
        add(&node.journal, 1, 11, "before").await;
        let mut snapshot = node.journal.snapshot().await.unwrap();
        add(&node.journal, 1, 12, "after").await;
        for table in ["SELECT count(*) FROM @test_log", "SELECT count(*) FROM @test_visit"] {
            let row = snapshot.row(table, &[]).await.unwrap().unwrap();
            assert_eq!(row.integer(0).unwrap(), 1, "{}: {table}", store.name);
        }
        assert_eq!(log(&node.journal).await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_at_rest_commits_nothing() {
    for store in stores() {
        let node = open(&store).await;
        add(&node.journal, 1, 11, "a").await;
        until_followed(&node.journal, &[(uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(11))]).await;
        let mut head = node.journal.watch_head();
        head.mark_unchanged();
        node.journal.submit(run(|_| Box::pin(async { Ok(()) }))).await.unwrap();
        assert!(!head.has_changed().unwrap(), "{}: the head is as it was", store.name);
    }
}
