//! The node's answers to the session layer: who is signed in, what the status line says, how many cases wait.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use garita_accounts::Accounts;
use garita_desk::queries;
use garita_domain::{Certainty, Message, Timestamp};
use garita_storage::{Health, Journal, StorageErrorKind};
use garita_web::{Host, Icon, PageError, SignedIn, StatusItem, Tone};
use uuid::Uuid;

/// The host over the node's journal and accounts.
pub struct NodeHost {
    journal: Journal,
    accounts: Accounts,
    /// When open cases were last counted, and how many there were.
    open_cases: Mutex<Option<(Duration, u32)>>,
}

/// Every page shows how many cases wait; they are counted this often.
const COUNTED_EVERY: Duration = Duration::from_secs(1);

impl NodeHost {
    /// Puts the two together.
    pub const fn new(journal: Journal, accounts: Accounts) -> Self {
        Self { journal, accounts, open_cases: Mutex::new(None) }
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
        vec![store, link, clock, StatusItem { icon: Icon::Hash, tone: Tone::Quiet, text: head }]
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

const fn stopped(kind: StorageErrorKind) -> &'static str {
    match kind {
        StorageErrorKind::DiskFull => "garita-status-disk-full",
        StorageErrorKind::Damaged | StorageErrorKind::Inconsistent => "garita-status-damaged",
        StorageErrorKind::TakenOver => "garita-status-taken-over",
        StorageErrorKind::Unavailable | StorageErrorKind::WrongKey | StorageErrorKind::Driver => "garita-status-unavailable",
    }
}
