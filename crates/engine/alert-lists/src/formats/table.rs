//! Any table of people with a header line.

use std::io::Read;

use garita_screening::NameQuality;

use crate::draft::Draft;
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::headings::{Column, Headings, Mapping, several};
use crate::limits::Limits;
use crate::report::{Encoding, NoteKind, Reason};
use crate::sink::Sink;
use crate::table_reading::Table;

pub fn read(from: impl Read, mapping: &Mapping, sink: &mut Sink<'_>) -> Result<Encoding, ImportError> {
    let limits = sink.limits;
    let mut table = match Table::open(from, limits, mapping, &|headings| needed(headings)) {
        Ok(table) => table,
        Err(stop) => return stop.report(|line, reason| sink.broken_off(line, reason)),
    };
    loop {
        let row = match table.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(table.encoding()),
            Err(stop) => return stop.report(|line, reason| sink.broken_off(line, reason)),
        };
        if sink.record(row.line).is_break() {
            return Ok(table.encoding());
        }
        let columns = match row.columns {
            Ok(columns) => columns,
            Err(reason) => {
                sink.malformed(row.line, None, reason);
                continue;
            }
        };
        let draft = person(limits, row.line, table.headings(), &columns);
        if sink.entry(draft).is_break() {
            return Ok(table.encoding());
        }
    }
}

fn needed(headings: &Headings) -> Result<(), Reason> {
    if !headings.has(Column::Id) {
        return Err(Reason::NoColumn("the id"));
    }
    if ![Column::Name, Column::Surname, Column::GivenNames].into_iter().any(|column| headings.has(column)) {
        return Err(Reason::NoColumn("the name"));
    }
    Ok(())
}

fn person<'a>(limits: &'a Limits, line: u64, headings: &Headings, row: &[String]) -> Draft<'a> {
    let get = |column| headings.get(row, column);
    let mut draft = Draft::new(limits, line, get(Column::Id));
    draft.name_parts(get(Column::Surname), get(Column::GivenNames), NameQuality::Strong);
    draft.name(get(Column::Name), NameQuality::Strong);
    several(get(Column::Aliases)).for_each(|name| draft.name(name, NameQuality::Strong));
    several(get(Column::WeakAliases)).for_each(|name| draft.name(name, NameQuality::Weak));
    several(get(Column::BirthDate)).for_each(|date| draft.birth_date(date));
    several(get(Column::Nationality)).for_each(|country| draft.nationality(country));
    if !get(Column::Sex).is_empty() {
        draft.sex(get(Column::Sex));
    }
    // Several issuers go with several numbers in their order; one goes with all.
    let issuers: Vec<&str> = get(Column::Issuer).split([';', '|']).map(str::trim).collect();
    for (at, number) in several(get(Column::DocumentNumber)).enumerate() {
        draft.document(number, issuers.get(at).or(issuers.last()).copied().unwrap_or_default());
    }
    let kind = get(Column::Kind);
    match KindHint::from_code(kind) {
        Some(kind) => draft.kind(kind),
        None if kind.is_empty() => {}
        None => {
            draft.note(NoteKind::Kind);
            draft.field(Column::Kind.code(), kind);
        }
    }
    draft.listed_on(get(Column::ListedOn));
    draft.legal_reference(get(Column::LegalReference));
    draft.remarks(get(Column::Remarks));
    for (at, heading) in &headings.others {
        draft.field(heading, row.get(*at).map_or("", |text| text));
    }
    draft
}
