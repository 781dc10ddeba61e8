//! Records of an XML file, one small tree at a time.
//!
//! No document type is read and no entity but XML's own five is known, so nothing can be expanded (XML bombs) or fetched.

use std::io::{self, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::report::{Encoding, Reason};
use crate::sink::{Flow, Sink};
use crate::text::{Text, TextError, trouble};

/// An element: its name without prefix, its own text, its children.
#[derive(Default)]
pub struct Element {
    pub name: String,
    pub text: String,
    pub children: Vec<Self>,
}

impl Element {
    /// Children of this name.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Trimmed text of the first child of this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.trim())
    }

    /// Children of `inner` in every child `outer`: `<outer><inner/>...</outer>`.
    pub fn all_in(&self, outer: &'static str, inner: &'static str) -> impl Iterator<Item = &Self> {
        self.all(outer).flat_map(move |outer| outer.all(inner))
    }
}

/// What stands at the top of the file.
pub enum Step {
    /// The first element of the file.
    Root(String),
    /// A record that was asked for, and the line where it starts.
    Record { line: u64, element: Result<Element, Reason> },
    /// The end.
    End,
}

/// Reads records.
pub struct Records<R: Read> {
    reader: Reader<Text<R>>,
    buffer: Vec<u8>,
    wanted: &'static [&'static str],
    limits: Limits,
    /// Elements that are open outside records.
    depth: usize,
    rooted: bool,
}

/// Why the rest of a file cannot be read.
pub enum XmlError {
    /// The disk failed.
    Read(io::Error),
    /// The file is not what it should be.
    Broken(Reason),
}

