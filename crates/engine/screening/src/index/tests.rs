//! The index against a search through every name.

use std::collections::BTreeSet;

use super::{keys::is_candidate, *};
use crate::{ListedDocument, ListedName, Name, NameQuality, NameText, compare_people};
use garita_domain::{CountryCode, DocumentNumber, PartialDate};
use proptest::prelude::*;

/// Numbers that look random and are the same everywhere.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Words of names in several scripts and spellings, short and long, and letters that mean nothing.
fn word(chance: &mut Chance) -> String {
    const WORDS: &[&str] = &[
        "Mohammed",
        "Muhammad",
        "محمد",
        "Ali",
        "علي",
        "Abd",
        "al",
        "bin",
        "Rahman",
        "الرحمن",
        "عبد",
        "Abdulrahman",
        "Hussein",
        "حسين",
        "Maria",
        "Garcia",
        "Lopez",
        "de",
        "José",
        "Ivan",
        "Иван",
        "Sergei",
        "Сергей",
        "Oleksandr",
        "Aleksandr",
        "Kim",
        "Jong",
        "Un",
        "Jongun",
        "王",
        "伟",
        "Wei",
        "Wang",
        "J",
        "M.",
        "Robert",
        "Bob",
        "Nur",
        "ud-Din",
        "Abu",
        "Bakr",
        "van",
        "der",
        "Berg",
        "Vandenberg",
        "O'Brien",
        "44",
        "Bank",
        "김정은",
        "Lee",
    ];
    let mut word = (*chance.one_of(WORDS)).to_owned();
    if chance.below(4) == 0 {
        let letters = "abdehiklmnorstuz";
        let at = word.char_indices().map(|(at, _)| at).nth(chance.below(word.chars().count())).unwrap();
        let letter = letters.chars().nth(chance.below(16)).unwrap();
        match chance.below(3) {
            0 => word.insert(at, letter),
            1 => {
                word.remove(at);
            }
            _ => {
                word.remove(at);
                word.insert(at, letter);
            }
        }
    }
    word
}

fn name(chance: &mut Chance) -> NameText {
    let words = |chance: &mut Chance, most: usize| (0..=chance.below(most)).map(|_| word(chance)).collect::<Vec<_>>().join(" ");
    if chance.below(3) == 0 {
        NameText::Parts { surname: words(chance, 2), given_names: words(chance, 3) }
    } else {
        NameText::Whole(words(chance, 4))
    }
}

fn entry(chance: &mut Chance, id: usize) -> Entry {
    let names = (0..=chance.below(3))
        .map(|_| ListedName { text: name(chance), quality: if chance.below(5) == 0 { NameQuality::Weak } else { NameQuality::Strong } })
        .collect();
    let date = |chance: &mut Chance| PartialDate::new(Some(i16::try_from(1950 + chance.below(4)).unwrap()), None, None).unwrap();
    let documents = (0..chance.below(2)).map(|_| document(chance)).collect();
    Entry {
        list: u32::try_from(chance.below(3)).unwrap(),
        person: ListedPerson {
            id: format!("P{id}"),
            names,
            birth_dates: (0..chance.below(2)).map(|_| date(chance).into()).collect(),
            sex: garita_domain::Sex::default(),
            nationalities: (0..chance.below(2)).map(|_| CountryCode::parse(["HND", "AFG"][chance.below(2)]).unwrap()).collect(),
            documents,
        },
    }
}

fn document(chance: &mut Chance) -> ListedDocument {
    ListedDocument { number: DocumentNumber::parse(&format!("A{:06}", chance.below(2_000_000))).unwrap(), issuer: None }
}

fn subject(chance: &mut Chance) -> Subject {
    Subject {
        names: (0..=chance.below(2)).map(|_| name(chance)).collect(),
        birth_date: PartialDate::new(Some(i16::try_from(1950 + chance.below(4)).unwrap()), None, None).unwrap(),
        sex: garita_domain::Sex::default(),
        nationality: CountryCode::parse(["HND", "AFG"][chance.below(2)]).ok(),
        documents: (0..chance.below(2)).map(|_| document(chance)).collect(),
    }
}

fn entries(chance: &mut Chance, count: usize) -> Vec<Entry> {
    (0..count).map(|id| entry(chance, id)).collect()
}

