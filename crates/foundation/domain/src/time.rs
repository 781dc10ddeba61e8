//! Instants, in microseconds, and how far they can be trusted.

use jiff::{Timestamp as JiffTimestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// One second in microseconds.
    pub const SECOND: i64 = 1_000_000;
    /// One day in microseconds.
    pub const DAY: i64 = 86_400 * Self::SECOND;

    /// From microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This instant moved by `micros`, held at the ends of the range.
    #[must_use]
    pub const fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Microseconds from `earlier` to `self`; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The calendar day in a time zone. Instants outside the calendar (beyond year 9999) read as its ends.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.jiff().to_zoned(zone.clone()).date()
    }

    /// The instant as a `jiff` timestamp, held inside its range.
    pub fn jiff(self) -> JiffTimestamp {
        JiffTimestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 { JiffTimestamp::MIN } else { JiffTimestamp::MAX })
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.jiff().fmt(f)
    }
}

/// Whether the node believed its clock when it wrote an instant down (DESIGN §2A, *Time*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The clock agreed with what the node had seen before.
    Certain,
    /// The clock had jumped: the instant is the best the node could say.
    Uncertain,
}
