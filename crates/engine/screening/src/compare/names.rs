//! The score of two names.

use super::{
    order,
    pairing::{Link, Pair, pair},
};
use crate::{
    NameText,
    evidence::{Evidence, Reason},
    name::{Kind, Name, Token, forms_agree, is_iberian_surname},
    text::Hearing,
};

/// The score from which on two names count as one name.
pub const MATCH: i32 = 740;

/// What a whole contradiction takes, per thousand of the name it concerns.
const CONTRADICTION: i32 = 1_100;
/// What a missing or added part takes, per thousand of the name it is of.
const OMISSION: i32 = 300;
/// What every thousandth of likeness lost takes, in thousandths.
const SPELLING: i32 = 1_000;
/// What every thousandth lost beyond [`BAD_SPELLING`] takes besides.
const BAD: i32 = 2_500;
/// An error in every fourth letter.
const BAD_SPELLING: i32 = 260;
/// For bodies every word is chosen: what a contradiction and a missing word take there.
const BODY_CONTRADICTION: i32 = 1_700;
const BODY_OMISSION: i32 = 1_300;
/// Nothing but initials agrees.
const INITIALS: i32 = -400;
/// One part only of a longer name.
const SINGLE: i32 = -250;
/// What an initial that fits nothing weighs.
const INITIAL: i32 = 100;
/// Another legal form.
const FORM: i32 = -350;

/// The result of comparing two names.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Comparison {
    /// The sum of the evidence; 1000 for a name that agrees in every part.
    pub score: i32,
    /// Whether they count as one name: a score of [`MATCH`] or more.
    #[serde(rename = "match")]
    pub matched: bool,
    /// Why.
    pub evidence: Evidence,
}

/// Compares two names in any scripts, as the evidence on a person's or a body's name alone.
///
/// ```
/// use garita_screening::{NameText, compare_names};
/// let name = |text: &str| NameText::Whole(text.into());
/// assert!(compare_names(&name("عبد الرحمن الحربي"), &name("ABDULRAHMAN ALHARBI")).matched);
/// assert!(!compare_names(&name("Salman bin Mohammed"), &name("Mohammed bin Salman")).matched);
/// ```
pub fn compare_names(asked: &NameText, listed: &NameText) -> Comparison {
    let score = score_names(&Name::from(asked), &Name::from(listed));
    Comparison { score: score.evidence.score(), matched: score.evidence.score() >= MATCH, evidence: score.evidence }
}

/// The evidence of two names, and how much the parts that agree say about their bearer.
pub(crate) struct NameScore {
    pub(crate) evidence: Evidence,
    /// Thousandths of a power of ten: 6000 when one person in a million bears parts like these.
    pub(crate) says: u32,
}

/// Weighs two names.
pub(crate) fn score_names(asked: &Name, listed: &Name) -> NameScore {
    let mut evidence = Evidence::default();
    let pairs = pair(asked, listed);
    let agreed: i32 = pairs.iter().map(|pair| weight(asked, listed, pair)).sum();
    if agreed == 0 {
        evidence.add(Reason::NameDiffers, 0);
        return NameScore { evidence, says: 0 };
    }
    let mut says = 0;
    for pair in &pairs {
        let lost = spelling(i32::from(1_000 - pair.likeness.min(1_000)));
        let points = weight(asked, listed, pair) * (1_000 - lost) / agreed;
        evidence.add(reason(asked, listed, pair), points);
        says += said(asked, listed, pair);
    }
    // whole shares are rounded down: what is left over goes to the first part, so that equal names have 1000
    if pairs.iter().all(|pair| pair.likeness == 1_000) {
        evidence.round_up(1_000);
    }
    weigh_rest(asked, listed, &pairs, agreed, &mut evidence);
    order::weigh(asked, listed, &pairs, &mut evidence);
    if let (Some(one), Some(other)) = (asked.form, listed.form)
        && !forms_agree(one, other)
    {
        evidence.add(Reason::NameForm { asked: one.into(), listed: other.into() }, FORM);
    }
    NameScore { evidence, says }
}

/// The most two names can score of whose words so much is alike: `lost` of 1000 by spelling, these weights with a partner
/// and without on either side, and whether only one word of several agrees.
pub(crate) fn bounding(lost: i32, agreed: i32, asked_rest: i32, listed_rest: i32, single: bool) -> i32 {
    let contradicted = asked_rest.min(listed_rest);
    let omitted = asked_rest.max(listed_rest) - contradicted;
    let whole = agreed.max(1);
    1_000 - spelling(lost) - CONTRADICTION * contradicted / (whole + contradicted) - OMISSION * omitted / (whole + contradicted + omitted)
        + if single { SINGLE } else { 0 }
}

