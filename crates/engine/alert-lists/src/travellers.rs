//! Tables of travellers to be screened, and tables of names to be compared.

use std::io::Read;
use std::ops::ControlFlow;

use garita_domain::{DocumentNumber, PartialDate, Sex};
use garita_screening::{ListedDocument, NameText, Subject};

use crate::countries::country;
use crate::dates::dates;
use crate::draft::{is_nothing, sex};
use crate::error::ImportError;
use crate::headings::{Column, Headings, Mapping};
use crate::limits::Limits;
use crate::names::{clean, visible};
use crate::report::{Encoding, Format, NoteKind, Reason, Report};
use crate::sink::Tally;
use crate::table_reading::Table;

/// A traveller of a table.
#[derive(Clone, PartialEq, Eq)]
pub struct Traveller {
    /// Line of the row, from 1.
    pub line: u64,
    /// The row's id; its line number when the table gives none.
    pub id: String,
    /// What is asked about. Without a name when the row has none: documents may still be asked about.
    pub subject: Subject,
}

/// Two names to be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct NamePair {
    /// Line of the row, from 1.
    pub line: u64,
    /// The first name.
    pub first: NameText,
    /// The second name.
    pub second: NameText,
}

macro_rules! personal {
    ($($kind:ident),*) => {
        $(
            /// Personal: logs see a placeholder.
            impl std::fmt::Debug for $kind {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($kind), "([personal])"))
                }
            }
        )*
    };
}
personal!(Traveller, NamePair);

/// Reads travellers: columns `id`, then `name` or `surname` and `given_names`, `birth_date`, `sex`, `nationality`,
/// `document_number`, `issuer`; any may be empty or missing. What cannot be understood is left out of the traveller and noted.
pub fn read_travellers(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    on_traveller: &mut dyn FnMut(Traveller) -> ControlFlow<()>,
) -> Result<Report, ImportError> {
    let any = [Column::Name, Column::Surname, Column::GivenNames, Column::DocumentNumber];
    let needed = |headings: &Headings| {
        if any.into_iter().any(|column| headings.has(column)) { Ok(()) } else { Err(Reason::NoColumn("a name or a document number")) }
    };
    each_row(from, mapping, limits, &needed, &mut |tally, line, headings, row| {
        let (traveller, notes) = match traveller(line, headings, row, limits) {
            Ok(read) => read,
            Err(reason) => {
                tally.malformed(line, Some(visible(headings.get(row, Column::Id))), reason);
                return ControlFlow::Continue(());
            }
        };
        for kind in notes {
            tally.note(line, &traveller.id, kind);
        }
        tally.taken();
        on_traveller(traveller)
    })
}

/// Reads pairs of names: columns `name1` and `name2`.
pub fn read_name_pairs(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    on_pair: &mut dyn FnMut(NamePair) -> ControlFlow<()>,
) -> Result<Report, ImportError> {
    let needed = |headings: &Headings| match (headings.has(Column::FirstName), headings.has(Column::SecondName)) {
        (true, true) => Ok(()),
        (false, _) => Err(Reason::NoColumn("name1")),
        (true, false) => Err(Reason::NoColumn("name2")),
    };
    each_row(from, mapping, limits, &needed, &mut |tally, line, headings, row| {
        let mut notes = Vec::new();
        let mut name = |column| whole_name(headings.get(row, column), limits, &mut notes);
        match (name(Column::FirstName), name(Column::SecondName)) {
            (Ok(Some(first)), Ok(Some(second))) => {
                for kind in notes {
                    tally.note(line, "", kind);
                }
                tally.taken();
                on_pair(NamePair { line, first, second })
            }
            (Err(reason), _) | (_, Err(reason)) => {
                tally.malformed(line, None, reason);
                ControlFlow::Continue(())
            }
            (Ok(None), _) | (_, Ok(None)) => {
                tally.malformed(line, None, Reason::NoName);
                ControlFlow::Continue(())
            }
        }
    })
}

type OnRow<'a> = &'a mut dyn FnMut(&mut Tally, u64, &Headings, &[String]) -> ControlFlow<()>;

fn each_row(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    needed: &dyn Fn(&Headings) -> Result<(), Reason>,
    on_row: OnRow<'_>,
) -> Result<Report, ImportError> {
    let mut tally = Tally::new(Format::Csv, limits);
    let encoding = rows(from, mapping, limits, needed, &mut tally, on_row)?;
    Ok(tally.report(encoding))
}

