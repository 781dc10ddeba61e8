//! Characters a reader confuses, put right where place and check digits say what was meant.
//!
//! Every field is read in all the ways within a few confusions that its place and its own digit allow (`segment`), and the
//! composite digit decides between them (`joint`). Rules, in the order of their weight:
//! * a field that can be what was read, in a zone whose digits all verify, is not touched;
//! * a digit is never read as another digit, nor a letter as another letter: a forger's change would look the same;
//! * where several readings come out right and none is much likelier, nothing is chosen: a [`Question`] lists them;
//! * every repair is listed; one the digits cannot vouch for (blind pair, document number, names, state codes, optional
//!   data, a zone whose digits stay wrong) asks for confirmation.

use garita_domain::CountryCode;
use serde::{Serialize, Serializer};

use super::{
    character::is_blind_pair,
    digits::CheckDigits,
    fields::{self, Fields},
    joint::{Whole, wholes},
    layout::Field,
    lines::Lines,
    names, screen,
    segment::{MOST_EXCHANGES, Reading, Segment},
};
use crate::knowledge;

/// How much likelier the best reading must be than the next to be taken without asking, as a cost: about ten to one.
const MARGIN: i32 = 24;

/// The most readings a question offers.
const MOST_OFFERED: usize = 6;

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
    /// What was received; a space when nothing stood there (a filler was lost).
    pub from: char,
    /// What it is read as; a space when it was dropped (a filler came twice).
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

/// A field that can be read in several ways: the document says which is right.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Question {
    /// The field.
    pub field: Field,
    /// Line, from 1.
    pub line: u8,
    /// First column, from 1.
    pub column: u8,
    /// The characters it may have, without fillers at the end, the likeliest first.
    pub readings: Vec<String>,
}

/// A zone after repair.
pub(crate) struct Repaired {
    pub lines: Lines,
    pub repairs: Vec<Repair>,
    pub questions: Vec<Question>,
}

/// Repairs what can be repaired.
pub(crate) fn repair(printed: &Lines, digits: CheckDigits) -> Repaired {
    let mut work =
        Work { printed, verified: digits.all_right(), repaired: Repaired { lines: *printed, repairs: Vec::new(), questions: Vec::new() } };
    if digits.all_right() && screen::is_clean(printed) {
        return work.repaired;
    }
    work.marker();
    work.codes();
    work.letters_of_their_own();
    work.fields();
    work.settle();
    work.repaired
}

struct Work<'a> {
    printed: &'a Lines,
    /// Whether every digit is right as received.
    verified: bool,
    repaired: Repaired,
}

