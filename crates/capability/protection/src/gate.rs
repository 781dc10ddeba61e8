//! The gate: which cases wait, as far as anyone outside protection may know.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use garita_domain::{EntryId, HoldState, MovementOutcome, SubjectId};
use garita_record::{CaseCleared, Change, CrossingCorrected, CrossingDecided, Kind, decode};
use garita_storage::{Grouping, HoldGate, Mode, Projection, ProjectionError, StorageError, StoredEntry, TableDef, TableRow, Unit, columns};

const WAIT: TableDef = TableDef {
    name: "protection_wait",
    columns: columns! {
        subject: [Id], Protection, ProtectionLaw, Crossing, Inspection;
        presentation: [Id], Protection, ProtectionLaw, Crossing, Inspection;
        since: [Micros], Protection, ProtectionLaw, Crossing, Inspection;
        cleared: null [Micros], Protection, ProtectionLaw, Crossing, Inspection;
    },
    key: &["subject", "presentation"],
    indexes: &[],
};

/// The read table of cases that wait or waited: presentation, since when, cleared when. No reason exists to be read.
#[derive(Clone, Copy, Debug)]
pub struct WaitingCases;

impl Projection for WaitingCases {
    fn name(&self) -> &'static str {
        "protection_waiting"
    }

    fn version(&self) -> i64 {
        1
    }

    fn mode(&self) -> Mode {
        Mode::Inline
    }

    fn grouping(&self) -> Grouping {
        Grouping::Thread
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[CrossingDecided::NAME, CaseCleared::NAME, CrossingCorrected::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[WAIT]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut cases: BTreeMap<EntryId, Case> = BTreeMap::new();
        let mut taken_back = BTreeSet::new();
        for entry in entries {
            let content = &entry.content;
            let failed = |source| ProjectionError { projection: "protection_waiting", source: Box::new(source) };
            match content.kind.as_str() {
                CrossingDecided::NAME => {
                    let decided: CrossingDecided = decode(content.version, &content.payload).map_err(failed)?;
                    let case = cases.entry(decided.presentation).or_default();
                    match decided.outcome {
                        MovementOutcome::Pending => case.waits = Some(entry),
                        MovementOutcome::Admitted => case.admitted.push(entry),
                        MovementOutcome::Refused | MovementOutcome::SecondLine => {}
                    }
                }
                CaseCleared::NAME => {
                    let cleared: CaseCleared = decode(content.version, &content.payload).map_err(failed)?;
                    cases.entry(cleared.presentation).or_default().cleared = Some(entry);
                }
                _ => {
                    let corrected: CrossingCorrected = decode(content.version, &content.payload).map_err(failed)?;
                    if corrected.changes.iter().any(|change| matches!(change, Change::Decision { .. })) {
                        taken_back.insert(corrected.corrects);
                    }
                }
            }
        }
        Ok(cases.into_iter().filter_map(|(presentation, case)| case.row(presentation, &taken_back)).collect())
    }
}

/// The last entry of each sort about one presentation; entries come in the order every node reads them.
#[derive(Default)]
struct Case<'e> {
    waits: Option<&'e StoredEntry>,
    admitted: Vec<&'e StoredEntry>,
    cleared: Option<&'e StoredEntry>,
}

impl Case<'_> {
    /// A clearing that arrived before the wait it clears makes no row: it will, when the wait arrives. An admission that
    /// stands ends the wait as well; one that was taken back does not.
    fn row(&self, presentation: EntryId, taken_back: &BTreeSet<EntryId>) -> Option<TableRow> {
        let waits = &self.waits?.content;
        let standing = self.admitted.iter().filter(|entry| !taken_back.contains(&entry.content.entry)).copied();
        let ends = self.cleared.into_iter().chain(standing).map(|entry| &entry.content);
        let cleared = ends.filter(|end| end.recorded > waits.recorded).max_by_key(|end| end.recorded);
        let values =
            vec![waits.subject.into(), presentation.into(), waits.occurred.into(), cleared.map(|cleared| cleared.occurred.micros()).into()];
        Some(TableRow { table: WAIT.name, values })
    }
}

/// Stops a refusal while any case of the person waits uncleared.
#[derive(Clone, Copy, Debug)]
pub struct WaitingGate;

#[async_trait]
impl HoldGate for WaitingGate {
    async fn consult(&self, unit: &mut Unit<'_>, person: &[SubjectId]) -> Result<HoldState, StorageError> {
        for subject in person {
            let sql = "SELECT 1 AS one FROM @protection_wait WHERE subject = $1 AND cleared IS NULL LIMIT 1";
            if unit.row(sql, &[(*subject).into()]).await?.is_some() {
                return Ok(HoldState::Waiting);
            }
        }
        Ok(HoldState::Free)
    }
}
