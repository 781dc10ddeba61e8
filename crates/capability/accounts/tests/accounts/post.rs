//! A post in a temporary directory, and browsers in front of it.

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
use garita_accounts::{Accounts, DisplayName, FirstAccount, LOCALES, Settings, SignInName, open_first_account};
use garita_domain::{AccountId, Clock, Environment, Language, NodeId, Randomness, Secret, Timestamp, access::Role};
use garita_journal::NodeKey;
use garita_storage::{Create, Database, Journal, Node, NodeSettings};
use garita_web::{Catalogue, Host, PageError, SignedIn, Site, StatusItem, session};
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

pub const PASSWORD: &str = "el río crece en mayo";
pub const PIN: &str = "284915";

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
    pub accounts: Accounts,
    pub catalogue: Arc<Catalogue>,
    pub clock: Arc<TestClock>,
    /// One-time codes by sign-in name, as they were shown.
    pub codes: BTreeMap<&'static str, String>,
    pub ids: BTreeMap<&'static str, AccountId>,
    _directory: Option<TempDir>,
}

impl Post {
    /// Who the browser with these cookies is.
    pub async fn signed_in(&self, session: Option<&str>, booth: Option<&str>) -> Option<SignedIn> {
        TestHost(self.accounts.clone()).signed_in(session, booth).await.unwrap()
    }
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
        if href == "/approvals" { self.0.waiting_approvals(signed_in).await.unwrap() } else { 0 }
    }

    fn now(&self) -> Timestamp {
        self.0.journal().now().0
    }

    fn request_id(&self) -> Uuid {
        self.0.journal().environment().random::<16>().to_vec().try_into().map(Uuid::from_bytes).unwrap()
    }
}

impl Post {
    /// A post with an administrator `ada`, a supervisor `sol` and an officer `ana`.
    pub async fn open() -> Self {
        Self::open_with(Settings::default()).await
    }

    pub async fn open_with(settings: Settings) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let key = Secret::new([7; 32]);
        let database = Database::open_sqlite(&directory.path().join("post.db"), &key, Create::IfMissing).await.unwrap();
        Self { _directory: Some(directory), ..Self::open_on(database, settings).await }
    }

    pub async fn open_on(database: Database, settings: Settings) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(0)));
        let environment = Environment::new(clock.clone(), Arc::new(Seeded(Mutex::new(0))));
        let node = Node::open(
            database,
            NodeSettings {
                node: NodeId::new(Uuid::from_u128(9)),
                key: NodeKey::from_secret(&Secret::new([8; 32])),
                environment,
                program: "test".into(),
                program_made: Timestamp::from_micros(START - Timestamp::DAY),
                demo: false,
                projections: garita_accounts::projections(),
                local_tables: garita_accounts::local_tables(),
            },
        )
        .await
        .unwrap();
        let journal = node.journal;
        let accounts = Accounts::new(journal.clone(), settings, Vec::new());
        let mut catalogue = Catalogue::new().unwrap();
        for (language, words) in LOCALES {
            catalogue.add(language, words).unwrap();
        }
        let catalogue = Arc::new(catalogue);
        let site = Site {
            host: Arc::new(TestHost(accounts.clone())),
            catalogue: catalogue.clone(),
            post: "El Florido".into(),
            zone: TimeZone::UTC,
            demo: false,
            places: garita_accounts::places().into(),
            lock_after: settings.lock_after,
        };
        let (router, _) = garita_accounts::routes(accounts.clone());
        let router = router.layer(from_fn_with_state(site, session::enter));
        let mut post = Self { router, journal, accounts, catalogue, clock, codes: BTreeMap::new(), ids: BTreeMap::new(), _directory: None };
        post.first("ada", "Ada Núñez", Role::Administrator).await;
        post.first("sol", "Sol Paz", Role::Supervisor).await;
        post.first("ana", "Ana Reyes", Role::Officer).await;
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

    /// Waits for an entry that is written beside the answer.
    pub async fn wait_for(&self, kind: &str, count: usize) {
        let mut head = self.journal.watch_head();
        while self.count(kind).await < count {
            head.changed().await.unwrap();
        }
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
    pub cookies: Vec<String>,
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

    pub fn session(&self) -> Option<&String> {
        self.cookies.get(session::SESSION_COOKIE)
    }

    async fn request(&mut self, method: &str, path: &str, body: String) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
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
        Answer { status, location, cookies: set, html }
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
