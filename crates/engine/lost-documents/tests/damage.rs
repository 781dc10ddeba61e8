//! Damaged, cut, foreign files: a clear error, never a wrong answer (R61 for the stolen disk).

#![cfg(test)]

use std::sync::LazyLock;

use garita_domain::{CountryCode, DocumentNumber};
use garita_lost_documents::{
    Builder, Header, Kind, LostDocument, LostDocuments, OpenError, Overlay, OverlayBuilder, ReadError, SecretKey, Source,
};
use proptest::prelude::*;

const RECORDS: u32 = 3_000;

fn key() -> SecretKey {
    SecretKey::new([9; 32])
}

fn number(n: u32) -> DocumentNumber {
    DocumentNumber::parse(&format!("P{n:08}")).unwrap()
}

fn documents() -> impl Iterator<Item = LostDocument> {
    (0..RECORDS).map(|n| LostDocument { number: number(n), issuer: CountryCode::parse("HND").ok(), kind: Kind::Stolen })
}

fn file_with(salt: u8) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::new(&key(), Header { version: 1, as_of: 0, salt: [salt; 16] }, folder.path()).unwrap();
    documents().for_each(|document| builder.add(&document).unwrap());
    let mut file = Vec::new();
    builder.finish(&mut file, &mut |_| {}).unwrap();
    file
}

fn overlay_file(base: &[u8]) -> Vec<u8> {
    let mut builder = OverlayBuilder::new(&key(), &LostDocuments::open(base.to_vec(), &key()).unwrap().facts());
    for n in 0..100 {
        builder.remove(&number(n), CountryCode::parse("HND").ok(), Kind::Stolen.into());
    }
    let mut file = Vec::new();
    builder.finish(&mut file, 2, 1).unwrap();
    file
}

/// The file most tests damage, built once.
fn file() -> Vec<u8> {
    static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| file_with(1));
    FILE.clone()
}

#[test]
fn another_key_is_told_apart_from_damage() {
    let other = SecretKey::new([10; 32]);
    let file = file();
    let overlay = overlay_file(&file);
    assert!(matches!(LostDocuments::open(file, &other), Err(OpenError::OtherKey)));
    assert!(matches!(Overlay::read(overlay.as_slice(), &other, 1 << 20), Err(OpenError::OtherKey)));
}

#[test]
fn every_cut_is_seen_when_the_file_is_opened() {
    let file = file();
    for length in (0..file.len()).step_by(97).chain(file.len() - 300..file.len()) {
        let cut = file[..length].to_vec();
        assert!(matches!(LostDocuments::open(cut, &key()), Err(OpenError::CutShort | OpenError::OtherFile)), "{length}");
    }
    let overlay = overlay_file(&file);
    for length in 0..overlay.len() {
        let cut = &overlay[..length];
        assert!(matches!(Overlay::read(cut, &key(), 1 << 20), Err(OpenError::CutShort | OpenError::OtherFile)), "{length}");
    }
}

#[test]
fn changes_to_another_list_are_refused() {
    let changes = Overlay::read(overlay_file(&file()).as_slice(), &key(), 1 << 20).unwrap();
    let open = |salt| LostDocuments::open(file_with(salt), &key()).unwrap();
    assert!(open(1).with_overlay(changes.clone()).is_ok());
    assert!(matches!(open(2).with_overlay(changes), Err(OpenError::OtherList)));
}

#[test]
fn a_disk_that_fails_is_an_error_and_not_an_answer() {
    struct Failing(Vec<u8>, std::cell::Cell<bool>);
    impl Source for Failing {
        fn length(&self) -> std::io::Result<u64> {
            self.0.length()
        }
        fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
            if self.1.get() { Err(std::io::Error::other("gone")) } else { self.0.read_at(offset, buffer) }
        }
    }
    let source = Failing(file(), std::cell::Cell::new(false));
    let open = LostDocuments::open(&source, &key()).unwrap();
    source.1.set(true);
    assert!(matches!(open.look_up(&number(1), None), Err(ReadError::Read(_))));
}

#[test]
fn a_file_on_disk_is_read_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    std::fs::write(&path, file()).unwrap();
    let open = LostDocuments::open(std::fs::File::open(&path).unwrap(), &key()).unwrap();
    assert_eq!(open.look_up(&number(5), None).unwrap().len(), 1);
    // Cut while open, as when a careless hand replaces it: an error, and the process lives.
    std::fs::File::options().write(true).open(&path).unwrap().set_len(40).unwrap();
    assert!(matches!(open.look_up(&number(5), None), Err(ReadError::Read(_))));
}

/// Neither numbers nor issuers stand in the file, in any of the spellings a thief would search for.
#[test]
fn r61_a_stolen_file_shows_no_number() {
    let file = file();
    for n in 0..RECORDS {
        let spelled = number(n).as_str().to_owned();
        assert!(!file.windows(spelled.len()).any(|window| window == spelled.as_bytes()));
        if n == 20 {
            break;
        }
    }
    // The same list under another salt shares no record.
    let records =
        |file: &[u8]| file[16..16 + RECORDS as usize * 8].chunks(8).map(<[u8]>::to_vec).collect::<std::collections::BTreeSet<_>>();
    assert!(records(&file).is_disjoint(&records(&file_with(2))));
}

proptest! {
    /// Any changed byte is refused at opening, or at the question that meets it; every answer given is right.
    #[test]
    fn a_changed_byte_is_never_a_wrong_answer(place: prop::sample::Index, change in 1_u8..) {
        let mut file = file();
        let at = place.index(file.len());
        file[at] ^= change;
        let Ok(open) = LostDocuments::open(file, &key()) else { return Ok(()) };
        let mut refused = 0;
        for n in 0..RECORDS {
            match open.look_up(&number(n), None) {
                Ok(hits) => prop_assert_eq!(hits.len(), 1),
                Err(error) => {
                    prop_assert!(matches!(error, ReadError::Damaged));
                    refused += 1;
                }
            }
        }
        prop_assert!(refused > 0);
        let verified = open.verify(&mut |_, _| {});
        prop_assert!(verified.is_err());
    }

    #[test]
    fn a_changed_byte_in_an_overlay_is_refused(place: prop::sample::Index, change in 1_u8..) {
        let mut file = overlay_file(&file());
        let at = place.index(file.len());
        file[at] ^= change;
        prop_assert!(Overlay::read(file.as_slice(), &key(), 1 << 20).is_err());
    }

    #[test]
    fn arbitrary_bytes_never_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..2_000), magic: bool) {
        if magic {
            bytes.splice(0..0, *b"GARITA-LOSTDOCS\n");
            bytes.extend_from_slice(b"GARITA-LOSTDOCS\n");
        }
        prop_assert!(LostDocuments::open(bytes.clone(), &key()).is_err());
        bytes.splice(0..0, *b"GARITA-LOSTMORE\n");
        prop_assert!(Overlay::read(bytes.as_slice(), &key(), 4_000).is_err());
    }
}
