//! Sessions while they last: activity, lock, PIN, end.

use garita_domain::{AccountId, SessionId, Timestamp};
use garita_record::{SignInRefused, SignedOut};
use garita_storage::{Command, StorageError, Unit};

use super::note;

/// Wrong PINs after which a session ends.
pub(crate) const MOST_WRONG_PINS: i64 = 3;

/// Notes activity.
pub(crate) struct Touch {
    pub(crate) session: SessionId,
    pub(crate) token_hash: Vec<u8>,
    /// When the person was seen. The command may come late; the person is not seen again by that.
    pub(crate) seen: Timestamp,
}

impl Command for Touch {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let values = [self.seen.into(), self.token_hash.clone().into(), self.session.into()];
        unit.execute("UPDATE accounts_session SET seen = $1 WHERE token_hash = $2 AND session = $3 AND seen < $1", &values).await.map(drop)
    }
}

/// Locks a session, as its person asks.
pub(crate) struct Lock {
    pub(crate) token_hash: Vec<u8>,
}

impl Command for Lock {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.execute("UPDATE accounts_session SET locked = 1 WHERE token_hash = $1", &[self.token_hash.clone().into()]).await.map(drop)
    }
}

/// Counts an attempt at the PIN before it is tried, so that many at once count too. Gives the attempts so far; nothing when
/// there were too many already.
pub(crate) struct CountPin {
    pub(crate) token_hash: Vec<u8>,
}

impl Command for CountPin {
    type Output = Option<i64>;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Option<i64>, StorageError> {
        let hash = self.token_hash.clone();
        let counted = unit
            .execute(
                "UPDATE accounts_session SET wrong_pins = wrong_pins + 1 WHERE token_hash = $1 AND wrong_pins < $2",
                &[hash.clone().into(), MOST_WRONG_PINS.into()],
            )
            .await?;
        if counted == 0 {
            return Ok(None);
        }
        let row = unit.row("SELECT wrong_pins FROM accounts_session WHERE token_hash = $1", &[hash.into()]).await?;
        row.map(|row| row.integer(0)).transpose()
    }
}

/// Unlocks after the right PIN.
pub(crate) struct Unlock {
    pub(crate) token_hash: Vec<u8>,
}

impl Command for Unlock {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.execute(
            "UPDATE accounts_session SET locked = 0, wrong_pins = 0, seen = $1 WHERE token_hash = $2",
            &[unit.now().into(), self.token_hash.clone().into()],
        )
        .await
        .map(drop)
    }
}

/// Ends one session.
pub(crate) struct End {
    pub(crate) token_hash: Vec<u8>,
    /// As in `SignedOut::how`.
    pub(crate) how: &'static str,
}

impl Command for End {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        end(unit, &self.token_hash, self.how).await
    }
}

/// Puts a refused sign-in or PIN on record.
pub(crate) struct NoteRefusal {
    pub(crate) account: Option<AccountId>,
    pub(crate) refusal: SignInRefused,
}

impl Command for NoteRefusal {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let subject = self.account.map_or_else(|| unit.node().as_subject(), AccountId::as_subject);
        note(unit, subject, None, &self.refusal).await
    }
}

/// Ends the session with this token's hash, if it is there; the act is its own person's.
pub(crate) async fn end(unit: &mut Unit<'_>, token_hash: &[u8], how: &str) -> Result<(), StorageError> {
    let row = unit.row("SELECT session, account FROM accounts_session WHERE token_hash = $1", &[token_hash.into()]).await?;
    let Some(row) = row else { return Ok(()) };
    let (session, account) = (SessionId::new(row.id(0)?), AccountId::new(row.id(1)?));
    unit.execute("DELETE FROM accounts_session WHERE token_hash = $1", &[token_hash.into()]).await?;
    note(unit, account.as_subject(), Some(account), &SignedOut { session, how: how.to_owned() }).await
}

/// Ends every session of an account but one.
pub(crate) async fn end_all(
    unit: &mut Unit<'_>,
    account: AccountId,
    but: Option<&[u8]>,
    how: &str,
    actor: Option<AccountId>,
) -> Result<(), StorageError> {
    for row in unit.rows("SELECT token_hash, session FROM accounts_session WHERE account = $1", &[account.into()]).await? {
        let hash = row.bytes(0)?;
        if but == Some(hash.as_slice()) {
            continue;
        }
        let session = SessionId::new(row.id(1)?);
        unit.execute("DELETE FROM accounts_session WHERE token_hash = $1", &[hash.into()]).await?;
        note(unit, account.as_subject(), actor, &SignedOut { session, how: how.to_owned() }).await?;
    }
    Ok(())
}

/// Ends sessions past their length; a few at a time, at each sign-in.
pub(crate) async fn sweep(unit: &mut Unit<'_>, length: i64) -> Result<(), StorageError> {
    let before = unit.now().plus(-length);
    let expired =
        unit.rows("SELECT token_hash FROM accounts_session WHERE created < $1 ORDER BY created LIMIT 20", &[before.into()]).await?;
    for row in expired {
        end(unit, &row.bytes(0)?, "idle").await?;
    }
    Ok(())
}
