//! The document keys by which people are found again.

use garita_record::{DocumentKey, Kind, TravellerPresented, decode};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, columns};
use uuid::Uuid;

const NAME: &str = "desk_document_keys";

const DOCUMENT_KEY: TableDef = TableDef {
    name: "desk_document_key",
    columns: columns! {
        hash: [Id], BorderControl, MigrationLaw, Crossing, Nobody;
        epoch: [Integer], BorderControl, MigrationLaw, Crossing, Nobody;
        form: [Integer], BorderControl, MigrationLaw, Crossing, Nobody;
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        presentation: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
    },
    key: &["hash", "epoch", "form", "subject", "presentation"],
    indexes: &[],
};

/// The form of a document key in `desk_document_key`.
pub(crate) const HOLDER: i64 = 1;
pub(crate) const NUMBER: i64 = 2;

/// One row for each key of each presentation: nothing has to be read again when somebody comes every day.
#[derive(Clone, Copy, Debug)]
pub struct DocumentKeyTable;

impl Projection for DocumentKeyTable {
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
        Grouping::Entry
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[TravellerPresented::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[DOCUMENT_KEY]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut rows = Vec::new();
        for entry in entries {
            let content = &entry.content;
            let presented: TravellerPresented =
                decode(content.version, &content.payload).map_err(|error| ProjectionError { projection: NAME, source: Box::new(error) })?;
            let row = |key: &DocumentKey, form: i64| TableRow {
                table: DOCUMENT_KEY.name,
                values: vec![
                    Uuid::from_bytes(key.hash).into(),
                    key.epoch.into(),
                    form.into(),
                    content.subject.into(),
                    content.entry.into(),
                ],
            };
            rows.extend(presented.keys.iter().map(|key| row(key, HOLDER)));
            rows.extend(presented.number_keys.iter().map(|key| row(key, NUMBER)));
        }
        Ok(rows)
    }
}
