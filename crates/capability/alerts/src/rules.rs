//! What a list and an entry must have before anybody may approve them.

use garita_domain::Message;
use garita_record::{AlertMatter, EntryListed, ListDeclared, ListSource};
use jiff::{ToSpan, civil::Date};

/// Longest name, authority, basis or purpose, in characters.
pub(crate) const LONGEST_TEXT: usize = 200;
/// Longest number of an owner's file, in characters.
pub(crate) const LONGEST_REFERENCE: usize = 60;
/// Most names and documents of one entry.
pub(crate) const MOST: usize = 20;
/// Months until a list or an entry must be looked at again, at most (R16).
const REVIEW_MONTHS: i32 = 12;

/// Words by which a list would say that somebody was smuggled (R31). Compared without case.
const SMUGGLED: [&str; 7] = [
    "smuggled person",
    "smuggled people",
    "smuggled migrant",
    "objeto de tráfico",
    "objeto de trafico",
    "migrante traficad",
    "persona traficad",
];

/// What stands against a list.
pub(crate) fn of_list(list: &ListDeclared, today: Date) -> Vec<(&'static str, Message)> {
    let mut wrong = Vec::new();
    for (field, text) in [("name", &list.name), ("owner", &list.owner), ("legal_basis", &list.legal_basis), ("purpose", &list.purpose)] {
        text_rules(field, text, LONGEST_TEXT, &mut wrong);
    }
    if list.source == ListSource::Imported && matches!(list.matter, AlertMatter::SmugglingFacilitator { .. }) {
        // The benefit is a fact about one person: a file of names does not show it (R30).
        wrong.push(("matter", Message::new("alerts-wrong-imported-facilitators")));
    }
    dates(list.review, list.expires, today, &mut wrong);
    wrong
}

/// What stands against an entry.
pub(crate) fn of_entry(entry: &EntryListed, today: Date) -> Vec<(&'static str, Message)> {
    let mut wrong = Vec::new();
    text_rules("reference", &entry.reference, LONGEST_REFERENCE, &mut wrong);
    text_rules("legal_basis", &entry.legal_basis, LONGEST_TEXT, &mut wrong);
    if entry.names.is_empty() {
        wrong.push(("surname", Message::new("alerts-wrong-no-name")));
    }
    if entry.names.len() > MOST || entry.documents.len() > MOST || entry.birth_dates.len() > MOST || entry.nationalities.len() > MOST {
        wrong.push(("surname", Message::new("alerts-wrong-too-many").with("most", MOST)));
    }
    dates(entry.review, entry.expires, today, &mut wrong);
    wrong
}

fn text_rules(field: &'static str, text: &str, longest: usize, wrong: &mut Vec<(&'static str, Message)>) {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let small = text.to_lowercase();
    if text.trim().is_empty() {
        wrong.push((field, Message::new("alerts-wrong-empty")));
    } else if text.chars().count() > longest {
        wrong.push((field, Message::new("alerts-wrong-long").with("most", longest)));
    } else if text.chars().any(hidden) {
        wrong.push((field, Message::new("alerts-wrong-hidden")));
    } else if SMUGGLED.iter().any(|words| small.contains(words)) {
        wrong.push((field, Message::new("alerts-wrong-smuggled")));
    }
}

fn dates(review: Date, expires: Date, today: Date, wrong: &mut Vec<(&'static str, Message)>) {
    let latest = today.saturating_add(REVIEW_MONTHS.months());
    if review <= today || review > latest {
        wrong.push(("review", Message::new("alerts-wrong-review").with("most", REVIEW_MONTHS)));
    }
    if expires <= today {
        wrong.push(("expires", Message::new("alerts-wrong-expires")));
    } else if review > expires {
        wrong.push(("review", Message::new("alerts-wrong-review-after")));
    }
}

#[cfg(test)]
mod tests {
    use garita_record::{Adjudicators, Benefit, Instruction};

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);

    fn list() -> ListDeclared {
        ListDeclared {
            name: "Impedimentos".into(),
            owner: "Poder Judicial".into(),
            legal_basis: "Ley".into(),
            purpose: "Cumplir órdenes".into(),
            source: ListSource::National,
            matter: AlertMatter::ExitBan,
            instruction: Instruction::SecondLine,
            issuer: None,
            adjudicators: Adjudicators::OneOfficer,
            review: Date::constant(2027, 5, 1),
            expires: Date::constant(2027, 11, 1),
        }
    }

    fn fields(list: &ListDeclared) -> Vec<&'static str> {
        of_list(list, TODAY).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn r01_a_list_without_basis_or_purpose_is_none() {
        assert_eq!(fields(&list()), [""; 0]);
        assert_eq!(fields(&ListDeclared { legal_basis: " ".into(), purpose: String::new(), ..list() }), ["legal_basis", "purpose"]);
    }

    #[test]
    fn r30_a_file_of_facilitators_is_refused_because_it_shows_no_benefit() {
        let matter = AlertMatter::SmugglingFacilitator { benefit: Benefit::Payment };
        assert_eq!(fields(&ListDeclared { matter, source: ListSource::Imported, ..list() }), ["matter"]);
        assert_eq!(fields(&ListDeclared { matter, ..list() }), [""; 0]);
    }

    #[test]
    fn r31_no_list_may_be_called_after_people_who_were_smuggled() {
        assert_eq!(fields(&ListDeclared { name: "Migrantes objeto de TRÁFICO".into(), ..list() }), ["name"]);
        assert_eq!(fields(&ListDeclared { purpose: "Smuggled persons".into(), ..list() }), ["purpose"]);
    }

    #[test]
    fn r16_every_list_is_looked_through_again_within_a_year() {
        assert_eq!(fields(&ListDeclared { review: Date::constant(2028, 1, 1), expires: Date::constant(2029, 1, 1), ..list() }), ["review"]);
        assert_eq!(fields(&ListDeclared { review: TODAY, ..list() }), ["review"]);
        assert_eq!(fields(&ListDeclared { expires: TODAY, ..list() }), ["expires"]);
        assert_eq!(fields(&ListDeclared { expires: Date::constant(2027, 4, 1), ..list() }), ["review"]);
    }
}
