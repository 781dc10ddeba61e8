//! Deciding: a named officer, in an interactive session, with reasons (R15). The rules that no page may forget are here.

use std::sync::Arc;

use garita_domain::{
    AccountId, BoothId, Certainty, CountryCode, Direction, EntryId, HoldKind, HoldState, MovementOutcome, ShiftId, SubjectId, Timestamp,
};
use garita_record::{CrossingDecided, FearQuestion, HoldMessage, SealError, Sealer, TravellerPresented, decode};
use garita_storage::{Command, HoldGate, NewEntry, Recorded, StorageError, Unit};

use crate::{
    codes::{QUESTION_LANGUAGES, is_refusal_reason, is_second_line_reason},
    person::person,
    queries,
};

/// Longest stay that can be given, in days; the national pack gives the usual one.
pub const LONGEST_STAY: u16 = 366;
/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 500;

/// A decision about a presentation.
pub struct Decide {
    /// Made with the form.
    pub entry: EntryId,
    /// The person.
    pub subject: SubjectId,
    /// The presentation.
    pub presentation: EntryId,
    /// The decision.
    pub outcome: MovementOutcome,
    /// Days of stay, for an admission that counts them.
    pub days: Option<u16>,
    /// Coded reasons.
    pub reasons: Vec<String>,
    /// The fear-of-return question; a refusal needs it.
    pub fear: Option<FearAnswer>,
    /// What the officer wrote.
    pub note: String,
    /// A hold beside the decision; it goes into the sealed frame and nowhere else.
    pub hold: Option<HoldKind>,
    /// The officer who decides.
    pub officer: AccountId,
    /// Their shift.
    pub shift: Option<ShiftId>,
    /// Their booth.
    pub booth: Option<BoothId>,
    /// When, if not now: paper forms and the synthetic border.
    pub occurred: Option<(Timestamp, Certainty)>,
    /// The State the post belongs to.
    pub home: CountryCode,
    /// Seals the frame.
    pub sealer: Arc<dyn Sealer>,
    /// Asked before a closure.
    pub gate: Arc<dyn HoldGate>,
}

/// The question and what the person said. Only the question is ever stored in the clear (R33).
#[derive(Clone, PartialEq, Eq)]
pub struct FearAnswer {
    /// How it was asked.
    pub question: FearQuestion,
    /// Whether the person fears return.
    pub afraid: bool,
}

/// What was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The decision entry.
    pub entry: EntryId,
    /// The outcome as recorded: a person who fears return waits, whatever was pressed.
    pub outcome: MovementOutcome,
    /// Whether the form had been sent before.
    pub repeated: bool,
}

/// Why a decision was not recorded. Nothing is lost: the form comes back filled in.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// There is no such presentation here.
    #[error("there is no such presentation")]
    NoSuchPresentation,
    /// Somebody decided it already.
    #[error("the crossing is decided already")]
    AlreadyDecided,
    /// A refusal needs at least one coded reason.
    #[error("a refusal needs a coded reason")]
    ReasonMissing,
    /// A code that is not in the list.
    #[error("an unknown reason code")]
    UnknownReason,
    /// Nobody can be refused by their own State.
    #[error("an own national cannot be refused")]
    OwnNational,
    /// The fear-of-return question was not asked (R33).
    #[error("the question about fear of return was not asked")]
    FearNotAsked,
    /// A language that is not in the list.
    #[error("an unknown language code")]
    UnknownLanguage,
    /// The person's case waits: it may be admitted, not refused.
    #[error("the case waits")]
    Waiting,
    /// Days out of range, or for a decision that counts none.
    #[error("days of stay out of range")]
    Days,
    /// The note is too long.
    #[error("the note is longer than {LONGEST_NOTE} characters")]
    NoteTooLong,
    /// The frame could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Command for Decide {
    type Output = Decided;
    type Error = DecideError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Decided, DecideError> {
        if let Some(there) = unit.find_entry(self.subject, self.entry).await? {
            let decided: CrossingDecided =
                decode(there.content.version, &there.content.payload).map_err(|_| DecideError::NoSuchPresentation)?;
            return Ok(Decided { entry: self.entry, outcome: decided.outcome, repeated: true });
        }
        let presented = self.presentation(unit).await?;
        let current = queries::presentation(unit, self.subject, self.presentation).await?.ok_or(DecideError::NoSuchPresentation)?;
        if current.outcome.is_some_and(MovementOutcome::is_final) {
            return Err(DecideError::AlreadyDecided);
        }
        self.turn_fear_into_a_hold();
        self.check_form(current.direction)?;
        if self.outcome == MovementOutcome::Refused {
            self.check_refusal(unit, &presented, &current.nationality).await?;
        }
        let decided = self.entry_payload(unit)?;
        let new =
            NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.officer), occurred: self.occurred, payload: &decided };
        let repeated = matches!(unit.append(new).await?, Recorded::Already(_));
        Ok(Decided { entry: self.entry, outcome: self.outcome, repeated })
    }
}

