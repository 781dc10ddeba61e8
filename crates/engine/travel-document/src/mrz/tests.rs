//! What repair promises, held against zones damaged at random.

use garita_domain::{CountryCode, PartialDate, PersonName, Sex};
use jiff::civil::Date;
use proptest::prelude::*;

use super::{Format, Note, ReadingContext, Repair, Zone, ZoneFields};

const TODAY: Date = Date::constant(2026, 11, 22);

fn read(text: &str) -> Zone {
    Zone::read(text, &ReadingContext::new(TODAY)).unwrap()
}

prop_compose! {
    fn right_zone()(
        format in prop::sample::select(Format::ALL.to_vec()), serial in "[A-Z]{0,2}[0-9]{6,7}", surname in "[A-Z]{2,12}( [A-Z]{2,12})?",
        given in "([A-Z]{2,9}( [A-Z]{2,9})?)?", (year, month, day) in (1930_i16..2026, 1_i8..13, 1_i8..29), optional in "[0-9]{0,6}",
    ) -> String {
        let (code, issuer, number) = match format {
            Format::FranceId => ("ID", "FRA", "940992310285".to_owned()),
            Format::FranceLicence => ("D1", "FRA", "13AA00002".to_owned()),
            Format::SwissLicence => ("FA", "CHE", "305142128097".to_owned()),
            Format::MrvA | Format::MrvB => ("V", "HND", serial),
            Format::Td1 | Format::Td2 => ("ID", "HND", serial),
            Format::Td3 => ("PP", "HND", serial),
        };
        let issuer = CountryCode::parse(issuer).unwrap();
        let fields = ZoneFields {
            format, document_code: code.into(), issuer, document_number: number, name: PersonName::new(&surname, &given).unwrap(),
            nationality: issuer, birth_date: PartialDate::new(Some(year), Some(month), Some(day)).unwrap(), sex: Sex::Female,
            expiry_date: PartialDate::parse("2031-05-06").unwrap(), optional_data: optional, optional_data_2: String::new(),
        };
        Zone::write(&fields).unwrap().join("\n")
    }
}

proptest! {
    /// The list of repairs is exactly what differs, and no repair stays within letters or within digits.
    #[test]
    fn every_change_is_listed_and_none_looks_like_a_forgery(
        zone in right_zone(), damage in prop::collection::vec((0_usize..92, "[A-Z0-9<]"), 0..5),
    ) {
        let mut damaged = zone.into_bytes();
        for (at, sign) in damage {
            if let Some(cell) = damaged.get_mut(at).filter(|cell| **cell != b'\n') {
                *cell = sign.as_bytes()[0];
            }
        }
        let Ok(zone) = Zone::read(&String::from_utf8(damaged).unwrap(), &ReadingContext::new(TODAY)) else { return Ok(()) };
        let mut listed = 0;
        for (line, (printed, read)) in zone.printed().iter().zip(zone.lines().iter()).enumerate() {
            for (column, (from, to)) in printed.chars().zip(read.chars()).enumerate().filter(|(_, (from, to))| from != to) {
                let place = |repair: &&Repair| {
                    (usize::from(repair.line), usize::from(repair.column), repair.from, repair.to) == (line + 1, column + 1, from, to)
                };
                prop_assert_eq!(zone.repairs().iter().filter(place).count(), 1);
                prop_assert!(!(from.is_ascii_digit() && to.is_ascii_digit()));
                prop_assert!(!(from.is_ascii_uppercase() && to.is_ascii_uppercase()));
                listed += 1;
            }
        }
        prop_assert_eq!(zone.repairs().len(), listed);
        prop_assert!(zone.questions().iter().all(|question| question.readings.len() > 1));
    }

    /// What a presentation stores reads back as the same zone, lines set right included.
    #[test]
    fn the_stored_lines_read_back_the_same(zone in right_zone(), lost in 0_usize..90, twice in any::<bool>()) {
        let right = read(&zone);
        let mut damaged = zone;
        if damaged.as_bytes().get(lost) == Some(&b'<') {
            if twice { damaged.insert(lost, '<') } else { damaged.replace_range(lost..=lost, "") }
            if let Ok(zone) = Zone::read(&damaged, &ReadingContext::new(TODAY)) {
                prop_assert!(zone.notes().contains(Note::Realigned) && !zone.repairs().is_empty());
                prop_assert!(zone.repairs().iter().any(Repair::needs_confirmation));
                prop_assert_eq!(&read(&zone.printed_lines().join("\n")), &zone);
            }
        }
        prop_assert_eq!(&read(&right.printed_lines().join("\n")), &right);
    }

    /// R15: a sound zone raises no question, whatever the name.
    #[test]
    fn r15_a_sound_zone_is_read_as_it_is(zone in right_zone()) {
        let zone = read(&zone);
        prop_assert!(zone.repairs().is_empty() && zone.questions().is_empty() && zone.check_digits_ok());
    }
}

#[test]
fn what_the_digits_leave_open_is_asked_not_chosen() {
    // Z for 2 and S for 5 both make the digit right, and neither shape is likelier.
    let zone = read("V<HNDLOPEZ<<ANA<<<<<<<<<<<<<<<<<<<<<\nI2035B7155HND9104023F3105065<<<<<<<<");
    assert_eq!(zone.questions()[0].readings, ["IZ035B715", "I203SB715"]);
    assert_eq!((zone.questions()[0].line, zone.questions()[0].column), (2, 1));
    assert!(zone.repairs().is_empty() && zone.document_number().unwrap().as_str() == "I2035B715");
    assert!(!format!("{zone:?}{:?}", zone.questions()).contains("IZ035"), "personal data in a log");
}

#[test]
fn fillers_read_as_letters_are_put_back() {
    let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<K<<<C<<<<<S<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10");
    assert_eq!(zone.name().unwrap().to_string(), "ERIKSSON, ANNA MARIA");
    assert_eq!(zone.repairs().len(), 3);
    let digits = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<C<<10");
    assert!(!digits.check_digits_ok() && digits.check_digits_as_read().all_right());
    assert_eq!(digits.optional_data(), "ZE184226B");
    assert!(digits.repairs()[0].needs_confirmation());
}

#[test]
fn a_changed_digit_is_not_explained_away() {
    // 3 made to 8 in the expiry date, as a forger does: no reading of letters explains it.
    let zone = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1704159ZE184226B<<<<<10");
    assert!(zone.repairs().is_empty() && zone.questions().is_empty() && !zone.check_digits_as_read().all_right());
}
