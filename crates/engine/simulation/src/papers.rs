//! Which documents a person holds over time, as dates alone: renewals, losses, second nationalities.
//!
//! Kept apart from names and numbers, because making a year of crossings needs only the dates.

use garita_domain::{DocumentKind, Sex};
use jiff::{Span, civil::Date};

use crate::{
    chance::{Chance, Question},
    kind::TravellerKind,
    nations::{Nation, Nations},
    unit::Unit,
    window::Window,
};

/// The most documents a person has, so that a set of them fits sixteen bits.
pub const MOST: usize = 16;

/// One document, without name and number. Days count from the first day of the window.
#[derive(Clone, Copy)]
pub struct Paper {
    pub kind: DocumentKind,
    pub issuer: Nation,
    pub nationality: Nation,
    pub issued: i64,
    /// The last day it is valid.
    pub expires: i64,
    /// The day it was reported lost.
    pub lost: Option<i64>,
    pub spelling: Spelling,
}

/// How the name stands in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As the holder writes it.
    Usual,
    /// As another office wrote it.
    Otherwise,
}

/// How a shown document stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Valid, or none shown.
    Sound,
    /// Past its expiry.
    Expired,
    /// Reported lost before.
    Lost,
}

/// What is sure about a person before any name is known.
#[derive(Clone, Copy)]
pub struct Person {
    /// Birth, in days from the first day of the window (negative).
    pub born: i64,
    pub sex: Sex,
    /// How much of the birth date the documents show.
    pub birth_known: BirthKnown,
    pub place: Place,
}

/// How much of a birth date is known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BirthKnown {
    Day,
    Month,
    Year,
}

/// A person's place in the unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Crosses alone, or in a group of unrelated people.
    Alone,
    /// A parent.
    Parent,
    /// A child of the family.
    Child,
}

impl Person {
    /// The person with this traveller index, a member of `unit`.
    pub fn draw(seed: u64, index: u32, unit: &Unit) -> Self {
        let mut chance = Chance::new(seed, Question::Person, u64::from(index));
        let member = index.saturating_sub(unit.first);
        let place = match unit.kind {
            TravellerKind::Family if member == 0 || (member == 1 && has_two_parents(seed, unit)) => Place::Parent,
            TravellerKind::Family => Place::Child,
            TravellerKind::Commuter
            | TravellerKind::Trader
            | TravellerKind::HomeNational
            | TravellerKind::Visitor
            | TravellerKind::Resident
            | TravellerKind::Crew
            | TravellerKind::Tourist
            | TravellerKind::Transit
            | TravellerKind::Returnee => Place::Alone,
        };
        let years = match place {
            Place::Alone => 18 + chance.between(0, 28) + chance.between(0, 28),
            Place::Parent => chance.between(28, 48),
            Place::Child => chance.between(1, 13),
        };
        let born = -(years * 36_525 / 100) - chance.between(1, 365);
        let women = if unit.kind == TravellerKind::Crew { 400 } else { 5_000 };
        let mut sex = if chance.happens(women) { Sex::Female } else { Sex::Male };
        if place == Place::Parent && member == 1 {
            sex = match Self::draw(seed, unit.first, unit).sex {
                Sex::Male => Sex::Female,
                Sex::Female | Sex::Unspecified => Sex::Male,
            };
        } else if place == Place::Alone && chance.happens(15) {
            sex = Sex::Unspecified;
        }
        let birth_known = match chance.below(600) {
            0 if years > 45 => BirthKnown::Year,
            1 if years > 45 => BirthKnown::Month,
            _ => BirthKnown::Day,
        };
        Self { born, sex, birth_known, place }
    }

    /// The documents of this person, in the order they were first issued within each series.
    pub fn papers(&self, seed: u64, index: u32, unit: &Unit, nations: &Nations, window: &Window) -> Vec<Paper> {
        let mut chance = Chance::new(seed, Question::Papers, u64::from(index));
        let mut papers = Vec::with_capacity(4);
        for (place, kind) in first_kinds(unit, nations, &mut chance).into_iter().flatten().enumerate() {
            let issuer = if kind == DocumentKind::ResidenceCard { Nation::HOME } else { unit.nation };
            let spelling = if place > 0 && chance.happens(600) { Spelling::Otherwise } else { Spelling::Usual };
            let first = Paper { kind, issuer, nationality: unit.nation, issued: 0, expires: 0, lost: None, spelling };
            self.series(first, window, &mut chance, &mut papers);
        }
        if unit.kind == TravellerKind::HomeNational && chance.happens(300) {
            let other = nations.draw(TravellerKind::Tourist, &mut chance);
            let spelling = if chance.happens(5_000) { Spelling::Otherwise } else { Spelling::Usual };
            let first =
                Paper { kind: DocumentKind::Passport, issuer: other, nationality: other, issued: 0, expires: 0, lost: None, spelling };
            self.series(first, window, &mut chance, &mut papers);
        }
        papers.truncate(MOST);
        papers
    }

