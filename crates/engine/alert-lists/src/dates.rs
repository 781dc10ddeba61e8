//! Birth dates as lists write them.
//!
//! Months are read in English and Spanish. A date in figures that can be read in two ways (`03/04/1970`) is both: one of
//! them is true, and none may be lost.

use garita_domain::PartialDate;
use garita_screening::DateRange;

/// Every date that the text can mean; empty when it is none. Understood are, also after `circa`, `about`, `hacia` and the like:
/// `1970-03-12` and with a time, `1970-03`, `1970`, `1970/03/12`, `12 Mar 1970`, `Mar 1970`, `March 12, 1970`, `12.03.1970`, `12/03/1970`;
/// `X to Y`, `between X and Y`, `1967-1969`.
pub fn dates(text: &str) -> Vec<DateRange> {
    if text.len() > 100 {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let approximate = |word: &&str| {
        matches!(
            word.trim_end_matches('.'),
            "circa" | "c" | "ca" | "about" | "approximately" | "approx" | "around" | "hacia" | "aproximadamente"
        )
    };
    let is_approximate = words.iter().any(approximate);
    let words: Vec<&str> = words.into_iter().filter(|word| !approximate(word)).collect();
    if let Some((from, to)) = span(&words) {
        return range(from, to, is_approximate).into_iter().collect();
    }
    single(&words).into_iter().map(|date| DateRange { approximate: is_approximate, ..date.into() }).collect()
}

/// A range of dates; `None` when both are unknown or the wrong way round.
pub fn range(from: PartialDate, to: PartialDate, approximate: bool) -> Option<DateRange> {
    let (first, last) = (from.earliest()?, to.latest()?);
    (first <= last).then_some(DateRange { from, to, approximate })
}

/// The two ends of `X to Y`, `between X and Y`, `1967-1969`.
fn span(words: &[&str]) -> Option<(PartialDate, PartialDate)> {
    if let [years] = words
        && let Some((from, to)) = years.split_once(['-', '–', '/'])
        && from.len() == 4
        && to.len() == 4
    {
        return Some((year(from)?, year(to)?));
    }
    let words = match words {
        ["between" | "from" | "entre" | "desde", rest @ ..] => rest,
        other => other,
    };
    let middle = words.iter().position(|word| matches!(*word, "to" | "and" | "-" | "–" | "y" | "a" | "hasta" | "until"))?;
    let (from, to) = (single(words.get(..middle)?), single(words.get(middle + 1..)?));
    match (from.as_slice(), to.as_slice()) {
        ([from], [to]) => Some((*from, *to)),
        _ => None,
    }
}

/// One date, or the two that figures can mean.
fn single(words: &[&str]) -> Vec<PartialDate> {
    let one = |date: Option<PartialDate>| date.into_iter().collect();
    let clean: Vec<&str> =
        words.iter().map(|word| word.trim_matches([',', '.'])).filter(|word| !matches!(*word, "de" | "del" | "of")).collect();
    match clean.as_slice() {
        [word] => figures(word),
        [month_word, year_word] => one(month(month_word).and_then(|month| date(year_number(year_word)?, Some(month), None))),
        [a, b, year_word] => {
            let (day, month_word) = if month(b).is_some() { (a, b) } else { (b, a) };
            one(month(month_word).and_then(|month| date(year_number(year_word)?, Some(month), Some(number(day)?))))
        }
        _ => Vec::new(),
    }
}

fn figures(word: &str) -> Vec<PartialDate> {
    // A day may carry a time (`1970-03-12T00:00:00`) or an offset (`1970-03-12-04:00`).
    let word = match word.split_at_checked(10) {
        Some((day, after)) if after.starts_with(['t', '+', '-', 'z']) => day,
        _ => word,
    };
    if let Ok(date) = PartialDate::parse(word) {
        return if date == PartialDate::UNKNOWN { Vec::new() } else { vec![date] };
    }
    let dotted = word.contains('.');
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            (|| date(year_number(year)?, Some(number(month)?), Some(number(day)?)))().into_iter().collect()
        }
        [year, month] if year.len() == 4 => (|| date(year_number(year)?, Some(number(month)?), None))().into_iter().collect(),
        [a, b, year] if year.len() == 4 => {
            let read = |day: &str, month: &str| date(year_number(year)?, Some(number(month)?), Some(number(day)?));
            let (day_first, month_first) = (read(a, b), if dotted { None } else { read(b, a) });
            let mut both: Vec<PartialDate> = day_first.into_iter().chain(month_first).collect();
            both.dedup();
            both
        }
        _ => Vec::new(),
    }
}

