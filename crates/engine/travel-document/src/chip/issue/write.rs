//! Small pieces of DER.

use jiff::civil::DateTime;

use crate::chip::{
    ber::{GENERALIZED_TIME, INTEGER, OID, PRINTABLE_STRING, SEQUENCE, SET, UTC_TIME, UTF8_STRING, magnitude},
    encode::{group, value},
    oid,
};

pub(super) fn oid(content: &[u8]) -> Vec<u8> {
    value(OID, content)
}

/// A number that is not negative, from big-endian digits.
pub(super) fn integer(digits: &[u8]) -> Vec<u8> {
    let digits = magnitude(digits);
    let needs_zero = digits.first().is_none_or(|byte| byte & 0x80 != 0);
    let zero: &[u8] = if needs_zero { &[0] } else { &[] };
    group(INTEGER, &[zero, digits])
}

pub(super) fn small_integer(number: u32) -> Vec<u8> {
    integer(&number.to_be_bytes())
}

/// RFC 5280 §4.1.2.5: two digits of the year until 2049.
pub(super) fn time(time: DateTime) -> Vec<u8> {
    let digits = time.strftime("%m%d%H%M%SZ");
    if (1950..2050).contains(&time.year()) {
        value(UTC_TIME, format!("{:02}{digits}", time.year() % 100).as_bytes())
    } else {
        value(GENERALIZED_TIME, format!("{:04}{digits}", time.year()).as_bytes())
    }
}

pub(super) fn generalized_time(time: DateTime) -> Vec<u8> {
    format!("{:04}{}", time.year(), time.strftime("%m%d%H%M%SZ")).into_bytes()
}

/// `C`, `O` and `CN`.
pub(super) fn name(country: &str, organization: &str, common_name: &str) -> Vec<u8> {
    let attribute = |kind: &[u8], tag, text: &str| group(SET, &[group(SEQUENCE, &[oid(kind), value(tag, text.as_bytes())])]);
    group(
        SEQUENCE,
        &[
            attribute(oid::COUNTRY, PRINTABLE_STRING, country),
            attribute(oid::ORGANIZATION, UTF8_STRING, organization),
            attribute(oid::COMMON_NAME, UTF8_STRING, common_name),
        ],
    )
}
