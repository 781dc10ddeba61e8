//! Lists that the machine's own command line sets up for files it knows, so that a first import needs nothing before it. The
//! list's owner looks them through and has them changed.

use garita_alert_lists::Format;
use garita_domain::SubjectId;
use garita_record::{Adjudicators, AlertMatter, Instruction, ListDeclared, ListSource};
use jiff::{ToSpan, civil::Date};

/// Months until somebody has to look such a list through.
const REVIEW_MONTHS: i32 = 6;
/// Months until it finds nobody any more.
const EXPIRY_MONTHS: i32 = 24;

/// The list for files of a format. Its id follows from the format, and from the file's name where anybody may make such a
/// file: the next import finds it again.
pub fn known_list(format: Format, file_name: &str, today: Date) -> (SubjectId, ListDeclared) {
    let (key, name, owner, legal_basis, purpose, matter) = match format {
        Format::UnXml => (
            "un",
            "ONU".to_owned(),
            "United Nations Security Council",
            "Security Council resolutions, Chapter VII of the Charter",
            "Travel bans of the Security Council",
            AlertMatter::Watch,
        ),
        Format::OfacCsv | Format::OfacXml => (
            "ofac",
            "OFAC SDN".to_owned(),
            "Office of Foreign Assets Control, United States",
            "Bilateral agreement: name it here",
            "Questions to people under sanctions of the United States",
            AlertMatter::Watch,
        ),
        Format::InterpolJson => (
            "interpol",
            "INTERPOL".to_owned(),
            "INTERPOL",
            "INTERPOL Constitution, Rules on the Processing of Data",
            "Notices of INTERPOL",
            AlertMatter::WantedPerson,
        ),
        Format::FollowTheMoney | Format::Csv | Format::LostDocumentCsv => {
            let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
            (
                "file",
                stem.chars().take(100).collect(),
                "Not stated: name it here",
                "Not stated: name it here",
                "Not stated: name it here",
                AlertMatter::Watch,
            )
        }
    };
    let seed = if key == "file" { format!("garita alert list: {name}") } else { format!("garita alert list of {key}") };
    let digest = blake3::hash(seed.as_bytes());
    let mut id = [0; 16];
    id.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
    let declared = ListDeclared {
        name,
        owner: owner.to_owned(),
        legal_basis: legal_basis.to_owned(),
        purpose: purpose.to_owned(),
        source: ListSource::Imported,
        matter,
        instruction: Instruction::SecondLine,
        issuer: None,
        adjudicators: Adjudicators::OneOfficer,
        review: today.saturating_add(REVIEW_MONTHS.months()),
        expires: today.saturating_add(EXPIRY_MONTHS.months()),
    };
    (SubjectId::new(uuid::Builder::from_custom_bytes(id).into_uuid()), declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r01_every_list_it_sets_up_is_a_sound_one_and_is_found_again() {
        let today = Date::constant(2026, 11, 22);
        for format in Format::ALL {
            let (list, declared) = known_list(format, "lista nacional.csv", today);
            assert!(crate::rules::of_list(&declared, today).is_empty());
            assert_eq!(list, known_list(format, "lista nacional.csv", Date::constant(2027, 1, 1)).0);
        }
        let other = known_list(Format::Csv, "otra.csv", today).0;
        assert_ne!(other, known_list(Format::Csv, "lista.csv", today).0);
        assert_eq!(known_list(Format::OfacCsv, "sdn.csv", today).0, known_list(Format::OfacXml, "sdn.xml", today).0);
    }
}
