//! Questions the pages and the session layer ask. Nothing here changes anything.

use garita_domain::{AccountId, BoothId, Direction, Language, RequestId, SessionId, SubjectId, Timestamp, access::Role};
use garita_storage::{Snapshot, StorageError, Value};
use garita_web::Theme;

use crate::{commands::credentials::Credential, names::roles_from, tables::WAITING};

/// Rows on one page of a list.
pub(crate) const PAGE: usize = 50;
const PAGE_AND_ONE: i64 = 51;
/// Decided requests shown under those that wait.
const DECIDED_SHOWN: i64 = 20;

/// A live session as it is stored.
pub(crate) struct StoredSession {
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) booth: Option<BoothId>,
    pub(crate) created: Timestamp,
    pub(crate) seen: Timestamp,
    pub(crate) locked: bool,
    pub(crate) must_set: bool,
    pub(crate) display_name: String,
    pub(crate) sign_in_name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) language: Language,
    pub(crate) theme: Theme,
}

/// The session with this token's hash: one indexed read.
pub(crate) async fn session(snapshot: &mut Snapshot, token_hash: Vec<u8>) -> Result<Option<StoredSession>, StorageError> {
    let sql = "SELECT s.session, s.account, s.booth, s.created, s.seen, s.locked, s.must_set, a.display_name, a.sign_in_name, a.roles,
                 coalesce(p.language, a.language), coalesce(p.theme, '')
               FROM accounts_session s JOIN @accounts_account a ON a.account = s.account
               LEFT JOIN accounts_preference p ON p.account = s.account WHERE s.token_hash = $1";
    let Some(row) = snapshot.row(sql, &[token_hash.into()]).await? else { return Ok(None) };
    Ok(Some(StoredSession {
        session: SessionId::new(row.id(0)?),
        account: AccountId::new(row.id(1)?),
        booth: row.optional_id(2)?.map(BoothId::new),
        created: row.time(3)?,
        seen: row.time(4)?,
        locked: row.flag(5)?,
        must_set: row.flag(6)?,
        display_name: row.text(7)?,
        sign_in_name: row.text(8)?,
        roles: roles_from(&row.text(9)?),
        language: Language::from_tag(&row.text(10)?).unwrap_or_default(),
        theme: Theme::from_code(&row.text(11)?).unwrap_or_default(),
    }))
}

/// A booth as the staff see it.
pub(crate) struct Booth {
    pub(crate) id: BoothId,
    pub(crate) lane: String,
    pub(crate) direction: Direction,
    pub(crate) enrolled: Option<Timestamp>,
    pub(crate) revoked: Option<Timestamp>,
}

fn booth_from(row: &garita_storage::Row) -> Result<Booth, StorageError> {
    Ok(Booth {
        id: BoothId::new(row.id(0)?),
        lane: row.text(1)?,
        direction: Direction::from_code(&row.text(2)?).unwrap_or(Direction::Entry),
        enrolled: row.optional_integer(3)?.map(Timestamp::from_micros),
        revoked: row.optional_integer(4)?.map(Timestamp::from_micros),
    })
}

/// The booth a browser's token makes it, unless it was revoked.
pub(crate) async fn booth_of_token(snapshot: &mut Snapshot, token_hash: Vec<u8>) -> Result<Option<Booth>, StorageError> {
    let sql = "SELECT b.booth, b.lane, b.direction, b.enrolled, b.revoked
               FROM accounts_booth_secret t JOIN @accounts_booth b ON b.booth = t.booth WHERE t.token_hash = $1 AND b.revoked IS NULL";
    snapshot.row(sql, &[token_hash.into()]).await?.as_ref().map(booth_from).transpose()
}

/// Every booth, by lane; those revoked last.
pub(crate) async fn booths(snapshot: &mut Snapshot) -> Result<Vec<Booth>, StorageError> {
    let sql = "SELECT booth, lane, direction, enrolled, revoked FROM @accounts_booth ORDER BY lane, booth";
    let mut booths = snapshot.rows(sql, &[]).await?.iter().map(booth_from).collect::<Result<Vec<_>, _>>()?;
    booths.sort_by_key(|booth| booth.revoked.is_some());
    Ok(booths)
}

/// An account as the staff see it.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) sign_in_name: String,
    pub(crate) display_name: String,
    pub(crate) language: Language,
    pub(crate) roles: Vec<Role>,
    pub(crate) opened: Timestamp,
    /// Whether the person has set a password.
    pub(crate) ready: bool,
}

const ACCOUNT: &str = "SELECT a.account, a.sign_in_name, a.display_name, a.language, a.roles, a.opened, c.account
    FROM @accounts_account a LEFT JOIN accounts_credential c ON c.account = a.account AND c.credential = 'password' WHERE a.account = $1";
const ACCOUNTS: &str = "SELECT a.account, a.sign_in_name, a.display_name, a.language, a.roles, a.opened, c.account
    FROM @accounts_account a LEFT JOIN accounts_credential c ON c.account = a.account AND c.credential = 'password'
    WHERE a.sign_in_name > $1 ORDER BY a.sign_in_name LIMIT $2";