fn brute_force(entries: &[Entry], asked: &NameText) -> BTreeSet<(u32, String, usize)> {
    let asked = Name::from(asked);
    let mut places = BTreeSet::new();
    for entry in entries {
        for (place, listed) in entry.person.names.iter().enumerate() {
            if is_candidate(&asked, &Name::from(&listed.text)) {
                places.insert((entry.list, entry.person.id.clone(), place));
            }
        }
    }
    places
}

/// Asks `queries` random names of lists of `people` and gives the differences to a search through every name.
pub(crate) fn differences(seed: u64, lists: usize, people: usize, queries: usize) -> Vec<String> {
    let mut chance = Chance(seed);
    let mut found = Vec::new();
    for _ in 0..lists {
        let entries = entries(&mut chance, people);
        let index = Index::build(&entries).unwrap();
        for _ in 0..queries {
            let asked = name(&mut chance);
            let (expected, got) = (brute_force(&entries, &asked), index.candidates(&asked));
            found.extend(expected.symmetric_difference(&got).map(|place| format!("{place:?}")));
        }
    }
    found
}

#[test]
fn the_guarantee_holds_against_every_name() {
    // the full measure, 100 000 queries: GARITA_GUARANTEE_LISTS=1000 cargo test --release -p garita-screening guarantee
    let lists = option_env!("GARITA_GUARANTEE_LISTS").and_then(|lists| lists.parse().ok()).unwrap_or(5);
    assert_eq!(differences(1, lists, 100, 100), Vec::<String>::new());
}

#[test]
fn hits_are_what_comparing_everyone_gives() {
    let mut chance = Chance(5);
    for _ in 0..20 {
        let entries = entries(&mut chance, 60);
        let index = Index::build(&entries).unwrap();
        let policy = Policy { limit: 5, ..Policy::default() };
        for _ in 0..25 {
            let subject = subject(&mut chance);
            let hits = index.search(&subject, &policy);
            let names: Vec<Name> = subject.names.iter().map(Name::from).collect();
            let mut all: Vec<(i32, u32, String)> = Vec::new();
            for entry in &entries {
                let mut person = entry.person.clone();
                let by_document = compare_people(&Subject { names: vec![], ..subject.clone() }, &person);
                // whoever is found by a number is compared with every name
                if !by_document.evidence.pieces().iter().any(|piece| piece.reason.code().starts_with("document")) {
                    person.names.retain(|listed| names.iter().any(|name| is_candidate(name, &Name::from(&listed.text))));
                }
                let result = compare_people(&subject, &person);
                // words joined with an error in them are scored when they are found, but no bound foresees them
                let joined = result.evidence.pieces().iter().any(|piece| piece.reason.code() == "name-part-joined");
                if joined && !hits.iter().any(|hit| hit.list == entry.list && hit.entry == entry.person.id) {
                    continue;
                }
                if !person.names.is_empty() && result.score >= policy.floor {
                    all.push((-result.score, entry.list, entry.person.id.clone()));
                }
            }
            all.sort();
            all.truncate(policy.limit);
            let got: Vec<(i32, u32, String)> = hits.iter().map(|hit| (-hit.score, hit.list, hit.entry.clone())).collect();
            assert_eq!(got, all);
            assert!(hits.iter().all(|hit| hit.score == hit.evidence.score()));
        }
    }
}

#[test]
fn a_delta_gives_what_building_anew_gives() {
    let mut chance = Chance(9);
    let old = entries(&mut chance, 100);
    let mut new = entries(&mut chance, 40);
    for entry in &mut new {
        entry.list = 1;
    }
    let removed: Vec<(u32, String)> = old.iter().skip(60).take(10).map(|entry| (entry.list, entry.person.id.clone())).collect();
    let before = Index::build(&old).unwrap();
    let after = before.apply(&Delta { put: new.clone(), removed: removed.clone() }).unwrap();
    let gone = |entry: &Entry| {
        let key = (entry.list, entry.person.id.clone());
        removed.contains(&key) || new.iter().any(|other| (other.list, other.person.id.clone()) == key)
    };
    let all: Vec<Entry> = old.iter().filter(|entry| !gone(entry)).chain(&new).cloned().collect();
    let anew = Index::build(&all).unwrap();
    assert_eq!((before.people(), after.people(), after.pieces()), (old.len(), all.len(), 2));
    let merged = Index::open(after.to_bytes().unwrap()).unwrap();
    for _ in 0..100 {
        let subject = subject(&mut chance);
        let expected = anew.search(&subject, &Policy::default());
        assert_eq!(after.search(&subject, &Policy::default()), expected);
        assert_eq!(merged.search(&subject, &Policy::default()), expected);
    }
}

