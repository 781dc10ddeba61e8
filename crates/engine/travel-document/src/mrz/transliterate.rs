//! From printed Latin letters to A to Z (ICAO 9303-3 §6 A, recommended forms).

/// The recommended transliteration of a name part into A to Z with `<` between its words: hyphens, spaces and slashes
/// become fillers, apostrophes and full stops are dropped, letters outside the Latin table are dropped too.
///
/// Where the standard allows a choice the first form is taken (Ñ gives N, Ö gives OE).
pub fn transliterate(name: &str) -> String {
    let mut zone = String::with_capacity(name.len());
    let filler = |zone: &mut String| {
        if !zone.is_empty() && !zone.ends_with('<') {
            zone.push('<');
        }
    };
    for letter in name.chars().flat_map(char::to_uppercase) {
        match letter {
            'A'..='Z' => zone.push(letter),
            ' ' | '-' | '‐' | '–' | '/' | ',' | '\t' | '\u{A0}' | '<' => filler(&mut zone),
            _ => zone.push_str(latin(letter)),
        }
    }
    zone.truncate(zone.trim_end_matches('<').len());
    zone
}

/// One letter of the Latin table; empty for what has no place in a zone.
const fn latin(letter: char) -> &'static str {
    match letter {
        'Á' | 'À' | 'Â' | 'Ã' | 'Ă' | 'Ā' | 'Ą' | 'Ǎ' => "A",
        'Ä' | 'Æ' => "AE",
        'Å' => "AA",
        'Ć' | 'Ĉ' | 'Č' | 'Ċ' | 'Ç' => "C",
        'Ď' | 'Đ' | 'Ð' => "D",
        'É' | 'È' | 'Ê' | 'Ë' | 'Ě' | 'Ė' | 'Ē' | 'Ę' | 'Ĕ' => "E",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'Ħ' | 'Ĥ' => "H",
        'Í' | 'Ì' | 'Î' | 'Ï' | 'Ĩ' | 'İ' | 'Ī' | 'Į' | 'Ĭ' | 'ı' => "I",
        'Ĳ' => "IJ",
        'Ĵ' => "J",
        'Ķ' => "K",
        'Ł' | 'Ĺ' | 'Ľ' | 'Ļ' | 'Ŀ' => "L",
        'Ń' | 'Ñ' | 'Ň' | 'Ņ' | 'Ŋ' => "N",
        'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ő' | 'Ō' | 'Ŏ' => "O",
        'Ö' | 'Ø' | 'Œ' => "OE",
        'Ŕ' | 'Ř' | 'Ŗ' => "R",
        'Ś' | 'Ŝ' | 'Š' | 'Ş' | 'Ș' => "S",
        'ẞ' => "SS",
        'Ť' | 'Ţ' | 'Ŧ' | 'Ț' => "T",
        'Ú' | 'Ù' | 'Û' | 'Ũ' | 'Ŭ' | 'Ű' | 'Ů' | 'Ū' | 'Ų' => "U",
        'Ü' => "UE",
        'Ŵ' => "W",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'Ź' | 'Ž' | 'Ż' => "Z",
        'Þ' => "TH",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latin_table() {
        for (printed, zone) in [
            ("Núñez-Ibáñez", "NUNEZ<IBANEZ"),
            ("O’Connor", "OCONNOR"),
            ("D'Artagnan", "DARTAGNAN"),
            ("Müller", "MUELLER"),
            ("Weiß", "WEISS"),
            ("Þórsson", "THORSSON"),
            ("Åström", "AASTROEM"),
            ("Łukasz  Żółć", "LUKASZ<ZOLC"),
            ("ﬁ", "FI"),
            ("María José ", "MARIA<JOSE"),
            ("42", ""),
        ] {
            assert_eq!(transliterate(printed), zone);
        }
    }

    proptest::proptest! {
        #[test]
        fn only_letters_and_single_inner_fillers_come_out(name in "\\PC{0,60}") {
            let zone = transliterate(&name);
            proptest::prop_assert!(zone.bytes().all(|b| b.is_ascii_uppercase() || b == b'<'));
            proptest::prop_assert!(!zone.contains("<<") && !zone.starts_with('<') && !zone.ends_with('<'));
        }
    }
}
