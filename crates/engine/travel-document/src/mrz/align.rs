//! Lines a filler too long or too short: readers lose one in a run of fillers, or see one twice.
//!
//! Every run of fillers is tried. What comes out right by its digits and by the form of its names is taken when it is the
//! only one; when only the names leave it open, it is asked.

use super::{
    confusion,
    digits::{CheckDigits, DigitVerdict},
    layout::{Field, Format},
    lines::{LARGEST, Lines, text},
    receive::format_of,
    repair::{Confidence, Question, Repair, Repaired, repair},
    screen,
};
use crate::knowledge;

/// The most ways of setting a zone right that are tried.
const MOST_WAYS: usize = 256;

/// The most ways that are looked at closely.
const MOST_REPAIRED: usize = 16;

/// A zone set right.
pub(crate) struct Aligned {
    pub printed: Lines,
    pub repaired: Repaired,
}

/// A line of the right length, with the filler put in or dropped: column from 0.
#[derive(Clone)]
struct Row {
    characters: Vec<u8>,
    edit: Option<(usize, Edit)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    PutIn,
    Dropped,
}

/// Sets lines right that are at most one filler off each; `None` when they are no zone or when it stays open how.
pub(crate) fn align(rows: &[Vec<u8>]) -> Option<Aligned> {
    let width = widths(rows)?;
    let mut ways: Vec<Vec<Row>> = vec![Vec::new()];
    for (row, width) in rows.iter().zip(width) {
        let choices = choices(row, usize::from(*width));
        ways = ways.iter().flat_map(|way| choices.iter().map(|row| [way.as_slice(), std::slice::from_ref(row)].concat())).collect();
        if ways.is_empty() || ways.len() > MOST_WAYS {
            return None;
        }
    }
    // Only the ways that look best before any repair are repaired.
    let mut looks: Vec<(u32, usize)> = ways.iter().enumerate().filter_map(|(at, way)| Some((look(&lines_of(way)?), at))).collect();
    looks.sort_unstable();
    looks.truncate(MOST_REPAIRED);
    looks.sort_unstable_by_key(|(_, at)| *at);
    let mut tried: Vec<(u32, Aligned)> = looks
        .iter()
        .filter_map(|(_, at)| read(ways.get(*at)?))
        .map(|aligned| (faults(&aligned) + parted(rows, &aligned), aligned))
        .collect();
    let least = tried.iter().map(|(faults, _)| *faults).min()?;
    tried.retain(|(faults, _)| *faults == least);
    // The last way is the one that changes the end of the names, where a filler says nothing.
    let (_, mut best) = tried.pop()?;
    if tried.iter().any(|(_, other)| !differs_in_names_alone(other, &best)) {
        return None;
    }
    if !tried.is_empty() {
        ask(&mut best, &tried);
    }
    Some(best)
}

/// The lengths of the form these lines are nearly of.
fn widths(rows: &[Vec<u8>]) -> Option<&'static [u8]> {
    let near = |widths: &&[u8]| {
        widths.len() == rows.len() && rows.iter().zip(*widths).all(|(row, width)| row.len().abs_diff(usize::from(*width)) <= 1)
    };
    [Format::Td1, Format::Td2, Format::Td3, Format::SwissLicence, Format::FranceLicence].into_iter().map(Format::line_lengths).find(near)
}

/// A row with a filler put into or dropped from each of its runs, those nearest the end last.
fn choices(row: &[u8], width: usize) -> Vec<Row> {
    let runs = row.iter().enumerate().filter(|(at, c)| **c == b'<' && row.get(at + 1) != Some(&b'<')).map(|(at, _)| at);
    if row.len() == width {
        return vec![Row { characters: row.to_vec(), edit: None }];
    }
    let edited = |at: usize, edit: Edit| {
        let mut characters = row.to_vec();
        match edit {
            Edit::PutIn => characters.insert(at, b'<'),
            Edit::Dropped => drop(characters.remove(at)),
        }
        Row { characters, edit: Some((at, edit)) }
    };
    if row.len() > width {
        // A filler seen twice stands in a run.
        let runs = runs.filter(|at| *at > 0 && row.get(at - 1) == Some(&b'<'));
        return runs.map(|at| edited(at, Edit::Dropped)).collect();
    }
    let mut choices: Vec<Row> = runs.map(|at| edited(at, Edit::PutIn)).collect();
    if row.last() != Some(&b'<') {
        choices.push(edited(row.len(), Edit::PutIn));
    }
    choices
}

