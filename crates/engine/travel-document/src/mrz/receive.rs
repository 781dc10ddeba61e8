//! From arbitrary text to the lines of a zone: size, alphabet, and which form it is.

use garita_domain::Message;

use super::{
    confusion,
    layout::Format,
    lines::{LARGEST, Lines},
};
use crate::{
    checks::messages as text,
    keyboard::{self, Suspect},
};

/// The longest text looked at, in bytes. Anything longer is refused before a character is read.
pub const LONGEST_TEXT: usize = 1024;

/// The longest line that is looked at for a lost filler, in bytes.
pub(crate) const LONGEST_LINE: usize = 48;

/// One thing that was put right on receipt without touching any field's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Lower-case letters were raised.
    LowerCase,
    /// Spaces inside a line were dropped.
    Spaces,
    /// The lines came as one run of characters.
    OneRun,
    /// Look-alikes of the filler (`‹`, `«`, `＜`) were read as fillers.
    FillerSigns,
    /// A filler was missing from a line or came twice; the repairs say where.
    Realigned,
}

/// What was put right on receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes(u8);

impl Notes {
    /// Whether nothing had to be put right.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this was put right.
    pub const fn contains(self, note: Note) -> bool {
        self.0 & Self::bit(note) != 0
    }

    pub(crate) const fn add(&mut self, note: Note) {
        self.0 |= Self::bit(note);
    }

    const fn bit(note: Note) -> u8 {
        match note {
            Note::LowerCase => 1,
            Note::Spaces => 2,
            Note::OneRun => 4,
            Note::FillerSigns => 8,
            Note::Realigned => 16,
        }
    }
}

/// Why a text is no zone. Each says what was received and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// Nothing but white space.
    #[error("nothing was received; scan the zone again or type its lines")]
    Empty,
    /// Far longer than any zone.
    #[error("{bytes} bytes were received, a zone has at most 90 characters; scan one document at a time")]
    TooLong {
        /// How many bytes came.
        bytes: usize,
    },
    /// A character no zone has.
    #[error("line {line}, column {column} holds {found:?}; a zone has only A to Z, 0 to 9 and <; scan again or correct it")]
    Character {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The character.
        found: char,
        /// The keyboard layout that explains it, when one does.
        keyboard: Option<Suspect>,
    },
    /// Other numbers of lines or characters than any known form has.
    #[error("lines of {} characters were received; a zone has 2 lines of 44, 2 of 36 or 3 of 30, a licence 1 of 30; scan again or complete the lines", sizes(.lengths))]
    Size {
        /// Characters in each line that was not blank (the first eight).
        lengths: Vec<usize>,
    },
}

impl ZoneError {
    /// The message for a person.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(text::UNREADABLE_EMPTY),
            Self::TooLong { bytes } => Message::new(text::UNREADABLE_TOO_LONG).with("bytes", bytes),
            Self::Character { line, column, found, .. } => {
                Message::new(text::UNREADABLE_CHARACTER).with("line", line).with("column", column).with("found", found.escape_debug())
            }
            Self::Size { lengths } => Message::new(text::UNREADABLE_SIZE).with("lengths", sizes(lengths)),
        }
    }

    /// What to set or do beyond scanning again, when that can be told.
    pub fn remedy(&self) -> Option<Message> {
        match self {
            Self::Character { keyboard, .. } => keyboard.map(Suspect::message),
            Self::Empty | Self::TooLong { .. } | Self::Size { .. } => None,
        }
    }
}

/// Takes a text apart. `Notes` say what had to be put right.
pub(crate) fn receive(received: &str) -> Result<(Lines, Notes), ZoneError> {
    if received.len() > LONGEST_TEXT {
        return Err(ZoneError::TooLong { bytes: received.len() });
    }
    let mut reading = Reading::default();
    for line in received.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')) {
        // Line ends are ASCII, so the pieces of a text are texts.
        reading.line(std::str::from_utf8(line).unwrap_or_default());
    }
    if let Some((line, column, found)) = reading.foreign {
        return Err(ZoneError::Character { line, column, found, keyboard: keyboard::suspect(received) });
    }
    let (format, one_run) = reading.format()?;
    if one_run {
        reading.notes.add(Note::OneRun);
    }
    Ok((Lines::new(format, reading.characters), reading.notes))
}

struct Reading {
    characters: [u8; LARGEST],
    count: usize,
    lengths: [usize; 8],
    lines: usize,
    notes: Notes,
    foreign: Option<(usize, usize, char)>,
}

impl Default for Reading {
    fn default() -> Self {
        Self { characters: [b'<'; LARGEST], count: 0, lengths: [0; 8], lines: 0, notes: Notes::default(), foreign: None }
    }
}

