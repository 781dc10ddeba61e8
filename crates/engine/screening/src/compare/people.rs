//! The score of a traveller and a listed person.

use super::{NameScore, score_names};
use crate::{
    ListedPerson, NameQuality, NameText, Subject,
    attribute::{self, Numbers},
    evidence::{Evidence, Reason},
    name::Name,
};

/// The score from which on a hit is an alert.
pub const ALERT: i32 = 700;

/// How much the agreeing parts of a name must say to count in full, in thousandths of a power of ten. It is not asked of
/// short lists or long ones alike: a score never depends on the list.
const RARE_ENOUGH: u32 = 6_000;
/// What every power of ten less takes.
const COMMON: u32 = 55;
/// What a weak alias takes.
const WEAK: i32 = -250;

/// What one listed person's best name says about a traveller, with everything else that is known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PersonComparison {
    /// The sum of the evidence.
    pub score: i32,
    /// Whether it is an alert: a score of [`ALERT`] or more, and more than a weak alias.
    pub alert: bool,
    /// The place of the listed name that agrees best.
    #[serde(skip)]
    pub name: usize,
    /// Why.
    pub evidence: Evidence,
}

/// A traveller prepared for any number of comparisons.
pub struct PreparedSubject<'a> {
    pub(crate) subject: &'a Subject,
    pub(crate) names: Vec<Name>,
    pub(crate) numbers: Numbers<'a>,
}

impl<'a> PreparedSubject<'a> {
    /// Takes the names apart once.
    pub fn new(subject: &'a Subject) -> Self {
        let names = subject.names.iter().map(Name::from).filter(|name| !name.is_empty()).collect();
        Self { subject, names, numbers: Numbers::from(subject.documents.as_slice()) }
    }
}

/// Compares a traveller with a listed person: what the index finds is scored by this and nothing else.
pub fn compare_people(subject: &Subject, person: &ListedPerson) -> PersonComparison {
    compare_prepared(&PreparedSubject::new(subject), person)
}

/// As [`compare_people`], for a traveller that is compared many times.
pub fn compare_prepared(subject: &PreparedSubject<'_>, person: &ListedPerson) -> PersonComparison {
    let attributes = attributes(subject, person);
    let mut best: Option<PersonComparison> = None;
    for (place, listed) in person.names.iter().enumerate() {
        let result = with_name(subject, place, &listed.text, listed.quality, &attributes);
        if best.as_ref().is_none_or(|best| (result.alert, result.score) > (best.alert, best.score)) {
            best = Some(result);
        }
    }
    best.unwrap_or_else(|| {
        let mut evidence = Evidence::default();
        evidence.add(Reason::NameDiffers, 0);
        finish(0, NameQuality::Strong, evidence, attributes)
    })
}

/// What is known besides the name.
pub(crate) fn attributes(subject: &PreparedSubject<'_>, person: &ListedPerson) -> Evidence {
    let mut evidence = Evidence::default();
    attribute::birth_date(subject.subject.birth_date, &person.birth_dates, &mut evidence);
    attribute::sex(subject.subject.sex, person.sex, &mut evidence);
    attribute::nationality(subject.subject.nationality, &person.nationalities, &mut evidence);
    attribute::documents(&subject.numbers, &person.documents, &mut evidence);
    evidence
}

/// The best of the traveller's names against one listed name.
pub(crate) fn with_name(
    subject: &PreparedSubject<'_>,
    place: usize,
    listed: &NameText,
    quality: NameQuality,
    attributes: &Evidence,
) -> PersonComparison {
    let listed = Name::from(listed);
    let names = subject.names.iter().map(|name| rated(score_names(name, &listed), quality));
    let best = names.max_by_key(Evidence::score).unwrap_or_else(|| {
        let mut evidence = Evidence::default();
        evidence.add(Reason::NameDiffers, 0);
        evidence
    });
    finish(place, quality, best, attributes.clone())
}

/// The evidence of a name with what its commonness and quality say.
fn rated(score: NameScore, quality: NameQuality) -> Evidence {
    let mut evidence = score.evidence;
    let common = commonness(score.says);
    if common < 0 && evidence.score() > 0 {
        evidence.add(Reason::NameCommon, common);
    }
    match quality {
        NameQuality::Weak => evidence.add(Reason::NameWeakAlias, WEAK),
        NameQuality::Strong => {}
    }
    evidence
}

/// What a name takes for being common.
pub(crate) fn commonness(says: u32) -> i32 {
    -i32::try_from(RARE_ENOUGH.saturating_sub(says) * COMMON / 1_000).unwrap_or(0)
}

fn finish(name: usize, quality: NameQuality, mut evidence: Evidence, attributes: Evidence) -> PersonComparison {
    // a weak alias alerts only beside something that is not a name
    let supported = attributes.pieces().iter().any(|piece| piece.points >= 100);
    evidence.extend(attributes);
    let score = evidence.score();
    let alert = score >= ALERT && (quality == NameQuality::Strong || supported);
    PersonComparison { score, alert, name, evidence }
}
