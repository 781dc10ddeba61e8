//! What the tests of the pages share: a post with entries of every access, a reader of any role, and the way behind the
//! program's back.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::allow_attributes,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "every test file uses a part of this; a test stops at once when something is not as it says"
)]

mod host;
mod store;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::{Router, body::Body, extract::Request, http::StatusCode, middleware::from_fn_with_state};
use garita_domain::{AccountId, Clock, EntryId, Environment, Language, NodeId, Randomness, Secret, SubjectId, Timestamp, access::Role};
use garita_journal::NodeKey;
use garita_record::{FileOpened, Kind, SignedIn, TravellerPresented};
use garita_records::{Actors, Records, RecordsSettings};
use garita_storage::{
    Command, Grouping, Journal, Mode, NewEntry, Node, NodeSettings, Projection, ProjectionError, StorageError, StoredEntry, TableDef,
    TableRow, Unit, columns,
};
use garita_web::{Catalogue, Route, Site, session};
use jiff::tz::TimeZone;
use tower::ServiceExt;
use uuid::Uuid;

pub use store::{Store, stores};

/// What stands in every payload and must stand on no page.
pub const MARK: &str = "ZZMARCADA";
/// 2026-11-22, 10:00 in UTC.
pub const NOW: Timestamp = Timestamp::from_micros(1_795_341_600 * Timestamp::SECOND);
pub const OFFICER: AccountId = AccountId::new(Uuid::from_u128(0x0FF1_CE01));
pub const TRAVELLER: SubjectId = SubjectId::new(Uuid::from_u128(0x7EA0_0000_7EA0_0000_7EA0_0000_0001));

/// A post and its pages.
pub struct Post {
    pub records: Records,
    pub journal: Journal,
    pub routes: Vec<Route>,
    pub clock: Arc<Moving>,
    catalogue: Arc<Catalogue>,
    router: Router,
}

/// A clock the test moves, and chance that never repeats.
#[derive(Default)]
pub struct Moving {
    passed: AtomicI64,
    jumped: AtomicI64,
    chance: AtomicU64,
}

impl Moving {
    pub fn pass(&self, micros: i64) {
        self.passed.fetch_add(micros, Ordering::Relaxed);
    }

    /// The machine's clock is set; no time passes.
    pub fn jump(&self, micros: i64) {
        self.jumped.fetch_add(micros, Ordering::Relaxed);
    }
}

impl Clock for Moving {
    fn wall(&self) -> Timestamp {
        NOW.plus(self.passed.load(Ordering::Relaxed) + self.jumped.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        Duration::from_micros(self.passed.load(Ordering::Relaxed).unsigned_abs())
    }
}

impl Randomness for Moving {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.chance.fetch_add(1, Ordering::Relaxed).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let next = (next ^ (next >> 29)).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

struct Staff;

#[async_trait]
impl Actors for Staff {
    async fn names(&self, accounts: &[AccountId]) -> Result<BTreeMap<AccountId, String>, StorageError> {
        Ok(accounts.iter().filter(|account| **account == OFFICER).map(|account| (*account, "Oficial Rosa Prueba".to_owned())).collect())
    }
}

impl Post {
    /// A new post on this store with nothing but its first entry.
    pub async fn open(store: &Store) -> Self {
        let clock = Arc::new(Moving::default());
        let projections: Vec<Arc<dyn Projection>> = vec![Arc::new(Files(Mode::Inline)), Arc::new(Files(Mode::Following))];
        let settings = NodeSettings {
            node: NodeId::new(Uuid::from_u128(0xA0DE)),
            key: NodeKey::from_secret(&Secret::new([7; 32])),
            environment: Environment::new(clock.clone(), clock.clone()),
            program: "test".into(),
            program_made: NOW.plus(-Timestamp::DAY),
            demo: true,
            projections: projections.clone(),
            local_tables: Vec::new(),
        };
        let journal = Node::open(store.open().await, settings).await.unwrap().journal;
        let records =
            Records::new(RecordsSettings { journal: journal.clone(), projections, local_tables: Vec::new(), actors: Arc::new(Staff) });
        let mut catalogue = Catalogue::new().unwrap();
        for (language, source) in garita_records::LOCALES {
            catalogue.add(language, source).unwrap();
        }
        let catalogue = Arc::new(catalogue);
        let site = Site {
            host: Arc::new(host::TestHost { records: records.clone(), clock: clock.clone() }),
            catalogue: catalogue.clone(),
            post: "Paso Las Pruebas".into(),
            zone: TimeZone::UTC,
            demo: true,
            places: garita_records::places().into(),
            lock_after: Duration::from_mins(10),
        };
        let (router, table) = garita_records::routes(records.clone());
        let router = router.layer(from_fn_with_state(site, session::enter));
        Self { records, journal, routes: table, clock, catalogue, router }
    }

