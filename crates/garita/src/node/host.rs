//! The node's answers to the session layer: who is signed in, what the status line says, how many cases wait.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use garita_accounts::Accounts;
use garita_alerts::Alerts;
use garita_desk::queries;
use garita_domain::{Certainty, Message, Timestamp};
use garita_storage::{Health, Journal, StorageErrorKind};
use garita_web::{Host, Icon, PageError, SignedIn, StatusItem, Tone};
use uuid::Uuid;

/// Lists named in the status line, the oldest first.
const LISTS_SHOWN: usize = 3;
/// A list nobody brought up to date for so long is due attention, in microseconds.
const OLD_LIST: i64 = 30 * Timestamp::DAY;

/// The host over the node's journal, accounts and alert lists.
pub struct NodeHost {
    journal: Journal,
    accounts: Accounts,
    alerts: Alerts,
    /// When open cases were last counted, and how many there were.
    open_cases: Mutex<Option<(Duration, u32)>>,
}

/// Every page shows how many cases wait; they are counted this often.
const COUNTED_EVERY: Duration = Duration::from_secs(1);

impl NodeHost {
    /// Puts them together.
    pub const fn new(journal: Journal, accounts: Accounts, alerts: Alerts) -> Self {
        Self { journal, accounts, alerts, open_cases: Mutex::new(None) }
    }
}

#[async_trait]
impl Host for NodeHost {
    async fn signed_in(&self, session_token: Option<&str>, booth_token: Option<&str>) -> Result<Option<SignedIn>, PageError> {
        let Some(session_token) = session_token else { return Ok(None) };
        let mut snapshot = self.journal.snapshot().await.map_err(PageError::unavailable)?;
        let found = self.accounts.signed_in(&mut snapshot, session_token, booth_token).await.map_err(PageError::unavailable)?;
        let Some(mut person) = found else { return Ok(None) };
        let open = queries::open_shift(&mut snapshot, person.account).await.map_err(PageError::unavailable)?;
        person.shift = open.map(|open| open.shift);
        Ok(Some(person))
    }

    async fn status_line(&self) -> Vec<StatusItem> {
        let (_, certainty) = self.journal.now();
        let clock = match certainty {
            Certainty::Certain => StatusItem { icon: Icon::Clock, tone: Tone::Quiet, text: Message::new("garita-status-clock") },
            Certainty::Uncertain => {
                StatusItem { icon: Icon::Clock, tone: Tone::Caution, text: Message::new("garita-status-clock-uncertain") }
            }
        };
        let store = match self.journal.health() {
            Health::Writing => StatusItem { icon: Icon::Check, tone: Tone::Quiet, text: Message::new("garita-status-writing") },
            Health::ReadOnly(kind) => StatusItem { icon: Icon::OctagonAlert, tone: Tone::Alert, text: Message::new(stopped(kind)) },
        };
        let head = self.journal.head();
        let short: String = head.hash.to_string().chars().take(4).collect();
        let head = Message::new("garita-status-head").with("sequence", head.sequence).with("hash", short);
        let link = StatusItem { icon: Icon::WifiOff, tone: Tone::Quiet, text: Message::new("garita-status-alone") };
        let mut items = vec![store, link, clock];
        items.extend(self.lists());
        items.push(StatusItem { icon: Icon::Hash, tone: Tone::Quiet, text: head });
        items
    }

    async fn waiting(&self, href: &str, _: &SignedIn) -> u32 {
        if href != "/desk/queue" {
            return 0;
        }
        let now = self.journal.environment().monotonic();
        let last = *self.open_cases.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = last.filter(|(at, _)| now.saturating_sub(*at) < COUNTED_EVERY) {
            return count;
        }
        let Ok(mut snapshot) = self.journal.snapshot().await else { return 0 };
        let count = queries::open_case_count(&mut snapshot).await.unwrap_or(0);
        *self.open_cases.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, count));
        count
    }

    fn now(&self) -> Timestamp {
        self.journal.now().0
    }

    fn request_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.journal.environment().random()).into_uuid()
    }
}

impl NodeHost {
    /// The age of each list; of many, the oldest and how many more there are.
    fn lists(&self) -> Vec<StatusItem> {
        let now = self.journal.now().0;
        let mut ages: Vec<(i64, String)> =
            self.alerts.ages().into_iter().map(|(name, at)| (at.map_or(i64::MAX, |at| now.since(at).max(0)), name)).collect();
        if ages.is_empty() {
            return vec![StatusItem { icon: Icon::List, tone: Tone::Quiet, text: Message::new("garita-status-no-lists") }];
        }
        ages.sort_by(|one, two| two.cmp(one));
        let more = ages.len().saturating_sub(LISTS_SHOWN);
        let mut items: Vec<StatusItem> = ages.into_iter().take(LISTS_SHOWN).map(|(age, name)| list_age(age, &name)).collect();
        if more > 0 {
            items.push(StatusItem {
                icon: Icon::List,
                tone: Tone::Quiet,
                text: Message::new("garita-status-more-lists").with("more", more),
            });
        }
        items
    }
}

/// One list's age, in the largest unit that is not zero.
fn list_age(age: i64, name: &str) -> StatusItem {
    const HOUR: i64 = 3_600 * Timestamp::SECOND;
    let (id, count) = match age {
        i64::MAX => ("garita-status-list-empty", 0),
        _ if age >= 2 * Timestamp::DAY => ("garita-status-list-days", age / Timestamp::DAY),
        _ if age >= HOUR => ("garita-status-list-hours", age / HOUR),
        _ => ("garita-status-list-minutes", age / (60 * Timestamp::SECOND)),
    };
    let tone = if age >= OLD_LIST { Tone::Caution } else { Tone::Quiet };
    StatusItem { icon: Icon::List, tone, text: Message::new(id).with("list", name).with("count", count) }
}

const fn stopped(kind: StorageErrorKind) -> &'static str {
    match kind {
        StorageErrorKind::DiskFull => "garita-status-disk-full",
        StorageErrorKind::Damaged | StorageErrorKind::Inconsistent => "garita-status-damaged",
        StorageErrorKind::TakenOver => "garita-status-taken-over",
        StorageErrorKind::Unavailable | StorageErrorKind::WrongKey | StorageErrorKind::Driver => "garita-status-unavailable",
    }
}
