//! Lists as they stand, and every version that was ever in use.

use std::collections::BTreeSet;

use garita_domain::{AccountId, EntryId};
use garita_record::{ImportUndone, Kind, ListDeclared, ListImported};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

use super::{bytes, read};

const NAME: &str = "alerts_lists";

const LIST: TableDef = TableDef {
    name: "alerts_list",
    columns: columns! {
        list: [Id], BorderControl, NotPersonal, Alert, Inspection;
        declared: [Bytes], BorderControl, NotPersonal, Alert, Inspection;
        declared_at: [Micros], Accountability, NotPersonal, Alert, Inspection;
        declared_by: null [Id], Accountability, PublicService, Alert, Oversight;
        version: null [Id], BorderControl, NotPersonal, Alert, Inspection;
        version_at: null [Micros], BorderControl, NotPersonal, Alert, Inspection;
        previous: null [Id], BorderControl, NotPersonal, Alert, Oversight;
    },
    key: &["list"],
    indexes: &[],
};

const VERSION: TableDef = TableDef {
    name: "alerts_version",
    columns: columns! {
        list: [Id], Accountability, NotPersonal, Audit, Oversight;
        version: [Id], Accountability, NotPersonal, Audit, Oversight;
        imported: [Bytes], Accountability, NotPersonal, Audit, Oversight;
        at: [Micros], Accountability, NotPersonal, Audit, Oversight;
        actor: null [Id], Accountability, PublicService, Audit, Oversight;
        undone: null [Micros], Accountability, NotPersonal, Audit, Oversight;
    },
    key: &["list", "version"],
    indexes: &[],
};

/// One row a list, one row a version.
pub(super) struct Lists;

impl Projection for Lists {
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
        &[ListDeclared::NAME, ListImported::NAME, ImportUndone::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[LIST, VERSION]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let (mut declared, mut versions, mut undone) = (None, Vec::new(), Vec::new());
        for entry in entries {
            if let Some(list) = read::<ListDeclared>(NAME, entry)? {
                declared = Some((*entry, list));
            }
            if let Some(imported) = read::<ListImported>(NAME, entry)? {
                versions.push((*entry, imported));
            }
            if let Some(undoing) = read::<ImportUndone>(NAME, entry)? {
                undone.push((entry.content.occurred, undoing.version));
            }
        }
        // The first entry of a version counts: an approval sent twice makes no second one.
        let mut seen = BTreeSet::new();
        versions.retain(|(_, imported)| seen.insert(imported.version));
        let taken_back = |version: EntryId| undone.iter().find(|(_, undone)| *undone == version).map(|(at, _)| at.micros());
        let mut rows = Vec::new();
        let mut in_use = Vec::new();
        for (entry, imported) in &versions {
            if taken_back(imported.version).is_none() {
                in_use.push((imported.version, entry.content.occurred));
            }
            rows.push(TableRow {
                table: VERSION.name,
                values: vec![
                    entry.content.subject.into(),
                    imported.version.into(),
                    bytes(NAME, imported)?.into(),
                    entry.content.occurred.into(),
                    entry.content.actor.map(AccountId::uuid).into(),
                    Value::Integer(taken_back(imported.version)),
                ],
            });
        }
        if let Some((entry, list)) = declared {
            let newest = in_use.last().copied();
            let before = in_use.len().checked_sub(2).and_then(|index| in_use.get(index)).map(|(version, _)| version.uuid());
            rows.push(TableRow {
                table: LIST.name,
                values: vec![
                    entry.content.subject.into(),
                    bytes(NAME, &list)?.into(),
                    entry.content.occurred.into(),
                    entry.content.actor.map(AccountId::uuid).into(),
                    newest.map(|(version, _)| version.uuid()).into(),
                    newest.map(|(_, at)| at.micros()).into(),
                    before.into(),
                ],
            });
        }
        Ok(rows)
    }
}
