//! The service the session layer and the pages stand on: who a browser is, and whether a secret fits.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use garita_domain::{AccountId, BoothId, Direction, Secret, SessionId, Timestamp};
use garita_record::SignInRefused;
use garita_storage::{ApprovedAct, Journal, Snapshot, StorageError};
use garita_web::SignedIn;

use crate::{
    AccountsError, Settings, Unenrolled,
    commands::{
        credentials::{Credential, HashedCode},
        roles::RolesAct,
        sessions::{NoteRefusal, Touch},
        sign_in::{Method, SignIn},
    },
    names,
    queries::{self, Booth, StoredSession},
    secrets::{
        code::{self, Code},
        hash::HashError,
        hashing::{Hashing, Queue},
        throttle::{Place, Throttle},
        token::{self, Token},
    },
    settings::micros,
};

/// Activity is written at most this often, in microseconds.
const TOUCH_EVERY: i64 = 60 * Timestamp::SECOND;
/// Somebody who signed in by code sets their secrets within this time, in microseconds.
const SET_WITHIN: i64 = 30 * 60 * Timestamp::SECOND;
/// A session from further ahead than this was made under another clock: it ends, in microseconds.
const CLOCK_BOUND: i64 = 300 * Timestamp::SECOND;
/// Refused sign-ins of strangers under unknown names are put on record at most this often.
const NOTE_STRANGERS_EVERY: Duration = Duration::from_secs(10);

/// Accounts, sessions, booths and approvals of one node. Cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    journal: Journal,
    settings: Settings,
    acts: Arc<[Arc<dyn ApprovedAct>]>,
    throttle: Throttle,
    hashing: Hashing,
    activity: Mutex<BTreeMap<SessionId, Activity>>,
    stranger_noted: Mutex<Option<Duration>>,
}

/// When a session was last seen, and when that was last written.
#[derive(Clone, Copy)]
struct Activity {
    seen: Timestamp,
    written: Timestamp,
}

/// What became of a sign-in.
pub(crate) enum SignInOutcome {
    /// A session began; the token is for its cookie.
    Begun { token: Token, must_set: bool },
    /// Name or secret is wrong, or the account is closed: nobody learns which.
    Wrong,
    /// Too many wrong ones: try again after this time.
    TooEarly(Duration),
}