impl Reading {
    /// Takes a line of nothing but characters of a zone; false when there is anything else.
    fn plain(&mut self, line: &[u8]) -> bool {
        let Some(room) = self.characters.get_mut(self.count..self.count + line.len()) else { return false };
        if !line.iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == b'<') {
            return false;
        }
        room.copy_from_slice(line);
        self.count += line.len();
        self.end_line(line.len());
        true
    }

    fn end_line(&mut self, length: usize) {
        if length > 0 {
            if let Some(place) = self.lengths.get_mut(self.lines) {
                *place = length;
            }
            self.lines += 1;
        }
    }

    fn line(&mut self, line: &str) {
        if self.plain(line.as_bytes()) {
            return;
        }
        let before = self.count;
        let line = line.trim_matches(is_space);
        for (column, character) in line.chars().enumerate() {
            match character {
                'A'..='Z' | '0'..='9' | '<' => self.push(character),
                'a'..='z' => {
                    self.notes.add(Note::LowerCase);
                    self.push(character.to_ascii_uppercase());
                }
                '‹' | '＜' | '〈' => {
                    self.notes.add(Note::FillerSigns);
                    self.push('<');
                }
                '«' | '≪' | '《' => {
                    self.notes.add(Note::FillerSigns);
                    self.push('<');
                    self.push('<');
                }
                _ if is_space(character) => self.notes.add(Note::Spaces),
                _ => {
                    self.foreign.get_or_insert((self.lines + 1, column + 1, character));
                    self.push('<');
                }
            }
        }
        self.end_line(self.count - before);
    }

    fn push(&mut self, character: char) {
        if let (Some(cell), Ok(byte)) = (self.characters.get_mut(self.count), u8::try_from(character)) {
            *cell = byte;
        }
        self.count += 1;
    }

    fn format(&self) -> Result<(Format, bool), ZoneError> {
        let lengths = self.lengths.get(..self.lines.min(self.lengths.len())).unwrap_or_default();
        if self.lines == 0 {
            return Err(ZoneError::Empty);
        }
        format_of(lengths, &self.characters).ok_or_else(|| ZoneError::Size { lengths: lengths.to_vec() })
    }
}

/// The form of lines of these lengths, and whether they came as one run.
pub(crate) fn format_of(lengths: &[usize], characters: &[u8; LARGEST]) -> Option<(Format, bool)> {
    let visa = characters.first() == Some(&b'V');
    let two_of_36 = match visa {
        true => Format::MrvB,
        false if nearly(characters, *b"IDFRA") => Format::FranceId,
        false => Format::Td2,
    };
    let two_of_44 = if visa { Format::MrvA } else { Format::Td3 };
    match lengths {
        [30, 30, 30] => Some((Format::Td1, false)),
        [36, 36] => Some((two_of_36, false)),
        [44, 44] => Some((two_of_44, false)),
        [90] => Some((Format::Td1, true)),
        [72] => Some((two_of_36, true)),
        [88] => Some((two_of_44, true)),
        [30] if nearly(characters, *b"D1FRA") => Some((Format::FranceLicence, false)),
        [9, 30, 30] => Some((Format::SwissLicence, false)),
        [69] => Some((Format::SwissLicence, true)),
        _ => None,
    }
}

/// Whether a zone begins so, with at most one character that a reader takes for another.
fn nearly(characters: &[u8; LARGEST], head: [u8; 5]) -> bool {
    let mut doubtful = 0;
    characters.iter().zip(head).all(|(read, meant)| {
        let confused = confusion::either(*read).iter().any(|(other, _)| *other == meant);
        doubtful += u8::from(*read != meant);
        *read == meant || (confused && doubtful <= 1)
    })
}

/// The lines as rows of characters of a zone, however long; `None` when there is anything else in them.
pub(crate) fn rows(received: &str) -> Option<Vec<Vec<u8>>> {
    let mut rows = Vec::new();
    for line in received.split(['\n', '\r']) {
        let mut reading = Reading::default();
        reading.line(line);
        if reading.foreign.is_some() || rows.len() > 3 {
            return None;
        }
        if reading.count > 0 {
            rows.push(reading.characters.get(..reading.count)?.to_vec());
        }
    }
    Some(rows)
}

/// White space, byte order marks and signs without width.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

fn sizes(lengths: &[usize]) -> String {
    lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TD3: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    #[test]
    fn what_readers_send_is_taken() {
        let plain = receive(TD3).unwrap();
        assert_eq!((plain.0.format(), plain.1.is_empty()), (Format::Td3, true));
        for (sent, note) in [
            (TD3.replace('\n', ""), Some(Note::OneRun)),
            (TD3.to_lowercase(), Some(Note::LowerCase)),
            (format!("\u{FEFF}  {}\r\n\r\n", TD3.replace('\n', "\r\n")), None),
            (TD3.replace("ANNA<", "ANNA <"), Some(Note::Spaces)),
            (TD3.replace("<<ANNA", "«ANNA"), Some(Note::FillerSigns)),
        ] {
            let mut notes = Notes::default();
            if let Some(note) = note {
                notes.add(note);
            }
            assert_eq!(receive(&sent), Ok((plain.0, notes)));
        }
    }

    #[test]
    fn refusals_say_what_came() {
        assert_eq!(receive(" \n\t"), Err(ZoneError::Empty));
        assert_eq!(receive(&"A".repeat(10_000_000)), Err(ZoneError::TooLong { bytes: 10_000_000 }));
        assert_eq!(receive(&TD3[..80]), Err(ZoneError::Size { lengths: vec![44, 35] }));
        assert!(ZoneError::Size { lengths: vec![44, 35] }.to_string().contains("44 + 35"));
        let mangled = TD3.replace('<', ";");
        let Err(ZoneError::Character { line: 1, column: 2, found: ';', keyboard: Some(_) }) = receive(&mangled) else {
            panic!("the keyboard layout was not named")
        };
        assert!(matches!(receive(&TD3.replace('K', "Ñ")), Err(ZoneError::Character { found: 'Ñ', .. })));
    }
}
