//! United Nations Security Council consolidated list (`sc-sanctions.xsd`).
//!
//! Names stand in up to four parts whose order is the person's own: they are one text. `QUALITY` `Low` is a weak alias.

use std::io::Read;

use garita_domain::PartialDate;
use garita_screening::NameQuality;

use crate::dates::{dates, range};
use crate::draft::Draft;
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::report::NoteKind;
use crate::sink::Sink;
use crate::xml::{Element, read_records};

const NAME_PARTS: [&str; 4] = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

pub fn read(from: impl Read, sink: &mut Sink<'_>) -> Result<crate::Encoding, ImportError> {
    read_records(from, sink, "CONSOLIDATED_LIST", &["INDIVIDUAL", "ENTITY"], |sink, line, element| {
        if element.name == "ENTITY" {
            sink.skipped();
            return crate::sink::Flow::Continue(());
        }
        let draft = individual(sink.limits, line, &element);
        sink.entry(draft)
    })
}

fn individual<'a>(limits: &'a crate::Limits, line: u64, person: &Element) -> Draft<'a> {
    let reference = person.get("REFERENCE_NUMBER");
    let mut draft = Draft::new(limits, line, if person.get("DATAID").is_empty() { reference } else { person.get("DATAID") });
    draft.kind(KindHint::Sanctioned);
    let main: Vec<&str> = NAME_PARTS.iter().map(|part| person.get(part)).filter(|part| !part.is_empty()).collect();
    draft.name(&main.join(" "), NameQuality::Strong);
    names_in(&mut draft, person.get("NAME_ORIGINAL_SCRIPT"), NameQuality::Strong);
    for alias in person.all("INDIVIDUAL_ALIAS") {
        let quality = if alias.get("QUALITY").eq_ignore_ascii_case("low") { NameQuality::Weak } else { NameQuality::Strong };
        names_in(&mut draft, alias.get("ALIAS_NAME"), quality);
        draft.birth_date(alias.get("DATE_OF_BIRTH"));
    }
    person.all("INDIVIDUAL_DATE_OF_BIRTH").for_each(|date| birth(&mut draft, date));
    person.all_in("NATIONALITY", "VALUE").for_each(|value| draft.nationality(&value.text));
    if !person.get("GENDER").is_empty() {
        draft.sex(person.get("GENDER"));
    }
    for document in person.all("INDIVIDUAL_DOCUMENT") {
        let issuer = ["ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"].map(|name| document.get(name)).into_iter().find(|issuer| !issuer.is_empty());
        draft.document(document.get("NUMBER"), issuer.unwrap_or_default());
    }
    draft.listed_on(person.get("LISTED_ON"));
    draft.legal_reference(&format!("{} {reference}", person.get("UN_LIST_TYPE")));
    draft.remarks(person.get("COMMENTS1"));
    fields(&mut draft, person, "", 0);
    draft
}

/// One alias element may hold several names, and a name in its own script in brackets.
fn names_in(draft: &mut Draft<'_>, text: &str, quality: NameQuality) {
    for name in text.split([';', '؛']) {
        match name.split_once(['(', '（']) {
            Some((before, after)) if after.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) && !before.trim().is_empty() => {
                draft.name(before, quality);
                draft.name(after.trim_end().trim_end_matches([')', '）']), quality);
            }
            _ => draft.name(name, quality),
        }
    }
}

/// `EXACT`, `APPROXIMATELY` and `BETWEEN`, each with a date, a year or two years.
fn birth(draft: &mut Draft<'_>, date: &Element) {
    let approximate = date.get("TYPE_OF_DATE").eq_ignore_ascii_case("approximately");
    let year = |name| PartialDate::parse(date.get(name)).ok().filter(|year| *year != PartialDate::UNKNOWN);
    if let (Some(from), Some(to)) = (year("FROM_YEAR"), year("TO_YEAR")) {
        match range(from, to, approximate) {
            Some(date) => draft.birth_range(date),
            None => draft.note(NoteKind::BirthDate),
        }
        return;
    }
    let Some(text) = ["DATE", "YEAR", "FROM_YEAR", "TO_YEAR"].map(|name| date.get(name)).into_iter().find(|text| !text.is_empty()) else {
        return;
    };
    let read = dates(text);
    if read.is_empty() {
        draft.note(NoteKind::BirthDate);
    }
    for date in read {
        draft.birth_range(garita_screening::DateRange { approximate: date.approximate || approximate, ..date });
    }
}

/// What is not in the entry's own fields.
fn fields(draft: &mut Draft<'_>, element: &Element, path: &str, depth: usize) {
    const KNOWN: [&str; 5] = ["COMMENTS1", "LISTED_ON", "DATAID", "REFERENCE_NUMBER", "UN_LIST_TYPE"];
    for child in element.children.iter().filter(|child| !KNOWN.contains(&child.name.as_str())) {
        let name = match (path, child.name.as_str()) {
            ("", own) => own.to_owned(),
            (path, "VALUE") => path.to_owned(),
            (path, own) => format!("{path} {own}"),
        };
        draft.field(&name, &child.text);
        if depth < 4 {
            fields(draft, child, &name, depth + 1);
        }
    }
}
