//! People who do not exist, with names of many cultures.

use garita_domain::{CountryCode, DocumentNumber, PartialDate, Sex};

use super::{Chance, mangle::edit_word};
use crate::{Entry, ListedDocument, ListedName, ListedPerson, NameQuality, NameText, Subject, common_words};

/// The cultures names are drawn from, with a country for each.
pub const CULTURES: &[(&str, &str)] = &[
    ("iberian", "HND"),
    ("arabic", "IRQ"),
    ("persian", "AFG"),
    ("southasian", "PAK"),
    ("slavic", "UKR"),
    ("han", "CHN"),
    ("korean", "KOR"),
    ("african", "SOM"),
    ("western", "USA"),
    ("turkic", "TUR"),
    ("southeast", "VNM"),
];

/// A synthetic person's surname and given names, and sex.
struct Drawn {
    surname: String,
    given: String,
    sex: Sex,
}

/// Words of one kind: those of the table, then as many made of the beginning of one and the end of another, so that there
/// are as many rare words as among people.
fn words(culture: &str, kind: &str) -> Vec<String> {
    const MADE: usize = 2_500;
    let known: Vec<&str> =
        common_words().filter(|(of, which, _)| *of == culture && *which == kind).flat_map(|(_, _, words)| words).collect();
    let mut chance = Chance::new(u64::try_from(culture.len() * 31 + kind.len()).unwrap_or(0));
    let mut all: Vec<String> = known.iter().map(|word| (*word).to_owned()).collect();
    for _ in 0..MADE {
        let (Some(one), Some(other)) = (chance.one_of(&known), chance.one_of(&known)) else { break };
        let (beginning, end) = (one.get(..one.len().div_ceil(2)), other.get(other.len() / 2..));
        all.push(format!("{}{}", beginning.unwrap_or_default(), end.unwrap_or_default()));
    }
    all
}

/// Surnames, men's and women's given names of one culture.
type Pool = (Vec<String>, Vec<String>, Vec<String>);

/// Word lists by culture, gathered once.
fn pools() -> &'static [Pool] {
    static POOLS: std::sync::LazyLock<Vec<Pool>> = std::sync::LazyLock::new(|| {
        CULTURES.iter().map(|(culture, _)| (words(culture, "s"), words(culture, "m"), words(culture, "f"))).collect()
    });
    &POOLS
}

fn draw(culture: usize, chance: &mut Chance, rare: usize) -> Drawn {
    let empty = (Vec::new(), Vec::new(), Vec::new());
    let (surnames, men, women) = pools().get(culture).unwrap_or(&empty);
    let (given_pool, sex) = if chance.percent(50) { (men, Sex::Male) } else { (women, Sex::Female) };
    let mut pick = |pool: &[String]| {
        let word = chance.common_of(pool).cloned().unwrap_or_default();
        if chance.percent(rare) { respelled(&word, chance) } else { word }
    };
    let double = matches!(CULTURES.get(culture), Some(("iberian" | "arabic" | "persian" | "african", _)));
    let surname = if double { format!("{} {}", pick(surnames), pick(surnames)) } else { pick(surnames) };
    let given = pick(given_pool);
    let given = match CULTURES.get(culture) {
        Some(("korean" | "han" | "southeast", _)) => {
            format!("{given}{}", if chance.percent(30) { pick_more(given_pool, chance) } else { String::new() })
        }
        _ if chance.percent(40) => format!("{given} {}", chance.common_of(given_pool).map_or("", String::as_str)),
        _ => given,
    };
    Drawn { surname, given, sex }
}

fn pick_more(pool: &[String], chance: &mut Chance) -> String {
    chance.common_of(pool).map(|word| format!(" {word}")).unwrap_or_default()
}

/// A word as another clerk would have spelled it: one of a few spellings that each word has, with an error or two.
pub fn respelled(word: &str, chance: &mut Chance) -> String {
    const SPELLINGS: usize = 6;
    let seed = word.bytes().fold(chance.below(SPELLINGS), |seed, byte| seed.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let mut spelling = Chance::new(u64::try_from(seed).unwrap_or(0));
    let mut word = word.to_owned();
    for _ in 0..=spelling.below(2) {
        if word.len() >= 3 {
            word = edit_word(&word, &mut spelling);
        }
    }
    word
}

/// A synthetic listed person.
pub fn person(list: u32, number: usize, culture: usize, chance: &mut Chance) -> Entry {
    let drawn = draw(culture, chance, 30);
    let code = CULTURES.get(culture).and_then(|(_, code)| CountryCode::parse(code).ok());
    let documents = if chance.percent(30) { document(chance, code) } else { Vec::new() };
    let date = birth_date(chance);
    let date = if chance.percent(25) { PartialDate::new(date.year(), None, None).unwrap_or_default() } else { date };
    Entry {
        list,
        person: ListedPerson {
            id: format!("{number:07}"),
            names: vec![ListedName {
                text: NameText::Parts { surname: drawn.surname, given_names: drawn.given },
                quality: NameQuality::Strong,
            }],
            birth_dates: if chance.percent(90) { vec![date.into()] } else { Vec::new() },
            sex: drawn.sex,
            nationalities: code.into_iter().collect(),
            documents,
        },
    }
}

/// A synthetic traveller who is on no list, unless by chance.
pub fn traveller(culture: usize, chance: &mut Chance) -> Subject {
    let drawn = draw(culture, chance, 15);
    let code = CULTURES.get(culture).and_then(|(_, code)| CountryCode::parse(code).ok());
    Subject {
        names: vec![NameText::Parts { surname: drawn.surname.to_uppercase(), given_names: drawn.given.to_uppercase() }],
        birth_date: birth_date(chance),
        sex: drawn.sex,
        nationality: code,
        documents: document(chance, code),
    }
}

fn birth_date(chance: &mut Chance) -> PartialDate {
    let part = |number: usize| i8::try_from(number).ok();
    let year = i16::try_from(1945 + chance.below(65)).ok();
    let (month, day) = (part(1 + chance.below(12)), part(1 + chance.below(28)));
    PartialDate::new(year, month, day).unwrap_or_default()
}

fn document(chance: &mut Chance, issuer: Option<CountryCode>) -> Vec<ListedDocument> {
    let letter = char::from(b'A' + u8::try_from(chance.below(26)).unwrap_or(0));
    let number = DocumentNumber::parse(&format!("{letter}{:08}", chance.below(100_000_000)));
    number.ok().map(|number| ListedDocument { number, issuer }).into_iter().collect()
}
