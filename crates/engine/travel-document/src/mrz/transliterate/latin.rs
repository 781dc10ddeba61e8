//! Latin letters with marks (ICAO 9303-3 §6 A).

use super::{Forms, NOTHING};

/// A plain capital as itself.
pub(super) fn plain(letter: char) -> Forms {
    const LETTERS: [Forms; 26] = [
        &["A"],
        &["B"],
        &["C"],
        &["D"],
        &["E"],
        &["F"],
        &["G"],
        &["H"],
        &["I"],
        &["J"],
        &["K"],
        &["L"],
        &["M"],
        &["N"],
        &["O"],
        &["P"],
        &["Q"],
        &["R"],
        &["S"],
        &["T"],
        &["U"],
        &["V"],
        &["W"],
        &["X"],
        &["Y"],
        &["Z"],
    ];
    let place = u32::from(letter).checked_sub(u32::from('A')).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| LETTERS.get(place)).copied().unwrap_or(NOTHING)
}

/// The forms of a capital with a mark; nothing for a sign that has no place in a zone.
pub(super) const fn forms(letter: char) -> Forms {
    match letter {
        'Á' | 'À' | 'Â' | 'Ã' | 'Ă' | 'Ā' | 'Ą' | 'Ǎ' | '\u{1EA0}'..='\u{1EB7}' => &["A"],
        'Ä' => &["AE", "A"],
        'Æ' => &["AE"],
        'Å' => &["AA", "A"],
        'Ć' | 'Ĉ' | 'Č' | 'Ċ' | 'Ç' => &["C"],
        'Ď' | 'Đ' | 'Ð' => &["D"],
        'É' | 'È' | 'Ê' | 'Ë' | 'Ě' | 'Ė' | 'Ē' | 'Ę' | 'Ĕ' | 'Ə' | '\u{1EB8}'..='\u{1EC7}' => &["E"],
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => &["G"],
        'Ħ' | 'Ĥ' => &["H"],
        'Í' | 'Ì' | 'Î' | 'Ï' | 'Ĩ' | 'İ' | 'Ī' | 'Į' | 'Ĭ' | 'ı' | '\u{1EC8}'..='\u{1ECB}' => &["I"],
        'Ĳ' => &["IJ"],
        'Ĵ' => &["J"],
        'Ķ' => &["K"],
        'Ł' | 'Ĺ' | 'Ľ' | 'Ļ' | 'Ŀ' => &["L"],
        'Ñ' => &["N", "NXX"],
        'Ń' | 'Ň' | 'Ņ' | 'Ŋ' => &["N"],
        'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ő' | 'Ō' | 'Ŏ' | 'Ơ' | '\u{1ECC}'..='\u{1EE3}' => &["O"],
        'Ö' => &["OE", "O"],
        'Ø' | 'Œ' => &["OE"],
        'Ŕ' | 'Ř' | 'Ŗ' => &["R"],
        'Ś' | 'Ŝ' | 'Š' | 'Ş' | 'Ș' => &["S"],
        'ẞ' => &["SS"],
        'Ť' | 'Ţ' | 'Ŧ' | 'Ț' => &["T"],
        'Ú' | 'Ù' | 'Û' | 'Ũ' | 'Ŭ' | 'Ű' | 'Ů' | 'Ū' | 'Ų' | 'Ư' | '\u{1EE4}'..='\u{1EF1}' => &["U"],
        'Ü' => &["UE", "UXX", "U"],
        'Ŵ' => &["W"],
        'Ý' | 'Ŷ' | 'Ÿ' | '\u{1EF2}'..='\u{1EF9}' => &["Y"],
        'Ź' | 'Ž' | 'Ż' => &["Z"],
        'Þ' => &["TH"],
        _ => NOTHING,
    }
}

/// The letter that a plain capital and the mark after it make, where the pair has a form of its own.
pub(super) const fn with_mark(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('A', '\u{308}') => Some('Ä'),
        ('A', '\u{30A}') => Some('Å'),
        ('N', '\u{303}') => Some('Ñ'),
        ('O', '\u{308}') => Some('Ö'),
        ('U', '\u{308}') => Some('Ü'),
        ('Е', '\u{308}') => Some('Ё'),
        ('И', '\u{306}') => Some('Й'),
        ('І', '\u{308}') => Some('Ї'),
        _ => None,
    }
}
