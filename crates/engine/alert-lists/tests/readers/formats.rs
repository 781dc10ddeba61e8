//! Every format on a small list of invented people.

use std::ops::ControlFlow;

use crate::support::{births, boxed, codes, documents, fixture, names, read_all, read_bytes};
use garita_alert_lists::{Beside, Change, Format, Input, KindHint, Limits, Mapping, NoteKind, Reason, Report, detect, read_lost_documents};
use garita_domain::Sex;

fn reasons(report: &Report) -> Vec<(u64, Reason)> {
    report.malformed.iter().map(|m| (m.line, m.reason.clone())).collect()
}

#[test]
fn united_nations() {
    let (entries, report) = read_bytes(Format::UnXml, &fixture("un.xml"));
    assert_eq!(reasons(&report), [(25, Reason::NoName), (26, Reason::DuplicateId { first: 4 })]);
    assert_eq!((report.entries, report.skipped, report.records), (1, 1, 4));
    let vex = &entries[0];
    let expected = ["OTTO BRAM VEX", "أوتو برام", "VEX / Otto", "Otho Vecks", "The Hat (weak)", "القبعة (weak)"];
    assert_eq!(names(vex), expected);
    assert_eq!(births(vex), ["1961-02-03", "~1963", "1967..1969"]);
    assert_eq!(codes(vex), ["IRN", "COD"]);
    assert_eq!(documents(vex), ["AB123456 D"]);
    assert_eq!((vex.person.id.as_str(), vex.person.sex, vex.line), ("1001", Sex::Male, 4));
    assert_eq!((vex.listed_on.to_string().as_str(), vex.legal_reference.as_str()), ("2015-07-01", "Ruritania RUi.001"));
    assert_eq!((vex.remarks.as_str(), vex.kind), ("Minister & general.", Some(KindHint::Sanctioned)));
    assert!(vex.fields.iter().any(|field| field.name == "DESIGNATION" && field.value == "Minister"));
}

#[test]
fn ofac_tables() {
    let (alt, add, more) = (fixture("alt.csv"), fixture("add.csv"), fixture("sdn_comments.csv"));
    let main = fixture("sdn.csv");
    let beside = Beside { aliases: Some(boxed(&alt)), addresses: Some(boxed(&add)), comments: Some(boxed(&more)) };
    let (entries, report) = read_all(Format::OfacCsv, Input { beside, ..Input::new(main.as_slice()) }, &Limits::default());
    assert_eq!(reasons(&report), [(4, Reason::TooFewColumns { found: 3, expected: 12 })]);
    assert_eq!((report.entries, report.skipped, report.broken_off), (2, 2, None));
    let vex = &entries[0];
    assert_eq!(names(vex), ["BRAM VEX / Otto", "VECKS / Otho", "THE HAT (weak)"]);
    assert_eq!(births(vex), ["1970-03-12", "1971", "~1972"]);
    assert_eq!((codes(vex), documents(vex)), (vec!["IRN".to_owned(), "PRK".to_owned()], vec!["A123456 IRN".to_owned()]));
    assert_eq!((vex.person.sex, vex.legal_reference.as_str()), (Sex::Male, "OFAC RURITANIA, SDGT"));
    assert!(vex.remarks.ends_with("Linked To: ACME TRADING; Linked To: SOLO."));
    assert!(vex.fields.iter().any(|field| field.value == "1 Hat Street, Strelsau, Iran"));
    assert_eq!(names(&entries[1]), ["SOLO"]);
    let (alone, _) = read_bytes(Format::OfacCsv, &main);
    assert_eq!(names(&alone[0]), ["BRAM VEX / Otto", "THE HAT (weak)"]);
}

#[test]
fn ofac_xml() {
    let (entries, report) = read_bytes(Format::OfacXml, &fixture("sdn.xml"));
    assert_eq!((report.entries, report.skipped, report.malformed_count), (1, 1, 0));
    let vex = &entries[0];
    assert_eq!(names(vex), ["BRAM VEX / Otto", "VECKS / Otho", "THE HAT (weak)"]);
    assert_eq!((births(vex), codes(vex)), (vec!["~1970".to_owned()], vec!["IRN".to_owned(), "PRK".to_owned()]));
    assert_eq!((documents(vex), vex.person.sex), (vec!["A123456 IRN".to_owned()], Sex::Male));
    assert_eq!(vex.legal_reference, "OFAC RURITANIA, SDGT");
}

#[test]
fn interpol_notices() {
    let (entries, report) = read_bytes(Format::InterpolJson, &fixture("interpol.json"));
    assert_eq!(reasons(&report), [(7, Reason::NoName)]);
    assert_eq!((report.entries, report.broken_off), (2, None));
    let (vex, lira) = (&entries[0], &entries[1]);
    assert_eq!((names(vex), births(vex)), (vec!["VEX / OTTO".to_owned()], vec!["1970-03-12".to_owned()]));
    assert_eq!((codes(vex), vex.kind), (vec!["IRN".to_owned(), "D".to_owned()], Some(KindHint::Wanted)));
    assert_eq!((vex.legal_reference.as_str(), vex.remarks.as_str()), ("HN: fraud", "wears a hat"));
    assert_eq!((names(lira), lira.kind), (vec!["LIRA / ANA".to_owned(), "SOTO / ANA".to_owned()], Some(KindHint::Missing)));
    assert_eq!((lira.person.sex, births(lira)), (Sex::Female, vec!["2015".to_owned()]));
}

