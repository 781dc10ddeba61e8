//! A listed person as bytes: what else is known first, names last.

use garita_domain::{CountryCode, DocumentNumber, PartialDate, Sex};

use super::Entry;
use crate::{DateRange, ListedDocument, ListedName, ListedPerson, NameQuality, NameText};

/// Writes an entry.
pub(super) fn write(entry: &Entry, out: &mut Vec<u8>) {
    let person = &entry.person;
    out.extend_from_slice(&entry.list.to_le_bytes());
    text(&person.id, out);
    out.push(match person.sex {
        Sex::Female => b'F',
        Sex::Male => b'M',
        Sex::Unspecified => b'X',
    });
    count(person.birth_dates.len(), out);
    for range in person.birth_dates.iter().take(255) {
        date(range.from, out);
        date(range.to, out);
        out.push(u8::from(range.approximate));
    }
    count(person.nationalities.len(), out);
    for code in person.nationalities.iter().take(255) {
        text(code.as_str(), out);
    }
    count(person.documents.len(), out);
    for document in person.documents.iter().take(255) {
        text(document.number.as_str(), out);
        text(document.issuer.as_ref().map_or("", CountryCode::as_str), out);
    }
    count(person.names.len(), out);
    for name in person.names.iter().take(255) {
        let weak = match name.quality {
            NameQuality::Strong => 0,
            NameQuality::Weak => 2,
        };
        match &name.text {
            NameText::Whole(whole) => {
                out.push(weak);
                text(whole, out);
            }
            NameText::Parts { surname, given_names } => {
                out.push(weak | 1);
                text(surname, out);
                text(given_names, out);
            }
        }
    }
}

fn count(number: usize, out: &mut Vec<u8>) {
    out.push(u8::try_from(number).unwrap_or(u8::MAX));
}

/// Longest text kept, in bytes: beyond what any comparison reads.
const LONGEST: usize = 20_000;

fn text(text: &str, out: &mut Vec<u8>) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let kept = text.get(..end).unwrap_or_default();
    match u8::try_from(kept.len()) {
        Ok(short) if short < 255 => out.push(short),
        _ => {
            out.push(255);
            out.extend_from_slice(&u16::try_from(kept.len()).unwrap_or(u16::MAX).to_le_bytes());
        }
    }
    out.extend_from_slice(kept.as_bytes());
}

fn date(date: PartialDate, out: &mut Vec<u8>) {
    out.extend_from_slice(&date.year().unwrap_or(0).to_le_bytes());
    let part = |part: Option<i8>| u8::try_from(part.unwrap_or(0)).unwrap_or(0);
    out.push(part(date.month()));
    out.push(part(date.day()));
}

/// Reads a record piece by piece. Damaged bytes give empty pieces, never a panic.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// List and id.
    pub(super) fn key(&mut self) -> (u32, &'a str) {
        let list = self.rest.first_chunk::<4>().map_or(0, |four| u32::from_le_bytes(*four));
        self.rest = self.rest.get(4..).unwrap_or_default();
        (list, self.text())
    }

    /// Everything but the names, after [`Reader::key`].
    pub(super) fn attributes(&mut self, id: &str) -> ListedPerson {
        let sex = Sex::from_letter(char::from(self.byte())).unwrap_or_default();
        let birth_dates =
            (0..self.byte()).map(|_| DateRange { from: self.date(), to: self.date(), approximate: self.byte() == 1 }).collect();
        let nationalities = (0..self.byte()).filter_map(|_| CountryCode::parse(self.text()).ok()).collect();
        let documents = (0..self.byte())
            .filter_map(|_| {
                let (number, issuer) = (self.text(), self.text());
                Some(ListedDocument { number: DocumentNumber::parse(number).ok()?, issuer: CountryCode::parse(issuer).ok() })
            })
            .collect();
        ListedPerson { id: id.to_owned(), names: Vec::new(), birth_dates, sex, nationalities, documents }
    }

    /// The names, after [`Reader::attributes`].
    pub(super) fn names(&mut self) -> Vec<ListedName> {
        (0..self.byte()).map(|_| self.name()).collect()
    }

    fn name(&mut self) -> ListedName {
        let flags = self.byte();
        let quality = if flags & 2 == 0 { NameQuality::Strong } else { NameQuality::Weak };
        let first = self.text().to_owned();
        let text =
            if flags & 1 == 0 { NameText::Whole(first) } else { NameText::Parts { surname: first, given_names: self.text().to_owned() } };
        ListedName { text, quality }
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) = self.rest.split_first().unwrap_or((&0, &[]));
        self.rest = rest;
        *first
    }

    fn text(&mut self) -> &'a str {
        let length = match self.byte() {
            255 => {
                let low = self.byte();
                usize::from(u16::from_le_bytes([low, self.byte()]))
            }
            short => usize::from(short),
        };
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or((&[], &[]));
        self.rest = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }

    fn date(&mut self) -> PartialDate {
        let low = self.byte();
        let year = i16::from_le_bytes([low, self.byte()]);
        let part = |byte: u8| i8::try_from(byte).ok().filter(|part| *part > 0);
        let (month, day) = (part(self.byte()), part(self.byte()));
        PartialDate::new(Some(year).filter(|year| *year > 0), month, day).unwrap_or_default()
    }
}
