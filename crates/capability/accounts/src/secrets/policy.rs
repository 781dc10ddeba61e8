//! What may be a password or a PIN (NIST SP 800-63B §3.1.1: length and a list of the worst, no rules of composition).

use garita_domain::Message;

/// Fewest characters of a password.
pub(crate) const SHORTEST: usize = 12;
/// Most characters of a password.
pub(crate) const LONGEST: usize = 200;
/// Digits of a PIN.
const PIN_DIGITS: usize = 6;
/// Characters that must be left once every trivial part is taken out.
const FEWEST_OF_ONES_OWN: usize = 6;
/// Different characters a password has at least.
const FEWEST_DIFFERENT: usize = 5;

/// Words and rows that are tried first.
const TRIVIAL: &[&str] = &[
    "contraseña",
    "contrasena",
    "password",
    "passw0rd",
    "administrador",
    "administrator",
    "administracion",
    "admin",
    "usuario",
    "bienvenido",
    "bienvenida",
    "welcome",
    "garita",
    "frontera",
    "migracion",
    "migración",
    "aduana",
    "border",
    "officer",
    "oficial",
    "supervisor",
    "supervisora",
    "supervision",
    "secreto",
    "secret",
    "clave",
    "letmein",
    "iloveyou",
    "teamo",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "zxcvbnm",
    "1q2w3e4r5t",
    "1q2w3e4r",
    "1qaz2wsx",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijkl",
    "abcdef",
    "abc",
    "01234567890123456789",
    "1234567890",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "9876543210",
    "987654321",
    "87654321",
    "654321",
    "54321",
];

/// Whether this may be the password of the account with this sign-in name.
pub(crate) fn check_password(password: &str, sign_in_name: &str) -> Result<(), Message> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Message::new("accounts-password-short").with("least", SHORTEST));
    }
    if length > LONGEST {
        return Err(Message::new("accounts-password-long").with("most", LONGEST));
    }
    let trivial = Message::new("accounts-password-trivial");
    let mut own = password.to_lowercase();
    let mut different: Vec<char> = own.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < FEWEST_DIFFERENT {
        return Err(trivial);
    }
    for part in std::iter::once(sign_in_name).chain(TRIVIAL.iter().copied()).filter(|part| part.chars().count() > 2) {
        own = own.replace(part, "");
    }
    if own.chars().filter(|letter| letter.is_alphanumeric()).count() < FEWEST_OF_ONES_OWN { Err(trivial) } else { Ok(()) }
}

/// Whether this may be a PIN: six digits, no repetition, no row.
pub(crate) fn check_pin(pin: &str) -> Result<(), Message> {
    let digits: Vec<u32> = pin.chars().filter_map(|digit| digit.to_digit(10)).collect();
    if digits.len() != PIN_DIGITS || pin.chars().count() != PIN_DIGITS {
        return Err(Message::new("accounts-pin-form").with("digits", PIN_DIGITS));
    }
    let mut different = digits.clone();
    different.sort_unstable();
    different.dedup();
    let steps: Vec<u32> = digits.iter().zip(digits.iter().skip(1)).map(|(one, next)| (10 + next - one) % 10).collect();
    let row = steps.iter().all(|step| *step == 1) || steps.iter().all(|step| *step == 9);
    let repeats = [2, 3].iter().any(|period| digits.iter().zip(digits.iter().skip(*period)).all(|(one, other)| one == other));
    if different.len() < 3 || row || repeats { Err(Message::new("accounts-pin-trivial")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_phrases_pass_and_trivial_ones_do_not() {
        for good in ["el río crece en mayo", "tres tazas de cafe", "8402 7719 3365", "Xk9#mmQp2&vLw"] {
            assert_eq!(check_password(good, "ana.reyes"), Ok(()), "{good}");
        }
        let short = check_password("corta", "ana.reyes").unwrap_err();
        assert_eq!(short.id, "accounts-password-short");
        for bad in [
            "aaaaaaaaaaaa",
            "123456789012",
            "contraseña123",
            "Password2026!",
            "garita123456",
            "ana.reyes2026",
            "qwertyuiop12",
            "ababababababab",
        ] {
            assert_eq!(check_password(bad, "ana.reyes").unwrap_err().id, "accounts-password-trivial", "{bad}");
        }
        assert_eq!(check_password(&"abcd efgh ".repeat(30), "x").unwrap_err().id, "accounts-password-long");
    }

    #[test]
    fn pins_are_six_digits_without_rows_or_repetition() {
        for good in ["284915", "102938", "771204"] {
            assert_eq!(check_pin(good), Ok(()), "{good}");
        }
        for bad in ["000000", "123456", "654321", "890123", "121212", "123123", "112112", "111222"] {
            assert_eq!(check_pin(bad).unwrap_err().id, "accounts-pin-trivial", "{bad}");
        }
        for bad in ["", "12345", "1234567", "28491a", "２84915"] {
            assert_eq!(check_pin(bad).unwrap_err().id, "accounts-pin-form", "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_judged_without_a_fault(text in "\\PC{0,300}", name in "\\PC{0,40}") {
            let _ = check_password(&text, &name);
            proptest::prop_assert!(check_pin(&text).is_err() || text.len() == PIN_DIGITS);
        }
    }
}