/// What likeness lost takes of a part's 1000.
fn spelling(lost: i32) -> i32 {
    (lost * SPELLING + (lost - BAD_SPELLING).max(0) * BAD) / 1_000
}

fn tokens(name: &Name, (at, count): (usize, usize)) -> &[Token] {
    name.tokens.get(at..at + count).unwrap_or_default()
}

fn sum(tokens: &[Token], of: impl Fn(&Token) -> u16) -> i32 {
    tokens.iter().map(|token| i32::from(of(token))).sum()
}

/// A pair's share of the name: the lighter side's, a joined word as much as its parts.
fn weight(asked: &Name, listed: &Name, pair: &Pair) -> i32 {
    let sides = (sum(tokens(asked, pair.asked), |token| token.weight), sum(tokens(listed, pair.listed), |token| token.weight));
    if pair.link == Link::Joined { sides.0.max(sides.1) } else { sides.0.min(sides.1) }
}

fn said(asked: &Name, listed: &Name, pair: &Pair) -> u32 {
    let sides = (sum(tokens(asked, pair.asked), |token| token.says), sum(tokens(listed, pair.listed), |token| token.says));
    let least = u32::try_from(sides.0.min(sides.1)).unwrap_or(0);
    let kept = match pair.link {
        Link::Same | Link::Kindred => 1_000,
        Link::Spelled | Link::Cut | Link::Joined if same_hearing(asked, listed, pair) => u32::from(pair.likeness),
        Link::Spelled | Link::Cut | Link::Joined => u32::from(pair.likeness).saturating_sub(700) * 10 / 3,
        Link::Initial => 700,
    };
    least * kept.min(1_000) / 1_000
}

/// Whether both words are written with all their sounds: an error then leaves most of what a word says.
fn same_hearing(asked: &Name, listed: &Name, pair: &Pair) -> bool {
    tokens(asked, pair.asked).iter().chain(tokens(listed, pair.listed)).all(|token| token.hearing == Hearing::Full)
}

fn text(tokens: &[Token]) -> Box<str> {
    let letters: Vec<&str> = tokens.iter().map(|token| token.letters.as_str()).collect();
    letters.join(" ").into_boxed_str()
}

fn reason(asked: &Name, listed: &Name, pair: &Pair) -> Reason {
    let (asked, listed) = (text(tokens(asked, pair.asked)), text(tokens(listed, pair.listed)));
    match pair.link {
        Link::Same => Reason::NamePartSame { asked, listed },
        Link::Spelled => Reason::NamePartSpelled { asked, listed },
        Link::Initial => Reason::NamePartInitial { asked, listed },
        Link::Kindred => Reason::NamePartKindred { asked, listed },
        Link::Joined => Reason::NamePartJoined { asked, listed },
        Link::Cut => Reason::NamePartCut { asked, listed },
    }
}

/// What the words without a partner take away.
fn weigh_rest(asked: &Name, listed: &Name, pairs: &[Pair], agreed: i32, evidence: &mut Evidence) {
    let left = rest(asked, listed, pairs.iter().map(|pair| pair.asked));
    let right = rest(listed, asked, pairs.iter().map(|pair| pair.listed));
    let least = left.weight.min(right.weight);
    // an initial that fits nothing contradicts as much as the word it stands for
    let contradicted =
        if left.initial || right.initial { least.max(INITIAL.min(left.weight.max(right.weight).max(least * 2))) } else { least };
    let contradicted = if least == 0 { 0 } else { contradicted };
    let omitted = (left.weight.max(right.weight) - contradicted).max(0);
    let body = asked.body || listed.body;
    let (contradiction, omission) = if body { (BODY_CONTRADICTION, BODY_OMISSION) } else { (CONTRADICTION, OMISSION) };
    if contradicted > 0 {
        let points = -contradiction * contradicted / (agreed + contradicted);
        evidence.add(Reason::NamePartsContradict { asked: left.text.clone(), listed: right.text.clone() }, points);
    }
    if omitted > 0 {
        let points = -omission * omitted / (agreed + contradicted + omitted);
        if left.weight > right.weight {
            evidence.add(Reason::NamePartsAdded { asked: left.text }, points);
        } else {
            evidence.add(Reason::NamePartsMissing { listed: right.text }, points);
        }
    }
    if pairs.iter().all(|pair| pair.link == Link::Initial || (pair.link == Link::Same && is_initial(asked, pair))) {
        evidence.add(Reason::NameOnlyInitials, INITIALS);
        return;
    }
    let words: usize = pairs.iter().map(|pair| pair.asked.1.max(pair.listed.1)).sum();
    if words == 1 && (asked.tokens.len() > 1 || listed.tokens.len() > 1) && !body {
        evidence.add(Reason::NameSinglePart, SINGLE);
    }
}

