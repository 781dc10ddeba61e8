//! Booths: made by an administrator, enrolled from the booth's own browser by code, revoked.

use garita_domain::{AccountId, BoothId, Direction, EntryId, SubjectId};
use garita_record::{BoothEnrolled, BoothMade, BoothRevoked};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use super::note;
use crate::AccountsError;

/// Makes a booth with an enrolment code. Its id is that of the form's entry: a form sent twice makes one booth, and the
/// second answer's code replaces the first.
pub(crate) struct MakeBooth {
    pub(crate) entry: EntryId,
    pub(crate) actor: AccountId,
    pub(crate) lane: String,
    pub(crate) direction: Direction,
    pub(crate) code_hash: Vec<u8>,
    /// Microseconds from now.
    pub(crate) lifetime: i64,
}

impl Command for MakeBooth {
    type Output = BoothId;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<BoothId, StorageError> {
        let booth = BoothId::new(self.entry.uuid());
        let payload = BoothMade { booth, lane: self.lane.clone(), direction: self.direction };
        let subject = subject(booth);
        unit.append(NewEntry { entry: self.entry, subject, actor: Some(self.actor), occurred: None, payload: &payload }).await?;
        keep_code(unit, booth, &self.code_hash, self.lifetime).await?;
        Ok(booth)
    }
}

/// Issues another enrolment code, for another browser; the one before stays the booth until the code is used.
pub(crate) struct RenewBoothCode {
    pub(crate) booth: BoothId,
    pub(crate) code_hash: Vec<u8>,
    /// Microseconds from now.
    pub(crate) lifetime: i64,
}

impl Command for RenewBoothCode {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        live(unit, self.booth).await?;
        Ok(keep_code(unit, self.booth, &self.code_hash, self.lifetime).await?)
    }
}

/// Turns the browser that knows the code into the booth.
pub(crate) struct Enrol {
    pub(crate) code_hash: Vec<u8>,
    pub(crate) token_hash: Vec<u8>,
}

impl Command for Enrol {
    type Output = BoothId;
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<BoothId, AccountsError> {
        let wrong = || AccountsError::refused("accounts-enrol-wrong");
        let sql = "SELECT booth FROM accounts_booth_secret WHERE code_hash = $1 AND code_expires > $2";
        let row = unit.row(sql, &[self.code_hash.clone().into(), unit.now().into()]).await?.ok_or_else(wrong)?;
        let booth = BoothId::new(row.id(0)?);
        let lane = live(unit, booth).await?;
        unit.execute(
            "UPDATE accounts_booth_secret SET code_hash = NULL, code_expires = NULL, token_hash = $1 WHERE booth = $2",
            &[self.token_hash.clone().into(), booth.into()],
        )
        .await?;
        note(unit, subject(booth), None, &BoothEnrolled { booth, lane }).await?;
        Ok(booth)
    }
}

/// Revokes a booth: its browser is a stranger at its next request.
pub(crate) struct RevokeBooth {
    pub(crate) entry: EntryId,
    pub(crate) booth: BoothId,
    pub(crate) actor: AccountId,
}

impl Command for RevokeBooth {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        if unit.find_entry(subject(self.booth), self.entry).await?.is_some() {
            return Ok(());
        }
        live(unit, self.booth).await?;
        let payload = BoothRevoked { booth: self.booth };
        let subject = subject(self.booth);
        unit.append(NewEntry { entry: self.entry, subject, actor: Some(self.actor), occurred: None, payload: &payload }).await?;
        unit.execute("DELETE FROM accounts_booth_secret WHERE booth = $1", &[self.booth.into()]).await?;
        Ok(())
    }
}

/// Entries about a booth carry the booth's id as subject.
pub(crate) const fn subject(booth: BoothId) -> SubjectId {
    SubjectId::new(booth.uuid())
}

/// The lane of a booth that is there and not revoked.
async fn live(unit: &mut Unit<'_>, booth: BoothId) -> Result<String, AccountsError> {
    let row = unit.row("SELECT lane FROM @accounts_booth WHERE booth = $1 AND revoked IS NULL", &[booth.into()]).await?;
    Ok(row.ok_or_else(|| AccountsError::refused("accounts-refused-no-booth"))?.text(0)?)
}

async fn keep_code(unit: &mut Unit<'_>, booth: BoothId, code_hash: &[u8], lifetime: i64) -> Result<(), StorageError> {
    let expires = unit.now().plus(lifetime);
    unit.execute(
        "INSERT INTO accounts_booth_secret (booth, code_hash, code_expires, token_hash) VALUES ($1, $2, $3, NULL)
         ON CONFLICT (booth) DO UPDATE SET code_hash = excluded.code_hash, code_expires = excluded.code_expires",
        &[booth.into(), code_hash.into(), expires.into()],
    )
    .await
    .map(drop)
}
