//! From what a list says to what is compared, and to what a hit shows.

use garita_alert_lists::{ImportedEntry, KindHint, country};
use garita_domain::{CountryCode, SubjectId};
use garita_record::{AlertMatter, EntryListed};
use garita_screening::{ListedDocument, ListedName, ListedPerson, NameQuality, NameText};
use jiff::civil::Date;

/// Adults from so many years on.
const OF_AGE: u16 = 18;
/// Fields in which lists name the State that asked, without case.
const ISSUER_FIELDS: [&str; 4] = ["issuing_country_id", "issuing_country", "issuer_state", "requesting_country"];

/// A national entry as the index compares it. Its id is the entry's own.
pub(crate) fn person_of(entry: SubjectId, listed: &EntryListed) -> ListedPerson {
    let name = |name: &garita_record::AlertName| ListedName {
        text: NameText::Parts { surname: name.name.surname().to_owned(), given_names: name.name.given_names().to_owned() },
        quality: if name.weak { NameQuality::Weak } else { NameQuality::Strong },
    };
    ListedPerson {
        id: entry.to_string(),
        names: listed.names.iter().map(name).collect(),
        birth_dates: listed.birth_dates.iter().map(|date| (*date).into()).collect(),
        sex: listed.sex,
        nationalities: listed.nationalities.clone(),
        documents: listed
            .documents
            .iter()
            .map(|document| ListedDocument { number: document.number.clone(), issuer: document.issuer })
            .collect(),
    }
}

/// What an imported entry says, where it says more than its list. Whoever is missing and may be a child is a missing child.
pub(crate) fn matter_of(entry: &ImportedEntry, list: AlertMatter, today: Date) -> AlertMatter {
    match entry.kind {
        None | Some(KindHint::Sanctioned | KindHint::InformationSought | KindHint::Warning) => list,
        Some(KindHint::Wanted) => AlertMatter::WantedPerson,
        Some(KindHint::Missing) if may_be_child(entry, today) => AlertMatter::MissingChild,
        Some(KindHint::Missing) => AlertMatter::MissingAdult,
        Some(KindHint::ExitBan) => AlertMatter::ExitBan,
        Some(KindHint::ReentryBan) => AlertMatter::ReEntryBan,
        Some(KindHint::RevokedVisa) => AlertMatter::RevokedVisa,
        Some(KindHint::ChildAbduction) => AlertMatter::ChildAbduction,
        Some(KindHint::AtRisk) => AlertMatter::PersonAtRisk,
        Some(KindHint::Watch) => AlertMatter::Watch,
    }
}

fn may_be_child(entry: &ImportedEntry, today: Date) -> bool {
    let ages = entry.person.birth_dates.iter().filter_map(|range| range.to.age_on(today));
    ages.min_by_key(|(youngest, _)| *youngest).is_some_and(|(youngest, _)| youngest < OF_AGE)
}

/// The State that asked, where the record names it.
pub(crate) fn issuer_of(entry: &ImportedEntry) -> Option<CountryCode> {
    let named = entry.fields.iter().find(|field| ISSUER_FIELDS.contains(&field.name.to_ascii_lowercase().as_str()))?;
    country(&named.value)
}

#[cfg(test)]
mod tests {
    use garita_alert_lists::OriginalField;
    use garita_domain::{PartialDate, Sex};

    use super::*;

    fn entry(kind: Option<KindHint>, birth: &str) -> ImportedEntry {
        ImportedEntry {
            person: ListedPerson {
                id: "1".into(),
                names: Vec::new(),
                birth_dates: vec![PartialDate::parse(birth).unwrap().into()],
                sex: Sex::Unspecified,
                nationalities: Vec::new(),
                documents: Vec::new(),
            },
            kind,
            remarks: String::new(),
            listed_on: PartialDate::UNKNOWN,
            legal_reference: String::new(),
            fields: vec![OriginalField { name: "issuing_country_id".into(), value: "GT".into() }],
            line: 1,
        }
    }

    #[test]
    fn a_missing_child_leads_to_protection_and_what_a_list_does_not_say_the_list_says() {
        let today = Date::constant(2026, 11, 22);
        let of = |kind, birth| matter_of(&entry(kind, birth), AlertMatter::Watch, today);
        assert_eq!(of(Some(KindHint::Missing), "2010"), AlertMatter::MissingChild);
        assert_eq!(of(Some(KindHint::Missing), "1990-01-02"), AlertMatter::MissingAdult);
        assert_eq!(of(Some(KindHint::Wanted), "1990"), AlertMatter::WantedPerson);
        assert_eq!(of(Some(KindHint::Sanctioned), "1990"), AlertMatter::Watch);
        assert_eq!(of(None, ""), AlertMatter::Watch);
    }

    #[test]
    fn r34_the_state_that_asked_is_read_from_the_record() {
        assert_eq!(issuer_of(&entry(None, "")).map(|code| code.to_string()), Some("GTM".to_owned()));
    }
}
