//! What the contract tests share: a store of every engine, a kind, and projections that notice any mistake of order.
#![allow(dead_code, unused_imports, clippy::allow_attributes, reason = "every test file uses another part of this")]

mod projections;
mod store;

use std::{pin::Pin, sync::Arc, time::Duration};

use garita_domain::{EntryId, NodeId, Secret, SubjectId, Timestamp};
use garita_journal::NodeKey;
use garita_record::Kind;
use garita_storage::{
    Command, Health, Journal, NewEntry, Node, NodeSettings, Recorded, StorageError, StorageErrorKind, Unit, VerifyError, VerifyReport,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use projections::{Log, Tail, Visits};
pub use store::{KEY, Store, sqlite, stores};

/// What the tests record.
#[derive(Clone, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
}

impl Kind for Note {
    const NAME: &'static str = "test.note";
    const VERSION: u16 = 1;
    const FIELDS: &'static [garita_domain::Field] = &[];
}

/// Something no projection reads.
#[derive(Clone, Serialize, Deserialize)]
pub struct Other {
    pub number: u32,
}

impl Kind for Other {
    const NAME: &'static str = "test.other";
    const VERSION: u16 = 1;
    const FIELDS: &'static [garita_domain::Field] = &[];
}

pub const NODE: NodeId = NodeId::new(Uuid::from_u128(0xA0DE));

pub fn node_key() -> NodeKey {
    NodeKey::from_secret(&Secret::new([7; 32]))
}

pub fn subject(n: u128) -> SubjectId {
    SubjectId::new(Uuid::from_u128(n))
}

pub fn entry(n: u128) -> EntryId {
    EntryId::new(Uuid::from_u128(n))
}

pub fn settings(projections: Vec<Arc<dyn garita_storage::Projection>>) -> NodeSettings {
    NodeSettings {
        node: NODE,
        key: node_key(),
        environment: garita_storage::system_environment(),
        program: "test".into(),
        program_made: Timestamp::from_micros(1_700_000_000 * Timestamp::SECOND),
        demo: true,
        projections,
        local_tables: Vec::new(),
    }
}

/// A node with the three projections of the tests.
pub async fn open(store: &Store) -> Node {
    open_with(store, Visits::at(1), Tail::at(1)).await
}

pub async fn open_with(store: &Store, visits: Visits, tail: Tail) -> Node {
    Node::open(store.open().await, settings(vec![Arc::new(visits), Arc::new(Log), Arc::new(tail)])).await.unwrap()
}

/// Records one note.
pub struct Add {
    pub subject: SubjectId,
    pub entry: EntryId,
    pub text: String,
}

impl Command for Add {
    type Output = Recorded;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Recorded, StorageError> {
        let payload = Note { text: self.text.clone() };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: None, occurred: None, payload: &payload }).await
    }
}

pub async fn add(journal: &Journal, s: u128, e: u128, text: &str) -> Recorded {
    journal.submit(Add { subject: subject(s), entry: entry(e), text: text.into() }).await.unwrap()
}

/// Any step a test wants to take inside the writer's transaction.
pub struct Run<F>(F);

pub type Step<'u, O> = Pin<Box<dyn Future<Output = Result<O, StorageError>> + Send + 'u>>;

pub fn run<O, F: for<'u> FnMut(&'u mut Unit<'_>) -> Step<'u, O>>(step: F) -> Run<F> {
    Run(step)
}

impl<F, O> Command for Run<F>
where
    F: for<'u> FnMut(&'u mut Unit<'_>) -> Step<'u, O> + Send + 'static,
    O: Send,
{
    type Output = O;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<O, StorageError> {
        (self.0)(unit).await
    }
}

pub fn refused() -> StorageError {
    StorageError::new("do what the test asked", StorageErrorKind::Inconsistent, "the test wants it so")
}

pub async fn verify(journal: &Journal) -> Result<VerifyReport, VerifyError> {
    verify_heads(journal, Vec::new()).await
}

pub async fn verify_heads(journal: &Journal, heads: Vec<garita_journal::Head>) -> Result<VerifyReport, VerifyError> {
    garita_storage::verify_node(journal.background_reader(), NODE, Some(&node_key().public()), heads, |_| {}).await
}

/// Waits until the health is as asked; fails after a minute.
pub async fn until_health(journal: &Journal, wanted: Health) {
    let mut health = journal.watch_health();
    let found = tokio::time::timeout(Duration::from_mins(1), health.wait_for(|now| *now == wanted)).await;
    assert!(found.is_ok(), "health is {:?}, not {wanted:?}", journal.health());
}

/// The rows of the tests' tables, in order.
pub async fn visits(journal: &Journal) -> Vec<(Uuid, Uuid, i64, i64, String)> {
    let rows = journal
        .snapshot()
        .await
        .unwrap()
        .rows("SELECT subject, entry, number, total, text FROM @test_visit ORDER BY subject, entry", &[])
        .await;
    let row = |row: &garita_storage::Row| {
        (row.id(0).unwrap(), row.id(1).unwrap(), row.integer(2).unwrap(), row.integer(3).unwrap(), row.text(4).unwrap())
    };
    rows.unwrap().iter().map(row).collect()
}

pub async fn log(journal: &Journal) -> Vec<(Uuid, Uuid, String)> {
    let rows = journal.snapshot().await.unwrap().rows("SELECT subject, entry, text FROM @test_log ORDER BY subject, entry", &[]).await;
    rows.unwrap().iter().map(|row| (row.id(0).unwrap(), row.id(1).unwrap(), row.text(2).unwrap())).collect()
}

pub async fn tail(journal: &Journal) -> Vec<(Uuid, Uuid)> {
    let rows = journal.snapshot().await.unwrap().rows("SELECT subject, entry FROM @test_tail ORDER BY subject, entry", &[]).await;
    rows.unwrap().iter().map(|row| (row.id(0).unwrap(), row.id(1).unwrap())).collect()
}

/// Waits until the follower has seen everything up to the head.
pub async fn until_followed(journal: &Journal, wanted: &[(Uuid, Uuid)]) {
    let reached = async {
        while tail(journal).await != wanted {
            tokio::task::yield_now().await;
        }
    };
    let reached = tokio::time::timeout(Duration::from_mins(1), reached).await.is_ok();
    assert!(reached, "following table: {:?}", tail(journal).await);
}
