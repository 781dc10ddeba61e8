//! Crossings: which way, in what capacity, and how they ended.

use serde::{Deserialize, Serialize};

/// Which way a person crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Into the country.
    Entry,
    /// Out of the country.
    Exit,
}

impl Direction {
    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Exit => "exit",
        }
    }

    /// The direction with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Entry, Self::Exit].into_iter().find(|direction| direction.code() == code)
    }
}

/// In what capacity a person crosses. What each class must show and may stay is data of the national pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrafficClass {
    /// Visitor: tourism, business, family.
    Visitor,
    /// Own national.
    National,
    /// Foreign resident.
    Resident,
    /// Local border traffic.
    LocalTraffic,
    /// Crew or driver on duty.
    Crew,
    /// In transit to a third country.
    Transit,
    /// Diplomatic or official.
    Official,
    /// Returned or deported by another State.
    Returnee,
}

impl TrafficClass {
    /// Every class, in the order a list shows them.
    pub const ALL: [Self; 8] =
        [Self::Visitor, Self::National, Self::Resident, Self::LocalTraffic, Self::Crew, Self::Transit, Self::Official, Self::Returnee];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::National => "national",
            Self::Resident => "resident",
            Self::LocalTraffic => "local_traffic",
            Self::Crew => "crew",
            Self::Transit => "transit",
            Self::Official => "official",
            Self::Returnee => "returnee",
        }
    }

    /// The class with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// How a crossing stands. Separate from any hold (DESIGN §2C).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementOutcome {
    /// Entered or left.
    Admitted,
    /// Refused entry, or exit not permitted.
    Refused,
    /// Sent to second line; not decided yet.
    SecondLine,
    /// Waits; not decided yet. Carries no reason, whatever it waits for.
    Pending,
}

impl MovementOutcome {
    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Refused => "refused",
            Self::SecondLine => "second_line",
            Self::Pending => "pending",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Admitted, Self::Refused, Self::SecondLine, Self::Pending].into_iter().find(|outcome| outcome.code() == code)
    }

    /// Whether the crossing is over.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Admitted | Self::Refused => true,
            Self::SecondLine | Self::Pending => false,
        }
    }
}
