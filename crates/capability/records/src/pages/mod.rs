//! The pages, one file each, and what they share.

pub(crate) mod accesses;
pub(crate) mod clock;
pub(crate) mod inventory;
pub(crate) mod journal;
pub(crate) mod overview;
pub(crate) mod verify;

use garita_domain::{
    Message, Timestamp,
    access::{AccessRule, Role},
};
use garita_storage::{StorageError, StorageErrorKind};
use garita_web::{FormErrors, PageContext, PageError};
use jiff::{civil::Date, tz::TimeZone};

use crate::{access, listing::Cursor};

/// A page of the records, for the line that leads from one to the other.
pub(crate) struct Tab {
    pub(crate) href: &'static str,
    pub(crate) label: &'static str,
    pub(crate) here: bool,
}

const TABS: [(&str, &str, AccessRule); 5] = [
    ("/records", "records-overview", access::HEAD),
    ("/records/journal", "records-journal", access::JOURNAL),
    ("/records/verify", "records-verify", access::HEAD),
    ("/records/access", "records-access", access::ACCESSES),
    ("/records/inventory", "records-inventory", access::INVENTORY),
];

/// The pages this reader may open.
pub(crate) fn tabs(page: &PageContext, roles: &[Role]) -> Vec<Tab> {
    let permitted = TABS.iter().filter(|(_, _, rule)| rule.permits(roles));
    permitted.map(|(href, label, _)| Tab { href, label, here: page.path == *href }).collect()
}

/// The first value of a field in a query or a form, without surrounding white space; empty when it is not there.
pub(crate) fn value(encoded: &[u8], name: &str) -> String {
    let found = form_urlencoded::parse(encoded).find(|(key, _)| key == name);
    found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// An address with its query; empty values are left out.
pub(crate) fn address(path: &str, values: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(values.iter().filter(|(_, value)| !value.is_empty()));
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Where the list begins; nonsense is the newest.
pub(crate) fn cursor(query: &[u8]) -> Cursor {
    let number = |name| value(query, name).parse().ok();
    number("before").map(Cursor::Before).or_else(|| number("after").map(Cursor::After)).unwrap_or(Cursor::Newest)
}

/// The address of another page of the same list.
pub(crate) fn turned(path: &str, values: &[(&str, &str)], cursor: Cursor) -> String {
    let (name, sequence) = match cursor {
        Cursor::Newest => return address(path, values),
        Cursor::Before(sequence) => ("before", sequence.to_string()),
        Cursor::After(sequence) => ("after", sequence.to_string()),
    };
    let mut values = values.to_vec();
    values.push((name, &sequence));
    address(path, &values)
}

/// The day of a filter; notes what is wrong with it.
pub(crate) fn day(text: &str, errors: &mut FormErrors) -> Option<Date> {
    let day = (!text.is_empty()).then(|| text.parse::<Date>().ok());
    if day == Some(None) {
        errors.add("day", Message::new("records-day-wrong"));
    }
    day.flatten()
}

/// The first instant of a day and that of the next; nothing at the end of the calendar.
pub(crate) fn bounds(day: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let start = |day: Date| day.to_zoned(zone.clone()).ok().map(|at| Timestamp::from_micros(at.timestamp().as_microsecond()));
    Some((start(day)?, start(day.tomorrow().ok()?)?))
}

/// A store that could not be read or written, as a page.
pub(crate) fn failed(error: StorageError) -> PageError {
    match error.kind() {
        StorageErrorKind::DiskFull
        | StorageErrorKind::Damaged
        | StorageErrorKind::Unavailable
        | StorageErrorKind::TakenOver
        | StorageErrorKind::WrongKey => PageError::unavailable(error),
        StorageErrorKind::Inconsistent | StorageErrorKind::Driver => PageError::internal(error),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use garita_domain::Language;
    use garita_web::{Catalogue, ErrorId, Translator};
    use uuid::Uuid;

    use super::*;

    /// A page for nobody in particular, and the catalogue that knows which words were missing.
    pub(crate) fn page(language: Language) -> (Arc<Catalogue>, PageContext) {
        let mut catalogue = Catalogue::new().unwrap();
        for (language, source) in crate::LOCALES {
            catalogue.add(language, source).unwrap();
        }
        let catalogue = Arc::new(catalogue);
        let translator = Translator::new(catalogue.clone(), language);
        let at = Timestamp::from_micros(1_795_341_600 * Timestamp::SECOND);
        (catalogue, PageContext::signed_out(translator, ErrorId::of(Uuid::nil()), at, TimeZone::UTC))
    }

    #[test]
    fn addresses_carry_their_filter_and_leave_out_what_is_empty() {
        assert_eq!(address("/records/journal", &[("kind", ""), ("day", "")]), "/records/journal");
        let values = [("kind", "node.started"), ("day", "")];
        assert_eq!(turned("/records/journal", &values, Cursor::Before(7)), "/records/journal?kind=node.started&before=7");
        assert_eq!(cursor(b"kind=x&after=12"), Cursor::After(12));
        assert_eq!(cursor(b"before=%00"), Cursor::Newest);
    }

    #[test]
    fn a_day_is_the_day_of_the_post() {
        let mut errors = FormErrors::default();
        let day = day("2026-11-22", &mut errors).unwrap();
        let zone = TimeZone::get("America/Tegucigalpa").unwrap();
        let (from, to) = bounds(day, &zone).unwrap();
        assert_eq!(from.to_string(), "2026-11-22T06:00:00Z");
        assert_eq!(to.since(from), Timestamp::DAY);
        assert_eq!(super::day("2026-02-30", &mut errors), None);
        assert!(errors.of("day").is_some());
        assert_eq!(bounds(Date::MAX, &zone), None);
    }
}