impl<R: Read> Records<R> {
    /// Reads the elements `wanted`, wherever they stand.
    pub fn new(from: R, limits: &Limits, wanted: &'static [&'static str]) -> Self {
        let text = Text::new(from, limits.record_bytes, limits.file_bytes);
        Self { reader: Reader::from_reader(text), buffer: Vec::new(), wanted, limits: *limits, depth: 0, rooted: false }
    }

    /// The line that is read next.
    pub const fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    /// How bytes became text so far.
    pub const fn encoding(&self) -> Encoding {
        self.reader.get_ref().encoding()
    }

    /// The next step. After an error nothing more comes.
    pub fn next(&mut self) -> Result<Step, XmlError> {
        loop {
            let line = self.line();
            let (name, open) = match self.event()? {
                Seen::Start(name) => (name, true),
                Seen::Empty(name) => (name, false),
                Seen::End => {
                    self.depth = self.depth.checked_sub(1).ok_or(XmlError::Broken(Reason::NotXml))?;
                    continue;
                }
                Seen::Eof if self.depth > 0 || !self.rooted => return Err(XmlError::Broken(Reason::CutShort)),
                Seen::Eof => return Ok(Step::End),
                Seen::Text(_) | Seen::UnknownEntity | Seen::Other => continue,
            };
            if !self.rooted {
                self.rooted = true;
                self.depth += usize::from(open);
                return Ok(Step::Root(name));
            }
            if self.wanted.contains(&name.as_str()) {
                let element = if open { self.element(name)? } else { Ok(Element { name, ..Element::default() }) };
                return Ok(Step::Record { line, element });
            }
            if open {
                self.depth += 1;
                if self.depth > self.limits.depth {
                    return Err(XmlError::Broken(Reason::TooDeep(self.limits.depth)));
                }
            }
        }
    }

    /// Reads an element that has begun, to its end even when it breaks a limit.
    fn element(&mut self, name: String) -> Result<Result<Element, Reason>, XmlError> {
        let mut open = vec![Element { name, ..Element::default() }];
        let (mut parts, mut bytes) = (0, 0);
        let mut wrong = None;
        // Levels below `open` that are not kept because the record is refused already.
        let mut unkept = 0_usize;
        loop {
            let (size, child, stays) = match self.event()? {
                Seen::Start(name) => (name.len(), Some(name), true),
                Seen::Empty(name) => (name.len(), Some(name), false),
                Seen::End if unkept > 0 => {
                    unkept -= 1;
                    continue;
                }
                Seen::End => {
                    let Some(ended) = open.pop() else { return Err(XmlError::Broken(Reason::NotXml)) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(ended),
                        None => return Ok(wrong.map_or(Ok(ended), Err)),
                    }
                    continue;
                }
                Seen::Text(text) => {
                    if let Some(element) = open.last_mut().filter(|_| wrong.is_none()) {
                        element.text.push_str(&text);
                    }
                    (text.len(), None, false)
                }
                Seen::UnknownEntity => {
                    wrong.get_or_insert(Reason::UnknownEntity);
                    (0, None, false)
                }
                Seen::Eof => return Err(XmlError::Broken(Reason::CutShort)),
                Seen::Other => continue,
            };
            bytes += size;
            parts += usize::from(child.is_some());
            if bytes > self.limits.record_bytes {
                wrong.get_or_insert(Reason::TooLong(self.limits.record_bytes));
            } else if parts > self.limits.parts {
                wrong.get_or_insert(Reason::TooManyParts(self.limits.parts));
            } else if open.len() + self.depth >= self.limits.depth && stays {
                wrong.get_or_insert(Reason::TooDeep(self.limits.depth));
            }
            let Some(name) = child else { continue };
            let element = Element { name, ..Element::default() };
            match (wrong.is_some(), stays) {
                // Names of open elements are held by the reader: even those of a refused record are bounded.
                (true, true) if unkept >= self.limits.parts => return Err(XmlError::Broken(Reason::TooDeep(self.limits.depth))),
                (true, true) => unkept += 1,
                (true, false) => {}
                (false, true) => open.push(element),
                (false, false) => {
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(element);
                    }
                }
            }
        }
    }

    fn event(&mut self) -> Result<Seen, XmlError> {
        self.buffer.clear();
        self.reader.get_mut().new_piece();
        let limits = self.limits;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| broken(&error, &limits))?;
        Ok(match event {
            Event::Start(start) => Seen::Start(start.local_name().as_ref().to_owned()),
            Event::Empty(empty) => Seen::Empty(empty.local_name().as_ref().to_owned()),
            Event::End(_) => Seen::End,
            Event::Text(text) => Seen::Text(text.into_inner().into_owned()),
            Event::CData(text) => Seen::Text(text.into_inner().into_owned()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => Seen::Text(character.to_string()),
                Ok(None) => match reference.as_ref() {
                    "amp" => Seen::Text("&".to_owned()),
                    "lt" => Seen::Text("<".to_owned()),
                    "gt" => Seen::Text(">".to_owned()),
                    "quot" => Seen::Text("\"".to_owned()),
                    "apos" => Seen::Text("'".to_owned()),
                    _ => Seen::UnknownEntity,
                },
                Err(_) => Seen::UnknownEntity,
            },
            Event::DocType(_) => return Err(XmlError::Broken(Reason::DocumentType)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Seen::Other,
            Event::Eof => Seen::Eof,
        })
    }
}

/// Reads a file whose first element is `root`, handing on each record that is one; counts and reports all others.
pub fn read_records<R: Read>(
    from: R,
    sink: &mut Sink<'_>,
    root: &str,
    wanted: &'static [&'static str],
    mut take: impl FnMut(&mut Sink<'_>, u64, Element) -> Flow,
) -> Result<Encoding, ImportError> {
    let mut records = Records::new(from, sink.limits, wanted);
    loop {
        let flow = match records.next() {
            Ok(Step::Root(name)) if name == root => Flow::Continue(()),
            Ok(Step::Root(_)) => {
                sink.broken_off(records.line(), Reason::OtherFormat);
                Flow::Break(())
            }
            Ok(Step::Record { line, element }) => match (sink.record(line), element) {
                (Flow::Break(()), _) => Flow::Break(()),
                (Flow::Continue(()), Ok(element)) => take(sink, line, element),
                (Flow::Continue(()), Err(reason)) => {
                    sink.malformed(line, None, reason);
                    Flow::Continue(())
                }
            },
            Ok(Step::End) => Flow::Break(()),
            Err(XmlError::Broken(reason)) => {
                sink.broken_off(records.line(), reason);
                Flow::Break(())
            }
            Err(XmlError::Read(error)) => return Err(ImportError::Read(error)),
        };
        if flow.is_break() {
            return Ok(records.encoding());
        }
    }
}

