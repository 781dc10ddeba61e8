//! Writing zones: for specimens, tests, the synthetic world and the desk's own prints.

use garita_domain::{CountryCode, PartialDate, PersonName, Sex};

use super::{
    character::check_digit,
    layout::{Field, Format},
    lines::{LARGEST, Lines},
    transliterate::transliterate,
    zone::Zone,
};

/// What a zone is written from. Names may be in any Latin spelling; numbers and optional data are A to Z and digits.
#[derive(Clone)]
pub struct ZoneFields {
    /// The form.
    pub format: Format,
    /// One or two letters, such as `P` or `PD`.
    pub document_code: String,
    /// Issuing State or organisation.
    pub issuer: CountryCode,
    /// Document number; more than nine characters run on in the optional data of TD1 and TD2.
    pub document_number: String,
    /// Holder's name.
    pub name: PersonName,
    /// Nationality.
    pub nationality: CountryCode,
    /// Birth date; unknown parts become fillers.
    pub birth_date: PartialDate,
    /// Sex.
    pub sex: Sex,
    /// Expiry date; unknown parts become fillers.
    pub expiry_date: PartialDate,
    /// Optional data (line 1 of TD1).
    pub optional_data: String,
    /// Second optional data (TD1 alone; ignored elsewhere).
    pub optional_data_2: String,
}

/// Names and numbers are personal: logs see the form.
impl std::fmt::Debug for ZoneFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ZoneFields({}, [personal])", self.format.name())
    }
}

/// Why a zone was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A field is longer than its place, or holds other characters than A to Z, digits and fillers.
    #[error("the {} does not fit: it may have {room} characters A to Z and 0 to 9", .field.code())]
    Field {
        /// The field.
        field: Field,
        /// How many characters it may have.
        room: u8,
    },
    /// The name has no letter that a zone can hold.
    #[error("the name has no letter that can be written in A to Z; give its transliteration")]
    Name,
    /// Old French cards are read, never written.
    #[error("old French identity cards are not written; choose another form")]
    Form,
}

impl Zone {
    /// The lines of a zone with these fields, check digits and all.
    pub fn write(fields: &ZoneFields) -> Result<Vec<String>, WriteError> {
        if fields.format == Format::FranceId {
            return Err(WriteError::Form);
        }
        let mut lines = Lines::new(fields.format, [b'<'; LARGEST]);
        let (number, optional) = number_and_optional(fields);
        put(&mut lines, Field::DocumentCode, &fields.document_code)?;
        put(&mut lines, Field::IssuingState, fields.issuer.as_str())?;
        put(&mut lines, Field::DocumentNumber, number)?;
        put(&mut lines, Field::OptionalData, &optional)?;
        put(&mut lines, Field::Nationality, fields.nationality.as_str())?;
        put(&mut lines, Field::BirthDate, &six(fields.birth_date))?;
        put(&mut lines, Field::ExpiryDate, &six(fields.expiry_date))?;
        put(&mut lines, Field::Sex, sex(fields.sex))?;
        if fields.format == Format::Td1 {
            put(&mut lines, Field::OptionalData2, &fields.optional_data_2)?;
        }
        let width = fields.format.place(Field::Name).map_or(0, |place| usize::from(place.length));
        put(&mut lines, Field::Name, &name(&fields.name, width)?)?;
        digits(&mut lines, fields);
        Ok(lines.iter().map(str::to_owned).collect())
    }
}

/// The first nine characters of the number and the optional data with what runs on.
fn number_and_optional(fields: &ZoneFields) -> (&str, String) {
    let number = fields.document_number.as_str();
    let long = matches!(fields.format, Format::Td1 | Format::Td2) && number.len() > 9;
    match number.split_at_checked(9) {
        Some((first, rest)) if long => {
            let digit = char::from(check_digit(number.as_bytes()));
            (first, format!("{rest}{digit}<{}", fields.optional_data))
        }
        _ => (number, fields.optional_data.clone()),
    }
}

fn put(lines: &mut Lines, field: Field, value: &str) -> Result<(), WriteError> {
    let Some(place) = lines.format().place(field) else { return Ok(()) };
    let legal = value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<');
    if !legal || value.len() > usize::from(place.length) {
        return Err(WriteError::Field { field, room: place.length });
    }
    for (column, character) in (place.column..).zip(value.bytes()) {
        lines.set(place.line, column, character);
    }
    Ok(())
}

