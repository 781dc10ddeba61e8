//! Names by culture: two surnames, one, or a single name for everything; compounds, particles, diacritics.
//!
//! To add a culture: lists in `lists`, a variant, a line in [`Culture::parts`].

mod lists;

use garita_domain::Sex;

use crate::chance::Chance;

/// How names are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culture {
    /// Two surnames, father's then mother's.
    Spanish,
    /// Spanish, with surnames of the north coast and the west.
    Honduran,
    /// Spanish, with Maya surnames.
    Guatemalan,
    /// English.
    English,
    /// French and Haitian.
    French,
    /// German.
    German,
    /// Italian.
    Italian,
    /// Two surnames, mother's then father's, with particles.
    Portuguese,
    /// Chinese in Latin letters.
    Chinese,
    /// Indian in Latin letters; some people have one name only.
    Indian,
}

/// Surnames a person or a family has: the first is handed on.
#[derive(Clone, PartialEq, Eq)]
pub struct Surnames {
    /// Handed on to children.
    pub first: &'static str,
    /// The second, in cultures with two.
    pub second: Option<&'static str>,
}

struct Parts {
    surnames: &'static [&'static str],
    women: &'static [&'static str],
    men: &'static [&'static str],
    second_women: &'static [&'static str],
    second_men: &'static [&'static str],
}

impl Culture {
    /// Draws surnames.
    pub fn surnames(self, chance: &mut Chance) -> Surnames {
        let first = self.surname(chance);
        let second = match self {
            // Not every document shows a second surname.
            Self::Spanish | Self::Honduran | Self::Guatemalan => (!chance.happens(600)).then(|| self.surname(chance)),
            Self::Portuguese => chance.happens(7_000).then(|| self.surname(chance)),
            Self::English | Self::French | Self::German | Self::Italian | Self::Chinese | Self::Indian => None,
        };
        Surnames { first, second }
    }

    /// Whether children bear a surname of each parent.
    pub const fn has_two_surnames(self) -> bool {
        match self {
            Self::Spanish | Self::Honduran | Self::Guatemalan | Self::Portuguese => true,
            Self::English | Self::French | Self::German | Self::Italian | Self::Chinese | Self::Indian => false,
        }
    }

    /// Draws given names.
    pub fn given(self, sex: Sex, chance: &mut Chance) -> String {
        let parts = self.parts();
        let woman = match sex {
            Sex::Female => true,
            Sex::Male => false,
            Sex::Unspecified => chance.happens(5_000),
        };
        let (firsts, seconds) = if woman { (parts.women, parts.second_women) } else { (parts.men, parts.second_men) };
        let first = chance.pick_early(firsts).copied().unwrap_or_default();
        match chance.happens(6_500).then(|| chance.pick_early(seconds)).flatten() {
            Some(second) if *second != first => format!("{first} {second}"),
            _ => first.to_owned(),
        }
    }

    /// The language people of this culture are asked in, as a BCP 47 tag.
    pub const fn language(self) -> &'static str {
        match self {
            Self::Spanish | Self::Honduran | Self::Guatemalan => "es",
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Italian => "it",
            Self::Portuguese => "pt",
            Self::Chinese => "zh",
            Self::Indian => "hi",
        }
    }

    /// Whether a person has one name only: rare, and never where names are two by law and custom.
    pub fn is_single(self, chance: &mut Chance) -> bool {
        match self {
            Self::Indian => chance.happens(1_500),
            Self::Guatemalan => chance.happens(30),
            Self::Spanish
            | Self::Honduran
            | Self::English
            | Self::French
            | Self::German
            | Self::Italian
            | Self::Portuguese
            | Self::Chinese => false,
        }
    }

    /// The surnames in the order of the culture; `husband` is a married woman's "de ...", which stands for the second.
    pub fn join(self, surnames: &Surnames, husband: Option<&str>) -> String {
        match (self, husband, surnames.second) {
            (Self::Spanish | Self::Honduran | Self::Guatemalan, Some(husband), _) => format!("{} de {husband}", surnames.first),
            (Self::Portuguese, _, Some(second)) => format!("{second} {}", surnames.first),
            (_, _, Some(second)) => format!("{} {second}", surnames.first),
            (_, _, None) => surnames.first.to_owned(),
        }
    }

    /// Draws a surname.
    pub fn surname(self, chance: &mut Chance) -> &'static str {
        let list = match self {
            Self::Guatemalan if chance.happens(3_000) => lists::MAYA_SURNAMES,
            Self::Honduran if chance.happens(700) => lists::LENCA_MISKITO_SURNAMES,
            Self::Guatemalan
            | Self::Honduran
            | Self::Spanish
            | Self::English
            | Self::French
            | Self::German
            | Self::Italian
            | Self::Portuguese
            | Self::Chinese
            | Self::Indian => self.parts().surnames,
        };
        chance.pick_early(list).copied().unwrap_or_default()
    }

    const fn parts(self) -> Parts {
        use lists as l;
        let (surnames, women, men, second_women, second_men) = match self {
            Self::Spanish | Self::Honduran | Self::Guatemalan => {
                (l::SPANISH_SURNAMES, l::SPANISH_WOMEN, l::SPANISH_MEN, l::SPANISH_SECOND_WOMEN, l::SPANISH_SECOND_MEN)
            }
            Self::English => (l::ENGLISH_SURNAMES, l::ENGLISH_WOMEN, l::ENGLISH_MEN, l::ENGLISH_SECOND, l::ENGLISH_SECOND),
            Self::French => (l::FRENCH_SURNAMES, l::FRENCH_WOMEN, l::FRENCH_MEN, l::FRENCH_SECOND, l::FRENCH_SECOND),
            Self::German => (l::GERMAN_SURNAMES, l::GERMAN_WOMEN, l::GERMAN_MEN, l::GERMAN_SECOND, l::GERMAN_SECOND),
            Self::Italian => (l::ITALIAN_SURNAMES, l::ITALIAN_WOMEN, l::ITALIAN_MEN, l::ITALIAN_WOMEN, l::ITALIAN_MEN),
            Self::Portuguese => {
                (l::PORTUGUESE_SURNAMES, l::PORTUGUESE_WOMEN, l::PORTUGUESE_MEN, l::PORTUGUESE_SECOND, l::PORTUGUESE_SECOND)
            }
            Self::Chinese => (l::CHINESE_SURNAMES, l::CHINESE_GIVEN, l::CHINESE_GIVEN, NONE, NONE),
            Self::Indian => (l::INDIAN_SURNAMES, l::INDIAN_WOMEN, l::INDIAN_MEN, l::INDIAN_SECOND, l::INDIAN_SECOND),
        };
        Parts { surnames, women, men, second_women, second_men }
    }
}

