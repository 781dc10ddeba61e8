//! The fields of a zone as segments: which characters each may have been, by the kind of its place.

use garita_domain::CountryCode;

use super::{
    character::{FILLER, WEIGHTS, value},
    confusion,
    layout::{Field, Format, OWN_DIGITS, Place},
    lines::{LARGEST, Lines},
    names, prior,
    screen::{self, NumberKind},
    segment::{Cell, Segment},
};
use crate::knowledge;

/// The weight of a check digit in its own sum: the sum of a right field is then 0 modulo 10.
const OWN_DIGIT: u8 = 9;

/// What every character of a zone weighs in its composite digit.
fn composite_weights(format: Format) -> [u8; LARGEST] {
    let mut weights = [0; LARGEST];
    let cells = format.composite().iter().flat_map(|(start, length)| usize::from(*start)..usize::from(*start) + usize::from(*length));
    for (cell, weight) in cells.zip(WEIGHTS.into_iter().cycle()) {
        if let Some(place) = weights.get_mut(cell) {
            *place = weight;
        }
    }
    if let Some(place) = format.place(Field::Composite) {
        for weight in weights.get_mut(place.cells()).unwrap_or_default() {
            *weight = OWN_DIGIT;
        }
    }
    weights
}

/// The kind of a place: what may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    DigitOrFiller,
    Letter,
    Either,
    As,
}

/// A zone taken apart into segments.
pub(crate) struct Fields {
    /// The field of each segment, with it.
    pub segments: Vec<(Field, Segment)>,
    /// What the composite leaves over as read, modulo 10; `None` when the form prints none.
    pub composite: Option<u8>,
}

impl Fields {
    pub(crate) fn of(lines: &Lines) -> Self {
        let weights = composite_weights(lines.format());
        let remainder =
            lines.all().iter().zip(weights).fold(0_u32, |sum, (read, weight)| sum + u32::from(value(*read)) * u32::from(weight));
        let composite = lines.format().place(Field::Composite).and(u8::try_from(remainder % 10).ok());
        let builder = Builder { lines, weights, run_on: run_on(lines) };
        let segments = lines.format().places().iter().filter_map(|place| Some((place.field, builder.segment(*place)?))).collect();
        Self { segments, composite }
    }
}

/// Where a number that runs on in the optional data has its digit; `None` when it does not run on. Other than `continuation`
/// it takes a letter for the digit.
pub(crate) fn run_on(lines: &Lines) -> Option<usize> {
    let (Format::Td1 | Format::Td2) = lines.format() else { return None };
    let optional = lines.format().place(Field::OptionalData)?;
    let blank = lines.field(Field::DocumentNumber).iter().all(|c| *c == FILLER);
    if lines.single(Field::DocumentNumberDigit) != FILLER || blank {
        return None;
    }
    let least = if lines.format() == Format::Td1 { 2 } else { 1 };
    let end = lines.at(optional).iter().position(|c| *c == FILLER).filter(|end| *end >= least)?;
    Some(optional.cells().start + end - 1)
}

struct Builder<'a> {
    lines: &'a Lines,
    weights: [u8; LARGEST],
    run_on: Option<usize>,
}

