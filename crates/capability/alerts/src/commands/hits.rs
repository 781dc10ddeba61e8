//! Looking at a hit, saying whether it is the same person, and showing a redress number.

use std::sync::Arc;

use garita_domain::{AccountId, EntryId, HoldState, SubjectId};
use garita_record::{Adjudicators, Consent, Feedback, HitAdjudicated, HitLooked, HitOutcome, RedressShown, decode};
use garita_storage::{Command, HoldGate, NewEntry, People, StorageError, Unit};
use jiff::{ToSpan, civil::Date};

use crate::{
    AlertsError, Hit,
    codes::{NOT_SAME_REASONS, SAME_REASONS, UNSURE_REASONS},
    redress,
    told::Told,
};

/// Months for which a "not the same person" holds, at most; the default.
pub(crate) const NOT_SAME_MONTHS: i32 = 12;

/// Somebody looks at what a list says: on record before it is shown.
pub struct Look {
    /// Made with the form.
    pub entry: EntryId,
    /// The traveller.
    pub subject: SubjectId,
    /// The presentation.
    pub presentation: EntryId,
    /// Which of its hits, from 0.
    pub hit: usize,
    /// Who looks.
    pub by: AccountId,
}

/// An officer says whether a hit is the same person.
pub struct Adjudicate {
    /// Made with the form.
    pub entry: EntryId,
    /// The traveller.
    pub subject: SubjectId,
    /// The presentation.
    pub presentation: EntryId,
    /// Which of its hits, from 0.
    pub hit: usize,
    /// What was found.
    pub outcome: HitOutcome,
    /// Coded reason.
    pub reason: String,
    /// Whether a missing adult agrees that their whereabouts are told.
    pub consent: Consent,
    /// Who says it.
    pub by: AccountId,
    /// The day at the post.
    pub today: Date,
    /// Knows who is one person.
    pub people: Arc<dyn People>,
    /// Knows whether a case waits.
    pub gate: Arc<dyn HoldGate>,
}

/// Somebody shows a redress number with another document.
pub struct ShowRedress {
    /// Made with the form.
    pub entry: EntryId,
    /// The traveller.
    pub subject: SubjectId,
    /// The presentation.
    pub presentation: EntryId,
    /// The number as typed.
    pub redress: String,
    /// The officer.
    pub by: AccountId,
}

async fn told(unit: &mut Unit<'_>, subject: SubjectId, presentation: EntryId) -> Result<Told, AlertsError> {
    let stored = unit.find_entry(subject, presentation).await?;
    let told = stored.and_then(|stored| Told::of(&stored.content.kind, stored.content.version, &stored.content.payload));
    told.ok_or_else(|| AlertsError::refused("alerts-refused-no-hit"))
}

async fn hit(unit: &mut Unit<'_>, subject: SubjectId, presentation: EntryId, hit: usize) -> Result<(Told, Hit), AlertsError> {
    let told = told(unit, subject, presentation).await?;
    let found = told.facts.hits.get(hit).cloned().ok_or_else(|| AlertsError::refused("alerts-refused-no-hit"))?;
    Ok((told, found))
}

impl Command for Look {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        let (_, hit) = hit(unit, self.subject, self.presentation, self.hit).await?;
        let looked = HitLooked { presentation: self.presentation, list: hit.list, reference: hit.reference };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.by), occurred: None, payload: &looked }).await?;
        Ok(())
    }
}

impl Command for Adjudicate {
    type Output = HitAdjudicated;
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<HitAdjudicated, AlertsError> {
        if let Some(stored) = unit.find_entry(self.subject, self.entry).await? {
            let said = decode::<HitAdjudicated>(stored.content.version, &stored.content.payload);
            return said.map_err(|_| AlertsError::refused("alerts-refused-no-hit"));
        }
        let reasons: &[&str] = match self.outcome {
            HitOutcome::Same => &SAME_REASONS,
            HitOutcome::NotSame => &NOT_SAME_REASONS,
            HitOutcome::Unsure => &UNSURE_REASONS,
        };
        if !reasons.contains(&self.reason.as_str()) {
            return Err(AlertsError::refused("alerts-error-choose-reason"));
        }
        let (told, hit) = hit(unit, self.subject, self.presentation, self.hit).await?;
        let person = self.people.subjects_now(unit, self.subject).await?;
        let waits = self.gate.consult(unit, &person).await? == HoldState::Waiting;
        // The person's own State listed them: one officer alone does not say that it is they (R34).
        let review = hit.is_from(&told.own_states()) && self.outcome == HitOutcome::Same;
        let redress = match self.outcome {
            HitOutcome::NotSame => Some(self.redress_number(unit, &person).await?),
            HitOutcome::Same | HitOutcome::Unsure => None,
        };
        let said = HitAdjudicated {
            presentation: self.presentation,
            list: hit.list,
            reference: hit.reference.clone(),
            digest: hit.digest.clone(),
            outcome: self.outcome,
            reason: self.reason.clone(),
            adjudicators: if review { Adjudicators::TwoOfficers } else { hit.adjudicators },
            until: redress.is_some().then(|| self.today.saturating_add(NOT_SAME_MONTHS.months())),
            redress,
            consent: self.consent,
            feedback: feedback(&hit, self.consent, waits),
        };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.by), occurred: None, payload: &said }).await?;
        Ok(said)
    }
}

/// Whether the list's owner may count it. Whoever waits may have asked for protection; where a person in need of it is,
/// nobody is told; a missing adult decides for themselves.
fn feedback(hit: &Hit, consent: Consent, waits: bool) -> Feedback {
    let agreed = !hit.matter.protects() || consent == Consent::Given;
    if agreed && !waits { Feedback::Counted } else { Feedback::Withheld }
}

impl Adjudicate {
    /// The person's number, if one was printed before; a new one otherwise.
    async fn redress_number(&self, unit: &mut Unit<'_>, person: &[SubjectId]) -> Result<String, StorageError> {
        for subject in person {
            let sql = "SELECT redress FROM @alerts_redress WHERE subject = $1 ORDER BY redress LIMIT 1";
            if let Some(row) = unit.row(sql, &[(*subject).into()]).await? {
                return row.text(0);
            }
        }
        Ok(redress::new_number(unit.environment()))
    }
}

impl Command for ShowRedress {
    type Output = ();
    type Error = AlertsError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), AlertsError> {
        if unit.find_entry(self.subject, self.entry).await?.is_some() {
            return Ok(());
        }
        let number = redress::read_number(&self.redress).ok_or_else(|| AlertsError::refused("alerts-error-redress-form"))?;
        let sql = "SELECT subject, presentation FROM @alerts_redress WHERE redress = $1 ORDER BY subject LIMIT 1";
        let Some(row) = unit.row(sql, &[number.as_str().into()]).await? else {
            return Err(AlertsError::refused("alerts-error-redress-unknown"));
        };
        let (holder, printed) = (SubjectId::new(row.id(0)?), EntryId::new(row.id(1)?));
        let here = told(unit, self.subject, self.presentation).await?.presented.presentation;
        let there = told(unit, holder, printed).await?.presented.presentation;
        // A number can be borrowed; a birth date and a sex cannot.
        if here.birth_date != there.birth_date || here.sex != there.sex {
            return Err(AlertsError::refused("alerts-error-redress-other-person"));
        }
        let shown = RedressShown { presentation: self.presentation, redress: number, holder };
        unit.append(NewEntry { entry: self.entry, subject: self.subject, actor: Some(self.by), occurred: None, payload: &shown }).await?;
        Ok(())
    }
}
