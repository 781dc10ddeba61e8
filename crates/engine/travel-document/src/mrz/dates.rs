//! Two-digit years, unknown parts and impossible days.

use garita_domain::{CountryCode, PartialDate};
use jiff::civil::Date;

/// How many years ahead an expiry date may lie before it is read as past (BSI TR-03135-1 §5.7.1).
pub const EXPIRY_WINDOW_YEARS: i16 = 15;

/// What a reading depends on besides the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingContext {
    /// The day at the post.
    pub today: Date,
    longer_validity: Vec<(CountryCode, i16)>,
}

impl ReadingContext {
    /// A reading on this day with the standard window of 15 years.
    pub const fn new(today: Date) -> Self {
        Self { today, longer_validity: Vec::new() }
    }

    /// Lets documents of an issuer expire further ahead: the exceptions BSI TR-03135-1 §5.7.1 leaves to the operator.
    #[must_use]
    pub fn with_longer_validity(mut self, issuer: CountryCode, years: i16) -> Self {
        self.longer_validity.push((issuer, years));
        self
    }

    /// How many years ahead an issuer's documents may expire.
    pub fn window(&self, issuer: Option<CountryCode>) -> i16 {
        let longer = self.longer_validity.iter().find(|(code, _)| Some(*code) == issuer);
        longer.map_or(EXPIRY_WINDOW_YEARS, |(_, years)| *years)
    }
}

/// A date field of a zone: its six characters and what they mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ZoneDate {
    text: [u8; 6],
    form: DateForm,
    date: PartialDate,
}

/// How a date field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// A day of the calendar.
    Full,
    /// Parts are unknown and written as fillers (ICAO 9303-3 §4.8).
    Fillers,
    /// Parts are written as zeros, which some issuers do for unknown parts although the standard asks for fillers.
    Zeros,
    /// No such day, or letters among the digits. The text is kept.
    Impossible,
}

impl ZoneDate {
    /// The six characters.
    pub fn text(&self) -> &str {
        super::lines::text(&self.text)
    }

    /// How it is written.
    pub const fn form(&self) -> DateForm {
        self.form
    }

    /// What it means; unknown when impossible.
    pub const fn date(&self) -> PartialDate {
        self.date
    }

    /// A birth date: the latest century that is not in the future. Holders of 100 years and more therefore read as
    /// children; the zone has no way to tell (ICAO 9303-3 §4.8).
    pub(crate) fn birth(text: &[u8], today: Date) -> Self {
        Self::read(text, today)
    }

    /// An expiry date: the latest century that is not more than `window` years ahead.
    pub(crate) fn expiry(text: &[u8], today: Date, window: i16) -> Self {
        let limit = Date::new(today.year().saturating_add(window).min(9999), today.month(), 1).map_or(today, |month| {
            let last = month.last_of_month();
            if today.day() < last.day() { month.with().day(today.day()).build().unwrap_or(last) } else { last }
        });
        Self::read(text, limit)
    }

    fn read(text: &[u8], limit: Date) -> Self {
        let mut kept = [b'<'; 6];
        for (to, from) in kept.iter_mut().zip(text) {
            *to = *from;
        }
        let [y1, y2, m1, m2, d1, d2] = kept;
        let impossible = Self { text: kept, form: DateForm::Impossible, date: PartialDate::UNKNOWN };
        let (Some(year), Some(month), Some(day)) = (pair(y1, y2), pair(m1, m2), pair(d1, d2)) else { return impossible };
        let form = match (year, month, day) {
            (_, Pair::Number(0), _) | (_, _, Pair::Number(0)) => DateForm::Zeros,
            (Pair::Number(_), Pair::Number(_), Pair::Number(_)) => DateForm::Full,
            (Pair::Fillers, ..) | (_, Pair::Fillers, _) | (.., Pair::Fillers) => DateForm::Fillers,
        };
        let (month, day) = (month.known(), day.known());
        if month.is_some_and(|m| m > 12) || day.is_some_and(|d| d > 31) {
            return impossible;
        }
        // Without a year nothing can be said, without a month nothing about the day.
        let Pair::Number(short) = year else { return Self { text: kept, form, date: PartialDate::UNKNOWN } };
        let day = month.and(day);
        match in_century(i16::from(short), month, day, limit) {
            Some(date) => Self { text: kept, form, date },
            None => impossible,
        }
    }
}

/// The latest date with this two-digit year that can lie on or before `limit`.
fn in_century(short: i16, month: Option<i8>, day: Option<i8>, limit: Date) -> Option<PartialDate> {
    let century = limit.year() - limit.year() % 100;
    let limit = (limit.year(), limit.month(), limit.day());
    [century.saturating_add(100), century, century - 100, century - 200]
        .into_iter()
        .filter_map(|hundreds| hundreds.checked_add(short))
        .filter(|year| (*year, month.unwrap_or(1), day.unwrap_or(1)) <= limit)
        .find_map(|year| PartialDate::new(Some(year), month, day).ok())
}

