//! Redress numbers: printed for somebody who was taken for another, so that it need not happen again with a new passport.

use garita_domain::Environment;

/// Crockford's alphabet: no letter that is taken for a digit.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random signs; one more checks them.
const LENGTH: usize = 9;

/// A new number, in groups: `7KD4-2M9X-QA`. 45 random bits and a check sign.
pub(crate) fn new_number(environment: &Environment) -> String {
    let values: Vec<u8> = environment.random::<LENGTH>().iter().map(|byte| byte % 32).collect();
    let all: Vec<u8> = values.iter().copied().chain([check(&values)]).collect();
    grouped(&all)
}

/// A number as somebody typed it; nothing when a sign is wrong.
pub(crate) fn read_number(text: &str) -> Option<String> {
    let values: Vec<u8> = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(value).collect::<Option<_>>()?;
    let (last, rest) = values.split_last()?;
    (rest.len() == LENGTH && check(rest) == *last).then(|| grouped(&values))
}

/// Weights are odd, so that they have an inverse modulo 32: every single wrong sign shows.
fn check(values: &[u8]) -> u8 {
    let sum: u32 = values.iter().zip((1_u32..).step_by(2)).map(|(value, weight)| u32::from(*value) * weight).sum();
    u8::try_from(sum % 32).unwrap_or(0)
}

fn value(sign: char) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SIGNS.iter().position(|known| char::from(*known) == sign)?;
    u8::try_from(place).ok()
}

fn grouped(values: &[u8]) -> String {
    let mut text = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(SIGNS.get(usize::from(*value)).map_or('0', |sign| char::from(*sign)));
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_reads_back_and_one_wrong_sign_does_not(values in prop::collection::vec(0_u8..32, LENGTH), place in 0..LENGTH, other in 1_u8..32) {
            let all: Vec<u8> = values.iter().copied().chain([check(&values)]).collect();
            let text = grouped(&all);
            prop_assert_eq!(read_number(&text.to_lowercase().replace('-', " ")), Some(text.clone()));
            let mut wrong = all;
            wrong[place] = (wrong[place] + other) % 32;
            prop_assert_eq!(read_number(&grouped(&wrong)), None);
        }

        #[test]
        fn garbage_never_panics(text in "\\PC{0,20}") {
            let _ = read_number(&text);
        }
    }
}
