//! Where importers put what they read: counting, refusing repetitions, keeping lists of troubles short.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::draft::Draft;
use crate::entry::ImportedEntry;
use crate::limits::Limits;
use crate::report::{Encoding, Format, Malformed, Note, NoteKind, Reason, Report};

/// `Break` when reading must not go on.
pub type Flow = ControlFlow<()>;

/// Collects the report of one file and hands entries on.
pub struct Sink<'a> {
    pub limits: &'a Limits,
    tally: Tally,
    ids: HashMap<String, u64>,
    on_entry: &'a mut dyn FnMut(ImportedEntry) -> Flow,
}

impl<'a> Sink<'a> {
    pub fn new(format: Format, limits: &'a Limits, on_entry: &'a mut dyn FnMut(ImportedEntry) -> Flow) -> Self {
        Self { limits, tally: Tally::new(format, limits), ids: HashMap::new(), on_entry }
    }

    /// Counts a record that starts at `line`, of whatever sort.
    pub fn record(&mut self, line: u64) -> Flow {
        self.tally.record(line)
    }

    /// A record that is about no person.
    pub const fn skipped(&mut self) {
        self.tally.report.skipped += 1;
    }

    pub fn malformed(&mut self, line: u64, id: Option<String>, reason: Reason) {
        self.tally.malformed(line, id, reason);
    }

    pub fn broken_off(&mut self, line: u64, reason: Reason) {
        self.tally.broken_off(line, reason);
    }

    /// Takes a finished record: an entry, or one more malformed record.
    pub fn entry(&mut self, draft: Draft<'_>) -> Flow {
        let (entry, notes) = match draft.finish() {
            Ok(finished) => finished,
            Err(malformed) => {
                self.tally.malformed(malformed.line, malformed.id, malformed.reason);
                return Flow::Continue(());
            }
        };
        let id = entry.person.id.clone();
        if let Some(first) = self.ids.get(&id) {
            let reason = Reason::DuplicateId { first: *first };
            self.tally.malformed(entry.line, Some(id), reason);
            return Flow::Continue(());
        }
        for kind in notes {
            self.tally.note(entry.line, &id, kind);
        }
        let line = entry.line;
        self.ids.insert(id, line);
        self.tally.report.entries += 1;
        let flow = (self.on_entry)(entry);
        if flow.is_break() {
            self.broken_off(line, Reason::Stopped);
        }
        flow
    }

    pub fn report(self, encoding: Encoding) -> Report {
        self.tally.report(encoding)
    }
}

/// The counting part, for files that list no people too.
pub struct Tally {
    report: Report,
    listed: usize,
    most: u64,
}

impl Tally {
    pub const fn new(format: Format, limits: &Limits) -> Self {
        let report = Report {
            format,
            encoding: Encoding::Utf8,
            records: 0,
            entries: 0,
            skipped: 0,
            malformed_count: 0,
            malformed: Vec::new(),
            note_count: 0,
            notes: Vec::new(),
            broken_off: None,
        };
        Self { report, listed: limits.listed, most: limits.records }
    }

    pub fn record(&mut self, line: u64) -> Flow {
        if self.report.records >= self.most {
            self.broken_off(line, Reason::TooManyRecords(self.most));
            return Flow::Break(());
        }
        self.report.records += 1;
        Flow::Continue(())
    }

    pub const fn taken(&mut self) {
        self.report.entries += 1;
    }

    pub fn malformed(&mut self, line: u64, id: Option<String>, reason: Reason) {
        self.report.malformed_count += 1;
        if self.report.malformed.len() < self.listed {
            self.report.malformed.push(Malformed { line, id, reason });
        }
    }

    pub fn note(&mut self, line: u64, id: &str, kind: NoteKind) {
        self.report.note_count += 1;
        if self.report.notes.len() < self.listed {
            self.report.notes.push(Note { line, id: id.to_owned(), kind });
        }
    }

    /// The first reason stands.
    pub fn broken_off(&mut self, line: u64, reason: Reason) {
        self.report.broken_off.get_or_insert(Malformed { line, id: None, reason });
    }

    pub fn report(self, encoding: Encoding) -> Report {
        Report { encoding, ..self.report }
    }
}
