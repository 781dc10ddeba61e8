//! Rows of a table, one at a time, whatever the sender did to it.
//!
//! Quotes may hold line breaks, so a quote that is never closed would swallow all that follows. Therefore a row is tried
//! line by line: when it spans too many lines, or does not end, its first line alone is malformed and the next line starts a row.

use std::collections::VecDeque;
use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::limits::Limits;
use crate::lines::{Line, Lines};
use crate::report::{Encoding, Reason};

/// Columns and the line where they start, or what is wrong with that line.
pub struct Row {
    pub line: u64,
    pub columns: Result<Vec<String>, Reason>,
}

/// Reads rows.
pub struct Rows<R> {
    lines: Lines<R>,
    limits: Limits,
    separator: u8,
    parser: Parser,
    /// Lines read ahead and given back.
    ahead: VecDeque<Line>,
}

impl<R: Read> Rows<R> {
    /// Reads rows with this separator; `None` finds it in the first line: the commonest of `,` `;` and tab there.
    pub fn new(from: R, limits: &Limits, separator: Option<u8>) -> io::Result<Self> {
        let lines = Lines::new(from, limits);
        let mut rows = Self { lines, limits: *limits, separator: b',', parser: Parser::new(b',', limits), ahead: VecDeque::new() };
        rows.separator = if let Some(separator) = separator {
            separator
        } else {
            let first = rows.line()?;
            let found = first.as_ref().and_then(|line| line.text.as_deref()).map_or(b',', commonest_separator);
            rows.ahead.extend(first);
            found
        };
        rows.parser = Parser::new(rows.separator, limits);
        Ok(rows)
    }

    /// How bytes became text so far.
    pub const fn encoding(&self) -> Encoding {
        self.lines.encoding()
    }

    /// The line that comes next.
    pub fn next_line(&self) -> u64 {
        self.ahead.front().map_or(self.lines.line(), |line| line.number)
    }

    /// The next row that is not empty; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Row>> {
        loop {
            let Some(first) = self.line()? else { return Ok(None) };
            let number = first.number;
            let Some(text) = first.text else {
                return Ok(Some(Row { line: number, columns: Err(Reason::TooLong(self.limits.record_bytes)) }));
            };
            if text.trim().is_empty() {
                continue;
            }
            return Ok(Some(Row { line: number, columns: self.columns(&text)? }));
        }
    }

    fn columns(&mut self, first: &str) -> io::Result<Result<Vec<String>, Reason>> {
        if let Some(columns) = self.unquoted(first) {
            return Ok(columns);
        }
        self.parser.start();
        let mut further = VecDeque::new();
        let mut outcome = self.parser.feed(first);
        while outcome == Ok(false) {
            let next = if further.len() + 1 < self.limits.lines_in_a_row { self.line()? } else { None };
            let Some(next) = next else {
                outcome = Err(Reason::CutShort);
                break;
            };
            outcome = next.text.as_deref().map_or(Err(Reason::TooLong(self.limits.record_bytes)), |text| self.parser.feed(text));
            further.push_back(next);
        }
        Ok(match outcome {
            Ok(_) => Ok(self.parser.columns()),
            Err(reason) => {
                further.append(&mut self.ahead);
                self.ahead = further;
                Err(if reason == Reason::CutShort { Reason::OpenQuote } else { reason })
            }
        })
    }

    /// Most rows have no quotes and no sign that needs care: they are only cut.
    fn unquoted(&self, line: &str) -> Option<Result<Vec<String>, Reason>> {
        let line = line.trim_end_matches('\r');
        if line.contains(['"', '\r']) {
            return None;
        }
        let columns: Vec<String> = line.split(char::from(self.separator)).take(self.limits.parts + 1).map(str::to_owned).collect();
        Some(if columns.len() > self.limits.parts { Err(Reason::TooManyParts(self.limits.parts)) } else { Ok(columns) })
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        self.ahead.pop_front().map_or_else(|| self.lines.next(), |line| Ok(Some(line)))
    }
}

/// The commonest separator outside quotes.
pub fn commonest_separator(line: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        }
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // The first of equals wins.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// Takes one row apart, in buffers of bounded size.
struct Parser {
    reader: Reader,
    output: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
    bytes: usize,
    parts: usize,
}

