//! Characters a reader confuses, put right where the place forbids what was read.
//!
//! Rules, in the order of their weight:
//! * a field whose own digit and whose composite verify is not touched;
//! * a covered field is repaired only when that makes its check digit right;
//! * every repair is listed; one the digits cannot vouch for (blind pair, document number, names, state codes, a
//!   composite that stays wrong) asks for confirmation.

use serde::{Serialize, Serializer};

use super::{
    character::{check_digit, is_blind_pair},
    dates::{DateForm, ZoneDate},
    digits::{CheckDigits, DigitVerdict, continuation},
    layout::{Field, Place},
    lines::Lines,
};
use crate::knowledge;

/// Whether the officer must look at the document before a repaired character is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// The check digits vouch for it.
    Vouched,
    /// Nothing vouches for it: confirm it on the document.
    NeedsConfirmation,
}

/// One character read otherwise than it was received.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Repair {
    /// Line, from 1.
    pub line: u8,
    /// Column, from 1.
    pub column: u8,
    /// What was received.
    pub from: char,
    /// What it is read as.
    pub to: char,
    /// The field it belongs to.
    pub field: Field,
    /// Whether it has to be confirmed.
    #[serde(rename = "needs_confirmation", serialize_with = "confirmation")]
    pub confidence: Confidence,
}

impl Repair {
    /// Whether the officer has to confirm it on the document.
    pub const fn needs_confirmation(&self) -> bool {
        matches!(self.confidence, Confidence::NeedsConfirmation)
    }
}

/// Repairs what can be repaired. Returns the lines to read from and the list of changes.
pub(crate) fn repair(printed: &Lines, digits: CheckDigits) -> (Lines, Vec<Repair>) {
    let mut work = Work { lines: *printed, repairs: Vec::new() };
    let sound = digits.all_right();
    work.names(sound);
    work.codes(sound);
    if !sound {
        work.date(Field::BirthDate, Field::BirthDateDigit);
        work.date(Field::ExpiryDate, Field::ExpiryDateDigit);
        work.lone_digit(Field::OptionalDataDigit);
        work.lone_digit(Field::Composite);
        work.number();
    }
    work.settle();
    (work.lines, work.repairs)
}

struct Work {
    lines: Lines,
    repairs: Vec<Repair>,
}

impl Work {
    /// Names hold letters alone (ICAO 9303-3 §4.6).
    fn names(&mut self, sound: bool) {
        for field in [Field::Name, Field::GivenNames] {
            let Some(place) = self.lines.format().place(field) else { continue };
            if sound && self.lines.format().is_covered(field) {
                continue;
            }
            let mut trial = self.lines;
            for (column, read) in columns(place).zip(self.lines.at(place)) {
                trial.set(place.line, column, as_letter(*read).unwrap_or(*read));
            }
            self.take(place, &trial, Confidence::NeedsConfirmation);
        }
    }

    /// A state code is repaired only when exactly one code that exists can have been read so (ICAO 9303-3 §5).
    fn codes(&mut self, sound: bool) {
        for field in [Field::IssuingState, Field::Nationality] {
            let Some(place) = self.lines.format().place(field) else { continue };
            let read = self.lines.at(place);
            if (sound && self.lines.format().is_covered(field)) || !read.iter().any(u8::is_ascii_digit) {
                continue;
            }
            let mut meant = knowledge::all().iter().map(|entry| entry.code).filter(|code| may_read_as(code.as_str(), read));
            let (Some(code), None) = (meant.next(), meant.next()) else { continue };
            let mut trial = self.lines;
            for (column, letter) in columns(place).zip(code.as_str().bytes().chain([b'<', b'<'])) {
                trial.set(place.line, column, letter);
            }
            self.take(place, &trial, Confidence::NeedsConfirmation);
        }
    }

    /// A date and its digit hold digits alone.
    fn date(&mut self, field: Field, digit: Field) {
        let (Some(place), Some(check)) = (self.lines.format().place(field), self.lines.format().place(digit)) else { return };
        let mut trial = self.lines;
        for cell in [place, check] {
            for (column, read) in columns(cell).zip(self.lines.at(cell)) {
                trial.set(cell.line, column, as_digit(*read).unwrap_or(*read));
            }
        }
        // Any day serves: only whether the digits make one is asked.
        let real = ZoneDate::expiry(trial.at(place), jiff::civil::Date::constant(2000, 1, 1), 99).form() == DateForm::Full;
        if real && trial.at(check).first() == Some(&check_digit(trial.at(place))) {
            self.take(place, &trial, Confidence::Vouched);
            self.take(check, &trial, Confidence::Vouched);
        }
    }

    /// A check digit read as a letter.
    fn lone_digit(&mut self, digit: Field) {
        let Some(place) = self.lines.format().place(digit) else { return };
        let Some(to) = as_digit(self.lines.single(digit)) else { return };
        let mut trial = self.lines;
        trial.set(place.line, place.column, to);
        if is_right(CheckDigits::of(&trial), digit) {
            self.take(place, &trial, Confidence::Vouched);
        }
    }

