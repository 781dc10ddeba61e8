//! Check digits as printed, the long-number convention, and repairs.

use garita_domain::{Advice, CheckId, Finding, Message, Verdict, Weight};

use super::{ids, messages as text};
use crate::mrz::{DigitVerdict, Field, LongNumber, Repair, Zone};

pub(super) fn examine(zone: &Zone, findings: &mut Vec<Finding>) {
    let after = zone.check_digits_as_read().each();
    for ((field, printed), (_, read)) in zone.check_digits().each().into_iter().zip(after) {
        findings.push(digit(zone, field, printed, read));
    }
    findings.push(long_number(zone));
    findings.push(repairs(zone.repairs()));
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
fn digit(zone: &Zone, field: Field, printed: DigitVerdict, read: DigitVerdict) -> Finding {
    let message = |id| Message::new(id).with("field", field.code());
    match (printed, read) {
        (DigitVerdict::NotPrinted, _) => Finding::not_supported(id(field), message(text::DIGIT_NOT_PRINTED)),
        (DigitVerdict::Right, _) => Finding::successful(id(field), message(text::DIGIT_RIGHT)),
        (DigitVerdict::Wrong, DigitVerdict::Right) => Finding::undetermined(id(field), message(text::DIGIT_REPAIRED)),
        (DigitVerdict::Wrong, DigitVerdict::Wrong | DigitVerdict::NotPrinted) => {
            let singles = zone.check_digits_as_read().each();
            let alone = field == Field::Composite
                && singles.iter().all(|(single, verdict)| *single == Field::Composite || *verdict != DigitVerdict::Wrong);
            let (weight, what, advice) = match (alone, field) {
                // Reading mistakes mostly hit a field that has a digit of its own; a hand-made zone mostly misses the last.
                (true, _) => (Weight::Suspicious, Message::new(text::COMPOSITE_ALONE_WRONG), Advice::SecondLine),
                (false, Field::OptionalData) => (Weight::Hint, message(text::DIGIT_WRONG), Advice::RetryReading),
                (false, _) => (Weight::Retry, message(text::DIGIT_WRONG), Advice::RetryReading),
            };
            Finding::failed(id(field), weight, what, advice).look_at(Message::new(text::LOOK_ZONE_AND_PAGE))
        }
    }
}

/// ICAO 9303-5 and 9303-6 §4.2.2 note j. Belgium is the issuer known to count the filler.
fn long_number(zone: &Zone) -> Finding {
    let id = ids::LONG_NUMBER;
    let belgian = zone.issuer().is_some_and(|issuer| issuer.as_str() == "BEL");
    match zone.check_digits_as_read().long_number {
        None => Finding::not_supported(id, Message::new(text::LONG_NUMBER_ABSENT)),
        Some(LongNumber::FillerSkipped | LongNumber::Either) => Finding::successful(id, Message::new(text::LONG_NUMBER_STANDARD)),
        Some(LongNumber::FillerCounted) if belgian => Finding::successful(id, Message::new(text::LONG_NUMBER_COUNTED)),
        Some(LongNumber::FillerCounted) => Finding::failed(id, Weight::Hint, Message::new(text::LONG_NUMBER_COUNTED), Advice::Clear),
        Some(LongNumber::Neither) => Finding::undetermined(id, Message::new(text::LONG_NUMBER_NEITHER)),
    }
}

/// A repaired character is always shown as repaired (DESIGN §4).
fn repairs(repairs: &[Repair]) -> Finding {
    let id = ids::REPAIRS;
    if repairs.is_empty() {
        return Finding::successful(id, Message::new(text::REPAIRS_NONE));
    }
    let message = |id| Message::new(id).with("count", repairs.len()).with("places", places(repairs));
    if !repairs.iter().any(Repair::needs_confirmation) {
        return Finding::successful(id, message(text::REPAIRS_VOUCHED));
    }
    Finding {
        check: id,
        verdict: Verdict::Undetermined,
        weight: Weight::Retry,
        what: message(text::REPAIRS_CONFIRM),
        look_at: Some(Message::new(text::LOOK_REPAIRS)),
        advice: Advice::RetryReading,
    }
}

/// `1/5 0→O, 2/17 B→8`: line, column, what was received, what it is read as.
fn places(repairs: &[Repair]) -> String {
    let place = |r: &Repair| format!("{}/{} {}→{}", r.line, r.column, r.from, r.to);
    repairs.iter().map(place).collect::<Vec<_>>().join(", ")
}
