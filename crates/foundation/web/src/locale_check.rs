//! Proof that the languages say the same things.

use std::collections::{BTreeMap, BTreeSet};

use garita_domain::Language;

/// What one language has and another lacks.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the languages differ: {}", .0.join("; "))]
pub struct LocalesDiffer(
    /// One line for each difference.
    pub Vec<String>,
);

/// Whether every source defines the same ids with the same parameters. For the test each capability has:
///
/// ```
/// garita_web::same_ids(&garita_web::LOCALES).unwrap();
/// ```
pub fn same_ids(sources: &[(Language, &str)]) -> Result<(), LocalesDiffer> {
    let read: Vec<_> = sources.iter().map(|(language, source)| (language.tag(), messages(source))).collect();
    let Some(((first_tag, first), others)) = read.split_first() else { return Ok(()) };
    let mut differences = Vec::new();
    for (tag, other) in others {
        for (id, parameters) in first {
            match other.get(id) {
                None => differences.push(format!("{id} is in {first_tag} and not in {tag}")),
                Some(theirs) if theirs != parameters => {
                    differences.push(format!("{id} takes {parameters:?} in {first_tag} and {theirs:?} in {tag}"));
                }
                Some(_) => {}
            }
        }
        differences.extend(other.keys().filter(|id| !first.contains_key(*id)).map(|id| format!("{id} is in {tag} and not in {first_tag}")));
    }
    if differences.is_empty() { Ok(()) } else { Err(LocalesDiffer(differences)) }
}

/// Ids and the parameters they use. An id starts a line; what belongs to it is indented.
fn messages(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            current = line.split_once('=').map(|(id, _)| id.trim());
        }
        let Some(id) = current else { continue };
        let parameters = found.entry(id).or_default();
        parameters.extend(line.split('$').skip(1).map(|rest| {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
            rest.split_at(end).0
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_this_room_are_in_both_languages() {
        assert_eq!(same_ids(&crate::LOCALES), Ok(()));
    }

    #[test]
    fn a_missing_id_and_a_missing_parameter_are_named() {
        let es = "a = uno { $n }\nb =\n    dos { $x ->\n   *[other] { $y }\n    }\n";
        let en = "a = one\nb = two { $x } { $y }\nc = three\n";
        let LocalesDiffer(lines) = same_ids(&[(Language::Es, es), (Language::En, en)]).unwrap_err();
        assert_eq!(lines, ["a takes {\"n\"} in es and {} in en", "c is in en and not in es"]);
    }
}
