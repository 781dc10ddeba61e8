//! Dates: real days, plausible births, ends of validity.

use garita_domain::{Advice, Certainty, CheckId, DocumentKind, Weight};
use jiff::{ToSpan as _, civil::Date};

use super::{
    facts::{Expiry, Facts},
    ids, messages as text,
    outcome::{Outcome, Text, Value},
};
use crate::mrz::{DateForm, EXPIRY_WINDOW_YEARS, Field, Zone, ZoneDate};

/// Nobody on record lived longer than 122 years; beyond 120 a birth date is asked about.
const OLDEST_AGE: u16 = 120;

/// Passports run ten years; some issuers add the months left on the last one.
pub(super) const LONGEST_PASSPORT_YEARS: i16 = 11;

pub(super) fn examine_zone(zone: &Zone, outcomes: &mut Vec<Outcome>) {
    outcomes.push(real(ids::BIRTH_REAL, Field::BirthDate, Some(zone.birth_date())));
    outcomes.push(real(ids::EXPIRY_REAL, Field::ExpiryDate, zone.expiry_date()));
}

pub(super) fn examine(facts: &Facts<'_>, outcomes: &mut Vec<Outcome>) {
    match facts.certainty {
        Certainty::Certain => outcomes.extend([birth(facts), expiry(facts), span(facts)]),
        // With a clock nobody trusts a valid document could look expired.
        Certainty::Uncertain => outcomes.extend(
            [ids::BIRTH, ids::EXPIRY, ids::SPAN]
                .map(|id| Outcome::undetermined(id, Text::new(text::CLOCK_UNCERTAIN)).look_at(Text::new(text::LOOK_EXPIRY))),
        ),
    }
}

/// ICAO 9303-3 §4.8.
fn real(id: CheckId, field: Field, date: Option<&ZoneDate>) -> Outcome {
    let message = |id| Text::new(id).with("field", field.code());
    let Some(date) = date else { return Outcome::not_supported(id, message(text::DATE_NOT_PRINTED)) };
    match date.form() {
        DateForm::Full => Outcome::successful(id, message(text::DATE_REAL)),
        DateForm::Fillers => Outcome::successful(id, message(text::DATE_PARTLY_UNKNOWN)),
        DateForm::Zeros => {
            Outcome::failed(id, Weight::Hint, message(text::DATE_ZEROS).with("text", Value::characters(date.text())), Advice::Clear)
        }
        DateForm::Impossible => {
            let what = message(text::DATE_IMPOSSIBLE).with("text", Value::characters(date.text()));
            Outcome::failed(id, Weight::Retry, what, Advice::RetryReading).look_at(Text::new(text::LOOK_ZONE_AND_PAGE))
        }
    }
}

fn birth(facts: &Facts<'_>) -> Outcome {
    let id = ids::BIRTH;
    let Some(first) = facts.birth.earliest() else { return Outcome::undetermined(id, Text::new(text::BIRTH_UNKNOWN)) };
    let failed = |what| {
        Outcome::failed(ids::BIRTH, Weight::Retry, Text::new(what).with("date", facts.birth), Advice::RetryReading)
            .look_at(Text::new(text::LOOK_ZONE_AND_PAGE))
    };
    if first > facts.today {
        return failed(text::BIRTH_FUTURE);
    }
    match facts.birth.age_on(facts.today) {
        Some((least, _)) if least > OLDEST_AGE => failed(text::BIRTH_TOO_OLD),
        _ => Outcome::successful(id, Text::new(text::BIRTH_PLAUSIBLE)),
    }
}

/// BSI TR-03135-1 §5.7.1. The day of expiry itself is valid.
fn expiry(facts: &Facts<'_>) -> Outcome {
    let id = ids::EXPIRY;
    let end = match facts.expiry {
        Expiry::NotPrinted => return Outcome::not_supported(id, Text::new(text::EXPIRY_NOT_PRINTED)),
        Expiry::Unreadable => return Outcome::undetermined(id, Text::new(text::EXPIRY_UNREADABLE)),
        Expiry::Date(date) => date.latest(),
    };
    let Some(end) = end else { return Outcome::undetermined(id, Text::new(text::EXPIRY_UNKNOWN)) };
    let days = days_between(facts.today, end);
    let message = |id| Text::new(id).with("date", end);
    match days {
        0 => Outcome::successful(id, message(text::EXPIRY_TODAY)),
        1.. => Outcome::successful(id, message(text::EXPIRY_VALID).with("days", days)),
        ..0 => Outcome::failed(id, Weight::Suspicious, message(text::EXPIRY_PAST).with("days", -days), Advice::SecondLine)
            .look_at(Text::new(text::LOOK_EXPIRY)),
    }
}

/// An end of validity further ahead than the kind of document runs (SEM-11).
fn span(facts: &Facts<'_>) -> Outcome {
    let id = ids::SPAN;
    let end = match facts.expiry {
        Expiry::NotPrinted => return Outcome::not_supported(id, Text::new(text::EXPIRY_NOT_PRINTED)),
        Expiry::Unreadable => None,
        Expiry::Date(date) => date.earliest(),
    };
    let Some(end) = end else { return Outcome::undetermined(id, Text::new(text::EXPIRY_UNKNOWN)) };
    let beyond = |years: i16| facts.today.checked_add(years.years()).is_ok_and(|limit| end > limit);
    let failed = |weight, years, advice| {
        let what = Text::new(text::SPAN_TOO_LONG).with("date", end).with("years", years);
        Outcome::failed(ids::SPAN, weight, what, advice).look_at(Text::new(text::LOOK_EXPIRY))
    };
    if beyond(EXPIRY_WINDOW_YEARS) {
        return failed(Weight::Suspicious, EXPIRY_WINDOW_YEARS, Advice::SecondLine);
    }
    if facts.kind == DocumentKind::Passport && beyond(LONGEST_PASSPORT_YEARS) {
        return failed(Weight::Hint, LONGEST_PASSPORT_YEARS, Advice::Clear);
    }
    Outcome::successful(id, Text::new(text::SPAN_PLAUSIBLE))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
