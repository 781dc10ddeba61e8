//! From words to a name ready to compare.

use super::{
    compounds::{Joint, is_article, joint, servant, servant_of, shorter},
    knowledge,
    lexicon::known,
    organisation,
};
use crate::{
    sound::{Heard, Skeleton, Sounds, encode, skeleton},
    text::{Hearing, Word, words},
};

/// Letters of a name field from which on an MRZ may have cut it (ICAO 9303-3 §4.6: 39 characters in passports, 31 in
/// TD2, 30 in TD1).
const CUT_FIELDS: [std::ops::RangeInclusive<usize>; 2] = [29..=31, 38..=39];

/// A name taken apart, ready to be compared any number of times.
#[derive(Clone)]
pub struct Name {
    pub(crate) tokens: Vec<Token>,
    /// The legal form of a company.
    pub(crate) form: Option<&'static str>,
    /// It is a body's name rather than a person's.
    pub(crate) body: bool,
    /// An MRZ may have cut its end.
    pub(crate) cut: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of the name.
    Part,
    /// One letter standing for a word.
    Initial,
    /// Digits.
    Number,
}

/// Where a token stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Among the surnames.
    Surname,
    /// Among the given names.
    Given,
    /// The name came as one text.
    Unknown,
}

/// One word of a name.
#[derive(Clone)]
pub(crate) struct Token {
    /// Letters a to z and digits.
    pub(crate) letters: String,
    /// Its sounds.
    pub(crate) sounds: Sounds,
    /// Its consonants.
    pub(crate) skeleton: Skeleton,
    /// What its script left of its sound.
    pub(crate) hearing: Hearing,
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it stood.
    pub(crate) field: Field,
    /// Its share of the name: 100 for a usual word.
    pub(crate) weight: u16,
    /// How much it says about its bearer, in thousandths of a power of ten.
    pub(crate) says: u16,
    /// What it is called without "servant of", "father of" or what follows: `rahman` of `abdrahman`.
    pub(crate) short: Option<Box<Short>>,
    /// It follows "son of".
    pub(crate) father: bool,
    /// It follows "de": a husband's surname, or a surname of several words.
    pub(crate) married: bool,
}

/// The shorter form of a compound.
#[derive(Clone)]
pub(crate) struct Short {
    pub(crate) letters: String,
    pub(crate) sounds: Sounds,
    /// How alike it still is to the whole, of 1000.
    pub(crate) likeness: u16,
}

impl Token {
    /// The token as it is compared.
    pub(crate) fn heard(&self) -> Heard<'_> {
        Heard { letters: &self.letters, sounds: &self.sounds, hearing: self.hearing }
    }

    /// A token of these letters, of usual weight.
    pub(crate) fn new(letters: String, hearing: Hearing, field: Field) -> Self {
        let mut token = Self::of(letters, hearing, field);
        token.says = knowledge::says(&token.letters, token.skeleton.0, hearing);
        token.weight = usual_weight(&token.letters, token.kind, hearing);
        token
    }

    /// A token that is only compared: without weight, and saying nothing.
    pub(crate) fn bare(letters: &str, hearing: Hearing) -> Self {
        Self::of(letters.to_owned(), hearing, Field::Unknown)
    }

    fn of(letters: String, hearing: Hearing, field: Field) -> Self {
        let sounds = encode(&letters);
        let skeleton = skeleton(sounds.codes());
        let digits = letters.bytes().all(|b| b.is_ascii_digit());
        let kind = match letters.len() {
            _ if digits => Kind::Number,
            1 if hearing == Hearing::Full => Kind::Initial,
            _ => Kind::Part,
        };
        let short = shorter(&letters)
            .filter(|_| kind == Kind::Part)
            .map(|(short, likeness)| Box::new(Short { letters: short.to_owned(), sounds: encode(short), likeness }));
        Self { letters, sounds, skeleton, hearing, kind, field, weight: 0, says: 0, short, father: false, married: false }
    }
}

/// A word's share of a name by its length; honorifics count for little.
pub(crate) fn usual_weight(letters: &str, kind: Kind, hearing: Hearing) -> u16 {
    if known(letters).is_honorific() {
        return 40;
    }
    match (kind, letters.len(), hearing) {
        (Kind::Initial, ..) => 40,
        (Kind::Part, 1..=2, Hearing::Full | Hearing::Syllabic) => 75,
        (Kind::Part, 3, Hearing::Full) => 90,
        (Kind::Number | Kind::Part, ..) => 100,
    }
}