const NONE: &[&str] = &[];

/// The same name as another issuer may print it: without diacritics, or with the first surname alone.
pub fn printed_otherwise(surname: &str, given: &str, chance: &mut Chance) -> (String, String) {
    if chance.happens(5_000) {
        let plain = |text: &str| text.chars().map(without_mark).collect::<String>();
        (plain(surname), plain(given))
    } else {
        // A particle belongs to the word after it: only names of two plain words lose one.
        let mut words = surname.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some(first), Some(_), None) if first.chars().count() > 3 => (first.to_owned(), given.to_owned()),
            _ => (surname.to_owned(), given.to_owned()),
        }
    }
}

const fn without_mark(letter: char) -> char {
    match letter {
        'á' | 'ã' | 'ä' => 'a',
        'é' | 'è' => 'e',
        'í' | 'ï' => 'i',
        'ó' | 'ö' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'Á' => 'A',
        'É' => 'E',
        'Í' => 'I',
        'Ó' => 'O',
        'Ú' => 'U',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use garita_domain::PersonName;

    use super::*;
    use crate::chance::Question;

    const ALL: [Culture; 10] = [
        Culture::Spanish,
        Culture::Honduran,
        Culture::Guatemalan,
        Culture::English,
        Culture::French,
        Culture::German,
        Culture::Italian,
        Culture::Portuguese,
        Culture::Chinese,
        Culture::Indian,
    ];

    #[test]
    fn every_culture_makes_names() {
        for culture in ALL {
            let parts = culture.parts();
            for part in [parts.surnames, parts.women, parts.men, parts.second_women, parts.second_men].concat() {
                assert!(PersonName::new(part, "").is_ok_and(|name| name.surname() == part), "{part:?}");
            }
            let mut chance = Chance::new(1, Question::Name, 0);
            for _ in 0..500 {
                let surnames = culture.surnames(&mut chance);
                let given = culture.given(Sex::Female, &mut chance);
                assert!(!surnames.first.is_empty() && !given.is_empty());
            }
        }
    }

    #[test]
    fn married_and_portuguese_names_have_their_order() {
        let two = Surnames { first: "Núñez", second: Some("Peña") };
        assert_eq!(Culture::Spanish.join(&two, None), "Núñez Peña");
        assert_eq!(Culture::Honduran.join(&two, Some("Cruz")), "Núñez de Cruz");
        assert_eq!(Culture::Portuguese.join(&Surnames { first: "da Silva", second: Some("Simões") }, None), "Simões da Silva");
        let mut chance = Chance::new(1, Question::Name, 0);
        let spellings: Vec<_> = (0..50).map(|_| printed_otherwise("Núñez Peña", "José", &mut chance)).collect();
        assert!(spellings.contains(&("Nunez Pena".to_owned(), "Jose".to_owned())));
        assert!(spellings.contains(&("Núñez".to_owned(), "José".to_owned())));
    }
}
