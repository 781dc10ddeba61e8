//! Check digits as printed, the long-number convention, and repairs.

use garita_domain::{Advice, CheckId, Weight};

use super::{
    ids, messages as text,
    outcome::{Outcome, Text},
};
use crate::mrz::{DigitVerdict, Field, LongNumber, Question, Repair, Zone};

pub(super) fn examine(zone: &Zone, outcomes: &mut Vec<Outcome>) {
    let after = zone.check_digits_as_read().each();
    for ((field, printed), (_, read)) in zone.check_digits().each().into_iter().zip(after) {
        outcomes.push(digit(zone, field, printed, read));
    }
    outcomes.push(long_number(zone));
    outcomes.push(repairs(zone.repairs(), zone.questions()));
}

const fn id(field: Field) -> CheckId {
    match field {
        Field::BirthDate => ids::BIRTH_DIGIT,
        Field::ExpiryDate => ids::EXPIRY_DIGIT,
        Field::OptionalData => ids::OPTIONAL_DIGIT,
        Field::Composite => ids::COMPOSITE,
        Field::DocumentCode
        | Field::IssuingState
        | Field::Name
        | Field::GivenNames
        | Field::DocumentNumber
        | Field::DocumentNumberDigit
        | Field::Nationality
        | Field::BirthDateDigit
        | Field::Sex
        | Field::ExpiryDateDigit
        | Field::OptionalDataDigit
        | Field::OptionalData2 => ids::NUMBER_DIGIT,
    }
}

/// ICAO 9303-3 §4.9; BSI TR-03135-1 §5.5.4.1.1.
fn digit(zone: &Zone, field: Field, printed: DigitVerdict, read: DigitVerdict) -> Outcome {
    let message = |id| Text::new(id).with("field", field.code());
    match (printed, read) {
        (DigitVerdict::NotPrinted, _) => Outcome::not_supported(id(field), message(text::DIGIT_NOT_PRINTED)),
        (DigitVerdict::Right, _) => Outcome::successful(id(field), message(text::DIGIT_RIGHT)),
        (DigitVerdict::Wrong, DigitVerdict::Right) => Outcome::undetermined(id(field), message(text::DIGIT_REPAIRED)),
        (DigitVerdict::Wrong, DigitVerdict::Wrong | DigitVerdict::NotPrinted) => {
            let singles = zone.check_digits_as_read().each();
            let alone = field == Field::Composite
                && singles.iter().all(|(single, verdict)| *single == Field::Composite || *verdict != DigitVerdict::Wrong);
            let (weight, what, advice) = match (alone, field) {
                // Reading mistakes mostly hit a field that has a digit of its own; a hand-made zone mostly misses the last.
                (true, _) => (Weight::Suspicious, Text::new(text::COMPOSITE_ALONE_WRONG), Advice::SecondLine),
                (false, Field::OptionalData) => (Weight::Hint, message(text::DIGIT_WRONG), Advice::RetryReading),
                (false, _) => (Weight::Retry, message(text::DIGIT_WRONG), Advice::RetryReading),
            };
            Outcome::failed(id(field), weight, what, advice).look_at(Text::new(text::LOOK_ZONE_AND_PAGE))
        }
    }
}

/// ICAO 9303-5 and 9303-6 §4.2.2 note j. Belgium is the issuer known to count the filler.
fn long_number(zone: &Zone) -> Outcome {
    let id = ids::LONG_NUMBER;
    let belgian = zone.issuer().is_some_and(|issuer| issuer.as_str() == "BEL");
    match zone.check_digits_as_read().long_number {
        None => Outcome::not_supported(id, Text::new(text::LONG_NUMBER_ABSENT)),
        Some(LongNumber::FillerSkipped | LongNumber::Either) => Outcome::successful(id, Text::new(text::LONG_NUMBER_STANDARD)),
        Some(LongNumber::FillerCounted) if belgian => Outcome::successful(id, Text::new(text::LONG_NUMBER_COUNTED)),
        Some(LongNumber::FillerCounted) => Outcome::failed(id, Weight::Hint, Text::new(text::LONG_NUMBER_COUNTED), Advice::Clear),
        Some(LongNumber::Neither) => Outcome::undetermined(id, Text::new(text::LONG_NUMBER_NEITHER)),
    }
}

/// A repaired character is always shown as repaired (DESIGN §4).
fn repairs(repairs: &[Repair], questions: &[Question]) -> Outcome {
    let id = ids::REPAIRS;
    if !questions.is_empty() {
        let what = Text::new(text::REPAIRS_ASK).with("readings", readings(questions)).with("places", places(repairs));
        return Outcome::undetermined(id, what).look_at(Text::new(text::LOOK_REPAIRS)).weighs(Weight::Retry).advises(Advice::RetryReading);
    }
    if repairs.is_empty() {
        return Outcome::successful(id, Text::new(text::REPAIRS_NONE));
    }
    let message = |id| Text::new(id).with("count", i64::try_from(repairs.len()).unwrap_or(i64::MAX)).with("places", places(repairs));
    if !repairs.iter().any(Repair::needs_confirmation) {
        return Outcome::successful(id, message(text::REPAIRS_VOUCHED));
    }
    let what = message(text::REPAIRS_CONFIRM);
    Outcome::undetermined(id, what).look_at(Text::new(text::LOOK_REPAIRS)).weighs(Weight::Retry).advises(Advice::RetryReading)
}

/// `2/1 L898902C3 | 1898902C3`: line, column, the readings.
fn readings(questions: &[Question]) -> String {
    let one = |question: &Question| format!("{}/{} {}", question.line, question.column, question.readings.join(" | "));
    questions.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `1/5 0→O, 2/17 B→8`: line, column, what was received, what it is read as.
fn places(repairs: &[Repair]) -> String {
    let place = |r: &Repair| format!("{}/{} {}→{}", r.line, r.column, r.from, r.to);
    if repairs.is_empty() { "–".to_owned() } else { repairs.iter().map(place).collect::<Vec<_>>().join(", ") }
}
