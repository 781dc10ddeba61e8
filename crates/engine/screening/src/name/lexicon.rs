//! One look-up that says everything the tables know of a word.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use super::{organisation, tables};

/// What the tables say of a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Known(u16);

impl Known {
    const TITLE: u16 = 1;
    const HONORIFIC: u16 = 2;
    const PARTICLE: u16 = 4;
    const BODY_PARTICLE: u16 = 8;
    const DESCENT: u16 = 16;
    const MARRIED: u16 = 32;
    const USUAL: u16 = 64;
    const FORM: u16 = 128;
    const NUMBER: u16 = 256;
    const ARTICLE: u16 = 512;

    pub(super) const fn is_title(self) -> bool {
        self.0 & Self::TITLE != 0
    }

    pub(super) const fn is_honorific(self) -> bool {
        self.0 & Self::HONORIFIC != 0
    }

    pub(super) const fn is_particle(self) -> bool {
        self.0 & Self::PARTICLE != 0
    }

    pub(super) const fn is_body_particle(self) -> bool {
        self.0 & Self::BODY_PARTICLE != 0
    }

    pub(super) const fn is_descent(self) -> bool {
        self.0 & Self::DESCENT != 0
    }

    pub(super) const fn is_married(self) -> bool {
        self.0 & Self::MARRIED != 0
    }

    /// A word every second body bears.
    pub(super) const fn is_usual(self) -> bool {
        self.0 & Self::USUAL != 0
    }

    /// A legal form may begin here.
    pub(super) const fn begins_form(self) -> bool {
        self.0 & Self::FORM != 0
    }

    pub(super) const fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    pub(super) const fn is_article(self) -> bool {
        self.0 & Self::ARTICLE != 0
    }
}

/// FNV-1a: these tables hold a few hundred short words of our own.
#[derive(Clone)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map over words of our own tables.
pub(super) type WordMap<V> = HashMap<&'static str, V, BuildHasherDefault<Fnv>>;

static LEXICON: LazyLock<WordMap<Known>> = LazyLock::new(|| {
    let mut map: WordMap<Known> = WordMap::default();
    let tables: [(&[&'static str], u16); 8] = [
        (tables::TITLES, Known::TITLE),
        (tables::HONORIFICS, Known::HONORIFIC),
        (tables::PARTICLES, Known::PARTICLE),
        (tables::BODY_PARTICLES, Known::BODY_PARTICLE),
        (tables::DESCENT, Known::DESCENT),
        (tables::MARRIED, Known::MARRIED),
        (tables::ARTICLES, Known::ARTICLE),
        (organisation::USUAL, Known::USUAL),
    ];
    for (words, flag) in tables {
        for word in words {
            map.entry(word).or_default().0 |= flag;
        }
    }
    for (form, _) in organisation::FORMS.iter().chain(organisation::SHORT_FORMS) {
        map.entry(form.split(' ').next().unwrap_or(form)).or_default().0 |= Known::FORM;
    }
    for (word, _) in organisation::NUMBERS {
        map.entry(word).or_default().0 |= Known::NUMBER;
    }
    map
});

/// What the tables say of a word.
pub(super) fn known(word: &str) -> Known {
    if word.len() > 20 { Known::default() } else { LEXICON.get(word).copied().unwrap_or_default() }
}
