//! Comparing read tables with the journal, on every engine: equal tables are equal, and no difference goes unseen.

#![cfg(test)]

mod support;

use std::sync::Arc;

use garita_storage::{Comparison, Journal, Projection, compare};
use support::{Log, NODE, Tail, Visits, add, open, run, stores};

async fn compared(journal: &Journal, projection: Arc<dyn Projection>) -> Comparison {
    compare(journal.background_reader(), NODE, &projection, |_| {}).await.unwrap()
}

async fn visits(journal: &Journal) -> (u64, u64, u64) {
    let found = compared(journal, Arc::new(Visits::at(1))).await;
    assert_eq!(found.is_same(), (found.missing, found.different, found.superfluous) == (0, 0, 0));
    assert_eq!(found.first.is_some(), found.missing + found.different > 0);
    (found.missing, found.different, found.superfluous)
}

async fn tamper(journal: &Journal, sql: &'static str) {
    let touched = journal.submit(run(move |unit| Box::pin(unit.execute(sql, &[])))).await.unwrap();
    assert_eq!(touched, 1, "{sql}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_a_missing_and_an_added_row_are_each_told() {
    for store in stores() {
        let node = open(&store).await;
        // More subjects than go into one step, some with several entries.
        for n in 0..250 {
            add(&node.journal, 1 + n % 230, 1000 + n, &format!("n{n}")).await;
        }
        let whole = compared(&node.journal, Arc::new(Visits::at(1))).await;
        assert_eq!((whole.entries, whole.rows, whole.is_same()), (250, 250, true), "{whole:?}");
        assert!(compared(&node.journal, Arc::new(Log)).await.is_same());
        tamper(&node.journal, "UPDATE @test_visit SET text = 'y' WHERE text = 'n3'").await;
        assert_eq!(visits(&node.journal).await, (0, 1, 0));
        tamper(&node.journal, "DELETE FROM @test_visit WHERE text = 'n5'").await;
        assert_eq!(visits(&node.journal).await, (1, 1, 0));
        tamper(&node.journal, "UPDATE @test_visit SET entry = subject WHERE text = 'n7'").await;
        assert_eq!(visits(&node.journal).await, (2, 1, 1));
        assert!(compared(&node.journal, Arc::new(Log)).await.is_same(), "the other table is as it was");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_following_table_is_compared_as_far_as_it_has_come() {
    for store in stores() {
        let node = open(&store).await;
        for n in 0..20 {
            add(&node.journal, 1, 1000 + n, "x").await;
            let found = compared(&node.journal, Arc::new(Tail::at(1))).await;
            assert!(found.is_same() && found.rows <= u64::try_from(n).unwrap() + 1, "{found:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_another_version_are_not_compared() {
    for store in stores() {
        let node = open(&store).await;
        add(&node.journal, 1, 11, "x").await;
        let found = compared(&node.journal, Arc::new(Visits::at(2))).await;
        assert!(!found.maintained && !found.is_same());
    }
}
