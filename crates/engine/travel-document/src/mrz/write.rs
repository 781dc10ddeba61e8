//! Writing zones: for specimens, tests, the synthetic world and the desk's own prints.

use garita_domain::{CountryCode, PartialDate, PersonName, Sex};

use super::{
    character::{check_digit, check_digit_of_runs},
    layout::{Field, Format, OWN_DIGITS},
    lines::{LARGEST, Lines},
    transliterate::transliterate,
    truncate::{Truncation, name_field},
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
    /// Document number; more than nine characters run on in the optional data of TD1 and TD2. The old French card has
    /// twelve characters, the Swiss licence twelve.
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
    /// Optional data (line 1 of TD1; the place of issue of the old French card; the blank's number of the Swiss licence).
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
}

impl Zone {
    /// The lines of a zone with these fields, check digits and all; names too long for their field are cut to initials.
    pub fn write(fields: &ZoneFields) -> Result<Vec<String>, WriteError> {
        Self::write_with(fields, Truncation::default())
    }

    /// The lines of a zone with these fields, names cut in this way.
    pub fn write_with(fields: &ZoneFields, truncation: Truncation) -> Result<Vec<String>, WriteError> {
        let format = fields.format;
        let mut lines = Lines::new(format, [b'<'; LARGEST]);
        let (number, optional) = number_and_optional(fields);
        put(&mut lines, Field::DocumentCode, &fields.document_code)?;
        put(&mut lines, Field::IssuingState, fields.issuer.as_str())?;
        put(&mut lines, Field::DocumentNumber, number)?;
        put(&mut lines, Field::OptionalData, &optional)?;
        put(&mut lines, Field::Nationality, fields.nationality.as_str())?;
        put(&mut lines, Field::BirthDate, &six(fields.birth_date))?;
        put(&mut lines, Field::ExpiryDate, &six(fields.expiry_date))?;
        put(&mut lines, Field::Sex, sex(fields.sex))?;
        if format == Format::Td1 {
            put(&mut lines, Field::OptionalData2, &fields.optional_data_2)?;
        }
        names(&mut lines, &fields.name, truncation)?;
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
    for (cell, character) in place.cells().zip(value.bytes()) {
        lines.set(cell, character);
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

/// The name field or fields: two identifiers in one, in two (the old French card), or surnames alone (the French licence).
fn names(lines: &mut Lines, person: &PersonName, truncation: Truncation) -> Result<(), WriteError> {
    let (primary, secondary) = (transliterate(person.surname()), transliterate(person.given_names()));
    let (primary, secondary) = if primary.is_empty() { (secondary, primary) } else { (primary, secondary) };
    if primary.is_empty() {
        return Err(WriteError::Name);
    }
    let format = lines.format();
    let width = |field| format.place(field).map_or(0, |place| usize::from(place.length));
    let beside = match format {
        Format::FranceId | Format::FranceLicence => "",
        Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB | Format::SwissLicence => secondary.as_str(),
    };
    put(lines, Field::Name, &name_field(&primary, beside, width(Field::Name), truncation))?;
    // The old French card sets given names apart by two fillers.
    let given = secondary.replace('<', "<<");
    let given = given.get(..given.len().min(width(Field::GivenNames))).unwrap_or_default();
    put(lines, Field::GivenNames, given)
}

fn digits(lines: &mut Lines, fields: &ZoneFields) {
    let format = lines.format();
    // The filler in the place of the number's digit is what marks a long number.
    let long = matches!(format, Format::Td1 | Format::Td2) && fields.document_number.len() > 9;
    for (field, digit) in OWN_DIGITS {
        let blank = lines.field(field).iter().all(|c| *c == b'<');
        let skip = (field == Field::DocumentNumber && long) || (field == Field::OptionalData && blank);
        if let (Some(place), false) = (format.place(digit), skip) {
            let due = if field == Field::DocumentNumber {
                check_digit_of_runs(format.number_digit_covers().iter().map(|run| lines.run(*run)))
            } else {
                check_digit(lines.field(field))
            };
            lines.set(place.cells().start, due);
        }
    }
    if let Some(place) = format.place(Field::Composite) {
        let due = check_digit_of_runs(format.composite().iter().map(|run| lines.run(*run)));
        lines.set(place.cells().start, due);
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
    }

    #[test]
    fn national_forms_are_written() {
        let french = ZoneFields {
            document_code: "ID".into(),
            issuer: CountryCode::parse("FRA").unwrap(),
            document_number: "940992310285".into(),
            name: PersonName::new("Berthier", "Corinne").unwrap(),
            birth_date: PartialDate::parse("1965-12-06").unwrap(),
            ..specimen(Format::FranceId)
        };
        assert_eq!(Zone::write(&french).unwrap(), ["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"]);
        let licence = ZoneFields {
            document_code: "D1".into(),
            document_number: "13AA00002".into(),
            name: PersonName::new("Martin", "Anne").unwrap(),
            expiry_date: PartialDate::parse("2018-12-31").unwrap(),
            ..ZoneFields { format: Format::FranceLicence, ..french.clone() }
        };
        assert_eq!(Zone::write(&licence).unwrap(), ["D1FRA13AA000026181231MARTIN<<9"]);
        let swiss = ZoneFields {
            format: Format::SwissLicence,
            document_code: "FA".into(),
            issuer: CountryCode::parse("CHE").unwrap(),
            document_number: "305142128097".into(),
            name: PersonName::new("Marchand", "Fabienne").unwrap(),
            birth_date: PartialDate::parse("1980-01-26").unwrap(),
            optional_data: "AAA001D".into(),
            ..french
        };
        assert_eq!(Zone::write(&swiss).unwrap(), ["AAA001D<<", "FACHE305142128097<<800126<<<<<", "MARCHAND<<FABIENNE<<<<<<<<<<<<"]);
    }

    /// ICAO 9303-4 §4.2.3.1, 9303-7 §4.2.3: names as the standard writes them.
    #[test]
    fn the_names_of_the_standard_are_written() {
        for (surname, given, field) in [
            ("Eriksson", "Anna Maria", "ERIKSSON<<ANNA<MARIA"),
            ("Heng", "Deborah Ming Lo", "HENG<<DEBORAH<MING<LO"),
            ("Smith-Jones", "Susie Margaret", "SMITH<JONES<<SUSIE<MARGARET"),
            ("O'Connor", "Enya Siobhan", "OCONNOR<<ENYA<SIOBHAN"),
            ("Van Der Muellen", "Martin", "VAN<DER<MUELLEN<<MARTIN"),
            ("Al-Basri", "Huda Muhammad Jawad", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD"),
            ("Vilarchao Fernandez", "Jose Ramon", "VILARCHAO<FERNANDEZ<<JOSE<RAMON"),
            ("Arkfreith", "", "ARKFREITH"),
            ("Satriya Sudarpa", "", "SATRIYA<SUDARPA"),
        ] {
            for (format, head, width) in
                [(Format::Td3, "PPUTO", 44), (Format::MrvA, "V<UTO", 44), (Format::MrvB, "V<UTO", 36), (Format::Td2, "I<UTO", 36)]
            {
                let code = head[..2].trim_end_matches('<').to_owned();
                let fields = ZoneFields { name: PersonName::new(surname, given).unwrap(), document_code: code, ..specimen(format) };
                assert_eq!(Zone::write(&fields).unwrap()[0], format!("{:<<width$}", format!("{head}{field}")));
            }
        }
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
