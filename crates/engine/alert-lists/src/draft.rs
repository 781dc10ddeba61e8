//! A record on its way from a list's texts to an entry.

use garita_domain::{DocumentNumber, PartialDate, Sex};
use garita_screening::{DateRange, ListedDocument, ListedName, ListedPerson, NameQuality, NameText};

use crate::countries::country;
use crate::dates::dates;
use crate::entry::{ImportedEntry, KindHint, OriginalField};
use crate::limits::Limits;
use crate::names::{clean, visible};
use crate::report::{Malformed, NoteKind, Reason};

/// Gathers what a record says. What cannot be understood becomes a note; only a record without id or name is malformed.
pub struct Draft<'a> {
    limits: &'a Limits,
    entry: ImportedEntry,
    notes: Vec<NoteKind>,
    refused_name: bool,
}

impl<'a> Draft<'a> {
    pub fn new(limits: &'a Limits, line: u64, id: &str) -> Self {
        let person = ListedPerson {
            id: visible(id),
            names: Vec::new(),
            birth_dates: Vec::new(),
            sex: Sex::Unspecified,
            nationalities: Vec::new(),
            documents: Vec::new(),
        };
        let entry = ImportedEntry {
            person,
            kind: None,
            remarks: String::new(),
            listed_on: PartialDate::UNKNOWN,
            legal_reference: String::new(),
            fields: Vec::new(),
            line,
        };
        Self { limits, entry, notes: Vec::new(), refused_name: false }
    }

    /// Notes what was left out or repaired.
    pub fn note(&mut self, kind: NoteKind) {
        if !self.notes.contains(&kind) {
            self.notes.push(kind);
        }
    }

    /// A name as one text; `SURNAMES, given names` is taken apart at its only comma.
    pub fn name(&mut self, text: &str, quality: NameQuality) {
        match text.split_once(',') {
            Some((surname, given)) if !given.contains(',') && !surname.trim().is_empty() && !given.trim().is_empty() => {
                self.name_parts(surname, given, quality);
            }
            _ => {
                let Some(text) = self.cleaned(text) else { return };
                self.push_name(NameText::Whole(text), quality);
            }
        }
    }

    /// A name whose surnames are apart. With one part empty, the other is the only name.
    pub fn name_parts(&mut self, surname: &str, given_names: &str, quality: NameQuality) {
        let (Some(surname), Some(given_names)) = (self.cleaned(surname), self.cleaned(given_names)) else { return };
        let text = match (surname.is_empty(), given_names.is_empty()) {
            (true, _) => NameText::Whole(given_names),
            (false, true) => NameText::Whole(surname),
            (false, false) => NameText::Parts { surname, given_names },
        };
        self.push_name(text, quality);
    }

    fn cleaned(&mut self, text: &str) -> Option<String> {
        // A text far too long is not even cleaned.
        if text.chars().take(self.limits.name_characters * 2 + 1).count() > self.limits.name_characters * 2 {
            self.refuse_name();
            return None;
        }
        let name = clean(text);
        for kind in name.notes {
            self.note(kind);
        }
        if name.text.chars().count() > self.limits.name_characters {
            self.refuse_name();
            return None;
        }
        Some(name.text)
    }

    fn refuse_name(&mut self) {
        self.refused_name = true;
        self.note(NoteKind::AliasTooLong);
    }

    fn push_name(&mut self, text: NameText, quality: NameQuality) {
        let empty = matches!(&text, NameText::Whole(whole) if whole.is_empty());
        if empty || self.entry.person.names.iter().any(|known| known.text == text) {
            return;
        }
        if self.entry.person.names.len() >= self.limits.names {
            self.note(NoteKind::TooManyAliases);
            return;
        }
        self.entry.person.names.push(ListedName { text, quality });
    }

    /// A birth date as written.
    pub fn birth_date(&mut self, text: &str) {
        if is_nothing(text) {
            return;
        }
        let read = dates(text);
        if read.is_empty() {
            self.note(NoteKind::BirthDate);
        }
        for date in read {
            self.birth_range(date);
        }
    }

    /// A birth date already understood.
    pub fn birth_range(&mut self, date: DateRange) {
        if self.entry.person.birth_dates.len() < self.limits.names && !self.entry.person.birth_dates.contains(&date) {
            self.entry.person.birth_dates.push(date);
        }
    }

    pub fn nationality(&mut self, text: &str) {
        if is_nothing(text) {
            return;
        }
        match country(text) {
            Some(code) if self.entry.person.nationalities.contains(&code) => {}
            Some(code) if self.entry.person.nationalities.len() < self.limits.names => self.entry.person.nationalities.push(code),
            Some(_) | None => self.note(NoteKind::Country),
        }
    }

    /// F, M, X, or the word for it.
    pub fn sex(&mut self, text: &str) {
        match sex(text) {
            Some(sex) => self.entry.person.sex = sex,
            None => self.note(NoteKind::Sex),
        }
    }

