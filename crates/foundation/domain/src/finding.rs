//! The one language every check speaks (DESIGN §2B).

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// A check's name and version, such as `mrz.birth_date.check_digit` 1. A change of rule is a change of version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CheckId {
    /// Dotted name, stable for ever.
    pub name: Cow<'static, str>,
    /// Version of the rule.
    pub version: u16,
}

impl CheckId {
    /// A check known at compile time.
    pub const fn new(name: &'static str, version: u16) -> Self {
        Self { name: Cow::Borrowed(name), version }
    }
}

/// The five results of BSI TR-03135-1 §3.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The check was made and nothing stands against the document or person.
    Successful,
    /// The check was made and something does.
    Failed,
    /// The check could not come to a result: a fact is missing, late or outside coverage.
    Undetermined,
    /// The document does not have what the check needs.
    NotSupported,
    /// The check broke off; the log says why.
    Aborted,
}

/// What a failure weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Says something, proves nothing.
    Hint,
    /// Read again before thinking about it.
    Retry,
    /// Somebody should look closer.
    Suspicious,
    /// Settles the question alone, unless a known defect explains it. Even so it never refuses anyone (R15).
    Conclusive,
}

/// What a finding advises. Advice, never an act (DESIGN §2C).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Nothing to do.
    Clear,
    /// Read or type the document again.
    RetryReading,
    /// Have second line look at it.
    SecondLine,
    /// Follow the protection guidance.
    Protection,
}

/// A text in any language: an id of the translation files and what to put into it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Message {
    /// Message id, such as `finding-mrz-check-digit`.
    pub id: Cow<'static, str>,
    /// Values by name. They may be personal: the entry is sealed with the payload.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<Cow<'static, str>, String>,
}

impl Message {
    /// A message without parameters.
    pub const fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), parameters: BTreeMap::new() }
    }

    /// The message with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.parameters.insert(Cow::Borrowed(name), value.to_string());
        self
    }
}

/// Parameters may be personal: logs see the id alone.
impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Message({})", self.id)
    }
}

/// The result of one check, explained.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// Which check, in which version.
    pub check: CheckId,
    /// Its result.
    pub verdict: Verdict,
    /// What it weighs.
    pub weight: Weight,
    /// What was found.
    pub what: Message,
    /// What to look at or ask, when there is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_at: Option<Message>,
    /// What it advises.
    pub advice: Advice,
}

impl Finding {
    /// A check that found nothing.
    pub const fn successful(check: CheckId, what: Message) -> Self {
        Self { check, verdict: Verdict::Successful, weight: Weight::Hint, what, look_at: None, advice: Advice::Clear }
    }

    /// A check that could not come to a result.
    pub const fn undetermined(check: CheckId, what: Message) -> Self {
        Self { check, verdict: Verdict::Undetermined, weight: Weight::Hint, what, look_at: None, advice: Advice::Clear }
    }

    /// A check for which the document has nothing to examine.
    pub const fn not_supported(check: CheckId, what: Message) -> Self {
        Self { check, verdict: Verdict::NotSupported, weight: Weight::Hint, what, look_at: None, advice: Advice::Clear }
    }

    /// A check that failed.
    pub const fn failed(check: CheckId, weight: Weight, what: Message, advice: Advice) -> Self {
        Self { check, verdict: Verdict::Failed, weight, what, look_at: None, advice }
    }

    /// The finding with what to look at.
    #[must_use]
    pub fn look_at(mut self, look_at: Message) -> Self {
        self.look_at = Some(look_at);
        self
    }

    /// Order on a screen: worst first, then by name, so that the same findings always stand in the same order.
    pub fn rank(&self) -> impl Ord + use<> {
        let verdict = match self.verdict {
            Verdict::Failed => 0_u8,
            Verdict::Aborted => 1,
            Verdict::Undetermined => 2,
            Verdict::NotSupported => 3,
            Verdict::Successful => 4,
        };
        (verdict, std::cmp::Reverse(self.weight), std::cmp::Reverse(self.advice), self.check.name.to_string())
    }

    /// Whether an officer has to see it before deciding.
    pub const fn needs_attention(&self) -> bool {
        match self.verdict {
            Verdict::Failed | Verdict::Aborted => true,
            Verdict::Undetermined => !matches!(self.advice, Advice::Clear),
            Verdict::Successful | Verdict::NotSupported => false,
        }
    }
}

/// A pure check: the same evidence gives the same findings, bit for bit.
pub trait Check: Send + Sync {
    /// The checks this one answers for.
    fn checks(&self) -> &'static [CheckId];

    /// Looks at the evidence. Must not panic, whatever the evidence holds.
    fn examine(&self, evidence: &Evidence) -> Vec<Finding>;
}
