//! A zone read: fields as typed values, verdicts on what is printed, repairs and notes.

use std::sync::OnceLock;

use garita_domain::{CountryCode, DocumentKind, DocumentNumber, PartialDate, PersonName, PresentedDocument, Sex};

use super::{
    align::align,
    dates::{ReadingContext, ZoneDate},
    digits::{CheckDigits, continuation},
    layout::{Field, Format},
    lines::{Lines, text},
    names::{self, Identifiers, NameLength},
    receive::{Note, Notes, ZoneError, receive, rows},
    repair::{Question, Repair, Repaired, repair},
};

/// A machine readable zone. Anything of the right size and alphabet reads; what is wrong with it is said by its verdicts
/// and by the checks, never by a refusal to read.
#[derive(Clone)]
pub struct Zone {
    printed: Lines,
    lines: Lines,
    digits: CheckDigits,
    digits_as_read: CheckDigits,
    repairs: Vec<Repair>,
    questions: Vec<Question>,
    notes: Notes,
    received: Option<Box<[String]>>,
    /// Put together when first asked for.
    name: OnceLock<Option<PersonName>>,
    number: Option<DocumentNumber>,
    issuer: Option<CountryCode>,
    nationality: Option<CountryCode>,
    birth: ZoneDate,
    expiry: Option<ZoneDate>,
}

impl Zone {
    /// Reads a zone from arbitrary text: lines, or one run of 69, 72, 88 or 90 characters.
    pub fn read(text: &str, context: &ReadingContext) -> Result<Self, ZoneError> {
        match receive(text) {
            Ok((printed, notes)) => {
                let digits = CheckDigits::of(&printed);
                Ok(Self::of(printed, digits, repair(&printed, digits), notes, None, context))
            }
            Err(refusal) => Self::realigned(text, context).ok_or(refusal),
        }
    }

    /// Reads lines of which some are a filler too long or too short.
    fn realigned(text: &str, context: &ReadingContext) -> Option<Self> {
        let rows = (text.len() <= 4 * super::receive::LONGEST_LINE).then(|| rows(text)).flatten()?;
        let aligned = align(&rows)?;
        let mut notes = Notes::default();
        notes.add(Note::Realigned);
        let received = rows.into_iter().map(|row| String::from_utf8(row).unwrap_or_default()).collect();
        Some(Self::of(aligned.printed, CheckDigits::of(&aligned.printed), aligned.repaired, notes, Some(received), context))
    }

    fn of(
        printed: Lines,
        digits: CheckDigits,
        repaired: Repaired,
        notes: Notes,
        received: Option<Box<[String]>>,
        context: &ReadingContext,
    ) -> Self {
        let Repaired { lines, repairs, questions } = repaired;
        let digits_as_read = if repairs.is_empty() { digits } else { CheckDigits::of(&lines) };
        let issuer = CountryCode::parse(lines.trimmed(Field::IssuingState)).ok();
        let nationality = match lines.format() {
            // The old French card was given to French citizens alone and prints no nationality.
            Format::FranceId => issuer,
            Format::FranceLicence | Format::SwissLicence => None,
            Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {
                CountryCode::parse(lines.trimmed(Field::Nationality)).ok()
            }
        };
        let expiry = lines.format().place(Field::ExpiryDate);
        Self {
            name: OnceLock::new(),
            number: number(&lines),
            issuer,
            nationality,
            birth: ZoneDate::birth(lines.field(Field::BirthDate), context.today),
            expiry: expiry.map(|place| ZoneDate::expiry(lines.at(place), context.today, context.window(issuer))),
            printed,
            lines,
            digits,
            digits_as_read,
            repairs,
            questions,
            notes,
            received,
        }
    }

    /// Its form.
    pub const fn format(&self) -> Format {
        self.printed.format()
    }

    /// The lines as received, in capitals, before any repair.
    pub const fn printed(&self) -> &Lines {
        &self.printed
    }

