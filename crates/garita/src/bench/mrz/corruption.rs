//! Damage as readers do it: letters and digits of like shape exchanged, fillers read as letters, fillers lost or seen twice.
//!
//! The pairs are those that users report of readers of OCR-B (`googlesamples/mlkit#354`, `konstantint/PassportEye#36` and `#58`,
//! `Mattijah/QKMRZScanner#12`, `DoubangoTelecom/tesseractMRZ#5`) and that public correction tables list. Each error takes one
//! character, drawn by how often its confusion is reported.

use garita_travel_document::mrz::{Field, Format};

use super::chance::Chance;

/// Where fillers are misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fillers {
    /// Among others: two fillers before them and one after, or the end of the line.
    InRuns,
    /// Anywhere, next to letters too, where nothing in a zone can tell a K from a filler.
    Anywhere,
}

/// A damaged zone.
pub struct Damaged {
    /// The lines.
    pub lines: Vec<String>,
    /// The fields hit.
    pub hit: Vec<Field>,
}

/// What a character is read as, with how often.
const fn read_as(meant: u8) -> &'static [(u8, usize)] {
    match meant {
        b'0' => &[(b'O', 60), (b'D', 5), (b'Q', 5)],
        b'1' => &[(b'I', 60), (b'L', 5)],
        b'2' => &[(b'Z', 50)],
        b'4' => &[(b'A', 5)],
        b'5' => &[(b'S', 50)],
        b'6' => &[(b'G', 30)],
        b'7' => &[(b'T', 5)],
        b'8' => &[(b'B', 50)],
        b'O' => &[(b'0', 60)],
        b'D' | b'Q' => &[(b'0', 5)],
        b'I' => &[(b'1', 60)],
        b'L' | b'T' | b'A' => match meant {
            b'L' => &[(b'1', 5)],
            b'T' => &[(b'7', 5)],
            _ => &[(b'4', 5)],
        },
        b'Z' => &[(b'2', 50)],
        b'S' => &[(b'5', 50)],
        b'G' => &[(b'6', 30)],
        b'B' => &[(b'8', 50)],
        b'<' => &[(b'K', 6), (b'C', 4), (b'S', 1), (b'E', 1)],
        _ => &[],
    }
}

/// Of a hundred errors, how many lose or double a filler.
pub const LINE_ERRORS: usize = 5;

/// One to three errors in a zone.
pub fn damage(lines: &[String], format: Format, fillers: Fillers, chance: &mut Chance) -> Damaged {
    let mut damaged: Vec<Vec<u8>> = lines.iter().map(|line| line.as_bytes().to_vec()).collect();
    let mut hit = Vec::new();
    let errors = 1 + chance.below(3);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for _ in 0..errors {
        let line_error = chance.percent(LINE_ERRORS);
        let places = places(lines, format, fillers, line_error);
        let places: Vec<_> = places.into_iter().filter(|place| !taken.contains(&(place.line, place.column))).collect();
        let Some(place) = weighted(&places, chance) else { continue };
        taken.push((place.line, place.column));
        if !line_error {
            if let Some(cell) = damaged.get_mut(place.line).and_then(|line| line.get_mut(place.column)) {
                *cell = place.to;
            }
            hit.push(place.field);
        }
    }
    // Lines lose or gain a filler last, so that the columns above stay what they are; one line at most once.
    let mut done = Vec::new();
    for (line, column) in taken {
        let is_line_error = damaged.get(line).zip(lines.get(line)).is_some_and(|(now, was)| now.get(column) == was.as_bytes().get(column));
        if is_line_error && !done.contains(&line) {
            done.push(line);
            hit.extend(field_at(format, line, column));
            if let Some(row) = damaged.get_mut(line) {
                if chance.percent(50) {
                    row.remove(column);
                } else {
                    row.insert(column, b'<');
                }
            }
        }
    }
    hit.sort_unstable();
    hit.dedup();
    Damaged { lines: damaged.into_iter().map(|line| String::from_utf8(line).unwrap_or_default()).collect(), hit }
}

/// A possible error.
#[derive(Clone, Copy)]
struct Error {
    line: usize,
    column: usize,
    field: Field,
    to: u8,
    weight: usize,
}

fn places(lines: &[String], format: Format, fillers: Fillers, line_error: bool) -> Vec<Error> {
    let mut places = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let text = text.as_bytes();
        for (column, meant) in text.iter().enumerate() {
            let Some(field) = field_at(format, line, column) else { continue };
            let before = text.get(column.wrapping_sub(2)..column).unwrap_or_default();
            let among = before == b"<<" && text.get(column + 1).is_none_or(|next| *next == b'<');
            if line_error {
                if *meant == b'<' && among {
                    places.push(Error { line, column, field, to: b'<', weight: 1 });
                }
                continue;
            }
            // Where no digit covers a field and letters and digits are both at home, nothing in the zone can tell.
            if field == Field::OptionalData && matches!(format, Format::MrvA | Format::MrvB | Format::SwissLicence) {
                continue;
            }
            if *meant == b'<' && fillers == Fillers::InRuns && !among {
                continue;
            }
            places.extend(read_as(*meant).iter().map(|(to, weight)| Error { line, column, field, to: *to, weight: *weight }));
        }
    }
    places
}

fn weighted(places: &[Error], chance: &mut Chance) -> Option<Error> {
    let total: usize = places.iter().map(|place| place.weight).sum();
    let mut left = chance.below(total);
    places
        .iter()
        .find(|place| match left.checked_sub(place.weight) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })
        .copied()
}

fn field_at(format: Format, line: usize, column: usize) -> Option<Field> {
    let within = |from: u8, length: u8| (usize::from(from)..usize::from(from) + usize::from(length)).contains(&column);
    format.places().iter().find(|place| usize::from(place.line) == line && within(place.column, place.length)).map(|place| place.field)
}