fn lines_of(rows: &[Row]) -> Option<Lines> {
    let mut characters = [b'<'; LARGEST];
    for (cell, character) in characters.iter_mut().zip(rows.iter().flat_map(|row| &row.characters)) {
        *cell = *character;
    }
    let lengths: Vec<usize> = rows.iter().map(|row| row.characters.len()).collect();
    Some(Lines::new(format_of(&lengths, &characters)?.0, characters))
}

/// What speaks against lines at a first look: wrong digits, codes that do not exist, names that are not formed as names are.
fn look(lines: &Lines) -> u32 {
    let wrong = CheckDigits::of(lines).each().iter().filter(|(_, verdict)| *verdict == DigitVerdict::Wrong).count();
    let unknown = [Field::IssuingState, Field::Nationality].into_iter().filter(|field| !knows(lines, *field)).count();
    u32::try_from(wrong * 10 + unknown * 5).unwrap_or(u32::MAX) + u32::from(misshapen(lines))
}

fn read(rows: &[Row]) -> Option<Aligned> {
    let printed = lines_of(rows)?;
    let mut repaired = repair(&printed, CheckDigits::of(&printed));
    for (line, row) in (0_u8..).zip(rows) {
        let Some((column, edit)) = row.edit else { continue };
        let column = u8::try_from(column).ok()?;
        let field =
            printed.format().places().iter().rev().find(|place| place.line == line && place.column <= column).map(|place| place.field)?;
        let (from, to) = match edit {
            Edit::PutIn => (' ', '<'),
            Edit::Dropped => ('<', ' '),
        };
        // A line that had to be set right may hide more than the digits see.
        let confidence = Confidence::NeedsConfirmation;
        repaired.repairs.push(Repair { line: line + 1, column: column + 1, from, to, field, confidence });
    }
    let sound = CheckDigits::of(&repaired.lines).all_right() && repaired.questions.is_empty();
    for repair in repaired.repairs.iter_mut().filter(|_| !sound) {
        repair.confidence = Confidence::NeedsConfirmation;
    }
    repaired.repairs.sort_by_key(|repair| (repair.line, repair.column));
    Some(Aligned { printed, repaired })
}

/// What speaks against a way: digits that stay wrong first, then characters of the wrong kind, then names that are not formed as names are, then repairs.
fn faults(aligned: &Aligned) -> u32 {
    let lines = &aligned.repaired.lines;
    let wrong = CheckDigits::of(lines).each().iter().filter(|(_, verdict)| *verdict == DigitVerdict::Wrong).count();
    let repairs = aligned.repaired.repairs.len() + aligned.repaired.questions.len();
    let unclean = usize::from(!screen::is_clean(lines));
    let unknown = [Field::IssuingState, Field::Nationality].into_iter().filter(|field| !knows(lines, *field)).count();
    u32::try_from(wrong * 10_000 + (unclean + unknown) * 3000 + usize::from(misshapen(lines)) * 1000 + repairs * 10).unwrap_or(u32::MAX)
}

/// Whether a State's code exists, or is not in this form.
fn knows(lines: &Lines, field: Field) -> bool {
    lines.format().place(field).is_none_or(|place| knowledge::is_assigned(lines.at(place)))
}

