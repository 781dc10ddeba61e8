//! Beginning a session, after the secret was found right.

use garita_domain::{AccountId, BoothId, SessionId};
use garita_record::SignedIn;
use garita_storage::{Command, Unit};

use super::{credentials::Credential, note, roles::roles_of, sessions};
use crate::AccountsError;

/// By what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// The password.
    Password,
    /// The one-time code with this hash; it is spent.
    OneTimeCode(String),
}

/// Begins a session.
pub(crate) struct SignIn {
    pub(crate) account: AccountId,
    pub(crate) method: Method,
    pub(crate) booth: Option<BoothId>,
    /// Hash of the new session's token.
    pub(crate) token_hash: Vec<u8>,
    /// Hash of the token this browser sent, whose session ends: no token survives a sign-in.
    pub(crate) before: Option<Vec<u8>>,
    /// Microseconds after which old sessions end.
    pub(crate) session_length: i64,
}

impl Command for SignIn {
    type Output = ();
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AccountsError> {
        if roles_of(unit, self.account).await?.unwrap_or_default().is_empty() {
            return Err(AccountsError::refused("accounts-sign-in-wrong"));
        }
        if let Method::OneTimeCode(hash) = &self.method {
            let spent = unit
                .execute(
                    "DELETE FROM accounts_credential WHERE account = $1 AND credential = $2 AND hash = $3 AND expires > $4",
                    &[self.account.into(), Credential::OneTimeCode.code().into(), hash.as_str().into(), unit.now().into()],
                )
                .await?;
            if spent == 0 {
                return Err(AccountsError::refused("accounts-sign-in-wrong"));
            }
        }
        if let Some(before) = &self.before {
            sessions::end(unit, before, "replaced").await?;
        }
        sessions::sweep(unit, self.session_length).await?;
        let session = SessionId::new(unit.environment().uuid(unit.now()));
        let must_set = self.method != Method::Password;
        unit.execute(
            "INSERT INTO accounts_session (token_hash, session, account, booth, created, seen, locked, must_set, wrong_pins)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0)",
            &[
                self.token_hash.clone().into(),
                session.into(),
                self.account.into(),
                self.booth.map(BoothId::uuid).into(),
                unit.now().into(),
                unit.now().into(),
                must_set.into(),
            ],
        )
        .await?;
        let method = if must_set { "one_time_code" } else { "password" };
        let signed_in = SignedIn { session, booth: self.booth, method: method.to_owned() };
        Ok(note(unit, self.account.as_subject(), Some(self.account), &signed_in).await?)
    }
}
