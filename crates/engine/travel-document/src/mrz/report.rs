//! The report of `garita document mrz`: one JSON object for each block of text.

use garita_domain::{Finding, Message};
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    blocks::blocks,
    dates::{DateForm, ReadingContext, ZoneDate},
    digits::{CheckDigits, DigitVerdict, LongNumber},
    layout::{Field, Format},
    names::{Identifiers, spaced},
    receive::ZoneError,
    repair::{Question, Repair},
    zone::Zone,
};
use crate::checks::{examine_unreadable, examine_zone};

/// What one block of text says. `check_digits` and `check_digits_ok` judge what is printed, before any repair; `fields`
/// are read after the repairs, which `repairs` lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ZoneReport {
    /// `TD1`, `TD2`, `TD3`, `MRV-A`, `MRV-B`, `FRA-ID`, `FRA-DL` or `CHE-DL`; null when the block is no zone.
    pub format: Option<&'static str>,
    /// Why the block is no zone, and what to do; absent when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ReportedError>,
    /// The fields; empty when the block is no zone.
    pub fields: ReportedFields,
    /// True, false, or null where the form does not print the digit.
    pub check_digits: CheckDigits,
    /// Whether the block is a zone and every printed digit is right.
    pub check_digits_ok: bool,
    /// Characters read otherwise than received.
    pub repairs: Vec<Repair>,
    /// Fields that can be read in several ways and were left as received.
    pub questions: Vec<Question>,
    /// How the digit of a long document number counts the filler that marks it: `filler_skipped`, `filler_counted`, `either`,
    /// `neither`; null when the number is not long.
    pub long_number: Option<LongNumber>,
    /// The findings of all checks.
    pub findings: Vec<Finding>,
}

/// Why a block is no zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportedError {
    /// What was received and what to do, in English.
    pub description: String,
    /// The same as a message for any language.
    pub message: Message,
}

/// Field values by name, in reading order; a name that the form does not have is absent or null.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReportedFields(Vec<(&'static str, Option<String>)>);

impl ReportedFields {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| *field == name)?.1.as_deref()
    }
}

impl Serialize for ReportedFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Field values are personal: logs see their number.
impl std::fmt::Debug for ReportedFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReportedFields({} fields, [personal])", self.0.len())
    }
}

impl ZoneReport {
    /// The report on one block of text.
    pub fn of(text: &str, today: Date) -> Self {
        match Zone::read(text, &ReadingContext::new(today)) {
            Ok(zone) => Self::read(&zone, today),
            Err(error) => Self::refused(&error),
        }
    }

    /// The reports on every block of a text, in order; blocks that are no zone have a report too.
    pub fn of_blocks(text: &str, today: Date) -> impl Iterator<Item = Self> {
        blocks(text).map(move |block| Self::of(block.text, today))
    }

    fn read(zone: &Zone, today: Date) -> Self {
        Self {
            format: Some(zone.format().name()),
            error: None,
            fields: fields(zone),
            check_digits: *zone.check_digits(),
            check_digits_ok: zone.check_digits_ok(),
            repairs: zone.repairs().to_vec(),
            questions: zone.questions().to_vec(),
            long_number: zone.check_digits_as_read().long_number,
            findings: examine_zone(zone, today),
        }
    }

    fn refused(error: &ZoneError) -> Self {
        let none = DigitVerdict::NotPrinted;
        Self {
            format: None,
            error: Some(ReportedError { description: error.to_string(), message: error.message() }),
            fields: ReportedFields::default(),
            check_digits: CheckDigits {
                document_number: none,
                birth_date: none,
                expiry_date: none,
                optional_data: none,
                composite: none,
                long_number: None,
            },
            check_digits_ok: false,
            repairs: Vec::new(),
            questions: Vec::new(),
            long_number: None,
            findings: examine_unreadable(error),
        }
    }
}

fn fields(zone: &Zone) -> ReportedFields {
    let lines = zone.lines();
    let printed = |field| lines.format().place(field).map(|_| lines.trimmed(field).to_owned());
    let names = Identifiers::of(lines);
    let mut fields = vec![
        ("document_code", printed(Field::DocumentCode)),
        ("issuing_state", printed(Field::IssuingState)),
        ("document_number", Some(zone.document_number().map(ToString::to_string).unwrap_or_default())),
        ("optional_data", Some(zone.optional_data().to_owned())),
        ("birth_date", lines.format().place(Field::BirthDate).map(|_| date(zone.birth_date()))),
        ("sex", lines.format().place(Field::Sex).map(|_| sex(zone))),
        ("expiry_date", zone.expiry_date().map(date)),
        ("nationality", zone.nationality().map(|code| code.to_string()).or_else(|| printed(Field::Nationality))),
        ("surname", Some(spaced(names.primary))),
        ("given_names", Some(spaced(names.secondary))),
    ];
    if zone.format() == Format::Td1 {
        fields.insert(4, ("optional_data_2", zone.optional_data_2().map(str::to_owned)));
    }
    ReportedFields(fields)
}

