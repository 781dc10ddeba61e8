//! OFAC Specially Designated Nationals as tables without header: `sdn.csv`, and beside it `alt.csv` (aliases), `add.csv`
//! (addresses) and `sdn_comments.csv` (remarks that go on). `-0-` stands for nothing.

use std::collections::HashMap;
use std::io::Read;

use garita_screening::NameQuality;

use crate::draft::{Draft, is_nothing};
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::formats::ofac_remarks;
use crate::limits::Limits;
use crate::report::{Encoding, Reason};
use crate::rows::Rows;
use crate::sink::{Flow, Sink};
use crate::table_reading::{broken, columns};

/// Files that lie beside `sdn.csv`.
#[derive(Default)]
pub struct Beside<'a> {
    /// `alt.csv`: number of the entry, number of the alias, type, name, remarks.
    pub aliases: Option<Box<dyn Read + 'a>>,
    /// `add.csv`: number of the entry, number of the address, address, city, country, remarks.
    pub addresses: Option<Box<dyn Read + 'a>>,
    /// `sdn_comments.csv`: number of the entry, the rest of its remarks.
    pub comments: Option<Box<dyn Read + 'a>>,
}

const COLUMNS: usize = 12;
const FURTHER: [(usize, &str); 8] = [
    (4, "title"),
    (5, "call sign"),
    (6, "vessel type"),
    (7, "tonnage"),
    (8, "gross registered tonnage"),
    (9, "vessel flag"),
    (10, "vessel owner"),
    (3, "program"),
];

pub fn read(from: impl Read, beside: Beside<'_>, sink: &mut Sink<'_>) -> Result<Encoding, ImportError> {
    let aliases = gather(beside.aliases, sink, 4)?;
    let addresses = gather(beside.addresses, sink, 5)?;
    let comments = gather(beside.comments, sink, 2)?;
    let limits = sink.limits;
    let mut rows = match Rows::new(from, limits, Some(b',')) {
        Ok(rows) => rows,
        Err(error) => return broken(error, limits, 1, |line, reason| sink.broken_off(line, reason)),
    };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(rows.encoding()),
            Err(error) => return broken(error, limits, rows.next_line(), |line, reason| sink.broken_off(line, reason)),
        };
        // The files end with the old end-of-file sign.
        if matches!(row.columns.as_deref(), Ok([only]) if only.trim_matches('\u{1A}').trim().is_empty()) {
            continue;
        }
        if sink.record(row.line).is_break() {
            return Ok(rows.encoding());
        }
        let columns = match columns(row.columns, COLUMNS) {
            Ok(columns) => columns,
            Err(reason) => {
                sink.malformed(row.line, None, reason);
                continue;
            }
        };
        let at = |number: usize| columns.get(number).map_or("", |column| column.trim());
        if !at(2).eq_ignore_ascii_case("individual") {
            if at(0).parse::<u64>().is_ok() {
                sink.skipped();
            } else {
                sink.malformed(row.line, None, Reason::OtherFormat);
            }
            continue;
        }
        let mut draft = Draft::new(limits, row.line, at(0));
        draft.kind(KindHint::Sanctioned);
        draft.name(at(1), NameQuality::Strong);
        for alias in aliases.get(at(0)).into_iter().flatten() {
            draft.name(alias.get(3).map_or("", |name| name), NameQuality::Strong);
        }
        let mut remarks = if is_nothing(at(11)) { String::new() } else { at(11).to_owned() };
        for comment in comments.get(at(0)).into_iter().flatten() {
            remarks.push_str(comment.get(1).map_or("", |comment| comment));
        }
        ofac_remarks::read(&mut draft, &remarks);
        draft.remarks(&remarks);
        if !is_nothing(at(3)) {
            draft.legal_reference(&format!("OFAC {}", at(3).replace("] [", ", ")));
        }
        FURTHER.iter().filter(|(number, _)| !is_nothing(at(*number))).for_each(|(number, name)| draft.field(name, at(*number)));
        for address in addresses.get(at(0)).into_iter().flatten() {
            let parts: Vec<&str> = address.iter().skip(2).map(|part| part.trim()).filter(|part| !is_nothing(part)).collect();
            draft.field("address", &parts.join(", "));
        }
        if let Flow::Break(()) = sink.entry(draft) {
            return Ok(rows.encoding());
        }
    }
}

/// Rows of a file beside, by the number of their entry. What cannot be read in it is counted with the rest.
fn gather(from: Option<Box<dyn Read + '_>>, sink: &mut Sink<'_>, least: usize) -> Result<HashMap<String, Vec<Vec<String>>>, ImportError> {
    let mut gathered: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    let Some(from) = from else { return Ok(gathered) };
    let limits = Limits { file_bytes: sink.limits.beside_bytes, ..*sink.limits };
    let note = |error, line, sink: &mut Sink<'_>| broken(error, &limits, line, |line, reason| sink.broken_off(line, reason));
    let mut rows = match Rows::new(from, &limits, Some(b',')) {
        Ok(rows) => rows,
        Err(error) => return note(error, 1, sink).map(|_| gathered),
    };
    loop {
        match rows.next() {
            Ok(Some(row)) => match columns(row.columns, least) {
                Ok(columns) => {
                    let number = columns.first().map(|number| number.trim().to_owned()).unwrap_or_default();
                    gathered.entry(number).or_default().push(columns);
                }
                Err(Reason::TooFewColumns { found: 1, .. }) => {}
                Err(reason) => sink.malformed(row.line, None, reason),
            },
            Ok(None) => return Ok(gathered),
            Err(error) => return note(error, rows.next_line(), sink).map(|_| gathered),
        }
    }
}