fn account_from(row: &garita_storage::Row) -> Result<Account, StorageError> {
    Ok(Account {
        id: AccountId::new(row.id(0)?),
        sign_in_name: row.text(1)?,
        display_name: row.text(2)?,
        language: Language::from_tag(&row.text(3)?).unwrap_or_default(),
        roles: roles_from(&row.text(4)?),
        opened: row.time(5)?,
        ready: row.optional_id(6)?.is_some(),
    })
}

/// One account.
pub(crate) async fn account(snapshot: &mut Snapshot, account: AccountId) -> Result<Option<Account>, StorageError> {
    snapshot.row(ACCOUNT, &[account.into()]).await?.as_ref().map(account_from).transpose()
}

/// A page of accounts by sign-in name, after one; and whether more follow.
pub(crate) async fn accounts(snapshot: &mut Snapshot, after: &str) -> Result<(Vec<Account>, bool), StorageError> {
    let rows = snapshot.rows(ACCOUNTS, &[after.into(), PAGE_AND_ONE.into()]).await?;
    let mut accounts = rows.iter().map(account_from).collect::<Result<Vec<_>, _>>()?;
    let more = accounts.len() > PAGE;
    accounts.truncate(PAGE);
    Ok((accounts, more))
}

/// The account with this sign-in name.
pub(crate) async fn find_account(snapshot: &mut Snapshot, sign_in_name: &str) -> Result<Option<AccountId>, StorageError> {
    let row = snapshot.row("SELECT account FROM @accounts_account WHERE sign_in_name = $1", &[sign_in_name.into()]).await?;
    row.map(|row| row.id(0).map(AccountId::new)).transpose()
}

/// The hash of one of an account's secrets, unless it has expired.
pub(crate) async fn credential(
    snapshot: &mut Snapshot,
    account: AccountId,
    credential: Credential,
    now: Timestamp,
) -> Result<Option<String>, StorageError> {
    let sql = "SELECT hash FROM accounts_credential WHERE account = $1 AND credential = $2 AND (expires IS NULL OR expires > $3)";
    let row = snapshot.row(sql, &[account.into(), credential.code().into(), now.into()]).await?;
    row.map(|row| row.text(0)).transpose()
}

/// A request as the second person sees it.
pub(crate) struct Request {
    pub(crate) subject: SubjectId,
    pub(crate) id: RequestId,
    pub(crate) act: String,
    pub(crate) payload: Vec<u8>,
    pub(crate) approvers: Vec<Role>,
    pub(crate) reason: String,
    pub(crate) asked_by: Option<AccountId>,
    pub(crate) asked_by_name: String,
    pub(crate) about_name: String,
    pub(crate) asked: Timestamp,
    pub(crate) state: String,
    pub(crate) decided_by_name: String,
    pub(crate) decided: Option<Timestamp>,
}

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT r.subject, r.request, r.act, r.payload, r.approvers, r.reason, r.asked_by, coalesce(asker.display_name, ''),
               coalesce(about.display_name, ''), r.asked, r.state, coalesce(decider.display_name, ''), r.decided
             FROM @accounts_approval r LEFT JOIN @accounts_account asker ON asker.account = r.asked_by
             LEFT JOIN @accounts_account about ON about.account = r.subject
             LEFT JOIN @accounts_account decider ON decider.account = r.decided_by ",
            $rest
        )
    };
}

/// Requests that wait, the oldest first.
pub(crate) async fn waiting(snapshot: &mut Snapshot) -> Result<Vec<Request>, StorageError> {
    requests(snapshot, requests!("WHERE r.state = $1 ORDER BY r.asked, r.request"), &[WAITING.into()]).await
}

/// The last requests that were decided, the newest first.
pub(crate) async fn decided(snapshot: &mut Snapshot) -> Result<Vec<Request>, StorageError> {
    let values = [WAITING.into(), DECIDED_SHOWN.into()];
    requests(snapshot, requests!("WHERE r.state <> $1 ORDER BY r.decided DESC, r.request LIMIT $2"), &values).await
}

async fn requests(snapshot: &mut Snapshot, sql: &'static str, values: &[Value]) -> Result<Vec<Request>, StorageError> {
    let rows = snapshot.rows(sql, values).await?;
    let request = |row: &garita_storage::Row| {
        Ok(Request {
            subject: SubjectId::new(row.id(0)?),
            id: RequestId::new(row.id(1)?),
            act: row.text(2)?,
            payload: row.bytes(3)?,
            approvers: roles_from(&row.text(4)?),
            reason: row.text(5)?,
            asked_by: row.optional_id(6)?.map(AccountId::new),
            asked_by_name: row.text(7)?,
            about_name: row.text(8)?,
            asked: row.time(9)?,
            state: row.text(10)?,
            decided_by_name: row.text(11)?,
            decided: row.optional_integer(12)?.map(Timestamp::from_micros),
        })
    };
    rows.iter().map(request).collect()
}
