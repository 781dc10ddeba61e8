//! Opening accounts.

use garita_domain::{AccountId, EntryId, Language, access::Role};
use garita_record::AccountOpened;
use garita_storage::{Command, NewEntry, Unit};

use super::{
    credentials::{Credential, HashedCode},
    roles::request_roles,
};
use crate::{
    AccountsError,
    names::{DisplayName, SignInName},
};

/// Who grants the roles of a new account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Granted {
    /// Whoever starts the post on the machine itself: all at once.
    AtTheMachine,
    /// An administrator: officer at once, anything more when a second person has approved. Otherwise one administrator
    /// could open the second person.
    By(AccountId),
}

/// Opens an account with a one-time code. Its id is that of the form's entry: a form sent twice opens one account.
pub(crate) struct OpenAccount {
    pub(crate) entry: EntryId,
    pub(crate) name: SignInName,
    pub(crate) display_name: DisplayName,
    pub(crate) language: Language,
    pub(crate) roles: Vec<Role>,
    pub(crate) granted: Granted,
    pub(crate) code: HashedCode,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) account: AccountId,
    /// Whether roles wait for a second person.
    pub(crate) waits: bool,
}

impl Command for OpenAccount {
    type Output = Opened;
    type Error = AccountsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Opened, AccountsError> {
        let account = AccountId::new(self.entry.uuid());
        let actor = match self.granted {
            Granted::AtTheMachine => None,
            Granted::By(actor) => Some(actor),
        };
        let at_once: Vec<Role> = match self.granted {
            Granted::AtTheMachine => self.roles.clone(),
            Granted::By(_) => self.roles.iter().copied().filter(|role| *role == Role::Officer).collect(),
        };
        let waits = at_once.len() < self.roles.len();
        let taken = unit.row("SELECT account FROM @accounts_account WHERE sign_in_name = $1", &[self.name.as_str().into()]).await?;
        if let Some(row) = taken {
            if row.id(0)? != account.uuid() {
                return Err(AccountsError::refused("accounts-refused-name-taken"));
            }
            // The same form again: the first answer may never have arrived, so its code is replaced, once only.
            let password = [account.into(), Credential::Password.code().into()];
            if unit.row("SELECT 1 AS one FROM accounts_credential WHERE account = $1 AND credential = $2", &password).await?.is_some() {
                return Err(AccountsError::refused("accounts-refused-opened-already"));
            }
            self.code.keep(unit, account, actor).await?;
            return Ok(Opened { account, waits });
        }
        let payload = AccountOpened {
            sign_in_name: self.name.as_str().to_owned(),
            display_name: self.display_name.as_str().to_owned(),
            language: self.language,
            roles: at_once,
        };
        unit.append(NewEntry { entry: self.entry, subject: account.as_subject(), actor, occurred: None, payload: &payload }).await?;
        self.code.keep(unit, account, actor).await?;
        if let (true, Some(asker)) = (waits, actor) {
            let entry = unit.environment().entry_id();
            request_roles(unit, entry, asker, account, &self.roles, "new_account").await?;
        }
        Ok(Opened { account, waits })
    }
}
