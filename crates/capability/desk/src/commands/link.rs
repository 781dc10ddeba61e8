//! Saying that two subjects are one person, and taking it back.

use garita_domain::{AccountId, EntryId, SubjectId};
use garita_record::{LinkBasis, SubjectsLinked, SubjectsUnlinked};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use crate::{
    codes::{LINK_REASONS, UNLINK_REASONS},
    person::person,
};

/// An officer confirmed that two subjects are one person.
pub struct LinkSubjects {
    /// Made with the form.
    pub entry: EntryId,
    /// One.
    pub one: SubjectId,
    /// The other.
    pub other: SubjectId,
    /// A code of [`LINK_REASONS`].
    pub reason: String,
    /// Who confirmed it.
    pub officer: AccountId,
}

/// Takes a link back; history and findings are computed over what remains.
pub struct UnlinkSubjects {
    /// Made with the form.
    pub entry: EntryId,
    /// The link's subject.
    pub subject: SubjectId,
    /// The link.
    pub link: EntryId,
    /// A code of [`UNLINK_REASONS`].
    pub reason: String,
    /// Who takes it back.
    pub officer: AccountId,
}

/// Why nothing was linked or unlinked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// They are one person already, or one and the same subject.
    #[error("these are one person already")]
    OnePersonAlready,
    /// One of the two was never seen here, or there is no such link.
    #[error("there is nobody, or no link, with this id")]
    Unknown,
    /// A code that is not in the list.
    #[error("an unknown reason code")]
    UnknownReason,
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Command for LinkSubjects {
    type Output = ();
    type Error = LinkError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), LinkError> {
        let (first, second) = (self.one.min(self.other), self.one.max(self.other));
        if unit.find_entry(first, self.entry).await?.is_some() {
            return Ok(());
        }
        if !LINK_REASONS.contains(&self.reason.as_str()) {
            return Err(LinkError::UnknownReason);
        }
        for subject in [first, second] {
            let seen = unit.row("SELECT 1 AS one FROM @desk_presentation WHERE subject = $1 LIMIT 1", &[subject.into()]).await?;
            seen.ok_or(LinkError::Unknown)?;
        }
        if person(unit, &[first]).await?.contains(&second) {
            return Err(LinkError::OnePersonAlready);
        }
        let linked = SubjectsLinked { other: second, basis: LinkBasis::Confirmed, key: None, reason: self.reason.clone() };
        unit.append(NewEntry { entry: self.entry, subject: first, actor: Some(self.officer), occurred: None, payload: &linked }).await?;
        Ok(())
    }
}

impl Command for UnlinkSubjects {
    type Output = ();
    type Error = LinkError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), LinkError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        if !UNLINK_REASONS.contains(&self.reason.as_str()) {
            return Err(LinkError::UnknownReason);
        }
        let there =
            unit.row("SELECT 1 AS one FROM @desk_link WHERE subject = $1 AND entry = $2", &[self.subject.into(), self.link.into()]).await?;
        there.ok_or(LinkError::Unknown)?;
        let unlinked = SubjectsUnlinked { link: self.link, reason: self.reason.clone() };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.officer), occurred: None, payload: &unlinked })
            .await?;
        Ok(())
    }
}
