//! Lost documents as a table: number, issuer, kind, and where the list has them the last number of a series and `add` or `remove`.
//!
//! The header may be missing when the columns stand in that order. An issuer that cannot be understood makes the row malformed: left
//! out, it would make the record match every State's documents.

use std::io::Read;
use std::ops::ControlFlow;

use garita_domain::{CountryCode, DocumentNumber};
use garita_lost_documents::{Kind, LostDocument, NumberRange};

use crate::countries::country;
use crate::draft::is_nothing;
use crate::error::ImportError;
use crate::headings::{Column, Headings, Mapping};
use crate::limits::Limits;
use crate::report::{Encoding, Format, Reason, Report};
use crate::rows::Rows;
use crate::sink::Tally;
use crate::table_reading::broken;

/// Whether a row lists a document or takes it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is on the list.
    Add,
    /// It is off the list, as far as this kind goes.
    Remove,
}

/// Reads lost documents and hands each on; a row with a series hands on each number of it. Stops when `on_document` breaks.
pub fn read_lost_documents(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    on_document: &mut dyn FnMut(Change, &LostDocument) -> ControlFlow<()>,
) -> Result<Report, ImportError> {
    // A list of documents is a hundred times longer than a list of people.
    let limits = Limits { records: limits.records.max(1 << 32), ..*limits };
    let mut tally = Tally::new(Format::LostDocumentCsv, &limits);
    let encoding = rows(from, mapping, &limits, &mut tally, on_document)?;
    Ok(tally.report(encoding))
}

fn rows(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    tally: &mut Tally,
    on_document: &mut dyn FnMut(Change, &LostDocument) -> ControlFlow<()>,
) -> Result<Encoding, ImportError> {
    let mut rows = match Rows::new(from, limits, mapping.separator) {
        Ok(rows) => rows,
        Err(error) => return broken(error, limits, 1, |line, reason| tally.broken_off(line, reason)),
    };
    let mut headings: Option<Headings> = None;
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => {
                if headings.is_none() {
                    tally.broken_off(1, Reason::NoHeader);
                }
                return Ok(rows.encoding());
            }
            Err(error) => return broken(error, limits, rows.next_line(), |line, reason| tally.broken_off(line, reason)),
        };
        let columns = match row.columns {
            Ok(columns) => columns,
            Err(reason) => {
                tally.malformed(row.line, None, reason);
                continue;
            }
        };
        let known = match headings.take().map_or_else(|| header(&columns, mapping), |known| Ok(Header::Known(known))) {
            Ok(Header::Known(known)) => headings.insert(known),
            Ok(Header::Read(read)) => {
                headings = Some(read);
                continue;
            }
            Err(reason) => {
                tally.broken_off(row.line, reason);
                return Ok(rows.encoding());
            }
        };
        if tally.record(row.line).is_break() {
            return Ok(rows.encoding());
        }
        let flow = match documents(known, &columns, limits) {
            Ok((change, issuer, kind, numbers)) => each(&numbers, change, issuer, kind, tally, on_document),
            Err(reason) => {
                tally.malformed(row.line, None, reason);
                ControlFlow::Continue(())
            }
        };
        if flow.is_break() {
            tally.broken_off(row.line, Reason::Stopped);
            return Ok(rows.encoding());
        }
    }
}

enum Header {
    /// This row is the header.
    Read(Headings),
    /// This row holds a document already.
    Known(Headings),
}

fn header(first: &[String], mapping: &Mapping) -> Result<Header, Reason> {
    let found = Headings::new(first, mapping);
    let has_number = found.has(Column::DocumentNumber);
    if has_number && found.has(Column::Kind) {
        return Ok(Header::Read(found));
    }
    if first.get(2).and_then(|column| kind(column)).is_none() {
        return Err(Reason::NoColumn(if has_number { "the kind" } else { "the document number" }));
    }
    let order = [Column::DocumentNumber, Column::Issuer, Column::Kind, Column::LastNumber, Column::Change];
    Ok(Header::Known(Headings::new(&order.map(|column| column.code().to_owned()), &Mapping::default())))
}

fn each(
    numbers: &Numbers,
    change: Change,
    issuer: Option<CountryCode>,
    kind: Kind,
    tally: &mut Tally,
    on_document: &mut dyn FnMut(Change, &LostDocument) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut hand_on = |number| {
        tally.taken();
        on_document(change, &LostDocument { number, issuer, kind })
    };
    match numbers {
        Numbers::One(number) => hand_on(number.clone()),
        Numbers::Series(range) => range.numbers().try_for_each(hand_on),
    }
}

enum Numbers {
    One(DocumentNumber),
    Series(NumberRange),
}

fn documents(headings: &Headings, row: &[String], limits: &Limits) -> Result<(Change, Option<CountryCode>, Kind, Numbers), Reason> {
    let get = |column| headings.get(row, column);
    let number = |column| DocumentNumber::parse(get(column)).map_err(|_| Reason::DocumentNumber);
    let first = number(Column::DocumentNumber)?;
    let issuer = match get(Column::Issuer) {
        nothing if is_nothing(nothing) => None,
        text => {
            Some(country(text).or_else(|| CountryCode::parse(text).ok().filter(|code| code.as_str().len() == 3)).ok_or(Reason::Issuer)?)
        }
    };
    let change = match get(Column::Change).to_lowercase().as_str() {
        "" | "add" | "added" | "alta" | "a" | "+" => Change::Add,
        "remove" | "removed" | "delete" | "deleted" | "baja" | "r" | "d" | "-" => Change::Remove,
        _ => return Err(Reason::Change),
    };
    let kind = kind(get(Column::Kind)).ok_or(Reason::LostKind)?;
    let numbers = if get(Column::LastNumber).is_empty() {
        Numbers::One(first)
    } else {
        Numbers::Series(NumberRange::new(&first, &number(Column::LastNumber)?, limits.series).map_err(Reason::Series)?)
    };
    Ok((change, issuer, kind, numbers))
}

fn kind(text: &str) -> Option<Kind> {
    Kind::from_code(text).or_else(|| match text.trim().to_lowercase().as_str() {
        "blank" | "stolen blanks" | "robado en blanco" | "en blanco" => Some(Kind::StolenBlank),
        "perdido" | "extraviado" | "extravío" | "perdida" => Some(Kind::Lost),
        "robado" | "hurtado" | "theft" => Some(Kind::Stolen),
        "revocado" | "anulado" | "cancelado" | "cancelled" | "invalidated" | "invalid" => Some(Kind::Revoked),
        _ => None,
    })
}
