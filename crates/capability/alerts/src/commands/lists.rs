//! Setting up a list, or changing what is known of it.

use garita_domain::{AccountId, EntryId, Message, SubjectId};
use garita_record::{Kind, ListDeclared};
use garita_storage::{Command, NewEntry, StorageError, Unit};
use jiff::civil::Date;

use super::request;
use crate::{AlertsError, codes::LIST_REASONS, rules};

/// Proposes a list, new or changed; another person approves it.
pub struct ProposeList {
    /// Made with the form.
    pub entry: EntryId,
    /// The list; a new id for a new one.
    pub list: SubjectId,
    /// What it is to be.
    pub declared: ListDeclared,
    /// A code of [`LIST_REASONS`].
    pub reason: String,
    /// Who proposes it.
    pub by: AccountId,
    /// The day at the post.
    pub today: Date,
}

impl Command for ProposeList {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        if unit.find_entry(self.list, self.entry).await?.is_some() {
            return Ok(());
        }
        if !LIST_REASONS.contains(&self.reason.as_str()) {
            return Err(AlertsError::refused("alerts-error-choose-reason"));
        }
        if let Some((_, wrong)) = rules::of_list(&self.declared, self.today).into_iter().next() {
            return Err(AlertsError::Refused(wrong));
        }
        Ok(request(unit, self.entry, self.list, Some(self.by), ListDeclared::NAME, &self.declared, &self.reason).await?)
    }
}

/// Declares a list at once: the program's own start, the command line, the demo. There is no person to ask another.
pub(crate) struct Declare {
    pub(crate) list: SubjectId,
    pub(crate) declared: ListDeclared,
}

impl Command for Declare {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        declare(unit, self.list, None, &self.declared).await.map_err(AlertsError::from)
    }
}

/// Writes the declaration.
pub(super) async fn declare(
    unit: &mut Unit<'_>,
    list: SubjectId,
    actor: Option<AccountId>,
    declared: &ListDeclared,
) -> Result<(), StorageError> {
    let entry = unit.environment().entry_id();
    unit.append(NewEntry { entry, subject: list, actor, occurred: None, payload: declared }).await.map(drop)
}

/// The list as it is declared now; nothing when there is none.
pub(super) async fn list_now(unit: &mut Unit<'_>, list: SubjectId) -> Result<Option<ListDeclared>, StorageError> {
    let row = unit.row("SELECT declared FROM @alerts_list WHERE list = $1", &[list.into()]).await?;
    row.map(|row| serde_json::from_slice(&row.bytes(0)?).map_err(super::unreadable)).transpose()
}

/// The list, or the words that there is none.
pub(super) async fn known_list(unit: &mut Unit<'_>, list: SubjectId) -> Result<ListDeclared, AlertsError> {
    list_now(unit, list).await?.ok_or_else(|| AlertsError::Refused(Message::new("alerts-refused-no-list")))
}
