//! Recording a presentation with its findings, and linking subjects that showed the same document.

use std::sync::Arc;

use garita_domain::{AccountId, Certainty, EntryId, SubjectId, Timestamp};
use garita_record::{LinkBasis, SubjectsLinked, TravellerPresented};
use garita_storage::{Command, NewEntry, Recorded, StorageError, Unit};

use crate::{
    check_set::CheckSet,
    person::{person, subjects_by_key, taken_apart},
};

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
    /// The checks that were made.
    pub checks: Arc<CheckSet>,
}

impl Command for RecordPresentation {
    type Output = SubjectId;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<SubjectId, StorageError> {
        let subject = self.presented.presentation.subject;
        self.checks.declare(unit).await?;
        let known = subjects_by_key(unit, &self.presented.keys).await?;
        // Sent before, when the document was known as another subject's first: it stands there.
        for other in known.iter().filter(|known| **known != subject) {
            if unit.find_entry(*other, self.entry).await?.is_some() {
                return Ok(*other);
            }
        }
        let new = NewEntry { entry: self.entry, subject, actor: Some(self.officer), occurred: self.occurred, payload: &self.presented };
        if let Recorded::Already(_) = unit.append(new).await? {
            return Ok(subject);
        }
        // Two booths can meet a new document in the same moment: the same document makes one person, by rule (DESIGN §4).
        let one_person = person(unit, &[subject]).await?;
        for other in known.into_iter().filter(|known| !one_person.contains(known)) {
            if taken_apart(unit, subject, other).await? {
                continue;
            }
            let (first, second) = (subject.min(other), subject.max(other));
            let link = SubjectsLinked {
                other: second,
                basis: LinkBasis::SameDocument,
                key: self.presented.keys.first().copied(),
                reason: String::new(),
            };
            let entry = unit.environment().entry_id();
            unit.append(NewEntry { entry, subject: first, actor: None, occurred: None, payload: &link }).await?;
            break;
        }
        Ok(subject)
    }
}