fn sex(zone: &Zone) -> String {
    zone.sex().map_or_else(|| zone.lines().trimmed(Field::Sex).to_owned(), |sex| sex.letter().to_string())
}

/// As far as known: `1974-08-12`, `1974-08`, `1974`, `unknown`; an impossible date as its six characters.
fn date(date: &ZoneDate) -> String {
    match date.form() {
        DateForm::Full | DateForm::Fillers | DateForm::Zeros => date.date().to_string(),
        DateForm::Impossible => date.text().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);

    #[test]
    fn the_report_has_the_agreed_shape() {
        let text = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
        let json = serde_json::to_value(ZoneReport::of(text, TODAY)).unwrap();
        assert_eq!(json["format"], "TD2");
        let expected = serde_json::json!({
            "document_code": "I", "issuing_state": "UTO", "document_number": "D23145890", "optional_data": "",
            "birth_date": "1974-08-12", "sex": "F", "expiry_date": "2012-04-15", "nationality": "UTO",
            "surname": "ERIKSSON", "given_names": "ANNA MARIA"
        });
        assert_eq!(json["fields"], expected);
        let digits = serde_json::json!({
            "document_number": true, "birth_date": true, "expiry_date": true, "optional_data": null, "composite": true
        });
        assert_eq!(json["check_digits"], digits);
        assert_eq!((&json["check_digits_ok"], &json["repairs"]), (&true.into(), &serde_json::json!([])));
        assert!(json["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
        assert!(json.get("error").is_none());
    }

    #[test]
    fn digits_are_judged_as_printed_and_repairs_listed() {
        let text = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO74O8122F1204159<<<<<<<6";
        let json = serde_json::to_value(ZoneReport::of(text, TODAY)).unwrap();
        assert_eq!((&json["check_digits"]["birth_date"], &json["check_digits_ok"]), (&false.into(), &false.into()));
        assert_eq!(json["fields"]["birth_date"], "1974-08-12");
        let repair = serde_json::json!([
            { "line": 2, "column": 16, "from": "O", "to": "0", "field": "birth_date", "needs_confirmation": false }
        ]);
        assert_eq!(json["repairs"], repair);
    }

    #[test]
    fn impossible_dates_stay_as_text() {
        let text = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7413122F<<<<<<0<<<<<<<6";
        let report = ZoneReport::of(text, TODAY);
        assert_eq!((report.fields.get("birth_date"), report.fields.get("expiry_date")), (Some("741312"), Some("unknown")));
    }

    #[test]
    fn unreadable_blocks_are_reported_not_dropped() {
        let text = "garbage, not a zone\n\nI<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6\n\nP<UTO\nL898";
        let reports: Vec<_> = ZoneReport::of_blocks(text, TODAY).collect();
        assert_eq!(reports.iter().map(|r| r.format).collect::<Vec<_>>(), [None, Some("TD2"), None]);
        let json = serde_json::to_value(&reports[2]).unwrap();
        assert!(json["error"]["description"].as_str().is_some_and(|text| text.contains("5 + 4")));
        assert_eq!((&json["format"], &json["fields"]), (&serde_json::Value::Null, &serde_json::json!({})));
        assert_eq!(json["check_digits"]["composite"], serde_json::Value::Null);
        assert_eq!(json["findings"][0]["verdict"], "failed");
    }

    #[test]
    fn pastes_of_ten_megabytes_are_refused_in_one_report() {
        for character in ["A", "Ñ", "<", " A"] {
            let reports: Vec<_> = ZoneReport::of_blocks(&character.repeat(10_000_000 / character.len()), TODAY).collect();
            assert_eq!(reports.len(), 1);
            assert_eq!(reports[0].findings[0].what.id, "finding-mrz-unreadable-too-long");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_reports_without_panic(text in "([A-Z0-9<]{30}\n|[A-Z0-9<]{44}\n|[A-Z0-9<]{36}\n|\\PC{0,20}|\n\n){0,12}") {
            for report in ZoneReport::of_blocks(&text, TODAY) {
                proptest::prop_assert_eq!(report.format.is_none(), report.error.is_some());
            }
        }
    }
}