    /// A document and what replaced it when it ended or was lost.
    fn series(&self, first: Paper, window: &Window, chance: &mut Chance, papers: &mut Vec<Paper>) {
        let years = validity(first.kind);
        let end = i64::from(window.days());
        let oldest = -(years * 365);
        let mut issued = chance.between(oldest.max(self.born + 30).min(-1), -1);
        while papers.len() < MOST {
            let expires = window.day_number(after(window.date(issued), years)) - 1;
            let lost = chance.happens(150).then(|| chance.between(issued.max(0), expires.min(end)));
            papers.push(Paper { issued, expires, lost, ..first });
            issued = match lost {
                Some(lost) => lost + chance.between(3, 20),
                // One in ten lets a document lapse.
                None if expires >= end || chance.happens(1_000) => return,
                None => (expires - chance.between(-10, 60)).max(issued + 1),
            };
            if issued >= end {
                return;
            }
        }
    }
}

/// Whether a family crosses with both parents.
pub fn has_two_parents(seed: u64, unit: &Unit) -> bool {
    unit.size > 2 && Chance::new(seed, Question::FamilyName, u64::from(unit.first) | 1 << 40).happens(7_000)
}

/// Which document is shown on a day, and how it stands. `before` is the one shown last: people keep to it.
pub fn shown(papers: &[Paper], day: i64, before: Option<u8>, chance: &mut Chance) -> (Option<u8>, Standing) {
    let at = |place: Option<u8>| place.and_then(|place| papers.get(usize::from(place)).map(|paper| (place, paper)));
    let sound = |paper: &Paper| paper.issued <= day && day <= paper.expires && paper.lost.is_none_or(|lost| day < lost);
    let odd = chance.happens(700);
    let other = chance.happens(1_500);
    if odd && let Some((place, _)) = places(papers).find(|(_, paper)| paper.lost.is_some_and(|lost| lost <= day) && day <= paper.expires) {
        return (Some(place), Standing::Lost);
    }
    if let Some((place, paper)) = at(before)
        && sound(paper)
        && !other
    {
        return (Some(place), Standing::Sound);
    }
    let usable = places(papers).filter(|(_, paper)| sound(paper));
    let count = u64::try_from(usable.clone().count()).unwrap_or(0);
    let pick = usize::try_from(chance.below(count)).unwrap_or(0);
    if let Some((place, _)) = usable.clone().nth(pick) {
        return (Some(place), Standing::Sound);
    }
    // Nothing is valid: the newest there is, or the first one ever had.
    let newest =
        places(papers).filter(|(_, paper)| paper.issued <= day).max_by_key(|(_, paper)| paper.expires).or_else(|| places(papers).next());
    match newest {
        Some((place, paper)) if day > paper.expires => (Some(place), Standing::Expired),
        Some((place, _)) => (Some(place), Standing::Lost),
        None => (None, Standing::Sound),
    }
}

fn places(papers: &[Paper]) -> impl Iterator<Item = (u8, &Paper)> + Clone {
    (0_u8..).zip(papers)
}

/// The kinds of document somebody holds at first; the first of them is the main one.
fn first_kinds(unit: &Unit, nations: &Nations, chance: &mut Chance) -> [Option<DocumentKind>; 2] {
    use DocumentKind::{BorderPass, CrewDocument, IdentityCard, Passport, ResidenceCard};
    let card = nations.has_travel_card(unit.nation);
    let main = if card && chance.happens(5_000) { IdentityCard } else { Passport };
    let other = if main == Passport { IdentityCard } else { Passport };
    match unit.kind {
        TravellerKind::Returnee if chance.happens(4_000) => [None, None],
        TravellerKind::Commuter | TravellerKind::Trader => match chance.below(100) {
            0..25 => [Some(BorderPass), None],
            25..35 => [Some(BorderPass), Some(main)],
            35..80 => [Some(IdentityCard), None],
            80..90 => [Some(IdentityCard), Some(Passport)],
            _ => [Some(Passport), None],
        },
        TravellerKind::Crew if chance.happens(2_000) => [Some(CrewDocument), Some(main)],
        TravellerKind::Resident => [Some(Passport), chance.happens(9_000).then_some(ResidenceCard)],
        TravellerKind::HomeNational
        | TravellerKind::Visitor
        | TravellerKind::Family
        | TravellerKind::Crew
        | TravellerKind::Tourist
        | TravellerKind::Transit
        | TravellerKind::Returnee => [Some(main), (card && chance.happens(2_500)).then_some(other)],
    }
}

/// Years a document is issued for. Demonstration values.
const fn validity(kind: DocumentKind) -> i64 {
    match kind {
        DocumentKind::IdentityCard | DocumentKind::Passport => 10,
        DocumentKind::BorderPass => 2,
        DocumentKind::ResidenceCard | DocumentKind::CrewDocument => 3,
        DocumentKind::Visa
        | DocumentKind::ConventionTravelDocument
        | DocumentKind::EmergencyDocument
        | DocumentKind::DrivingLicence
        | DocumentKind::Other => 1,
    }
}

fn after(date: Date, years: i64) -> Date {
    Span::new().try_years(years).map_or(date, |span| date.saturating_add(span))
}
