//! Three projections: subject-wise, entry-wise, and a following one.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use garita_record::{Kind, decode};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

use super::Note;

/// Subject-wise: every note with its number and the total, so that each entry changes every row of its subject.
pub struct Visits {
    version: i64,
}

impl Visits {
    pub fn at(version: i64) -> Self {
        Self { version }
    }
}

const VISIT: TableDef = TableDef {
    name: "test_visit",
    columns: columns! {
        subject: [Id], Operation, NotPersonal, Permanent, Nobody;
        entry: [Id], Operation, NotPersonal, Permanent, Nobody;
        number: [Integer], Operation, NotPersonal, Permanent, Nobody;
        total: [Integer], Operation, NotPersonal, Permanent, Nobody;
        text: [Text], Operation, NotPersonal, Permanent, Nobody;
    },
    key: &["subject", "entry"],
    indexes: &[&["text"]],
};

fn text(entry: &StoredEntry) -> Result<String, ProjectionError> {
    let note = decode::<Note>(entry.content.version, &entry.content.payload);
    note.map(|note| note.text).map_err(|error| ProjectionError { projection: "test", source: Box::new(error) })
}

impl Projection for Visits {
    fn name(&self) -> &'static str {
        "test.visits"
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn mode(&self) -> Mode {
        Mode::Inline
    }
    fn grouping(&self) -> Grouping {
        Grouping::Subject
    }
    fn kinds(&self) -> &'static [&'static str] {
        &[Note::NAME]
    }
    fn tables(&self) -> &'static [TableDef] {
        &[VISIT]
    }
    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        assert!(entries.is_sorted_by_key(|entry| (entry.content.recorded, entry.content.entry)));
        let total = i64::try_from(entries.len()).unwrap();
        let row = |(number, entry): (i64, &&StoredEntry)| {
            let ids: [Value; 2] = [entry.content.subject.into(), entry.content.entry.into()];
            let values = ids.into_iter().chain([number.into(), total.into(), text(entry)?.into()]).collect();
            Ok(TableRow { table: "test_visit", values })
        };
        (1..).zip(entries).map(row).collect()
    }
}

/// Entry-wise.
pub struct Log;

const LOG: TableDef = TableDef {
    name: "test_log",
    columns: columns! {
        subject: [Id], Operation, NotPersonal, Permanent, Nobody;
        entry: [Id], Operation, NotPersonal, Permanent, Nobody;
        text: [Text], Operation, NotPersonal, Permanent, Nobody;
        unused: null [Bytes], Operation, NotPersonal, Permanent, Nobody;
    },
    key: &["subject", "entry"],
    indexes: &[],
};

impl Projection for Log {
    fn name(&self) -> &'static str {
        "test.log"
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
        &[Note::NAME]
    }
    fn tables(&self) -> &'static [TableDef] {
        &[LOG]
    }
    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        assert_eq!(entries.len(), 1);
        let row = |entry: &&StoredEntry| {
            let values = vec![entry.content.subject.into(), entry.content.entry.into(), text(entry)?.into(), Value::Bytes(None)];
            Ok(TableRow { table: "test_log", values })
        };
        entries.iter().map(row).collect()
    }
}

/// Following: the subject's last note, keyed by it, so that a wrong "before" leaves a row behind.
pub struct Tail {
    version: i64,
    /// While set, it cannot read.
    pub broken: Arc<AtomicBool>,
}

impl Tail {
    pub fn at(version: i64) -> Self {
        Self { version, broken: Arc::default() }
    }
}

const TAIL: TableDef = TableDef {
    name: "test_tail",
    columns: columns! {
        subject: [Id], Operation, NotPersonal, Permanent, Nobody;
        entry: [Id], Operation, NotPersonal, Permanent, Nobody;
    },
    key: &["subject", "entry"],
    indexes: &[],
};

impl Projection for Tail {
    fn name(&self) -> &'static str {
        "test.tail"
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn mode(&self) -> Mode {
        Mode::Following
    }
    fn grouping(&self) -> Grouping {
        Grouping::Subject
    }
    fn kinds(&self) -> &'static [&'static str] {
        &[Note::NAME]
    }
    fn tables(&self) -> &'static [TableDef] {
        &[TAIL]
    }
    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(ProjectionError { projection: "test.tail", source: "the test wants it so".into() });
        }
        let row =
            |entry: &&StoredEntry| TableRow { table: "test_tail", values: vec![entry.content.subject.into(), entry.content.entry.into()] };
        Ok(entries.last().map(row).into_iter().collect())
    }
}
