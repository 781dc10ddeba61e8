//! Right zones of every form, as many as wanted: the truth that damaged ones are held against.
//!
//! Shapes of numbers are those that officers meet, letters drawn from the whole alphabet; none is claimed to be an issuer's.

use anyhow::Context as _;
use garita_domain::{CountryCode, PartialDate, PersonName, Sex};
use garita_travel_document::{
    knowledge::{self, CodeKind},
    mrz::{Format, Truncation, Zone, ZoneFields},
};

use super::chance::Chance;

/// How many of a hundred zones have which form.
pub const FORMS: [(Format, usize); 8] = [
    (Format::Td3, 50),
    (Format::Td1, 28),
    (Format::Td2, 8),
    (Format::MrvA, 4),
    (Format::MrvB, 6),
    (Format::FranceId, 2),
    (Format::FranceLicence, 1),
    (Format::SwissLicence, 1),
];

/// Shapes of document numbers: `9` any digit, `A` any letter, `G` what German documents use, `X` any letter or digit.
const NUMBERS: [&str; 14] = [
    "999999999",
    "999999999",
    "A99999999",
    "AA9999999",
    "AA9999999",
    "A9999999",
    "AA999999",
    "99AA99999",
    "99999999",
    "AAA999999",
    "A999999",
    "C999999",
    "GGGGGGGGG",
    "XXXXXXXXX",
];

const SURNAMES: [&str; 60] = [
    "Garcia",
    "Lopez",
    "Hernandez",
    "Martinez",
    "Rodriguez",
    "Mejia",
    "Zelaya",
    "Castillo",
    "Orellana",
    "Funez",
    "Smith",
    "Johnson",
    "Williams",
    "Okafor",
    "Diallo",
    "Traore",
    "Mbeki",
    "Nkosi",
    "Silva",
    "Santos",
    "Oliveira",
    "Souza",
    "Dubois",
    "Lefebvre",
    "Müller",
    "Schmidt",
    "Weiß",
    "Jørgensen",
    "Lindqvist",
    "Kowalski",
    "Novák",
    "Nagy",
    "Popescu",
    "Papadopoulos",
    "Ivanov",
    "Petrenko",
    "Yilmaz",
    "Haddad",
    "Al-Basri",
    "Hosseini",
    "Khan",
    "Singh",
    "Sharma",
    "Perera",
    "Rahman",
    "Nguyen",
    "Tran",
    "Li",
    "Wang",
    "Zhang",
    "Kim",
    "Park",
    "Tanaka",
    "Suzuki",
    "Reyes",
    "Dela Cruz",
    "Sutanto",
    "Abdullah",
    "O'Connor",
    "Smith-Jones",
];

const GIVEN: [&str; 60] = [
    "Maria",
    "Jose",
    "Ana",
    "Luis",
    "Carlos",
    "Sofia",
    "Gabriela",
    "Isabel",
    "Oscar",
    "Dolores",
    "John",
    "Elizabeth",
    "Olivia",
    "Bob",
    "Aminata",
    "Ibrahima",
    "Chidi",
    "Thandi",
    "Joao",
    "Beatriz",
    "Lucie",
    "Didier",
    "Jürgen",
    "Sabine",
    "Søren",
    "Astrid",
    "Zofia",
    "Tomasz",
    "Istvan",
    "Ioana",
    "Dimitrios",
    "Olga",
    "Oleksandr",
    "Mehmet",
    "Zeynep",
    "Layla",
    "Omar",
    "Fatima",
    "Reza",
    "Aisha",
    "Arjun",
    "Priya",
    "Nimal",
    "Tuan",
    "Linh",
    "Wei",
    "Xiu",
    "Min-Ji",
    "Kenji",
    "Aiko",
    "Juan Miguel",
    "Grace",
    "Dewi",
    "Siti",
    "Siobhan",
    "Anna",
    "Peter",
    "Bertil",
    "Quentin",
    "Igor",
];

/// The zones of a seed.
pub struct Corpus {
    seed: u64,
    issuers: Vec<CountryCode>,
}

impl Corpus {
    pub fn new(seed: u64) -> Self {
        let issues = |kind: CodeKind| matches!(kind, CodeKind::State | CodeKind::Territory | CodeKind::Organisation);
        Self { seed, issuers: knowledge::all().iter().filter(|entry| issues(entry.kind)).map(|entry| entry.code).collect() }
    }

