//! The one way into all formats that list people.

use std::io::Read;
use std::ops::ControlFlow;

use crate::entry::ImportedEntry;
use crate::error::ImportError;
use crate::formats::ofac_csv::Beside;
use crate::formats::{follow_the_money, interpol, ofac_csv, ofac_xml, table, un_xml};
use crate::headings::Mapping;
use crate::limits::Limits;
use crate::report::{Format, Report};
use crate::sink::Sink;

/// What is read.
pub struct Input<'a> {
    /// The list.
    pub main: Box<dyn Read + 'a>,
    /// Files beside it; only OFAC's tables have them.
    pub beside: Beside<'a>,
    /// How a table is to be read; only [`Format::Csv`] asks.
    pub mapping: Mapping,
}

impl<'a> Input<'a> {
    /// A list in one file, its headings as this program knows them.
    pub fn new(main: impl Read + 'a) -> Self {
        Self { main: Box::new(main), beside: Beside::default(), mapping: Mapping::default() }
    }
}

/// Reads a list and hands each of its people to `on_entry`, in the list's order; reading stops when that breaks.
///
/// What is wrong with the file stands in the report, and good records are handed on all the same. A caller that replaces
/// a list gathers the entries first, and replaces it only when [`Report::is_complete`] and a person has seen the preview.
pub fn read(
    format: Format,
    input: Input<'_>,
    limits: &Limits,
    on_entry: &mut dyn FnMut(ImportedEntry) -> ControlFlow<()>,
) -> Result<Report, ImportError> {
    let mut sink = Sink::new(format, limits, on_entry);
    let encoding = match format {
        Format::UnXml => un_xml::read(input.main, &mut sink),
        Format::OfacCsv => ofac_csv::read(input.main, input.beside, &mut sink),
        Format::OfacXml => ofac_xml::read(input.main, &mut sink),
        Format::InterpolJson => interpol::read(input.main, &mut sink),
        Format::FollowTheMoney => follow_the_money::read(input.main, &mut sink),
        Format::Csv => table::read(input.main, &input.mapping, &mut sink),
        Format::LostDocumentCsv => Err(ImportError::ListsDocuments(format)),
    }?;
    Ok(sink.report(encoding))
}