    /// The lines the fields were read from, after repairs.
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The lines as received, as a presentation stores them: reading them again gives the same zone.
    pub fn printed_lines(&self) -> Vec<String> {
        match &self.received {
            Some(received) => received.to_vec(),
            None => self.printed.iter().map(str::to_owned).collect(),
        }
    }

    /// Verdicts on the check digits as printed, before any repair.
    pub const fn check_digits(&self) -> &CheckDigits {
        &self.digits
    }

    /// Whether every printed check digit is right, before any repair.
    pub fn check_digits_ok(&self) -> bool {
        self.digits.all_right()
    }

    /// Verdicts on the check digits after the repairs.
    pub const fn check_digits_as_read(&self) -> &CheckDigits {
        &self.digits_as_read
    }

    /// Characters read otherwise than received, in order of place.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Fields that can be read in several ways and were left as received: the document says which is right.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What had to be put right on receipt.
    pub const fn notes(&self) -> Notes {
        self.notes
    }

    /// The document code without fillers, such as `P`, `PD`, `I`.
    pub fn document_code(&self) -> &str {
        self.lines.trimmed(Field::DocumentCode)
    }

    /// What kind of document the code says it is.
    pub fn kind(&self) -> DocumentKind {
        kind(self.format(), self.document_code(), self.issuer)
    }

    /// Issuing State or organisation; `None` when the field holds no letters.
    pub const fn issuer(&self) -> Option<CountryCode> {
        self.issuer
    }

    /// Nationality; `None` when the field holds no letters.
    pub const fn nationality(&self) -> Option<CountryCode> {
        self.nationality
    }

    /// The whole document number, long ones put together; `None` when the field is empty.
    pub const fn document_number(&self) -> Option<&DocumentNumber> {
        self.number.as_ref()
    }

    /// The holder's name; `None` when the field is empty.
    pub fn name(&self) -> Option<&PersonName> {
        self.name.get_or_init(|| Identifiers::of(&self.lines).person()).as_ref()
    }

    /// Whether the printed name may be longer than the zone's.
    pub fn name_length(&self) -> NameLength {
        names::length(&self.lines)
    }

    /// Birth date.
    pub const fn birth_date(&self) -> &ZoneDate {
        &self.birth
    }

    /// Expiry date; `None` when the form does not print one.
    pub const fn expiry_date(&self) -> Option<&ZoneDate> {
        self.expiry.as_ref()
    }

    /// Sex; `None` when the letter is none of M, F, filler (X is read as unspecified).
    pub fn sex(&self) -> Option<Sex> {
        Sex::from_letter(char::from(self.lines.single(Field::Sex)))
    }

    /// Optional data without a long number's part and without fillers around them.
    pub fn optional_data(&self) -> &str {
        let data = text(self.lines.field(Field::OptionalData));
        // A long number takes its characters, its digit and a filler.
        let skip = continuation(&self.lines).map_or(0, |more| more + 2);
        data.get(skip..).unwrap_or_default().trim_matches('<')
    }

    /// Second optional data (TD1); `None` in other forms.
    pub fn optional_data_2(&self) -> Option<&str> {
        self.format().place(Field::OptionalData2).map(|place| text(self.lines.at(place)).trim_end_matches('<'))
    }

    /// The document as the desk presents it.
    pub fn document(&self) -> PresentedDocument {
        PresentedDocument {
            kind: self.kind(),
            issuer: self.issuer,
            number: self.number.clone(),
            expiry: self.expiry.map_or(PartialDate::UNKNOWN, |expiry| expiry.date()),
        }
    }
}

/// Everything else of a zone follows from these.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.printed == other.printed
            && self.lines == other.lines
            && self.repairs == other.repairs
            && self.questions == other.questions
            && self.notes == other.notes
            && self.received == other.received
            && self.birth == other.birth
            && self.expiry == other.expiry
    }
}

impl Eq for Zone {}

/// The whole number, when the field is the document number.
pub(crate) fn number_text(lines: &Lines, field: Field) -> Option<String> {
    (field == Field::DocumentNumber).then(|| number(lines)).flatten().map(|number| number.as_str().to_owned())
}

