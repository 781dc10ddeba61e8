//! Verdicts on the check digits of a zone, exactly as its lines print them.

use serde::{Serialize, Serializer};

use super::{
    character::{FILLER, check_digit_of_runs},
    layout::{Field, Format},
    lines::Lines,
};

/// What a check digit says. Serialised as `true`, `false` or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DigitVerdict {
    /// It fits the field.
    Right,
    /// It does not, or a letter or filler stands where a digit is due.
    Wrong,
    /// This form of zone does not print it.
    NotPrinted,
}

impl Serialize for DigitVerdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Right => serializer.serialize_some(&true),
            Self::Wrong => serializer.serialize_some(&false),
            Self::NotPrinted => serializer.serialize_none(),
        }
    }
}

/// How the digit of a document number of more than nine characters counts the filler that marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LongNumber {
    /// The filler is passed over: the rule of ICAO 9303-5 and 9303-6.
    FillerSkipped,
    /// The filler takes a weight: older Belgian cards.
    FillerCounted,
    /// Both ways give the printed digit.
    Either,
    /// Neither does: the digit is wrong.
    Neither,
}

/// The verdicts on all check digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CheckDigits {
    /// Of the document number.
    pub document_number: DigitVerdict,
    /// Of the birth date.
    pub birth_date: DigitVerdict,
    /// Of the expiry date.
    pub expiry_date: DigitVerdict,
    /// Of the optional data (TD3).
    pub optional_data: DigitVerdict,
    /// Over all of them.
    pub composite: DigitVerdict,
    /// Set when the document number runs on in the optional data.
    #[serde(skip)]
    pub long_number: Option<LongNumber>,
}

impl CheckDigits {
    /// Judges every digit the form prints.
    pub fn of(lines: &Lines) -> Self {
        let (document_number, long_number) = number(lines);
        Self {
            document_number,
            birth_date: plain(lines, Field::BirthDate, Field::BirthDateDigit),
            expiry_date: plain(lines, Field::ExpiryDate, Field::ExpiryDateDigit),
            optional_data: optional(lines),
            composite: composite(lines),
            long_number,
        }
    }

    /// The verdicts with the field each belongs to.
    pub const fn each(&self) -> [(Field, DigitVerdict); 5] {
        [
            (Field::DocumentNumber, self.document_number),
            (Field::BirthDate, self.birth_date),
            (Field::ExpiryDate, self.expiry_date),
            (Field::OptionalData, self.optional_data),
            (Field::Composite, self.composite),
        ]
    }

    /// Whether every printed digit is right.
    pub fn all_right(&self) -> bool {
        self.each().iter().all(|(_, verdict)| *verdict != DigitVerdict::Wrong)
    }
}

/// The part of a long document number that stands in the optional data: how many characters, without its digit.
/// `None` when the number does not run on (ICAO 9303-5 §4.2.2 note j, 9303-6 §4.2.2 note j).
pub(crate) fn continuation(lines: &Lines) -> Option<usize> {
    // A TD2 that has only the digit in the optional data is met in practice; a TD1 needs at least one more character.
    let least = match lines.format() {
        Format::Td1 => 2,
        Format::Td2 => 1,
        Format::Td3 | Format::MrvA | Format::MrvB | Format::FranceId | Format::FranceLicence | Format::SwissLicence => return None,
    };
    let blank = lines.field(Field::DocumentNumber).iter().all(|c| *c == FILLER);
    if lines.single(Field::DocumentNumberDigit) != FILLER || blank {
        return None;
    }
    let optional = lines.field(Field::OptionalData);
    let end = optional.iter().position(|c| *c == FILLER).filter(|end| *end >= least)?;
    let digit = optional.get(end.checked_sub(1)?)?;
    digit.is_ascii_digit().then(|| end - 1)
}

fn number(lines: &Lines) -> (DigitVerdict, Option<LongNumber>) {
    let Some(more) = continuation(lines) else {
        let digit = lines.format().place(Field::DocumentNumberDigit);
        let covered = lines.format().number_digit_covers().iter().map(|run| lines.run(*run));
        return (digit.map_or(DigitVerdict::NotPrinted, |place| verdict(lines.at(place) == [check_digit_of_runs(covered)])), None);
    };
    let (first, optional) = (lines.field(Field::DocumentNumber), lines.field(Field::OptionalData));
    let (rest, digit) = optional.split_at_checked(more).unwrap_or_default();
    let digit = digit.first().copied();
    let skipped = Some(check_digit_of_runs([first, rest])) == digit;
    let counted = Some(check_digit_of_runs([first, &[FILLER], rest])) == digit;
    match (skipped, counted) {
        (true, true) => (DigitVerdict::Right, Some(LongNumber::Either)),
        (true, false) => (DigitVerdict::Right, Some(LongNumber::FillerSkipped)),
        (false, true) => (DigitVerdict::Right, Some(LongNumber::FillerCounted)),
        (false, false) => (DigitVerdict::Wrong, Some(LongNumber::Neither)),
    }
}

