//! What the order of a name's parts says.

use super::pairing::Pair;
use crate::{
    evidence::{Evidence, Reason},
    name::{Field, Name, is_iberian_surname},
};

/// Father for son is another person, however alike the words.
const FATHER_SON: i32 = -450;
/// The maternal surname before the paternal one is another family.
const SURNAMES: i32 = -400;
/// Parts in no usual order.
const ORDER: i32 = -60;
/// Surnames taken for given names.
const FIELDS: i32 = -30;

/// Adds what order says against two names whose words were paired. Surname first or last is no difference.
pub(super) fn weigh(asked: &Name, listed: &Name, pairs: &[Pair], evidence: &mut Evidence) {
    if pairs.len() < 2 || asked.body || listed.body {
        return;
    }
    if fathers_exchanged(asked, listed, pairs) {
        evidence.add(Reason::NameFatherSonExchanged, FATHER_SON);
        return;
    }
    if surnames_exchanged(asked, listed, pairs) {
        evidence.add(Reason::NameSurnamesExchanged, SURNAMES);
        return;
    }
    if pairs.len() > 2 && !is_rotation(pairs) {
        evidence.add(Reason::NameOrder, ORDER);
    } else if fields_crossed(asked, listed, pairs) {
        evidence.add(Reason::NameFields, FIELDS);
    }
}

/// "X bin Y" against "Y bin X".
fn fathers_exchanged(asked: &Name, listed: &Name, pairs: &[Pair]) -> bool {
    let father = |name: &Name, at: usize| name.tokens.get(at).is_some_and(|token| token.father);
    let has_father = |name: &Name| name.tokens.iter().any(|token| token.father);
    if !has_father(asked) || !has_father(listed) {
        return false;
    }
    let up = pairs.iter().any(|pair| father(asked, pair.asked.0) && !father(listed, pair.listed.0) && pair.listed.0 == 0);
    let down = pairs.iter().any(|pair| !father(asked, pair.asked.0) && pair.asked.0 == 0 && father(listed, pair.listed.0));
    up && down
}

/// The two last words exchanged, both usual surnames of Spanish or Portuguese speakers, and the given names in place.
fn surnames_exchanged(asked: &Name, listed: &Name, pairs: &[Pair]) -> bool {
    let iberian = |at: usize| asked.tokens.get(at).is_some_and(|token| is_iberian_surname(&token.letters));
    pairs.windows(2).any(|two| {
        let [first, second] = two else { return false };
        let neighbours = second.asked.0 == first.asked.0 + 1 && first.listed.0 == second.listed.0 + 1;
        let last = second.asked.0 + 1 == asked.tokens.len() && first.listed.0 + 1 == listed.tokens.len();
        let given = pairs.iter().any(|pair| pair.asked.0 < first.asked.0 && pair.listed.0 < second.listed.0);
        let surnames = |name: &Name, at: usize| name.tokens.get(at).is_none_or(|token| token.field != Field::Given);
        let fielded = surnames(asked, first.asked.0) && surnames(listed, second.listed.0);
        neighbours && last && given && fielded && iberian(first.asked.0) && iberian(second.asked.0)
    })
}

/// In order, or in order after the surname was moved from one end to the other.
fn is_rotation(pairs: &[Pair]) -> bool {
    let descents = pairs.windows(2).filter(|two| matches!(two, [one, next] if next.listed.0 < one.listed.0)).count();
    let wraps = matches!((pairs.first(), pairs.last()), (Some(first), Some(last)) if last.listed.0 < first.listed.0);
    descents == 0 || (descents == 1 && wraps)
}

fn fields_crossed(asked: &Name, listed: &Name, pairs: &[Pair]) -> bool {
    pairs.iter().any(|pair| {
        let fields = (asked.tokens.get(pair.asked.0).map(|token| token.field), listed.tokens.get(pair.listed.0).map(|token| token.field));
        matches!(fields, (Some(Field::Surname), Some(Field::Given)) | (Some(Field::Given), Some(Field::Surname)))
    })
}
