//! Recording a presentation with its findings, and linking subjects that showed the same document.

use garita_domain::{AccountId, Certainty, EntryId, SubjectId, Timestamp};
use garita_record::{LinkBasis, SubjectsLinked, TravellerPresented};
use garita_storage::{Command, NewEntry, Recorded, StorageError, Unit};

use crate::person::{person, subjects_by_key};

/// Records what was presented and found. Sent twice, it is recorded once.
pub struct RecordPresentation {
    /// Made with the form.
    pub entry: EntryId,
    /// What was presented and found.
    pub presented: TravellerPresented,
    /// The officer.
    pub officer: AccountId,
    /// When it happened, if not now: imports and the synthetic border.
    pub occurred: Option<(Timestamp, Certainty)>,
}

impl Command for RecordPresentation {
    type Output = SubjectId;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<SubjectId, StorageError> {
        let subject = self.presented.presentation.subject;
        let known = subjects_by_key(unit, &self.presented.keys).await?;
        let new = NewEntry { entry: self.entry, subject, actor: Some(self.officer), occurred: self.occurred, payload: &self.presented };
        if let Recorded::Already(_) = unit.append(new).await? {
            return Ok(subject);
        }
        // Two booths can meet a new document in the same moment: the same document makes one person, by rule (DESIGN §4).
        let one_person = person(unit, &[subject]).await?;
        if let Some(other) = known.into_iter().find(|known| !one_person.contains(known)) {
            let (first, second) = (subject.min(other), subject.max(other));
            let link = SubjectsLinked { other: second, basis: LinkBasis::SameDocument, key: self.presented.keys.first().copied(), reason: String::new() };
            let entry = unit.environment().entry_id();
            unit.append(NewEntry { entry, subject: first, actor: None, occurred: None, payload: &link }).await?;
        }
        Ok(subject)
    }
}
