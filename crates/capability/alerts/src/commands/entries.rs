//! Proposing that a person be put on a national list, or taken off it.

use garita_domain::{AccountId, EntryId, SubjectId};
use garita_record::{EntryListed, EntryWithdrawn, Kind, ListSource};
use garita_storage::{Command, StorageError, Unit};
use jiff::civil::Date;

use super::{lists::known_list, request};
use crate::{
    AlertsError,
    codes::{LISTING_REASONS, WITHDRAWAL_REASONS},
    rules,
};

/// Proposes an entry; another person approves it.
pub struct ProposeEntry {
    /// Made with the form.
    pub entry: EntryId,
    /// The entry of the list, as a subject of its own.
    pub subject: SubjectId,
    /// What it is to say.
    pub listed: EntryListed,
    /// A code of [`LISTING_REASONS`].
    pub reason: String,
    /// The day at the post.
    pub today: Date,
}

/// Proposes that an entry be taken off; another person approves it.
pub struct ProposeWithdrawal {
    /// Made with the form.
    pub entry: EntryId,
    /// The entry of the list.
    pub subject: SubjectId,
    /// A code of [`WITHDRAWAL_REASONS`].
    pub reason: String,
    /// Who proposes it.
    pub by: AccountId,
}

impl Command for ProposeEntry {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        if !LISTING_REASONS.contains(&self.reason.as_str()) {
            return Err(AlertsError::refused("alerts-error-choose-reason"));
        }
        may_be_listed(unit, &self.listed, self.today).await?;
        Ok(request(unit, self.entry, self.subject, self.listed.proposed_by, EntryListed::NAME, &self.listed, &self.reason).await?)
    }
}

/// Whether an entry may be put on its list now.
pub(super) async fn may_be_listed(unit: &mut Unit<'_>, listed: &EntryListed, today: Date) -> Result<(), AlertsError> {
    if let Some((_, wrong)) = rules::of_entry(listed, today).into_iter().next() {
        return Err(AlertsError::Refused(wrong));
    }
    let list = known_list(unit, listed.list).await?;
    match list.source {
        ListSource::Imported => Err(AlertsError::refused("alerts-refused-imported-list")),
        ListSource::National if list.expires <= today => Err(AlertsError::refused("alerts-refused-list-expired")),
        ListSource::National => Ok(()),
    }
}

impl Command for ProposeWithdrawal {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        if !WITHDRAWAL_REASONS.contains(&self.reason.as_str()) {
            return Err(AlertsError::refused("alerts-error-choose-reason"));
        }
        let Some(reference) = listed_as(unit, self.subject).await? else {
            return Err(AlertsError::refused("alerts-refused-not-listed"));
        };
        let withdrawn = EntryWithdrawn { entry: self.subject, reference, reason: self.reason.clone() };
        Ok(request(unit, self.entry, self.subject, Some(self.by), EntryWithdrawn::NAME, &withdrawn, &self.reason).await?)
    }
}

/// The owner's number of an entry that is on its list; nothing when it is not, or no longer.
pub(super) async fn listed_as(unit: &mut Unit<'_>, entry: SubjectId) -> Result<Option<String>, StorageError> {
    let row = unit.row("SELECT reference FROM @alerts_entry WHERE entry = $1 AND withdrawn IS NULL", &[entry.into()]).await?;
    row.map(|row| row.text(0)).transpose()
}