fn date(year: i16, month: Option<i8>, day: Option<i8>) -> Option<PartialDate> {
    // `00` stands for unknown.
    let known = |part: Option<i8>| part.filter(|part| *part > 0);
    PartialDate::new(Some(year), known(month), known(month).and(known(day))).ok()
}

fn year(text: &str) -> Option<PartialDate> {
    date(year_number(text)?, None, None)
}

fn year_number(text: &str) -> Option<i16> {
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn number(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == 'º');
    if (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "ene", "enero"],
        &["feb", "february", "febrero"],
        &["mar", "march", "marzo"],
        &["apr", "april", "abr", "abril"],
        &["may", "mayo"],
        &["jun", "june", "junio"],
        &["jul", "july", "julio"],
        &["aug", "august", "ago", "agosto"],
        &["sep", "sept", "september", "septiembre", "setiembre"],
        &["oct", "october", "octubre"],
        &["nov", "november", "noviembre"],
        &["dec", "december", "dic", "diciembre"],
    ];
    let word = word.trim_end_matches('.');
    let found = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |d: DateRange| {
            let about = if d.approximate { "~" } else { "" };
            if d.from == d.to { format!("{about}{}", d.from) } else { format!("{about}{}..{}", d.from, d.to) }
        };
        dates(text).into_iter().map(show).collect()
    }

    #[test]
    fn dates_as_lists_write_them() {
        for (text, expected) in [
            ("1970-03-12", "1970-03-12"),
            ("1970-03-12T00:00:00", "1970-03-12"),
            ("1970-03-12-04:00", "1970-03-12"),
            ("1970-03", "1970-03"),
            ("1970", "1970"),
            ("1970/03/12", "1970-03-12"),
            ("1970/03", "1970-03"),
            ("1970-00-00", "1970"),
            ("1970-05-00", "1970-05"),
            ("12 Mar 1970", "1970-03-12"),
            ("Mar 1970", "1970-03"),
            ("March 12, 1970", "1970-03-12"),
            ("12 de marzo de 1970", "1970-03-12"),
            ("circa 1970", "~1970"),
            ("circa 12 Mar 1970", "~1970-03-12"),
            ("Approximately 1970", "~1970"),
            ("circa 1979-1982", "~1979..1982"),
            ("1967 to 1969", "1967..1969"),
            ("Between 1967 and 1969", "1967..1969"),
            ("01 Jan 1948 to 31 Dec 1948", "1948-01-01..1948-12-31"),
            ("entre 1967 y 1969", "1967..1969"),
            ("12.03.1970", "1970-03-12"),
            ("25/03/1970", "1970-03-25"),
            ("03/25/1970", "1970-03-25"),
            ("05/05/1970", "1970-05-05"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn figures_of_two_meanings_are_both() {
        assert_eq!(read("03/04/1970"), ["1970-04-03", "1970-03-04"]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "unknown", "-0-", "30 Feb 1970", "1970-13-01", "1969 to 1967", "tomorrow", "12 Mar", "0000", "99999"] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics_and_what_is_read_is_in_order(text in "[0-9a-z /.,-]{0,30}|\\PC{0,120}") {
            for date in dates(&text) {
                proptest::prop_assert!(date.from.earliest().unwrap() <= date.to.latest().unwrap());
            }
        }
    }
}
