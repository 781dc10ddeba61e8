//! What checks look at: what was presented, and what each source knew about it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Certainty, CountryCode, Direction, DocumentKind, DocumentNumber, PartialDate, PersonName, Sex, SubjectId, Timestamp, TrafficClass,
};

/// How the particulars came into the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowEntered {
    /// Machine readable zone, scanned, pasted or typed.
    Zone,
    /// A document without a zone, typed from its face.
    Typed,
    /// A person without a document, as stated.
    Stated,
}

/// What a person travels in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conveyance {
    /// `foot`, `car`, `bus`, `truck`, `boat`, `ship`, `aircraft`, `train`; empty when not asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Plate, flight or vessel.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

/// The document in front of the officer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PresentedDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Who issued it; `None` when it could not be read.
    pub issuer: Option<CountryCode>,
    /// Its number; `None` when it could not be read.
    pub number: Option<DocumentNumber>,
    /// When it ends.
    pub expiry: PartialDate,
}

/// One person in front of the officer, as read and as stated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Presentation {
    /// The subject this presentation belongs to.
    pub subject: SubjectId,
    /// When it happened, by the best clock the node had.
    pub at: Timestamp,
    /// How far that clock can be trusted.
    pub certainty: Certainty,
    /// The day at the post.
    pub today: Date,
    /// How the particulars were entered.
    pub how: HowEntered,
    /// The lines of the machine readable zone as received, upper-cased; empty when there was none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zone: Vec<String>,
    /// Name; `None` when nothing could be read or stated.
    pub name: Option<PersonName>,
    /// Birth date as far as known.
    pub birth_date: PartialDate,
    /// Sex as printed.
    pub sex: Sex,
    /// Nationality; `None` when unknown.
    pub nationality: Option<CountryCode>,
    /// The document; `None` for a person without one.
    pub document: Option<PresentedDocument>,
    /// Which way.
    pub direction: Direction,
    /// In what capacity.
    pub class: TrafficClass,
    /// In what.
    #[serde(default)]
    pub conveyance: Conveyance,
}

/// Why a source has no answer. It is *not asked*, never "nothing known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAsked {
    /// The source did not answer within its deadline.
    Late,
    /// The source failed; the log says why.
    Failed,
    /// The program has no such source.
    NoSuchSource,
}

/// One source's answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gathered {
    /// What the source knew, in the source's own versioned shape.
    Facts(serde_json::Value),
    /// It was not asked.
    NotAsked(NotAsked),
}

/// Everything one inspection knew. Stored with the findings, so that they can be replayed (R52).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was presented.
    pub presentation: Presentation,
    /// Answers by source name.
    pub sources: BTreeMap<String, Gathered>,
}

/// Facts of another shape than the reader expects: a version mistake, reported as an aborted check.
#[derive(Debug, thiserror::Error)]
#[error("facts of source {source_name} could not be read")]
pub struct EvidenceError {
    source_name: String,
    source: serde_json::Error,
}

impl Evidence {
    /// The facts of a source, or why there are none.
    pub fn facts<T: DeserializeOwned>(&self, source: &str) -> Result<Result<T, NotAsked>, EvidenceError> {
        match self.sources.get(source) {
            None => Ok(Err(NotAsked::NoSuchSource)),
            Some(Gathered::NotAsked(why)) => Ok(Err(*why)),
            Some(Gathered::Facts(value)) => {
                T::deserialize(value).map(Ok).map_err(|error| EvidenceError { source_name: source.to_owned(), source: error })
            }
        }
    }
}
