//! What the macros of `components.html` are filled with.

use garita_domain::{Advice, Finding, Message, Verdict, Weight};

use crate::{Icon, Translator};

/// How much attention something is due. Never told by colour alone: every use has an icon and a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// All well, or nothing to see: no colour.
    Quiet,
    /// Worth knowing.
    Note,
    /// Look before going on.
    Caution,
    /// Must not be overlooked.
    Alert,
}

impl Tone {
    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Note => "note",
            Self::Caution => "caution",
            Self::Alert => "alert",
        }
    }

    /// The sign that goes with it where no better one is at hand.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Quiet => Icon::Check,
            Self::Note => Icon::Info,
            Self::Caution => Icon::TriangleAlert,
            Self::Alert => Icon::OctagonAlert,
        }
    }
}

/// A finding as one line: what, why, look at; evidence opens beneath it.
#[derive(Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// Its colour class.
    pub tone: Tone,
    /// Its sign.
    pub icon: Icon,
    /// The word beside the sign, in the reader's language.
    pub word: String,
    /// What was found.
    pub what: String,
    /// Why it was raised: the text `<message id>-why`, when the capability has one.
    pub why: Option<String>,
    /// What the officer should look at.
    pub look_at: Option<String>,
    /// Facts beneath the line.
    pub evidence: Vec<EvidenceLine>,
    /// The check and its version, for the record.
    pub check: String,
}

/// One fact beneath a finding.
#[derive(Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// What it is, in the reader's language.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Whether the value stands in the monospaced face, as on a document.
    pub as_printed: bool,
}

impl FindingLine {
    /// The line of a finding. Advice to think of protection never shows in colour or by name (LOOK, principle 4).
    pub fn of(finding: &Finding, translator: &Translator) -> Self {
        let (tone, icon, word) = manner(finding);
        Self {
            tone,
            icon,
            word: translator.t(word),
            what: translator.message(&finding.what),
            why: translator.part(&finding.what, "why"),
            look_at: finding.look_at.as_ref().map(|message| translator.message(message)),
            evidence: Vec::new(),
            check: format!("{} v{}", finding.check.name, finding.check.version),
        }
    }

    /// The same line with a fact beneath it.
    #[must_use]
    pub fn with(mut self, label: impl Into<String>, value: impl Into<String>, as_printed: bool) -> Self {
        self.evidence.push(EvidenceLine { label: label.into(), value: value.into(), as_printed });
        self
    }
}

impl std::fmt::Debug for FindingLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FindingLine({}, {:?})", self.check, self.tone)
    }
}

impl std::fmt::Debug for EvidenceLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EvidenceLine([personal])")
    }
}

/// One crossing in the history.
#[derive(Clone, PartialEq, Eq)]
pub struct TimelineItem {
    /// Into or out of the country; nothing for other events, such as a time without coverage.
    pub direction: Option<garita_domain::Direction>,
    /// When, in local form.
    pub when: String,
    /// What happened, in a few words.
    pub what: String,
    /// Where, by which document.
    pub detail: String,
    /// `Quiet` unless it matters to the question at hand.
    pub tone: Tone,
}

impl std::fmt::Debug for TimelineItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TimelineItem([personal])")
    }
}

/// One choice of a list: code and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

impl Choice {
    /// A code and its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// What is wrong with a form, field by field, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    /// Field name and what is wrong with it.
    pub entries: Vec<(&'static str, Message)>,
}

impl FormErrors {
    /// Notes what is wrong with a field.
    pub fn add(&mut self, field: &'static str, message: Message) {
        self.entries.push((field, message));
    }

    /// What is wrong with a field, if anything.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.entries.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }

    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Where a list stands. Pages are reached by cursors, so that a list that grows does not shift under the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pagination {
    /// Address of the page before; nothing at the start.
    pub previous: Option<String>,
    /// Address of the page after; nothing at the end.
    pub next: Option<String>,
    /// What is shown, in words: `1–50 de 312`.
    pub position: String,
}

fn manner(finding: &Finding) -> (Tone, Icon, &'static str) {
    if finding.advice == Advice::Protection && finding.verdict != Verdict::Successful {
        return (Tone::Quiet, Icon::Info, "web-finding-note");
    }
    match (finding.verdict, finding.weight) {
        (Verdict::Failed, Weight::Conclusive) => (Tone::Alert, Icon::OctagonAlert, "web-finding-conclusive"),
        (Verdict::Failed, Weight::Suspicious) => (Tone::Caution, Icon::TriangleAlert, "web-finding-suspicious"),
        (Verdict::Failed, Weight::Retry) => (Tone::Note, Icon::RefreshCw, "web-finding-retry"),
        (Verdict::Failed, Weight::Hint) => (Tone::Note, Icon::Info, "web-finding-note"),
        (Verdict::Aborted, _) => (Tone::Note, Icon::CircleMinus, "web-finding-aborted"),
        (Verdict::Undetermined, _) => (Tone::Quiet, Icon::CircleHelp, "web-finding-undetermined"),
        (Verdict::NotSupported, _) => (Tone::Quiet, Icon::CircleDashed, "web-finding-not-supported"),
        (Verdict::Successful, _) => (Tone::Quiet, Icon::Check, "web-finding-successful"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use garita_domain::{CheckId, Language};

    use super::*;
    use crate::Catalogue;

    #[test]
    fn advice_of_protection_is_quiet_whatever_its_weight() {
        let translator = Translator::new(Arc::new(Catalogue::new().unwrap()), Language::Es);
        let finding = |advice| Finding::failed(CheckId::new("test.cue", 1), Weight::Conclusive, Message::new("web-print"), advice);
        assert_eq!(FindingLine::of(&finding(Advice::SecondLine), &translator).tone, Tone::Alert);
        let line = FindingLine::of(&finding(Advice::Protection), &translator);
        assert_eq!((line.tone, line.icon), (Tone::Quiet, Icon::Info));
    }
}