/// YYMMDD with fillers for unknown parts.
fn six(date: PartialDate) -> String {
    let two = |part: Option<i16>| part.map_or_else(|| "<<".to_owned(), |n| format!("{:02}", n.rem_euclid(100)));
    [two(date.year()), two(date.month().map(i16::from)), two(date.day().map(i16::from))].concat()
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
        Sex::Unspecified => "<",
    }
}

/// The name field, truncated so that its last column holds a letter (ICAO 9303-4 §4.2.3): at least one letter of the given
/// names stays; a cut that would end in a filler shortens the longest part before it.
fn name(person: &PersonName, width: usize) -> Result<String, WriteError> {
    let (primary, secondary) = (transliterate(person.surname()), transliterate(person.given_names()));
    let (primary, secondary) = if primary.is_empty() { (secondary, primary) } else { (primary, secondary) };
    if primary.is_empty() {
        return Err(WriteError::Name);
    }
    let mut parts: Vec<Vec<String>> = vec![primary.split('<').map(str::to_owned).collect()];
    if !secondary.is_empty() {
        parts.push(secondary.split('<').map(str::to_owned).collect());
    }
    let join = |parts: &[Vec<String>]| parts.iter().map(|words| words.join("<")).collect::<Vec<_>>().join("<<");
    let mut whole = join(&parts);
    while whole.len() > width {
        let room_for_given = parts.len() < 2 || parts.first().is_some_and(|words| words.join("<").len() + 3 <= width);
        if room_for_given && whole.as_bytes().get(width.wrapping_sub(1)) != Some(&b'<') {
            whole.truncate(width);
            break;
        }
        // Shorten the longest word of the surnames; when all are initials, of the given names; else cut where the field ends.
        if !parts.iter_mut().any(|words| shorten(words)) {
            whole.truncate(width);
            break;
        }
        whole = join(&parts);
    }
    Ok(whole)
}

fn shorten(words: &mut [String]) -> bool {
    match words.iter_mut().max_by_key(|word| word.len()) {
        Some(word) if word.len() > 1 => word.pop().is_some(),
        _ => false,
    }
}