#[test]
fn entries_come_back_as_they_went_in() {
    let mut chance = Chance(3);
    let mut entries = entries(&mut chance, 50);
    let index = Index::build(&entries).unwrap();
    entries.sort_by(|one, other| (one.list, &one.person.id).cmp(&(other.list, &other.person.id)));
    assert_eq!(index.entries().collect::<Vec<_>>(), entries);
    assert_eq!(*(*index.to_bytes().unwrap()).as_ref(), *(*Index::build(&entries).unwrap().to_bytes().unwrap()).as_ref());
}

/// R61: a stolen disk shows no name, and nobody changes a list unseen.
#[test]
fn r61_sealed_bytes_show_nothing_and_cannot_be_changed() {
    let mut chance = Chance(4);
    let index = Index::build(&entries(&mut chance, 300)).unwrap();
    let plain = index.to_bytes().unwrap();
    let key = SealKey::new([7; 32]);
    let sealed = seal((*plain).as_ref(), &key, [9; 32]).unwrap();
    let asked = subject(&mut chance);
    assert_eq!(open_sealed(&sealed, &key).unwrap().search(&asked, &Policy::default()), index.search(&asked, &Policy::default()));
    assert!(!sealed.windows(6).any(|bytes| bytes == b"Garcia" || bytes == b"garcia"));
    assert!((*plain).as_ref().windows(6).any(|bytes| bytes == b"garcia"));
    for at in [0, 10, 44, 60, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_sealed(&changed, &key).is_err(), "{at}");
    }
    assert!(open_sealed(&sealed[..sealed.len() - 20], &key).is_err());
    assert_eq!(open_sealed(&sealed, &SealKey::new([8; 32])).err(), Some(SealError::Refused));
}

proptest! {
    #[test]
    fn damaged_bytes_never_panic(seed in 0_u64..50, at in proptest::collection::vec((0_usize..100_000, any::<u8>()), 1..20), cut in 0_usize..2_000) {
        let mut chance = Chance(seed);
        let index = Index::build(&entries(&mut chance, 20)).unwrap();
        let mut bytes = (*index.to_bytes().unwrap()).as_ref().to_vec();
        for (place, byte) in at {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut / 100));
        if let Ok(index) = Index::open(Arc::new(bytes)) {
            let _ = index.search(&subject(&mut chance), &Policy::default());
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_index(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Index::open(Arc::new(bytes.clone())).is_err());
        prop_assert!(open_sealed(&bytes, &SealKey::new([1; 32])).is_err());
    }

    /// Adding a true attribute never lowers the score.
    #[test]
    fn a_true_attribute_never_lowers(seed in any::<u64>(), full in any::<bool>()) {
        let mut chance = Chance(seed);
        let entry = entry(&mut chance, 1);
        let mut asked = Subject { documents: vec![], nationality: None, birth_date: PartialDate::UNKNOWN, ..subject(&mut chance) };
        let mut before = compare_people(&asked, &entry.person);
        let mut grows = |asked: &Subject| {
            let after = compare_people(asked, &entry.person);
            let more = after.score >= before.score && after.alert >= before.alert;
            before = after;
            more
        };
        if let Some(range) = entry.person.birth_dates.first() {
            let day = range.from.year().map(|year| PartialDate::new(Some(year), Some(5), Some(7)).unwrap());
            asked.birth_date = if full { day.unwrap() } else { range.from };
            prop_assert!(grows(&asked));
        }
        if let Some(code) = entry.person.nationalities.last() {
            asked.nationality = Some(*code);
            prop_assert!(grows(&asked));
        }
        asked.documents = entry.person.documents.clone();
        prop_assert!(grows(&asked));
    }
}
