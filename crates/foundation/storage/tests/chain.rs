//! One writer, epochs, and what verification finds.

#![cfg(test)]

mod support;

use garita_journal::Fault;
use garita_storage::{Health, StorageErrorKind, VerifyError};
use support::{Store, add, entry, log, open, run, stores, subject, tail, until_followed, until_health, verify, verify_heads, visits};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_that_was_taken_over_commits_nothing_any_more() {
    for store in stores() {
        let first = open(&store).await;
        add(&first.journal, 1, 11, "first").await;
        let second = open(&store).await;
        let late = first.journal.submit(support::Add { subject: subject(1), entry: entry(12), text: "late".into() }).await;
        assert_eq!(late.unwrap_err().kind(), StorageErrorKind::TakenOver, "{}", store.name);
        assert_eq!(first.journal.health(), Health::ReadOnly(StorageErrorKind::TakenOver));
        add(&second.journal, 1, 13, "second").await;
        let again = first.journal.submit(support::Add { subject: subject(1), entry: entry(14), text: "late".into() }).await;
        assert_eq!(again.unwrap_err().kind(), StorageErrorKind::TakenOver);
        let texts: Vec<_> = log(&second.journal).await.into_iter().map(|(.., text)| text).collect();
        assert_eq!(texts, ["first", "second"]);
        assert_eq!(log(&first.journal).await.len(), 2, "reading goes on");
        assert_eq!(verify(&second.journal).await.unwrap().epochs, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_that_open_at_once_do_not_fork_the_chain() {
    for store in stores() {
        add(&open(&store).await.journal, 1, 10, "x").await;
        let (one, two, three) = tokio::join!(open_busy(&store, 1), open_busy(&store, 2), open_busy(&store, 3));
        let written = [one, two, three].iter().sum::<usize>();
        let node = open(&store).await;
        assert_eq!(log(&node.journal).await.len(), 1 + written, "{}", store.name);
        assert_eq!(verify(&node.journal).await.unwrap().epochs, 5);
    }
}

/// Opens and writes until somebody takes over; how many notes were confirmed.
async fn open_busy(store: &Store, number: u128) -> usize {
    let opened = garita_storage::Node::open(store.open().await, support::settings(vec![std::sync::Arc::new(support::Log)])).await;
    let Ok(node) = opened else { return 0 };
    let mut confirmed = 0;
    for n in 0..20 {
        let command = support::Add { subject: subject(number), entry: entry(number * 100 + n), text: "x".into() };
        match node.journal.submit(command).await {
            Ok(_) => confirmed += 1,
            Err(error) => {
                assert_eq!(error.kind(), StorageErrorKind::TakenOver);
                break;
            }
        }
    }
    confirmed
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_holds_through_restarts() {
    for store in stores() {
        for n in 0..4 {
            let node = open(&store).await;
            add(&node.journal, 1, 11 + n, "x").await;
            node.journal.seal().await.unwrap();
        }
        let node = open(&store).await;
        let report = verify_heads(&node.journal, vec![node.journal.head()]).await.unwrap();
        assert_eq!((report.epochs, report.entries), (5, 9), "{}", store.name);
        assert!(report.seals >= 4);
        until_followed(&node.journal, &[(Uuid::from_u128(1), Uuid::from_u128(14))]).await;
    }
}

/// A node with ten notes (sequences 2 to 11), closed.
async fn ten(store: &Store) {
    let node = open(store).await;
    for n in 0..10 {
        add(&node.journal, n % 3, 100 + n, &format!("note {n}")).await;
    }
    verify(&node.journal).await.unwrap();
}

type Check = Box<dyn Fn(&VerifyError) -> bool>;

#[tokio::test(flavor = "multi_thread")]
async fn verification_names_what_was_done_to_the_store() {
    let missing = |error: &VerifyError| matches!(error, VerifyError::Missing { sequence: 5 });
    let inserted = |error: &VerifyError| matches!(error, VerifyError::Inserted { count: 1 });
    let fault = |sequence: i64, wanted: Fault| move |error: &VerifyError| matches!(error, VerifyError::Fault(found) if found.sequence == sequence && found.fault == wanted);
    let columns = "entry, node, epoch, sequence, kind, version, actor, occurred, certain, recorded, payload, salt, thread";
    // A copy of note 5 under another subject: beside its link, under a run never opened, or with no link.
    let copy = |epoch: &str, sequence: i64| {
        let epoch = epoch.to_owned();
        let other = columns.replacen("epoch, sequence", &format!("{epoch}, {sequence}"), 1);
        format!("INSERT INTO journal_content (subject, {columns}) SELECT node, {other} FROM journal_content WHERE sequence = 5")
    };
    let cases: Vec<(&str, Vec<String>, Check)> = vec![
        ("a changed payload", vec!["UPDATE journal_content SET payload = salt WHERE sequence = 5".into()], Box::new(fault(5, Fault::Content))),
        ("a changed time", vec!["UPDATE journal_content SET occurred = occurred + 1 WHERE sequence = 5".into()], Box::new(fault(5, Fault::Content))),
        ("a changed actor", vec!["UPDATE journal_content SET actor = node WHERE sequence = 5".into()], Box::new(fault(5, Fault::Content))),
        ("a removed link", vec!["DELETE FROM journal_link WHERE sequence = 5".into()], Box::new(fault(6, Fault::Sequence { expected: 5 }))),
        ("a removed content", vec!["DELETE FROM journal_content WHERE sequence = 5".into()], Box::new(missing)),
        ("a content without link", vec![copy("epoch", 4711)], Box::new(inserted)),
        ("a second content for a link", vec![copy("epoch", 11)], Box::new(VerifyError::is_fault)),
        (
            "a link of a run never opened",
            vec!["INSERT INTO journal_link (node, epoch, sequence, previous, digest) SELECT node, node, sequence, previous, digest FROM journal_link WHERE sequence = 5".into(), copy("node", 5)],
            Box::new(fault(5, Fault::UnknownEpoch)),
        ),
        ("a forged signature", vec!["UPDATE journal_seal SET signature = (SELECT signature FROM journal_seal ORDER BY sequence DESC LIMIT 1) WHERE sequence = 1".into(), "UPDATE journal_seal SET sequence = 2 WHERE sequence = 1".into()], Box::new(|error| matches!(error, VerifyError::Signature { .. }))),
        ("a cut tail", vec!["DELETE FROM journal_content WHERE sequence > 8".into(), "DELETE FROM journal_link WHERE sequence > 8".into()], Box::new(fault(11, Fault::Head))),
    ];
    for store in stores() {
        for (name, statements, found) in &cases {
            let store = store.fresh();
            ten(&store).await;
            for statement in statements {
                assert!(store.tamper(statement).await > 0, "{}: {name} changes something", store.name);
            }
            let database = store.open().await;
            let outcome = garita_storage::verify_node(
                &database.background_reader(),
                support::NODE,
                Some(&support::node_key().public()),
                Vec::new(),
                |_| {},
            )
            .await;
            let error = outcome.expect_err(&format!("{}: {name} is not found", store.name));
            assert!(found(&error) && error.is_fault(), "{}: {name} is found as {error:?}", store.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tail_cut_off_with_the_writers_own_note_is_found_by_a_printed_head() {
    for store in stores() {
        let node = open(&store).await;
        add(&node.journal, 1, 11, "x").await;
        let early = node.journal.head();
        add(&node.journal, 1, 12, "x").await;
        let printed = node.journal.head();
        drop(node);
        for statement in [
            "DELETE FROM journal_content WHERE sequence > 2",
            "DELETE FROM journal_link WHERE sequence > 2",
            "DELETE FROM journal_seal WHERE sequence > 2",
            "DELETE FROM journal_writer",
        ] {
            store.tamper(statement).await;
        }
        let database = store.open().await;
        let verify = |heads| {
            let reader = database.background_reader();
            async move { garita_storage::verify_node(&reader, support::NODE, None, heads, |_| {}).await }
        };
        let inside = verify(vec![early]).await;
        assert!(inside.is_ok(), "{}: nothing inside the store tells, but {inside:?}", store.name);
        assert_eq!(verify(vec![printed]).await.unwrap_err().sequence(), Some(3));
        assert_eq!(verify(vec![early, printed]).await.unwrap_err().sequence(), Some(3));
    }
}

/// R08: nothing of a destroyed content is left in any table, and the chain still holds.
#[tokio::test(flavor = "multi_thread")]
async fn r08_destroyed_contents_leave_nothing_and_the_chain_verifies() {
    for store in stores() {
        let node = open(&store).await;
        let journal = &node.journal;
        for n in 0..6 {
            add(journal, 1, 11 + n, &format!("secret number {n}")).await;
        }
        add(journal, 2, 21, "somebody else").await;
        // A generation before the live one holds copies; another is being built.
        garita_storage::rebuild(journal, "test.visits", |_| {}).await.unwrap();
        until_followed(journal, &[(Uuid::from_u128(1), Uuid::from_u128(16)), (Uuid::from_u128(2), Uuid::from_u128(21))]).await;
        let gone: Vec<_> = [11, 12, 13, 16, 99].map(entry).to_vec();
        let destroy = move || {
            let gone = gone.clone();
            run(move |unit| {
                let gone = gone.clone();
                Box::pin(async move { unit.destroy(subject(1), &gone, "crossing.five_years").await })
            })
        };
        assert_eq!(journal.submit(destroy()).await.unwrap(), 4, "{}", store.name);
        assert_eq!(journal.submit(destroy()).await.unwrap(), 0, "what is gone is gone");
        let texts: Vec<_> = log(journal).await.into_iter().map(|(.., text)| text).collect();
        assert_eq!(texts, ["secret number 3", "secret number 4", "somebody else"], "{}", store.name);
        let visits: Vec<_> = visits(journal).await.into_iter().map(|(.., number, total, text)| (number, total, text)).collect();
        assert_eq!(visits, [(1, 2, "secret number 3".into()), (2, 2, "secret number 4".into()), (1, 1, "somebody else".into())]);
        assert_eq!(tail(journal).await, [(Uuid::from_u128(1), Uuid::from_u128(15)), (Uuid::from_u128(2), Uuid::from_u128(21))]);
        let report = verify(journal).await.unwrap();
        assert_eq!((report.destroyed, report.entries), (4, 9));
        let orders =
            journal.submit(run(|unit| Box::pin(async { unit.entries_of_subject(support::NODE.as_subject()).await }))).await.unwrap();
        let order = orders.iter().find(|stored| stored.content.kind == "node.content_destroyed").unwrap();
        let order: garita_record::ContentDestroyed = garita_record::decode(1, &order.content.payload).unwrap();
        assert_eq!(order.ranges.iter().map(|range| (range.from, range.to)).collect::<Vec<_>>(), [(2, 4), (7, 7)]);
        assert_eq!((order.count, order.rule.as_str()), (4, "crossing.five_years"));
        // A rebuild says the same; the order itself cannot be destroyed.
        garita_storage::rebuild(journal, "test.visits", |_| {}).await.unwrap();
        assert_eq!(support::visits(journal).await.len(), 3);
        let order_ids: Vec<_> = orders.iter().map(|stored| stored.content.entry).collect();
        let orders = run(move |unit| {
            let ids = order_ids.clone();
            Box::pin(async move { unit.destroy(support::NODE.as_subject(), &ids, "x").await })
        });
        assert!(journal.submit(orders).await.is_err());
        until_health(journal, Health::Writing).await;
        for text in ["secret number 0", "secret number 1", "secret number 2", "secret number 5"] {
            assert!(!store.dump().await.contains(text), "{}: {text} is left", store.name);
        }
        assert!(store.dump().await.contains("secret number 3"), "{}: the dump can find what is there", store.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r08_a_generation_under_construction_forgets_too() {
    for store in stores() {
        let node = open(&store).await;
        for n in 0..900 {
            drop(tokio::spawn({
                let journal = node.journal.clone();
                async move { add(&journal, n / 9, 1000 + n, &format!("secret number {n}.")).await }
            }));
        }
        while node.journal.head().sequence < 901 {
            node.journal.watch_head().changed().await.unwrap();
        }
        let (step, mut steps) = tokio::sync::mpsc::unbounded_channel();
        let journal = node.journal.clone();
        let building = tokio::spawn(async move {
            garita_storage::rebuild(&journal, "test.visits", |progress| step.send(progress.done).unwrap_or_default()).await
        });
        while steps.recv().await.unwrap() == 0 {}
        building.abort();
        drop(building.await);
        let gone = vec![entry(1000), entry(1001)];
        let destroy = run(move |unit| {
            let gone = gone.clone();
            Box::pin(async move { unit.destroy(subject(0), &gone, "x").await })
        });
        assert_eq!(node.journal.submit(destroy).await.unwrap(), 2);
        for text in ["secret number 0.", "secret number 1."] {
            assert!(!store.dump().await.contains(text), "{}: {text} is left", store.name);
        }
        garita_storage::rebuild(&node.journal, "test.visits", |_| {}).await.unwrap();
        assert_eq!(visits(&node.journal).await.len(), 898);
        assert_eq!(visits(&node.journal).await[0].3, 7, "{}: seven of nine are left", store.name);
        verify(&node.journal).await.unwrap();
    }
}
