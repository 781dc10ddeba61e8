//! Entries of national lists, and what their first screening found.

use garita_domain::AccountId;
use garita_record::{EntryListed, EntryScreened, EntryWithdrawn, Kind};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

use super::{bytes, read};

const NAME: &str = "alerts_entries";

const ENTRY: TableDef = TableDef {
    name: "alerts_entry",
    columns: columns! {
        entry: [Id], BorderControl, MigrationLaw, Alert, Inspection;
        list: [Id], BorderControl, MigrationLaw, Alert, Inspection;
        reference: [Text], BorderControl, MigrationLaw, Alert, Inspection;
        listed: [Bytes], BorderControl, MigrationLaw, Alert, Inspection;
        at: [Micros], Accountability, MigrationLaw, Alert, Inspection;
        approved_by: null [Id], Accountability, PublicService, Alert, Oversight;
        withdrawn: null [Micros], BorderControl, MigrationLaw, Alert, Inspection;
        withdrawn_why: [Text], Accountability, MigrationLaw, Alert, Inspection;
        screened: null [Micros], BorderControl, MigrationLaw, Alert, Inspection;
        people: [Integer], BorderControl, MigrationLaw, Alert, Inspection;
    },
    key: &["entry"],
    indexes: &[&["list", "at"], &["screened"]],
};

const FOUND: TableDef = TableDef {
    name: "alerts_found",
    columns: columns! {
        entry: [Id], BorderControl, MigrationLaw, Alert, Inspection;
        subject: [Id], BorderControl, MigrationLaw, Alert, Inspection;
        presentation: [Id], BorderControl, MigrationLaw, Alert, Inspection;
        score: [Integer], BorderControl, MigrationLaw, Alert, Inspection;
    },
    key: &["entry", "subject", "presentation"],
    indexes: &[],
};

/// One row an entry, one row for each person it may mean and who may be in the country.
pub(super) struct Entries;

impl Projection for Entries {
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
        &[EntryListed::NAME, EntryWithdrawn::NAME, EntryScreened::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[ENTRY, FOUND]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let (mut listed, mut withdrawn, mut screened) = (None, None, None);
        for entry in entries {
            if let Some(on_list) = read::<EntryListed>(NAME, entry)? {
                listed.get_or_insert((*entry, on_list));
            }
            if let Some(off_list) = read::<EntryWithdrawn>(NAME, entry)? {
                withdrawn.get_or_insert((entry.content.occurred, off_list.reason));
            }
            if let Some(compared) = read::<EntryScreened>(NAME, entry)? {
                screened.get_or_insert((entry.content.occurred, compared));
            }
        }
        let Some((entry, on_list)) = listed else { return Ok(Vec::new()) };
        let subject = entry.content.subject;
        let mut rows = vec![TableRow {
            table: ENTRY.name,
            values: vec![
                subject.into(),
                on_list.list.into(),
                on_list.reference.clone().into(),
                bytes(NAME, &on_list)?.into(),
                entry.content.occurred.into(),
                entry.content.actor.map(AccountId::uuid).into(),
                Value::Integer(withdrawn.as_ref().map(|(at, _)| at.micros())),
                withdrawn.map(|(_, why)| why).unwrap_or_default().into(),
                Value::Integer(screened.as_ref().map(|(at, _)| at.micros())),
                screened.as_ref().map_or(0, |(_, compared)| compared.people).into(),
            ],
        }];
        let mut found = screened.map(|(_, compared)| compared.found).unwrap_or_default();
        found.sort_by_key(|found| (found.subject, found.presentation));
        found.dedup_by_key(|found| (found.subject, found.presentation));
        rows.extend(found.into_iter().map(|found| TableRow {
            table: FOUND.name,
            values: vec![subject.into(), found.subject.into(), found.presentation.into(), found.score.into()],
        }));
        Ok(rows)
    }
}
