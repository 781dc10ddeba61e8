//! The 37 characters of a machine readable zone and the check digit over them (ICAO 9303-3 §4.3, §4.9).

/// The filler.
pub const FILLER: u8 = b'<';

/// What a character counts in a check digit: digits as they are, A to Z as 10 to 35, everything else (the filler) 0.
pub const fn value(character: u8) -> u8 {
    match character {
        b'0'..=b'9' => character - b'0',
        b'A'..=b'Z' => character - b'A' + 10,
        _ => 0,
    }
}

/// The weights of the check digit, in turn.
pub const WEIGHTS: [u8; 3] = [7, 3, 1];

/// The check digit over characters, as `b'0'` to `b'9'`: weights 7, 3, 1, remainder by 10 (ICAO 9303-3 §4.9).
pub fn check_digit<'a>(characters: impl IntoIterator<Item = &'a u8>) -> u8 {
    let sum = characters
        .into_iter()
        .zip(WEIGHTS.into_iter().cycle())
        .fold(0_u32, |sum, (character, weight)| sum.wrapping_add(u32::from(value(*character)) * u32::from(weight)));
    digit(sum)
}

/// What every byte counts, modulo 10: all that a check digit asks.
#[expect(clippy::indexing_slicing, reason = "evaluated when compiling: an index beyond the end does not compile")]
const COUNTS: [u8; 256] = {
    let mut counts = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        counts[byte as usize] = value(byte) % 10;
        byte += 1;
    }
    counts
};

/// The check digit over several runs of characters after each other.
pub fn check_digit_of_runs<'a>(runs: impl IntoIterator<Item = &'a [u8]>) -> u8 {
    // A sum for each weight; which weight the next character takes moves on with the length of a run.
    let mut sums = [0_u32; 3];
    let mut first = 0_usize;
    for run in runs {
        let mut own = [0_u32; 3];
        let mut threes = run.chunks_exact(3);
        for three in &mut threes {
            if let [a, b, c] = three {
                own[0] += count(*a);
                own[1] += count(*b);
                own[2] += count(*c);
            }
        }
        for (sum, character) in own.iter_mut().zip(threes.remainder()) {
            *sum += count(*character);
        }
        for (at, own) in own.into_iter().enumerate() {
            if let Some(sum) = sums.get_mut((first + at) % 3) {
                *sum += own;
            }
        }
        first = (first + run.len()) % 3;
    }
    digit(sums[0] * 7 + sums[1] * 3 + sums[2])
}

fn count(character: u8) -> u32 {
    u32::from(COUNTS.get(usize::from(character)).copied().unwrap_or(0))
}

fn digit(sum: u32) -> u8 {
    b'0' + u8::try_from(sum % 10).unwrap_or(0)
}

/// Whether no check digit can tell the two characters apart: their values differ by a multiple of 10, as those of
/// `<` and `K`, `1` and `L`, `6` and `G`.
pub const fn is_blind_pair(one: u8, other: u8) -> bool {
    value(one) % 10 == value(other) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_icao_9303_3_appendix_a() {
        assert_eq!(check_digit(b"520727"), b'3');
        assert_eq!(check_digit(b"AB2134<<<"), b'5');
        assert_eq!(check_digit(b"HA672242<658022549601086<<<<<<<<<<<<<<0"), b'8');
        assert_eq!(check_digit(b"D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<"), b'2');
        assert_eq!(check_digit(b"HA672242<658022549601086<<<<<<<"), b'8');
    }

    #[test]
    fn blind_pairs_are_52_of_666() {
        let all: Vec<u8> = (b'0'..=b'9').chain(b'A'..=b'Z').chain([FILLER]).collect();
        let pairs = all.iter().enumerate().flat_map(|(at, a)| all[at + 1..].iter().map(move |b| (*a, *b)));
        assert_eq!(pairs.filter(|(a, b)| is_blind_pair(*a, *b)).count(), 52);
        assert!(is_blind_pair(b'<', b'K') && is_blind_pair(b'1', b'L') && is_blind_pair(b'6', b'G'));
        assert!(!is_blind_pair(b'O', b'0'));
    }
}
