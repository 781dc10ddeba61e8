//! What officers found about hits, person by person; redress numbers.
//!
//! An outcome of a list that demands two officers stands when two of them said the same about one presentation. An outcome
//! of a case that ever waited is not counted for the list's owner, whatever was recorded first: the owner must not learn
//! from a figure that the person asked for protection.

use std::collections::{BTreeMap, BTreeSet};

use garita_domain::{AccountId, EntryId, MovementOutcome, SubjectId};
use garita_record::{Adjudicators, CrossingDecided, Feedback, HitAdjudicated, HitOutcome, Kind, RedressShown};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, columns};

use super::read;

const NAME: &str = "alerts_outcomes";

const OUTCOME: TableDef = TableDef {
    name: "alerts_outcome",
    columns: columns! {
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        presentation: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        list: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        reference: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        digest: [Text], BorderControl, MigrationLaw, Crossing, Nobody;
        outcome: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        reason: [Text], Accountability, MigrationLaw, Crossing, Inspection;
        standing: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        at: [Micros], BorderControl, MigrationLaw, Crossing, Inspection;
        first_by: null [Id], Accountability, PublicService, Crossing, Inspection;
        second_by: null [Id], Accountability, PublicService, Crossing, Inspection;
        until: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        counted: [Integer], Protection, ProtectionLaw, Crossing, Nobody;
    },
    key: &["subject", "presentation", "list", "reference"],
    indexes: &[&["list", "standing", "counted"]],
};

const REDRESS: TableDef = TableDef {
    name: "alerts_redress",
    columns: columns! {
        redress: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        presentation: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
    },
    key: &["redress", "subject"],
    indexes: &[],
};

const SHOWN: TableDef = TableDef {
    name: "alerts_redress_shown",
    columns: columns! {
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        holder: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
    },
    key: &["subject", "holder"],
    indexes: &[],
};

/// Whether an outcome is settled.
pub(crate) mod stands {
    /// A second officer has to say the same.
    pub(crate) const NOT_YET: i64 = 0;
    /// It is settled.
    pub(crate) const YES: i64 = 1;
}

/// Everything said about each entry of a list that a presentation hit.
type Hits<'e> = BTreeMap<(EntryId, SubjectId, String), Vec<(&'e StoredEntry, HitAdjudicated)>>;

/// One row for each entry a presentation hit, as the last officers left it.
pub(super) struct Outcomes;

impl Projection for Outcomes {
    fn name(&self) -> &'static str {
        NAME
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
        &[HitAdjudicated::NAME, RedressShown::NAME, CrossingDecided::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[OUTCOME, REDRESS, SHOWN]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut hits: Hits<'_> = BTreeMap::new();
        let (mut redress, mut shown, mut waited) = (BTreeMap::new(), BTreeSet::new(), false);
        for entry in entries {
            if let Some(said) = read::<HitAdjudicated>(NAME, entry)? {
                if let Some(number) = &said.redress {
                    redress.entry(number.clone()).or_insert(said.presentation);
                }
                hits.entry((said.presentation, said.list, said.reference.clone())).or_default().push((entry, said));
            }
            if let Some(showing) = read::<RedressShown>(NAME, entry)? {
                shown.insert(showing.holder);
            }
            if let Some(decided) = read::<CrossingDecided>(NAME, entry)? {
                waited |= decided.outcome == MovementOutcome::Pending;
            }
        }
        let Some(subject) = entries.first().map(|entry| entry.content.subject) else { return Ok(Vec::new()) };
        let mut rows: Vec<TableRow> = hits.values().filter_map(|said| row(subject, said, waited)).collect();
        rows.extend(redress.into_iter().map(|(number, presentation)| TableRow {
            table: REDRESS.name,
            values: vec![number.into(), subject.into(), presentation.into()],
        }));
        rows.extend(shown.into_iter().map(|holder| TableRow { table: SHOWN.name, values: vec![subject.into(), holder.into()] }));
        Ok(rows)
    }
}

/// The row of one hit: the last word, and who said the same.
fn row(subject: SubjectId, said: &[(&StoredEntry, HitAdjudicated)], waited: bool) -> Option<TableRow> {
    let (entry, last) = said.last()?;
    // The last unbroken run of the same outcome: somebody who says otherwise begins anew.
    let agreeing: Vec<&StoredEntry> =
        said.iter().rev().take_while(|(_, earlier)| earlier.outcome == last.outcome).map(|(entry, _)| *entry).collect();
    let first = agreeing.last().and_then(|entry| entry.content.actor);
    let second = agreeing.iter().rev().filter_map(|entry| entry.content.actor).find(|actor| Some(*actor) != first);
    let standing = match (last.outcome, last.adjudicators) {
        (HitOutcome::Unsure, _) | (HitOutcome::Same | HitOutcome::NotSame, Adjudicators::OneOfficer) => stands::YES,
        (HitOutcome::Same | HitOutcome::NotSame, Adjudicators::TwoOfficers) if second.is_some() => stands::YES,
        (HitOutcome::Same | HitOutcome::NotSame, Adjudicators::TwoOfficers) => stands::NOT_YET,
    };
    let withheld = waited || said.iter().any(|(_, said)| said.feedback == Feedback::Withheld);
    Some(TableRow {
        table: OUTCOME.name,
        values: vec![
            subject.into(),
            last.presentation.into(),
            last.list.into(),
            last.reference.clone().into(),
            last.digest.clone().into(),
            last.outcome.code().into(),
            last.reason.clone().into(),
            standing.into(),
            entry.content.occurred.into(),
            first.map(AccountId::uuid).into(),
            second.map(AccountId::uuid).into(),
            last.until.map(|day| day.to_string()).unwrap_or_default().into(),
            (!withheld).into(),
        ],
    })
}
