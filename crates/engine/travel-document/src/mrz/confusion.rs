//! What a reader takes for what: the confusions a repair may undo, and what each costs.
//!
//! Only confusions across kinds are here: a letter for a digit, a digit for a letter, a filler for a letter. A digit read as
//! another digit or a letter as another letter is what a forger's change looks like too; it is never undone.
//!
//! The set is what readers of OCR-B report in public (trackers of `PassportEye`, ML Kit, `QKMRZScanner`, `tesseractMRZ`) and what our own
//! glyph network confuses. A cost is ten times a natural logarithm of how much rarer the confusion is than a right reading.

/// The cost of a common confusion: about 2.5 characters in a thousand.
pub(crate) const COMMON: i32 = 60;
/// The cost of a rarer one.
pub(crate) const RARER: i32 = 85;

/// Characters a filler is read as.
pub(crate) const fn is_filler_like(read: u8) -> bool {
    matches!(read, b'K' | b'C' | b'S' | b'E' | b'L' | b'X')
}

/// Characters a filler is read as most often; they are taken for fillers where fewer other signs say so.
pub(crate) const fn is_often_a_filler(read: u8) -> bool {
    matches!(read, b'K' | b'C')
}

/// The digits a character may have been.
pub(crate) const fn digits(read: u8) -> &'static [(u8, i32)] {
    match read {
        b'O' => &[(b'0', COMMON)],
        b'Q' | b'D' | b'U' => &[(b'0', RARER)],
        b'I' | b'L' => &[(b'1', COMMON)],
        b'Z' => &[(b'2', COMMON)],
        b'A' => &[(b'4', RARER)],
        b'S' => &[(b'5', COMMON)],
        b'G' => &[(b'6', COMMON)],
        b'T' => &[(b'7', RARER)],
        b'B' => &[(b'8', COMMON)],
        _ => &[],
    }
}

/// The letters a character may have been, the likeliest first.
pub(crate) const fn letters(read: u8) -> &'static [(u8, i32)] {
    match read {
        b'0' => &[(b'O', COMMON), (b'D', RARER), (b'Q', RARER + 10)],
        b'1' => &[(b'I', COMMON), (b'L', RARER)],
        b'2' => &[(b'Z', COMMON)],
        b'4' => &[(b'A', RARER)],
        b'5' => &[(b'S', COMMON)],
        b'6' => &[(b'G', COMMON)],
        b'7' => &[(b'T', RARER)],
        b'8' => &[(b'B', COMMON)],
        _ => &[],
    }
}

/// The letter a digit in a name was, by the letters beside it (`<` for none). O and I are read as digits far more often than
/// D, Q and L; these are taken where the others hardly ever stand: before a vowel at a beginning or between two vowels.
pub(crate) const fn letter_in_a_name(read: u8, before: u8, after: u8) -> Option<u8> {
    let opens = is_vowel(after) && (before == b'<' || is_vowel(before));
    match read {
        b'0' if after == b'U' && before == b'<' => Some(b'Q'),
        b'0' if opens => Some(b'D'),
        b'1' if opens || (before == b'I' && after != b'<') => Some(b'L'),
        _ => match letters(read) {
            [(letter, _), ..] => Some(*letter),
            [] => None,
        },
    }
}

/// A, E, I, O, U, and the digits that O and I are read as.
const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'A' | b'E' | b'I' | b'O' | b'U' | b'0' | b'1')
}

/// What a character may have been where letters and digits are both at home.
pub(crate) const fn either(read: u8) -> &'static [(u8, i32)] {
    if read.is_ascii_digit() { letters(read) } else { digits(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_confusion_stays_within_a_kind() {
        for read in (b'0'..=b'9').chain(b'A'..=b'Z') {
            assert!(digits(read).iter().all(|(meant, _)| meant.is_ascii_digit()) && (digits(read).is_empty() || !read.is_ascii_digit()));
            assert!(
                letters(read).iter().all(|(meant, _)| meant.is_ascii_uppercase()) && (letters(read).is_empty() || read.is_ascii_digit())
            );
        }
    }
}