impl Name {
    /// A name as one text. One comma in it sets surnames before given names.
    pub fn of_whole(text: &str) -> Self {
        let words = words(text);
        let commas = words.iter().filter(|word| word.after_comma).count();
        let mut field = if commas == 1 { Field::Surname } else { Field::Unknown };
        let mut fielded = Vec::with_capacity(words.len());
        for word in words {
            if commas == 1 && word.after_comma {
                field = Field::Given;
            }
            fielded.push((word, field));
        }
        Self::of_words(fielded, false)
    }

    /// A name whose surnames are known. Both parts in full length of an MRZ field: its end may have been cut.
    pub fn of_parts(surname: &str, given_names: &str) -> Self {
        let length = surname.trim().chars().count() + given_names.trim().chars().count() + 2;
        let cut = CUT_FIELDS.iter().any(|field| field.contains(&length));
        let single = surname.trim().is_empty() || given_names.trim().is_empty();
        let field = |known| if single { Field::Unknown } else { known };
        let surnames = words(surname).into_iter().map(|word| (word, field(Field::Surname)));
        let given = words(given_names).into_iter().map(|word| (word, field(Field::Given)));
        Self::of_words(given.chain(surnames).collect(), cut)
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    fn of_words(words: Vec<(Word, Field)>, cut: bool) -> Self {
        let mut plain: Vec<String> = words.iter().map(|(word, _)| word.latin.clone()).collect();
        let fielded = words.iter().any(|(_, field)| *field != Field::Unknown);
        let (form, body) = if fielded && words.iter().all(|(word, _)| !organisation::is_usual(&word.latin)) {
            let mut bare = plain.clone();
            organisation::take_form(&mut bare)
        } else {
            organisation::take_form(&mut plain)
        };
        let mut kept = words;
        if kept.len() != plain.len() && body {
            let mut left = plain.iter().peekable();
            kept.retain(|(word, _)| left.next_if(|next| **next == word.latin).is_some());
        }
        let tokens = if body { body_tokens(&kept) } else { person_tokens(&kept) };
        Self { tokens, form, body, cut }
    }
}

/// Words of a body: numbers as digits, usual words light, no titles or particles of persons.
fn body_tokens(words: &[(Word, Field)]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    let mut tens: Option<u32> = None;
    for (word, field) in words {
        let latin = word.latin.as_str();
        if known(latin).is_body_particle() && words.len() > 1 {
            continue;
        }
        let value = organisation::number(latin).or_else(|| latin.parse().ok().filter(|_| latin.len() <= 4));
        let letters = match (value, tens) {
            (Some(units), Some(tens)) if units < 10 && tens >= 20 && tens % 10 == 0 => {
                tokens.pop();
                (tens + units).to_string()
            }
            (Some(value), _) => value.to_string(),
            (None, _) => latin.to_owned(),
        };
        tens = value;
        let mut token = Token::new(letters, word.script.hearing(), *field);
        token.weight = match token.kind {
            Kind::Part | Kind::Initial if organisation::is_usual(latin) => 50,
            Kind::Initial => 60,
            Kind::Part | Kind::Number => 100,
        };
        tokens.push(token);
    }
    join_initials(tokens)
}

/// `A.B.C.` and `ABC` are one word.
fn join_initials(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run = String::new();
    let end = |run: &mut String, joined: &mut Vec<Token>| {
        if !run.is_empty() {
            joined.push(Token::new(std::mem::take(run), Hearing::Full, Field::Unknown));
        }
    };
    for token in tokens {
        if token.kind == Kind::Initial {
            run.push_str(&token.letters);
        } else {
            end(&mut run, &mut joined);
            joined.push(token);
        }
    }
    end(&mut run, &mut joined);
    joined
}

/// Words of a person's name.
fn person_tokens(words: &[(Word, Field)]) -> Vec<Token> {
    // "Rauf Khadem, Abdul": the servant belongs to the first word, from which the order tore it
    let mut turned = words.to_vec();
    if turned.len() > 1 && turned.last().is_some_and(|(word, _)| joint(&word.latin) == Joint::Servant && word.latin.len() <= 5) {
        turned.rotate_right(1);
    }
    let words = turned.as_slice();
    let named = words.iter().filter(|(word, _)| !known(&word.latin).is_title()).count();
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    let mut reading = Reading::default();
    for (place, (word, field)) in words.iter().enumerate() {
        let latin = word.latin.as_str();
        let next = words.get(place + 1).map(|(next, _)| next.latin.as_str());
        if known(latin).is_title() && named > 0 {
            continue;
        }
        if reading.takes(latin, next, place, tokens.is_empty(), words.len()) {
            continue;
        }
        let sparse_article = word.script == crate::text::Script::Sparse && latin.len() > 4;
        let bare = latin.strip_prefix("al").filter(|_| sparse_article).unwrap_or(latin);
        let letters = match reading.before.take() {
            Some(Joint::Servant) => servant_of(bare),
            Some(Joint::Parent) => format!("abu{bare}"),
            Some(Joint::Alone | Joint::Ending) | None => match organisation::number(latin) {
                Some(number) => number.to_string(),
                None => servant(latin).unwrap_or_else(|| bare.to_owned()),
            },
        };
        if joint(latin) == Joint::Ending
            && !letters.starts_with("abd")
            && let Some(last) = tokens.last_mut().filter(|last| last.kind == Kind::Part && last.letters.len() >= 2)
        {
            let ending = if bare.ends_with('h') { "ullah" } else { "uddin" };
            let (father, married) = (last.father, last.married);
            *last = Token { father, married, ..Token::new(format!("{}{ending}", last.letters), last.hearing, last.field) };
            continue;
        }
        let mut token = Token::new(letters, word.script.hearing(), *field);
        token.father = std::mem::take(&mut reading.father);
        token.married = std::mem::take(&mut reading.married);
        if token.kind == Kind::Part && word.dotted && token.letters.len() <= 2 && word.script == crate::text::Script::Latin {
            token.weight = 40;
        }
        tokens.push(token);
    }
    if tokens.is_empty() {
        tokens.extend(words.iter().map(|(word, field)| Token::new(word.latin.clone(), word.script.hearing(), *field)));
    }
    tokens
}

/// What the little words before a word said about it.
#[derive(Default)]
struct Reading {
    before: Option<Joint>,
    father: bool,
    married: bool,
}

impl Reading {
    /// Whether the word only says something about the next one.
    fn takes(&mut self, latin: &str, next: Option<&str>, place: usize, first: bool, count: usize) -> bool {
        if count == 1 {
            return false;
        }
        if known(latin).is_descent() && !(first && latin == "ben" && place == 0) {
            self.father = next.is_some();
            return true;
        }
        if next.is_some_and(|next| next.len() > 1) && matches!(joint(latin), Joint::Servant | Joint::Parent) && self.before.is_none() {
            self.before = Some(joint(latin));
            return true;
        }
        if is_article(latin, next) {
            return true;
        }
        if known(latin).is_particle() && next.is_some() && !(first && latin.len() == 1) {
            self.married |= known(latin).is_married() && place >= 2;
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<String> {
        Name::of_whole(text).tokens.into_iter().map(|token| token.letters).collect()
    }

    #[test]
    fn compounds_become_one_word() {
        assert_eq!(letters("'Abd al-Rahman al-Harbi"), ["abdrahman", "harbi"]);
        assert_eq!(letters("ABDULRAHMAN ALHARBI"), ["abdrahman", "alharbi"]);
        assert_eq!(letters("عبد الرحمن الحربي"), ["abdrhmn", "hrby"]);
        assert_eq!(letters("Abu Bakr al-Baghdadi"), ["abubakr", "baghdadi"]);
        assert_eq!(letters("Nur ud-Din Zangi"), ["nuruddin", "zangi"]);
        assert_eq!(letters("Dr. Ludwig van der Rohe"), ["ludwig", "rohe"]);
    }

    #[test]
    fn fathers_and_husbands_are_marked() {
        let name = Name::of_whole("Mohammed bin Salman");
        assert_eq!(name.tokens.iter().map(|token| token.father).collect::<Vec<_>>(), [false, true]);
        let name = Name::of_whole("Maria Garcia de Perez");
        assert_eq!(name.tokens.iter().map(|token| token.married).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(letters("Ben Netanyahu"), ["ben", "netanyahu"]);
    }

    #[test]
    fn bodies_lose_their_form_and_write_numbers_in_digits() {
        assert_eq!(letters("First International Bank Ltd."), ["1", "international", "bank"]);
        assert_eq!(letters("Brigade Forty-Four"), ["brigade", "44"]);
        assert_eq!(letters("A.B.C. Company"), ["abc"]);
        assert_eq!(Name::of_whole("Siemens AG").form, Some("ag"));
    }

    #[test]
    fn a_full_field_may_be_cut() {
        assert!(Name::of_parts("PAPANDROPOULOUS", "JONATHON WARREN TREVOR").cut);
        assert!(!Name::of_parts("LOPEZ", "MARIA").cut);
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_text_tokens_are_sound(text in "\\PC{0,120}") {
            let name = Name::of_whole(&text);
            proptest::prop_assert_eq!(name.is_empty(), words(&text).is_empty());
            for token in &name.tokens {
                proptest::prop_assert!(!token.letters.is_empty() && token.weight > 0);
            }
        }
    }
}
