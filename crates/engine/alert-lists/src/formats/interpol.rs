//! INTERPOL notices in the shape of the public interface (`/notices/v1/{red,yellow,un}`): answers with `_embedded.notices`,
//! single notices, arrays, or one object after the other.
//!
//! A notice of a State from which the person asks protection is for the caller to flag (R34): the issuing States stand in the legal reference.

use std::io::Read;

use garita_screening::NameQuality;
use serde_json::Value;

use crate::draft::Draft;
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::json::{shown, text, texts};
use crate::limits::Limits;
use crate::objects::Objects;
use crate::report::{Encoding, Reason};
use crate::sink::{Flow, Sink};
use crate::table_reading::broken;

pub fn read(from: impl Read, sink: &mut Sink<'_>) -> Result<Encoding, ImportError> {
    let limits = sink.limits;
    let mut objects = Objects::new(from, limits);
    loop {
        let object = match objects.next() {
            Ok(Some(object)) => object,
            Ok(None) => {
                if !objects.found_any() {
                    sink.broken_off(objects.line(), Reason::OtherFormat);
                }
                return Ok(objects.encoding());
            }
            Err(error) => return broken(error, limits, objects.line(), |line, reason| sink.broken_off(line, reason)),
        };
        if sink.record(object.line).is_break() {
            return Ok(objects.encoding());
        }
        let flow = match object.value {
            Ok(notice) if color(&notice).as_deref() == Some("black") => {
                sink.skipped();
                Flow::Continue(())
            }
            Ok(notice) => {
                let draft = person(limits, object.line, &notice);
                sink.entry(draft)
            }
            Err(reason @ Reason::CutShort) => {
                sink.broken_off(object.line, reason);
                Flow::Break(())
            }
            Err(reason) => {
                sink.malformed(object.line, None, reason);
                Flow::Continue(())
            }
        };
        if flow.is_break() {
            return Ok(objects.encoding());
        }
    }
}

/// Members whose text stands elsewhere in the entry.
const KNOWN: [&str; 9] =
    ["entity_id", "name", "forename", "nationalities", "sex_id", "_links", "_embedded", "summary", "distinguishing_marks"];

fn person<'a>(limits: &'a Limits, line: u64, notice: &Value) -> Draft<'a> {
    let get = |name: &str| notice.get(name).map(text).unwrap_or_default();
    let all = |name: &str| notice.get(name).map(texts).unwrap_or_default();
    let mut draft = Draft::new(limits, line, &get("entity_id"));
    draft.name_parts(&get("name"), &get("forename"), NameQuality::Strong);
    for alias in ["aliases", "alias", "form_of_names", "other_names"].iter().filter_map(|name| notice.get(*name)).flat_map(members) {
        match alias {
            Value::Object(parts) => {
                let part = |name: &str| parts.get(name).map(text).unwrap_or_default();
                draft.name_parts(&part("name"), &part("forename"), NameQuality::Strong);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                draft.name(&text(alias), NameQuality::Strong);
            }
        }
    }
    for name in &all("birth_name") {
        draft.name_parts(name, &get("forename"), NameQuality::Strong);
    }
    for name in &all("name_in_original_script") {
        draft.name(name, NameQuality::Strong);
    }
    ["date_of_birth", "dates_of_birth"].iter().flat_map(|name| all(name)).for_each(|date| draft.birth_date(&date));
    for code in &all("nationalities") {
        draft.nationality(code);
    }
    if !get("sex_id").is_empty() {
        draft.sex(&get("sex_id"));
    }
    let warrants = notice.get("arrest_warrants").map(members).unwrap_or_default();
    for warrant in &warrants {
        let part = |name: &str| warrant.get(name).map(text).unwrap_or_default();
        draft.legal_reference(format!("{}: {}", part("issuing_country_id"), part("charge")).trim_matches([':', ' ']));
    }
    if let Some(kind) = kind(color(notice).as_deref(), !warrants.is_empty()) {
        draft.kind(kind);
    }
    for reference in &all("un_reference") {
        draft.legal_reference(reference);
    }
    draft.remarks(&get("summary"));
    draft.remarks(&get("distinguishing_marks"));
    for (name, value) in notice.as_object().into_iter().flatten().filter(|(name, _)| !KNOWN.contains(&name.as_str())) {
        draft.field(name, &shown(value, 3));
    }
    draft
}

fn members(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(Vec::new, |values| values.iter().collect())
}

/// The notice's colour, told by its own address or by a member that names it.
fn color(notice: &Value) -> Option<String> {
    const COLORS: [&str; 7] = ["red", "yellow", "blue", "green", "orange", "black", "un"];
    let address = notice.pointer("/_links/self/href").map(text).unwrap_or_default().to_lowercase();
    if let Some(color) = address.split('/').find(|part| COLORS.contains(part)) {
        return Some(color.to_owned());
    }
    let named = ["notice_type", "type", "notice"].iter().filter_map(|name| notice.get(*name)).map(text).collect::<Vec<_>>().join(" ");
    named.to_lowercase().split(|c: char| !c.is_ascii_alphabetic()).find(|word| COLORS.contains(word)).map(str::to_owned)
}

fn kind(color: Option<&str>, warrants: bool) -> Option<KindHint> {
    match color {
        Some("red") => Some(KindHint::Wanted),
        Some("yellow") => Some(KindHint::Missing),
        Some("blue") => Some(KindHint::InformationSought),
        Some("green" | "orange") => Some(KindHint::Warning),
        Some("un") => Some(KindHint::Sanctioned),
        _ => warrants.then_some(KindHint::Wanted),
    }
}