    /// Records one entry by the officer; returns its number.
    pub async fn record<K: Kind>(&self, subject: SubjectId, kind: K) -> i64 {
        let entry = self.journal.environment().entry_id();
        self.journal.submit(Record { subject, entry, kind }).await.unwrap()
    }

    /// How many entries of a kind the journal holds.
    pub async fn entries_of_kind(&self, kind: &'static str) -> i64 {
        let mut snapshot = self.journal.snapshot().await.unwrap();
        let row = snapshot.row("SELECT COUNT(*) FROM journal_content WHERE kind = $1", &[kind.into()]).await.unwrap();
        row.unwrap().integer(0).unwrap()
    }

    /// A presentation, an opened file and a sign-in, each with the mark in it where it can hold one. Numbers 2 to 4.
    pub async fn some_accesses(&self) {
        let fixture = include_str!("../../../../foundation/record/fixtures/desk.traveller_presented.v1.json")
            .replace("Eriksson", MARK)
            .replace("ERIKSSON", MARK);
        let presented: TravellerPresented = serde_json::from_str(&fixture).unwrap();
        self.record(TRAVELLER, presented).await;
        self.record(TRAVELLER, FileOpened { reason: MARK.into() }).await;
        let session = garita_domain::SessionId::new(Uuid::from_u128(5));
        self.record(OFFICER.as_subject(), SignedIn { session, booth: None, method: MARK.into() }).await;
    }

    /// What a reader of this role gets.
    pub async fn get(&self, role: Role, language: Language, path: &str) -> (StatusCode, String) {
        self.answer(Request::get(path).header("cookie", host::cookie(role, language)).body(Body::empty()).unwrap()).await
    }

    /// What a form of this role brings about.
    pub async fn send(&self, role: Role, path: &str, form: &str) -> (StatusCode, String) {
        self.send_in(role, Language::En, path, form).await
    }

    /// The same in a language.
    pub async fn send_in(&self, role: Role, language: Language, path: &str, form: &str) -> (StatusCode, String) {
        let request =
            Request::post(path).header("cookie", host::cookie(role, language)).header("content-type", "application/x-www-form-urlencoded");
        self.answer(request.body(Body::from(format!("csrf={}&{form}", host::CSRF))).unwrap()).await
    }

    async fn answer(&self, request: Request) -> (StatusCode, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    /// The words asked for and not found.
    pub fn missing_words(&self) -> Vec<String> {
        self.catalogue.missing()
    }

    /// Starts a verification and waits for the page that says how it ended.
    pub async fn verified(&self, form: &str) -> String {
        let (status, _) = self.send(Role::Overseer, "/records/verify", form).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        self.until(Role::Overseer, "/records/verify", |page| !page.contains("hx-trigger")).await
    }

    /// Asks for a page until it is as wanted.
    pub async fn until(&self, role: Role, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let asking = async {
            loop {
                let (_, page) = self.get(role, Language::En, path).await;
                if wanted(&page) {
                    return page;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), asking).await.unwrap()
    }
}

struct Record<K> {
    subject: SubjectId,
    entry: EntryId,
    kind: K,
}

impl<K: Kind> Command for Record<K> {
    type Output = i64;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<i64, StorageError> {
        let new = NewEntry { entry: self.entry, subject: self.subject, actor: Some(OFFICER), occurred: None, payload: &self.kind };
        Ok(unit.append(new).await?.entry().sequence)
    }
}

/// Destroys an entry's content under a retention rule.
pub struct Destroy(pub SubjectId, pub i64);

impl Command for Destroy {
    type Output = u32;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<u32, StorageError> {
        let entries = unit.entries_of_subject(self.0).await?;
        let doomed: Vec<_> = entries.iter().filter(|entry| entry.sequence == self.1).map(|entry| entry.content.entry).collect();
        unit.destroy(self.0, &doomed, "test.rule").await
    }
}

/// A read table of opened files.
struct Files(Mode);

const INLINE: [TableDef; 1] = [TableDef {
    name: "test_file",
    columns: columns! {
        subject: [Id], Accountability, MigrationLaw, Audit, Oversight;
        entry: [Id], Accountability, MigrationLaw, Audit, Oversight;
    },
    key: &["subject", "entry"],
    indexes: &[],
}];

const FOLLOWING: [TableDef; 1] = [TableDef { name: "test_file_later", ..INLINE[0] }];

impl Projection for Files {
    fn name(&self) -> &'static str {
        match self.0 {
            Mode::Inline => "test_files",
            Mode::Following => "test_files_later",
        }
    }

    fn version(&self) -> i64 {
        1
    }

    fn mode(&self) -> Mode {
        self.0
    }

    fn grouping(&self) -> Grouping {
        Grouping::Entry
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[FileOpened::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        match self.0 {
            Mode::Inline => &INLINE,
            Mode::Following => &FOLLOWING,
        }
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let row = |entry: &&StoredEntry| TableRow {
            table: self.tables()[0].name,
            values: vec![entry.content.subject.into(), entry.content.entry.into()],
        };
        Ok(entries.iter().map(row).collect())
    }
}
