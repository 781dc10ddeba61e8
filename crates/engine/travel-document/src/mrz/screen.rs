//! A first look: whether anything in a zone stands where it cannot. Most zones are clean and need no repair.

use super::{
    character::FILLER,
    confusion,
    layout::{Field, Format, Place},
    lines::Lines,
    names,
};
use crate::knowledge;

/// Whether every character is of a kind its place allows. The check digits are not looked at.
pub(crate) fn is_clean(lines: &Lines) -> bool {
    let format = lines.format();
    let digits = |field| lines.field(field).iter().all(|c| c.is_ascii_digit() || *c == FILLER || !can_be_digit(*c));
    let name = |field| format.place(field).is_none_or(|place| is_clean_name(lines, place));
    let code = |field| format.place(field).is_none_or(|place| knowledge::is_assigned(lines.at(place)));
    let tail = |field: Field| !has_stray_tail(lines.field(field));
    name(Field::Name)
        && name(Field::GivenNames)
        && digits(Field::BirthDate)
        && digits(Field::ExpiryDate)
        && code(Field::IssuingState)
        && code(Field::Nationality)
        && !is_doubtful_number(lines.field(Field::DocumentNumber))
        && !is_doubtful_number(lines.field(Field::OptionalData))
        && (0..).zip(lines.field(Field::DocumentNumber)).all(|(at, c)| has_kind(*c, number_kind(format, at)))
        && tail(Field::DocumentNumber)
        && tail(Field::OptionalData)
        && tail(Field::OptionalData2)
        && format
            .place(Field::DocumentCode)
            .is_none_or(|place| first_letter(lines.at(place)).is_none() && second_letter(format, lines.at(place)).is_none())
        && format.place(Field::Sex).is_none_or(|place| !is_filler_for_sex(lines.at(place)))
}

/// What the form alone says of a character of the document number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// A digit, or a filler at the end.
    Digit,
    /// A letter.
    Letter,
    /// Either: only the issuer knows.
    Either,
}

/// National forms have one shape of number; the others leave it to the issuer.
pub(crate) const fn number_kind(format: Format, at: usize) -> NumberKind {
    match format {
        // Two digits of the year, two letters, five digits.
        Format::FranceLicence if matches!(at, 2 | 3) => NumberKind::Letter,
        Format::FranceLicence | Format::FranceId | Format::SwissLicence => NumberKind::Digit,
        Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => NumberKind::Either,
    }
}

const fn has_kind(read: u8, kind: NumberKind) -> bool {
    match kind {
        NumberKind::Digit => !read.is_ascii_uppercase(),
        NumberKind::Letter => !read.is_ascii_digit(),
        NumberKind::Either => true,
    }
}

/// Whether every letter after the first digit of a number is one that a reader takes a digit for: a check digit may not have
/// seen it, because it cannot (G and 6, L and 1) or because two errors cancel.
fn is_doubtful_number(number: &[u8]) -> bool {
    let Some(start) = number.iter().position(u8::is_ascii_digit) else { return false };
    let mut letters = number.get(start..).unwrap_or_default().iter().filter(|c| c.is_ascii_uppercase()).peekable();
    letters.peek().is_some() && letters.clone().count() <= 2 && letters.all(|letter| !confusion::digits(*letter).is_empty())
}

fn can_be_digit(read: u8) -> bool {
    !confusion::digits(read).is_empty() || confusion::is_often_a_filler(read)
}

fn is_clean_name(lines: &Lines, place: Place) -> bool {
    let field = lines.at(place);
    if field.iter().any(u8::is_ascii_digit) {
        return false;
    }
    // Only a name that ends in a sign fillers are read as needs the closer look.
    let Some(last) = field.iter().rposition(|c| *c != FILLER) else { return true };
    let (before, rest) = field.split_at_checked(last).unwrap_or_default();
    let ends_like_a_filler = rest.first().is_some_and(|c| confusion::is_filler_like(*c));
    let beside = before.last().is_some_and(|c| *c == FILLER || confusion::is_filler_like(*c));
    !(ends_like_a_filler && beside) || names::fillers_read_as_letters(lines, place).is_empty()
}

/// Whether a letter that fillers are read as stands among the fillers that end a field.
fn has_stray_tail(field: &[u8]) -> bool {
    let Some(last) = field.iter().rposition(|c| *c != FILLER) else { return false };
    let (before, rest) = field.split_at_checked(last).unwrap_or_default();
    let like = rest.first().is_some_and(|c| confusion::is_filler_like(*c));
    // Behind a filler, or alone in the field.
    like && (before.last() == Some(&FILLER) || (before.is_empty() && rest.len() > 1))
}

/// What the first letter of a document code is, when a digit stands there.
pub(crate) fn first_letter(code: &[u8]) -> Option<u8> {
    match code.first()? {
        b'1' => Some(b'I'),
        b'4' => Some(b'A'),
        b'0' => Some(b'D'),
        _ => None,
    }
}

/// What the second letter of a document code is, when it cannot be what was read: a passport has no digit there, and no code
/// PK or PC exists (ICAO 9303-4 §4.4); elsewhere a K is no code in use.
pub(crate) fn second_letter(format: Format, code: &[u8]) -> Option<u8> {
    let [first, second] = code else { return None };
    let (passport, visa) = (format == Format::Td3, matches!(format, Format::MrvA | Format::MrvB));
    let card = matches!(format, Format::Td1 | Format::Td2 | Format::FranceId);
    match (first, second) {
        (b'P', b'K' | b'C') if passport => Some(FILLER),
        (b'P', b'0') if passport => Some(b'O'),
        (b'P', b'5') if passport => Some(b'S'),
        (b'P', b'7') if passport => Some(b'T'),
        (b'V', b'K') if visa => Some(FILLER),
        (b'I' | b'A' | b'C', b'K') if card => Some(FILLER),
        (b'I' | b'1', b'0') if card => Some(b'D'),
        (b'V', b'0') if visa => Some(b'D'),
        _ => None,
    }
}

/// Whether the sex is a sign that fillers are read as.
pub(crate) fn is_filler_for_sex(sex: &[u8]) -> bool {
    sex.first().is_some_and(|letter| matches!(letter, b'K' | b'C' | b'S' | b'E' | b'L'))
}
