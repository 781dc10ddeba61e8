//! What a check says, before it is put into words: no text is built until somebody reads it.
//!
//! To give a message a parameter of a new type: a variant of [`Value`] and a `From`.

use std::fmt;

use garita_domain::{Advice, CheckId, CountryCode, Finding, Message, PartialDate, Verdict, Weight};
use jiff::civil::Date;

/// The most parameters a message of this room has.
const MOST_VALUES: usize = 2;

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which check.
    pub check: CheckId,
    /// Its result.
    pub verdict: Verdict,
    /// What a failure weighs.
    pub weight: Weight,
    /// What it advises.
    pub advice: Advice,
    what: Text,
    look_at: Option<Text>,
}

/// A message whose parameters are still values.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// Not in words yet.
    Values { id: &'static str, values: [Option<(&'static str, Value)>; MOST_VALUES] },
    /// In words already.
    Message(Box<Message>),
}

/// A parameter of a message.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Word(&'static str),
    Code(CountryCode),
    Date(Date),
    Partial(PartialDate),
    Number(i64),
    /// Up to eight characters of a zone.
    Characters([u8; 8], u8),
    Owned(Box<str>),
}

impl Outcome {
    const fn new(check: CheckId, verdict: Verdict, weight: Weight, what: Text, advice: Advice) -> Self {
        Self { check, verdict, weight, advice, what, look_at: None }
    }

    pub(crate) const fn successful(check: CheckId, what: Text) -> Self {
        Self::new(check, Verdict::Successful, Weight::Hint, what, Advice::Clear)
    }

    pub(crate) const fn undetermined(check: CheckId, what: Text) -> Self {
        Self::new(check, Verdict::Undetermined, Weight::Hint, what, Advice::Clear)
    }

    pub(crate) const fn not_supported(check: CheckId, what: Text) -> Self {
        Self::new(check, Verdict::NotSupported, Weight::Hint, what, Advice::Clear)
    }

    pub(crate) const fn failed(check: CheckId, weight: Weight, what: Text, advice: Advice) -> Self {
        Self::new(check, Verdict::Failed, weight, what, advice)
    }

    pub(crate) fn look_at(self, look_at: Text) -> Self {
        Self { look_at: Some(look_at), ..self }
    }

    pub(crate) fn weighs(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub(crate) fn advises(self, advice: Advice) -> Self {
        Self { advice, ..self }
    }

    /// The finding, in words for any language.
    pub fn finding(&self) -> Finding {
        Finding {
            check: self.check.clone(),
            verdict: self.verdict,
            weight: self.weight,
            what: self.what.message(),
            look_at: self.look_at.as_ref().map(Text::message),
            advice: self.advice,
        }
    }
}

impl Text {
    pub(crate) const fn new(id: &'static str) -> Self {
        Self::Values { id, values: [const { None }; MOST_VALUES] }
    }

    pub(crate) fn of(message: Message) -> Self {
        Self::Message(Box::new(message))
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Self::Values { values, .. } = &mut self
            && let Some(free) = values.iter_mut().find(|value| value.is_none())
        {
            *free = Some((name, value.into()));
        }
        self
    }

    fn message(&self) -> Message {
        match self {
            Self::Message(message) => message.as_ref().clone(),
            Self::Values { id, values } => {
                values.iter().flatten().fold(Message::new(id), |message, (name, value)| message.with(name, value))
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Code(code) => code.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Partial(date) => date.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Characters(characters, length) => {
                f.write_str(std::str::from_utf8(characters.get(..usize::from(*length)).unwrap_or_default()).unwrap_or_default())
            }
            Self::Owned(text) => f.write_str(text),
        }
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident,)+) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })+
    };
}

from! {
    &'static str => Word,
    CountryCode => Code,
    Date => Date,
    PartialDate => Partial,
    i64 => Number,
    i32 => Number,
    i16 => Number,
    String => Owned,
}

/// The characters of a field of a zone.
impl From<&'_ [u8]> for Value {
    fn from(characters: &[u8]) -> Self {
        Self::characters(std::str::from_utf8(characters).unwrap_or_default())
    }
}

impl Value {
    /// Characters of a zone; those beyond eight are left out.
    pub(crate) fn characters(text: &str) -> Self {
        let mut kept = [b'<'; 8];
        let mut length = 0;
        for (to, from) in kept.iter_mut().zip(text.bytes()) {
            *to = from;
            length += 1;
        }
        Self::Characters(kept, length)
    }
}

/// Values may be personal: logs see the id alone.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values { id, .. } => write!(f, "Text({id})"),
            Self::Message(message) => message.fmt(f),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value([personal])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_holds_what_the_outcome_says() {
        let what = Text::new("finding-x").with("days", 3).with("code", Value::characters("HND"));
        let outcome = Outcome::failed(CheckId::new("x", 1), Weight::Retry, what, Advice::SecondLine).look_at(Text::new("look"));
        let finding = outcome.finding();
        let what = Message::new("finding-x").with("days", 3).with("code", "HND");
        assert_eq!(finding, Finding::failed(CheckId::new("x", 1), Weight::Retry, what, Advice::SecondLine).look_at(Message::new("look")));
        assert!(!format!("{outcome:?}").contains("HND"), "personal data in a log");
    }
}
