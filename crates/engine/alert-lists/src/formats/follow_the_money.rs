//! `FollowTheMoney` entities, one JSON object a line: `{"id", "schema", "properties": {"name": [...], ...}}`. Schema `Person` alone is read.

use std::io::Read;

use garita_screening::NameQuality;
use serde_json::Value;

use crate::draft::Draft;
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::json::{shown, text, texts};
use crate::limits::Limits;
use crate::report::{Encoding, Reason};
use crate::sink::{Flow, Sink};
use crate::table_reading::broken;

pub fn read(from: impl Read, sink: &mut Sink<'_>) -> Result<Encoding, ImportError> {
    let limits = sink.limits;
    let mut lines = crate::lines::Lines::new(from, limits);
    loop {
        let line = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(lines.encoding()),
            Err(error) => return broken(error, limits, lines.line(), |line, reason| sink.broken_off(line, reason)),
        };
        let Some(json) = line.text else {
            if sink.record(line.number).is_break() {
                return Ok(lines.encoding());
            }
            sink.malformed(line.number, None, Reason::TooLong(limits.record_bytes));
            continue;
        };
        if json.trim().is_empty() {
            continue;
        }
        if sink.record(line.number).is_break() {
            return Ok(lines.encoding());
        }
        let entity = match serde_json::from_str::<Value>(json.trim()) {
            Ok(entity) if entity.get("schema").is_some() => entity,
            Ok(_) => {
                sink.malformed(line.number, None, Reason::OtherFormat);
                continue;
            }
            Err(_) => {
                sink.malformed(line.number, None, Reason::NotJson);
                continue;
            }
        };
        if entity.get("schema").and_then(Value::as_str) != Some("Person") {
            sink.skipped();
            continue;
        }
        let draft = person(limits, line.number, &entity);
        if let Flow::Break(()) = sink.entry(draft) {
            return Ok(lines.encoding());
        }
    }
}

/// Members whose text stands elsewhere in the entry.
const KNOWN: [&str; 5] = ["notes", "summary", "program", "programId", "gender"];

fn person<'a>(limits: &'a Limits, line: u64, entity: &Value) -> Draft<'a> {
    let mut draft = Draft::new(limits, line, &entity.get("id").map(text).unwrap_or_default());
    let all = |name: &str| entity.get("properties").and_then(|properties| properties.get(name)).map(texts).unwrap_or_default();
    for (name, quality) in [
        ("name", NameQuality::Strong),
        ("alias", NameQuality::Strong),
        ("previousName", NameQuality::Strong),
        ("weakAlias", NameQuality::Weak),
    ] {
        for name in &all(name) {
            draft.name(name, quality);
        }
    }
    if !draft.has_name() {
        let given: Vec<String> = ["firstName", "secondName", "middleName"].iter().flat_map(|name| all(name)).collect();
        draft.name_parts(&all("lastName").join(" "), &given.join(" "), NameQuality::Strong);
    }
    if !draft.has_name() {
        draft.name(&entity.get("caption").map(text).unwrap_or_default(), NameQuality::Strong);
    }
    for date in &all("birthDate") {
        draft.birth_date(date);
    }
    ["nationality", "citizenship"].iter().flat_map(|name| all(name)).for_each(|code| draft.nationality(&code));
    for sex in &all("gender") {
        draft.sex(sex);
    }
    ["passportNumber", "idNumber"].iter().flat_map(|name| all(name)).for_each(|number| draft.document(&number, ""));
    if let Some(kind) = all("topics").iter().find_map(|topic| kind(topic)) {
        draft.kind(kind);
    }
    ["program", "programId"].iter().flat_map(|name| all(name)).for_each(|program| draft.legal_reference(&program));
    ["notes", "summary"].iter().flat_map(|name| all(name)).for_each(|note| draft.remarks(&note));
    if let [date] = all("listingDate").as_slice() {
        draft.listed_on(date);
    }
    let properties = entity.get("properties").and_then(Value::as_object);
    for (name, value) in properties.into_iter().flatten().filter(|(name, _)| !KNOWN.contains(&name.as_str())) {
        draft.field(name, &shown(value, 2));
    }
    draft
}

/// Topics of the `FollowTheMoney` vocabulary that say what sort of entry it is.
fn kind(topic: &str) -> Option<KindHint> {
    match topic {
        "sanction" | "sanction.linked" => Some(KindHint::Sanctioned),
        "wanted" => Some(KindHint::Wanted),
        _ => None,
    }
}