#[test]
fn follow_the_money() {
    let (entries, report) = read_bytes(Format::FollowTheMoney, &fixture("ftm.jsonl"));
    let expected = [(3, Reason::NotJson), (5, Reason::DuplicateId { first: 1 }), (6, Reason::NoName)];
    assert_eq!(reasons(&report), expected);
    assert_eq!((report.entries, report.skipped), (2, 1));
    let vex = &entries[0];
    assert_eq!(names(vex), ["Otto Vex", "Отто Векс", "Otho Vecks", "The Hat (weak)"]);
    assert_eq!((births(vex), codes(vex)), (vec!["1970".to_owned(), "1970-03-12".to_owned()], vec!["IRN".to_owned(), "D".to_owned()]));
    assert_eq!((documents(vex), vex.kind), (vec!["A123456 ".to_owned(), "991 ".to_owned()], Some(KindHint::Sanctioned)));
    assert_eq!(names(&entries[1]), ["Lira / Ana"]);
}

#[test]
fn any_table_of_people() {
    let (entries, report) = read_bytes(Format::Csv, &fixture("people.csv"));
    assert_eq!(reasons(&report), [(4, Reason::NoName), (5, Reason::NoId), (6, Reason::DuplicateId { first: 2 })]);
    let noted: Vec<NoteKind> = report.notes.iter().map(|note| note.kind).collect();
    assert_eq!(noted, [NoteKind::Country, NoteKind::Sex, NoteKind::DocumentNumber, NoteKind::Kind]);
    let lopez = &entries[0];
    assert_eq!(names(lopez), ["López García / María", "Maruja Lopez", "M. Lopez"]);
    assert_eq!((documents(lopez), lopez.kind), (vec!["E123456 HND".to_owned()], Some(KindHint::ExitBan)));
    assert_eq!((lopez.legal_reference.as_str(), lopez.remarks.as_str()), ("Juzgado 3, exp. 12", "dice; \"no\""));
    assert!(lopez.fields.iter().any(|field| field.name == "eyes" && field.value == "brown"));
    assert_eq!(births(&entries[1]), ["1967..1969"]);
}

#[test]
fn lost_documents_with_series_and_changes() {
    let mut seen = Vec::new();
    let file = fixture("lost.csv");
    let report = read_lost_documents(file.as_slice(), &Mapping::default(), &Limits::default(), &mut |change, document| {
        let issuer = document.issuer.map(|code| code.to_string()).unwrap_or_default();
        seen.push(format!("{} {issuer} {} {}", document.number, document.kind.code(), if change == Change::Add { "+" } else { "-" }));
        ControlFlow::Continue(())
    })
    .unwrap();
    let blanks = ["AB000100 D stolen_blank +", "AB000101 D stolen_blank +", "AB000102 D stolen_blank +"];
    assert_eq!(seen[0], "E123456 HND stolen +");
    assert_eq!(seen[1..4], blanks);
    assert_eq!(seen[4..], ["X1  lost -"]);
    let lines: Vec<u64> = report.malformed.iter().map(|m| m.line).collect();
    assert_eq!((lines, report.entries), (vec![5, 6, 7, 8, 9], 5));
}

#[test]
fn lost_documents_without_header() {
    let mut count = 0;
    let report = read_lost_documents(&b"A1,HND,lost\nA2,,stolen\n"[..], &Mapping::default(), &Limits::default(), &mut |_, _| {
        count += 1;
        ControlFlow::Continue(())
    });
    assert_eq!((report.unwrap().broken_off, count), (None, 2));
}

#[test]
fn formats_are_told_by_their_beginning() {
    for (file, format) in [
        ("un.xml", Format::UnXml),
        ("sdn.csv", Format::OfacCsv),
        ("sdn.xml", Format::OfacXml),
        ("interpol.json", Format::InterpolJson),
        ("ftm.jsonl", Format::FollowTheMoney),
        ("people.csv", Format::Csv),
        ("lost.csv", Format::LostDocumentCsv),
    ] {
        assert_eq!(detect(&fixture(file), file), Some(format), "{file}");
    }
    assert_eq!(detect(b"", "x"), None);
    assert_eq!(detect(b"\x89PNG\r\n\x1a\n", "x.png"), None);
    assert_eq!(detect(b"<html><body>", "x"), None);
}

/// A file of another format is said to be one, and lists nobody.
#[test]
fn a_file_of_another_format_is_refused() {
    for format in Format::ALL.into_iter().filter(|format| *format != Format::LostDocumentCsv) {
        for other in ["un.xml", "sdn.csv", "sdn.xml", "interpol.json", "ftm.jsonl", "people.csv", "lost.csv"] {
            if detect(&fixture(other), other) == Some(format) {
                continue;
            }
            let (entries, report) = read_bytes(format, &fixture(other));
            assert!(entries.is_empty() && (report.broken_off.is_some() || report.malformed_count > 0), "{format:?} {other}");
        }
    }
}

/// The same people whatever the encoding of the file.
#[test]
fn encodings_change_nothing() {
    let text = String::from_utf8(fixture("people.csv")).unwrap();
    let (expected, _) = read_bytes(Format::Csv, text.as_bytes());
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = format!("\u{FEFF}{text}");
    for bytes in [utf16, latin, marked.into_bytes(), text.replace('\n', "\r\n").into_bytes()] {
        assert!(read_bytes(Format::Csv, &bytes).0 == expected);
    }
}
