//! Lines of a file, each of bounded length.

use std::io::{self, BufRead, Read};

use crate::limits::Limits;
use crate::report::Encoding;
use crate::text::Text;

/// One line.
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// The line without its end, or `None` when it is too long.
    pub text: Option<String>,
}

/// Reads lines.
pub struct Lines<R> {
    text: Text<R>,
    longest: usize,
}

impl<R: Read> Lines<R> {
    pub const fn new(from: R, limits: &Limits) -> Self {
        Self { text: Text::new(from, usize::MAX, limits.file_bytes), longest: limits.record_bytes }
    }

    /// The line that is read next.
    pub const fn line(&self) -> u64 {
        self.text.line()
    }

    /// How bytes became text so far.
    pub const fn encoding(&self) -> Encoding {
        self.text.encoding()
    }

    /// The next line; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        let number = self.text.line();
        let mut text = Some(String::new());
        let mut any = false;
        loop {
            let ready = self.text.peek()?;
            if ready.is_empty() {
                return Ok(any.then_some(Line { number, text }));
            }
            any = true;
            let (piece, end) = ready.split_once('\n').map_or((ready, false), |(piece, _)| (piece, true));
            text = text.filter(|kept| kept.len() + piece.len() <= self.longest);
            if let Some(kept) = &mut text {
                kept.push_str(piece);
            }
            let taken = piece.len() + usize::from(end);
            self.text.new_piece();
            self.text.consume(taken);
            if end {
                return Ok(Some(Line { number, text }));
            }
        }
    }
}
