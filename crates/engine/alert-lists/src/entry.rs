//! What a list says of one person.

use garita_domain::PartialDate;
use garita_screening::ListedPerson;
use serde::{Deserialize, Serialize};

/// One person of a list, ready for the index and for the entry's page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedEntry {
    /// What screening compares.
    pub person: ListedPerson,
    /// What sort of entry the list says it is, when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<KindHint>,
    /// The list's own remarks, in its own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
    /// Since when the person is listed; unknown when the list does not say.
    #[serde(default)]
    pub listed_on: PartialDate,
    /// Legal reference: sanctions programme, resolution's reference number, charge.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_reference: String,
    /// Everything else the record says, in its order, for the entry's page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<OriginalField>,
    /// Line of the file at which the record starts, from 1.
    pub line: u64,
}

/// One field of the record as it was written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalField {
    /// The list's own name of the field.
    pub name: String,
    /// What stands there, cut at [`Limits::field_characters`](crate::Limits::field_characters).
    pub value: String,
}

/// What sort of entry a list says it is: a hint for whoever sets the list up, never a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindHint {
    /// Under financial or travel sanctions.
    Sanctioned,
    /// Wanted for arrest or to serve a sentence (INTERPOL red notice).
    Wanted,
    /// Missing (INTERPOL yellow notice): leads to protection.
    Missing,
    /// More is asked about their identity, place or acts (INTERPOL blue notice).
    InformationSought,
    /// A warning about acts feared (INTERPOL green and orange notices).
    Warning,
    /// A court forbids them to leave (*impedimento de salida*).
    ExitBan,
    /// They may not come back before a date.
    ReentryBan,
    /// A visa was withdrawn.
    RevokedVisa,
    /// A child taken away: leads to protection.
    ChildAbduction,
    /// A person at risk: leads to protection.
    AtRisk,
    /// To be watched.
    Watch,
}

impl KindHint {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Sanctioned,
        Self::Wanted,
        Self::Missing,
        Self::InformationSought,
        Self::Warning,
        Self::ExitBan,
        Self::ReentryBan,
        Self::RevokedVisa,
        Self::ChildAbduction,
        Self::AtRisk,
        Self::Watch,
    ];

    /// The code used in files, forms and entries.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sanctioned => "sanctioned",
            Self::Wanted => "wanted",
            Self::Missing => "missing",
            Self::InformationSought => "information_sought",
            Self::Warning => "warning",
            Self::ExitBan => "exit_ban",
            Self::ReentryBan => "reentry_ban",
            Self::RevokedVisa => "revoked_visa",
            Self::ChildAbduction => "child_abduction",
            Self::AtRisk => "at_risk",
            Self::Watch => "watch",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

macro_rules! personal {
    ($($kind:ident),*) => {
        $(
            /// Personal: logs see a placeholder.
            impl std::fmt::Debug for $kind {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($kind), "([personal])"))
                }
            }
        )*
    };
}
personal!(ImportedEntry, OriginalField);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_can_say_that_somebody_was_smuggled_r31() {
        assert!(KindHint::ALL.iter().all(|kind| !kind.code().contains("smuggl")));
        assert_eq!(KindHint::from_code("smuggled person"), None);
    }

    #[test]
    fn codes_read_back() {
        assert!(KindHint::ALL.iter().all(|kind| KindHint::from_code(kind.code()) == Some(*kind)));
        assert_eq!(KindHint::from_code(" Exit ban"), Some(KindHint::ExitBan));
    }
}
