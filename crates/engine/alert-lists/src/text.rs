//! A file's bytes as UTF-8 text, line by line counted, whatever the sender's encoding.
//!
//! Byte order marks and the XML declaration are believed. Without either, text is UTF-8, and bytes that are not are read as
//! Windows-1252, sequence by sequence: a list in that encoding comes out right, and the report says that it happened.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::report::Encoding;

const CHUNK: usize = 64 << 10;
/// Where an XML declaration must end.
const DECLARATION: usize = 256;

/// Why no more text comes.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// More was asked for in one piece than is allowed.
    #[error("one piece of the file is longer than allowed")]
    PieceTooLong,
    /// The whole file is longer than allowed.
    #[error("the file is longer than allowed")]
    FileTooLong,
    /// The XML declaration names an encoding nobody knows.
    #[error("the encoding {0} is not known")]
    UnknownEncoding(String),
}

/// Text read from a file.
pub struct Text<R> {
    from: R,
    chunk: Vec<u8>,
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    encoding: Encoding,
    started: bool,
    ended: bool,
    ready: String,
    taken: usize,
    line: u64,
    piece: usize,
    piece_limit: usize,
    file_left: u64,
}

impl<R: Read> Text<R> {
    /// Reads `from`: at most `piece_limit` bytes between two calls of [`new_piece`](Self::new_piece), `file_limit` in all.
    pub const fn new(from: R, piece_limit: usize, file_limit: u64) -> Self {
        Self {
            from,
            chunk: Vec::new(),
            raw: Vec::new(),
            decoder: None,
            encoding: Encoding::Utf8,
            started: false,
            ended: false,
            ready: String::new(),
            taken: 0,
            line: 1,
            piece: 0,
            piece_limit,
            file_left: file_limit,
        }
    }

    /// The line that is read next, from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// How bytes have become text so far.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What was read so far no longer counts as one piece.
    pub const fn new_piece(&mut self) {
        self.piece = 0;
    }

    /// Text not yet taken; empty at the end of the file. Only whole characters may have been taken.
    pub fn peek(&mut self) -> io::Result<&str> {
        self.fill()?;
        Ok(self.ready.get(self.taken..).unwrap_or_default())
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.taken >= self.ready.len() && !self.ended {
            self.ready.clear();
            self.taken = 0;
            self.decode_more()?;
        }
        Ok(())
    }

    fn read_raw(&mut self) -> io::Result<bool> {
        self.chunk.resize(CHUNK, 0);
        let read = loop {
            match self.from.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.raw.extend(self.chunk.iter().take(read));
        self.file_left = self.file_left.checked_sub(read as u64).ok_or_else(|| io::Error::other(TextError::FileTooLong))?;
        Ok(read > 0)
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let more = self.read_raw()?;
        if !self.started {
            // Enough for a byte order mark and a declaration, however slowly bytes come.
            while self.raw.len() < DECLARATION && self.read_raw()? {}
            self.started = true;
            self.start()?;
        }
        if !more {
            self.ended = true;
        }
        match &mut self.decoder {
            Some(decoder) => {
                let mut from = 0;
                loop {
                    self.ready.reserve(self.raw.len() * 2 + 64);
                    let rest = self.raw.get(from..).unwrap_or_default();
                    let (result, read, _) = decoder.decode_to_string(rest, &mut self.ready, self.ended);
                    from += read;
                    if result == CoderResult::InputEmpty {
                        break;
                    }
                }
                self.raw.clear();
            }
            None => self.decode_utf8(),
        }
        Ok(())
    }

    /// Chooses the decoder by the first bytes.
    fn start(&mut self) -> io::Result<()> {
        if self.raw.starts_with(&[0xEF, 0xBB, 0xBF]) {
            self.raw.drain(..3);
        } else if self.raw.starts_with(&[0xFF, 0xFE]) {
            self.decoder = Some(UTF_16LE.new_decoder_with_bom_removal());
            self.encoding = Encoding::Utf16;
        } else if self.raw.starts_with(&[0xFE, 0xFF]) {
            self.decoder = Some(UTF_16BE.new_decoder_with_bom_removal());
            self.encoding = Encoding::Utf16;
        } else if let Some(label) = declared(&self.raw) {
            let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) else {
                return Err(io::Error::other(TextError::UnknownEncoding(label)));
            };
            if encoding != UTF_8 {
                self.decoder = Some(encoding.new_decoder_without_bom_handling());
                self.encoding = Encoding::Declared;
            }
        }
        Ok(())
    }

