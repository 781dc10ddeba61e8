//! What a keyboard layout does to a zone.
//!
//! A document reader that acts as a keyboard sends key positions, not characters. When reader and computer disagree on
//! the layout, the filler `<` arrives as something else. This room recognises the usual cases and names what to set.
//!
//! It must not know: which readers exist. To add a layout: a variant of [`Suspect`], its rule, its message.

use garita_domain::Message;

use crate::checks::messages as text;

/// What the wedge self-test prints as a bar code or scans from its card: every character of a zone.
pub const TEST_LINE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ<0123456789<<QAZWYM";

/// The disagreement that explains what arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suspect {
    /// The reader sends United States keys (Shift and comma), the computer has a Spanish, Latin American, Portuguese,
    /// Italian or Nordic layout: `<` arrives as `;`.
    SpanishComputer,
    /// The same with a German layout: `;`, and Y and Z change places.
    GermanComputer,
    /// The same with a French layout: `.` for `<`, digits as signs, A and Q, Z and W change places.
    FrenchComputer,
    /// The reader sends the key beside the left Shift of European keyboards, the computer has a United States, British or
    /// Brazilian layout: `<` arrives as `\` or `|`.
    UnitedStatesComputer,
    /// The key beside the left Shift arrives with Shift held: `>`. Shift lock, or the reader is set to send capitals.
    ShiftHeld,
    /// Shift was not sent: `,` for `<`; letters arrive in lower case.
    ShiftLost,
    /// A layout with dead keys or accents in the place of the filler (`°`, `¿`, `¡`, `'`, `` ` ``, `^`, `§`, `º`).
    OtherLayout,
}

impl Suspect {
    /// What to set.
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::SpanishComputer => text::KEYBOARD_SPANISH,
            Self::GermanComputer => text::KEYBOARD_GERMAN,
            Self::FrenchComputer => text::KEYBOARD_FRENCH,
            Self::UnitedStatesComputer => text::KEYBOARD_UNITED_STATES,
            Self::ShiftHeld => text::KEYBOARD_SHIFT_HELD,
            Self::ShiftLost => text::KEYBOARD_SHIFT_LOST,
            Self::OtherLayout => text::KEYBOARD_OTHER,
        })
    }
}

/// What the wedge self-test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrival {
    /// Everything arrived as it should.
    AsExpected,
    /// It arrived in lower case: readable, but Caps Lock or the reader's case setting should be changed.
    LowerCase,
    /// A keyboard layout explains it.
    Layout(Suspect),
    /// Nothing arrived: the reader did not send, or the focus was elsewhere.
    Nothing,
    /// Only the beginning arrived; the reader sends too fast or the field lost the focus.
    CutShort,
    /// Something else arrived.
    Unexplained,
}

impl Arrival {
    /// What to tell the officer.
    pub fn message(self) -> Message {
        match self {
            Self::AsExpected => Message::new(text::KEYBOARD_RIGHT),
            Self::LowerCase => Message::new(text::KEYBOARD_LOWER_CASE),
            Self::Layout(suspect) => suspect.message(),
            Self::Nothing => Message::new(text::KEYBOARD_NOTHING),
            Self::CutShort => Message::new(text::KEYBOARD_CUT_SHORT),
            Self::Unexplained => Message::new(text::KEYBOARD_UNEXPLAINED),
        }
    }
}

/// Names the layout that may have mangled a zone; `None` when nothing points to one. Only the first 1,024 characters are
/// looked at.
pub fn suspect(arrived: &str) -> Option<Suspect> {
    let seen = |signs: &[char]| arrived.chars().take(1024).filter(|c| signs.contains(c)).count();
    // Unshifted top-row signs of a French keyboard, which stand for digits.
    let french_digits = seen(&['&', 'é', '"', '(', 'è', 'ç', 'à', 'É', 'È', 'Ç', 'À']);
    let semicolons = seen(&[';']);
    let rules = [
        (french_digits > 2 && semicolons + seen(&['.', '?']) + french_digits > 4, Suspect::FrenchComputer),
        (semicolons > 0, Suspect::SpanishComputer),
        (seen(&['\\', '|']) > 0, Suspect::UnitedStatesComputer),
        (seen(&['>']) > 0, Suspect::ShiftHeld),
        (seen(&[',']) > 1, Suspect::ShiftLost),
        (seen(&['°', '¿', '¡', '\'', '`', '^', '§', 'º', 'ª', '´', '¨', '~']) > 1, Suspect::OtherLayout),
    ];
    if seen(&['<']) > 2 && semicolons + french_digits == 0 {
        return None;
    }
    rules.into_iter().find_map(|(fits, suspect)| fits.then_some(suspect))
}

