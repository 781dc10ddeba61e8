//! A post in a temporary directory, and a browser that talks to it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    middleware::from_fn_with_state,
};
use garita_desk::{CheckSet, Desk, DeskSettings, DocumentKeys, HistoryChecks, HistorySource};
use garita_domain::{
    AccountId, BoothId, Check, Clock, CountryCode, Direction, EntryId, Environment, Language, NodeId, PartialDate, PersonName, Randomness,
    Secret, SessionId, Sex, SubjectId, Timestamp, access::Role,
};
use garita_journal::NodeKey;
use garita_protection::{FrameOpener, ProtectionSealer, WaitingCases, WaitingGate, generate_keys};
use garita_storage::{Create, Database, Journal, Node, NodeSettings};
use garita_travel_document::{
    TravelDocumentChecks,
    mrz::{Format, Zone, ZoneFields},
};
use garita_web::{Catalogue, Host, PageError, SignedIn, Site, StatusItem, Theme, session};
use jiff::tz::TimeZone;
use tower::ServiceExt;
use uuid::Uuid;

/// 22 November 2026, 14:05 UTC.
pub const NOON: i64 = 1_795_356_300 * Timestamp::SECOND;
pub const NODE: NodeId = NodeId::new(Uuid::from_u128(0xA0DE));
const MADE: Timestamp = Timestamp::from_micros(1_790_000_000 * Timestamp::SECOND);

pub struct TestClock {
    wall: AtomicI64,
    monotonic: AtomicI64,
}

impl Clock for TestClock {
    fn wall(&self) -> Timestamp {
        Timestamp::from_micros(self.wall.load(Ordering::Relaxed))
    }
    fn monotonic(&self) -> Duration {
        Duration::from_micros(self.monotonic.load(Ordering::Relaxed).unsigned_abs())
    }
}

/// Bytes from a seed: the same in every run.
struct Seeded(AtomicU64);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        blake3::Hasher::new().update(b"desk tests").update(&count.to_le_bytes()).finalize_xof().fill(bytes);
    }
}

pub struct Post {
    pub desk: Desk,
    pub clock: Arc<TestClock>,
    pub catalogue: Arc<Catalogue>,
    pub opener: FrameOpener,
    router: Router,
    store: Option<tempfile::TempDir>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub content_type: String,
    pub body: String,
}

/// A presentation at the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub subject: SubjectId,
    pub entry: EntryId,
}

struct TestHost(Journal);

/// The session's cookie is `role-language`; the accounts are numbered by role.
#[async_trait]
impl Host for TestHost {
    async fn signed_in(&self, session_token: Option<&str>, _: Option<&str>) -> Result<Option<SignedIn>, PageError> {
        let Some((role, language)) = session_token.and_then(|token| token.split_once('-')) else { return Ok(None) };
        let Some(role) = Role::from_code(role) else { return Ok(None) };
        let mut snapshot = self.0.snapshot().await.map_err(PageError::internal)?;
        let open = garita_desk::queries::open_shift(&mut snapshot, account(role)).await.map_err(PageError::internal)?;
        Ok(Some(SignedIn {
            account: account(role),
            session: SessionId::new(Uuid::from_u128(9)),
            display_name: "Ana Reyes".into(),
            roles: vec![role],
            booth: Some(BoothId::new(Uuid::from_u128(0xB007))),
            lane: Some("Carril 2".into()),
            direction: Direction::Entry,
            shift: open.map(|open| open.shift),
            language: Language::from_tag(language).unwrap(),
            theme: Theme::Light,
            csrf: "token".into(),
            locked: false,
        }))
    }

    async fn status_line(&self) -> Vec<StatusItem> {
        Vec::new()
    }

    async fn waiting(&self, _: &str, _: &SignedIn) -> u32 {
        0
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_micros(NOON)
    }

    fn request_id(&self) -> Uuid {
        Uuid::from_u128(0x7F3A_91C2)
    }
}

