//! Holds: what stops harm, without saying why (DESIGN §2C).

use serde::{Deserialize, Serialize};

/// Why somebody at the counter asked for protection. Exists only between the form and the seal: no table, entry in
/// clear, log or page ever carries it (R33, R39).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// The person fears return or asks for asylum.
    AsksForProtection,
    /// The person may be a victim of trafficking or aggravated smuggling.
    PossibleVictim,
    /// A child alone, separated, or with somebody unverified.
    ChildAtRisk,
    /// Ill, injured, or otherwise in need of help first.
    NeedsHelp,
}

impl HoldKind {
    /// Every kind, by the digit that chooses it at the desk (1 to 4).
    pub const ALL: [Self; 4] = [Self::AsksForProtection, Self::PossibleVictim, Self::ChildAtRisk, Self::NeedsHelp];

    /// The kind chosen by a digit 1 to 4.
    pub fn from_digit(digit: &str) -> Option<Self> {
        let index = digit.parse::<usize>().ok()?.checked_sub(1)?;
        Self::ALL.get(index).copied()
    }
}

/// A hold's kind never reaches a log.
impl std::fmt::Debug for HoldKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HoldKind([sealed])")
    }
}

/// What anyone outside protection may know about a person's hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// Nothing stands against closing the case.
    Free,
    /// The case waits: it may be admitted, it may not be refused until the protection officer has cleared it.
    Waiting,
}
