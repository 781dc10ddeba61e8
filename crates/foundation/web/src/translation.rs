//! Words in the reader's language, from Fluent files.
//!
//! A missing id renders as the id in brackets and is counted, so that a test over a page can fail on it. Parameters that
//! are plain whole numbers select plurals; everything else is text. A date parameter is written `{ DATE($expiry) }`.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use garita_domain::{Language, Message, PartialDate, Timestamp};
use jiff::tz::TimeZone;

use crate::local::{self, WholeNumber};

/// Every word of every capability, in every language.
pub struct Catalogue {
    spanish: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
    missing: Mutex<BTreeSet<String>>,
}

/// Why words could not be added.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The Fluent text has a syntax error.
    #[error("read the {language} words: {problem}")]
    Syntax {
        /// The language's tag.
        language: &'static str,
        /// What the Fluent parser says.
        problem: String,
    },
    /// Two sources define one id.
    #[error("add the {language} words: {problem}")]
    Duplicate {
        /// The language's tag.
        language: &'static str,
        /// Which ids.
        problem: String,
    },
}

impl Catalogue {
    /// A catalogue with the words of this room.
    pub fn new() -> Result<Self, CatalogueError> {
        let mut catalogue = Self { spanish: bundle(Language::Es), english: bundle(Language::En), missing: Mutex::new(BTreeSet::new()) };
        for (language, source) in crate::LOCALES {
            catalogue.add(language, source)?;
        }
        Ok(catalogue)
    }

    /// Adds the words of one capability in one language.
    pub fn add(&mut self, language: Language, source: &str) -> Result<(), CatalogueError> {
        let problem = |list: Vec<String>| list.join("; ");
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| CatalogueError::Syntax {
            language: language.tag(),
            problem: problem(errors.iter().map(ToString::to_string).collect()),
        })?;
        let bundle = match language {
            Language::Es => &mut self.spanish,
            Language::En => &mut self.english,
        };
        bundle.add_resource(resource).map_err(|errors| CatalogueError::Duplicate {
            language: language.tag(),
            problem: problem(errors.iter().map(ToString::to_string).collect()),
        })
    }

    /// The ids asked for and not found, and those whose parameters did not fit, since the start.
    pub fn missing(&self) -> Vec<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::Es => &self.spanish,
            Language::En => &self.english,
        }
    }

    fn format(&self, language: Language, id: &str, arguments: &FluentArgs<'_>) -> String {
        let bundle = self.bundle(language);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            self.note_missing(&format!("{}: {id}", language.tag()));
            return format!("[{id}]");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        if let Some(error) = errors.first() {
            self.note_missing(&format!("{}: {id}: {error}", language.tag()));
        }
        text
    }

    fn note_missing(&self, what: &str) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        // The list serves tests and logs; a hostile message id must not fill memory.
        if missing.len() < 1000 && missing.insert(what.to_owned()) {
            tracing::warn!(what, "words missing");
        }
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Catalogue")
    }
}

/// The catalogue bound to one reader's language. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Translator {
    catalogue: Arc<Catalogue>,
    language: Language,
}

impl Translator {
    /// Binds a catalogue to a language.
    pub const fn new(catalogue: Arc<Catalogue>, language: Language) -> Self {
        Self { catalogue, language }
    }

