//! Every check with a presentation that passes and one that fails.

use std::collections::BTreeMap;

use garita_domain::{
    Advice, Certainty, Check as _, Conveyance, CountryCode, Direction, DocumentKind, DocumentNumber, Evidence, Finding, HowEntered,
    PartialDate, PersonName, Presentation, PresentedDocument, Sex, SubjectId, Timestamp, TrafficClass, Verdict, Weight,
};
use jiff::civil::Date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = Date::constant(2026, 11, 22);
const GOOD: [&str; 2] = ["PPHNDLOPEZ<GARCIA<<MARIA<JOSE<<<<<<<<<<<<<<<", "E123456"];

fn subject() -> SubjectId {
    serde_json::from_value(serde_json::json!("00000000-0000-4000-8000-000000000001")).unwrap()
}

fn presentation(zone: &[&str]) -> Presentation {
    Presentation {
        subject: subject(),
        at: Timestamp::from_micros(0),
        certainty: Certainty::Certain,
        today: TODAY,
        how: HowEntered::Zone,
        zone: zone.iter().map(|line| (*line).to_owned()).collect(),
        name: None,
        birth_date: PartialDate::UNKNOWN,
        sex: Sex::Unspecified,
        nationality: None,
        document: None,
        direction: Direction::Entry,
        class: TrafficClass::Visitor,
        conveyance: Conveyance::default(),
    }
}

fn examine(presentation: Presentation) -> Vec<Finding> {
    let findings = TravelDocumentChecks.examine(&Evidence { presentation, sources: BTreeMap::new() });
    let ids: Vec<_> = findings.iter().map(|finding| finding.check.clone()).collect();
    assert_eq!(ids, CHECKS, "one finding for each check, in order");
    assert!(findings.iter().all(|f| MESSAGES.contains(&f.what.id.as_ref())));
    assert!(findings.iter().filter_map(|f| f.look_at.as_ref()).all(|m| MESSAGES.contains(&m.id.as_ref())));
    findings
}

/// Writes a zone, so that every digit is right unless a test breaks it.
fn zone(change: impl FnOnce(&mut crate::mrz::ZoneFields)) -> Vec<String> {
    let mut fields = crate::mrz::ZoneFields {
        format: crate::mrz::Format::Td3,
        document_code: GOOD[0][..2].into(),
        issuer: code("HND"),
        document_number: GOOD[1].into(),
        name: PersonName::new("López García", "María José").unwrap(),
        nationality: code("HND"),
        birth_date: PartialDate::parse("1991-04-02").unwrap(),
        sex: Sex::Female,
        expiry_date: PartialDate::parse("2031-05-06").unwrap(),
        optional_data: String::new(),
        optional_data_2: String::new(),
    };
    change(&mut fields);
    Zone::write(&fields).unwrap()
}

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn on_zone(lines: &[String]) -> Vec<Finding> {
    examine(presentation(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
}

fn one<'a>(findings: &'a [Finding], name: &str) -> &'a Finding {
    findings.iter().find(|finding| finding.check.name == name).unwrap()
}

/// The verdict, weight and advice of one check on a zone.
fn judged(lines: &[String], name: &str) -> (Verdict, Weight, Advice, String) {
    let findings = on_zone(lines);
    let finding = one(&findings, name);
    (finding.verdict, finding.weight, finding.advice, finding.what.id.to_string())
}

#[test]
fn a_good_passport_has_nothing_to_attend_to() {
    let findings = on_zone(&zone(|_| {}));
    assert!(findings.iter().all(|f| !f.needs_attention()), "{findings:?}");
    assert_eq!(one(&findings, "document.expiry").what.parameters["date"], "2031-05-06");
}

