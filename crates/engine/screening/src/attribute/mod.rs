//! What is known besides the name: birth date, sex, nationality, documents.
//!
//! What this room is for: one piece of evidence for each of them, or none when either side does not know. A true
//! attribute never takes points away: each rule gives zero or more to everything that can be true. It must not know
//! names.

mod birth;
mod document;

pub(crate) use birth::birth_date;
pub(crate) use document::{Numbers, documents, same_as_read};

use garita_domain::{CountryCode, Sex};

use crate::evidence::{Evidence, Reason};

/// The same sex.
const SEX_SAME: i32 = 20;
/// The other sex. Lists and documents err here now and then.
const SEX_DIFFERS: i32 = -150;
/// One of the nationalities.
const NATIONALITY_SAME: i32 = 60;
/// None of the nationalities: many people have one that a list does not know.
const NATIONALITY_DIFFERS: i32 = -60;

/// The most that birth date, sex and nationality together can add.
pub(crate) const MOST: i32 = birth::SAME + SEX_SAME + NATIONALITY_SAME;

/// The most that the birth date alone can add.
pub(crate) const MOST_BIRTH: i32 = birth::SAME;

/// Weighs the sex.
pub(crate) fn sex(asked: Sex, listed: Sex, evidence: &mut Evidence) {
    match (asked, listed) {
        (Sex::Unspecified, _) | (_, Sex::Unspecified) => {}
        _ if asked == listed => evidence.add(Reason::SexSame, SEX_SAME),
        _ => evidence.add(Reason::SexDiffers, SEX_DIFFERS),
    }
}

/// Weighs the nationality. Codes of people without a State say nothing.
pub(crate) fn nationality(asked: Option<CountryCode>, listed: &[CountryCode], evidence: &mut Evidence) {
    let says = |code: &CountryCode| !code.as_str().starts_with("XX");
    let Some(asked) = asked.filter(says) else { return };
    if listed.contains(&asked) {
        evidence.add(Reason::NationalitySame, NATIONALITY_SAME);
    } else if !listed.is_empty() && listed.iter().all(says) {
        evidence.add(Reason::NationalityDiffers, NATIONALITY_DIFFERS);
    }
}