fn digits(lines: &mut Lines, fields: &ZoneFields) {
    let pairs = [
        (Field::DocumentNumber, Field::DocumentNumberDigit),
        (Field::BirthDate, Field::BirthDateDigit),
        (Field::ExpiryDate, Field::ExpiryDateDigit),
        (Field::OptionalData, Field::OptionalDataDigit),
    ];
    // The filler in the place of the number's digit is what marks a long number.
    let long = fields.document_number.len() > 9;
    for (field, digit) in pairs {
        let blank = lines.field(field).iter().all(|c| *c == b'<');
        let skip = (field == Field::DocumentNumber && long) || (field == Field::OptionalData && blank);
        if let (Some(place), false) = (lines.format().place(digit), skip) {
            let due = check_digit(lines.field(field));
            lines.set(place.line, place.column, due);
        }
    }
    if let Some(place) = lines.format().place(Field::Composite) {
        let covered = lines.format().composite().iter().flat_map(|(line, column, length)| lines.range(*line, *column, *length));
        let due = check_digit(covered);
        lines.set(place.line, place.column, due);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;
    use crate::mrz::{LongNumber, NameLength, ReadingContext};

    fn specimen(format: Format) -> ZoneFields {
        ZoneFields {
            format,
            document_code: if matches!(format, Format::MrvA | Format::MrvB) { "V" } else { "P" }.into(),
            issuer: CountryCode::parse("UTO").unwrap(),
            document_number: "L898902C3".into(),
            name: PersonName::new("Eriksson", "Anna Maria").unwrap(),
            nationality: CountryCode::parse("UTO").unwrap(),
            birth_date: PartialDate::parse("1974-08-12").unwrap(),
            sex: Sex::Female,
            expiry_date: PartialDate::parse("2012-04-15").unwrap(),
            optional_data: String::new(),
            optional_data_2: String::new(),
        }
    }

    #[test]
    fn the_specimens_of_the_standard_are_written() {
        let passport = ZoneFields { optional_data: "ZE184226B".into(), ..specimen(Format::Td3) };
        assert_eq!(
            Zone::write(&passport).unwrap(),
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        );
        let card = ZoneFields { document_code: "I".into(), document_number: "D23145890".into(), ..specimen(Format::Td1) };
        assert_eq!(
            Zone::write(&card).unwrap(),
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
        );
        let long = ZoneFields {
            document_number: "D23145890734".into(),
            name: PersonName::new("Stevenson", "Peter John").unwrap(),
            birth_date: PartialDate::parse("1934-07-12").unwrap(),
            expiry_date: PartialDate::parse("1995-07-12").unwrap(),
            sex: Sex::Male,
            ..ZoneFields { document_code: "I".into(), ..specimen(Format::Td1) }
        };
        assert_eq!(
            Zone::write(&long).unwrap(),
            ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"]
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let long = ZoneFields { document_number: "L898902C34".into(), ..specimen(Format::Td3) };
        assert_eq!(Zone::write(&long), Err(WriteError::Field { field: Field::DocumentNumber, room: 9 }));
        let nameless = ZoneFields { name: PersonName::new("李", "").unwrap(), ..specimen(Format::Td3) };
        assert_eq!(Zone::write(&nameless), Err(WriteError::Name));
        assert_eq!(Zone::write(&specimen(Format::FranceId)), Err(WriteError::Form));
    }

    #[test]
    fn names_are_truncated_to_a_letter() {
        let written = |surname, given| {
            let fields = ZoneFields { name: PersonName::new(surname, given).unwrap(), ..specimen(Format::Td1) };
            Zone::write(&fields).unwrap()[2].clone()
        };
        assert_eq!(written("Bennelong Wooloomooloo", "Dingo Potoroo"), "BENNELONG<WOOLOOMOOLOO<<DINGO<P".replace("LOO<<", "LO<<"));
        assert_eq!(written("Papandropoulou Papadimitropoulos Konstantinou", "Jonathon").len(), 30);
        assert!(written(&"A ".repeat(40), &"B ".repeat(40)).starts_with("A<A<A"));
    }

    prop_compose! {
        fn any_fields()(
            format in prop::sample::select(vec![Format::Td1, Format::Td2, Format::Td3, Format::MrvA, Format::MrvB]),
            number in "[A-Z0-9]{1,9}", extra in "[A-Z0-9]{0,5}", surname in "[A-ZÑÜÉ][A-Z'Áü -]{0,40}", given in "[A-ZÖ -]{0,40}",
            (year, month, day) in (1930_i16..2026, 1_i8..13, 1_i8..29), expiry in 2020_i16..2040,
            sex in prop::sample::select(vec![Sex::Female, Sex::Male, Sex::Unspecified]),
            optional in "[A-Z0-9]{0,6}", known in 0..4,
        ) -> ZoneFields {
            let long = matches!(format, Format::Td1) && number.len() == 9;
            let birth = match known {
                0 => PartialDate::UNKNOWN,
                1 => PartialDate::new(Some(year), None, None).unwrap(),
                2 => PartialDate::new(Some(year), Some(month), None).unwrap(),
                _ => PartialDate::new(Some(year), Some(month), Some(day)).unwrap(),
            };
            ZoneFields {
                document_number: if long { format!("{number}{extra}") } else { number },
                name: PersonName::new(&surname, &given).unwrap(),
                birth_date: birth,
                sex,
                expiry_date: PartialDate::new(Some(expiry), Some(month), Some(day)).unwrap(),
                optional_data: optional,
                ..specimen(format)
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(fields in any_fields()) {
            let lines = Zone::write(&fields).unwrap();
            let zone = Zone::read(&lines.join("\n"), &ReadingContext::new(Date::constant(2026, 11, 22))).unwrap();
            prop_assert_eq!(zone.format(), fields.format);
            prop_assert!(zone.check_digits_ok() && zone.repairs().is_empty() && zone.notes().is_empty());
            prop_assert_eq!(zone.document_number().unwrap().as_str(), fields.document_number.as_str());
            prop_assert_eq!(zone.birth_date().date(), fields.birth_date);
            prop_assert_eq!(zone.expiry_date().unwrap().date(), fields.expiry_date);
            prop_assert_eq!((zone.sex(), zone.optional_data()), (Some(fields.sex), fields.optional_data.as_str()));
            prop_assert_eq!((zone.issuer(), zone.nationality()), (Some(fields.issuer), Some(fields.nationality)));
            let long = fields.document_number.len() > 9;
            prop_assert_eq!(long, matches!(zone.check_digits().long_number, Some(LongNumber::FillerSkipped | LongNumber::Either)));
            let read = zone.name().unwrap();
            match zone.name_length() {
                NameLength::MayBeTruncated => prop_assert!(transliterate(fields.name.surname()).starts_with(&read.surname()[..1])),
                NameLength::Complete => {
                    prop_assert_eq!(transliterate(read.surname()), transliterate(fields.name.surname()));
                    prop_assert_eq!(transliterate(read.given_names()), transliterate(fields.name.given_names()));
                }
            }
        }
    }
}