impl Decide {
    async fn presentation(&self, unit: &mut Unit<'_>) -> Result<TravellerPresented, DecideError> {
        let stored = unit.find_entry(self.subject, self.presentation).await?.ok_or(DecideError::NoSuchPresentation)?;
        decode(stored.content.version, &stored.content.payload).map_err(|_| DecideError::NoSuchPresentation)
    }

    /// R33: who says that they fear return is not refused, whichever button was pressed. The case waits like any other.
    fn turn_fear_into_a_hold(&mut self) {
        let afraid = self.fear.as_ref().is_some_and(|fear| fear.afraid);
        if afraid && self.outcome == MovementOutcome::Refused {
            self.hold = Some(self.hold.unwrap_or(HoldKind::AsksForProtection));
        }
        // Beside second line it must stop a refusal there as well: both wait in the same queue.
        if self.hold.is_some() && matches!(self.outcome, MovementOutcome::Refused | MovementOutcome::SecondLine) {
            self.outcome = MovementOutcome::Pending;
        }
        if self.outcome == MovementOutcome::Pending {
            // Reasonless, whatever it waits for (DESIGN §2C).
            self.reasons.clear();
            self.note.clear();
            self.fear = None;
            self.days = None;
        }
    }

    fn check_form(&self, direction: Direction) -> Result<(), DecideError> {
        if self.note.chars().count() > LONGEST_NOTE {
            return Err(DecideError::NoteTooLong);
        }
        let known = |reason: &String| match self.outcome {
            MovementOutcome::Refused => is_refusal_reason(reason),
            MovementOutcome::SecondLine => is_second_line_reason(reason),
            MovementOutcome::Admitted | MovementOutcome::Pending => false,
        };
        if !self.reasons.iter().all(known) {
            return Err(DecideError::UnknownReason);
        }
        let counts_days = self.outcome == MovementOutcome::Admitted && direction == Direction::Entry;
        match self.days {
            Some(days) if !counts_days || days == 0 || days > LONGEST_STAY => Err(DecideError::Days),
            Some(_) | None => Ok(()),
        }
    }

    async fn check_refusal(&self, unit: &mut Unit<'_>, presented: &TravellerPresented, nationality_now: &str) -> Result<(), DecideError> {
        if self.reasons.is_empty() {
            return Err(DecideError::ReasonMissing);
        }
        // As read and as corrected: an own national in either is one.
        if presented.presentation.nationality == Some(self.home) || nationality_now == self.home.as_str() {
            return Err(DecideError::OwnNational);
        }
        let fear = self.fear.as_ref().ok_or(DecideError::FearNotAsked)?;
        if !QUESTION_LANGUAGES.contains(&fear.question.language.as_str()) {
            return Err(DecideError::UnknownLanguage);
        }
        let whole = person(unit, &[self.subject]).await?;
        match self.gate.consult(unit, &whole).await? {
            HoldState::Waiting => Err(DecideError::Waiting),
            HoldState::Free => Ok(()),
        }
    }

    fn entry_payload(&self, unit: &Unit<'_>) -> Result<CrossingDecided, DecideError> {
        let message = self.hold.map(|kind| HoldMessage {
            kind,
            subject: self.subject,
            presentation: self.presentation,
            at: self.occurred.map_or(unit.now(), |(at, _)| at),
            node: unit.node(),
        });
        Ok(CrossingDecided {
            presentation: self.presentation,
            outcome: self.outcome,
            days: self.days,
            reasons: self.reasons.clone(),
            fear: self.fear.as_ref().filter(|_| self.outcome == MovementOutcome::Refused).map(|fear| fear.question.clone()),
            note: self.note.clone(),
            frame: self.sealer.seal(message)?,
            shift: self.shift,
            booth: self.booth,
        })
    }
}
