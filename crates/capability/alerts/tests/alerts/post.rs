//! A post in a temporary directory, with the real counter, the real second person and the real gate; and browsers in front of it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
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
use garita_accounts::{Accounts, DisplayName, FirstAccount, Settings, SignInName, Unenrolled, open_first_account};
use garita_alerts::{AlertChecks, AlertSource, Alerts, AlertsAside, AlertsSettings, approved_acts};
use garita_desk::{CheckSet, Desk, DeskPeople, DeskSettings, DocumentKeys, HistoryChecks, HistorySource};
use garita_domain::{
    AccountId, Check, Clock, CountryCode, Environment, Language, NodeId, PartialDate, PersonName, Randomness, Secret, Sex, SubjectId,
    Timestamp, access::Role,
};
use garita_journal::NodeKey;
use garita_protection::{ProtectionSealer, WaitingCases, WaitingGate, generate_keys};
use garita_storage::{Create, Database, Journal, Node, NodeSettings};
use garita_travel_document::{
    TravelDocumentChecks,
    mrz::{Format, Zone, ZoneFields},
};
use garita_web::{Catalogue, Host, PageError, SignedIn, Site, StatusItem, session};
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

pub const PASSWORD: &str = "el río crece en mayo";
pub const PIN: &str = "284915";

pub const NODE: NodeId = NodeId::new(Uuid::from_u128(9));
/// 22 November 2026.
const START: i64 = 1_795_320_000 * Timestamp::SECOND;

/// A clock that stands until it is moved.
pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn wall(&self) -> Timestamp {
        Timestamp::from_micros(START + self.0.load(Ordering::SeqCst))
    }

    fn monotonic(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::SeqCst).unsigned_abs())
    }
}

/// The same bytes in every run.
struct Seeded(Mutex<u64>);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut count = self.0.lock().unwrap();
        *count += 1;
        blake3::Hasher::new().update(&count.to_be_bytes()).finalize_xof().fill(bytes);
    }
}

pub struct Post {
    pub router: Router,
    pub journal: Journal,
    pub alerts: Alerts,
    pub catalogue: Arc<Catalogue>,
    pub clock: Arc<TestClock>,
    /// One-time codes by sign-in name, as they were shown.
    pub codes: BTreeMap<&'static str, String>,
    pub ids: BTreeMap<&'static str, AccountId>,
    _directory: Option<TempDir>,
}

struct TestHost(Accounts);

#[async_trait]
impl Host for TestHost {
    async fn signed_in(&self, session: Option<&str>, booth: Option<&str>) -> Result<Option<SignedIn>, PageError> {
        let Some(session) = session else { return Ok(None) };
        let mut snapshot = self.0.journal().snapshot().await.map_err(PageError::internal)?;
        self.0.signed_in(&mut snapshot, session, booth).await.map_err(PageError::internal)
    }

    async fn status_line(&self) -> Vec<StatusItem> {
        Vec::new()
    }

    async fn waiting(&self, href: &str, signed_in: &SignedIn) -> u32 {
        let _ = (href, signed_in);
        0
    }

    fn now(&self) -> Timestamp {
        self.0.journal().now().0
    }

    fn request_id(&self) -> Uuid {
        self.0.journal().environment().random::<16>().to_vec().try_into().map(Uuid::from_bytes).unwrap()
    }
}

