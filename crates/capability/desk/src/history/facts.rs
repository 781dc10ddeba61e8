//! Gathering history from the read tables.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use garita_domain::{Direction, EntryId, MovementOutcome, NodeId, Presentation, SubjectId, Timestamp};
use garita_storage::{EvidenceSource, GatherError, Reads, Snapshot, StorageError};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    document_key::DocumentKeys,
    person::{person, subjects_by_key, taken_apart},
    queries::coverage,
    tables::outcome_of,
};

/// The source's name in the evidence.
pub const SOURCE: &str = "history";

/// Past crossings shown and examined, at most, newest first.
const SHOWN: i64 = 20;

/// One past crossing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCrossing {
    /// The subject it is recorded under.
    pub subject: SubjectId,
    /// The presentation.
    pub entry: EntryId,
    /// The node that recorded it.
    pub node: NodeId,
    /// When.
    pub at: Timestamp,
    /// Whether that time can be trusted.
    pub certain: bool,
    /// Which way.
    pub direction: Direction,
    /// How it ended.
    pub outcome: MovementOutcome,
    /// Days of stay given.
    pub days: Option<u16>,
    /// Whether the same document was shown as now.
    pub same_document: bool,
}

/// A case of the person that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCase {
    /// The subject.
    pub subject: SubjectId,
    /// The presentation.
    pub entry: EntryId,
    /// Since when.
    pub at: Timestamp,
}

/// What the post knows of a person's past. Version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryFacts {
    /// The person's subjects; empty for somebody never seen here.
    pub subjects: Vec<SubjectId>,
    /// This node.
    pub here: Option<NodeId>,
    /// From which day this node's own record is complete.
    pub coverage_from: Option<Date>,
    /// Past crossings, newest first.
    pub crossings: Vec<PastCrossing>,
    /// Open cases.
    pub waiting: Vec<WaitingCase>,
}

/// The source over the desk's own read tables.
pub struct HistorySource {
    keys: Arc<DocumentKeys>,
    here: NodeId,
}

impl HistorySource {
    /// A source that finds people by these document keys.
    pub const fn new(keys: Arc<DocumentKeys>, here: NodeId) -> Self {
        Self { keys, here }
    }

    async fn facts(&self, snapshot: &mut Snapshot, presentation: &Presentation) -> Result<HistoryFacts, StorageError> {
        let keys = self.keys.of(presentation);
        let by_key = subjects_by_key(snapshot, &keys.holder).await?;
        let mut start = vec![presentation.subject];
        for other in by_key.iter().filter(|other| **other != presentation.subject) {
            if !taken_apart(snapshot, presentation.subject, *other).await? {
                start.push(*other);
            }
        }
        let subjects = person(snapshot, &start).await?;
        let mut facts =
            HistoryFacts { here: Some(self.here), coverage_from: coverage(snapshot, self.here).await?, ..HistoryFacts::default() };
        for subject in &subjects {
            let (crossings, waiting) = of_subject(snapshot, *subject, presentation, by_key.contains(subject)).await?;
            facts.crossings.extend(crossings);
            facts.waiting.extend(waiting);
        }
        facts.crossings.sort_by_key(|crossing| (std::cmp::Reverse(crossing.at), crossing.entry));
        facts.crossings.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        facts.waiting.sort_by_key(|case| (case.at, case.entry));
        facts.subjects = subjects;
        Ok(facts)
    }
}

/// A subject's newest crossings and open cases. The document is compared in the clear: these are the desk's own tables.
async fn of_subject(
    reads: &mut impl Reads,
    subject: SubjectId,
    presentation: &Presentation,
    by_key: bool,
) -> Result<(Vec<PastCrossing>, Vec<WaitingCase>), StorageError> {
    let number = presentation.document.as_ref().and_then(|document| document.number.as_ref()).map(ToString::to_string).unwrap_or_default();
    let sql = "SELECT entry, node, at, certain, direction, state, days, number FROM @desk_presentation
               WHERE subject = $1 AND at <= $2 ORDER BY at DESC, entry LIMIT $3";
    let (mut crossings, mut waiting) = (Vec::new(), Vec::new());
    for row in reads.read(sql, &[subject.into(), presentation.at.into(), SHOWN.into()]).await? {
        let (entry, at) = (EntryId::new(row.id(0)?), row.time(2)?);
        let Some(direction) = Direction::from_code(&row.text(4)?) else { continue };
        match outcome_of(row.integer(5)?) {
            Some(outcome @ (MovementOutcome::Admitted | MovementOutcome::Refused)) => crossings.push(PastCrossing {
                subject,
                entry,
                node: NodeId::new(row.id(1)?),
                at,
                certain: row.flag(3)?,
                direction,
                outcome,
                days: row.optional_integer(6)?.and_then(|days| u16::try_from(days).ok()),
                same_document: by_key && row.text(7)? == number,
            }),
            Some(MovementOutcome::SecondLine | MovementOutcome::Pending) => waiting.push(WaitingCase { subject, entry, at }),
            None => {}
        }
    }
    Ok((crossings, waiting))
}

#[async_trait]
impl EvidenceSource for HistorySource {
    fn name(&self) -> &'static str {
        SOURCE
    }

    fn deadline(&self) -> Duration {
        Duration::from_millis(200)
    }

    async fn gather(&self, snapshot: &mut Snapshot, presentation: &Presentation) -> Result<serde_json::Value, GatherError> {
        let failed = |cause: Box<dyn std::error::Error + Send + Sync>| GatherError { source_name: SOURCE, cause };
        let facts = self.facts(snapshot, presentation).await.map_err(|error| failed(error.into()))?;
        serde_json::to_value(&facts).map_err(|error| failed(error.into()))
    }
}