#[test]
fn forms_and_codes() {
    let good = zone(|_| {});
    let twice = [good[1].clone(), good[1].clone()];
    assert_eq!(judged(&twice, "mrz.form").0, Verdict::Failed);
    let short = [good[0].clone(), good[1][..40].to_owned()];
    assert_eq!(judged(&short, "mrz.form").2, Advice::RetryReading);
    assert_eq!(judged(&short, "mrz.composite").0, Verdict::Undetermined);
    assert_eq!(judged(&zone(|f| f.document_code = "XX".into()), "mrz.document_code").1, Weight::Suspicious);
    assert_eq!(judged(&zone(|f| f.document_code = "PN".into()), "mrz.document_code").1, Weight::Hint);
    let late = zone(|f| {
        f.document_code = "P".into();
        f.expiry_date = PartialDate::parse("2038-01-01").unwrap();
    });
    assert_eq!(judged(&late, "mrz.document_code").1, Weight::Suspicious);
    // Issued with a second letter after 2026-01-01: it ends more than the longest validity after that day.
    let second_letter = |code: &str, end: &str| {
        let lines = zone(|f| {
            f.document_code = code.into();
            f.expiry_date = PartialDate::parse(end).unwrap();
        });
        judged(&lines, "mrz.document_code").1
    };
    assert_eq!(second_letter("PN", "2037-01-01"), Weight::Suspicious);
    assert_eq!(second_letter("PN", "2036-12-31"), Weight::Hint);
    assert_eq!(second_letter("PP", "2037-01-01"), Weight::Hint);
    assert_eq!(judged(&zone(|f| f.document_code = "P".into()), "mrz.document_code").0, Verdict::Successful);
}

#[test]
fn names_and_sex() {
    let named = |field: &str| {
        let mut lines = zone(|_| {});
        lines[0] = format!("PPHND{field:<<39}");
        judged(&lines, "mrz.names").3
    };
    assert_eq!(named(""), "finding-mrz-names-empty");
    assert_eq!(named("L3PEZ<<MARIA"), "finding-mrz-names-digits");
    assert_eq!(named("<<MARIA"), "finding-mrz-names-filler-first");
    assert_eq!(named("LOPEZ<<MARIA<<JOSE"), "finding-mrz-names-separators");
    assert_eq!(named("LOPEZ<<MARIA<<<<<<<JOSE"), "finding-mrz-names-separators");
    assert_eq!(named("LOPEZ"), "finding-mrz-names-sound");
    let sexed = |letter: &str| {
        let mut lines = zone(|_| {});
        lines[1].replace_range(20..21, letter);
        judged(&lines, "mrz.sex").3
    };
    assert_eq!([sexed("<"), sexed("X"), sexed("H")], ["finding-mrz-sex-sound", "finding-mrz-sex-x", "finding-mrz-sex-unknown"]);
}

#[test]
fn wrong_digits_ask_for_another_reading_first() {
    for (at, name) in [
        (9, "mrz.document_number.check_digit"),
        (19, "mrz.birth_date.check_digit"),
        (27, "mrz.expiry_date.check_digit"),
        (42, "mrz.optional_data.check_digit"),
        (43, "mrz.composite"),
    ] {
        let mut lines = zone(|f| f.optional_data = "ZE184226B".into());
        let due = lines[1].as_bytes()[at];
        lines[1].replace_range(at..=at, if due == b'9' { "8" } else { "9" });
        let (verdict, weight, advice, _) = judged(&lines, name);
        assert_eq!(verdict, Verdict::Failed, "{name}");
        let expected = if at == 43 { (Weight::Suspicious, Advice::SecondLine) } else { (weight, Advice::RetryReading) };
        assert_eq!((weight, advice), expected, "{name}");
        assert_eq!(judged(&zone(|f| f.optional_data = "ZE184226B".into()), name).0, Verdict::Successful, "{name}");
    }
}

#[test]
fn repairs_are_always_shown() {
    let mut vouched = zone(|_| {});
    let at = vouched[1][13..19].find('0').unwrap() + 13;
    vouched[1].replace_range(at..=at, "O");
    assert_eq!(judged(&vouched, "mrz.repairs").3, "finding-mrz-repairs-vouched");
    assert_eq!(judged(&vouched, "mrz.birth_date.check_digit").3, "finding-mrz-check-digit-repaired");
    let mut names = zone(|_| {});
    names[0] = names[0].replace("LOPEZ", "L0PEZ");
    let (verdict, _, advice, id) = judged(&names, "mrz.repairs");
    assert_eq!((verdict, advice, id.as_str()), (Verdict::Undetermined, Advice::RetryReading, "finding-mrz-repairs-confirm"));
    assert_eq!(one(&on_zone(&names), "mrz.repairs").what.parameters["places"], "1/7 0→O");
    assert_eq!(judged(&zone(|_| {}), "mrz.repairs").3, "finding-mrz-repairs-none");
}

