//! How likely a number is by its shape alone, in the units of `confusion`.
//!
//! Numbers run letters first, then digits, then fillers; each turn back costs. A letter costs more than a digit, since one
//! letter stands against 25 others and one digit against nine. Issuers avoid O, I and Q because they are misread. No issuer's own pattern is used here: it would have to be known to be complete.

use super::character::FILLER;

const START_LETTER: i32 = 15;
const LETTER_AFTER_LETTER: i32 = 16;
const LETTER_AFTER_DIGIT: i32 = 45;
const SAME_AFTER_FILLER: i32 = 70;
const AVOIDED_LETTER: i32 = 15;
const LONE_LETTER: i32 = 80;

/// What the text of a number costs.
pub(crate) fn number(text: &[u8]) -> i32 {
    let mut cost = 0;
    let mut before = None;
    for character in text {
        let letter = character.is_ascii_uppercase();
        cost += match before {
            None if letter => START_LETTER,
            Some(FILLER) if *character != FILLER => SAME_AFTER_FILLER,
            Some(b'0'..=b'9') if letter => LETTER_AFTER_DIGIT,
            Some(b'A'..=b'Z') if letter => LETTER_AFTER_LETTER,
            _ => 0,
        };
        if matches!(character, b'O' | b'I' | b'Q') {
            cost += AVOIDED_LETTER;
        }
        before = Some(*character);
    }
    if let [b'A'..=b'Z', FILLER, rest @ ..] = text {
        cost += if rest.iter().all(|c| *c == FILLER) { LONE_LETTER } else { 0 };
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_among_digits_costs_most() {
        assert!(number(b"AB1234567") < number(b"AB12S4567"));
        assert!(number(b"123456789") < number(b"I23456789"));
        assert!(number(b"E123456<<") < number(b"E123456<K"));
    }
}
