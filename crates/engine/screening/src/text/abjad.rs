//! Arabic (with Persian, Urdu, Kurdish letters) and Hebrew, letter by letter.
//!
//! Long vowels are written as the letters that carry them (`w`, `y`, `a`); the comparison knows that they may be
//! consonants or vowels. Short vowels are not written in these scripts, so none are added.

/// The Latin letters of one letter; `None` when the letter is of another script.
pub(crate) const fn latin(c: char) -> Option<&'static str> {
    match arabic(c) {
        Some(letters) => Some(letters),
        None => hebrew(c),
    }
}

const fn arabic(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ع' | 'ى' | '\u{64E}' | 'ۀ' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ہ' | 'ھ' | 'ة' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ڈ' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' | 'ڕ' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' => "v",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' | 'ڵ' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'و' | 'ؤ' => "w",
        'ۆ' => "o",
        'ي' | 'ی' | 'ئ' => "y",
        'ے' | 'ێ' | 'ە' => "e",
        '\u{64F}' => "u",
        '\u{650}' => "i",
        'ء' | 'ـ' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' => "",
        _ => return None,
    })
}

const fn hebrew(c: char) -> Option<&'static str> {
    Some(match c {
        'א' | 'ע' => "a",
        'ב' => "b",
        'ג' => "g",
        'ד' => "d",
        'ה' => "h",
        'ו' => "w",
        'ז' => "z",
        'ח' => "kh",
        'ט' | 'ת' => "t",
        'י' => "y",
        'כ' | 'ך' | 'ק' => "k",
        'ל' => "l",
        'מ' | 'ם' => "m",
        'נ' | 'ן' => "n",
        'ס' => "s",
        'פ' | 'ף' => "p",
        'צ' | 'ץ' => "ts",
        'ר' => "r",
        'ש' => "sh",
        '\u{591}'..='\u{5C7}' | '׳' | '״' => "",
        _ => return None,
    })
}
