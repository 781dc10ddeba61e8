//! Laying two words side by side.

use super::{
    Sounds,
    costs::{Costs, costs},
    encode::LONGEST,
};
use crate::text::Hearing;

/// A word as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct Heard<'a> {
    /// Its letters a to z and digits.
    pub(crate) letters: &'a str,
    /// Its sounds.
    pub(crate) sounds: &'a Sounds,
    /// What its script left of them.
    pub(crate) hearing: Hearing,
}

/// How alike two words are: 1000 for the same letters, less for every error or odd sound, never below 0. The cheaper of
/// two readings counts: as sounds, or as letters mistyped. Symmetric.
pub(crate) fn likeness(one: Heard<'_>, other: Heard<'_>) -> u16 {
    if one.letters == other.letters {
        return 1_000;
    }
    let hearing = if one.hearing == other.hearing { Hearing::Full } else { one.hearing.max(other.hearing) };
    let (a, b) = (one.sounds.codes(), other.sounds.codes());
    // what a script does not write is no length either
    let length = match hearing {
        Hearing::Full => a.len().max(b.len()) * 2,
        Hearing::Sparse => a.len().min(b.len()) + usize::midpoint(a.len(), b.len()),
        Hearing::Syllabic => a.len() + b.len(),
    };
    let heard = share(sound_cost(a, b, costs(hearing), bearable(length)), length);
    if hearing != Hearing::Full {
        return heard;
    }
    // as letters mistyped: only where fewer errors than this could be cheaper
    let (a, b) = (one.letters.as_bytes(), other.letters.as_bytes());
    let longest = a.len().max(b.len());
    let most = usize::from(1_000 - heard.max(HOPELESS)) * longest / 1_000;
    match u8::try_from(most) {
        Ok(most) if most > 0 => typing_errors(a, b, most).map_or(heard, |errors| heard.max(share(u32::from(errors) * 1_000, longest * 2))),
        Ok(_) | Err(_) => heard,
    }
}

/// Below this likeness nobody asks how unlike two words are.
const HOPELESS: u16 = 600;

/// The cost above which two words of `length` sounds together are hopeless.
fn bearable(length: usize) -> u16 {
    u16::try_from(length.max(6) * usize::from(1_000 - HOPELESS) / 2).unwrap_or(u16::MAX)
}

/// What is left of 1000 after a cost spread over two words of `letters` sounds together. Words shorter than three
/// sounds count as three: one error in `li` is not half a name.
fn share(cost: u32, letters: usize) -> u16 {
    let letters = u32::try_from(letters).unwrap_or(u32::MAX).max(6);
    u16::try_from(1_000_u32.saturating_sub(cost.saturating_mul(2) / letters)).unwrap_or(0)
}

/// The least sum of costs that turns one row of sounds into the other, or one more than what is bearable.
#[expect(clippy::indexing_slicing, reason = "rows are as long as the longest word plus one; every index is below a length checked here")]
fn sound_cost(one: &[u8], other: &[u8], costs: &Costs, bearable: u16) -> u32 {
    let one = &one[..one.len().min(LONGEST)];
    let other = &other[..other.len().min(LONGEST)];
    let hopeless = u32::from(bearable) + 1;
    let mut row = [0_u16; LONGEST + 1];
    for (j, sound) in other.iter().enumerate() {
        row[j + 1] = row[j].saturating_add(costs.gap(*sound));
    }
    for a in one {
        let gap = costs.gap(*a);
        let mut diagonal = row[0];
        row[0] = row[0].saturating_add(gap);
        let mut least = row[0];
        for (j, b) in other.iter().enumerate() {
            let swapped = diagonal.saturating_add(costs.swap(*a, *b));
            diagonal = row[j + 1];
            let left_out = diagonal.saturating_add(gap);
            let added = row[j].saturating_add(costs.gap(*b));
            row[j + 1] = swapped.min(left_out).min(added);
            least = least.min(row[j + 1]);
        }
        if least > bearable {
            return hopeless;
        }
    }
    u32::from(row[other.len()]).min(hopeless)
}

