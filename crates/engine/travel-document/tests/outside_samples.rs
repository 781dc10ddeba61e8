//! Verdicts on an outside collection of zones whose every printed check digit was recomputed by others.
//!
//! The collection is no part of the repository. Without it this test says that it is skipped.

use std::path::PathBuf;

use garita_travel_document::mrz::ZoneReport;
use jiff::civil::Date;
use serde_json::Value;

const TODAY: Date = Date::constant(2026, 11, 22);

/// Their short names for our digits.
const DIGITS: [(&str, &str); 5] =
    [("no", "document_number"), ("dob", "birth_date"), ("exp", "expiry_date"), ("opt", "optional_data"), ("comp", "composite")];

#[test]
fn every_verdict_equals_the_collections() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/travel-documents/mrz/mrz-samples.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/data/travel-documents/mrz/mrz-samples.json is not there");
        return;
    };
    let samples: Vec<Value> = serde_json::from_str(&text).expect("the collection is JSON");
    let mut wrong = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        let lines: Vec<_> = sample["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        for text in [lines.join("\n"), lines.concat()] {
            let report = serde_json::to_value(ZoneReport::of(&text, TODAY)).unwrap();
            let format = report["format"].as_str().unwrap_or("none").replace('-', "");
            if format.replace("FRAID", "FRID") != sample["format"] {
                wrong.push(format!("{at}: form {format}"));
            }
            if report["check_digits_ok"] != sample["check_digits_ok"] {
                wrong.push(format!("{at}: check_digits_ok {}", report["check_digits_ok"]));
            }
            for (theirs, ours) in DIGITS {
                // A digit they do not list is one the form does not print.
                let expected = sample["checks"].get(theirs).cloned().unwrap_or(Value::Null);
                if report["check_digits"][ours] != expected {
                    wrong.push(format!("{at}: {ours} {} instead of {expected}", report["check_digits"][ours]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "of {} zones: {wrong:#?}", samples.len());
}