pub fn account(role: Role) -> AccountId {
    AccountId::new(Uuid::from_u128(0xACC0 + role as u128))
}

impl Post {
    pub async fn open() -> Self {
        Self::open_at(NOON).await
    }

    /// A post whose machine believes this time, in microseconds.
    pub async fn open_at(wall: i64) -> Self {
        let store = tempfile::tempdir().unwrap();
        let (desk, clock, opener) = node(store.path(), wall, 1).await;
        Self::with(desk, clock, opener, Some(store))
    }

    /// A second process over the same store: it takes the writer's place.
    pub async fn taken_over(&self) -> Self {
        let (desk, clock, opener) = node(self.store.as_ref().unwrap().path(), NOON, 1_000_000).await;
        Self::with(desk, clock, opener, None)
    }

    fn with(desk: Desk, clock: Arc<TestClock>, opener: FrameOpener, store: Option<tempfile::TempDir>) -> Self {
        let mut catalogue = Catalogue::new().unwrap();
        for (language, words) in garita_desk::LOCALES.iter().chain(garita_travel_document::LOCALES) {
            catalogue.add(*language, words).unwrap();
        }
        let catalogue = Arc::new(catalogue);
        let site = Site {
            host: Arc::new(TestHost(desk.journal.clone())),
            catalogue: Arc::clone(&catalogue),
            post: "El Florido".into(),
            zone: TimeZone::get("America/Tegucigalpa").unwrap(),
            demo: true,
            places: garita_desk::places().into(),
            lock_after: Duration::from_mins(5),
        };
        let (router, _) = garita_desk::routes(desk.clone());
        let router = garita_web::server::outer(router.layer(from_fn_with_state(site, session::enter)));
        Self { desk, clock, catalogue, opener, router, store }
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.wall.fetch_add(seconds * Timestamp::SECOND, Ordering::Relaxed);
        self.clock.monotonic.fetch_add(seconds * Timestamp::SECOND, Ordering::Relaxed);
    }

