//! The form of a zone: size, document code, names, sex.

use garita_domain::{Advice, Weight};
use jiff::{ToSpan as _, civil::Date};

use super::{
    dates::LONGEST_PASSPORT_YEARS,
    ids, messages as text,
    outcome::{Outcome, Text, Value},
};
use crate::mrz::{Field, Format, NameLength, Zone};

/// Passport codes of ICAO 9303-4 §4.4; `PU` of 9303-8.
const HARMONISED: [&str; 10] = ["PP", "PE", "PD", "PO", "PR", "PT", "PS", "PL", "PM", "PU"];

/// Second letters issued from this day on are those of the list (ICAO 9303-4 §4.4).
const SECOND_LETTER_FROM: Date = Date::constant(2026, 1, 1);

/// Passports without a harmonised code must end before this day; from 2028-01-01 none is issued without one (ICAO 9303-4
/// §4.4).
const ENDS_BEFORE: Date = Date::constant(2038, 1, 1);

pub(super) fn examine(zone: &Zone, outcomes: &mut Vec<Outcome>) {
    outcomes.push(form(zone));
    outcomes.push(document_code(zone));
    outcomes.push(names(zone));
    outcomes.push(sex(zone));
}

fn form(zone: &Zone) -> Outcome {
    let lines = zone.printed();
    if lines.line(0) == lines.line(1) {
        return Outcome::failed(ids::FORM, Weight::Retry, Text::new(text::FORM_REPEATED), Advice::RetryReading)
            .look_at(Text::new(text::LOOK_SCAN_AGAIN));
    }
    let what = if zone.notes().is_empty() { text::FORM_SOUND } else { text::FORM_PUT_RIGHT };
    Outcome::successful(ids::FORM, Text::new(what).with("format", zone.format().name()))
}

/// ICAO 9303-4 §4.2.2, 9303-5 and 9303-6 §4.2.2 note k, 9303-7 §4.2.2.
fn document_code(zone: &Zone) -> Outcome {
    let code = zone.document_code();
    let legal = match zone.format() {
        Format::Td3 => code.starts_with('P'),
        Format::Td1 | Format::Td2 => code == "PU" || (code.starts_with(['A', 'C', 'I']) && !code.ends_with('V')),
        Format::MrvA | Format::MrvB => code.starts_with('V'),
        Format::FranceId => code == "ID",
        Format::FranceLicence => code.starts_with('D'),
        Format::SwissLicence => code == "FA",
    };
    let message = |id| Text::new(id).with("code", Value::characters(code)).with("format", zone.format().name());
    if !legal {
        return Outcome::failed(ids::DOCUMENT_CODE, Weight::Suspicious, message(text::CODE_NOT_LEGAL), Advice::SecondLine)
            .look_at(Text::new(text::LOOK_ZONE_AND_PAGE));
    }
    let harmonised = zone.format() != Format::Td3 || HARMONISED.contains(&code);
    let late = zone.expiry_date().and_then(|date| date.date().earliest()).is_some_and(|end| {
        // The zone has no date of issue: it lies at most the longest validity before the end.
        let issued = end.checked_sub(LONGEST_PASSPORT_YEARS.years()).unwrap_or(end);
        end >= ENDS_BEFORE || (code.len() > 1 && issued >= SECOND_LETTER_FROM)
    });
    match (harmonised, late, code) {
        (false, true, _) => Outcome::failed(ids::DOCUMENT_CODE, Weight::Suspicious, message(text::CODE_NOT_HARMONISED), Advice::SecondLine)
            .look_at(Text::new(text::LOOK_ZONE_AND_PAGE)),
        (false, false, code) if code != "P" => {
            Outcome::failed(ids::DOCUMENT_CODE, Weight::Hint, message(text::CODE_NOT_HARMONISED), Advice::Clear)
        }
        _ => Outcome::successful(ids::DOCUMENT_CODE, message(text::CODE_LEGAL)),
    }
}

/// ICAO 9303-3 §4.6: letters and fillers alone, one double filler, nothing after the filler tail.
fn names(zone: &Zone) -> Outcome {
    let lines = zone.lines();
    let fields = [lines.trimmed(Field::Name), lines.trimmed(Field::GivenNames)];
    let failed =
        |weight, id, advice| Outcome::failed(ids::NAMES, weight, Text::new(id), advice).look_at(Text::new(text::LOOK_ZONE_AND_PAGE));
    let [name, given] = fields;
    if name.is_empty() && given.is_empty() {
        return failed(Weight::Suspicious, text::NAMES_EMPTY, Advice::SecondLine);
    }
    if fields.iter().any(|field| field.bytes().any(|b| b.is_ascii_digit())) {
        return failed(Weight::Retry, text::NAMES_DIGITS, Advice::RetryReading);
    }
    if name.starts_with('<') {
        return failed(Weight::Hint, text::NAMES_FILLER_FIRST, Advice::Clear);
    }
    let (separators, gaps) = separators(name.as_bytes());
    let most = if matches!(zone.format(), Format::FranceId | Format::FranceLicence) { 1 } else { 2 };
    if separators > most || gaps {
        return failed(Weight::Hint, text::NAMES_SEPARATORS, Advice::Clear);
    }
    let what = match zone.name_length() {
        NameLength::Complete => text::NAMES_SOUND,
        NameLength::MayBeTruncated => text::NAMES_TRUNCATED,
    };
    Outcome::successful(ids::NAMES, Text::new(what))
}

/// How many identifiers a name field has, and whether three fillers stand inside it.
fn separators(name: &[u8]) -> (usize, bool) {
    let (mut identifiers, mut fillers, mut gaps) = (0, 2, false);
    for character in name {
        if *character == b'<' {
            fillers += 1;
            continue;
        }
        identifiers += usize::from(fillers > 1);
        gaps |= fillers > 2 && identifiers > 1;
        fillers = 0;
    }
    (identifiers, gaps)
}

/// ICAO 9303-4 §4.2.2: M, F or the filler; X belongs to the visual zone.
fn sex(zone: &Zone) -> Outcome {
    match zone.lines().field(Field::Sex) {
        [b'M' | b'F' | b'<'] => Outcome::successful(ids::SEX, Text::new(text::SEX_SOUND)),
        [b'X'] => Outcome::failed(ids::SEX, Weight::Hint, Text::new(text::SEX_X), Advice::Clear),
        other => Outcome::failed(ids::SEX, Weight::Retry, Text::new(text::SEX_UNKNOWN).with("letter", other), Advice::RetryReading)
            .look_at(Text::new(text::LOOK_ZONE_AND_PAGE)),
    }
}