#[test]
fn long_numbers_name_their_convention() {
    let card = |optional: &str, issuer: &str| {
        [format!("ID{issuer}D23145890<{optional:<<15}"), "3407127M9507122UTO<<<<<<<<<<<2".into(), "STEVENSON<<PETER<<<<<<<<<<<<<<".into()]
    };
    let name = "mrz.document_number.convention";
    assert_eq!(judged(&card("816", "HND"), name).0, Verdict::Successful);
    assert_eq!(judged(&card("812", "HND"), name).1, Weight::Hint);
    assert_eq!(judged(&card("812", "BEL"), name).0, Verdict::Successful);
    assert_eq!(judged(&card("811", "BEL"), name).0, Verdict::Undetermined);
    assert_eq!(judged(&zone(|_| {}), name).0, Verdict::NotSupported);
}

#[test]
fn dates_of_the_zone() {
    let born = |text: &str| {
        let mut lines = zone(|_| {});
        lines[1].replace_range(13..19, text);
        judged(&lines, "mrz.birth_date").3
    };
    assert_eq!(born("911302"), "finding-mrz-date-impossible");
    assert_eq!(born("910000"), "finding-mrz-date-zeros");
    assert_eq!(born("91<<<<"), "finding-mrz-date-partly-unknown");
    assert_eq!(born("910402"), "finding-mrz-date-real");
    assert_eq!(judged(&zone(|f| f.expiry_date = PartialDate::UNKNOWN), "mrz.expiry_date").0, Verdict::Successful);
}

#[test]
fn issuers_and_nationalities() {
    let issued = |issuer: &str, name: &str| judged(&zone(|f| f.issuer = code(issuer)), name);
    assert_eq!(issued("QQQ", "document.issuer").1, Weight::Suspicious);
    assert_eq!(issued("DEU", "document.issuer").1, Weight::Hint);
    assert_eq!(issued("XXB", "document.issuer").3, "finding-document-issuer-person-code");
    assert_eq!(issued("UNO", "document.issuer").0, Verdict::Successful);
    assert_eq!(issued("YUG", "document.issuer.in_force").1, Weight::Conclusive);
    assert_eq!(issued("HND", "document.issuer.in_force").0, Verdict::Successful);
    assert_eq!(issued("UTO", "document.specimen").1, Weight::Conclusive);
    assert_eq!(issued("HND", "document.specimen").0, Verdict::Successful);
    let (verdict, weight, advice, _) = issued("GTM", "document.issuer_and_nationality");
    assert_eq!((verdict, weight, advice), (Verdict::Failed, Weight::Hint, Advice::Clear));
    assert_eq!(judged(&zone(|f| f.nationality = code("QQQ")), "document.nationality").0, Verdict::Failed);
    let british = zone(|f| (f.issuer, f.nationality) = (code("GBR"), code("GBN")));
    assert_eq!(judged(&british, "document.issuer_and_nationality").0, Verdict::Successful);
    let german = zone(|f| (f.issuer, f.nationality) = (code("D"), code("DEU")));
    assert_eq!(judged(&german, "document.issuer_and_nationality").0, Verdict::Successful);
}

/// R33, SEM-07: refugees and stateless people are prompted for, never suspected.
#[test]
fn r33_protection_codes_are_a_prompt_and_no_suspicion() {
    for nationality in ["XXA", "XXB", "XXC", "XXX"] {
        let findings = on_zone(&zone(|f| f.nationality = code(nationality)));
        let prompt = one(&findings, "document.protection_code");
        assert_eq!((prompt.verdict, prompt.advice), (Verdict::Undetermined, Advice::Protection));
        assert!(findings.iter().all(|f| f.verdict != Verdict::Failed), "{nationality}: {findings:?}");
    }
    assert_eq!(judged(&zone(|_| {}), "document.protection_code").0, Verdict::NotSupported);
}

