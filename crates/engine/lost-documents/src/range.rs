//! Series of stolen blanks.

use garita_domain::DocumentNumber;

/// A series of numbers that share a beginning and count up in their last digits: `AB000100` to `AB000199`.
#[derive(Clone, PartialEq, Eq)]
pub struct NumberRange {
    beginning: String,
    digits: usize,
    first: u64,
    last: u64,
}

/// Why two numbers make no series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberRangeError {
    /// They differ in length or in letters.
    #[error("the first and the last number of a series must be equally long and differ only in their last digits")]
    NotASeries,
    /// The last stands before the first.
    #[error("the last number of the series stands before the first")]
    Backwards,
    /// It is longer than the caller allows.
    #[error("the series has {length} numbers; at most {most} are taken in one row: split it")]
    TooLong {
        /// Numbers in the series.
        length: u64,
        /// Numbers allowed.
        most: u64,
    },
}

impl NumberRange {
    /// The series from `first` to `last`, both included, of at most `most` numbers.
    pub fn new(first: &DocumentNumber, last: &DocumentNumber, most: u64) -> Result<Self, NumberRangeError> {
        let (first, last) = (first.as_str(), last.as_str());
        if first.len() != last.len() {
            return Err(NumberRangeError::NotASeries);
        }
        // Only what differs, and the digits right before it, need be counted; nineteen digits always fit.
        let digits_at_end = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let digits = digits_at_end(first).min(digits_at_end(last)).min(19);
        let split = |text: &str| text.split_at_checked(text.len() - digits).map(|(a, b)| (a.to_owned(), b.to_owned()));
        let (Some((beginning, from)), Some((other, to))) = (split(first), split(last)) else {
            return Err(NumberRangeError::NotASeries);
        };
        if beginning != other {
            return Err(NumberRangeError::NotASeries);
        }
        let count = |text: &str| if text.is_empty() { Ok(0) } else { text.parse::<u64>().map_err(|_| NumberRangeError::NotASeries) };
        let (from, to) = (count(&from)?, count(&to)?);
        let length = to.checked_sub(from).ok_or(NumberRangeError::Backwards)?.saturating_add(1);
        if length > most {
            return Err(NumberRangeError::TooLong { length, most });
        }
        Ok(Self { beginning, digits, first: from, last: to })
    }

    /// Every number of the series, in order.
    pub fn numbers(&self) -> impl Iterator<Item = DocumentNumber> + '_ {
        (self.first..=self.last).filter_map(|number| {
            let digits = self.digits;
            let text = if digits == 0 { self.beginning.clone() } else { format!("{}{number:0digits$}", self.beginning) };
            DocumentNumber::parse(&text).ok()
        })
    }
}

/// Personal: logs see a placeholder.
impl std::fmt::Debug for NumberRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NumberRange([personal])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: &str, last: &str) -> Result<Vec<String>, NumberRangeError> {
        let number = |text| DocumentNumber::parse(text).unwrap();
        let range = NumberRange::new(&number(first), &number(last), 1_000)?;
        Ok(range.numbers().map(|n| n.to_string()).collect())
    }

    #[test]
    fn a_series_counts_its_last_digits() {
        assert_eq!(range("AB0098", "AB0101").unwrap(), ["AB0098", "AB0099", "AB0100", "AB0101"]);
        assert_eq!(range("7", "7").unwrap(), ["7"]);
        assert_eq!(range("AB", "AB").unwrap(), ["AB"]);
    }

    #[test]
    fn what_is_no_series_says_why() {
        assert_eq!(range("AB01", "AC01"), Err(NumberRangeError::NotASeries));
        assert_eq!(range("AB01", "AB001"), Err(NumberRangeError::NotASeries));
        assert_eq!(range("AB02", "AB01"), Err(NumberRangeError::Backwards));
        assert_eq!(range("A00000", "A99999"), Err(NumberRangeError::TooLong { length: 100_000, most: 1_000 }));
    }

    proptest::proptest! {
        #[test]
        fn any_two_numbers_give_a_bounded_series_or_a_reason(first in "[A-Z0-9]{1,30}", last in "[A-Z0-9]{1,30}") {
            if let Ok(all) = range(&first, &last) {
                proptest::prop_assert!(!all.is_empty() && all.len() <= 1_000);
                proptest::prop_assert_eq!((&all[0], &all[all.len() - 1]), (&first, &last));
            }
        }
    }
}