/// Whether one word becomes the other by at most `most` typing errors: a letter more, less or wrong, or two neighbours
/// swapped.
pub(crate) fn edits_within(one: &str, other: &str, most: u8) -> bool {
    typing_errors(one.as_bytes(), other.as_bytes(), most).is_some()
}

/// The number of typing errors, when it is at most `most` (restricted Damerau-Levenshtein distance).
#[expect(clippy::indexing_slicing, reason = "rows have 48 places and words of 47 letters at most reach them")]
fn typing_errors(one: &[u8], other: &[u8], most: u8) -> Option<u8> {
    const ROW: usize = 48;
    if one.len().abs_diff(other.len()) > usize::from(most) || one.len() >= ROW || other.len() >= ROW {
        return None;
    }
    let same_start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - same_end], &other[..other.len() - same_end]);
    if one.is_empty() || other.is_empty() {
        let errors = u8::try_from(one.len().max(other.len())).unwrap_or(u8::MAX);
        return Some(errors).filter(|errors| *errors <= most);
    }
    let mut rows = [[0_u8; ROW]; 3];
    for (place, cell) in rows[0].iter_mut().enumerate() {
        *cell = u8::try_from(place).unwrap_or(u8::MAX);
    }
    for i in 1..=one.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = u8::try_from(i).unwrap_or(u8::MAX);
        let mut least = rows[now][0];
        for j in 1..=other.len() {
            let wrong = rows[before][j - 1] + u8::from(one[i - 1] != other[j - 1]);
            let mut cell = wrong.min(rows[before][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                cell = cell.min(rows[earlier][j - 2] + 1);
            }
            rows[now][j] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[one.len() % 3][other.len()]).filter(|errors| *errors <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sound::encode, text::words};

    fn alike(one: &str, other: &str) -> u16 {
        let word = |text: &str| {
            let word = words(text).remove(0);
            (encode(&word.latin), word)
        };
        let ((a, one), (b, other)) = (word(one), word(other));
        likeness(
            Heard { letters: &one.latin, sounds: &a, hearing: one.script.hearing() },
            Heard { letters: &other.latin, sounds: &b, hearing: other.script.hearing() },
        )
    }

    #[test]
    fn spellings_of_one_name_are_alike_and_other_names_are_not() {
        for (one, other) in [("محمد", "Muhammad"), ("Qadhafi", "Gaddafi"), ("Григоренко", "Hryhorenko"), ("Xi", "Shi")] {
            assert!(alike(one, other) > 850, "{one} {other} {}", alike(one, other));
        }
        for (one, other) in [("Bashar", "Hafez"), ("Nar", "Nursultan"), ("حسين", "Mustafa"), ("Maria", "Laura")] {
            assert!(alike(one, other) < 650, "{one} {other} {}", alike(one, other));
        }
    }

    #[test]
    fn typing_errors_are_counted() {
        assert!(edits_within("maria", "mraia", 1));
        assert!(edits_within("maria", "maira", 1));
        assert!(!edits_within("maria", "marco", 1));
        assert!(edits_within("maria", "marco", 2));
        assert!(edits_within("", "a", 1));
    }

    proptest::proptest! {
        #[test]
        fn likeness_is_symmetric_and_full_for_equals(one in "[a-z]{1,40}", other in "[a-z]{1,40}") {
            proptest::prop_assert_eq!(alike(&one, &other), alike(&other, &one));
            proptest::prop_assert_eq!(alike(&one, &one), 1_000);
        }

        #[test]
        fn one_error_costs_at_most_one_error(word in "[a-z]{5,12}", at in 0_usize..5, letter in "[a-z]") {
            let mut wrong = word.clone();
            wrong.replace_range(at..=at, &letter);
            proptest::prop_assert!(u32::from(alike(&word, &wrong)) + 1 >= 1_000 - 1_000 / u32::try_from(word.len()).unwrap());
        }
    }
}