fn is_initial(asked: &Name, pair: &Pair) -> bool {
    tokens(asked, pair.asked).iter().all(|token| token.kind == Kind::Initial)
}

struct Rest {
    weight: i32,
    initial: bool,
    text: Box<str>,
}

/// The words of `name` that no pair holds. Repeated words hardly count; a dropped maternal surname or a husband's
/// surname counts half.
fn rest(name: &Name, other: &Name, paired: impl Iterator<Item = (usize, usize)>) -> Rest {
    let mut used = 0_u32;
    for (at, count) in paired {
        used |= ((1 << count) - 1) << at;
    }
    let (mut weight, mut initial) = (0, false);
    let mut words: Vec<&str> = Vec::new();
    for (at, token) in name.tokens.iter().enumerate().take(super::pairing::MOST) {
        if used & (1 << at) != 0 {
            continue;
        }
        let repeated =
            name.tokens.iter().enumerate().any(|(place, same)| place != at && used & (1 << place) != 0 && same.letters == token.letters);
        let maternal = at + 1 == name.tokens.len() && at >= 2 && is_iberian_surname(&token.letters) && used & (1 << (at - 1)) != 0;
        weight += match () {
            () if repeated => 10,
            () if token.married || maternal => i32::from(token.weight) / 2,
            () if other.cut && at > 0 => i32::from(token.weight) / 2,
            () => i32::from(token.weight),
        };
        initial |= token.kind == Kind::Initial;
        words.push(&token.letters);
    }
    Rest { weight, initial, text: words.join(" ").into_boxed_str() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(asked: &str, listed: &str) -> i32 {
        compare_names(&NameText::Whole(asked.into()), &NameText::Whole(listed.into())).score
    }

    #[test]
    fn the_same_person_however_written() {
        for (asked, listed) in [
            ("ABDULRAHMAN ALHARBI", "Abd al-Rahman al-Harbi"),
            ("OLEKSANDR HRYHORENKO", "Александр Григоренко"),
            ("王伟", "WANG WEI"),
            ("Jon Smith", "John Smith"),
            ("Smith, John", "John Smith"),
            ("Maria Garcia", "Maria Garcia Lopez"),
            ("Maria Garcia de Perez", "Maria Garcia Lopez"),
            ("SergeiLavrov", "Sergei Lavrov"),
            ("Kim Jong-un", "김정은"),
            ("Osama bin Laden", "Usāma bin Muhammad ibn Awad ibn Lādin"),
        ] {
            assert!(score(asked, listed) >= MATCH, "{asked} / {listed}: {}", score(asked, listed));
        }
    }

    #[test]
    fn another_person_however_alike() {
        for (asked, listed) in [
            ("Maria Fernandez Lopez", "Maria Garcia Lopez"),
            ("Maria Lopez Garcia", "Maria Garcia Lopez"),
            ("Salman bin Mohammed", "Mohammed bin Salman"),
            ("Hafez al-Assad", "Bashar al-Assad"),
            ("Hans O Friedrich", "Hans Joachim Friedrich"),
        ] {
            assert!(score(asked, listed) < MATCH, "{asked} / {listed}: {}", score(asked, listed));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_name_agrees_with_itself_and_both_ways(one in "[A-Za-z]{2,9}( [A-Za-z]{1,9}){0,4}", other in "[A-Za-z]{2,9}( [A-Za-z]{1,9}){0,4}") {
            proptest::prop_assert_eq!(score(&one, &one), 1_000);
            proptest::prop_assert_eq!(score(&one, &other), score(&other, &one));
        }

        #[test]
        fn garbage_never_panics(one in "\\PC{0,80}", other in "\\PC{0,80}") {
            let result = compare_names(&NameText::Whole(one), &NameText::Whole(other));
            proptest::prop_assert_eq!(result.score, result.evidence.score());
        }
    }
}