impl Work<'_> {
    /// The filler that marks a long number, read as a letter.
    fn marker(&mut self) {
        let Some(place) = self.repaired.lines.format().place(Field::DocumentNumberDigit) else { return };
        if !matches!(self.repaired.lines.single(Field::DocumentNumberDigit), b'K' | b'C') {
            return;
        }
        let mut trial = self.repaired.lines;
        trial.set(place.cells().start, b'<');
        if fields::run_on(&trial).is_some() {
            self.take(Field::DocumentNumberDigit, place.cells().start, b'<', Confidence::NeedsConfirmation);
        }
    }

    /// A state code is repaired only when exactly one code that exists is likeliest (ICAO 9303-3 §5).
    fn codes(&mut self) {
        let code = |lines: &Lines, field| CountryCode::parse(lines.trimmed(field)).ok().filter(|code| knowledge::find(*code).is_some());
        for (field, other) in [(Field::IssuingState, Field::Nationality), (Field::Nationality, Field::IssuingState)] {
            let lines = self.repaired.lines;
            let Some(place) = lines.format().place(field) else { continue };
            let read = lines.at(place);
            let damaged = read.iter().any(u8::is_ascii_digit) || read.contains(&b'<') || read.iter().any(|c| matches!(c, b'K' | b'C'));
            if !damaged || code(&lines, field).is_some_and(|code| read.starts_with(code.as_str().as_bytes())) {
                continue;
            }
            let meant = fields::codes(read, code(&lines, other));
            match meant.as_slice() {
                [] => {}
                [(one, _)] => self.take_text(field, one.as_str()),
                [(one, cost), (_, next), ..] if next - cost >= 15 => self.take_text(field, one.as_str()),
                several => self.ask(field, several.iter().map(|(code, _)| code.to_string())),
            }
        }
    }

    /// Fields of one or two letters that no digit covers in most forms: document code and sex.
    fn letters_of_their_own(&mut self) {
        let lines = self.repaired.lines;
        let (code, sex) = (lines.format().place(Field::DocumentCode), lines.format().place(Field::Sex));
        for (cell, to) in [
            code.and_then(|place| screen::first_letter(lines.at(place)).map(|to| (place.cells().start, to))),
            code.and_then(|place| screen::second_letter(lines.format(), lines.at(place)).map(|to| (place.cells().start + 1, to))),
        ]
        .into_iter()
        .flatten()
        {
            self.take(Field::DocumentCode, cell, to, Confidence::NeedsConfirmation);
        }
        if let Some(place) = sex.filter(|place| screen::is_filler_for_sex(lines.at(*place))) {
            self.take(Field::Sex, place.cells().start, b'<', Confidence::NeedsConfirmation);
        }
    }

    /// Everything that place and digits decide.
    fn fields(&mut self) {
        let before = self.repaired.lines;
        let fields = Fields::of(&before);
        // What verifies hides two errors at most: more would have to cancel out.
        let exchanges = if self.verified { 2 } else { MOST_EXCHANGES };
        let readings: Vec<Vec<Reading>> = fields.segments.iter().map(|(_, segment)| segment.readings(exchanges)).collect();
        let found = wholes(&readings, fields.composite);
        if let Some(best) = found.first() {
            let close: Vec<&Whole> = found.iter().filter(|whole| whole.cost < best.cost.saturating_add(MARGIN)).collect();
            for (at, ((field, segment), readings)) in fields.segments.iter().zip(&readings).enumerate() {
                let mut offered: Vec<usize> = Vec::new();
                for whole in &close {
                    offered.extend(whole.chosen.get(at).copied().filter(|place| !offered.contains(place)));
                }
                let offered: Vec<&Reading> = offered.iter().filter_map(|place| readings.get(*place)).collect();
                self.decide(*field, segment, &offered);
            }
            return;
        }
        // Some digit stays wrong: each field for itself, and nothing is vouched for.
        for ((field, segment), readings) in fields.segments.iter().zip(&readings) {
            let Some(best) = readings.first() else { continue };
            let has_own = segment.own.is_some();
            let close: Vec<&Reading> = readings.iter().filter(|reading| reading.cost < best.cost.saturating_add(MARGIN)).collect();
            let forced_only = segment.cells.iter().any(|cell| cell.forced);
            if has_own || forced_only {
                self.decide(*field, segment, if has_own { &close } else { close.get(..1).unwrap_or_default() });
            }
        }
    }

    /// Takes the only reading of a field, or asks which.
    fn decide(&mut self, field: Field, segment: &Segment, offered: &[&Reading]) {
        match offered {
            [] => {}
            // In a zone that verifies nothing is changed that can be as it was read.
            [only] if self.verified && only.changes.iter().any(|(place, _)| segment.cells.get(*place).is_some_and(|cell| !cell.forced)) => {
                let as_read = Reading { changes: Vec::new(), ..(*only).clone() };
                self.decide(field, segment, &[*only, &as_read]);
            }
            [only] => {
                for (place, to) in &only.changes {
                    let Some(cell) = segment.cells.get(*place) else { continue };
                    let confidence = self.confidence(cell.at);
                    self.take(self.field_at(cell.at).unwrap_or(field), cell.at, *to, confidence);
                }
            }
            several => {
                let texts: Vec<String> = several
                    .iter()
                    .take(MOST_OFFERED)
                    .map(|reading| {
                        let mut lines = self.repaired.lines;
                        for (place, to) in &reading.changes {
                            if let Some(cell) = segment.cells.get(*place) {
                                lines.set(cell.at, *to);
                            }
                        }
                        super::zone::number_text(&lines, field).unwrap_or_else(|| lines.trimmed(field).to_owned())
                    })
                    .collect();
                self.ask(field, texts.into_iter());
            }
        }
    }

    /// Dates and check digits are vouched for by the digits they belong to; all else is confirmed.
    fn confidence(&self, cell: usize) -> Confidence {
        match self.field_at(cell) {
            Some(
                Field::BirthDate
                | Field::BirthDateDigit
                | Field::ExpiryDate
                | Field::ExpiryDateDigit
                | Field::DocumentNumberDigit
                | Field::OptionalDataDigit
                | Field::Composite,
            ) => Confidence::Vouched,
            Some(
                Field::DocumentCode
                | Field::IssuingState
                | Field::Name
                | Field::GivenNames
                | Field::DocumentNumber
                | Field::Nationality
                | Field::Sex
                | Field::OptionalData
                | Field::OptionalData2,
            )
            | None => Confidence::NeedsConfirmation,
        }
    }

    fn field_at(&self, cell: usize) -> Option<Field> {
        self.printed.format().places().iter().find(|place| place.cells().contains(&cell)).map(|place| place.field)
    }

    fn take_text(&mut self, field: Field, to: &str) {
        let Some(place) = self.repaired.lines.format().place(field) else { return };
        for (cell, letter) in place.cells().zip(to.bytes().chain(std::iter::repeat(b'<'))) {
            self.take(field, cell, letter, Confidence::NeedsConfirmation);
        }
    }

    /// Reads a character otherwise.
    fn take(&mut self, field: Field, cell: usize, to: u8, confidence: Confidence) {
        let from = self.printed.cell(cell);
        if from == to {
            return;
        }
        let confidence = if is_blind_pair(from, to) { Confidence::NeedsConfirmation } else { confidence };
        let (line, column) = self.printed.format().line_and_column(cell);
        self.repaired.lines.set(cell, to);
        self.repaired.repairs.push(Repair {
            line: line + 1,
            column: column + 1,
            from: char::from(from),
            to: char::from(to),
            field,
            confidence,
        });
    }

    fn ask(&mut self, field: Field, readings: impl Iterator<Item = String>) {
        let Some(place) = self.printed.format().place(field) else { return };
        let readings = readings.take(MOST_OFFERED).collect();
        self.repaired.questions.push(Question { field, line: place.line + 1, column: place.column + 1, readings });
    }

    /// When digits stay wrong after all, or the number mixes what this reader may have confused without any digit noticing,
    /// none of the repairs is vouched for. An initial that may be a filler is asked about in a zone that is damaged elsewhere;
    /// in a sound one a name raises no question (R15).
    fn settle(&mut self) {
        let lines = self.repaired.lines;
        let doubtful = || !CheckDigits::of(&lines).all_right() || has_hidden_confusion(lines.field(Field::DocumentNumber));
        if !self.repaired.repairs.is_empty() && doubtful() {
            for repair in &mut self.repaired.repairs {
                repair.confidence = Confidence::NeedsConfirmation;
            }
        }
        let damaged = !self.verified || !self.repaired.repairs.is_empty();
        let initial = lines.format().place(Field::Name).and_then(|place| names::doubtful_initial(&lines, place));
        if let Some(cell) = initial.filter(|_| damaged) {
            let mut without = lines;
            without.set(cell, b'<');
            let readings = [lines.trimmed(Field::Name).to_owned(), without.trimmed(Field::Name).to_owned()];
            self.ask(Field::Name, readings.into_iter());
        }
        self.repaired.repairs.sort_by_key(|repair| (repair.line, repair.column));
        self.repaired.questions.sort_by_key(|question| (question.line, question.column));
    }
}

/// Whether a number has a letter among its digits, or a digit before its letters, that the check digit cannot tell from its
/// look-alike (G and 6, L and 1).
fn has_hidden_confusion(number: &[u8]) -> bool {
    let after_a_digit = number.iter().skip_while(|c| !c.is_ascii_digit()).any(|c| matches!(c, b'G' | b'L'));
    let before_a_letter = number.iter().rev().skip_while(|c| !c.is_ascii_uppercase()).any(|c| matches!(c, b'6' | b'1'));
    after_a_digit || before_a_letter
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

/// Likewise: logs see how many readings there are.
impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Question({}, {} readings)", self.field.code(), self.readings.len())
    }
}
