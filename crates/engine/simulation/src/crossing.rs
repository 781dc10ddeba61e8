//! Crossings as a post would have recorded them.

use garita_domain::{Conveyance, Direction, MovementOutcome, Timestamp, TrafficClass};

/// Booths of the post.
pub const BOOTHS: u8 = 4;

/// Officers of the post: four groups, one to a shift of eight hours.
pub const OFFICERS: u8 = 16;

/// One crossing, with all that is needed to record it. Who the person is: [`World::traveller`](crate::World::traveller).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulatedCrossing {
    /// Who, as ground truth knows it.
    pub traveller: u32,
    /// The document shown: its place in the traveller's documents; `None` when none was.
    pub document: Option<u8>,
    /// When it happened.
    pub occurred: Timestamp,
    /// Which way.
    pub direction: Direction,
    /// In what capacity.
    pub class: TrafficClass,
    /// In what.
    pub conveyance: Conveyance,
    /// Where it was decided.
    pub line: Line,
    /// How it ended.
    pub outcome: Outcome,
    /// Who decided: 0 to [`OFFICERS`] - 1.
    pub officer: u8,
    /// Where: 0 to [`BOOTHS`] - 1.
    pub booth: u8,
}

/// Where a crossing was decided, or waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// At the booth.
    First,
    /// In second line, after the booth.
    Second,
}

/// How a crossing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Entered or left.
    Admitted {
        /// Days of stay, where they count.
        days: Option<u16>,
    },
    /// Turned back at entry. Foreign adults who cross alone; never an own national.
    Refused {
        /// Why.
        reason: RefusalReason,
        /// How the question about fear of return was asked; the answer was no (R33).
        fear: FearAsked,
    },
    /// Waits in second line at the end of the period.
    SecondLine,
    /// Waits without a reason at the end of the period.
    Pending,
}

impl Outcome {
    /// The outcome in the field's words.
    pub const fn movement(self) -> MovementOutcome {
        match self {
            Self::Admitted { .. } => MovementOutcome::Admitted,
            Self::Refused { .. } => MovementOutcome::Refused,
            Self::SecondLine => MovementOutcome::SecondLine,
            Self::Pending => MovementOutcome::Pending,
        }
    }
}

/// Why entry was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalReason {
    /// The document is past its expiry.
    DocumentExpired,
    /// The purpose or the means of the stay could not be shown.
    StayNotJustified,
    /// The days allowed in the region were used up.
    DaysUsedUp,
    /// A visa was needed and none was held.
    NoVisa,
}

impl RefusalReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::DocumentExpired, Self::StayNotJustified, Self::DaysUsedUp, Self::NoVisa];

    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DocumentExpired => "document_expired",
            Self::StayNotJustified => "stay_not_justified",
            Self::DaysUsedUp => "days_used_up",
            Self::NoVisa => "no_visa",
        }
    }
}

/// How the question about fear of return was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FearAsked {
    /// Language, as a BCP 47 tag.
    pub language: &'static str,
    /// Whether an interpreter helped.
    pub interpreter: bool,
}