/// Two characters of a date field.
#[derive(Clone, Copy)]
enum Pair {
    Number(i8),
    Fillers,
}

impl Pair {
    /// A month or day; zero stands for unknown.
    const fn known(self) -> Option<i8> {
        match self {
            Self::Number(0) | Self::Fillers => None,
            Self::Number(number) => Some(number),
        }
    }
}

fn pair(tens: u8, units: u8) -> Option<Pair> {
    match (tens, units) {
        (b'<', b'<') => Some(Pair::Fillers),
        (b'0'..=b'9', b'0'..=b'9') => i8::try_from((tens - b'0') * 10 + (units - b'0')).ok().map(Pair::Number),
        _ => None,
    }
}

/// Birth dates are personal: logs see the form alone.
impl std::fmt::Debug for ZoneDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ZoneDate({:?}, [personal])", self.form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);

    fn birth(text: &str) -> (DateForm, String) {
        let read = ZoneDate::birth(text.as_bytes(), TODAY);
        (read.form(), read.date().to_string())
    }

    fn expiry(text: &str, today: Date) -> String {
        ZoneDate::expiry(text.as_bytes(), today, EXPIRY_WINDOW_YEARS).date().to_string()
    }

    #[test]
    fn births_are_never_in_the_future() {
        assert_eq!(birth("740812"), (DateForm::Full, "1974-08-12".into()));
        assert_eq!(birth("261122"), (DateForm::Full, "2026-11-22".into()));
        assert_eq!(birth("261123"), (DateForm::Full, "1926-11-23".into()));
        assert_eq!(birth("000229"), (DateForm::Full, "2000-02-29".into()));
    }

    #[test]
    fn unknown_parts_are_legal() {
        assert_eq!(birth("74<<12"), (DateForm::Fillers, "1974".into()));
        assert_eq!(birth("9409<<"), (DateForm::Fillers, "1994-09".into()));
        assert_eq!(birth("<<<<<<"), (DateForm::Fillers, "unknown".into()));
        assert_eq!(birth("740000"), (DateForm::Zeros, "1974".into()));
    }

    #[test]
    fn impossible_days_are_kept_as_text() {
        for text in ["741312", "740230", "7408B2", "7<0812", "<<1301", "74<<99"] {
            let read = ZoneDate::birth(text.as_bytes(), TODAY);
            assert_eq!((read.form(), read.text(), read.date()), (DateForm::Impossible, text, PartialDate::UNKNOWN));
        }
    }

    #[test]
    fn expiry_lies_within_fifteen_years_or_in_the_past() {
        assert_eq!(expiry("120415", TODAY), "2012-04-15");
        assert_eq!(expiry("411122", TODAY), "2041-11-22");
        assert_eq!(expiry("411123", TODAY), "1941-11-23");
        assert_eq!(expiry("<<<<<<", TODAY), "unknown");
        assert_eq!(expiry("050101", Date::constant(1999, 1, 1)), "2005-01-01");
        assert_eq!(expiry("050101", Date::constant(2099, 1, 1)), "2105-01-01");
        assert_eq!(expiry("120415", Date::constant(1970, 1, 1)), "1912-04-15");
        assert_eq!(expiry("390228", Date::constant(2024, 2, 29)), "2039-02-28");
    }

    #[test]
    fn an_issuer_may_have_a_longer_window() {
        let belgium = CountryCode::parse("BEL").unwrap();
        let context = ReadingContext::new(TODAY).with_longer_validity(belgium, 30);
        assert_eq!((context.window(Some(belgium)), context.window(None)), (30, 15));
    }

    proptest::proptest! {
        #[test]
        fn any_six_characters_read_without_panic(text in "[0-9A-Z<]{0,8}", year in 1_i16..=9999) {
            let today = Date::new(year, 2, 28).unwrap();
            let _ = ZoneDate::birth(text.as_bytes(), today);
            let _ = ZoneDate::expiry(text.as_bytes(), today, EXPIRY_WINDOW_YEARS);
        }

        #[test]
        fn a_birth_is_on_or_before_today(y in 0..100, m in 1..13, d in 1..29) {
            let read = ZoneDate::birth(format!("{y:02}{m:02}{d:02}").as_bytes(), TODAY);
            let date = read.date().full().unwrap();
            proptest::prop_assert!(date <= TODAY && date.year() > TODAY.year() - 101);
        }
    }
}
