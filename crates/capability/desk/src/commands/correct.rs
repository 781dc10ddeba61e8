//! Correcting: the old value stays beside the new one (R03). Undo is a correction too.

use garita_domain::{AccountId, EntryId, MovementOutcome, Presentation, SubjectId, Timestamp};
use garita_record::{Change, CrossingCorrected, TravellerPresented, decode};
use garita_storage::{Command, NewEntry, StorageError, Unit};

use super::decide::LONGEST_NOTE;
use crate::{codes::CORRECTION_REASONS, queries, tables::apply};

/// How long the officer who decided may undo without a reason: ten seconds on the screen, and the way there and back.
/// In microseconds.
const UNDO_WITHIN: i64 = 20 * Timestamp::SECOND;

/// A correction of a presentation, or the taking back of its decision.
pub struct Correct {
    /// Made with the form.
    pub entry: EntryId,
    /// The person.
    pub subject: SubjectId,
    /// The presentation corrected, or whose decision is taken back.
    pub presentation: EntryId,
    /// New values; the old ones are filled in from what is stored.
    pub changes: Vec<Change>,
    /// `undo`, or a code of [`CORRECTION_REASONS`].
    pub reason: String,
    /// What the officer wrote.
    pub note: String,
    /// Who corrects.
    pub officer: AccountId,
}

/// Why a correction was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// There is no such presentation here.
    #[error("there is no such presentation")]
    NoSuchPresentation,
    /// Nothing would change.
    #[error("nothing was changed")]
    NothingChanged,
    /// A code that is not in the list.
    #[error("an unknown reason code")]
    UnknownReason,
    /// Nothing is decided that could be taken back.
    #[error("there is no decision to take back")]
    NotDecided,
    /// Undo is for the officer who decided, at once; later it is a correction with a reason.
    #[error("too late to undo without a reason")]
    TooLateToUndo,
    /// The note is too long.
    #[error("the note is longer than {LONGEST_NOTE} characters")]
    NoteTooLong,
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Command for Correct {
    type Output = ();
    type Error = CorrectError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), CorrectError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        if self.reason != "undo" && !CORRECTION_REASONS.contains(&self.reason.as_str()) {
            return Err(CorrectError::UnknownReason);
        }
        if self.note.chars().count() > LONGEST_NOTE {
            return Err(CorrectError::NoteTooLong);
        }
        let row = queries::presentation(unit, self.subject, self.presentation).await?.ok_or(CorrectError::NoSuchPresentation)?;
        let takes_back = self.changes.iter().any(|change| matches!(change, Change::Decision { .. }));
        let (corrects, changes) = if takes_back {
            let (decision, outcome) = row.decision.zip(row.outcome).ok_or(CorrectError::NotDecided)?;
            let soon = row.decided.is_some_and(|decided| unit.now().since(decided) <= UNDO_WITHIN);
            if self.reason == "undo" && !(soon && row.decided_by == Some(self.officer)) {
                return Err(CorrectError::TooLateToUndo);
            }
            (decision, vec![Change::Decision { old: outcome }])
        } else {
            let current = self.as_it_stands(unit, row.decision).await?;
            (self.presentation, fill_old(&self.changes, &current.0, current.1))
        };
        if changes.is_empty() {
            return Err(CorrectError::NothingChanged);
        }
        let corrected =
            CrossingCorrected { presentation: self.presentation, corrects, changes, reason: self.reason.clone(), note: self.note.clone() };
        let new = NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.officer), occurred: None, payload: &corrected };
        unit.append(new).await?;
        Ok(())
    }
}

impl Correct {
    /// The presentation with every earlier correction in place, and its days of stay.
    async fn as_it_stands(&self, unit: &mut Unit<'_>, decision: Option<EntryId>) -> Result<(Presentation, Option<u16>), CorrectError> {
        let entries = unit.entries_of_thread(self.subject, self.presentation).await?;
        let stored = entries.iter().find(|entry| entry.content.entry == self.presentation).ok_or(CorrectError::NoSuchPresentation)?;
        let presented: TravellerPresented =
            decode(stored.content.version, &stored.content.payload).map_err(|_| CorrectError::NoSuchPresentation)?;
        let mut presentation = presented.presentation;
        let mut days = queries::presentation(unit, self.subject, self.presentation)
            .await?
            .and_then(|row| row.days)
            .and_then(|days| u16::try_from(days).ok());
        for entry in entries.iter().filter(|entry| entry.content.kind == <CrossingCorrected as garita_record::Kind>::NAME) {
            if let Ok(earlier) = decode::<CrossingCorrected>(entry.content.version, &entry.content.payload)
                && (earlier.corrects == self.presentation || Some(earlier.corrects) == decision)
            {
                let mut ignored = None;
                earlier.changes.iter().for_each(|change| apply(change, &mut presentation, &mut ignored));
            }
        }
        if decision.is_none() {
            days = None;
        }
        Ok((presentation, days))
    }
}

/// The changes that change something, each with the value that stood.
fn fill_old(changes: &[Change], presentation: &Presentation, days: Option<u16>) -> Vec<Change> {
    let filled = changes.iter().filter_map(|change| match change {
        Change::Name { new, .. } => {
            (presentation.name.as_ref() != Some(new)).then(|| Change::Name { old: presentation.name.clone(), new: new.clone() })
        }
        Change::BirthDate { new, .. } => {
            (presentation.birth_date != *new).then_some(Change::BirthDate { old: presentation.birth_date, new: *new })
        }
        Change::Sex { new, .. } => (presentation.sex != *new).then_some(Change::Sex { old: presentation.sex, new: *new }),
        Change::Nationality { new, .. } => {
            (presentation.nationality != Some(*new)).then_some(Change::Nationality { old: presentation.nationality, new: *new })
        }
        Change::Direction { new, .. } => {
            (presentation.direction != *new).then_some(Change::Direction { old: presentation.direction, new: *new })
        }
        Change::Class { new, .. } => (presentation.class != *new).then_some(Change::Class { old: presentation.class, new: *new }),
        Change::Days { new, .. } => (days != *new).then_some(Change::Days { old: days, new: *new }),
        Change::Decision { old } => Some(Change::Decision { old: *old }),
    });
    filled.collect()
}

/// The change that takes a decision back.
pub const fn take_back() -> Change {
    Change::Decision { old: MovementOutcome::Pending }
}