/// Compares what a reader should have sent with what arrived.
pub fn compare(expected: &str, arrived: &str) -> Arrival {
    let (expected, arrived) = (expected.trim(), arrived.trim());
    if arrived == expected {
        return Arrival::AsExpected;
    }
    if arrived.is_empty() {
        return Arrival::Nothing;
    }
    if arrived.eq_ignore_ascii_case(expected) {
        return Arrival::LowerCase;
    }
    if arrived.len() < expected.len() && expected.get(..arrived.len()).is_some_and(|head| head.eq_ignore_ascii_case(arrived)) {
        return Arrival::CutShort;
    }
    let swapped = |from: char, to: char| pairs(expected, arrived).filter(|(e, a)| *e == from && *a == to).count() > 0;
    if swapped('Y', 'Z') && swapped('Z', 'Y') {
        return Arrival::Layout(Suspect::GermanComputer);
    }
    if swapped('A', 'Q') && swapped('Q', 'A') {
        return Arrival::Layout(Suspect::FrenchComputer);
    }
    let mangled = pairs(expected, arrived).filter(|(e, a)| *e == '<' && *a != '<').map(|(_, a)| a).collect::<String>();
    match suspect(&mangled.repeat(2)) {
        Some(layout) => Arrival::Layout(layout),
        None => Arrival::Unexplained,
    }
}

/// Characters beside each other, in capitals.
fn pairs<'a>(expected: &'a str, arrived: &'a str) -> impl Iterator<Item = (char, char)> + 'a {
    expected.chars().zip(arrived.chars()).map(|(e, a)| (e.to_ascii_uppercase(), a.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";

    #[test]
    fn mangled_fillers_name_the_layout() {
        for (sign, expected) in [
            (";", Suspect::SpanishComputer),
            ("\\", Suspect::UnitedStatesComputer),
            ("|", Suspect::UnitedStatesComputer),
            (">", Suspect::ShiftHeld),
            (",", Suspect::ShiftLost),
            ("°", Suspect::OtherLayout),
            ("¿", Suspect::OtherLayout),
            ("'", Suspect::OtherLayout),
        ] {
            assert_eq!(suspect(&LINE.replace('<', sign)), Some(expected), "{sign}");
            assert_eq!(compare(LINE, &LINE.replace('<', sign)), Arrival::Layout(expected), "{sign}");
        }
        assert_eq!(suspect(LINE), None);
        assert_eq!(suspect("&éàè!(&éç à;"), Some(Suspect::FrenchComputer));
    }

    #[test]
    fn the_self_test_tells_layouts_apart_by_letters() {
        let swap = |a: char, b: char| {
            TEST_LINE
                .chars()
                .map(move |c| {
                    if c == a {
                        b
                    } else if c == b {
                        a
                    } else {
                        c
                    }
                })
                .collect::<String>()
                .replace('<', ";")
        };
        assert_eq!(compare(TEST_LINE, &swap('Y', 'Z')), Arrival::Layout(Suspect::GermanComputer));
        assert_eq!(compare(TEST_LINE, &swap('A', 'Q')), Arrival::Layout(Suspect::FrenchComputer));
        assert_eq!(compare(TEST_LINE, &swap('?', '?')), Arrival::Layout(Suspect::SpanishComputer));
        assert_eq!(compare(TEST_LINE, &TEST_LINE.to_lowercase()), Arrival::LowerCase);
        assert_eq!(compare(TEST_LINE, " "), Arrival::Nothing);
        assert_eq!(compare(TEST_LINE, &TEST_LINE[..20]), Arrival::CutShort);
        assert_eq!(compare(TEST_LINE, "HELLO"), Arrival::Unexplained);
        assert_eq!(compare(TEST_LINE, TEST_LINE), Arrival::AsExpected);
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics(expected in "\\PC{0,60}", arrived in "\\PC{0,60}") {
            let _ = (suspect(&arrived), compare(&expected, &arrived));
        }
    }
}
