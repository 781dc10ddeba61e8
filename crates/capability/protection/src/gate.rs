//! The gate: which cases wait, as far as anyone outside protection may know.

use std::collections::BTreeMap;

use async_trait::async_trait;
use garita_domain::{EntryId, HoldState, MovementOutcome, SubjectId};
use garita_record::{CaseCleared, CrossingDecided, Kind, decode};
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
        Grouping::Subject
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[CrossingDecided::NAME, CaseCleared::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[WAIT]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut cases: BTreeMap<EntryId, Case> = BTreeMap::new();
        for entry in entries {
            let content = &entry.content;
            let failed = |source| ProjectionError { projection: "protection_waiting", source: Box::new(source) };
            if content.kind == CrossingDecided::NAME {
                let decided: CrossingDecided = decode(content.version, &content.payload).map_err(failed)?;
                if decided.outcome == MovementOutcome::Pending {
                    cases.entry(decided.presentation).or_default().waits = Some(entry);
                }
            } else {
                let cleared: CaseCleared = decode(content.version, &content.payload).map_err(failed)?;
                cases.entry(cleared.presentation).or_default().cleared = Some(entry);
            }
        }
        Ok(cases.into_iter().filter_map(|(presentation, case)| case.row(presentation)).collect())
    }
}

/// The last entry of each sort about one presentation; entries come in the order every node reads them.
#[derive(Default)]
struct Case<'e> {
    waits: Option<&'e StoredEntry>,
    cleared: Option<&'e StoredEntry>,
}

impl Case<'_> {
    /// A clearing that arrived before the wait it clears makes no row: it will, when the wait arrives.
    fn row(&self, presentation: EntryId) -> Option<TableRow> {
        let waits = &self.waits?.content;
        let cleared = self.cleared.map(|entry| &entry.content).filter(|cleared| cleared.recorded > waits.recorded);
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
