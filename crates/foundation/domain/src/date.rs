//! Dates of which parts may be unknown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A calendar date whose day, or day and month, or all, may be unknown (ICAO 9303-3 §4.8: unknown parts are fillers).
///
/// Written as `1974-12-03`, `1974-12`, `1974` or `unknown`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartialDateError {
    /// The text has another shape.
    #[error("write a date as year-month-day, such as 1991-04-02; leave out what is not known: 1991-04, 1991 or unknown")]
    Shape,
    /// There is no such day.
    #[error("there is no such day in the calendar")]
    NoSuchDay,
}

impl PartialDate {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { year: None, month: None, day: None };

    /// Puts parts together. A day needs a month and a month needs a year; years are 1 to 9999.
    pub fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Result<Self, PartialDateError> {
        match (year, month, day) {
            (None, None, None) => Ok(Self::UNKNOWN),
            (Some(y), m, d) if (d.is_none() || m.is_some()) && y > 0 => {
                Date::new(y, m.unwrap_or(1), d.unwrap_or(1)).map_err(|_| PartialDateError::NoSuchDay)?;
                Ok(Self { year, month, day })
            }
            _ => Err(PartialDateError::Shape),
        }
    }

    /// Reads `1974-12-03`, `1974-12`, `1974`, `unknown` or an empty text.
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        let text = text.trim();
        if text.is_empty() || text.eq_ignore_ascii_case("unknown") {
            return Ok(Self::UNKNOWN);
        }
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() || year.is_none() {
            return Err(PartialDateError::Shape);
        }
        let narrow = |part: Option<i16>| part.map(|n| i8::try_from(n).map_err(|_| PartialDateError::NoSuchDay)).transpose();
        Self::new(year, narrow(month)?, narrow(day)?)
    }

    /// The year, when known.
    pub const fn year(&self) -> Option<i16> {
        self.year
    }

    /// The month (1 to 12), when known.
    pub const fn month(&self) -> Option<i8> {
        self.month
    }

    /// The day (1 to 31), when known.
    pub const fn day(&self) -> Option<i8> {
        self.day
    }

    /// The date, when every part is known.
    pub fn full(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The first day this can mean; `None` when nothing is known.
    pub fn earliest(&self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day this can mean; `None` when nothing is known.
    pub fn latest(&self) -> Option<Date> {
        let first = Date::new(self.year?, self.month.unwrap_or(12), 1).ok()?;
        match self.day {
            Some(day) => Date::new(first.year(), first.month(), day).ok(),
            None => Some(first.last_of_month()),
        }
    }

    /// Completed years on `day`, as the least and the greatest the known parts allow; `None` when the year is unknown
    /// or the date lies after `day`.
    pub fn age_on(&self, day: Date) -> Option<(u16, u16)> {
        let years = |birth: Date| {
            let passed =
                i32::from(day.year()) - i32::from(birth.year()) - i32::from((day.month(), day.day()) < (birth.month(), birth.day()));
            u16::try_from(passed).ok()
        };
        let oldest = years(self.earliest()?)?;
        Some((years(self.latest()?).unwrap_or(0), oldest))
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

fn number(part: Option<&str>, width: usize) -> Result<Option<i16>, PartialDateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PartialDateError::Shape);
    }
    part.parse().map(Some).map_err(|_| PartialDateError::Shape)
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, _) => write!(f, "{y:04}"),
            (None, ..) => f.write_str("unknown"),
        }
    }
}

/// Birth dates are personal: logs see a placeholder.
impl std::fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PartialDate([personal])")
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn partial_dates_are_intervals() {
        assert_eq!(date("1974-02").latest(), Date::new(1974, 2, 28).ok());
        assert_eq!(date("1976").latest(), Date::new(1976, 12, 31).ok());
        assert_eq!(date("").earliest(), None);
        assert_eq!(date("2008-11").age_on(Date::constant(2026, 11, 22)), Some((17, 18)));
        assert_eq!(date("2027-01-01").age_on(Date::constant(2026, 11, 22)), None);
    }

    #[test]
    fn impossible_days_and_odd_shapes_say_why() {
        assert_eq!(PartialDate::parse("2023-02-29"), Err(PartialDateError::NoSuchDay));
        assert_eq!(PartialDate::parse("02/03/1990"), Err(PartialDateError::Shape));
        assert_eq!(PartialDate::parse("1990-1-1"), Err(PartialDateError::Shape));
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics_and_what_parses_prints_back(text in "[0-9-]{0,12}|\\PC{0,12}") {
            if let Ok(parsed) = PartialDate::parse(&text) {
                proptest::prop_assert_eq!(PartialDate::parse(&parsed.to_string()), Ok(parsed));
            }
        }
    }
}
