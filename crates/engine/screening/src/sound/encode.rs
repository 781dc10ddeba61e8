//! Letters to sounds.

/// Sounds kept of one word.
pub(super) const LONGEST: usize = 32;

/// Every sound by name, in the order of its code. `x` is the Latin letter; `kh`, `sh` and the like are one sound each.
pub(super) const NAMES: &[&str] = &[
    "a", "e", "i", "o", "u", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "y", "z", "ch",
    "sh", "kh", "gh", "zh", "th", "dh", "ts", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
];

/// How many sounds there are.
pub(super) const COUNT: usize = 44;

/// The code of `c` before `e` and `i`.
const SOFT_C: u8 = 6;

/// The sounds of a word: codes of [`NAMES`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sounds {
    codes: [u8; LONGEST],
    length: u8,
}

impl Sounds {
    /// The codes.
    pub(crate) fn codes(&self) -> &[u8] {
        self.codes.get(..usize::from(self.length)).unwrap_or_default()
    }

    fn push(&mut self, code: u8) {
        if let Some(slot) = self.codes.get_mut(usize::from(self.length)) {
            *slot = code;
            self.length += 1;
        }
    }
}

/// The code of a letter or digit alone.
const fn single(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' => 0,
        b'e' => 1,
        b'i' => 2,
        b'o' => 3,
        b'u' => 4,
        b'b' => 5,
        b'c' | b'k' => 12,
        b'd' => 7,
        b'f' => 8,
        b'g' => 9,
        b'h' => 10,
        b'j' => 11,
        b'l' => 13,
        b'm' => 14,
        b'n' => 15,
        b'p' => 16,
        b'q' => 17,
        b'r' => 18,
        b's' => 19,
        b't' => 20,
        b'v' => 21,
        b'w' => 22,
        b'x' => 23,
        b'y' => 24,
        b'z' => 25,
        b'0'..=b'9' => letter - b'0' + 34,
        _ => return None,
    })
}

/// One sound and how many letters it takes, at the start of `rest`.
const fn first(rest: &[u8]) -> Option<(u8, usize)> {
    Some(match rest {
        [b's', b'c', b'h', ..] => (27, 3),
        [b't', b'c', b'h', ..] => (26, 3),
        [b'd', b'z', b'h', ..] => (11, 3),
        [b'c', b'h', ..] => (26, 2),
        [b's', b'h', ..] => (27, 2),
        [b'k', b'h', ..] => (28, 2),
        [b'g', b'h', ..] => (29, 2),
        [b'z', b'h', ..] => (30, 2),
        [b't', b'h', ..] => (31, 2),
        [b'd', b'h', ..] => (32, 2),
        [b't', b's', ..] => (33, 2),
        [b'p', b'h', ..] => (8, 2),
        [b'd', b'j', ..] => (11, 2),
        [b'c', b'k', ..] | [b'q', b'u', b'e' | b'i', ..] => (12, 2),
        [b'o', b'u' | b'o', ..] => (4, 2),
        [b'e', b'e', ..] => (2, 2),
        [b'c', b'e' | b'i', ..] => (SOFT_C, 1),
        [letter, ..] => match single(*letter) {
            Some(code) => (code, 1),
            None => return None,
        },
        [] => return None,
    })
}

/// The sounds of a word in letters a to z and digits. A sound written twice is heard once.
pub(crate) fn encode(word: &str) -> Sounds {
    let mut sounds = Sounds { codes: [0; LONGEST], length: 0 };
    let mut rest = word.as_bytes();
    while let Some((code, letters)) = first(rest) {
        let digit = code >= 34;
        if digit || sounds.codes().last() != Some(&code) {
            sounds.push(code);
        }
        rest = rest.get(letters..).unwrap_or_default();
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(word: &str) -> Vec<&'static str> {
        encode(word).codes().iter().map(|code| NAMES[usize::from(*code)]).collect()
    }

    #[test]
    fn letter_groups_are_one_sound() {
        assert_eq!(NAMES.len(), COUNT);
        assert_eq!(names("shchukin"), ["sh", "ch", "u", "k", "i", "n"]);
        assert_eq!(names("saddam"), ["s", "a", "d", "a", "m"]);
        assert_eq!(names("khoury"), ["kh", "u", "r", "y"]);
        assert_eq!(names("garcia"), ["g", "a", "r", "c", "i", "a"]);
        assert_eq!(names("44"), ["4", "4"]);
    }

    #[test]
    fn every_single_letter_has_the_code_of_its_name() {
        for letter in (b'a'..=b'z').chain(b'0'..=b'9').filter(|l| *l != b'c') {
            let text = char::from(letter).to_string();
            assert_eq!(names(&text), [text.as_str()]);
        }
    }
}
