//! What the alert lists said about one presentation: stored with it, so that the findings can be replayed (R52).

use std::fmt;

use garita_domain::{CountryCode, EntryId, Message, SubjectId, Timestamp};
use garita_record::{Adjudicators, AlertMatter, Instruction};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The source's name in the evidence.
pub const SOURCE: &str = "alerts";

/// What the lists said. Version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertFacts {
    /// The lists that were asked.
    pub lists: Vec<ListAsked>,
    /// Whom they may mean, the strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<Hit>,
}

/// A list that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAsked {
    /// The list.
    pub list: SubjectId,
    /// The version; nothing for a list kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<EntryId>,
    /// When it was last brought up to date.
    pub at: Timestamp,
}

/// Somebody on a list who may be the person at the counter: a question, not a verdict (R15).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The list.
    pub list: SubjectId,
    /// What officers call it.
    pub list_name: String,
    /// The list's own id of its entry.
    pub reference: String,
    /// The owner's number of it, as people say it.
    pub file: String,
    /// Digest of what the entry says, 64 hexadecimal digits.
    pub digest: String,
    /// The name that fits best.
    pub name: String,
    /// What the entry says.
    pub matter: AlertMatter,
    /// What the officer should do.
    pub instruction: Instruction,
    /// Who says whether it is the same person.
    pub adjudicators: Adjudicators,
    /// The State that listed the person; nothing for an international body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<CountryCode>,
    /// Whether that is the State the post belongs to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_here: bool,
    /// The law or order it rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_basis: String,
    /// How well it fits, in points; 1000 is a name that agrees in every part.
    pub score: i32,
    /// What speaks for and against; the points sum to the total.
    pub evidence: Vec<Piece>,
    /// Whether it was found before that this person is not the listed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_same: Option<NotSame>,
    /// Whether the entry says something else than when that was found.
    #[serde(default, skip_serializing_if = "is_false")]
    pub changed_since: bool,
}

/// One reason for or against.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it is.
    pub what: Message,
    /// What it weighs, in points: for above zero, against below.
    pub points: i32,
}

/// An earlier "not the same person".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotSame {
    /// When it was found.
    pub at: Timestamp,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Hit {
    /// Whether the person's own State listed them: to be read as possible persecution, if they say they flee it (R34). The
    /// State whose border this is does not ask that of itself: its courts are here to be asked.
    pub fn is_from(&self, states: &[CountryCode]) -> bool {
        !self.from_here && self.issuer.is_some_and(|issuer| states.contains(&issuer))
    }

    /// Whether it is open: not settled before.
    pub const fn is_open(&self) -> bool {
        self.not_same.is_none()
    }
}

/// Personal: logs see a placeholder.
impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hit([personal])")
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({})", self.what.id)
    }
}
