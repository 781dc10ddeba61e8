//! JSON objects of a file, one at a time, wherever the sender put them: one alone, one after the other, in an array, or in
//! the array `notices` of an answer of INTERPOL's public interface.

use std::io::{self, BufRead, Read};

use serde_json::Value;

use crate::limits::Limits;
use crate::report::{Encoding, Reason};
use crate::text::Text;

/// An object, and the line where it starts.
pub struct Object {
    pub line: u64,
    pub value: Result<Value, Reason>,
}

/// Reads objects.
pub struct Objects<R> {
    text: Text<R>,
    limits: Limits,
    /// Depth of what surrounds the array `notices`.
    around: usize,
    found_any: bool,
}

impl<R: Read> Objects<R> {
    pub const fn new(from: R, limits: &Limits) -> Self {
        Self { text: Text::new(from, usize::MAX, limits.file_bytes), limits: *limits, around: 0, found_any: false }
    }

    /// The line that is read next.
    pub const fn line(&self) -> u64 {
        self.text.line()
    }

    /// How bytes became text so far.
    pub const fn encoding(&self) -> Encoding {
        self.text.encoding()
    }

    /// True when the file had at least one object.
    pub const fn found_any(&self) -> bool {
        self.found_any
    }

    /// The next object; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Object>> {
        loop {
            let line = self.text.line();
            let Some(byte) = self.byte()? else { return Ok(None) };
            match byte {
                b'{' => {}
                // The end of `notices`: the rest of what surrounds it holds no records.
                b']' if self.around > 0 => {
                    self.skip_around()?;
                    continue;
                }
                _ => continue,
            }
            self.found_any = true;
            if let Some(value) = self.collect()? {
                return Ok(Some(Object { line, value }));
            }
        }
    }

    /// Reads an object whose brace was taken; `None` when it turned out to surround `notices`.
    fn collect(&mut self) -> io::Result<Option<Result<Value, Reason>>> {
        let mut kept = vec![b'{'];
        let mut nesting = Nesting { depth: 1, ..Nesting::default() };
        let mut wrong = None;
        while nesting.depth > 0 {
            let Some(byte) = self.byte()? else { return Ok(Some(Err(Reason::CutShort))) };
            nesting.take(byte);
            if byte == b'[' && !nesting.quoted && nesting.depth <= 3 && ends_with_notices(&kept) {
                self.around = nesting.depth - 1;
                return Ok(None);
            }
            if nesting.depth > self.limits.depth {
                wrong.get_or_insert(Reason::TooDeep(self.limits.depth));
            } else if kept.len() >= self.limits.record_bytes {
                wrong.get_or_insert(Reason::TooLong(self.limits.record_bytes));
            }
            if wrong.is_none() {
                kept.push(byte);
            }
        }
        Ok(Some(wrong.map_or_else(|| serde_json::from_slice(&kept).map_err(|_| Reason::NotJson), Err)))
    }

    fn skip_around(&mut self) -> io::Result<()> {
        let mut nesting = Nesting { depth: std::mem::take(&mut self.around), ..Nesting::default() };
        while nesting.depth > 0 {
            let Some(byte) = self.byte()? else { break };
            nesting.take(byte);
        }
        Ok(())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.text.fill_buf()?.first().copied();
        self.text.consume(usize::from(byte.is_some()));
        self.text.new_piece();
        Ok(byte)
    }
}

/// How deep brackets nest, outside strings.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    const fn take(&mut self, byte: u8) {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.quoted = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

fn ends_with_notices(kept: &[u8]) -> bool {
    let before = kept.trim_ascii_end();
    before.strip_suffix(b":").is_some_and(|key| key.trim_ascii_end().ends_with(b"\"notices\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, limits: &Limits) -> Vec<(u64, Result<String, Reason>)> {
        let mut objects = Objects::new(json.as_bytes(), limits);
        let next = || objects.next().unwrap();
        std::iter::from_fn(next).map(|o| (o.line, o.value.map(|v| v["id"].as_str().unwrap_or("").to_owned()))).collect()
    }

    #[test]
    fn objects_are_found_in_every_shape() {
        let limits = Limits::default();
        let expected = |lines: [u64; 2]| vec![(lines[0], Ok("a".to_owned())), (lines[1], Ok("b".to_owned()))];
        assert_eq!(read("[{\"id\":\"a\"},\n{\"id\":\"b\"}]", &limits), expected([1, 2]));
        assert_eq!(read("{\"id\":\"a\"}\n{\"id\":\"b\"}\n", &limits), expected([1, 2]));
        let answer = "{\"total\":2,\"query\":{\"x\":[1]},\"_embedded\":{\"notices\" : [\n{\"id\":\"a\",\"l\":[{}]},\n{\"id\":\"b\"}]},\"_links\":{\"self\":{\"id\":\"}\"}}}";
        assert_eq!(read(answer, &limits), expected([2, 3]));
        assert_eq!(read(&format!("{answer}\n{{\"id\":\"c\"}}"), &limits).len(), 3);
    }

    #[test]
    fn a_bad_object_costs_itself_alone() {
        let limits = Limits { record_bytes: 60, depth: 4, ..Limits::default() };
        let long = format!("{{\"id\":\"{}\"}}", "x".repeat(100));
        let json = format!("[{{\"id\":nope}},{long},{{\"a\":[[[[1]]]]}},{{\"id\":\"b\"}}]");
        let reasons: Vec<_> = read(&json, &limits).into_iter().map(|(_, read)| read).collect();
        let expected = [Err(Reason::NotJson), Err(Reason::TooLong(60)), Err(Reason::TooDeep(4)), Ok("b".to_owned())];
        assert_eq!(reasons, expected);
        assert_eq!(read("[{\"id\":\"a\"},{\"id\":", &limits)[1].1, Err(Reason::CutShort));
    }
}
