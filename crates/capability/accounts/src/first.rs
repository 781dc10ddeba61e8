//! What the binary does without a browser: first accounts and lost codes, on the machine itself.

use std::collections::BTreeMap;

use garita_domain::{AccountId, EntryId, Language, Secret, access::Role};
use garita_storage::{Journal, StorageError};

use crate::{
    AccountsError, Settings,
    commands::{
        credentials::{HashedCode, IssueCode},
        open_account::{Granted, OpenAccount},
    },
    names::{self, DisplayName, SignInName},
    queries,
    secrets::{
        code::{self, Code},
        hash,
    },
    settings::micros,
};

/// A first account: there is no second person yet, so its roles hold at once.
#[derive(Clone, Debug)]
pub struct FirstAccount {
    /// What its person types to sign in.
    pub sign_in_name: SignInName,
    /// The name colleagues know.
    pub display_name: DisplayName,
    /// Language of the screens.
    pub language: Language,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Opens an account and gives its one-time code, to be shown once (R60: there is no default password).
pub async fn open_first_account(journal: &Journal, account: FirstAccount) -> Result<(AccountId, Secret<String>), AccountsError> {
    let (code, hashed) = new_code(journal)?;
    let opened = journal
        .submit(OpenAccount {
            entry: EntryId::new(journal.environment().uuid(journal.now().0)),
            name: account.sign_in_name,
            display_name: account.display_name,
            language: account.language,
            roles: account.roles,
            granted: Granted::AtTheMachine,
            code: hashed,
        })
        .await?;
    Ok((opened.account, code.grouped()))
}

/// Issues a one-time code for somebody who can no longer sign in, to be shown once. Their sessions end.
pub async fn new_one_time_code(journal: &Journal, account: AccountId) -> Result<Secret<String>, AccountsError> {
    let (code, hashed) = new_code(journal)?;
    journal.submit(IssueCode { account, code: hashed, actor: None }).await?;
    Ok(code.grouped())
}

/// The account with this sign-in name.
pub async fn find_account(journal: &Journal, sign_in_name: &str) -> Result<Option<AccountId>, StorageError> {
    let mut snapshot = journal.snapshot().await?;
    queries::find_account(&mut snapshot, &names::typed(sign_in_name)).await
}

fn new_code(journal: &Journal) -> Result<(Code, HashedCode), AccountsError> {
    let code = Code::new::<{ code::SIGN_IN }>(journal.environment());
    let hash = hash::hash(code.secret().expose().as_bytes(), journal.environment().random())?;
    Ok((code, HashedCode { hash, lifetime: micros(Settings::default().code_lifetime) }))
}

/// The names colleagues know these accounts by; accounts without one are left out.
pub async fn display_names(journal: &Journal, accounts: &[AccountId]) -> Result<BTreeMap<AccountId, String>, StorageError> {
    let mut snapshot = journal.snapshot().await?;
    let mut names = BTreeMap::new();
    for account in accounts {
        let row = snapshot.row("SELECT display_name FROM @accounts_account WHERE account = $1", &[(*account).into()]).await?;
        if let Some(row) = row {
            names.insert(*account, row.text(0)?);
        }
    }
    Ok(names)
}
