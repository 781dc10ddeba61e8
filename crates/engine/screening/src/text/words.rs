//! Cutting a text into words.

use super::{Script, abjad, east_asian, script_of};

/// Words kept of one name. Longer texts are no names; what is beyond does not count.
const MOST_WORDS: usize = 24;
/// Letters kept of one word.
const LONGEST_WORD: usize = 40;
/// Characters read of one text.
const LONGEST_TEXT: usize = 5_000;

/// One word in Latin letters.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Letters a to z and digits, lower case.
    pub(crate) latin: String,
    /// The script it was written in.
    pub(crate) script: Script,
    /// A comma stands before it: surnames before, given names after.
    pub(crate) after_comma: bool,
    /// A full stop stands right after it: an initial or a shortened word.
    pub(crate) dotted: bool,
    /// It is joined to the word before by a hyphen.
    pub(crate) hyphenated: bool,
}

/// The words of a text in its own order. Control and direction characters are as if they were not there.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut cut = Cut::default();
    for c in text.chars().take(LONGEST_TEXT) {
        cut.take(c);
    }
    cut.end();
    split_east_asian(cut.words)
}

struct Raw {
    text: String,
    script: Script,
    mixed: bool,
}

#[derive(Default)]
struct Cut {
    words: Vec<(Word, String)>,
    word: Option<Raw>,
    comma: bool,
    hyphen: bool,
}

impl Cut {
    fn take(&mut self, c: char) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '′' | '\u{300}'..='\u{36F}' => {}
            '.' => {
                let before = self.words.len();
                self.end();
                if self.words.len() > before
                    && let Some((last, _)) = self.words.last_mut()
                {
                    last.dotted = true;
                }
            }
            ',' | '،' | '、' if self.word.is_some() || !self.words.is_empty() => {
                self.end();
                self.comma = true;
            }
            '-' | '‐' | '‑' | '–' => {
                let inside = self.word.is_some();
                self.end();
                self.hyphen = inside;
            }
            '&' | '+' => {
                self.end();
                self.word = Some(Raw { text: "and".to_owned(), script: Script::Latin, mixed: false });
                self.end();
            }
            _ => match script_of(c) {
                Some(script) => self.letter(c, script),
                None if is_invisible(c) => {}
                None => self.end(),
            },
        }
    }

    fn letter(&mut self, c: char, script: Script) {
        let broken = self.word.as_ref().is_some_and(|word| {
            let east = |s| matches!(s, Script::Han | Script::Hangul | Script::Kana);
            word.script != script && !c.is_ascii_digit() && (east(word.script) != east(script)) && !matches!(script, Script::Kana)
        });
        if broken {
            self.end();
        }
        match &mut self.word {
            Some(word) => {
                if word.script != script && !c.is_ascii_digit() {
                    word.mixed = true;
                    if matches!(script, Script::Kana) {
                        word.script = script;
                    }
                }
                if word.text.chars().count() < LONGEST_WORD {
                    word.text.push(c);
                }
            }
            none => *none = Some(Raw { text: c.to_string(), script, mixed: false }),
        }
    }

    fn end(&mut self) {
        let Some(raw) = self.word.take() else { return };
        let latin = romanise(&raw);
        if latin.is_empty() || self.words.len() >= MOST_WORDS {
            return;
        }
        let word = Word { latin, script: raw.script, after_comma: self.comma, dotted: false, hyphenated: self.hyphen };
        self.comma = false;
        self.hyphen = false;
        self.words.push((word, raw.text));
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

fn romanise(raw: &Raw) -> String {
    let mut latin = String::with_capacity(raw.text.len());
    let lookalikes = raw.mixed && matches!(raw.script, Script::Latin | Script::Alphabet);
    for c in raw.text.chars() {
        let letters = match lookalike(c) {
            Some(letter) if lookalikes => letter,
            _ => abjad::latin(c).unwrap_or_else(|| any_ascii::any_ascii_char(c)),
        };
        latin.extend(letters.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()));
    }
    latin.truncate(LONGEST_WORD);
    put_right_digits(latin)
}

/// Letters of other alphabets that are drawn like Latin ones; used only inside words that mix alphabets.
const fn lookalike(c: char) -> Option<&'static str> {
    Some(match c {
        'с' | 'С' | 'ϲ' => "c",
        'р' | 'Р' | 'ρ' | 'Ρ' => "p",
        'х' | 'Х' | 'χ' | 'Χ' => "x",
        'у' | 'У' | 'γ' | 'Υ' => "y",
        'В' | 'Β' => "b",
        'Н' | 'Η' => "h",
        'ѕ' => "s",
        'ј' => "j",
        'ν' => "v",
        'ω' => "w",
        _ => return None,
    })
}

/// Digits among letters stand for the letters they look like (`S3ch1n`), when letters are at least half of the word.
fn put_right_digits(latin: String) -> String {
    let digits = latin.bytes().filter(u8::is_ascii_digit).count();
    let starts_with_letter = latin.starts_with(|c: char| c.is_ascii_alphabetic());
    if digits == 0 || digits * 2 > latin.len() || !starts_with_letter || latin.len() < 3 {
        return latin;
    }
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        other => other,
    };
    latin.chars().map(letter).collect()
}

/// A name of one Han or Hangul word is a surname and a given name without a space.
fn split_east_asian(words: Vec<(Word, String)>) -> Vec<Word> {
    let whole = words.len() == 1;
    let mut split = Vec::with_capacity(words.len() + 1);
    for (word, original) in words {
        let length = if whole { east_asian::surname_length(&original, word.script) } else { None };
        match length {
            Some(length) => {
                let surname: String = original.chars().take(length).collect();
                let given: String = original.chars().skip(length).collect();
                let first = original.chars().next().filter(|_| length == 1 && word.script == Script::Han);
                let reading = first.and_then(east_asian::surname_reading).map(str::to_owned);
                let latin = |text: String| romanise(&Raw { text, script: word.script, mixed: false });
                split.push(Word { latin: reading.unwrap_or_else(|| latin(surname)), ..word.clone() });
                split.push(Word { latin: latin(given), after_comma: false, hyphenated: false, ..word });
            }
            None => split.push(word),
        }
    }
    split.retain(|word| !word.latin.is_empty());
    split
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.latin).collect()
    }

    #[test]
    fn scripts_become_latin_words() {
        assert_eq!(latin("Müller-Lüdenscheidt"), ["muller", "ludenscheidt"]);
        assert_eq!(latin("محمد حسين"), ["mhmd", "hsyn"]);
        assert_eq!(latin("Григоренко"), ["grigorenko"]);
        assert_eq!(latin("王小明"), ["wang", "xiaoming"]);
        assert_eq!(latin("김정은"), ["gim", "jeongeun"]);
        assert_eq!(latin("Qa’ida, 'Abd"), ["qaida", "abd"]);
        assert_eq!(latin("Ig0r Sech1n"), ["igor", "sechin"]);
    }

    #[test]
    fn what_cannot_be_seen_does_not_hide_a_name() {
        assert_eq!(latin("Pe\u{202E}r\u{200B}ez"), latin("Perez"));
        assert_eq!(latin("P\u{435}r\u{435}z"), latin("Perez"));
    }

    proptest::proptest! {
        #[test]
        fn garbage_gives_short_latin_words(text in "\\PC{0,200}|.{0,60}") {
            let words = words(&text);
            proptest::prop_assert!(words.len() <= MOST_WORDS + 1);
            for word in words {
                proptest::prop_assert!(!word.latin.is_empty() && word.latin.len() <= LONGEST_WORD);
                proptest::prop_assert!(word.latin.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            }
        }
    }
}
