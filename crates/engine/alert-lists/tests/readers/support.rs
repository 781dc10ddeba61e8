//! Reading a fixture to its end.

use std::io::Read;
use std::ops::ControlFlow;

use garita_alert_lists::{Format, ImportedEntry, Input, Limits, Report, read};
use garita_screening::{DateRange, NameText};

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn read_all(format: Format, input: Input<'_>, limits: &Limits) -> (Vec<ImportedEntry>, Report) {
    let mut entries = Vec::new();
    let report = read(format, input, limits, &mut |entry| {
        entries.push(entry);
        ControlFlow::Continue(())
    });
    (entries, report.unwrap())
}

pub fn read_bytes(format: Format, bytes: &[u8]) -> (Vec<ImportedEntry>, Report) {
    read_all(format, Input::new(bytes), &Limits::default())
}

pub fn boxed(bytes: &[u8]) -> Box<dyn Read + '_> {
    Box::new(bytes)
}

pub fn name(text: &NameText) -> String {
    match text {
        NameText::Parts { surname, given_names } => format!("{surname} / {given_names}"),
        NameText::Whole(whole) => whole.clone(),
    }
}

pub fn names(entry: &ImportedEntry) -> Vec<String> {
    entry
        .person
        .names
        .iter()
        .map(|listed| {
            format!("{}{}", name(&listed.text), if listed.quality == garita_screening::NameQuality::Weak { " (weak)" } else { "" })
        })
        .collect()
}

pub fn births(entry: &ImportedEntry) -> Vec<String> {
    let show = |d: &DateRange| {
        format!("{}{}{}", if d.approximate { "~" } else { "" }, d.from, if d.from == d.to { String::new() } else { format!("..{}", d.to) })
    };
    entry.person.birth_dates.iter().map(show).collect()
}

pub fn codes(entry: &ImportedEntry) -> Vec<String> {
    entry.person.nationalities.iter().map(ToString::to_string).collect()
}

pub fn documents(entry: &ImportedEntry) -> Vec<String> {
    entry.person.documents.iter().map(|d| format!("{} {}", d.number, d.issuer.map(|i| i.to_string()).unwrap_or_default())).collect()
}