impl Builder<'_> {
    /// The segment of a place; digits belong to the segment of what they cover.
    fn segment(&self, place: Place) -> Option<Segment> {
        match place.field {
            Field::DocumentNumber => Some(self.number(place)),
            Field::BirthDate | Field::ExpiryDate => Some(self.own(place, Kind::DigitOrFiller, None)),
            Field::OptionalData => Some(self.optional(place)),
            Field::OptionalData2 => Some(self.run(place.cells(), Kind::Either, Some(prior::number))),
            Field::Name | Field::GivenNames => Some(self.name(place)),
            Field::IssuingState | Field::Nationality | Field::DocumentCode | Field::Sex => Some(self.run(place.cells(), Kind::As, None)),
            Field::Composite => Some(self.run(place.cells(), Kind::Digit, None)),
            Field::DocumentNumberDigit | Field::BirthDateDigit | Field::ExpiryDateDigit | Field::OptionalDataDigit => None,
        }
    }

    fn cell(&self, at: usize, kind: Kind) -> Cell {
        let read = self.lines.cell(at);
        let (meant, forced) = match kind {
            Kind::Digit => (confusion::digits(read), !read.is_ascii_digit()),
            Kind::DigitOrFiller if confusion::is_often_a_filler(read) => (&[(FILLER, confusion::COMMON)][..], true),
            Kind::DigitOrFiller => (confusion::digits(read), !read.is_ascii_digit() && read != FILLER),
            Kind::Letter => (confusion::letters(read), read.is_ascii_digit() && !confusion::letters(read).is_empty()),
            Kind::Either => (confusion::either(read), false),
            Kind::As => (&[][..], false),
        };
        let composite = self.weights.get(at).copied().unwrap_or(0);
        Cell { at, read, meant: if forced || kind == Kind::Either { meant } else { &[] }, forced, own: 0, composite }
    }

    fn run(&self, cells: std::ops::Range<usize>, kind: Kind, prior: Option<fn(&[u8]) -> i32>) -> Segment {
        let (start, field) = (cells.start, self.lines.cells(cells.clone()));
        let cells = cells.map(|at| {
            let cell = self.cell(at, kind);
            let stray = if kind == Kind::Either { stray(field, at - start) } else { Stray::No };
            match stray {
                Stray::No => cell,
                Stray::May => Cell { meant: &[(FILLER, confusion::COMMON)], ..cell },
                Stray::Must => Cell { meant: &[(FILLER, confusion::COMMON)], forced: true, ..cell },
            }
        });
        Segment { cells: cells.collect(), own: None, prior }
    }

    /// A field with the digit of its own.
    fn own(&self, place: Place, kind: Kind, prior: Option<fn(&[u8]) -> i32>) -> Segment {
        let mut segment = self.run(place.cells(), kind, prior);
        let digit = OWN_DIGITS.iter().find(|(field, _)| *field == place.field).and_then(|(_, digit)| self.lines.format().place(*digit));
        if let Some(digit) = digit {
            weigh(&mut segment.cells);
            self.close(&mut segment, digit.cells().start);
        }
        segment
    }

    /// Adds the digit and what the sum leaves over.
    fn close(&self, segment: &mut Segment, digit: usize) {
        segment.cells.push(Cell { own: OWN_DIGIT, ..self.cell(digit, Kind::Digit) });
        let sum = segment.cells.iter().fold(0_u32, |sum, cell| sum + u32::from(value(cell.read)) * u32::from(cell.own));
        segment.own = u8::try_from(sum % 10).ok();
    }

    fn number(&self, place: Place) -> Segment {
        match self.lines.format() {
            Format::SwissLicence => return self.national(place),
            Format::FranceId => {
                let mut segment = self.national(place);
                weigh(&mut segment.cells);
                self.close(&mut segment, place.cells().end);
                return segment;
            }
            Format::FranceLicence => {
                // The digit covers what stands before the number too.
                let before = (0..place.cells().start).map(|at| Cell { composite: 0, ..self.cell(at, Kind::As) });
                let mut segment = Segment { cells: before.chain(self.national(place).cells).collect(), own: None, prior: None };
                weigh(&mut segment.cells);
                self.close(&mut segment, place.cells().end);
                return segment;
            }
            Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {}
        }
        let Some(digit) = self.run_on else { return self.own(place, Kind::Either, Some(prior::number)) };
        let optional = self.lines.format().place(Field::OptionalData).map_or(digit, |place| place.cells().start);
        let mut segment = self.run(place.cells(), Kind::Either, Some(prior::number));
        segment.cells.extend((optional..digit).map(|at| self.cell(at, Kind::Either)));
        weigh(&mut segment.cells);
        self.close(&mut segment, digit);
        segment
    }

    /// A number whose shape the form gives.
    fn national(&self, place: Place) -> Segment {
        let cells = place.cells().enumerate().map(|(at, cell)| {
            let kind = match screen::number_kind(self.lines.format(), at) {
                NumberKind::Digit => Kind::DigitOrFiller,
                NumberKind::Letter => Kind::Letter,
                NumberKind::Either => Kind::Either,
            };
            self.cell(cell, kind)
        });
        Segment { cells: cells.collect(), own: None, prior: None }
    }

    fn optional(&self, place: Place) -> Segment {
        if let Some(digit) = self.run_on {
            return self.run(digit + 1..place.cells().end, Kind::Either, Some(prior::number));
        }
        let Some(digit) = self.lines.format().place(Field::OptionalDataDigit) else {
            return self.run(place.cells(), Kind::Either, Some(prior::number));
        };
        let mut segment = self.run(place.cells(), Kind::Either, Some(prior::number));
        let empty = segment
            .cells
            .iter()
            .all(|cell| cell.read == FILLER || (cell.forced && cell.meant.first().is_some_and(|(to, _)| *to == FILLER)));
        weigh(&mut segment.cells);
        self.close(&mut segment, digit.cells().start);
        if let Some(last) = segment.cells.last_mut().filter(|_| empty) {
            // Beside 0 a filler may stand there (ICAO 9303-4 §4.2.2).
            if last.read == FILLER {
                last.forced = false;
            } else if confusion::is_often_a_filler(last.read) {
                last.meant = &[(FILLER, confusion::COMMON)];
            }
        }
        segment
    }

    fn name(&self, place: Place) -> Segment {
        let fillers = names::fillers_read_as_letters(self.lines, place);
        let letter = |at: usize| if place.cells().contains(&at) { self.lines.cell(at) } else { FILLER };
        let weightless = place.cells().all(|at| self.weights.get(at) == Some(&0));
        let cells = place.cells().map(|at| {
            let cell = self.cell(at, Kind::Letter);
            if fillers.contains(&at) {
                return Cell { meant: &[(FILLER, confusion::COMMON)], forced: true, ..cell };
            }
            // Where no digit can choose, only the likeliest letter is taken; it is confirmed on the document.
            let likeliest = confusion::letter_in_a_name(cell.read, letter(at.wrapping_sub(1)), letter(at + 1));
            let at = cell.meant.iter().position(|(letter, _)| Some(*letter) == likeliest).unwrap_or(0);
            let meant = if weightless { cell.meant.get(at..=at).unwrap_or_default() } else { cell.meant };
            Cell { meant, ..cell }
        });
        Segment { cells: cells.collect(), own: None, prior: None }
    }
}

