//! Tables of travellers and of name pairs.

use std::ops::ControlFlow;

use crate::support::name;
use garita_alert_lists::{Limits, Mapping, NoteKind, Reason, Report, Traveller, read_name_pairs, read_travellers};
use garita_domain::Sex;

fn travellers(table: &[u8]) -> (Vec<Traveller>, Report) {
    let mut all = Vec::new();
    let report = read_travellers(table, &Mapping::default(), &Limits::default(), &mut |traveller| {
        all.push(traveller);
        ControlFlow::Continue(())
    });
    (all, report.unwrap())
}

fn names(traveller: &Traveller) -> Vec<String> {
    traveller.subject.names.iter().map(name).collect()
}

#[test]
fn whole_rows_and_rows_with_gaps() {
    let table = "id,surname,given_names,birth_date,sex,nationality,document_number,issuer\n\
                 t1,LOPEZ GARCIA,MARIA,1990-04-02,F,HND,E123456<<,HND\n\
                 t2,VEX,,1990,,,,\n\
                 t3,,,1990-04,M,Germany,X-1,D\n\
                 ,SOLO\n";
    let (all, report) = travellers(table.as_bytes());
    assert_eq!((report.entries, report.malformed_count, report.note_count), (4, 0, 0));
    assert_eq!((names(&all[0]), all[0].subject.sex), (vec!["LOPEZ GARCIA / MARIA".to_owned()], Sex::Female));
    assert_eq!(
        (all[0].subject.birth_date.to_string(), all[0].subject.documents[0].number.to_string()),
        ("1990-04-02".into(), "E123456".into())
    );
    assert_eq!((names(&all[1]), all[1].subject.birth_date.to_string()), (vec!["VEX".to_owned()], "1990".to_owned()));
    assert_eq!((names(&all[2]).len(), all[2].subject.birth_date.to_string()), (0, "1990-04".to_owned()));
    assert_eq!(all[2].subject.nationality.map(|code| code.to_string()), Some("D".to_owned()));
    assert_eq!((all[3].id.as_str(), all[3].line), ("5", 5));
}

#[test]
fn semicolons_marks_quotes_and_latin_1() {
    let (all, _) = travellers("\u{FEFF}id;name;birth_date\r\n1;\"Vex; Otto\";1990\r\n2;L\u{F3}pez, Ana;1990\r\n".as_bytes());
    assert_eq!((names(&all[0]), names(&all[1])), (vec!["Vex; Otto".to_owned()], vec!["López / Ana".to_owned()]));
    let (latin, report) = travellers(b"id;name\n1;L\xF3pez\n");
    assert_eq!((names(&latin[0]), report.encoding), (vec!["López".to_owned()], garita_alert_lists::Encoding::Windows1252));
    let (zone, _) = travellers(b"name\nLOPEZ<GARCIA<<MARIA<JOSE\n");
    assert_eq!(names(&zone[0]), ["LOPEZ GARCIA / MARIA JOSE"]);
}

#[test]
fn what_is_not_understood_is_left_out_and_noted() {
    let (all, report) = travellers(b"id,name,birth_date,sex,nationality,document_number\n1,Vex,03/04/1970,q,Atlantis,!!\n");
    let kinds: Vec<NoteKind> = report.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::BirthDate, NoteKind::Country, NoteKind::DocumentNumber, NoteKind::Sex]);
    assert_eq!((all[0].subject.birth_date.to_string(), all[0].subject.documents.len()), ("1970".to_owned(), 0));
}

#[test]
fn bad_tables_say_why() {
    let long = format!("id,name\n1,{}\n2,Vex\n", "x".repeat(5_000));
    let (all, report) = travellers(long.as_bytes());
    assert_eq!((all.len(), report.malformed[0].reason.clone()), (1, Reason::NameTooLong(300)));
    assert_eq!(travellers(b"").1.broken_off.unwrap().reason, Reason::NoHeader);
    assert_eq!(travellers(b"x,y\n1,2\n").1.broken_off.unwrap().reason, Reason::NoColumn("a name or a document number"));
}

#[test]
fn pairs_of_names() {
    let mut all = Vec::new();
    let table = "name1,name2,label\n\"Lopez, Ana\",ANA LOPEZ,1\nVex,,0\n";
    let report = read_name_pairs(table.as_bytes(), &Mapping::default(), &Limits::default(), &mut |pair| {
        all.push((pair.line, name(&pair.first), name(&pair.second)));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(all, [(2, "Lopez / Ana".to_owned(), "ANA LOPEZ".to_owned())]);
    assert_eq!((report.malformed[0].line, report.malformed[0].reason.clone()), (3, Reason::NoName));
}

/// R61 in small: nothing of a person reaches a log through `{:?}`.
#[test]
fn logs_see_placeholders() {
    let (all, report) = travellers(b"id,name,document_number\n1,Vex,A1\n2,Otto,\n");
    assert_eq!(format!("{:?}", all[0]), "Traveller([personal])");
    assert!(!format!("{report:?}").contains("Vex"));
}