    /// The lines of a zone.
    pub fn zone(&self, item: u64) -> anyhow::Result<Vec<String>> {
        let chance = &mut Chance::new(self.seed, item);
        let format = weighted(chance);
        let issuer = match format {
            Format::FranceId | Format::FranceLicence => CountryCode::parse("FRA")?,
            Format::SwissLicence => CountryCode::parse("CHE")?,
            Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => *chance.pick(&self.issuers).context("no codes")?,
        };
        let nationality = if chance.percent(92) { issuer } else { *chance.pick(&self.issuers).context("no codes")? };
        let fields = ZoneFields {
            format,
            document_code: code(format, chance).to_owned(),
            issuer,
            document_number: number(format, chance),
            name: name(chance)?,
            nationality,
            birth_date: date(1930, 95, u8::from(chance.percent(1)), chance)?,
            sex: if chance.percent(1) {
                Sex::Unspecified
            } else if chance.percent(50) {
                Sex::Female
            } else {
                Sex::Male
            },
            expiry_date: date(2018, 18, 0, chance)?,
            optional_data: optional(format, chance),
            optional_data_2: if chance.percent(80) { String::new() } else { fill("99999999", chance) },
        };
        let truncation = if chance.percent(80) { Truncation::Initials } else { Truncation::FixedLetters(5) };
        Zone::write_with(&fields, truncation).context("a zone could not be written")
    }
}

fn weighted(chance: &mut Chance) -> Format {
    let mut left = chance.below(100);
    for (format, share) in FORMS {
        match left.checked_sub(share) {
            Some(rest) => left = rest,
            None => return format,
        }
    }
    Format::Td3
}

fn code(format: Format, chance: &mut Chance) -> &'static str {
    let codes: &[&'static str] = match format {
        Format::Td3 => &["P", "P", "PP", "PP", "PD", "PO", "PE", "PR"],
        Format::Td1 => &["I", "ID", "ID", "AR", "CR", "C", "IR"],
        Format::Td2 => &["I", "ID", "A"],
        Format::MrvA | Format::MrvB => &["V", "VC", "VD"],
        Format::FranceId => &["ID"],
        Format::FranceLicence => &["D1"],
        Format::SwissLicence => &["FA"],
    };
    chance.pick(codes).copied().unwrap_or("P")
}

fn number(format: Format, chance: &mut Chance) -> String {
    match format {
        Format::FranceLicence => fill("99AA99999", chance),
        Format::FranceId | Format::SwissLicence => fill("999999999999", chance),
        Format::Td1 if chance.percent(15) => fill("9999999999999", chance),
        Format::Td1 | Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {
            let shape = chance.pick(&NUMBERS).copied().unwrap_or_default();
            fill(shape, chance)
        }
    }
}

fn optional(format: Format, chance: &mut Chance) -> String {
    let shapes: &[&str] = match format {
        Format::Td3 => &["", "", "", "", "", "99999999999999", "9999999999", "A9999999", "99999999999"],
        Format::Td1 => &["", "", "", "", "", "999999999", "99999999"],
        Format::Td2 => &["", "", "99999"],
        Format::MrvA | Format::MrvB => &["", "", "9999999"],
        Format::FranceId => &["", "999999"],
        Format::FranceLicence => &[""],
        Format::SwissLicence => &["AAA999D"],
    };
    let shape = chance.pick(shapes).copied().unwrap_or_default();
    fill(shape, chance)
}

fn name(chance: &mut Chance) -> anyhow::Result<PersonName> {
    let word = |chance: &mut Chance, words: &[&'static str]| chance.pick(words).copied().unwrap_or_default();
    let mut surname = word(chance, &SURNAMES).to_owned();
    if chance.percent(35) {
        surname = format!("{surname} {}", word(chance, &SURNAMES));
    }
    let mut given = word(chance, &GIVEN).to_owned();
    if chance.percent(45) {
        given = format!("{given} {}", word(chance, &GIVEN));
    }
    if chance.percent(2) {
        given.clear();
    }
    Ok(PersonName::new(&surname, &given)?)
}

fn date(from: i16, years: usize, unknown: u8, chance: &mut Chance) -> anyhow::Result<PartialDate> {
    let year = from + i16::try_from(chance.below(years))?;
    let (month, day) = (1 + i8::try_from(chance.below(12))?, 1 + i8::try_from(chance.below(28))?);
    Ok(if unknown > 0 { PartialDate::new(Some(year), None, None)? } else { PartialDate::new(Some(year), Some(month), Some(day))? })
}

/// A shape with its places filled.
fn fill(shape: &str, chance: &mut Chance) -> String {
    let alphabet = |mark| match mark {
        '9' => "0123456789",
        'A' => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        'G' => "CFGHJKLMNPRTVWXYZ0123456789",
        'X' => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        'C' => "C",
        'D' => "DFIR",
        _ => "",
    };
    shape.chars().filter_map(|mark| chance.pick(alphabet(mark).as_bytes()).copied().map(char::from)).collect()
}
