//! A bounded reader of BER: definite and indefinite lengths, one to three identifier bytes, never past its slice.
//!
//! Chips and certificates are meant to be DER, and many are not. A strict reader would refuse genuine documents, so this
//! one reads what is unambiguous and [`survey`] says what was odd.

use super::defect::{Defect, Defects};

/// Deepest nesting that is followed, in levels.
pub(super) const DEEPEST: usize = 24;

/// Identifier bytes as one number: `0x30`, `0x5F1F`.
pub(super) type Tag = u32;

pub(super) const BOOLEAN: Tag = 0x01;
pub(super) const INTEGER: Tag = 0x02;
pub(super) const BIT_STRING: Tag = 0x03;
pub(super) const OCTET_STRING: Tag = 0x04;
pub(super) const NULL: Tag = 0x05;
pub(super) const OID: Tag = 0x06;
pub(super) const ENUMERATED: Tag = 0x0A;
pub(super) const UTF8_STRING: Tag = 0x0C;
pub(super) const PRINTABLE_STRING: Tag = 0x13;
pub(super) const UTC_TIME: Tag = 0x17;
pub(super) const GENERALIZED_TIME: Tag = 0x18;
pub(super) const BMP_STRING: Tag = 0x1E;
pub(super) const CONSTRUCTED_OCTET_STRING: Tag = 0x24;
pub(super) const SEQUENCE: Tag = 0x30;
pub(super) const SET: Tag = 0x31;

/// Why bytes are not the encoding that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BerError {
    /// The bytes end before the value does.
    #[error("the data end too early")]
    Truncated,
    /// An identifier of more than three bytes.
    #[error("an identifier is longer than three bytes")]
    LongTag,
    /// A length that no file can have.
    #[error("a length is out of range")]
    Length,
    /// Nesting beyond the bound.
    #[error("the data are nested too deep")]
    Deep,
    /// Another value than the one that belongs here.
    #[error("a value with tag {expected:02X} is missing")]
    Missing {
        /// Identifier looked for.
        expected: u32,
    },
    /// Bytes after the last value.
    #[error("there are data after the end")]
    Trailing,
    /// The value's content breaks its own rules.
    #[error("a {0} is malformed")]
    Malformed(&'static str),
    /// More values than a document can have.
    #[error("there are too many {0}")]
    TooMany(&'static str),
}

/// One value. `whole` has identifier, length and content; `content` has no end-of-contents marker.
#[derive(Clone, Copy)]
pub(super) struct Tlv<'a> {
    pub tag: Tag,
    pub whole: &'a [u8],
    pub content: &'a [u8],
}

impl<'a> Tlv<'a> {
    /// The value when it has this tag.
    pub fn expect(self, tag: Tag) -> Result<Self, BerError> {
        if self.tag == tag { Ok(self) } else { Err(BerError::Missing { expected: tag }) }
    }

    /// The values inside.
    pub const fn inside(&self) -> Reader<'a> {
        Reader::new(self.content)
    }
}

/// Reads values one after the other.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value's tag.
    pub fn tag(&self) -> Option<Tag> {
        header(self.rest).ok().map(|header| header.tag)
    }

    /// The next value.
    pub fn any(&mut self) -> Result<Tlv<'a>, BerError> {
        let (tlv, rest) = split(self.rest)?;
        self.rest = rest;
        Ok(tlv)
    }

    /// The next value, which must have this tag.
    pub fn expect(&mut self, tag: Tag) -> Result<Tlv<'a>, BerError> {
        if self.tag() != Some(tag) {
            return Err(BerError::Missing { expected: tag });
        }
        self.any()
    }

    /// The next value when it has this tag.
    pub fn optional(&mut self, tag: Tag) -> Result<Option<Tlv<'a>>, BerError> {
        if self.tag() == Some(tag) { self.any().map(Some) } else { Ok(None) }
    }

    /// Nothing may follow.
    pub const fn end(&self) -> Result<(), BerError> {
        if self.rest.is_empty() { Ok(()) } else { Err(BerError::Trailing) }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Tlv<'a>, BerError>;

    /// The values up to the end; after an error nothing follows.
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let next = self.any();
        if next.is_err() {
            self.rest = &[];
        }
        Some(next)
    }
}

/// One value and nothing else.
pub(super) fn single(bytes: &[u8], tag: Tag) -> Result<Tlv<'_>, BerError> {
    let mut reader = Reader::new(bytes);
    let tlv = reader.expect(tag)?;
    reader.end()?;
    Ok(tlv)
}

