//! Birth dates in one number, to see at a glance what a date can add at most.

use garita_domain::PartialDate;

use crate::{DateRange, ListedPerson, attribute};

/// One full date: the bit, then year, month (4 bits), day (5 bits).
const FULL: u32 = 1 << 31;
/// Years that lose no points reach from the high half (15 bits) to the low half.
const UNKNOWN: u32 = 0xFFFF;
/// Years on either side of a range: "about 1970" may be 1972.
const LEEWAY: i16 = 3;

/// Packs what a list says of a birth.
pub(super) fn pack(person: &ListedPerson) -> u32 {
    if let [DateRange { from, to, approximate: false }] = person.birth_dates.as_slice()
        && from == to
        && let Some(full) = packed(*from)
    {
        return FULL | full;
    }
    let mut span: Option<(i16, i16)> = None;
    for range in &person.birth_dates {
        let years = [range.from.year(), range.to.year()];
        let (Some(first), Some(last)) = (years.iter().flatten().min(), years.iter().flatten().max()) else { return UNKNOWN };
        let (low, high) = span.unwrap_or((*first, *last));
        span = Some((low.min(*first), high.max(*last)));
    }
    let Some((low, high)) = span else { return UNKNOWN };
    let half = |year: i16| u32::from(u16::try_from(year.clamp(0, 0x7FFF)).unwrap_or(0));
    half(low.saturating_sub(LEEWAY)) << 16 | half(high.saturating_add(LEEWAY))
}

fn packed(date: PartialDate) -> Option<u32> {
    let part = |part: i8| u32::try_from(part).ok();
    Some(u32::try_from(date.year()?).ok()? << 9 | part(date.month()?)? << 5 | part(date.day()?)?)
}

/// A traveller's birth date as it is held against packed ones.
pub(super) struct Asked {
    year: Option<u32>,
    full: Option<u32>,
}

impl Asked {
    pub(super) fn new(date: PartialDate) -> Self {
        Self { year: date.year().and_then(|year| u32::try_from(year).ok()), full: packed(date) }
    }

    /// The most the birth date can add.
    pub(super) fn most(&self, births: u32) -> i32 {
        let Some(year) = self.year else { return 0 };
        if births & FULL == 0 {
            let (first, last) = (births >> 16, births & 0xFFFF);
            return if (first..=last).contains(&year) { attribute::MOST_BIRTH } else { 0 };
        }
        let (listed, listed_year) = (births & !FULL, (births & !FULL) >> 9);
        let Some(asked) = self.full else { return if listed_year == year { attribute::MOST_BIRTH } else { 0 } };
        if asked == listed {
            return attribute::MOST_BIRTH;
        }
        let (month, day) = ((asked >> 5) & 15, asked & 31);
        let (listed_month, listed_day) = ((listed >> 5) & 15, listed & 31);
        let first_of_january = |month: u32, day: u32| month == 1 && day == 1;
        let exchanged = month == listed_day && day == listed_month;
        let known = exchanged || first_of_january(month, day) || first_of_january(listed_month, listed_day);
        if listed_year == year && known { attribute::MOST_BIRTH } else { 0 }
    }
}
