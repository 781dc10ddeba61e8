//! Which format a file is of, by its name and its beginning.

use crate::headings::{Column, Headings, Mapping};
use crate::limits::Limits;
use crate::report::Format;
use crate::rows::Rows;

/// Bytes of a file's beginning that are enough to tell.
pub const PREFIX: usize = 16 << 10;

/// The format of a file with this beginning ([`PREFIX`] bytes or the whole file) and name; `None` when nothing fits.
/// A table of people or of lost documents is told by its headings.
pub fn detect(prefix: &[u8], file_name: &str) -> Option<Format> {
    let mut text = crate::text::Text::new(prefix, usize::MAX, u64::MAX);
    let mut start = String::new();
    while start.len() < PREFIX * 3 {
        let ready = text.peek().ok()?;
        if ready.is_empty() {
            break;
        }
        start.push_str(ready);
        let taken = ready.len();
        std::io::BufRead::consume(&mut text, taken);
    }
    let start = start.trim_start();
    match start.chars().next()? {
        '<' => xml(start),
        '{' | '[' => Some(json(start)?),
        _ => table(start, file_name),
    }
}

fn xml(start: &str) -> Option<Format> {
    let first =
        start.match_indices('<').map(|(at, _)| start.get(at + 1..).unwrap_or_default()).find(|rest| !rest.starts_with(['?', '!']))?;
    let name = first.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    match name.rsplit(':').next()? {
        "CONSOLIDATED_LIST" => Some(Format::UnXml),
        "sdnList" => Some(Format::OfacXml),
        _ => None,
    }
}

fn json(start: &str) -> Option<Format> {
    if start.starts_with('{') && start.contains("\"schema\"") {
        Some(Format::FollowTheMoney)
    } else if ["\"entity_id\"", "\"notices\"", "\"arrest_warrants\""].iter().any(|member| start.contains(member)) {
        Some(Format::InterpolJson)
    } else {
        None
    }
}

fn table(start: &str, file_name: &str) -> Option<Format> {
    let limits = Limits { record_bytes: PREFIX * 3, ..Limits::default() };
    let mut rows = Rows::new(start.as_bytes(), &limits, None).ok()?;
    let first = rows.next().ok()??.columns.ok()?;
    let number_first = first.first().is_some_and(|column| column.trim().parse::<u64>().is_ok());
    if number_first && first.len() == 12 && (start.contains("-0-") || file_name.to_lowercase().contains("sdn")) {
        return Some(Format::OfacCsv);
    }
    let headings = Headings::new(&first, &Mapping::default());
    let named = [Column::Name, Column::Surname, Column::GivenNames].into_iter().any(|column| headings.has(column));
    match (headings.has(Column::DocumentNumber) && headings.has(Column::Kind), named) {
        (true, false) => Some(Format::LostDocumentCsv),
        (_, true) => Some(Format::Csv),
        (false, false) if first.get(2).and_then(|column| garita_lost_documents::Kind::from_code(column)).is_some() => {
            Some(Format::LostDocumentCsv)
        }
        (false, false) => None,
    }
}