/// Whether values stand inside.
pub(super) const fn is_constructed(tag: Tag) -> bool {
    let [_, a, b, c] = tag.to_be_bytes();
    let first = if a != 0 {
        a
    } else if b != 0 {
        b
    } else {
        c
    };
    first & 0x20 != 0
}

/// An integer's magnitude without leading zeros; the sign is not looked at.
pub(super) fn magnitude(content: &[u8]) -> &[u8] {
    let zeros = content.iter().take_while(|byte| **byte == 0).count();
    content.get(zeros..).unwrap_or_default()
}

/// A small integer that is not negative.
pub(super) fn small(content: &[u8]) -> Result<u32, BerError> {
    let digits = magnitude(content);
    if content.is_empty() || digits.len() > 4 || (digits.len() == content.len() && content.first().is_some_and(|byte| byte & 0x80 != 0)) {
        return Err(BerError::Malformed("number"));
    }
    Ok(digits.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// The bytes of an octet string, whose parts may be given one by one.
pub(super) fn octets(tlv: Tlv<'_>) -> Result<Vec<u8>, BerError> {
    let mut bytes = Vec::new();
    append_octets(tlv, 0, &mut bytes)?;
    Ok(bytes)
}

fn append_octets(tlv: Tlv<'_>, depth: usize, bytes: &mut Vec<u8>) -> Result<(), BerError> {
    if tlv.tag == OCTET_STRING {
        bytes.extend_from_slice(tlv.content);
        return Ok(());
    }
    if tlv.tag != CONSTRUCTED_OCTET_STRING {
        return Err(BerError::Missing { expected: OCTET_STRING });
    }
    if depth >= DEEPEST {
        return Err(BerError::Deep);
    }
    for part in tlv.inside() {
        append_octets(part?, depth + 1, bytes)?;
    }
    Ok(())
}

/// The bytes of a bit string that has whole bytes.
pub(super) fn bits(content: &[u8]) -> Result<&[u8], BerError> {
    match content.split_first() {
        Some((0, bytes)) => Ok(bytes),
        _ => Err(BerError::Malformed("bit string")),
    }
}

/// Walks the encoding and notes what is not DER. What cannot be read is left to its own reader.
pub(super) fn survey(bytes: &[u8], defects: &mut Defects) {
    survey_level(bytes, 0, defects);
}

fn survey_level(mut bytes: &[u8], depth: usize, defects: &mut Defects) {
    while depth < DEEPEST && !bytes.is_empty() {
        let (Ok(header), Ok((tlv, rest))) = (header(bytes), split(bytes)) else { return };
        match header.length {
            Length::Indefinite => defects.note(Defect::IndefiniteLength),
            Length::Definite(_) if !header.minimal => defects.note(Defect::LongLength),
            Length::Definite(_) => {}
        }
        if tlv.tag == CONSTRUCTED_OCTET_STRING {
            defects.note(Defect::SplitString);
        }
        if is_constructed(tlv.tag) {
            survey_level(tlv.content, depth + 1, defects);
        }
        bytes = rest;
    }
}

enum Length {
    Definite(usize),
    Indefinite,
}

struct Header {
    tag: Tag,
    size: usize,
    length: Length,
    minimal: bool,
}

fn header(bytes: &[u8]) -> Result<Header, BerError> {
    let mut rest = bytes.iter().copied();
    let mut byte = || rest.next().ok_or(BerError::Truncated);
    let first = byte()?;
    let mut tag = u32::from(first);
    let mut size = 1;
    if first & 0x1F == 0x1F {
        loop {
            let next = byte()?;
            tag = (tag << 8) | u32::from(next);
            size += 1;
            if next & 0x80 == 0 {
                break;
            }
            if size == 3 {
                return Err(BerError::LongTag);
            }
        }
    }
    let first_length = byte()?;
    size += 1;
    let count = usize::from(first_length & 0x7F);
    if first_length & 0x80 == 0 {
        return Ok(Header { tag, size, length: Length::Definite(count), minimal: true });
    }
    if count == 0 {
        let length = if is_constructed(tag) { Length::Indefinite } else { return Err(BerError::Length) };
        return Ok(Header { tag, size, length, minimal: true });
    }
    if count > 8 {
        return Err(BerError::Length);
    }
    let mut length = 0_u64;
    let mut minimal = true;
    for at in 0..count {
        let next = byte()?;
        minimal &= at != 0 || next != 0;
        length = length.checked_mul(256).ok_or(BerError::Length)? + u64::from(next);
    }
    minimal &= length >= 0x80;
    let length = usize::try_from(length).map_err(|_| BerError::Length)?;
    Ok(Header { tag, size: size + count, length: Length::Definite(length), minimal })
}

fn split(bytes: &[u8]) -> Result<(Tlv<'_>, &[u8]), BerError> {
    let header = header(bytes)?;
    let content_and_rest = bytes.get(header.size..).ok_or(BerError::Truncated)?;
    let (content, closing) = match header.length {
        Length::Definite(length) => (length, 0),
        Length::Indefinite => (indefinite_content(content_and_rest, 0)?, 2),
    };
    let end = header.size.checked_add(content).and_then(|end| end.checked_add(closing)).ok_or(BerError::Length)?;
    let (Some(content), Some(whole), Some(rest)) = (content_and_rest.get(..content), bytes.get(..end), bytes.get(end..)) else {
        return Err(BerError::Truncated);
    };
    Ok((Tlv { tag: header.tag, whole, content }, rest))
}

/// Size of the content before its end-of-contents marker.
fn indefinite_content(bytes: &[u8], depth: usize) -> Result<usize, BerError> {
    if depth >= DEEPEST {
        return Err(BerError::Deep);
    }
    let mut at = 0_usize;
    loop {
        let rest = bytes.get(at..).ok_or(BerError::Truncated)?;
        if rest.starts_with(&[0, 0]) {
            return Ok(at);
        }
        let header = header(rest)?;
        let content = match header.length {
            Length::Definite(length) => length,
            Length::Indefinite => indefinite_content(rest.get(header.size..).ok_or(BerError::Truncated)?, depth + 1)? + 2,
        };
        at = at.checked_add(header.size).and_then(|at| at.checked_add(content)).ok_or(BerError::Length)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_tags_and_lengths_are_read() {
        let bytes = [0x5F, 0x1F, 0x82, 0x00, 0x01, 0xAA, 0x04, 0x00];
        let mut reader = Reader::new(&bytes);
        let first = reader.expect(0x5F1F).unwrap();
        assert_eq!((first.content, first.whole.len()), (&[0xAA][..], 6));
        assert_eq!(reader.expect(OCTET_STRING).unwrap().content, &[] as &[u8]);
        assert!(reader.end().is_ok());
        let mut defects = Defects::default();
        survey(&bytes, &mut defects);
        assert_eq!(defects.iter().collect::<Vec<_>>(), [&Defect::LongLength]);
    }

    #[test]
    fn indefinite_lengths_nest() {
        let bytes = [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 0x07, 0x04, 0x01, 0x08, 0, 0, 0, 0];
        let tlv = single(&bytes, SEQUENCE).unwrap();
        let string = tlv.inside().any().unwrap();
        assert_eq!(octets(string).unwrap(), [7, 8]);
        let mut defects = Defects::default();
        survey(&bytes, &mut defects);
        assert_eq!(defects.iter().collect::<Vec<_>>(), [&Defect::IndefiniteLength, &Defect::SplitString]);
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_refused() {
        assert_eq!(single(&[0x30, 0x03, 0x01], SEQUENCE).err(), Some(BerError::Truncated));
        assert_eq!(single(&[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], SEQUENCE).err(), Some(BerError::Missing { expected: SEQUENCE }));
        assert_eq!(Reader::new(&[0x04, 0x80, 0, 0]).any().err(), Some(BerError::Length));
        assert_eq!(Reader::new(&[0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).any().err(), Some(BerError::Length));
        assert_eq!(Reader::new(&[0x5F, 0x81, 0x81, 0x81, 1, 0]).any().err(), Some(BerError::LongTag));
        let nested = [[0x30_u8, 0x80]; 64].concat();
        assert_eq!(Reader::new(&nested).any().err(), Some(BerError::Deep));
    }

    #[test]
    fn constructed_is_told_by_the_first_identifier_byte() {
        assert!(is_constructed(SEQUENCE) && is_constructed(0x7F61) && is_constructed(0xA0));
        assert!(!is_constructed(0x5F1F) && !is_constructed(INTEGER) && !is_constructed(0x5F2E));
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic_and_values_lie_inside(bytes: Vec<u8>) {
            let mut defects = Defects::default();
            survey(&bytes, &mut defects);
            let total: usize = Reader::new(&bytes).map_while(Result::ok).map(|tlv| tlv.whole.len()).sum();
            proptest::prop_assert!(total <= bytes.len());
        }
    }
}
