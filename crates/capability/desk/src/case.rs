//! A case as it stands: what was presented, what was done since, and findings made again when the person is another set
//! of subjects, or the particulars other ones, than they were at the counter (DESIGN §4).

use garita_domain::{AccountId, EntryId, Evidence, Finding, Presentation, SubjectId, Timestamp, Verdict};
use garita_record::{CrossingCorrected, CrossingDecided, Kind, TravellerPresented, decode};
use garita_storage::{CaseLine, Snapshot, StorageError, entries_of_thread, find_entry, gather};

use crate::{
    Desk, HistoryFacts, Inspection,
    history::SOURCE,
    person::person,
    queries::{self, PresentationRow},
    tables::apply,
};

/// A case as it stands.
pub struct CaseFile {
    /// As recorded.
    pub inspection: Inspection,
    /// Its line in the lists.
    pub now: PresentationRow,
    /// The particulars with every correction in place.
    pub presentation: Presentation,
    /// Findings that were not plainly successful, worst first.
    pub findings: Vec<Finding>,
    /// Checks that were successful.
    pub passed: Vec<Finding>,
    /// What was known of the person's past.
    pub history: Option<HistoryFacts>,
    /// Whether the findings were made again after a link or a correction; the recorded ones stand in the journal.
    pub again: bool,
    /// What was done since, oldest first.
    pub acts: Vec<Act>,
    /// What became of findings, as those say who answer for them.
    pub asides: Vec<CaseLine>,
}

/// One thing done to a case.
pub struct Act {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the node itself.
    pub by: Option<AccountId>,
    /// What.
    pub what: ActKind,
}

/// What was done.
pub enum ActKind {
    /// A decision.
    Decided(Box<CrossingDecided>),
    /// A correction, or a decision taken back.
    Corrected(CrossingCorrected),
}

impl Desk {
    /// A recorded presentation, as it stands; `None` when there is none.
    pub async fn case(&self, subject: SubjectId, entry: EntryId) -> Result<Option<CaseFile>, StorageError> {
        let mut snapshot = self.journal.snapshot().await?;
        let Some(stored) = find_entry(&mut snapshot, subject, entry).await? else { return Ok(None) };
        if stored.content.kind != TravellerPresented::NAME {
            return Ok(None);
        }
        let Ok(presented) = decode::<TravellerPresented>(stored.content.version, &stored.content.payload) else { return Ok(None) };
        let Some(now) = queries::presentation(&mut snapshot, subject, entry).await? else { return Ok(None) };
        let acts = acts(&mut snapshot, subject, entry).await?;
        let presentation = as_it_stands(&presented.presentation, &acts);
        let inspection = Inspection { subject, entry, presented };
        self.with_findings(&mut snapshot, inspection, now, presentation, acts).await.map(Some)
    }

    async fn with_findings(
        &self,
        snapshot: &mut Snapshot,
        inspection: Inspection,
        now: PresentationRow,
        presentation: Presentation,
        acts: Vec<Act>,
    ) -> Result<CaseFile, StorageError> {
        let presented = &inspection.presented;
        let recorded: Option<HistoryFacts> = Self::facts(presented, SOURCE);
        let closed = now.outcome.is_some_and(garita_domain::MovementOutcome::is_final);
        let person_now = person(snapshot, &[inspection.subject]).await?;
        let other_person = recorded.as_ref().is_some_and(|facts| facts.subjects != person_now);
        let again = !closed && (other_person || presentation != presented.presentation);
        let evidence = if again {
            gather(snapshot, &self.sources, presentation.clone()).await?
        } else {
            Evidence { presentation: presented.presentation.clone(), sources: presented.facts.clone() }
        };
        let history = if again { evidence.facts(SOURCE).ok().and_then(Result::ok) } else { recorded };
        let (passed, made): (Vec<_>, Vec<_>) =
            self.examine(&evidence).into_iter().partition(|finding| finding.verdict == Verdict::Successful);
        // What the officer saw stands as it was recorded, whatever version of the checks runs now. What was beside the
        // point is not stored; it is made again for the quiet lines.
        let findings = if again {
            made
        } else {
            let beside = made.into_iter().filter(|finding| finding.verdict == Verdict::NotSupported);
            presented.findings.iter().cloned().chain(beside).collect()
        };
        let mut asides = Vec::new();
        for aside in self.asides.iter() {
            asides.extend(aside.lines(snapshot, inspection.subject, inspection.entry).await?);
        }
        Ok(CaseFile { inspection, now, presentation, findings, passed, history, again, acts, asides })
    }
}

/// The particulars with every correction in place.
fn as_it_stands(presented: &Presentation, acts: &[Act]) -> Presentation {
    let mut presentation = presented.clone();
    let mut ignored = None;
    for act in acts {
        if let ActKind::Corrected(corrected) = &act.what {
            corrected.changes.iter().for_each(|change| apply(change, &mut presentation, &mut ignored));
        }
    }
    presentation
}

/// Decisions about a presentation, and corrections of it and of them.
async fn acts(snapshot: &mut Snapshot, subject: SubjectId, presentation: EntryId) -> Result<Vec<Act>, StorageError> {
    let mut about = vec![presentation];
    let mut acts = Vec::new();
    for stored in entries_of_thread(snapshot, subject, presentation).await? {
        let content = stored.content;
        let entry = content.entry;
        let what = if content.kind == CrossingDecided::NAME {
            decode::<CrossingDecided>(content.version, &content.payload)
                .ok()
                .filter(|decided| decided.presentation == presentation)
                .map(|decided| ActKind::Decided(Box::new(decided)))
        } else if content.kind == CrossingCorrected::NAME {
            decode::<CrossingCorrected>(content.version, &content.payload)
                .ok()
                .filter(|corrected| about.contains(&corrected.corrects))
                .map(ActKind::Corrected)
        } else {
            None
        };
        if let Some(what) = what {
            about.push(entry);
            acts.push(Act { entry, at: content.occurred, by: content.actor, what });
        }
    }
    Ok(acts)
}
