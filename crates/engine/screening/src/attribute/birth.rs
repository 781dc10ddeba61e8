//! Birth dates as spans of days.

use garita_domain::PartialDate;
use jiff::civil::Date;

use crate::{
    DateRange,
    evidence::{Evidence, Reason},
};

/// The same day.
pub(super) const SAME: i32 = 250;
/// Day and month exchanged.
const DAY_MONTH: i32 = 150;
/// Inside a span of a year or less.
const WITHIN_YEAR: i32 = 120;
/// Inside a longer span.
const WITHIN: i32 = 70;
/// The first of January of the same year.
const PLACEHOLDER: i32 = 110;
/// Two years or less from an approximate date.
const NEAR: i32 = 40;
/// One digit off.
const DIGIT: i32 = 0;
/// Less than two years off.
const CLOSE: i32 = -120;
/// Another date, up to ten years off.
const DIFFERS: i32 = -250;
/// Another date altogether.
const FAR: i32 = -400;

/// Weighs the birth date against all that the list gives; the best of them counts.
pub(crate) fn birth_date(asked: PartialDate, listed: &[DateRange], evidence: &mut Evidence) {
    let best = listed.iter().filter_map(|range| one(asked, range)).max_by_key(|(_, points)| *points);
    if let Some((reason, points)) = best {
        evidence.add(reason, points);
    }
}

fn one(asked: PartialDate, listed: &DateRange) -> Option<(Reason, i32)> {
    let (from, to) = (asked.earliest()?, asked.latest()?);
    let (first, last) = span(listed)?;
    let overlap = from <= last && first <= to;
    if overlap {
        return Some(if from == to && first == last {
            (Reason::BirthDateSame, SAME)
        } else {
            let years = years(first.min(from), last.max(to));
            (Reason::BirthDateWithin, if years <= 1 { WITHIN_YEAR } else { WITHIN })
        });
    }
    let (day, listed_day) = (from, first);
    let placeholder = |one: Date, other: Date| one.month() == 1 && one.day() == 1 && one.year() == other.year();
    let single = from == to && first == last;
    let same_year = from.year() == to.year() && first.year() == last.year();
    if same_year && ((from == to && placeholder(day, listed_day)) || (first == last && placeholder(listed_day, day))) {
        return Some((Reason::BirthDatePlaceholder, PLACEHOLDER));
    }
    if single && day.year() == listed_day.year() && day.month() == listed_day.day() && day.day() == listed_day.month() {
        return Some((Reason::BirthDateDayMonth, DAY_MONTH));
    }
    let apart = if to < first { years(to, first) } else { years(last, from) };
    Some(match apart {
        0..=2 if listed.approximate => (Reason::BirthDateNear, NEAR),
        _ if single && one_digit(day, listed_day) => (Reason::BirthDateDigit, DIGIT),
        0..=1 => (Reason::BirthDateClose, CLOSE),
        ..=10 => (Reason::BirthDateDiffers, DIFFERS),
        _ => (Reason::BirthDateDiffers, FAR),
    })
}

/// First and last day of what the list says; an end that is missing is the other end.
fn span(listed: &DateRange) -> Option<(Date, Date)> {
    let first = listed.from.earliest().or_else(|| listed.to.earliest())?;
    let last = listed.to.latest().or_else(|| listed.from.latest())?;
    Some((first.min(last), first.max(last)))
}

/// Years between two days: whole years for days of one year, the difference of the years otherwise, so that "about
/// 1970" reaches to the end of 1972.
fn years(earlier: Date, later: Date) -> i16 {
    let whole = later.year() - earlier.year();
    if (later.month(), later.day()) <= (earlier.month(), earlier.day()) { (whole - 1).max(0) } else { whole }
}

fn one_digit(one: Date, other: Date) -> bool {
    let digits = |date: Date| {
        let (y, m, d) = (date.year(), i16::from(date.month()), i16::from(date.day()));
        [y / 1000, y / 100 % 10, y / 10 % 10, y % 10, m / 10, m % 10, d / 10, d % 10]
    };
    digits(one).iter().zip(digits(other)).filter(|(a, b)| **a != *b).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    fn weigh(asked: &str, from: &str, to: &str, approximate: bool) -> i32 {
        let mut evidence = Evidence::default();
        birth_date(date(asked), &[DateRange { from: date(from), to: date(to), approximate }], &mut evidence);
        evidence.score()
    }

    #[test]
    fn dates_are_spans() {
        assert_eq!(weigh("1970-05-03", "1970-05-03", "1970-05-03", false), SAME);
        assert_eq!(weigh("1970-05-03", "1970", "1970", false), WITHIN_YEAR);
        assert_eq!(weigh("1970-05-03", "1968", "1972", false), WITHIN);
        assert_eq!(weigh("1970-05-03", "1970-03-05", "1970-03-05", false), DAY_MONTH);
        assert_eq!(weigh("1970-01-01", "1970-03-05", "1970-03-05", false), PLACEHOLDER);
        assert_eq!(weigh("1972-11-30", "1970", "1970", true), NEAR);
        assert_eq!(weigh("1970-05-03", "1970-05-08", "1970-05-08", false), DIGIT);
        assert!(weigh("1970-05-03", "1990-05-13", "1990-05-13", false) < DIFFERS);
        assert_eq!(weigh("unknown", "1990", "1990", false), 0);
    }

    proptest::proptest! {
        /// A true date never takes points away: the day itself, its year, a range around it, "about" within two years.
        #[test]
        fn a_true_date_never_lowers(year in 1930_i16..2015, month in 1_i8..=12, day in 1_i8..=28, off in -2_i16..=2, before in 0_i16..9, after in 0_i16..9) {
            let at = |y: i16| format!("{y:04}");
            let full = format!("{year:04}-{month:02}-{day:02}");
            for asked in [full.clone(), format!("{year:04}-{month:02}"), at(year)] {
                proptest::prop_assert!(weigh(&asked, &full, &full, false) > 0);
                proptest::prop_assert!(weigh(&asked, &at(year), &at(year), false) > 0);
                proptest::prop_assert!(weigh(&asked, &at(year - before), &at(year + after), false) > 0);
                proptest::prop_assert!(weigh(&asked, &at(year + off), &at(year + off), true) > 0);
                let first = format!("{year:04}-01-01");
                proptest::prop_assert!(weigh(&asked, &first, &first, false) > 0);
            }
        }
    }
}
