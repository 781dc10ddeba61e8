//! From any text to words in Latin letters.
//!
//! What this room is for: cutting a name into words and writing every word in the letters a to z and digits, whatever its
//! script, while remembering what the script hides (vowels, tones). It must not know what a name is, who asks, or what
//! words are worth.
//!
//! To add a script: a table beside [`abjad`] when the fallback (`any_ascii`) writes it too loosely, and an arm in
//! [`script_of`].

mod abjad;
mod east_asian;
mod words;

pub(crate) use words::{Word, words};

/// The scripts that need different care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    /// Latin.
    Latin,
    /// Cyrillic, Greek, Armenian, Georgian: alphabets with all their vowels; and the Indic scripts, with most of them.
    Alphabet,
    /// Arabic and Hebrew.
    Sparse,
    /// Han.
    Han,
    /// Hangul.
    Hangul,
    /// Kana.
    Kana,
}

impl Script {
    /// How words of this script sound when they stand in Latin letters.
    pub(crate) const fn hearing(self) -> Hearing {
        match self {
            Self::Latin | Self::Alphabet => Hearing::Full,
            Self::Sparse => Hearing::Sparse,
            Self::Han | Self::Hangul | Self::Kana => Hearing::Syllabic,
        }
    }
}

/// What is left of a word's sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Hearing {
    /// Everything.
    Full,
    /// Consonants and long vowels.
    Sparse,
    /// Syllables of a language with few of them: extra vowels, l for r.
    Syllabic,
}

/// The script of a letter; `None` for what is no letter or digit.
pub(crate) fn script_of(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(Script::Latin),
        '\u{0}'..='\u{7F}' | '\u{30FB}' | '\u{FF65}' => None,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Some(Script::Sparse),
        '\u{900}'..='\u{E7F}' if c.is_alphanumeric() || is_indic_sign(c) => Some(Script::Alphabet),
        '\u{AC00}'..='\u{D7A3}' => Some(Script::Hangul),
        '\u{3005}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Some(Script::Han),
        '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Some(Script::Kana),
        _ if !c.is_alphanumeric() => None,
        '\u{80}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF10}'..='\u{FF5A}' => Some(Script::Latin),
        _ => Some(Script::Alphabet),
    }
}

/// Vowel signs of Indic scripts and Thai belong to their word though they are no letters.
const fn is_indic_sign(c: char) -> bool {
    !matches!(c, '\u{964}' | '\u{965}' | '\u{E2F}' | '\u{E3F}' | '\u{E4F}')
}
