//! The real lists, when they lie beside the repository (`../shared/data`): every person is read, and nothing is malformed.

#![cfg(test)]

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;

use garita_alert_lists::{Beside, Format, ImportedEntry, Input, Limits, PREFIX, Report, detect, read};

fn file(name: &str) -> Option<File> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/screening/lists").join(name);
    let absent = || eprintln!("skipped: {} is not here", path.display());
    File::open(&path).map_err(|_| absent()).ok()
}

fn read_all(format: Format, input: Input<'_>) -> (Vec<ImportedEntry>, Report) {
    let mut entries = Vec::new();
    let report = read(format, input, &Limits::default(), &mut |entry| {
        entries.push(entry);
        ControlFlow::Continue(())
    });
    (entries, report.unwrap())
}

fn share(entries: &[ImportedEntry], has: impl Fn(&ImportedEntry) -> bool) -> usize {
    entries.iter().filter(|entry| has(entry)).count()
}

#[test]
fn the_un_list() {
    let Some(mut main) = file("un/UN_consolidated_part.xml") else { return };
    let mut prefix = vec![0; PREFIX];
    main.read_exact(&mut prefix).unwrap();
    assert_eq!(detect(&prefix, "list"), Some(Format::UnXml));
    let (entries, report) = read_all(Format::UnXml, Input::new(file("un/UN_consolidated_part.xml").unwrap()));
    eprintln!("{report:#?}");
    assert!(report.is_complete());
    assert_eq!((report.entries, report.skipped, report.malformed_count), (200, 60, 0));
    eprintln!(
        "births {}, nationalities {}, documents {}",
        share(&entries, |e| !e.person.birth_dates.is_empty()),
        share(&entries, |e| !e.person.nationalities.is_empty()),
        share(&entries, |e| !e.person.documents.is_empty())
    );
}

#[test]
fn the_ofac_list() {
    let Some(main) = file("ofac/sdn.csv") else { return };
    let boxed = |name| file(name).map(|file| Box::new(file) as Box<dyn Read>);
    let beside = Beside { aliases: boxed("ofac/alt.csv"), addresses: boxed("ofac/add.csv"), comments: boxed("ofac/sdn_comments.csv") };
    let (entries, report) = read_all(Format::OfacCsv, Input { beside, ..Input::new(main) });
    eprintln!("{:?}", Report { malformed: vec![], notes: vec![], ..report.clone() });
    for note in report.notes.iter().take(60) {
        eprintln!("{} {} {}", note.line, note.id, note.kind);
    }
    assert!(report.is_complete());
    assert_eq!((report.entries, report.skipped, report.malformed_count), (3_845, 7_379 - 3_845, 0));
    eprintln!(
        "names {}, births {}, nationalities {}, documents {}",
        entries.iter().map(|e| e.person.names.len()).sum::<usize>(),
        share(&entries, |e| !e.person.birth_dates.is_empty()),
        share(&entries, |e| !e.person.nationalities.is_empty()),
        share(&entries, |e| !e.person.documents.is_empty())
    );
}
