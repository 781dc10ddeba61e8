//! The real lists, when they lie beside the repository (`../shared/data`): every person is read, and nothing is malformed.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use garita_alert_lists::{Beside, Format, ImportedEntry, Input, Limits, PREFIX, detect};

use crate::support::read_all;

fn file(name: &str) -> Option<File> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/screening/lists").join(name);
    let absent = || eprintln!("skipped: {} is not here", path.display());
    File::open(&path).map_err(|_| absent()).ok()
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
    let (entries, report) = read_all(Format::UnXml, Input::new(file("un/UN_consolidated_part.xml").unwrap()), &Limits::default());
    assert!(report.is_complete());
    assert_eq!((report.entries, report.skipped, report.malformed_count), (200, 60, 0));
    assert!(share(&entries, |e| !e.person.birth_dates.is_empty()) >= 187);
    assert!(share(&entries, |e| !e.person.nationalities.is_empty()) >= 171);
    assert!(share(&entries, |e| !e.person.documents.is_empty()) >= 59);
}

#[test]
fn the_ofac_list() {
    let Some(main) = file("ofac/sdn.csv") else { return };
    let boxed = |name| file(name).map(|file| Box::new(file) as Box<dyn Read>);
    let beside = Beside { aliases: boxed("ofac/alt.csv"), addresses: boxed("ofac/add.csv"), comments: boxed("ofac/sdn_comments.csv") };
    let (entries, report) = read_all(Format::OfacCsv, Input { beside, ..Input::new(main) }, &Limits::default());
    assert!(report.is_complete());
    assert_eq!((report.entries, report.skipped, report.malformed_count), (3_845, 7_379 - 3_845, 0));
    // 5,219 aliases in alt.csv, a few of them repeating a main name; nicknames in the remarks come on top.
    let names: usize = entries.iter().map(|entry| entry.person.names.len()).sum();
    assert!(names > 3_845 + 5_200, "{names}");
    // Every person whose remarks hold a birth date, a nationality or a citizenship.
    assert_eq!(share(&entries, |e| !e.person.birth_dates.is_empty()), 3_662);
    assert_eq!(share(&entries, |e| !e.person.nationalities.is_empty()), 1_901);
    assert!(share(&entries, |e| !e.person.documents.is_empty()) > 1_500);
}
