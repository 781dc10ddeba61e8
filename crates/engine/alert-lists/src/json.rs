//! What importers of JSON ask of a value.

use serde_json::Value;

/// A text, number or truth value as text; empty for anything else.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// Texts of an array, or of a single value.
pub fn texts(value: &Value) -> Vec<String> {
    let all = match value {
        Value::Array(values) => values.iter().map(text).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => vec![text(value)],
    };
    all.into_iter().filter(|text: &String| !text.trim().is_empty()).collect()
}

/// A value for a page: arrays with commas, objects as `key: value`.
pub fn shown(value: &Value, depth: usize) -> String {
    match value {
        Value::Array(values) if depth > 0 => {
            values.iter().map(|value| shown(value, depth - 1)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Object(members) if depth > 0 => {
            let member = |(key, value): (&String, &Value)| (key.clone(), shown(value, depth - 1));
            let filled = members.iter().map(member).filter(|(_, text)| !text.is_empty());
            filled.map(|(key, text)| format!("{key}: {text}")).collect::<Vec<_>>().join(", ")
        }
        Value::Array(_) | Value::Object(_) => String::new(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => text(value),
    }
}