    /// A document number may hold letters and digits, so nothing is forbidden: one confusable character is exchanged when
    /// exactly one exchange makes every digit right, and it must be confirmed.
    fn number(&mut self) {
        let before = CheckDigits::of(&self.lines);
        if before.document_number != DigitVerdict::Wrong {
            return;
        }
        self.lone_digit(Field::DocumentNumberDigit);
        let Some(place) = self.lines.format().place(Field::DocumentNumber) else { return };
        if CheckDigits::of(&self.lines).document_number != DigitVerdict::Wrong || continuation(&self.lines).is_some() {
            return;
        }
        let mut base = self.lines;
        let composite = base.format().place(Field::Composite);
        if let (Some(cell), Some(to)) = (composite, as_digit(base.single(Field::Composite))) {
            base.set(cell.line, cell.column, to);
        }
        let mut only: Option<Lines> = None;
        for (column, read) in columns(place).zip(base.at(place)) {
            for to in [as_digit(*read), as_letter(*read)].into_iter().flatten() {
                let mut trial = base;
                trial.set(place.line, column, to);
                if CheckDigits::of(&trial).all_right() && only.replace(trial).is_some() {
                    return;
                }
            }
        }
        if let Some(trial) = only {
            self.take(place, &trial, Confidence::NeedsConfirmation);
            if let Some(cell) = composite {
                self.take(cell, &trial, Confidence::NeedsConfirmation);
            }
        }
    }

    /// Takes over what a trial changed at a place.
    fn take(&mut self, place: Place, trial: &Lines, confidence: Confidence) {
        for column in columns(place) {
            let (from, to) = (cell(&self.lines, place.line, column), cell(trial, place.line, column));
            if from == to {
                continue;
            }
            let confidence = if is_blind_pair(from, to) { Confidence::NeedsConfirmation } else { confidence };
            self.lines.set(place.line, column, to);
            let (from, to) = (char::from(from), char::from(to));
            self.repairs.push(Repair { line: place.line + 1, column: column + 1, from, to, field: place.field, confidence });
        }
    }

    /// When digits stay wrong after all, or the number mixes what this reader may have confused without any digit noticing,
    /// none of the repairs is vouched for.
    fn settle(&mut self) {
        let doubtful = || !CheckDigits::of(&self.lines).all_right() || has_hidden_confusion(self.lines.field(Field::DocumentNumber));
        if !self.repairs.is_empty() && doubtful() {
            for repair in &mut self.repairs {
                repair.confidence = Confidence::NeedsConfirmation;
            }
        }
        self.repairs.sort_by_key(|repair| (repair.line, repair.column));
    }
}

/// Whether a number has a letter among its digits, or a digit before its letters, that the check digit cannot tell from its
/// look-alike (G and 6, L and 1).
fn has_hidden_confusion(number: &[u8]) -> bool {
    let after_a_digit = number.iter().skip_while(|c| !c.is_ascii_digit()).any(|c| matches!(c, b'G' | b'L'));
    let before_a_letter = number.iter().rev().skip_while(|c| !c.is_ascii_uppercase()).any(|c| matches!(c, b'6' | b'1'));
    after_a_digit || before_a_letter
}

fn columns(place: Place) -> impl Iterator<Item = u8> {
    place.column..place.column + place.length
}

fn cell(lines: &Lines, line: u8, column: u8) -> u8 {
    lines.range(line, column, 1).first().copied().unwrap_or(b'<')
}

fn is_right(digits: CheckDigits, digit: Field) -> bool {
    let verdict = match digit {
        Field::DocumentNumberDigit => digits.document_number,
        Field::OptionalDataDigit => digits.optional_data,
        Field::Composite => digits.composite,
        Field::BirthDateDigit => digits.birth_date,
        Field::ExpiryDateDigit => digits.expiry_date,
        Field::DocumentCode
        | Field::IssuingState
        | Field::Name
        | Field::GivenNames
        | Field::DocumentNumber
        | Field::Nationality
        | Field::BirthDate
        | Field::Sex
        | Field::ExpiryDate
        | Field::OptionalData
        | Field::OptionalData2 => DigitVerdict::NotPrinted,
    };
    verdict == DigitVerdict::Right
}

/// Whether a code can have been read as these characters: each the same, or a digit for the letter it is taken for.
fn may_read_as(code: &str, read: &[u8]) -> bool {
    let letters = code.bytes().chain([b'<', b'<']);
    letters.zip(read).all(|(letter, read)| letter == *read || (read.is_ascii_digit() && as_digit(letter) == Some(*read)))
}

/// The digit a letter is taken for in OCR-B.
const fn as_digit(letter: u8) -> Option<u8> {
    match letter {
        b'O' | b'Q' | b'D' | b'U' => Some(b'0'),
        b'I' | b'L' => Some(b'1'),
        b'Z' => Some(b'2'),
        b'A' => Some(b'4'),
        b'S' => Some(b'5'),
        b'G' => Some(b'6'),
        b'T' => Some(b'7'),
        b'B' => Some(b'8'),
        _ => None,
    }
}

/// The letter a digit is taken for in OCR-B.
const fn as_letter(digit: u8) -> Option<u8> {
    match digit {
        b'0' => Some(b'O'),
        b'1' => Some(b'I'),
        b'2' => Some(b'Z'),
        b'4' => Some(b'A'),
        b'5' => Some(b'S'),
        b'6' => Some(b'G'),
        b'7' => Some(b'T'),
        b'8' => Some(b'B'),
        _ => None,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn confirmation<S: Serializer>(confidence: &Confidence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(matches!(confidence, Confidence::NeedsConfirmation))
}

/// Characters of a number or name are personal: logs see where, not what.
impl std::fmt::Debug for Repair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Repair({}, line {}, column {}, {:?})", self.field.code(), self.line, self.column, self.confidence)
    }
}