impl Parser {
    fn new(separator: u8, limits: &Limits) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).build();
        Self { reader, output: Vec::new(), written: 0, ends: vec![0; 32], ended: 0, bytes: limits.record_bytes, parts: limits.parts }
    }

    /// Begins a row.
    fn start(&mut self) {
        self.reader.reset();
        self.written = 0;
        self.ended = 0;
    }

    /// Takes one more line; true when the row is complete.
    fn feed(&mut self, line: &str) -> Result<bool, Reason> {
        if self.written + line.len() > self.bytes {
            return Err(Reason::TooLong(self.bytes));
        }
        let with_end: Vec<u8> = line.trim_end_matches('\r').bytes().chain(*b"\n").collect();
        let mut input = with_end.as_slice();
        loop {
            self.output.resize(self.written + input.len() + 8, 0);
            let output = self.output.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, written, ended) = self.reader.read_record(input, output, ends);
            input = input.get(read..).unwrap_or_default();
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::Record => return Ok(true),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(false),
                ReadRecordResult::OutputFull => {}
                ReadRecordResult::OutputEndsFull if self.ends.len() < self.parts => {
                    let more = (self.ends.len() * 2).min(self.parts);
                    self.ends.resize(more, 0);
                }
                ReadRecordResult::OutputEndsFull => return Err(Reason::TooManyParts(self.parts)),
            }
        }
    }

    fn columns(&self) -> Vec<String> {
        let mut start = 0;
        let column = |end: &usize| {
            let bytes = self.output.get(start..*end).unwrap_or_default();
            start = *end;
            String::from_utf8_lossy(bytes).into_owned()
        };
        self.ends.iter().take(self.ended).map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = Vec<(u64, Result<Vec<String>, Reason>)>;

    fn rows(text: &str, limits: &Limits) -> Seen {
        let mut rows = Rows::new(text.as_bytes(), limits, None).unwrap();
        std::iter::from_fn(|| rows.next().unwrap()).map(|row| (row.line, row.columns)).collect()
    }

    fn owned(columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| (*column).to_owned()).collect()
    }

    #[test]
    fn rows_keep_their_lines_quotes_and_separators() {
        let text = "a;b\r\n\n1;\"x;\"\"y\"\"\nz\"\n2;3";
        let expected = vec![(1, Ok(owned(&["a", "b"]))), (3, Ok(owned(&["1", "x;\"y\"\nz"]))), (5, Ok(owned(&["2", "3"])))];
        assert_eq!(rows(text, &Limits::default()), expected);
        assert_eq!(commonest_separator("a,b\tc\td"), b'\t');
        assert_eq!(commonest_separator("one"), b',');
        assert_eq!(commonest_separator("\"a,b,c\";d"), b';');
    }

    #[test]
    fn a_quote_never_closed_costs_its_own_row_alone() {
        let seen = rows("a,b\n1,\"open\n2,x\n3,y\n", &Limits::default());
        assert_eq!(seen[1], (2, Err(Reason::OpenQuote)));
        assert_eq!(seen[2..], [(3, Ok(owned(&["2", "x"]))), (4, Ok(owned(&["3", "y"])))]);
    }

    #[test]
    fn endless_lines_and_columns_are_refused_in_bounded_memory() {
        let limits = Limits { record_bytes: 1_000, parts: 40, ..Limits::default() };
        let text = format!("a,b\n{}\n{}\n1,2\n", "x".repeat(5_000), ",".repeat(100));
        let seen = rows(&text, &limits);
        assert_eq!(seen[1], (2, Err(Reason::TooLong(1_000))));
        assert_eq!(seen[2], (3, Err(Reason::TooManyParts(40))));
        assert_eq!(seen[3], (4, Ok(owned(&["1", "2"]))));
    }

    proptest::proptest! {
        #[test]
        fn rows_written_with_quotes_read_back(table in proptest::collection::vec(
            proptest::collection::vec("[a-z\",;\n ñ]{0,12}", 2..6), 1..8)) {
            let quoted = |column: &String| format!("\"{}\"", column.replace('"', "\"\""));
            let lines: Vec<String> = table.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
            let mut rows = Rows::new(io::Cursor::new(lines.join("\n")), &Limits::default(), Some(b',')).unwrap();
            for row in &table {
                let read = rows.next().unwrap().unwrap().columns.unwrap();
                proptest::prop_assert_eq!(&read, row);
            }
        }
    }
}
