//! Every kind has a fixture of every released version; every value it can hold has a line of the data inventory.

#![cfg(test)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use garita_record::{ALL, DecodeError, KindInfo};
use proptest::{prelude::*, test_runner::FileFailurePersistence};
use serde_json::Value;

/// Values without a shape of their own: one line covers whatever is below it.
const FREE: [&str; 4] = ["facts", "payload", "findings[].what.parameters", "findings[].look_at.parameters"];

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn fixture(kind: &KindInfo, version: u16) -> Vec<u8> {
    let path = fixtures().join(format!("{}.v{version}.json", kind.name));
    fs::read(&path).unwrap_or_else(|error| panic!("{} v{version} has no fixture ({}): {error}", kind.name, path.display()))
}

/// Paths of all leaves, list items as `[]`.
fn leaves(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        _ if FREE.contains(&path) => drop(found.insert(path.to_owned())),
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(item, &format!("{path}[]"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => drop(found.insert(path.to_owned())),
    }
}

/// Whether something in the fixture was left empty: it would hide a value from the inventory.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(fields) => !fields.is_empty() && fields.values().all(is_filled),
        Value::Array(items) => !items.is_empty() && items.iter().all(is_filled),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// R01, R02: no value without purpose, basis, retention and audience; no line for a value that is not there.
#[test]
fn r01_r02_every_value_of_every_kind_has_its_inventory_line() {
    for kind in ALL {
        let value: Value = serde_json::from_slice(&fixture(kind, kind.version)).unwrap();
        assert!(is_filled(&value), "the fixture of {} leaves something empty", kind.name);
        let mut found = BTreeSet::new();
        leaves(&value, "", &mut found);
        let lines: BTreeSet<String> = kind.fields.iter().map(|field| field.name.to_owned()).collect();
        assert_eq!(lines.len(), kind.fields.len(), "{} has a line twice", kind.name);
        let without: Vec<_> = found.difference(&lines).collect();
        assert!(without.is_empty(), "values of {} without an inventory line: {without:?}", kind.name);
        let stale: Vec<_> = lines.difference(&found).collect();
        assert!(stale.is_empty(), "inventory lines of {} that no value meets: {stale:?}", kind.name);
    }
}

#[test]
fn every_released_version_reads_and_the_current_one_reads_back_equal() {
    for kind in ALL {
        for version in 1..=kind.version {
            let payload = fixture(kind, version);
            let read = (kind.round_trip)(version, &payload).unwrap();
            assert_eq!(read, (kind.round_trip)(kind.version, &serde_json::to_vec(&read).unwrap()).unwrap(), "{} v{version}", kind.name);
            if version == kind.version {
                assert_eq!(read, serde_json::from_slice::<Value>(&payload).unwrap(), "{}", kind.name);
            }
        }
    }
}

#[test]
fn every_fixture_belongs_to_a_kind_and_no_name_is_used_twice() {
    let names: BTreeSet<_> = ALL.iter().map(|kind| kind.name).collect();
    assert_eq!(names.len(), ALL.len());
    let released: BTreeSet<_> =
        ALL.iter().flat_map(|kind| (1..=kind.version).map(|version| format!("{}.v{version}.json", kind.name))).collect();
    let files: BTreeSet<_> = fs::read_dir(fixtures()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, released);
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    for kind in ALL {
        let newer = (kind.round_trip)(kind.version + 1, b"{\"of\":\"the future\"}");
        assert!(matches!(newer, Err(DecodeError::UnknownVersion { version, .. }) if version == kind.version + 1), "{}", kind.name);
        let damaged = (kind.round_trip)(kind.version, b"\xff\x00");
        assert!(matches!(damaged, Err(DecodeError::Payload { .. })), "{}", kind.name);
    }
}

/// A fixture with one value somewhere replaced: nearly right is harder than garbage.
fn nearly_right() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::String)
    ];
    (0..ALL.len(), any::<prop::sample::Index>(), value).prop_map(|(kind, which, replacement)| {
        let mut value: Value = serde_json::from_slice(&fixture(&ALL[kind], ALL[kind].version)).unwrap();
        let mut left = which.index(count(&value));
        replace(&mut value, &mut left, &replacement);
        (kind, serde_json::to_vec(&value).unwrap())
    })
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn replace(value: &mut Value, left: &mut usize, with: &Value) {
    if *left == 0 {
        *value = with.clone();
        *left = usize::MAX;
        return;
    }
    *left = left.saturating_sub(1);
    let children: Vec<&mut Value> = match value {
        Value::Object(fields) => fields.values_mut().collect(),
        Value::Array(items) => items.iter_mut().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for child in children {
        if *left != usize::MAX {
            replace(child, left, with);
        }
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn garbage_never_panics(kind in 0..ALL.len(), version in any::<u16>(), payload in prop::collection::vec(any::<u8>(), 0..200)) {
        drop((ALL[kind].round_trip)(version, &payload));
        drop((ALL[kind].round_trip)(ALL[kind].version, &payload));
    }

    #[test]
    fn what_still_reads_after_a_change_reads_back_the_same((kind, payload) in nearly_right()) {
        let kind = &ALL[kind];
        if let Ok(read) = (kind.round_trip)(kind.version, &payload) {
            let again = (kind.round_trip)(kind.version, &serde_json::to_vec(&read).unwrap());
            prop_assert_eq!(again.unwrap(), read);
        }
    }
}
