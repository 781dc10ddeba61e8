//! From the country names and codes that lists write to the codes that documents carry.
//!
//! The table is data (`knowledge/countries.csv`). To add a spelling: a `|` and the spelling at the country's line.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use garita_domain::CountryCode;

/// The code of a country that is written as a name in English or Spanish, as an ISO 3166-1 code of two or three letters,
/// or as in a machine readable zone. Germany is always `D`. `None` when the text names none, or more than one.
pub fn country(text: &str) -> Option<CountryCode> {
    let trimmed = text.trim().trim_end_matches('.');
    if let Some(code) = by_code(trimmed) {
        return Some(code);
    }
    let key = key(trimmed);
    let known = |key: &str| TABLE.names.get(key).copied();
    // `Iran (Islamic Republic of)` is spelled out by the first part alone, unless the whole is known.
    known(&key).or_else(|| known(&self::key(trimmed.split(['(', ';']).next()?))).or_else(|| known(&self::key(trimmed.split_once(". ")?.0)))
}

fn by_code(text: &str) -> Option<CountryCode> {
    let code = CountryCode::parse(text).ok()?;
    match code.as_str().len() {
        2 => TABLE.pairs.get(code.as_str()).copied(),
        3 if TABLE.names.contains_key(&key(text)) => None,
        3 => TABLE.codes.binary_search(&code).ok().map(|_| code),
        _ => TABLE.codes.binary_search(&code).ok().map(|_| code),
    }
}

struct Table {
    codes: Vec<CountryCode>,
    pairs: BTreeMap<&'static str, CountryCode>,
    names: BTreeMap<String, CountryCode>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { codes: Vec::new(), pairs: BTreeMap::new(), names: BTreeMap::new() };
    for line in include_str!("../knowledge/countries.csv").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(';');
        let Some(code) = parts.next().and_then(|code| CountryCode::parse(code).ok()) else { continue };
        table.codes.push(code);
        if let Some(pair) = parts.next().filter(|pair| !pair.is_empty()) {
            table.pairs.insert(pair, code);
        }
        for name in parts.next().unwrap_or_default().split('|').filter(|name| !name.is_empty()) {
            table.names.insert(key(name), code);
        }
    }
    table.codes.sort_unstable();
    table
});

/// Lower case without accents and signs; small words left out.
fn key(text: &str) -> String {
    let mut letters = String::with_capacity(text.len().min(200));
    for c in text.chars().take(200) {
        match c {
            '\'' | '’' | '.' => {}
            c if c.is_alphanumeric() => letters.extend(c.to_lowercase().map(plain)),
            _ => letters.push(' '),
        }
    }
    let small = ["the", "of", "and", "y", "de", "del", "la", "las", "los", "el", "possibly"];
    let words: Vec<&str> = letters.split_whitespace().filter(|word| !small.contains(word)).collect();
    words.join(" ")
}

const fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        country(text).map(|code| code.to_string())
    }

    #[test]
    fn names_as_lists_write_them() {
        for (text, expected) in [
            ("Iran (Islamic Republic of)", "IRN"),
            ("Democratic Republic of the Congo", "COD"),
            ("Congo, Democratic Republic of the", "COD"),
            ("Congo", "COG"),
            ("Korea, North", "PRK"),
            ("Democratic People's Republic of Korea", "PRK"),
            ("Republic of Korea", "KOR"),
            ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
            ("Cabo Verde.  Previously Cape Verde.", "CPV"),
            ("The Gambia", "GMB"),
            ("Côte d'Ivoire", "CIV"),
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Burma", "MMR"),
            ("México", "MEX"),
            ("España", "ESP"),
            ("Germany", "D"),
            ("DEU", "D"),
            ("DE", "D"),
            ("D", "D"),
            ("de", "D"),
            ("gb", "GBR"),
            ("HND", "HND"),
            ("UAE", "ARE"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Venezuela (Bolivarian Republic of)", "VEN"),
            ("Niger", "NER"),
            ("Guinea", "GIN"),
            ("XXA", "XXA"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_country_is_none() {
        for text in ["", "na", "not known", "Abogado", "QQQ", "Z", "1234", "Utopia Republic"] {
            assert_eq!(code(text).filter(|code| code != "NAM"), None, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read_and_no_spelling_has_two_countries() {
        let lines: Vec<_> = include_str!("../knowledge/countries.csv").lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(TABLE.codes.len(), lines.len());
        let mut spellings = BTreeMap::new();
        for line in lines {
            let (code, names) = (line.split(';').next().unwrap(), line.split(';').nth(2).unwrap());
            for name in names.split('|').filter(|name| !name.is_empty()) {
                let before = spellings.insert(key(name), code);
                assert!(before.is_none_or(|before| before == code), "{name}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics(text in "\\PC{0,300}") {
            let _ = country(&text);
        }
    }
}