impl Post {
    /// A post with two who keep lists, `lola` and `leo`, a supervisor `sol`, two officers `ana` and `eva`, an overseer `omar`
    /// and a protection officer `paz`.
    pub async fn open() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::open_sqlite(&directory.path().join("post.db"), &Secret::new([7; 32]), Create::IfMissing).await.unwrap();
        Self { _directory: Some(directory), ..Self::open_on(database).await }
    }

    pub async fn open_on(database: Database) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(0)));
        let environment = Environment::new(clock.clone(), Arc::new(Seeded(Mutex::new(0))));
        let mut projections = garita_desk::projections();
        projections.push(Arc::new(WaitingCases));
        projections.extend(garita_accounts::projections());
        projections.extend(garita_alerts::projections());
        let mut local_tables = garita_accounts::local_tables();
        local_tables.extend(garita_alerts::local_tables());
        let settings = NodeSettings {
            node: NODE,
            key: NodeKey::from_secret(&Secret::new([8; 32])),
            environment: environment.clone(),
            program: "test".into(),
            program_made: Timestamp::from_micros(START - Timestamp::DAY),
            demo: false,
            projections,
            local_tables,
        };
        let journal = Node::open(database, settings).await.unwrap().journal;
        let settings = Settings { unenrolled: Unenrolled::Desk, ..Settings::default() };
        let accounts = Accounts::new(journal.clone(), settings, approved_acts(&TimeZone::UTC));
        let alerts = Alerts::open(AlertsSettings {
            journal: journal.clone(),
            people: Arc::new(DeskPeople),
            gate: Arc::new(WaitingGate),
            home: country("HND"),
            zone: TimeZone::UTC,
        });
        let alerts = alerts.await.unwrap();
        let desk = desk(&journal, &alerts, &environment);
        let mut catalogue = Catalogue::new().unwrap();
        let words = garita_accounts::LOCALES.iter().chain(&garita_alerts::LOCALES).chain(garita_desk::LOCALES);
        for (language, words) in words.chain(garita_travel_document::LOCALES).chain(garita_screening::LOCALES) {
            catalogue.add(*language, words).unwrap();
        }
        let catalogue = Arc::new(catalogue);
        let places = garita_alerts::places().into_iter().chain(garita_accounts::places()).collect();
        let site = Site {
            host: Arc::new(TestHost(accounts.clone())),
            catalogue: catalogue.clone(),
            post: "El Florido".into(),
            zone: TimeZone::UTC,
            demo: false,
            places,
            lock_after: settings.lock_after,
        };
        let router = garita_accounts::routes(accounts.clone()).0;
        let router = router.merge(garita_alerts::routes(alerts.clone()).0).merge(garita_desk::routes(desk.clone()).0);
        let router = router.layer(from_fn_with_state(site, session::enter));
        let mut post = Self { router, journal, alerts, catalogue, clock, codes: BTreeMap::new(), ids: BTreeMap::new(), _directory: None };
        for (name, role) in [
            ("lola", Role::ListOwner),
            ("leo", Role::ListOwner),
            ("sol", Role::Supervisor),
            ("ana", Role::Officer),
            ("eva", Role::Officer),
            ("omar", Role::Overseer),
            ("paz", Role::ProtectionOfficer),
        ] {
            post.first(name, name, role).await;
        }
        post
    }

    pub async fn first(&mut self, name: &'static str, display_name: &str, role: Role) {
        let account = FirstAccount {
            sign_in_name: SignInName::parse(name).unwrap(),
            display_name: DisplayName::parse(display_name).unwrap(),
            language: Language::En,
            roles: vec![role],
        };
        let (id, code) = open_first_account(&self.journal, account).await.unwrap();
        self.codes.insert(name, code.expose().clone());
        self.ids.insert(name, id);
    }

    /// Moves both clocks on.
    pub fn pass(&self, time: Duration) {
        self.clock.0.fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }

    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), language: "en" }
    }

    /// A browser in which somebody has signed in by code and set password and PIN.
    pub async fn person(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(name, &self.codes[name]).await;
        let page = browser.get("/set-secrets").await;
        let set = [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)];
        assert_eq!(browser.send(&page, "/set-secrets", &set).await.status, StatusCode::SEE_OTHER);
        browser
    }

    /// Kinds and payloads of every entry, in order.
    pub async fn entries(&self) -> Vec<(String, String)> {
        let mut snapshot = self.journal.snapshot().await.unwrap();
        let rows = snapshot.rows("SELECT kind, payload FROM journal_content ORDER BY sequence", &[]).await.unwrap();
        rows.iter().map(|row| (row.text(0).unwrap(), String::from_utf8(row.bytes(1).unwrap()).unwrap())).collect()
    }

    pub async fn count(&self, kind: &str) -> usize {
        self.entries().await.iter().filter(|(entry, _)| entry == kind).count()
    }
}

