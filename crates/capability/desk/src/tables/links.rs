//! Which subjects are held to be one person.

use std::collections::BTreeSet;

use garita_record::{Kind, LinkBasis, SubjectsLinked, SubjectsUnlinked, decode};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, columns};

const NAME: &str = "desk_links";

const LINK: TableDef = TableDef {
    name: "desk_link",
    columns: columns! {
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        entry: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        other: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        confirmed: [Integer], BorderControl, MigrationLaw, Crossing, Inspection;
        at: [Micros], BorderControl, MigrationLaw, Crossing, Inspection;
    },
    key: &["subject", "entry"],
    indexes: &[&["other"]],
};

/// Links that stand: a link taken back has no row.
#[derive(Clone, Copy, Debug)]
pub struct Links;

impl Projection for Links {
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
        &[SubjectsLinked::NAME, SubjectsUnlinked::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[LINK]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let failed = |source| ProjectionError { projection: NAME, source: Box::new(source) };
        let mut taken_back = BTreeSet::new();
        let mut links = Vec::new();
        for entry in entries {
            let content = &entry.content;
            if content.kind == SubjectsLinked::NAME {
                links.push((content, decode::<SubjectsLinked>(content.version, &content.payload).map_err(failed)?));
            } else {
                taken_back.insert(decode::<SubjectsUnlinked>(content.version, &content.payload).map_err(failed)?.link);
            }
        }
        let standing = links.into_iter().filter(|(content, _)| !taken_back.contains(&content.entry));
        let rows = standing.map(|(content, link)| TableRow {
            table: LINK.name,
            values: vec![
                content.subject.into(),
                content.entry.into(),
                link.other.into(),
                (link.basis == LinkBasis::Confirmed).into(),
                content.occurred.into(),
            ],
        });
        Ok(rows.collect())
    }
}
