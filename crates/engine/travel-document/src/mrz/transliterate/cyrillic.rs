//! Cyrillic letters and the exceptions of five languages (ICAO 9303-3 §6 B).

use garita_domain::CountryCode;

use super::{Forms, NOTHING};

/// A language whose letters are written otherwise than the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Belarusian.
    Belarusian,
    /// Bulgarian.
    Bulgarian,
    /// Macedonian.
    Macedonian,
    /// Serbian.
    Serbian,
    /// Ukrainian.
    Ukrainian,
    /// All others, Russian among them: the table without exceptions.
    Other,
}

impl Language {
    /// The language whose exceptions an issuer uses; `None` when nothing is known of the issuer and all may apply.
    pub fn of(issuer: Option<CountryCode>) -> Option<Self> {
        Some(match issuer?.as_str() {
            "BLR" => Self::Belarusian,
            "BGR" => Self::Bulgarian,
            "MKD" => Self::Macedonian,
            "SRB" | "MNE" | "BIH" | "SCG" | "YUG" | "RKS" => Self::Serbian,
            "UKR" => Self::Ukrainian,
            _ => Self::Other,
        })
    }
}

/// The forms of a capital. `starts` says whether a name begins with it, which counts in Ukrainian.
pub(super) fn forms(letter: char, starts: bool, language: Option<Language>) -> Forms {
    use Language::{Belarusian, Bulgarian, Macedonian, Serbian, Ukrainian};
    let is = |which: Language| language.is_none_or(|language| language == which);
    let first = starts && is(Ukrainian);
    let exception: Option<Forms> = match letter {
        'Ё' if is(Belarusian) => Some(&["IO", "E"]),
        'Є' if first => Some(&["YE", "IE"]),
        'Ї' if first => Some(&["YI", "I"]),
        'Й' if first => Some(&["Y", "I"]),
        'Ю' if first => Some(&["YU", "IU"]),
        'Я' if first => Some(&["YA", "IA"]),
        'Ќ' if is(Macedonian) => Some(&["KJ", "K"]),
        'Џ' if is(Macedonian) => Some(&["DJ", "DZ"]),
        'Ғ' if is(Macedonian) => Some(&["GJ", "G"]),
        'Г' if is(Belarusian) || is(Serbian) || is(Ukrainian) => Some(&["H", "G"]),
        'Ж' if is(Serbian) => Some(&["Z", "ZH"]),
        'И' if is(Ukrainian) => Some(&["Y", "I"]),
        'Х' if is(Serbian) || is(Macedonian) => Some(&["H", "KH"]),
        'Ц' if is(Serbian) || is(Macedonian) => Some(&["C", "TS"]),
        'Ч' if is(Serbian) => Some(&["C", "CH"]),
        'Ш' if is(Serbian) => Some(&["S", "SH"]),
        'Щ' if is(Bulgarian) => Some(&["SHT", "SHCH"]),
        _ => None,
    };
    match (exception, language) {
        (Some(forms), Some(_)) => forms,
        // Nothing known of the issuer: the table first, the exception after it.
        (Some(forms), None) => table_first(letter, forms),
        (None, _) => table(letter),
    }
}

/// The two forms of a letter with an exception, that of the table first.
const fn table_first(letter: char, forms: Forms) -> Forms {
    match letter {
        'Ё' => &["E", "IO"],
        'Є' => &["IE", "YE"],
        'Ї' => &["I", "YI"],
        'Ю' => &["IU", "YU"],
        'Я' => &["IA", "YA"],
        'Ќ' => &["K", "KJ"],
        'Џ' => &["DZ", "DJ"],
        'Ғ' => &["G", "GJ"],
        'Г' => &["G", "H"],
        'Ж' => &["ZH", "Z"],
        'И' | 'Й' => &["I", "Y"],
        'Х' => &["KH", "H"],
        'Ц' => &["TS", "C"],
        'Ч' => &["CH", "C"],
        'Ш' => &["SH", "S"],
        'Щ' => &["SHCH", "SHT"],
        _ => forms,
    }
}

const fn table(letter: char) -> Forms {
    match letter {
        'А' => &["A"],
        'Б' => &["B"],
        'В' => &["V"],
        'Г' | 'Ґ' | 'Ғ' => &["G"],
        'Д' | 'Ђ' => &["D"],
        'Е' | 'Ё' | 'Э' => &["E"],
        'Є' | 'Ъ' => &["IE"],
        'Ж' => &["ZH"],
        'З' => &["Z"],
        'Ѕ' | 'Џ' => &["DZ"],
        'И' | 'І' | 'Ї' | 'Й' => &["I"],
        'Ј' => &["J"],
        'К' | 'Ќ' => &["K"],
        'Л' => &["L"],
        'Љ' => &["LJ"],
        'М' => &["M"],
        'Н' => &["N"],
        'Њ' => &["NJ"],
        'О' => &["O"],
        'П' => &["P"],
        'Р' => &["R"],
        'С' => &["S"],
        'Т' => &["T"],
        'У' | 'Ў' | 'Ѫ' => &["U"],
        'Ф' => &["F"],
        'Х' => &["KH"],
        'Ц' => &["TS"],
        'Ч' => &["CH"],
        'Ш' => &["SH"],
        'Щ' => &["SHCH"],
        'Ы' | 'Ѵ' => &["Y"],
        'Ю' => &["IU"],
        'Я' => &["IA"],
        'Һ' | 'Ћ' => &["C"],
        _ => NOTHING,
    }
}