/// A browser: it keeps cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub html: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.request("GET", path, String::new()).await
    }

    /// Sends exactly these fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.request("POST", path, body).await
    }

    /// Sends a form of a page with its hidden fields; a field given here takes the place of a hidden one.
    pub async fn send(&mut self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let hidden = page.hidden_fields(path);
        let kept = hidden.iter().filter(|(name, _)| fields.iter().all(|(given, _)| given != name));
        let all: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(fields.iter().copied()).collect();
        self.post(path, &all).await
    }

    /// Opens a page and sends its form.
    pub async fn fill(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(page).await;
        self.send(&page, path, fields).await
    }

    pub async fn sign_in(&mut self, name: &str, secret: &str) -> Answer {
        self.fill("/sign-in", "/sign-in", &[("name", name), ("secret", secret)]).await
    }

    async fn request(&mut self, method: &str, path: &str, body: String) -> Answer {
        self.request_as(method, path, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// Sends a file in a form.
    pub async fn upload(&mut self, page: &Answer, path: &str, name: &str, content: &[u8]) -> Answer {
        let token = page.hidden("csrf", path);
        let mut body = format!("--GAR\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--GAR\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--GAR--\r\n");
        self.request_as("POST", path, "multipart/form-data; boundary=GAR", body).await
    }

    async fn request_as(&mut self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
        let set: Vec<String> = response.headers().get_all(header::SET_COOKIE).iter().map(text).collect();
        for cookie in &set {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(text).unwrap_or_default();
        let html = String::from_utf8(to_bytes(response.into_body(), 1_000_000).await.unwrap().to_vec()).unwrap();
        Answer { status, location, html }
    }
}

impl Answer {
    /// A hidden field of the form that goes to `action`; empty when there is none.
    pub fn hidden(&self, name: &str, action: &str) -> String {
        self.hidden_fields(action).into_iter().find(|(field, _)| field == name).map(|(_, value)| value).unwrap_or_default()
    }

    fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        let form = self.html.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default();
        let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
        let each = |input: &str| {
            let mut parts = input.split('"');
            (parts.next().unwrap().to_owned(), parts.nth(1).unwrap().to_owned())
        };
        inputs.map(each).collect()
    }

    /// The code a page shows.
    pub fn code(&self) -> String {
        let rest = self.html.split("<p class=\"mono person-name\" dir=\"ltr\">").nth(1).unwrap_or_default();
        rest.split('<').next().unwrap_or_default().to_owned()
    }

    /// Where the first form goes whose address begins so.
    pub fn action(&self, begins: &str) -> String {
        let rest = self.html.split(&format!("action=\"{begins}")).nth(1).unwrap_or_default();
        format!("{begins}{}", rest.split('"').next().unwrap_or_default())
    }
}

pub fn country(code: &str) -> CountryCode {
    CountryCode::parse(code).unwrap()
}

fn desk(journal: &Journal, alerts: &Alerts, environment: &Environment) -> Desk {
    let (_, public) = generate_keys(environment);
    let checks: Arc<[Arc<dyn Check>]> =
        Arc::new([Arc::new(TravelDocumentChecks) as _, Arc::new(HistoryChecks) as _, Arc::new(AlertChecks) as _]);
    let keys = Arc::new(DocumentKeys::new(BTreeMap::from([(1, Secret::new([1; 32]))])));
    Desk {
        settings: Arc::new(DeskSettings { home: country("HND"), zone: TimeZone::UTC, usual_stay: 90 }),
        sources: Arc::new([Arc::new(HistorySource::new(keys.clone(), NODE)) as _, Arc::new(AlertSource::new(alerts.clone())) as _]),
        check_set: Arc::new(CheckSet::of(&checks)),
        checks,
        gate: Arc::new(WaitingGate),
        sealer: Arc::new(ProtectionSealer::new(&public, environment.clone()).unwrap()),
        asides: Arc::new([Arc::new(AlertsAside) as _]),
        keys,
        journal: journal.clone(),
    }
}

/// A passport's zone.
pub fn passport(nationality: &str, number: &str, surname: &str, given_names: &str, birth_date: &str) -> String {
    let fields = ZoneFields {
        format: Format::Td3,
        document_code: "P".into(),
        issuer: country(nationality),
        document_number: number.into(),
        name: PersonName::new(surname, given_names).unwrap(),
        nationality: country(nationality),
        birth_date: PartialDate::parse(birth_date).unwrap(),
        sex: Sex::Male,
        expiry_date: PartialDate::parse("2031-04-01").unwrap(),
        optional_data: String::new(),
        optional_data_2: String::new(),
    };
    Zone::write(&fields).unwrap().join("\n")
}

/// A list's id from an address, `/alerts/lists/{list}`.
pub fn list_of(address: &str) -> SubjectId {
    address.split('/').nth(3).unwrap().split('?').next().unwrap().parse().unwrap()
}