fn number(lines: &Lines) -> Option<DocumentNumber> {
    let first = text(lines.field(Field::DocumentNumber));
    match continuation(lines) {
        None => DocumentNumber::parse(first).ok(),
        Some(more) => {
            let rest = text(lines.field(Field::OptionalData)).get(..more).unwrap_or_default();
            DocumentNumber::parse(&format!("{first}{rest}")).ok()
        }
    }
}

/// ICAO 9303-4 §4.4 for passports; 9303-5 §4.2.2 note k for crew; residence codes as the European Union and the United
/// States print them.
fn kind(format: Format, code: &str, issuer: Option<CountryCode>) -> DocumentKind {
    let issued_by = |state: &str| issuer.is_some_and(|code| code.as_str() == state);
    match (format, code) {
        (Format::MrvA | Format::MrvB, _) => DocumentKind::Visa,
        (Format::FranceLicence | Format::SwissLicence, _) => DocumentKind::DrivingLicence,
        (_, "PR" | "PS") => DocumentKind::ConventionTravelDocument,
        (_, "PE" | "PU" | "PL") => DocumentKind::EmergencyDocument,
        (Format::Td1, "AC") => DocumentKind::CrewDocument,
        (Format::Td1 | Format::Td2, "IR" | "AR" | "CR") => DocumentKind::ResidenceCard,
        (Format::Td1, "C1" | "C2") if issued_by("USA") => DocumentKind::ResidenceCard,
        (_, code) if code.starts_with('P') => DocumentKind::Passport,
        (_, code) if code.starts_with(['I', 'A', 'C']) => DocumentKind::IdentityCard,
        _ => DocumentKind::Other,
    }
}

