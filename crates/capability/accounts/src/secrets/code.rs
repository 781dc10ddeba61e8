//! One-time codes: read aloud, typed once. Crockford's base 32 (crockford.com/base32.html): no letter that is taken for
//! another, and what is mistyped that way is read as meant.

use garita_domain::{Environment, Secret};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a sign-in code: 50 bits. It is short, so its hash is as slow as a password's.
pub(crate) const SIGN_IN: usize = 10;
/// Characters of an enrolment code: 80 bits. It is looked up by a fast hash.
pub(crate) const ENROLMENT: usize = 16;

/// A code, without its groups.
pub(crate) struct Code(Secret<String>);

impl Code {
    /// A new code of so many characters.
    pub(crate) fn new<const LENGTH: usize>(environment: &Environment) -> Self {
        let bytes: [u8; LENGTH] = environment.random();
        // 256 is a multiple of 32: every character is equally likely.
        let letters = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)));
        Self(Secret::new(letters.map(|letter| char::from(*letter)).collect()))
    }

    /// Reads what a person typed; nothing when it can be no code of that length.
    pub(crate) fn read(typed: &str, length: usize) -> Option<Self> {
        let mut code = String::new();
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || code.len() == length {
                return None;
            }
            code.push(letter);
        }
        (code.len() == length).then(|| Self(Secret::new(code)))
    }

    /// The code itself, for its hash.
    pub(crate) fn secret(&self) -> Secret<String> {
        self.0.clone()
    }

    /// In groups, as it is shown: `ABCDE-FGHJK`, `ABCD-EFGH-JKMN-PQRS`.
    pub(crate) fn grouped(&self) -> Secret<String> {
        let code = self.0.expose();
        let size = if code.len() == SIGN_IN { 5 } else { 4 };
        let mut grouped = String::new();
        for (index, letter) in code.chars().enumerate() {
            if index > 0 && index.is_multiple_of(size) {
                grouped.push('-');
            }
            grouped.push(letter);
        }
        Secret::new(grouped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        let code = Code::read("o1l3a-bcdef", SIGN_IN).unwrap();
        assert_eq!(code.grouped().expose(), "0113A-BCDEF");
        assert_eq!(Code::read(" 0 1 1 3 abcdef", SIGN_IN).unwrap().secret().expose(), "0113ABCDEF");
        for wrong in ["", "0113ABCDE", "0113ABCDEFG", "0113ABCDEU", "0113ABCDEÑ", "contraseña larga"] {
            assert!(Code::read(wrong, SIGN_IN).is_none(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_fault(text in "\\PC{0,60}") {
            if let Some(code) = Code::read(&text, SIGN_IN) {
                let again = Code::read(code.grouped().expose(), SIGN_IN).unwrap();
                proptest::prop_assert!(code.secret().expose().len() == SIGN_IN && again.secret().expose() == code.secret().expose());
            }
        }
    }
}