fn rows(
    from: impl Read,
    mapping: &Mapping,
    limits: &Limits,
    needed: &dyn Fn(&Headings) -> Result<(), Reason>,
    tally: &mut Tally,
    on_row: OnRow<'_>,
) -> Result<Encoding, ImportError> {
    let mut table = match Table::open(from, limits, mapping, needed) {
        Ok(table) => table,
        Err(stop) => return stop.report(|line, reason| tally.broken_off(line, reason)),
    };
    loop {
        let row = match table.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(table.encoding()),
            Err(stop) => return stop.report(|line, reason| tally.broken_off(line, reason)),
        };
        if tally.record(row.line).is_break() {
            return Ok(table.encoding());
        }
        match row.columns {
            Ok(columns) => {
                if on_row(tally, row.line, table.headings(), &columns).is_break() {
                    tally.broken_off(row.line, Reason::Stopped);
                    return Ok(table.encoding());
                }
            }
            Err(reason) => tally.malformed(row.line, None, reason),
        }
    }
}

fn traveller(line: u64, headings: &Headings, row: &[String], limits: &Limits) -> Result<(Traveller, Vec<NoteKind>), Reason> {
    let get = |column| headings.get(row, column);
    let mut notes = Vec::new();
    let mut names = Vec::new();
    let surname = name_part(get(Column::Surname), limits, &mut notes)?;
    let given_names = name_part(get(Column::GivenNames), limits, &mut notes)?;
    names.extend(parts(surname, given_names));
    names.extend(whole_name(get(Column::Name), limits, &mut notes)?.filter(|name| !names.contains(name)));
    let birth_date = birth_date(get(Column::BirthDate), &mut notes);
    let sex = sex(get(Column::Sex)).unwrap_or_else(|| {
        notes.push(NoteKind::Sex);
        Sex::Unspecified
    });
    let mut code = |text: &str| {
        let code = if is_nothing(text) { None } else { country(text) };
        if code.is_none() && !is_nothing(text) {
            notes.push(NoteKind::Country);
        }
        code
    };
    let (nationality, issuer) = (code(get(Column::Nationality)), code(get(Column::Issuer)));
    let documents = match get(Column::DocumentNumber) {
        nothing if is_nothing(nothing) => Vec::new(),
        text => {
            let number = DocumentNumber::parse(text).ok();
            notes.extend(number.is_none().then_some(NoteKind::DocumentNumber));
            number.into_iter().map(|number| ListedDocument { number, issuer }).collect()
        }
    };
    let id = Some(visible(get(Column::Id))).filter(|id| !id.is_empty()).unwrap_or_else(|| line.to_string());
    notes.sort_unstable();
    notes.dedup();
    Ok((Traveller { line, id, subject: Subject { names, birth_date, sex, nationality, documents } }, notes))
}

fn name_part(text: &str, limits: &Limits, notes: &mut Vec<NoteKind>) -> Result<String, Reason> {
    // Fillers of a machine readable zone stand between words.
    let name = clean(&text.replace('<', " "));
    notes.extend(name.notes);
    if name.text.chars().count() > limits.name_characters { Err(Reason::NameTooLong(limits.name_characters)) } else { Ok(name.text) }
}

/// `SURNAMES, given names`, `SURNAMES<<GIVEN<NAMES`, or a name in its own order.
fn whole_name(text: &str, limits: &Limits, notes: &mut Vec<NoteKind>) -> Result<Option<NameText>, Reason> {
    let split = text.split_once("<<").or_else(|| text.split_once(',').filter(|(_, after)| !after.contains(',')));
    match split {
        Some((surname, given)) => Ok(parts(name_part(surname, limits, notes)?, name_part(given, limits, notes)?)),
        None => Ok(Some(name_part(text, limits, notes)?).filter(|name| !name.is_empty()).map(NameText::Whole)),
    }
}

fn parts(surname: String, given_names: String) -> Option<NameText> {
    match (surname.is_empty(), given_names.is_empty()) {
        (true, true) => None,
        (true, false) => Some(NameText::Whole(given_names)),
        (false, true) => Some(NameText::Whole(surname)),
        (false, false) => Some(NameText::Parts { surname, given_names }),
    }
}

/// The part that is certain: of a date that can be read in two ways, the year.
fn birth_date(text: &str, notes: &mut Vec<NoteKind>) -> PartialDate {
    if is_nothing(text) {
        return PartialDate::UNKNOWN;
    }
    let read = dates(text);
    if let [date] = read.as_slice()
        && date.from == date.to
        && !date.approximate
    {
        return date.from;
    }
    notes.push(NoteKind::BirthDate);
    let mut years: Vec<_> = read.iter().flat_map(|date| [date.from.year(), date.to.year()]).collect();
    years.dedup();
    match years.as_slice() {
        [year] if read.iter().all(|date| !date.approximate) => PartialDate::new(*year, None, None).unwrap_or_default(),
        _ => PartialDate::UNKNOWN,
    }
}