/// Names that had two fillers between them as received keep them.
fn parted(rows: &[Vec<u8>], aligned: &Aligned) -> u32 {
    let Some(place) = aligned.printed.format().place(Field::Name) else { return 0 };
    let row = rows.get(usize::from(place.line)).and_then(|row| row.get(usize::from(place.column)..)).unwrap_or_default();
    let was = text(super::lines::without_tail(row)).contains("<<");
    if was && !aligned.repaired.lines.trimmed(Field::Name).contains("<<") { 2000 } else { 0 }
}

/// How far the names are from two identifiers with two fillers between them.
fn misshapen(lines: &Lines) -> u8 {
    let name = lines.trimmed(Field::Name);
    let identifiers = name.split("<<").filter(|part| !part.is_empty()).count();
    let most = if matches!(lines.format(), Format::FranceId | Format::FranceLicence) { 1 } else { 2 };
    let stray = name.rsplit('<').next().is_some_and(|last| last.len() == 1 && last.bytes().all(confusion::is_often_a_filler));
    u8::from(stray) + 2 * u8::from(identifiers > most) + 2 * u8::from(name.contains("<<<")) + u8::from(name.starts_with('<'))
}

fn differs_in_names_alone(one: &Aligned, other: &Aligned) -> bool {
    let (one, other) = (&one.repaired.lines, &other.repaired.lines);
    one.format() == other.format()
        && one
            .format()
            .places()
            .iter()
            .all(|place| matches!(place.field, Field::Name | Field::GivenNames) || one.at(*place) == other.at(*place))
}

fn ask(best: &mut Aligned, others: &[(u32, Aligned)]) {
    let Some(place) = best.printed.format().place(Field::Name) else { return };
    let mut readings: Vec<String> = Vec::new();
    for lines in others.iter().map(|(_, other)| &other.repaired.lines).chain([&best.repaired.lines]) {
        let reading = text(super::lines::without_tail(lines.at(place))).to_owned();
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    if readings.len() > 1 {
        best.repaired.questions.push(Question { field: Field::Name, line: place.line + 1, column: place.column + 1, readings });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    const SECOND: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    fn aligned(rows: [&str; 2]) -> Option<Aligned> {
        align(&rows.map(|row| row.as_bytes().to_vec()))
    }

    #[test]
    fn a_lost_filler_at_the_end_of_the_names_is_put_back() {
        let aligned = aligned([&FIRST[..43], SECOND]).unwrap();
        assert_eq!((aligned.repaired.lines.line(0), aligned.repaired.lines.line(1)), (FIRST, SECOND));
        assert!(aligned.repaired.questions.is_empty());
        assert_eq!(aligned.repaired.repairs.len(), 1);
    }

    #[test]
    fn a_lost_filler_among_the_data_is_put_back_where_the_digits_say() {
        let aligned = aligned([FIRST, &SECOND.replacen('<', "", 1)]).unwrap();
        assert_eq!(aligned.repaired.lines.line(1), SECOND);
        assert_eq!(aligned.repaired.repairs[0].from, ' ');
    }

    #[test]
    fn a_filler_seen_twice_is_dropped() {
        let aligned = aligned([&format!("{FIRST}<"), &SECOND.replacen('<', "<<", 1)]).unwrap();
        assert_eq!((aligned.repaired.lines.line(0), aligned.repaired.lines.line(1)), (FIRST, SECOND));
    }

    #[test]
    fn a_lost_filler_between_the_identifiers_is_asked_about() {
        let aligned = aligned(["P<UTOERIKSSON<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", SECOND]).unwrap();
        assert_eq!(aligned.repaired.questions.len(), 1);
        assert!(aligned.repaired.questions[0].readings.contains(&"ERIKSSON<<ANNA<MARIA".to_owned()));
    }

    #[test]
    fn other_lengths_are_no_zone() {
        assert!(aligned([&FIRST[..42], SECOND]).is_none());
        assert!(align(&[b"ABC".to_vec()]).is_none() && align(&[]).is_none());
    }
}
