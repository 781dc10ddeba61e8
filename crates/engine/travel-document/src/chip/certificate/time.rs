//! Times of certificates and signatures. All are UTC.

use jiff::{Span, civil::DateTime};

use super::super::{
    ber::{BerError, GENERALIZED_TIME, Tlv, UTC_TIME},
    defect::{Defect, Defects},
};

const MALFORMED: BerError = BerError::Malformed("time");

/// Reads a `UTCTime` or `GeneralizedTime`. Missing seconds, fractions and zones other than `Z` are read and noted.
pub(in super::super) fn time(tlv: Tlv<'_>, defects: &mut Defects) -> Result<DateTime, BerError> {
    let text = std::str::from_utf8(tlv.content).map_err(|_| MALFORMED)?.trim();
    let (year_digits, usual) = match tlv.tag {
        UTC_TIME => (2, 13),
        GENERALIZED_TIME => (4, 15),
        _ => return Err(BerError::Missing { expected: UTC_TIME }),
    };
    if text.len() != usual || !text.ends_with('Z') || text.len() != tlv.content.len() {
        defects.note(Defect::TimeForm);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, zone) = text.split_at_checked(end).ok_or(MALFORMED)?;
    let (year, rest) = digits.split_at_checked(year_digits).ok_or(MALFORMED)?;
    let mut year: i16 = year.parse().map_err(|_| MALFORMED)?;
    if year_digits == 2 {
        // RFC 5280 §4.1.2.5.1
        year += if year >= 50 { 1900 } else { 2000 };
    }
    let mut parts = rest.as_bytes().chunks(2).map(two_digits);
    let mut required = || parts.next().ok_or(MALFORMED)?;
    let (month, day, hour, minute) = (required()?, required()?, required()?, required()?);
    let second = parts.next().transpose()?.unwrap_or(0).min(59);
    if parts.next().is_some() {
        return Err(MALFORMED);
    }
    let local = DateTime::new(year, month, day, hour, minute, second, 0).map_err(|_| MALFORMED)?;
    let zone = zone.trim_start_matches(|c: char| c == '.' || c == ',' || c.is_ascii_digit());
    Ok(local.saturating_sub(offset(zone)?))
}

fn two_digits(pair: &[u8]) -> Result<i8, BerError> {
    match pair {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => i8::try_from((tens - b'0') * 10 + (ones - b'0')).map_err(|_| MALFORMED),
        _ => Err(MALFORMED),
    }
}

/// `Z`, nothing, `+0200`.
fn offset(zone: &str) -> Result<Span, BerError> {
    if zone.is_empty() || zone == "Z" {
        return Ok(Span::new());
    }
    let (sign, digits) = zone.split_at_checked(1).ok_or(MALFORMED)?;
    let mut parts = digits.as_bytes().chunks(2).map(two_digits);
    let hours = i64::from(parts.next().ok_or(MALFORMED)??);
    let minutes = i64::from(parts.next().transpose()?.unwrap_or(0));
    let total = 60 * hours + minutes;
    match sign {
        "+" => Ok(Span::new().minutes(total)),
        "-" => Ok(Span::new().minutes(-total)),
        _ => Err(MALFORMED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: u32, text: &str) -> (Option<String>, bool) {
        let mut defects = Defects::default();
        let tlv = Tlv { tag, whole: &[], content: text.as_bytes() };
        (time(tlv, &mut defects).ok().map(|time| time.to_string()), defects.is_empty())
    }

    #[test]
    fn times_are_read_in_every_form() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(UTC_TIME, "230131080402Z"), (some("2023-01-31T08:04:02"), true));
        assert_eq!(read(UTC_TIME, "500131080402Z"), (some("1950-01-31T08:04:02"), true));
        assert_eq!(read(GENERALIZED_TIME, "99991231235959Z"), (some("9999-12-31T23:59:59"), true));
        assert_eq!(read(UTC_TIME, "2301310804Z"), (some("2023-01-31T08:04:00"), false));
        assert_eq!(read(UTC_TIME, "230131000402+0200"), (some("2023-01-30T22:04:02"), false));
        assert_eq!(read(GENERALIZED_TIME, "20230131080402.5Z"), (some("2023-01-31T08:04:02"), false));
        assert_eq!(read(UTC_TIME, "230231080402Z").0, None);
        assert_eq!(read(UTC_TIME, "").0, None);
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_texts_never_panic(text in "[0-9Z+.-]{0,20}|\\PC{0,20}") {
            read(UTC_TIME, &text);
            read(GENERALIZED_TIME, &text);
        }
    }
}