fn plain(lines: &Lines, field: Field, digit: Field) -> DigitVerdict {
    match lines.format().place(digit) {
        None => DigitVerdict::NotPrinted,
        Some(place) => verdict(lines.at(place) == [check_digit_of_runs([lines.field(field)])]),
    }
}

/// The digit of empty optional data may be 0 or a filler (ICAO 9303-4 §4.2.2); everywhere else a digit is due, even for a
/// date that is all fillers (it is 0).
fn optional(lines: &Lines) -> DigitVerdict {
    let filler = lines.single(Field::OptionalDataDigit) == FILLER;
    if filler && lines.format().place(Field::OptionalDataDigit).is_some() {
        return verdict(lines.field(Field::OptionalData).iter().all(|c| *c == FILLER));
    }
    plain(lines, Field::OptionalData, Field::OptionalDataDigit)
}

fn composite(lines: &Lines) -> DigitVerdict {
    let runs = lines.format().composite();
    if runs.is_empty() {
        return DigitVerdict::NotPrinted;
    }
    let covered = runs.iter().map(|run| lines.run(*run));
    verdict(check_digit_of_runs(covered) == lines.single(Field::Composite))
}

const fn verdict(right: bool) -> DigitVerdict {
    if right { DigitVerdict::Right } else { DigitVerdict::Wrong }
}

#[cfg(test)]
mod tests {
    use DigitVerdict::{NotPrinted, Right, Wrong};

    use super::*;
    use crate::mrz::{character::check_digit, receive::receive};

    fn digits(text: &str) -> CheckDigits {
        CheckDigits::of(&receive(text).unwrap().0)
    }

    #[test]
    fn specimens_of_the_standard_verify() {
        let td3 = digits("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10");
        assert!(td3.all_right() && td3.optional_data == Right && td3.composite == Right);
        let td1 = digits("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<");
        assert!(td1.all_right() && td1.optional_data == NotPrinted);
        let td2 = digits("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6");
        assert!(td2.all_right() && td2.composite == Right);
        let visa = digits("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<");
        assert!(visa.all_right() && visa.composite == NotPrinted && visa.optional_data == NotPrinted);
    }

    #[test]
    fn long_numbers_are_read_by_either_convention() {
        let card = |optional: &str| {
            let text = format!("I<UTOD23145890<{optional:<<15}\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<");
            let digits = digits(&text);
            (digits.document_number, digits.long_number)
        };
        // The example of ICAO 9303-11 Appendix D.2 gives 9 both ways.
        assert_eq!(card("7349"), (Right, Some(LongNumber::Either)));
        assert_eq!((check_digit(b"D2314589081"), check_digit(b"D23145890<81")), (b'6', b'2'));
        assert_eq!(card("816"), (Right, Some(LongNumber::FillerSkipped)));
        assert_eq!(card("812"), (Right, Some(LongNumber::FillerCounted)));
        assert_eq!(card("811"), (Wrong, Some(LongNumber::Neither)));
        // Only a digit in the optional data: no long number on TD1.
        assert_eq!(card("7"), (Wrong, None));
    }

    #[test]
    fn a_filler_digit_is_right_only_for_empty_optional_data() {
        let empty = digits("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8");
        assert_eq!(empty.optional_data, Right);
        // 123456782 gives 0; a filler in its place is not the digit that is due.
        let filled = digits("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159123456782<<<<<<0");
        assert_eq!(filled.optional_data, Wrong);
        let expiry = |digit| digits(&format!("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F<<<<<<{digit}<<<<<<<6"));
        assert_eq!((expiry('0').expiry_date, expiry('<').expiry_date), (Right, Wrong));
    }

    #[test]
    fn the_old_french_card_prints_three_digits() {
        let body = "880475000017";
        let given = "LUCIE<<JEANNE<";
        let birth = "720315";
        let head = "IDFRAMARTIN<<<<<<<<<<<<<<<<<<<<75007";
        let head = format!("{head:<<36}");
        let number = char::from(check_digit(body.as_bytes()));
        let day = char::from(check_digit(birth.as_bytes()));
        let second = format!("{body}{number}{given}{birth}{day}F");
        let whole = char::from(check_digit(head.as_bytes().iter().chain(second.as_bytes())));
        let card = digits(&format!("{head}\n{second}{whole}"));
        assert_eq!((card.document_number, card.birth_date, card.composite), (Right, Right, Right));
        assert_eq!((card.expiry_date, card.optional_data), (NotPrinted, NotPrinted));
    }

    #[test]
    fn the_french_licence_prints_two_digits_and_the_swiss_none() {
        let french = digits("D1FRA13AA000026181231MARTIN<<9");
        assert_eq!((french.document_number, french.composite), (Right, Right));
        assert_eq!((french.birth_date, french.expiry_date, french.optional_data), (NotPrinted, NotPrinted, NotPrinted));
        assert_eq!(digits("D1FRA13AA000028181231MARTIN<<9").document_number, Wrong, "the digit covers code and State too");
        let swiss = digits("AAA001D<<\nFACHE305142128097<<800126<<<<<\nMARCHAND<<FABIENNE<<<<<<<<<<<<");
        assert!(swiss.each().iter().all(|(_, verdict)| *verdict == NotPrinted) && swiss.all_right());
    }
}