    fn decode_utf8(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let mut rest = raw.as_slice();
        loop {
            let error = match str::from_utf8(rest) {
                Ok(valid) => {
                    self.ready.push_str(valid);
                    return;
                }
                Err(error) => error,
            };
            let (valid, broken) = rest.split_at_checked(error.valid_up_to()).unwrap_or_default();
            self.ready.push_str(str::from_utf8(valid).unwrap_or_default());
            let length = match error.error_len() {
                Some(length) => length,
                None if self.ended => broken.len(),
                None => {
                    self.raw = broken.to_vec();
                    return;
                }
            };
            let (broken, after) = broken.split_at_checked(length).unwrap_or((broken, &[]));
            self.ready.push_str(&WINDOWS_1252.decode_without_bom_handling(broken).0);
            self.encoding = Encoding::Windows1252;
            rest = after;
        }
    }
}

/// The encoding an XML declaration names: `<?xml version="1.0" encoding="..."?>`.
fn declared(raw: &[u8]) -> Option<String> {
    let start: String = raw.iter().take(DECLARATION).map(|byte| char::from(*byte)).collect();
    let declaration = start.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after.get(1..)?.split_once(quote)?.0;
    Some(label.chars().filter(char::is_ascii_graphic).take(40).collect())
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(ready) {
            *to = *from;
        }
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Text<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > self.piece_limit {
            return Err(io::Error::other(TextError::PieceTooLong));
        }
        self.fill()?;
        Ok(self.ready.as_bytes().get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let taken = self.ready.as_bytes().get(self.taken..self.taken.saturating_add(amount)).unwrap_or_default();
        self.line += line_ends(taken);
        self.taken = self.taken.saturating_add(amount);
        self.piece = self.piece.saturating_add(amount);
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |lines, byte| lines + u64::from(*byte == b'\n'))
}

/// What kind of trouble an error of [`Text`] was, when it was not the disk's.
pub fn trouble(error: &io::Error) -> Option<&TextError> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte at a time, as a slow line gives them.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let both = [true, false].map(|slow| {
            let from: Box<dyn Read> = if slow { Box::new(Slow(bytes)) } else { Box::new(bytes) };
            let mut text = Text::new(from, usize::MAX, u64::MAX);
            let mut all = String::new();
            text.read_to_string(&mut all).unwrap();
            (all, text.encoding())
        });
        assert_eq!(both[0], both[1]);
        both[0].clone()
    }

    #[test]
    fn every_encoding_that_senders_use_comes_out_right() {
        let utf16: Vec<u8> = "\u{FEFF}Núñez 王\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}Núñez 王\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read("Núñez 王\n".as_bytes()), ("Núñez 王\n".into(), Encoding::Utf8));
        assert_eq!(read("\u{FEFF}Núñez".as_bytes()), ("Núñez".into(), Encoding::Utf8));
        assert_eq!(read(&utf16), ("Núñez 王\n".into(), Encoding::Utf16));
        assert_eq!(read(&big), ("Núñez 王\n".into(), Encoding::Utf16));
        assert_eq!(read(b"N\xFA\xF1ez \x80"), ("Núñez €".into(), Encoding::Windows1252));
        let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xF1</a>";
        assert_eq!(read(declared).1, Encoding::Declared);
        assert!(read(declared).0.contains('ñ'));
    }

    #[test]
    fn lines_and_limits_are_counted() {
        let mut text = Text::new(&b"a\nb\nc"[..], 3, 100);
        text.consume(0);
        assert_eq!(text.peek().unwrap(), "a\nb\nc");
        text.consume(4);
        assert_eq!(text.line(), 3);
        assert!(matches!(text.fill_buf().as_ref().map_err(trouble), Err(Some(TextError::PieceTooLong))));
        text.new_piece();
        assert!(text.fill_buf().is_ok());
        let mut endless = Text::new(io::repeat(b'x'), usize::MAX, 1 << 20);
        let error = endless.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(matches!(trouble(&error), Some(TextError::FileTooLong)));
    }

    #[test]
    fn an_unknown_encoding_is_named() {
        let mut text = Text::new(&b"<?xml version='1.0' encoding='klingon'?>"[..], 100, 100);
        assert!(matches!(text.peek().as_ref().map_err(trouble), Err(Some(TextError::UnknownEncoding(name))) if name == "klingon"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_text(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            if !bytes.starts_with(b"<?xml") {
                read(&bytes);
            }
        }
    }
}