    /// The reader's language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The same words for another reader.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { catalogue: Arc::clone(&self.catalogue), language }
    }

    /// The text with this id.
    pub fn t(&self, id: &str) -> String {
        self.catalogue.format(self.language, id, &FluentArgs::new())
    }

    /// The text with this id and its parameters filled in.
    pub fn t_with<V: std::fmt::Display>(&self, id: &str, values: &[(&str, V)]) -> String {
        let arguments = values.iter().map(|(name, value)| (*name, fluent_value(&value.to_string()))).collect();
        self.catalogue.format(self.language, id, &arguments)
    }

    /// A message of the domain.
    pub fn message(&self, message: &Message) -> String {
        self.message_as(&message.id, message)
    }

    /// The text `<id>-<part>` with the message's own parameters, when the catalogue has one: `-why`, `-do`.
    pub fn part(&self, message: &Message, part: &str) -> Option<String> {
        let id = format!("{}-{part}", message.id);
        self.catalogue.bundle(self.language).has_message(&id).then(|| self.message_as(&id, message))
    }

    /// A date in local form, as far as it is known: `2 abr 1991`, `abr 1991`, `1991`.
    pub fn date(&self, date: PartialDate) -> String {
        local::date(self.language, date).unwrap_or_else(|| self.t("web-date-unknown"))
    }

    /// An instant in a time zone: `22 nov 2026, 14:05`.
    pub fn date_time(&self, at: Timestamp, zone: &TimeZone) -> String {
        local::date_time(self.language, at, zone)
    }

    /// How long ago, in words: `hace 2 h`. Instants ahead of `now` read as now.
    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let (id, count) = local::age(now.since(at));
        self.t_with(id, &[("n", count)])
    }

    /// A whole number with its thousands set apart.
    pub fn number(&self, number: impl WholeNumber) -> String {
        local::number(self.language, number.whole())
    }

    fn message_as(&self, id: &str, message: &Message) -> String {
        let arguments = message.parameters.iter().map(|(name, value)| (name.as_ref(), fluent_value(value))).collect();
        self.catalogue.format(self.language, id, &arguments)
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Direction marks around every parameter would break copying; both languages run left to right. The first
    // right-to-left language turns them on for its own bundle.
    bundle.set_use_isolating(false);
    let added = bundle.add_function("DATE", move |positional, _| {
        let text = match positional.first() {
            Some(FluentValue::String(text)) => text.as_ref(),
            _ => return FluentValue::Error,
        };
        let date = PartialDate::parse(text).ok().and_then(|date| local::date(language, date));
        FluentValue::from(date.unwrap_or_else(|| text.to_owned()))
    });
    if let Err(error) = added {
        tracing::error!(%error, "the date function was not added");
    }
    bundle
}

/// Whole numbers written the plain way select plurals; `007`, `1e3` and document numbers with letters stay text.
fn fluent_value(text: &str) -> FluentValue<'static> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translator(language: Language) -> (Arc<Catalogue>, Translator) {
        let mut catalogue = Catalogue::new().unwrap();
        catalogue
            .add(
                language,
                "test-expiry = hasta { DATE($until) }, { $n ->\n [one] un día\n *[other] { $n } días\n }\ntest-number = { $number }",
            )
            .unwrap();
        let catalogue = Arc::new(catalogue);
        (Arc::clone(&catalogue), Translator::new(catalogue, language))
    }

    #[test]
    fn parameters_plurals_and_dates_are_filled_in() {
        let (_, es) = translator(Language::Es);
        let message = Message::new("test-expiry").with("until", "2031-04-02").with("n", 1);
        assert_eq!(es.message(&message), "hasta 2 abr 2031, un día");
        assert_eq!(es.message(&message.with("n", 90)), "hasta 2 abr 2031, 90 días");
    }

    #[test]
    fn document_numbers_keep_their_zeros() {
        let (_, es) = translator(Language::Es);
        for number in ["007", "0012345", "12345", "1e3", "E123456"] {
            assert_eq!(es.t_with("test-number", &[("number", number)]), number);
        }
    }

    #[test]
    fn what_is_missing_is_shown_and_counted() {
        let (catalogue, es) = translator(Language::Es);
        assert_eq!(es.t("no-such-id"), "[no-such-id]");
        es.t("test-number");
        let missing = catalogue.missing();
        assert_eq!(missing.len(), 2, "{missing:?}");
        assert_eq!(missing[0], "es: no-such-id");
    }

    #[test]
    fn an_id_defined_twice_is_refused() {
        let mut catalogue = Catalogue::new().unwrap();
        catalogue.add(Language::Es, "twice = uno").unwrap();
        assert!(matches!(catalogue.add(Language::Es, "twice = dos"), Err(CatalogueError::Duplicate { .. })));
        assert!(matches!(catalogue.add(Language::Es, "broken { "), Err(CatalogueError::Syntax { .. })));
    }

    proptest::proptest! {
        #[test]
        fn any_parameter_is_shown_as_it_is(text in "\\PC{0,40}") {
            let (catalogue, es) = translator(Language::Es);
            proptest::prop_assert_eq!(es.t_with("test-number", &[("number", &text)]), text);
            proptest::prop_assert!(catalogue.missing().is_empty());
        }
    }
}