impl Accounts {
    /// Puts the service together. `acts` are what other capabilities have carried out by a second person's approval.
    pub fn new(journal: Journal, settings: Settings, acts: Vec<Arc<dyn ApprovedAct>>) -> Self {
        let own: Arc<dyn ApprovedAct> = Arc::new(RolesAct);
        Self(Arc::new(Inner {
            journal,
            settings,
            acts: std::iter::once(own).chain(acts).collect(),
            throttle: Throttle::default(),
            hashing: Hashing::new(),
            activity: Mutex::default(),
            stranger_noted: Mutex::default(),
        }))
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Who the browser with these cookies is, for `garita_web::Host`. The open shift is not known here.
    ///
    /// A session belongs to the booth it began at: its token is worth nothing in another browser's hands.
    pub async fn signed_in(
        &self,
        snapshot: &mut Snapshot,
        session_token: &str,
        booth_token: Option<&str>,
    ) -> Result<Option<SignedIn>, StorageError> {
        let token_hash = token::stored(session_token);
        let Some(session) = queries::session(snapshot, token_hash.clone()).await? else { return Ok(None) };
        let booth = booth(snapshot, booth_token).await?;
        let now = self.0.journal.now().0;
        if session.roles.is_empty() || session.booth != booth.as_ref().map(|booth| booth.id) || self.is_over(&session, now) {
            return Ok(None);
        }
        let idle = self.is_idle(&session, now);
        if !idle && !session.locked && !session.must_set {
            self.note_activity(&session, token_hash, now);
        }
        let node = BoothId::new(self.0.journal.node().uuid());
        let stand_in = (self.0.settings.unenrolled == Unenrolled::Desk).then_some(node);
        Ok(Some(SignedIn {
            account: session.account,
            session: session.session,
            display_name: session.display_name,
            roles: session.roles,
            direction: booth.as_ref().map_or(Direction::Entry, |booth| booth.direction),
            booth: booth.as_ref().map(|booth| booth.id).or(stand_in),
            lane: booth.map(|booth| booth.lane),
            shift: None,
            language: session.language,
            theme: session.theme,
            csrf: token::form_token(session_token),
            // Nothing but setting the secrets is open to somebody who came by code: the unlock page leads there.
            locked: session.locked || idle || session.must_set,
        }))
    }

    /// How many requests wait for this person's decision.
    pub async fn waiting_approvals(&self, signed_in: &SignedIn) -> Result<u32, StorageError> {
        let mut snapshot = self.0.journal.snapshot().await?;
        let waiting = queries::waiting(&mut snapshot).await?;
        let mine = waiting.iter().filter(|request| may_decide(request, signed_in)).count();
        Ok(u32::try_from(mine).unwrap_or(u32::MAX))
    }

    pub(crate) fn acts(&self) -> &Arc<[Arc<dyn ApprovedAct>]> {
        &self.0.acts
    }

    /// Signs in by password or one-time code.
    pub(crate) async fn sign_in(
        &self,
        name: &str,
        secret: Secret<String>,
        before: Option<&str>,
        booth_token: Option<&str>,
    ) -> Result<SignInOutcome, AccountsError> {
        let mut snapshot = self.0.journal.snapshot().await?;
        let booth = booth(&mut snapshot, booth_token).await?.map(|booth| booth.id);
        let name = names::typed(name);
        let place = Place { booth, name: token::stored(&name) };
        let account = queries::find_account(&mut snapshot, &name).await?;
        if let Err(early) = self.0.throttle.begin(&place, self.0.journal.environment().monotonic()) {
            if early.first {
                self.note_refusal(account, booth, "too_many");
            }
            return Ok(SignInOutcome::TooEarly(early.wait));
        }
        let now = self.0.journal.now().0;
        // An unknown name is looked up all the same, under an id that no account has.
        let whose = account.unwrap_or(AccountId::new(uuid::Uuid::nil()));
        let password = queries::credential(&mut snapshot, whose, Credential::Password, now).await?;
        let code = queries::credential(&mut snapshot, whose, Credential::OneTimeCode, now).await?;
        drop(snapshot);
        let queue = if booth.is_some() { Queue::Booth } else { Queue::Stranger };
        // The same work whatever the name: one hash, and one more when what was typed could be a code.
        let mut method = self.0.hashing.fits(queue, secret.clone(), password).await?.then_some(Method::Password);
        if let Some(typed) = Code::read(secret.expose(), code::SIGN_IN)
            && self.0.hashing.fits(queue, typed.secret(), code.clone()).await?
        {
            method = code.map(Method::OneTimeCode);
        }
        let (Some(account), Some(method)) = (account, method) else {
            self.note_refusal(account, booth, if account.is_some() { "wrong_secret" } else { "unknown_name" });
            return Ok(SignInOutcome::Wrong);
        };
        let token = Token::new(self.0.journal.environment());
        let must_set = method != Method::Password;
        let command = SignIn {
            account,
            method,
            booth,
            token_hash: token::stored(token.value()),
            before: before.map(token::stored),
            session_length: micros(self.0.settings.session_length),
        };
        match self.0.journal.submit(command).await {
            Ok(()) => {
                self.0.throttle.succeeded(&place);
                Ok(SignInOutcome::Begun { token, must_set })
            }
            Err(AccountsError::Refused(_)) => {
                self.note_refusal(Some(account), booth, "closed");
                Ok(SignInOutcome::Wrong)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether a signed-in person's secret fits; also what keeps it from being guessed at the keyboard.
    pub(crate) async fn fits(&self, account: AccountId, credential: Credential, secret: Secret<String>) -> Result<bool, AccountsError> {
        let mut snapshot = self.0.journal.snapshot().await?;
        let stored = queries::credential(&mut snapshot, account, credential, self.0.journal.now().0).await?;
        drop(snapshot);
        Ok(self.0.hashing.fits(Queue::Booth, secret, stored).await?)
    }

    /// Counts an attempt at one's own password on the account page; an error is the time to wait.
    pub(crate) fn begin_attempt(&self, signed_in: &SignedIn) -> Result<Place, Duration> {
        let place = Place { booth: signed_in.booth, name: signed_in.account.uuid().as_bytes().to_vec() };
        match self.0.throttle.begin(&place, self.0.journal.environment().monotonic()) {
            Ok(()) => Ok(place),
            Err(early) => Err(early.wait),
        }
    }

    pub(crate) fn attempt_succeeded(&self, place: &Place) {
        self.0.throttle.succeeded(place);
    }

    /// Hashes a new secret.
    pub(crate) async fn hash(&self, secret: Secret<String>) -> Result<String, HashError> {
        self.0.hashing.hash(secret, self.0.journal.environment().random()).await
    }

    /// A new one-time code and its hash.
    pub(crate) async fn new_code(&self) -> Result<(Code, HashedCode), HashError> {
        let code = Code::new::<{ code::SIGN_IN }>(self.0.journal.environment());
        let hash = self.hash(code.secret()).await?;
        Ok((code, HashedCode { hash, lifetime: micros(self.0.settings.code_lifetime) }))
    }

    /// The session of a cookie as it is stored, whether locked or not.
    pub(crate) async fn stored_session(&self, session_token: &str) -> Result<Option<StoredSession>, StorageError> {
        let mut snapshot = self.0.journal.snapshot().await?;
        let session = queries::session(&mut snapshot, token::stored(session_token)).await?;
        Ok(session.filter(|session| !self.is_over(session, self.0.journal.now().0)))
    }

    /// Puts a refusal on record, without waiting for the disk: how long an answer takes must not say which name exists.
    pub(crate) fn note_refusal(&self, account: Option<AccountId>, booth: Option<BoothId>, why: &'static str) {
        if account.is_none() && booth.is_none() && !self.stranger_is_noted() {
            return;
        }
        let journal = self.0.journal.clone();
        let refusal = SignInRefused { booth, why: why.to_owned() };
        tokio::spawn(async move {
            if let Err(error) = journal.submit(NoteRefusal { account, refusal }).await {
                tracing::error!(%error, "a refused sign-in was not put on record");
            }
        });
    }

    fn stranger_is_noted(&self) -> bool {
        let now = self.0.journal.environment().monotonic();
        let mut noted = self.0.stranger_noted.lock().unwrap_or_else(PoisonError::into_inner);
        let due = noted.is_none_or(|last| now.saturating_sub(last) >= NOTE_STRANGERS_EVERY);
        if due {
            *noted = Some(now);
        }
        due
    }

    fn is_over(&self, session: &StoredSession, now: Timestamp) -> bool {
        let age = now.since(session.created);
        age > micros(self.0.settings.session_length) || age < -CLOCK_BOUND || (session.must_set && age > SET_WITHIN)
    }

    fn is_idle(&self, session: &StoredSession, now: Timestamp) -> bool {
        let seen = self.activity().get(&session.session).map_or(session.seen, |activity| activity.seen.max(session.seen));
        let idle = now.since(seen);
        idle > micros(self.0.settings.lock_after) || idle < -CLOCK_BOUND
    }

    /// Activity is known at once and written once a minute, so that nobody is locked out of reading when the disk is full.
    fn note_activity(&self, session: &StoredSession, token_hash: Vec<u8>, now: Timestamp) {
        let mut activity = self.activity();
        let written = activity.get(&session.session).map_or(session.seen, |activity| activity.written.max(session.seen));
        let due = now.since(written) >= TOUCH_EVERY;
        activity.insert(session.session, Activity { seen: now, written: if due { now } else { written } });
        if due {
            let length = micros(self.0.settings.session_length);
            activity.retain(|_, activity| now.since(activity.seen) <= length);
            let (journal, session) = (self.0.journal.clone(), session.session);
            tokio::spawn(async move {
                if let Err(error) = journal.submit(Touch { session, token_hash, seen: now }).await {
                    tracing::warn!(%error, "a session's activity was not written");
                }
            });
        }
    }

    fn activity(&self) -> std::sync::MutexGuard<'_, BTreeMap<SessionId, Activity>> {
        self.0.activity.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a person may decide a request, as far as a page can tell; the command looks again.
pub(crate) fn may_decide(request: &queries::Request, signed_in: &SignedIn) -> bool {
    request.asked_by != Some(signed_in.account)
        && request.subject != signed_in.account.as_subject()
        && request.approvers.iter().any(|role| signed_in.has(*role))
}

async fn booth(snapshot: &mut Snapshot, token: Option<&str>) -> Result<Option<Booth>, StorageError> {
    match token {
        Some(token) => queries::booth_of_token(snapshot, token::stored(token)).await,
        None => Ok(None),
    }
}
