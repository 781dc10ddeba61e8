//! Names of several words that others write as one: `Abd al-Rahman`, `Abu Bakr`, `Nur ud-Din`.

use super::{lexicon::known, tables::PLAIN_ARTICLES};

/// What a word does to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Stands alone.
    Alone,
    /// "Servant of": one name with what follows, whatever article stands between.
    Servant,
    /// "Father of", "mother of": one name with what follows.
    Parent,
    /// "of the faith", "of God": one name with what precedes.
    Ending,
}

/// How a word joins.
pub(super) fn joint(word: &str) -> Joint {
    match word {
        "abd" | "abdul" | "abdel" | "abdal" | "abdur" | "abdus" | "abdol" | "abdool" | "abdu" | "abdou" | "ebd" => Joint::Servant,
        "abu" | "abou" | "aboo" | "abi" | "umm" | "oum" | "abw" | "aby" => Joint::Parent,
        "din" | "deen" | "dine" | "dyn" | "aldyn" | "aldin" | "eldin" | "eddine" | "uddin" | "eddin" | "allah" | "ullah" | "ollah"
        | "allh" => Joint::Ending,
        _ => Joint::Alone,
    }
}

/// Whether `word` is an Arabic article before `next`: `al` always, `ar`, `as`, `an` and the like only when they took the
/// first sound of what follows.
pub(super) fn is_article(word: &str, next: Option<&str>) -> bool {
    let Some(next) = next else { return false };
    if !known(word).is_article() {
        return false;
    }
    PLAIN_ARTICLES.contains(&word) || (word.get(1..).is_some_and(|sound| next.starts_with(sound)))
}

/// A "servant of" name as one word, however its article was written: `abdulrahman`, `abdurrahman`, `abd al rahman` all
/// give `abdrahman`. `None` when the word is no such name.
pub(super) fn servant(word: &str) -> Option<String> {
    let rest = word.strip_prefix("abd").filter(|rest| rest.len() >= 4)?;
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let (rest, voiced) = rest
        .strip_prefix("oo")
        .or_else(|| rest.strip_prefix("ou"))
        .or_else(|| rest.strip_prefix(vowel))
        .map_or((rest, false), |rest| (rest, true));
    if !voiced {
        return Some(format!("abd{}", of(rest)));
    }
    let mut letters = rest.chars();
    let body = match (letters.next(), letters.next()) {
        (Some('l'), Some(_)) => rest.get(1..).unwrap_or(rest),
        (Some(first), Some(second)) if first == second => rest.get(1..).unwrap_or(rest),
        _ => rest,
    };
    Some(format!("abd{}", of(body)))
}

/// A compound, or a word with its article, without what makes it one, and how alike it still is: many bear the short form as a name of its own.
pub(super) fn shorter(word: &str) -> Option<(&str, u16)> {
    let cut = |rest: Option<&'_ str>, least: usize| rest.is_some_and(|rest| rest.len() >= least);
    if cut(word.strip_prefix("abd"), 3) {
        return word.get(3..).map(|rest| (rest, 960));
    }
    if cut(word.strip_prefix("abu"), 4) {
        return word.get(3..).map(|rest| (rest, 880));
    }
    let article = word.strip_prefix("al").or_else(|| word.strip_prefix("el"));
    if article.is_some_and(|rest| rest.len() >= 4 && !rest.starts_with(['a', 'e', 'i', 'o', 'u', 'l'])) {
        return word.get(2..).map(|rest| (rest, 985));
    }
    let ending = word.strip_suffix("uddin").or_else(|| word.strip_suffix("ullah"));
    ending.filter(|rest| rest.len() >= 3).map(|rest| (rest, 880))
}

/// A "servant of" name from its parts.
pub(super) fn servant_of(master: &str) -> String {
    format!("abd{}", of(master))
}

/// The master's name without what the article did to it.
fn of(master: &str) -> &str {
    match master {
        "allah" | "ullah" | "ollah" | "allh" | "llah" | "elah" | "lah" | "lh" => "lah",
        _ => master.strip_prefix("al").filter(|rest| rest.len() >= 3 && !rest.starts_with(['a', 'e', 'i', 'o', 'u'])).unwrap_or(master),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servants_meet_however_written() {
        for word in ["abdulrahman", "abdurrahman", "abdelrahman", "abdirahman", "abdalrahman"] {
            assert_eq!(servant(word).as_deref(), Some("abdrahman"), "{word}");
        }
        assert_eq!(servant("abdullah"), Some(servant_of("allah")));
        assert_eq!(servant("abdulaziz"), Some(servant_of("aziz")));
        assert_eq!(servant("abdalrhmn"), Some(servant_of("alrhmn")));
        assert_eq!(servant("abdi"), None);
    }

    #[test]
    fn an_article_takes_the_next_sound() {
        assert!(is_article("ar", Some("rahman")) && is_article("al", Some("x")));
        assert!(!is_article("an", Some("jung")) && !is_article("al", None));
    }
}