    pub fn document(&mut self, number: &str, issuer: &str) {
        if is_nothing(number) {
            return;
        }
        // `Travel document number AB 123456` would be a number by its letters alone.
        let has_words = number.split_whitespace().any(|word| word.len() > 3 && !word.chars().any(|c| c.is_ascii_digit()));
        let outside_brackets = || number.split('(').next().and_then(number_among_words).or_else(|| number_among_words(number));
        let whole = DocumentNumber::parse(number.trim()).ok().filter(|_| !has_words);
        let Some(number) = whole.or_else(|| DocumentNumber::parse(&outside_brackets()?).ok()) else {
            self.note(NoteKind::DocumentNumber);
            return;
        };
        let issuer = if is_nothing(issuer) { None } else { country(issuer) };
        let document = ListedDocument { number, issuer };
        if self.entry.person.documents.len() < self.limits.names && !self.entry.person.documents.contains(&document) {
            self.entry.person.documents.push(document);
        }
    }

    pub const fn kind(&mut self, kind: KindHint) {
        self.entry.kind = Some(kind);
    }

    /// The day of listing as written.
    pub fn listed_on(&mut self, text: &str) {
        if is_nothing(text) {
            return;
        }
        match dates(text).as_slice() {
            [date] if date.from == date.to => self.entry.listed_on = date.from,
            _ => self.note(NoteKind::ListedOn),
        }
    }

    pub fn legal_reference(&mut self, text: &str) {
        let text = self.cut(text);
        join(&mut self.entry.legal_reference, &text, "; ");
    }

    pub fn remarks(&mut self, text: &str) {
        let text = self.cut(text);
        join(&mut self.entry.remarks, &text, "\n");
    }

    /// A field for the entry's page.
    pub fn field(&mut self, name: &str, value: &str) {
        let value = self.cut(value);
        if !value.is_empty() && self.entry.fields.len() < self.limits.parts {
            let name = self.cut(name);
            self.entry.fields.push(OriginalField { name, value });
        }
    }

    /// Control and direction characters never reach a page.
    fn cut(&self, text: &str) -> String {
        let visible = |c: char| {
            if c == '\n' || !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) { c } else { ' ' }
        };
        text.trim().chars().take(self.limits.field_characters).map(visible).collect()
    }

    pub fn has_name(&self) -> bool {
        !self.entry.person.names.is_empty()
    }

    /// The entry and its notes, or why there is none.
    pub fn finish(self) -> Result<(ImportedEntry, Vec<NoteKind>), Malformed> {
        let line = self.entry.line;
        let id = Some(self.entry.person.id.clone()).filter(|id| !id.is_empty());
        if id.is_none() {
            return Err(Malformed { line, id, reason: Reason::NoId });
        }
        if self.entry.person.names.is_empty() {
            let reason = if self.refused_name { Reason::NameTooLong(self.limits.name_characters) } else { Reason::NoName };
            return Err(Malformed { line, id, reason });
        }
        Ok((self.entry, self.notes))
    }
}

/// F, M, X, or the word for it in English or Spanish; an empty text is unspecified.
pub fn sex(text: &str) -> Option<Sex> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "f" | "female" | "femenino" | "woman" | "mujer" => Some(Sex::Female),
        "m" | "male" | "masculino" | "man" | "hombre" | "h" => Some(Sex::Male),
        "" | "x" | "<" | "u" | "unknown" | "other" | "unspecified" | "no especificado" => Some(Sex::Unspecified),
        _ => None,
    }
}

/// The number that stands among words: `Passport no. A 123456, diplomatic` gives `A 123456`. A word of up to three capitals right
/// before the digits belongs to the number; `None` when no word has a digit.
pub fn number_among_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let prefix = |word: &&str| word.len() <= 3 && word.chars().all(|c| c.is_ascii_uppercase());
    let first = words.iter().position(|word| has_digit(word))?;
    let before = first.checked_sub(1).and_then(|at| words.get(at)).filter(|word| prefix(word));
    let rest = words.iter().skip(first).scan(false, |ended, word| {
        let here = !*ended && (has_digit(word) || prefix(word));
        *ended = word.ends_with([',', ';', '.']);
        here.then_some(word)
    });
    let all: Vec<&str> = before.into_iter().chain(rest).copied().collect();
    Some(all.join(" ").trim_matches([',', ';', ':', '#', '.', ' ']).to_owned())
}

/// What lists write where they know nothing.
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    text.is_empty()
        || ["-0-", "-", "n/a", "unknown", "not available", "none", "null"].iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

fn join(to: &mut String, text: &str, between: &str) {
    if !text.is_empty() {
        if !to.is_empty() {
            to.push_str(between);
        }
        to.push_str(text);
    }
}
