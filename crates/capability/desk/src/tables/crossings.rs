//! Presentations with their decisions and corrections folded in: a case each.

use std::collections::BTreeMap;

use garita_domain::{AccountId, BoothId, EntryId, MovementOutcome, PersonName, Presentation};
use garita_record::{Change, CrossingCorrected, CrossingDecided, Kind, TravellerPresented, decode};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

const NAME: &str = "desk_crossings";

const PRESENTATION: TableDef = TableDef {
    name: "desk_presentation",
    columns: columns! {
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        entry: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        node: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        at: [Micros], BorderControl, MigrationLaw, Crossing, Inspection;
        certain: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        direction: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        class: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        surname: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        given_names: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        birth_date: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        sex: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        nationality: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        document_kind: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        issuer: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        number: [Text], BorderControl, MigrationLaw, Crossing, Inspection;
        attention: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        officer: null [Id], Accountability, PublicService, Crossing, Inspection;
        booth: null [Id], Accountability, PublicService, Crossing, Oversight;
        state: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        decision: null [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        decided: null [Micros], BorderControl, MigrationLaw, Crossing, Inspection;
        decided_by: null [Id], Accountability, PublicService, Crossing, Inspection;
        shift: null [Id], Accountability, PublicService, Crossing, Inspection;
        days: null [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        corrected: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
    },
    key: &["subject", "entry"],
    indexes: &[&["state", "at"], &["shift", "decided"]],
};

/// Where a presentation stands, as `desk_presentation.state` keeps it.
pub(crate) const fn state_code(outcome: Option<MovementOutcome>) -> i64 {
    match outcome {
        None => 1,
        Some(MovementOutcome::SecondLine) => 2,
        Some(MovementOutcome::Pending) => 3,
        Some(MovementOutcome::Admitted) => 4,
        Some(MovementOutcome::Refused) => 5,
    }
}

/// The reverse of [`state_code`]: `None` for a presentation nobody has decided.
pub(crate) fn outcome_of(state: i64) -> Option<MovementOutcome> {
    [MovementOutcome::SecondLine, MovementOutcome::Pending, MovementOutcome::Admitted, MovementOutcome::Refused]
        .into_iter()
        .find(|outcome| state_code(Some(*outcome)) == state)
}

/// Presentations as they stand after every decision and correction, whatever the order in which those arrived.
#[derive(Clone, Copy, Debug)]
pub struct Crossings;

impl Projection for Crossings {
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
        Grouping::Thread
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[TravellerPresented::NAME, CrossingDecided::NAME, CrossingCorrected::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[PRESENTATION]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let fold = Fold::of(entries)?;
        Ok(fold.presented.iter().map(|(entry, presented)| fold.row(entry, presented)).collect())
    }
}

struct Fold<'e> {
    presented: Vec<(&'e StoredEntry, TravellerPresented)>,
    /// The last decision about each presentation that was not taken back.
    decided: BTreeMap<EntryId, (&'e StoredEntry, CrossingDecided)>,
    corrections: Vec<CrossingCorrected>,
}

impl<'e> Fold<'e> {
    fn of(entries: &[&'e StoredEntry]) -> Result<Self, ProjectionError> {
        let failed = |source| ProjectionError { projection: NAME, source: Box::new(source) };
        let mut fold = Self { presented: Vec::new(), decided: BTreeMap::new(), corrections: Vec::new() };
        let mut decisions = Vec::new();
        for entry in entries {
            let content = &entry.content;
            match content.kind.as_str() {
                TravellerPresented::NAME => fold.presented.push((entry, decode(content.version, &content.payload).map_err(failed)?)),
                CrossingDecided::NAME => {
                    decisions.push((*entry, decode::<CrossingDecided>(content.version, &content.payload).map_err(failed)?));
                }
                CrossingCorrected::NAME => fold.corrections.push(decode(content.version, &content.payload).map_err(failed)?),
                _ => {}
            }
        }
        let taken_back = |id: EntryId| {
            fold.corrections.iter().any(|correction| {
                correction.corrects == id && correction.changes.iter().any(|change| matches!(change, Change::Decision { .. }))
            })
        };
        decisions.retain(|(entry, _)| !taken_back(entry.content.entry));
        for (entry, decided) in decisions {
            fold.decided.insert(decided.presentation, (entry, decided));
        }
        Ok(fold)
    }

    fn row(&self, entry: &StoredEntry, presented: &TravellerPresented) -> TableRow {
        let id = entry.content.entry;
        let decision = self.decided.get(&id);
        let mut presentation = presented.presentation.clone();
        let mut days = decision.and_then(|(_, decided)| decided.days);
        let decision_id = decision.map(|(entry, _)| entry.content.entry);
        let mut corrected = 0_i64;
        for correction in self.corrections.iter().filter(|correction| correction.corrects == id || Some(correction.corrects) == decision_id)
        {
            corrected += 1;
            for change in &correction.changes {
                apply(change, &mut presentation, &mut days);
            }
        }
        let code = |code: Option<garita_domain::CountryCode>| code.map(|code| code.to_string()).unwrap_or_default();
        let name = presentation.name.as_ref();
        let document = presentation.document.as_ref();
        let attention = presented.findings.iter().filter(|finding| finding.needs_attention()).count();
        let values: Vec<Value> = vec![
            entry.content.subject.into(),
            id.into(),
            entry.node.into(),
            entry.content.occurred.into(),
            (entry.content.certainty == garita_domain::Certainty::Certain).into(),
            presentation.direction.code().into(),
            presentation.class.code().into(),
            name.map(PersonName::surname).unwrap_or_default().into(),
            name.map(PersonName::given_names).unwrap_or_default().into(),
            presentation.birth_date.to_string().into(),
            presentation.sex.letter().to_string().into(),
            code(presentation.nationality).into(),
            document.map(|document| document.kind.code()).unwrap_or_default().into(),
            code(document.and_then(|document| document.issuer)).into(),
            document.and_then(|document| document.number.as_ref()).map(ToString::to_string).unwrap_or_default().into(),
            i64::try_from(attention).unwrap_or(i64::MAX).into(),
            entry.content.actor.map(AccountId::uuid).into(),
            presented.booth.map(BoothId::uuid).into(),
            state_code(decision.map(|(_, decided)| decided.outcome)).into(),
            decision_id.map(EntryId::uuid).into(),
            decision.map(|(entry, _)| entry.content.occurred.micros()).into(),
            decision.and_then(|(entry, _)| entry.content.actor).map(AccountId::uuid).into(),
            decision.and_then(|(_, decided)| decided.shift).map(garita_domain::ShiftId::uuid).into(),
            days.map(i64::from).into(),
            corrected.into(),
        ];
        TableRow { table: PRESENTATION.name, values }
    }
}

/// Puts a corrected value in place of what was read.
pub(crate) fn apply(change: &Change, presentation: &mut Presentation, days: &mut Option<u16>) {
    match change {
        Change::Name { new, .. } => presentation.name = Some(new.clone()),
        Change::BirthDate { new, .. } => presentation.birth_date = *new,
        Change::Sex { new, .. } => presentation.sex = *new,
        Change::Nationality { new, .. } => presentation.nationality = Some(*new),
        Change::Direction { new, .. } => presentation.direction = *new,
        Change::Class { new, .. } => presentation.class = *new,
        Change::Days { new, .. } => *days = *new,
        Change::Decision { .. } => {}
    }
}