/// Zones are personal: logs see the form and the verdicts.
impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Zone").field("format", &self.format().name()).field("check_digits", &self.digits).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::mrz::repair::Confidence::{NeedsConfirmation as Ask, Vouched};

    fn read(text: &str) -> Zone {
        Zone::read(text, &ReadingContext::new(Date::constant(2026, 11, 22))).unwrap()
    }

    #[test]
    fn the_passport_specimen_of_the_standard() {
        let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10");
        assert_eq!(zone.name().unwrap().to_string(), "ERIKSSON, ANNA MARIA");
        assert_eq!(zone.document_number().unwrap().as_str(), "L898902C3");
        assert_eq!((zone.birth_date().date().to_string(), zone.sex()), ("1974-08-12".into(), Some(Sex::Female)));
        assert_eq!(zone.expiry_date().unwrap().date().to_string(), "2012-04-15");
        assert_eq!((zone.optional_data(), zone.kind()), ("ZE184226B", DocumentKind::Passport));
        assert!(zone.check_digits_ok() && zone.repairs().is_empty() && zone.notes().is_empty());
        assert!(!format!("{zone:?}").contains("ERIKSSON"), "personal data in a log");
    }

    #[test]
    fn long_numbers_are_put_together() {
        let zone = read("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8");
        assert_eq!(zone.document_number().unwrap().as_str(), "D23145890734");
        assert_eq!((zone.optional_data(), zone.check_digits_ok()), ("", true));
    }

    #[test]
    fn reader_confusions_are_repaired_and_listed() {
        let zone = read("P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<\nL898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O");
        assert!(!zone.check_digits_ok() && zone.check_digits_as_read().all_right());
        assert_eq!(zone.name().unwrap().to_string(), "ERIKSSON, ANNA MARIA");
        assert_eq!(zone.lines().line(1), "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
        assert_eq!(zone.printed().line(1), "L898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O");
        let places: Vec<_> = zone.repairs().iter().map(|r| (r.line, r.column, r.to, r.confidence)).collect();
        assert_eq!(
            places,
            [
                (1, 5, 'O', Ask),
                (1, 10, 'S', Ask),
                (1, 11, 'S', Ask),
                (1, 24, 'I', Ask),
                (2, 17, '8', Vouched),
                (2, 18, '1', Vouched),
                (2, 19, '2', Vouched),
                (2, 20, '2', Vouched),
                (2, 27, '5', Vouched),
                (2, 44, '0', Vouched),
            ]
        );
    }

    #[test]
    fn blind_pairs_ask_for_confirmation() {
        // 6 read as G and 1 read as L leave every digit as it was; the O beside them does not.
        let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO74O8L22F1204159ZE184226B<<<<<10");
        let asks: Vec<_> = zone.repairs().iter().map(|r| (r.from, r.confidence)).collect();
        assert_eq!(asks, [('O', Vouched), ('L', Ask)]);
    }

    #[test]
    fn a_confusion_the_digits_cannot_see_withdraws_their_word() {
        // 1 in the place of L changes no digit; the O in the birth date shows that this reader confuses characters.
        let repaired = |number: &str| {
            let zone = read(&format!("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n{number}6UTO74O8122F1204159ZE184226B<<<<<10"));
            assert!(zone.check_digits_as_read().all_right());
            zone.repairs()[0].confidence
        };
        assert_eq!(repaired("L898902C3"), Vouched);
        assert_eq!(repaired("1898902C3"), Ask);
    }

    #[test]
    fn what_the_digits_cannot_see_is_never_read_otherwise_without_asking() {
        // L counts like 1: all digits verify, but a date holds no letter.
        let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408L22F1204159ZE184226B<<<<<10");
        assert!(zone.check_digits_ok());
        assert_eq!((zone.repairs().len(), zone.repairs()[0].confidence), (1, Ask));
        assert_eq!(zone.birth_date().date().to_string(), "1974-08-12");
        // A number may hold letters: nothing is changed.
        let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n1898902C36UTO7408122F1204159ZE184226B<<<<<10");
        assert!(zone.check_digits_ok() && zone.repairs().is_empty());
    }

    #[test]
    fn a_document_number_is_repaired_only_for_confirmation() {
        let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8989O2C36UTO7408122F1204159ZE184226B<<<<<10");
        assert_eq!(zone.document_number().unwrap().as_str(), "L898902C3");
        assert_eq!(zone.repairs().len(), 1);
        assert_eq!(zone.repairs()[0].confidence, Ask);
    }

    #[test]
    fn a_state_code_is_repaired_only_into_the_one_it_can_be() {
        let nationality = |code: &str| {
            let zone = read(&format!("P<HNDLOPEZ<<MARIA<<<<<<<<<<<<<<<<<<<<<<<<<<<\nE123456<<6{code}9104023F3105065<<<<<<<<<<<<<<<0"));
            (zone.nationality().map(|code| code.to_string()), zone.repairs().len())
        };
        assert_eq!(nationality("HN0"), (Some("HND".into()), 1));
        assert_eq!(nationality("0<<"), (Some("D".into()), 1));
        assert_eq!(nationality("8R8"), (Some("BRB".into()), 2));
        assert_eq!(nationality("M0A"), (Some("MDA".into()), 1));
        assert_eq!(nationality("6U1"), (None, 0), "no code reads so");
        assert_eq!(nationality("60T"), (None, 0));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,120}|[A-Z0-9<\\r\\n ]{60,120}") {
            let _ = Zone::read(&text, &ReadingContext::new(Date::constant(2026, 11, 22)));
        }

        #[test]
        fn any_bytes_are_read_or_refused_without_panic(bytes in proptest::collection::vec(0_u8.., 0..200)) {
            let _ = Zone::read(&String::from_utf8_lossy(&bytes), &ReadingContext::new(Date::constant(1970, 1, 1)));
        }

        #[test]
        fn any_zone_of_the_right_size_reads(line in "[A-Z0-9<]{90}", today in 1_i16..=9999) {
            let context = ReadingContext::new(Date::new(today, 12, 31).unwrap());
            for size in [72, 88, 90] {
                let zone = Zone::read(&line[..size], &context).unwrap();
                proptest::prop_assert_eq!(zone.check_digits(), &CheckDigits::of(zone.printed()));
                if zone.check_digits_ok() {
                    let covered = zone.repairs().iter().all(|r| !zone.format().is_covered(r.field));
                    proptest::prop_assert!(covered);
                }
            }
        }
    }
}