    pub async fn request(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (status, location, content_type) = (response.status(), text(header::LOCATION), text(header::CONTENT_TYPE).unwrap_or_default());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, location, content_type, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub async fn get_as(&self, who: &str, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie(who)).body(Body::empty()).unwrap();
        self.request(request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_as("officer-es", path).await
    }

    pub async fn post_as(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", "token");
        body.extend_pairs(fields);
        self.post_bytes(who, path, "application/x-www-form-urlencoded", body.finish().into_bytes()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as("officer-es", path, fields).await
    }

    pub async fn post_bytes(&self, who: &str, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, cookie(who))
            .header(header::CONTENT_TYPE, content_type)
            .header("x-csrf-token", "token")
            .body(Body::from(body))
            .unwrap();
        self.request(request).await
    }

    pub async fn json(&self, path: &str, value: &serde_json::Value) -> Answer {
        self.post_bytes("officer-es", path, "application/json", value.to_string().into_bytes()).await
    }

    pub fn id(&self) -> String {
        self.desk.journal.environment().entry_id().to_string()
    }

    /// Presents a zone, with more fields if given, and expects it to be taken.
    pub async fn present_with(&self, zone: &str, more: &[(&str, &str)]) -> At {
        let (entry, subject) = (self.id(), self.desk.journal.environment().subject_id().to_string());
        let mut fields = vec![("mrz", zone), ("idempotency_key", entry.as_str()), ("subject", subject.as_str())];
        fields.extend_from_slice(more);
        let answer = self.post("/desk/present", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        at(&answer.location.unwrap())
    }

    pub async fn present(&self, zone: &str) -> At {
        self.present_with(zone, &[]).await
    }

    pub async fn decide(&self, at: At, decision: &str, more: &[(&str, &str)]) -> Answer {
        let key = self.id();
        let mut fields = vec![("decision", decision), ("idempotency_key", key.as_str())];
        fields.extend_from_slice(more);
        self.post(&format!("{at}/decide"), &fields).await
    }

    /// Decides and expects it to be recorded.
    pub async fn decided(&self, at: At, decision: &str, more: &[(&str, &str)]) -> Answer {
        let answer = self.decide(at, decision, more).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        self.get(&answer.location.unwrap()).await
    }

    pub async fn state(&self, at: At) -> Option<garita_domain::MovementOutcome> {
        self.desk.case(at.subject, at.entry).await.unwrap().unwrap().now.outcome
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "/desk/{}/{}", self.subject, self.entry)
    }
}

pub fn at(location: &str) -> At {
    let mut parts = location.split('?').next().unwrap().split('/').skip(2);
    At { subject: parts.next().unwrap().parse().unwrap(), entry: parts.next().unwrap().parse().unwrap() }
}

fn cookie(who: &str) -> String {
    format!("{}={who}", session::SESSION_COOKIE)
}

async fn node(directory: &std::path::Path, wall: i64, seed: u64) -> (Desk, Arc<TestClock>, FrameOpener) {
    let clock = Arc::new(TestClock { wall: wall.into(), monotonic: 0.into() });
    let environment = Environment::new(clock.clone(), Arc::new(Seeded(AtomicU64::new(seed))));
    let database = Database::open_sqlite(&directory.join("post.db"), &Secret::new([5; 32]), Create::IfMissing).await.unwrap();
    let mut projections = garita_desk::projections();
    projections.push(Arc::new(WaitingCases));
    let settings = NodeSettings {
        node: NODE,
        key: NodeKey::from_secret(&Secret::new([7; 32])),
        environment: environment.clone(),
        program: "test".into(),
        program_made: MADE,
        demo: true,
        projections,
        local_tables: Vec::new(),
    };
    let journal = Node::open(database, settings).await.unwrap().journal;
    let (secret, public) = generate_keys(&environment);
    let checks: Arc<[Arc<dyn Check>]> = Arc::new([Arc::new(TravelDocumentChecks) as _, Arc::new(HistoryChecks) as _]);
    let keys = Arc::new(DocumentKeys::new(BTreeMap::from([(1, Secret::new([1; 32]))])));
    let desk = Desk {
        settings: Arc::new(DeskSettings { home: country("HND"), zone: TimeZone::get("America/Tegucigalpa").unwrap(), usual_stay: 90 }),
        sources: Arc::new([Arc::new(HistorySource::new(keys.clone(), NODE)) as _]),
        check_set: Arc::new(CheckSet::of(&checks)),
        checks,
        gate: Arc::new(WaitingGate),
        asides: Arc::new([]),
        sealer: Arc::new(ProtectionSealer::new(&public, environment).unwrap()),
        keys,
        journal,
    };
    (desk, clock, FrameOpener::new(&secret).unwrap())
}

pub fn country(code: &str) -> CountryCode {
    CountryCode::parse(code).unwrap()
}

/// A passport's zone.
pub fn passport(nationality: &str, number: &str, surname: &str, birth_date: &str) -> String {
    let fields = ZoneFields {
        format: Format::Td3,
        document_code: "P".into(),
        issuer: country(nationality),
        document_number: number.into(),
        name: PersonName::new(surname, "Maria").unwrap(),
        nationality: country(nationality),
        birth_date: PartialDate::parse(birth_date).unwrap(),
        sex: Sex::Female,
        expiry_date: PartialDate::parse("2031-04-01").unwrap(),
        optional_data: String::new(),
        optional_data_2: String::new(),
    };
    Zone::write(&fields).unwrap().join("\n")
}

/// A visitor from Guatemala whose document is in order.
pub fn visitor() -> String {
    passport("GTM", "A1234567", "Lopez Garcia", "1991-04-02")
}

/// An own national.
pub fn own_national() -> String {
    passport("HND", "E123456", "Mejia", "1985-01-30")
}

/// Fields of a refusal that has everything it needs.
pub const REFUSAL: [(&str, &str); 3] = [("reason", "means-not-shown"), ("language", "es"), ("afraid", "no")];