enum Seen {
    Start(String),
    Empty(String),
    End,
    Text(String),
    UnknownEntity,
    Other,
    Eof,
}

fn broken(error: &quick_xml::Error, limits: &Limits) -> XmlError {
    let quick_xml::Error::Io(io) = error else { return XmlError::Broken(Reason::NotXml) };
    match trouble(io) {
        Some(TextError::PieceTooLong) => XmlError::Broken(Reason::TooLong(limits.record_bytes)),
        Some(TextError::FileTooLong) => XmlError::Broken(Reason::FileTooLong(limits.file_bytes)),
        Some(TextError::UnknownEncoding(name)) => XmlError::Broken(Reason::UnknownEncoding(name.clone())),
        None => XmlError::Read(io::Error::new(io.kind(), io.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Names = Vec<(u64, Result<String, Reason>)>;

    fn read(xml: &str, limits: &Limits) -> (Names, Option<Reason>) {
        let mut records = Records::new(xml.as_bytes(), limits, &["r"]);
        let mut seen = Vec::new();
        loop {
            match records.next() {
                Ok(Step::Root(_)) => {}
                Ok(Step::Record { line, element }) => seen.push((line, element.map(|e| e.get("n").to_owned()))),
                Ok(Step::End) => return (seen, None),
                Err(XmlError::Broken(reason)) => return (seen, Some(reason)),
                Err(XmlError::Read(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn records_come_with_their_lines_and_xmls_own_entities() {
        let xml = "<?xml version='1.0'?>\n<l>\n<s><r>\n<n>A &amp; B&#233;<![CDATA[<c>]]></n></r></s>\n<r/></l>";
        let (seen, end) = read(xml, &Limits::default());
        assert_eq!(seen, [(3, Ok("A & Bé<c>".into())), (5, Ok(String::new()))]);
        assert_eq!(end, None);
    }

    #[test]
    fn xml_bombs_are_refused() {
        let bomb = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l><r><n>&b;</n></r></l>";
        assert_eq!(read(bomb, &Limits::default()), (vec![], Some(Reason::DocumentType)));
        let fetch = "<!DOCTYPE l SYSTEM 'file:///etc/passwd'><l/>";
        assert_eq!(read(fetch, &Limits::default()).1, Some(Reason::DocumentType));
        let (seen, end) = read("<l><r><n>&x;</n></r><r><n>B</n></r></l>", &Limits::default());
        assert_eq!(seen, [(1, Err(Reason::UnknownEntity)), (1, Ok("B".into()))]);
        assert_eq!(end, None);
    }

    #[test]
    fn deep_wide_long_and_cut_files_are_refused() {
        let limits = Limits { depth: 5, parts: 10, record_bytes: 2_000, ..Limits::default() };
        let deep = format!("<l><r>{}{}</r><r><n>B</n></r></l>", "<d>".repeat(8), "</d>".repeat(8));
        assert_eq!(read(&deep, &limits), (vec![(1, Err(Reason::TooDeep(5))), (1, Ok("B".into()))], None));
        let deeper = format!("<l>{}", "<d>".repeat(100_000));
        assert_eq!(read(&deeper, &limits).1, Some(Reason::TooDeep(5)));
        let inside = format!("<l><r>{}", "<d>".repeat(100_000));
        assert_eq!(read(&inside, &limits).1, Some(Reason::TooDeep(5)));
        let wide = format!("<l><r>{}</r></l>", "<d/>".repeat(11));
        assert_eq!(read(&wide, &limits).0, [(1, Err(Reason::TooManyParts(10)))]);
        let long = format!("<l><r><n>{}</n></r></l>", "x".repeat(100_000));
        assert_eq!(read(&long, &limits).1, Some(Reason::TooLong(2_000)));
        assert_eq!(read("<l><r><n>A</n></r><r><n>B", &limits), (vec![(1, Ok("A".into()))], Some(Reason::CutShort)));
        assert_eq!(read("<l><r></l>", &limits).1, Some(Reason::NotXml));
        assert_eq!(read("", &limits).1, Some(Reason::CutShort));
    }
}
