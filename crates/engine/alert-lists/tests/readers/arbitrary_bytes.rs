//! Hostile files: whatever the bytes, every importer ends, keeps to its limits and never panics.
//!
//! Each importer gets arbitrary bytes and its own fixture with bytes changed, cut out, doubled and joined. `scripts/test-long` runs many more cases.

use std::ops::ControlFlow;

use garita_alert_lists::{
    Beside, Format, ImportedEntry, Input, Limits, Mapping, Report, detect, read_lost_documents, read_name_pairs, read_travellers,
};
use garita_screening::NameText;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{boxed, fixture, read_all};

#[derive(Clone, Debug)]
enum Damage {
    Change(Index, u8),
    Cut(Index, usize),
    Insert(Index, Vec<u8>),
    Double(Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..8),
        Just(b"<".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\\u0000".to_vec()),
        Just(b"<!DOCTYPE x [<!ENTITY a 'b'>]>".to_vec()),
        Just(b"&a;&#0;&#x202e;".to_vec()),
        Just("\u{202E}\u{0430}".as_bytes().to_vec()),
        Just(vec![b'['; 200]),
        Just(vec![b'x'; 5_000]),
    ];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Change(at, byte)),
        (any::<Index>(), 1_usize..200).prop_map(|(at, length)| Damage::Cut(at, length)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (any::<Index>(), 1_usize..400).prop_map(|(at, length)| Damage::Double(at, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    match damage {
        Damage::Change(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Damage::Cut(at, length) => {
            let at = at.index(bytes.len());
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        Damage::Insert(at, piece) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, piece.iter().copied());
        }
        Damage::Double(at, length) => {
            let at = at.index(bytes.len());
            let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

fn damaged(name: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let whole = fixture(name);
    let near = prop::collection::vec(damage(), 1..12).prop_map(move |all| {
        let mut bytes = whole.clone();
        for damage in &all {
            apply(&mut bytes, damage);
        }
        bytes
    });
    prop_oneof![4 => near, 1 => prop::collection::vec(any::<u8>(), 0..2_000)]
}

const LIMITS: fn() -> Limits = || Limits {
    record_bytes: 4_000,
    parts: 60,
    depth: 8,
    names: 5,
    name_characters: 80,
    field_characters: 100,
    records: 50,
    listed: 3,
    ..Limits::default()
};

fn hold(entries: &[ImportedEntry], report: &Report) -> Result<(), TestCaseError> {
    let limits = LIMITS();
    prop_assert_eq!(entries.len() as u64, report.entries);
    prop_assert!(report.entries <= report.records && report.records <= limits.records);
    prop_assert!(report.malformed.len() <= limits.listed && report.notes.len() <= limits.listed);
    let mut ids = std::collections::BTreeSet::new();
    for entry in entries {
        prop_assert!(ids.insert(entry.person.id.clone()) && !entry.person.id.is_empty());
        prop_assert!((1..=limits.names).contains(&entry.person.names.len()) && entry.line > 0);
        prop_assert!(entry.fields.iter().all(|field| field.value.chars().count() <= limits.field_characters));
        for listed in &entry.person.names {
            let parts = match &listed.text {
                NameText::Parts { surname, given_names } => vec![surname, given_names],
                NameText::Whole(whole) => vec![whole],
            };
            for part in parts {
                prop_assert!(!part.is_empty() && part.chars().count() <= limits.name_characters);
                let hidden = part.chars().any(|c| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'));
                prop_assert!(!hidden);
            }
        }
    }
    Ok(())
}

fn importer_holds(format: Format, bytes: &[u8]) -> Result<(), TestCaseError> {
    let (entries, report) = read_all(format, Input::new(bytes), &LIMITS());
    hold(&entries, &report)?;
    let _ = detect(bytes, "list");
    Ok(())
}

proptest! {
    #[test]
    fn un_xml(bytes in damaged("un.xml")) {
        importer_holds(Format::UnXml, &bytes)?;
    }

    #[test]
    fn ofac_xml(bytes in damaged("sdn.xml")) {
        importer_holds(Format::OfacXml, &bytes)?;
    }

    #[test]
    fn ofac_csv(bytes in damaged("sdn.csv"), alt in damaged("alt.csv"), add in damaged("add.csv"), more in damaged("sdn_comments.csv")) {
        let beside = Beside { aliases: Some(boxed(&alt)), addresses: Some(boxed(&add)), comments: Some(boxed(&more)) };
        let (entries, report) = read_all(Format::OfacCsv, Input { beside, ..Input::new(bytes.as_slice()) }, &LIMITS());
        hold(&entries, &report)?;
    }

    #[test]
    fn interpol_json(bytes in damaged("interpol.json")) {
        importer_holds(Format::InterpolJson, &bytes)?;
    }

    #[test]
    fn follow_the_money(bytes in damaged("ftm.jsonl")) {
        importer_holds(Format::FollowTheMoney, &bytes)?;
    }

    #[test]
    fn csv(bytes in damaged("people.csv")) {
        importer_holds(Format::Csv, &bytes)?;
    }

    #[test]
    fn lost_documents(bytes in damaged("lost.csv")) {
        let limits = Limits { series: 10, ..LIMITS() };
        let mut count = 0;
        let report = read_lost_documents(bytes.as_slice(), &Mapping::default(), &limits, &mut |_, _| {
            count += 1;
            ControlFlow::Continue(())
        }).unwrap();
        prop_assert_eq!(count, report.entries);
        prop_assert!(report.entries <= report.records * 10);
    }

    #[test]
    fn travellers_and_pairs(bytes in damaged("people.csv")) {
        let mut count = 0;
        let report = read_travellers(bytes.as_slice(), &Mapping::default(), &LIMITS(), &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        }).unwrap();
        prop_assert_eq!(count, report.entries);
        let _ = read_name_pairs(bytes.as_slice(), &Mapping::default(), &LIMITS(), &mut |_| ControlFlow::Continue(())).unwrap();
    }

    /// Damage to one row costs that row alone: rows before and after it are read as before.
    #[test]
    fn a_damaged_row_costs_itself(rubbish in "[^\r\n]{0,60}") {
        let before = "id,name\n1,Ana\n";
        let text = format!("{before}{rubbish}\n3,Otto\n4,Vex\n");
        let (entries, report) = read_all(Format::Csv, Input::new(text.as_bytes()), &Limits::default());
        let ids: Vec<&str> = entries.iter().map(|entry| entry.person.id.as_str()).collect();
        prop_assert!(report.is_complete());
        prop_assert!(ids.contains(&"1"));
        prop_assert!(ids.contains(&"4") || rubbish.contains('"'), "{:?}", report.malformed);
    }
}

/// A stream that never ends is broken off in bounded memory and time, with the reason.
#[test]
fn endless_files_are_broken_off() {
    let limits = Limits { file_bytes: 8 << 20, ..LIMITS() };
    for format in Format::ALL.into_iter().filter(|format| *format != Format::LostDocumentCsv) {
        for beginning in ["<CONSOLIDATED_LIST><INDIVIDUAL>", "<sdnList>", "id,name\n", "{\"a\":\"", "[", "1,\""] {
            let endless = std::io::Read::chain(beginning.as_bytes(), std::io::repeat(b'x'));
            let (entries, report) = read_all(format, Input::new(endless), &limits);
            assert!(entries.is_empty() && !report.is_complete(), "{format:?} {beginning} {report:?}");
        }
    }
}

#[test]
fn a_reader_may_stop() {
    let mut count = 0;
    let bytes = fixture("ftm.jsonl");
    let report = garita_alert_lists::read(Format::FollowTheMoney, Input::new(bytes.as_slice()), &Limits::default(), &mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert_eq!((count, report.unwrap().broken_off.map(|m| m.reason)), (1, Some(garita_alert_lists::Reason::Stopped)));
}
