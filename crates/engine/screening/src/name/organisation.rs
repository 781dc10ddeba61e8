//! Names of companies and bodies: legal forms, numbers written out, words every second one bears.

use super::lexicon::known;

/// Legal forms, longest first: the words, and the form they stand for.
pub(super) const FORMS: &[(&str, &str)] = &[
    ("obshchestvo s ogranichennoi otvetstvennostyu", "llc"),
    ("obshchestvo s ogranichennoy otvetstvennostyu", "llc"),
    ("gesellschaft mit beschrankter haftung", "llc"),
    ("societatea cu raspundere limitata", "llc"),
    ("sociedad de responsabilidad limitada", "llc"),
    ("publichnoe aktsionernoe obshchestvo", "jsc"),
    ("otkrytoe aktsionernoe obshchestvo", "jsc"),
    ("zakrytoe aktsionernoe obshchestvo", "jsc"),
    ("limited liability company", "llc"),
    ("limited liability partnership", "llp"),
    ("public joint stock company", "jsc"),
    ("open joint stock company", "jsc"),
    ("closed joint stock company", "jsc"),
    ("public limited company", "plc"),
    ("private limited company", "ltd"),
    ("aktsionernoe obshchestvo", "jsc"),
    ("joint stock company", "jsc"),
    ("sociedad anonima", "sa"),
    ("societe anonyme", "sa"),
    ("private limited", "ltd"),
    ("aktiengesellschaft", "ag"),
    ("kabushiki kaisha", "kk"),
    ("sp z o o", "llc"),
    ("s a r l", "llc"),
    ("g m b h", "llc"),
    ("o o o", "llc"),
    ("l l c", "llc"),
    ("p l c", "plc"),
    ("s r l", "llc"),
    ("co ltd", "ltd"),
    ("pty ltd", "ltd"),
    ("pte ltd", "ltd"),
    ("pvt ltd", "ltd"),
    ("n a", "na"),
    ("s a", "sa"),
    ("s p a", "sa"),
    ("b v", "bv"),
    ("n v", "nv"),
    ("p t", "pt"),
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("limited", "ltd"),
    ("company", "co"),
    ("gmbh", "llc"),
    ("sarl", "llc"),
    ("ojsc", "jsc"),
    ("pjsc", "jsc"),
    ("cjsc", "jsc"),
    ("corp", "corp"),
    ("ltda", "ltd"),
    ("llc", "llc"),
    ("llp", "llp"),
    ("plc", "plc"),
    ("ltd", "ltd"),
    ("inc", "inc"),
    ("jsc", "jsc"),
    ("oao", "jsc"),
    ("pao", "jsc"),
    ("zao", "jsc"),
    ("ooo", "llc"),
    ("srl", "llc"),
    ("ano", "ano"),
    ("ag", "ag"),
];

/// Short forms that count only beside another sign that this is a company.
pub(super) const SHORT_FORMS: &[(&str, &str)] = &[
    ("sa", "sa"),
    ("co", "co"),
    ("bv", "bv"),
    ("nv", "nv"),
    ("na", "na"),
    ("ab", "ab"),
    ("oy", "oy"),
    ("as", "as"),
    ("pt", "pt"),
    ("kk", "kk"),
    ("pty", "ltd"),
    ("pte", "ltd"),
    ("pvt", "ltd"),
    ("ao", "jsc"),
    ("se", "se"),
    ("sas", "llc"),
    ("spa", "sa"),
];

/// Words so usual in names of bodies that they say little.
pub(super) const USUAL: &[&str] = &[
    "bank",
    "group",
    "holding",
    "holdings",
    "international",
    "intl",
    "industries",
    "industry",
    "systems",
    "services",
    "service",
    "trading",
    "trade",
    "foundation",
    "trust",
    "fund",
    "funds",
    "organization",
    "organisation",
    "association",
    "institute",
    "insitute",
    "academy",
    "university",
    "ministry",
    "department",
    "government",
    "state",
    "national",
    "management",
    "capital",
    "investment",
    "investments",
    "insurance",
    "technologies",
    "technology",
    "solutions",
    "construction",
    "general",
    "motor",
    "motors",
    "energy",
    "oil",
    "gas",
    "airlines",
    "aviation",
    "shipping",
    "financial",
    "finance",
    "securities",
    "global",
    "enterprises",
    "brigade",
    "offshore",
    "partners",
    "public",
    "centre",
    "center",
    "council",
    "committee",
    "party",
    "front",
    "army",
    "islamic",
    "tsentr",
    "zavod",
];

/// Whether a word is one every second body bears.
pub(super) fn is_usual(word: &str) -> bool {
    known(word).is_usual()
}

/// Takes the legal form out of the words; gives it, and whether anything shows that this is a body and no person.
pub(super) fn take_form(words: &mut Vec<String>) -> (Option<&'static str>, bool) {
    if !words.iter().any(|word| known(word).begins_form()) {
        return (None, words.iter().any(|word| is_usual(word)));
    }
    let mut form = None;
    let before = words.len();
    let mut at = 0;
    while at < words.len() {
        let found = FORMS.iter().find_map(|(long, short)| {
            let count = long.split(' ').count();
            let here = words.get(at..at + count)?;
            let inside = *long == "ag" && at + 1 < words.len();
            (count < words.len() && !inside && long.split(' ').eq(here.iter().map(String::as_str))).then_some((count, *short))
        });
        match found {
            Some((count, short)) => {
                words.drain(at..at + count);
                // "company" and "corporation" say less than the form that follows them
                form = match (form, short) {
                    (Some(known), "co" | "corp") => Some(known),
                    _ => Some(short),
                };
            }
            None => at += 1,
        }
    }
    let body = words.len() < before || words.iter().any(|word| is_usual(word));
    if body && words.len() > 1 {
        for (short, long) in SHORT_FORMS {
            if words.len() > 1
                && let Some(place) = words.iter().position(|word| word == short)
            {
                words.remove(place);
                form = form.or(Some(long));
            }
        }
    }
    (form, body)
}

/// Numbers written out.
pub(super) const NUMBERS: &[(&str, u32)] = &[
    ("zero", 0),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("1st", 1),
    ("2nd", 2),
    ("3rd", 3),
    ("4th", 4),
    ("5th", 5),
];

/// A number word as digits.
pub(super) fn number(word: &str) -> Option<u32> {
    if !known(word).is_number() {
        return None;
    }
    NUMBERS.iter().find(|(number, _)| *number == word).map(|(_, value)| *value)
}

/// Whether two legal forms can be one body's: many lists write a company's form loosely, but a stock corporation is no
/// limited company.
pub(crate) fn forms_agree(one: &str, other: &str) -> bool {
    let loose = |form: &str| matches!(form, "co" | "corp" | "inc" | "ltd" | "plc");
    one == other || (loose(one) && loose(other)) || (matches!(one, "co" | "corp") || matches!(other, "co" | "corp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_taken_out() {
        let take = |text: &str| {
            let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let (form, body) = take_form(&mut words);
            (words.join(" "), form, body)
        };
        assert_eq!(take("siemens aktiengesellschaft"), ("siemens".into(), Some("ag"), true));
        assert_eq!(take("open joint stock company gazprom"), ("gazprom".into(), Some("jsc"), true));
        assert_eq!(take("maria sa"), ("maria sa".into(), None, false));
        assert_eq!(take("limited"), ("limited".into(), None, false));
    }
}