/// Gives the characters of a segment their weights in its own digit.
fn weigh(cells: &mut [Cell]) {
    for (cell, weight) in cells.iter_mut().zip(WEIGHTS.into_iter().cycle()) {
        cell.own = weight;
    }
}

/// Whether a character of a field can be a filler that was read as a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stray {
    No,
    May,
    Must,
}

/// Only among the fillers that end a field is a letter taken for one: surely behind two fillers, K and C perhaps elsewhere.
fn stray(field: &[u8], at: usize) -> Stray {
    let (before, rest) = field.split_at_checked(at).unwrap_or_default();
    let Some((read, after)) = rest.split_first() else { return Stray::No };
    let tail = after.iter().all(|c| *c == FILLER || confusion::is_filler_like(*c));
    if *read == FILLER || !confusion::is_filler_like(*read) || !tail {
        return Stray::No;
    }
    let often = confusion::is_often_a_filler(*read);
    let ends = after.first().is_none_or(|next| *next == FILLER || confusion::is_often_a_filler(*next));
    match before {
        [.., FILLER, FILLER] => Stray::Must,
        _ if often && ends => Stray::May,
        _ => Stray::No,
    }
}

/// The codes that can have been read so, the likeliest first: letters as they are or read as digits, fillers read as K or C
/// and the other way round (ICAO 9303-3 §5).
pub(crate) fn codes(read: &[u8], other: Option<CountryCode>) -> Vec<(CountryCode, i32)> {
    let mut found: Vec<(CountryCode, i32)> = knowledge::all()
        .iter()
        .filter_map(|entry| {
            let letters = entry.code.as_str().bytes().chain([FILLER, FILLER]);
            let cost = letters.zip(read).try_fold(0, |cost, (meant, read)| Some(cost + code_letter(meant, *read)?))?;
            Some((entry.code, if other == Some(entry.code) { cost } else { cost + 20 }))
        })
        .collect();
    found.sort_by_key(|(code, cost)| (*cost, *code));
    found
}

/// What it costs that a letter of a code was read as this.
fn code_letter(meant: u8, read: u8) -> Option<i32> {
    match (meant, read) {
        _ if meant == read => Some(0),
        (FILLER, b'K' | b'C') | (b'K' | b'C', FILLER) => Some(confusion::RARER),
        _ if read.is_ascii_digit() => confusion::letters(read).iter().find(|(letter, _)| *letter == meant).map(|(_, cost)| *cost),
        _ => None,
    }
}
