//! The period a world covers, as local days and seconds, and how much happens on each day.
//!
//! Local days are counted from 1970-01-01 at the post's offset. Seconds are counted from the first local midnight.

use garita_domain::Timestamp;
use jiff::{SignedDuration, Span, civil::Date};

use crate::{kind::Rhythm, settings::Settings, settings::WorldError};

/// Seconds in a day.
pub const DAY: u32 = 86_400;

/// The period of a world.
pub struct Window {
    start: Timestamp,
    first: Date,
    days: u32,
    /// Seconds from the start to the end.
    pub length: u32,
    /// For each rhythm, the weight of all days up to and including each.
    weights: [Vec<u64>; Rhythm::ALL.len()],
}

impl Window {
    /// The period that ends at `until`.
    pub fn new(settings: &Settings) -> Result<Self, WorldError> {
        let last = settings.offset.to_datetime(settings.until.jiff()).date();
        if !(1..=120).contains(&settings.months) {
            return Err(WorldError::Months);
        }
        let first = last.checked_sub(Span::new().months(i64::from(settings.months))).map_err(|_| WorldError::Months)?;
        let start = settings.offset.to_timestamp(first.at(0, 0, 0, 0)).map_err(|_| WorldError::Months)?;
        let start = Timestamp::from_micros(start.as_microsecond());
        let length = u32::try_from(settings.until.since(start) / Timestamp::SECOND).map_err(|_| WorldError::Months)?;
        let days = length.div_ceil(DAY);
        let weekday = |day: u32| usize::try_from(nth(first, i64::from(day)).weekday().to_monday_zero_offset()).unwrap_or(0);
        let weights = Rhythm::ALL.map(|rhythm| {
            let mut sum = 0;
            let whole = (0..days).map(|day| {
                let part = u64::from((length - day * DAY).min(DAY));
                sum += u64::from(rhythm.week().get(weekday(day)).copied().unwrap_or(1)) * part;
                sum
            });
            whole.collect()
        });
        Ok(Self { start, first, days, length, weights })
    }

    /// The instant `second` seconds after the start.
    pub fn at(&self, second: u32) -> Timestamp {
        self.start.plus(i64::from(second) * Timestamp::SECOND)
    }

    /// How many days begin in the period.
    pub const fn days(&self) -> u32 {
        self.days
    }

    /// Days from the start to a date; negative before it.
    pub fn day_number(&self, date: Date) -> i64 {
        date.duration_since(self.first).as_hours() / 24
    }

    /// The day that holds a date counted from the start; the ends of the calendar hold it.
    pub fn date(&self, number: i64) -> Date {
        nth(self.first, number)
    }

    /// What all days weigh together in a rhythm.
    pub fn weight(&self, rhythm: Rhythm) -> u64 {
        self.weights(rhythm).last().copied().unwrap_or(0)
    }

    /// The day at a position in 0 to [`Window::weight`].
    pub fn day_at(&self, rhythm: Rhythm, position: u64) -> u32 {
        let day = self.weights(rhythm).partition_point(|sum| *sum <= position);
        u32::try_from(day).unwrap_or(u32::MAX).min(self.days.saturating_sub(1))
    }

    fn weights(&self, rhythm: Rhythm) -> &[u64] {
        self.weights.get(rhythm as usize).map_or(&[], Vec::as_slice)
    }
}

fn nth(first: Date, days: i64) -> Date {
    first.saturating_add(SignedDuration::from_hours(days.saturating_mul(24)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(until: &str, months: u8) -> Window {
        let until: jiff::Timestamp = until.parse().unwrap();
        let settings = Settings::demonstration(1, Timestamp::from_micros(until.as_microsecond())).unwrap();
        Window::new(&Settings { months, ..settings }).unwrap()
    }

    #[test]
    fn a_year_back_from_a_local_morning() {
        let window = window("2026-11-22T05:30:00Z", 12);
        assert_eq!(window.date(0), Date::constant(2025, 11, 21), "21 November, 23:30 at the post");
        assert_eq!(window.length, 365 * DAY + 23 * 3600 + 1800);
        assert_eq!(window.days(), 366);
        assert_eq!(window.date(i64::from(window.length / DAY)), Date::constant(2026, 11, 21));
        assert_eq!(window.day_number(window.date(-40)), -40);
    }

    #[test]
    fn positions_find_their_days_and_a_day_just_begun_weighs_little() {
        let window = window("2026-03-02T06:00:30Z", 1);
        let total = window.weight(Rhythm::Even);
        assert_eq!(window.day_at(Rhythm::Even, 0), 0);
        assert_eq!(window.day_at(Rhythm::Even, total - 1), window.days() - 1);
        let last = (0..10_000).filter(|n| window.day_at(Rhythm::Even, n * total / 10_000) == window.days() - 1).count();
        assert!(last <= 1, "{last}");
    }
}
