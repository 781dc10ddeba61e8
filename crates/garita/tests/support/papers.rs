//! Passports of invented people, as many as a test wants.

use garita_domain::{CountryCode, PartialDate, PersonName, Sex};
use garita_travel_document::mrz::{Format, Zone, ZoneFields};

/// The two lines of passport `number`; the same number is the same document.
pub fn passport(number: u32) -> String {
    let fields = ZoneFields {
        format: Format::Td3,
        document_code: "P".to_owned(),
        issuer: CountryCode::parse("GTM").unwrap(),
        document_number: format!("G{number:08}"),
        name: PersonName::new("MARCADOR", "PRUEBA").unwrap(),
        nationality: CountryCode::parse("GTM").unwrap(),
        birth_date: PartialDate::parse("1988-03-14").unwrap(),
        sex: Sex::Female,
        expiry_date: PartialDate::parse("2031-05-20").unwrap(),
        optional_data: String::new(),
        optional_data_2: String::new(),
    };
    Zone::write(&fields).unwrap().join("\n")
}