#[test]
fn ends_of_validity() {
    let ends = |date: &str, name: &str| judged(&zone(|f| f.expiry_date = PartialDate::parse(date).unwrap()), name);
    let past = on_zone(&zone(|f| f.expiry_date = PartialDate::parse("2026-11-12").unwrap()));
    let finding = one(&past, "document.expiry");
    assert_eq!((finding.verdict, finding.advice), (Verdict::Failed, Advice::SecondLine));
    assert_eq!(finding.what.parameters["days"], "10");
    assert_eq!(ends("2026-11-22", "document.expiry").3, "finding-document-expiry-today");
    assert_eq!(ends("2026-11-23", "document.expiry").0, Verdict::Successful);
    assert_eq!(ends("unknown", "document.expiry").0, Verdict::Undetermined);
    assert_eq!(ends("2037-11-22", "document.validity_span").0, Verdict::Successful);
    assert_eq!(ends("2037-11-23", "document.validity_span").1, Weight::Hint);
    let mut uncertain = presentation(&[]);
    uncertain.zone = zone(|f| f.expiry_date = PartialDate::parse("2020-01-01").unwrap());
    uncertain.certainty = Certainty::Uncertain;
    assert_eq!(one(&examine(uncertain), "document.expiry").verdict, Verdict::Undetermined);
}

fn typed(issuer: &str, birth: &str, expiry: &str) -> Presentation {
    Presentation {
        how: HowEntered::Typed,
        birth_date: PartialDate::parse(birth).unwrap(),
        nationality: CountryCode::parse("HND").ok(),
        document: Some(PresentedDocument {
            kind: DocumentKind::BorderPass,
            issuer: CountryCode::parse(issuer).ok(),
            number: DocumentNumber::parse("A1").ok(),
            expiry: PartialDate::parse(expiry).unwrap(),
        }),
        ..presentation(&[])
    }
}

#[test]
fn typed_documents_have_document_checks_alone() {
    let good = examine(typed("HND", "1990", "2030-01-01"));
    assert_eq!(one(&good, "mrz.form").verdict, Verdict::NotSupported);
    assert_eq!(one(&good, "document.issuer").verdict, Verdict::Successful);
    assert_eq!(one(&good, "document.expiry").verdict, Verdict::Successful);
    let verdict = |presentation, name| one(&examine(presentation), name).what.id.to_string();
    assert_eq!(verdict(typed("QQQ", "1990", "2030"), "document.issuer"), "finding-document-issuer-unknown");
    assert_eq!(verdict(typed("HND", "2027-01-01", "2030"), "document.birth_date"), "finding-document-birth-future");
    assert_eq!(verdict(typed("HND", "1890", "2030"), "document.birth_date"), "finding-document-birth-too-old");
    assert_eq!(verdict(typed("HND", "1990", "2060-01-01"), "document.validity_span"), "finding-document-span-too-long");
    assert_eq!(verdict(typed("HND", "1990", "2026-10"), "document.expiry"), "finding-document-expiry-past");
}

#[test]
fn people_without_documents_fail_nothing() {
    let stated = Presentation { how: HowEntered::Stated, ..presentation(&[]) };
    assert!(examine(stated).iter().all(|finding| finding.verdict == Verdict::NotSupported));
}

proptest! {
    #[test]
    fn any_zone_gives_each_check_one_finding(a in "[A-Z0-9<]{44}|[A-Z0-9<]{36}|\\PC{0,50}", b in "[A-Z0-9<]{44}|[A-Z0-9<]{36}") {
        examine(presentation(&[&a, &b]));
    }

    /// R15: whatever is in a zone, a finding only advises; SEM-20: the name changes no finding but those on its form.
    #[test]
    fn r15_sem20_the_name_weighs_nothing(surname in "[A-Z]{1,12}", given in "[A-Z]{1,12}") {
        let named = on_zone(&zone(|f| f.name = PersonName::new(&surname, &given).unwrap()));
        prop_assert_eq!(named, on_zone(&zone(|_| {})));
    }
}
