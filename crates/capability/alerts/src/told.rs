//! What a recorded presentation was told by the lists.

use garita_domain::{CountryCode, Gathered};
use garita_record::{Kind, TravellerPresented, decode};
use serde::Deserialize;

use crate::facts::{AlertFacts, SOURCE};

/// A presentation with what the lists said.
pub(crate) struct Told {
    pub(crate) presented: TravellerPresented,
    pub(crate) facts: AlertFacts,
}

impl Told {
    /// Reads a presentation's entry; nothing when it is none, or the lists were not asked.
    pub(crate) fn of(kind: &str, version: u16, payload: &[u8]) -> Option<Self> {
        if kind != TravellerPresented::NAME {
            return None;
        }
        let presented: TravellerPresented = decode(version, payload).ok()?;
        let facts = match presented.facts.get(SOURCE)? {
            Gathered::Facts(value) => AlertFacts::deserialize(value).ok()?,
            Gathered::NotAsked(_) => return None,
        };
        Some(Self { presented, facts })
    }

    /// States the person belongs to, as far as the document says: an alert of one of them may be persecution (R34).
    pub(crate) fn own_states(&self) -> Vec<CountryCode> {
        let presentation = &self.presented.presentation;
        let issuer = presentation.document.as_ref().and_then(|document| document.issuer);
        presentation.nationality.into_iter().chain(issuer).collect()
    }
}
