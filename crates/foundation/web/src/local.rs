//! Dates, times and numbers in local form. Month names follow CLDR's abbreviations, without full stops.

use garita_domain::{Language, PartialDate, Timestamp};
use jiff::tz::TimeZone;

const SPANISH: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

const MINUTE: i64 = 60 * Timestamp::SECOND;
const HOUR: i64 = 60 * MINUTE;

/// What can be shown as a whole number, by value or by reference: templates pass references.
pub trait WholeNumber {
    /// The number, held at the ends of the range.
    fn whole(&self) -> i64;
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl WholeNumber for $kind {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}

whole_numbers!(i32, i64, u16, u32, u64, usize);

impl<T: WholeNumber> WholeNumber for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

/// The date as far as it is known; nothing when nothing is.
pub(crate) fn date(language: Language, date: PartialDate) -> Option<String> {
    let year = date.year()?;
    let Some(name) = date.month().and_then(|month| month_name(language, month)) else { return Some(format!("{year}")) };
    Some(date.day().map_or_else(|| format!("{name} {year}"), |day| format!("{day} {name} {year}")))
}

/// `22 nov 2026, 14:05` in the zone's civil time, 24 hours.
pub(crate) fn date_time(language: Language, at: Timestamp, zone: &TimeZone) -> String {
    let zoned = at.jiff().to_zoned(zone.clone());
    let day = date(language, zoned.date().into()).unwrap_or_default();
    format!("{day}, {:02}:{:02}", zoned.hour(), zoned.minute())
}

/// The message id and count that say how long `micros` is: minutes under an hour, hours under two days, else days.
pub(crate) const fn age(micros: i64) -> (&'static str, i64) {
    if micros < MINUTE {
        ("web-ago-now", 0)
    } else if micros < HOUR {
        ("web-ago-minutes", micros / MINUTE)
    } else if micros < 2 * Timestamp::DAY {
        ("web-ago-hours", micros / HOUR)
    } else {
        ("web-ago-days", micros / Timestamp::DAY)
    }
}

/// Thousands apart by a narrow no-break space in Spanish (the countries of the region differ between comma and point;
/// the space is the form they share), by a comma in English. Four digits stay together in Spanish.
pub(crate) fn number(language: Language, number: i64) -> String {
    let (separator, shortest) = match language {
        Language::Es => ('\u{202F}', 5),
        Language::En => (',', 4),
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() >= shortest && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn month_name(language: Language, month: i8) -> Option<&'static str> {
    let names = match language {
        Language::Es => &SPANISH,
        Language::En => &ENGLISH,
    };
    names.get(usize::try_from(month.checked_sub(1)?).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_local_and_partial_dates_stay_partial() {
        let both = |text: &str| Language::ALL.map(|language| date(language, PartialDate::parse(text).unwrap()));
        assert_eq!(both("1991-04-02"), [Some("2 abr 1991".into()), Some("2 Apr 1991".into())]);
        assert_eq!(both("1991-12"), [Some("dic 1991".into()), Some("Dec 1991".into())]);
        assert_eq!(both("1991"), [Some("1991".into()), Some("1991".into())]);
        assert_eq!(both("unknown"), [None, None]);
    }

    #[test]
    fn instants_read_in_the_zone_of_the_post() {
        let zone = TimeZone::get("America/Tegucigalpa").unwrap();
        let at = Timestamp::from_micros(1_795_320_000 * Timestamp::SECOND);
        assert_eq!(date_time(Language::Es, at, &TimeZone::UTC), "22 nov 2026, 04:00");
        assert_eq!(date_time(Language::Es, at, &zone), "21 nov 2026, 22:00");
    }

    #[test]
    fn ages_change_unit_at_the_right_moment() {
        assert_eq!(age(-5), ("web-ago-now", 0));
        assert_eq!(age(59 * Timestamp::SECOND), ("web-ago-now", 0));
        assert_eq!(age(59 * MINUTE), ("web-ago-minutes", 59));
        assert_eq!(age(47 * HOUR), ("web-ago-hours", 47));
        assert_eq!(age(72 * HOUR), ("web-ago-days", 3));
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(Language::Es, 9_999), "9999");
        assert_eq!(number(Language::Es, 100_000), "100\u{202F}000");
        assert_eq!(number(Language::En, -1_234_567), "−1,234,567");
        assert_eq!(number(Language::En, i64::MIN), "−9,223,372,036,854,775,808");
    }
}
