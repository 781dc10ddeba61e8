//! Passwords, PINs and one-time codes: their hashes go into the node's own table, the fact into the journal.

use garita_domain::{AccountId, Timestamp};
use garita_record::CredentialSet;
use garita_storage::{Command, StorageError, Unit};

use super::{note, sessions::end_all};
use crate::AccountsError;

/// Which secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    /// Signs in.
    Password,
    /// Unlocks.
    Pin,
    /// Signs in once, to set the other two.
    OneTimeCode,
}

impl Credential {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Pin => "pin",
            Self::OneTimeCode => "one_time_code",
        }
    }
}

/// Keeps a hash in place of the one before, and notes that it was done.
pub(crate) async fn keep(
    unit: &mut Unit<'_>,
    account: AccountId,
    credential: Credential,
    hash: &str,
    expires: Option<Timestamp>,
    actor: Option<AccountId>,
) -> Result<(), StorageError> {
    unit.execute(
        "INSERT INTO accounts_credential (account, credential, hash, expires) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, credential) DO UPDATE SET hash = excluded.hash, expires = excluded.expires",
        &[account.into(), credential.code().into(), hash.into(), expires.map(Timestamp::micros).into()],
    )
    .await?;
    note(unit, account.as_subject(), actor, &CredentialSet { credential: credential.code().to_owned() }).await
}

/// A one-time code, hashed, and how long it can be used.
#[derive(Clone)]
pub(crate) struct HashedCode {
    pub(crate) hash: String,
    /// Microseconds from now.
    pub(crate) lifetime: i64,
}

impl HashedCode {
    pub(crate) async fn keep(&self, unit: &mut Unit<'_>, account: AccountId, actor: Option<AccountId>) -> Result<(), StorageError> {
        let expires = unit.now().plus(self.lifetime);
        keep(unit, account, Credential::OneTimeCode, &self.hash, Some(expires), actor).await
    }
}

/// Issues a one-time code to somebody who lost their password. Their sessions end; the password goes when the code is used.
pub(crate) struct IssueCode {
    pub(crate) account: AccountId,
    pub(crate) code: HashedCode,
    pub(crate) actor: Option<AccountId>,
}

impl Command for IssueCode {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        let roles = super::roles::roles_of(unit, self.account).await?;
        if roles.is_none() {
            return Err(AccountsError::refused("accounts-refused-no-account"));
        }
        end_all(unit, self.account, None, "ended_by_administrator", self.actor).await?;
        Ok(self.code.keep(unit, self.account, self.actor).await?)
    }
}

/// Sets one's own password or PIN. Other sessions of the account end.
pub(crate) struct SetCredentials {
    pub(crate) account: AccountId,
    pub(crate) hashes: Vec<(Credential, String)>,
    /// The session that goes on, by its token's hash before and after: the token changes with the secret.
    pub(crate) session: Vec<u8>,
    pub(crate) renewed: Vec<u8>,
}

impl Command for SetCredentials {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        let renewed = unit
            .execute(
                "UPDATE accounts_session SET token_hash = $1, must_set = 0, seen = $2 WHERE token_hash = $3 AND account = $4",
                &[self.renewed.clone().into(), unit.now().into(), self.session.clone().into(), self.account.into()],
            )
            .await?;
        if renewed == 0 {
            return Err(AccountsError::refused("accounts-refused-no-session"));
        }
        for (credential, hash) in &self.hashes {
            keep(unit, self.account, *credential, hash, None, Some(self.account)).await?;
        }
        Ok(end_all(unit, self.account, Some(&self.renewed), "replaced", Some(self.account)).await?)
    }
}
