//! How a person likes the screens: the node's own state, no entry.

use garita_domain::{AccountId, Language};
use garita_storage::{Command, StorageError, Unit};
use garita_web::Theme;

/// Keeps language and theme.
pub(crate) struct KeepPreferences {
    pub(crate) account: AccountId,
    pub(crate) language: Language,
    pub(crate) theme: Theme,
}

impl Command for KeepPreferences {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.execute(
            "INSERT INTO accounts_preference (account, language, theme) VALUES ($1, $2, $3)
             ON CONFLICT (account) DO UPDATE SET language = excluded.language, theme = excluded.theme",
            &[self.account.into(), self.language.tag().into(), self.theme.code().into()],
        )
        .await
        .map(drop)
    }
}
