//! The nationalities of the world: how often they come, how their names are built, what their documents look like.
//!
//! To add a nation: a line in [`TABLE`]; a culture or a number shape of its own only when it needs one.

use garita_domain::{CountryCode, TrafficClass};

use crate::{
    chance::Chance,
    kind::{Belonging, TravellerKind},
    names::Culture,
    settings::{Settings, WorldError},
};

/// How far a nation lies from the post, which decides as what its people come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Travels in the region with an identity card.
    Region,
    /// Comes with a passport.
    Near,
    /// Comes with a passport, from far.
    Far,
}

struct Line {
    code: &'static str,
    reach: Reach,
    /// How often, against the others of the same reach.
    weight: u32,
    culture: Culture,
    /// Passport numbers: `A` is any letter, `9` any digit, all else stands as it is.
    passport: &'static str,
}

const TABLE: &[Line] = &[
    line("HND", Reach::Region, 8, Culture::Honduran, "A999999"),
    line("GTM", Reach::Region, 8, Culture::Guatemalan, "999999999"),
    line("SLV", Reach::Region, 7, Culture::Spanish, "A99999999"),
    line("NIC", Reach::Region, 5, Culture::Spanish, "C99999999"),
    line("CRI", Reach::Near, 5, Culture::Spanish, "A9999999"),
    line("PAN", Reach::Near, 3, Culture::Spanish, "PA9999999"),
    line("MEX", Reach::Near, 6, Culture::Spanish, "A99999999"),
    line("COL", Reach::Near, 6, Culture::Spanish, "AA999999"),
    line("VEN", Reach::Near, 9, Culture::Spanish, "999999999"),
    line("CUB", Reach::Near, 5, Culture::Spanish, "A999999"),
    line("DOM", Reach::Near, 3, Culture::Spanish, "AA9999999"),
    line("ECU", Reach::Near, 4, Culture::Spanish, "A9999999"),
    line("HTI", Reach::Near, 4, Culture::French, "AA9999999"),
    line("BLZ", Reach::Near, 2, Culture::English, "P9999999"),
    line("USA", Reach::Far, 14, Culture::English, "A99999999"),
    line("CAN", Reach::Far, 3, Culture::English, "AA999999"),
    line("ESP", Reach::Far, 4, Culture::Spanish, "AAA999999"),
    line("FRA", Reach::Far, 3, Culture::French, "99AA99999"),
    line("D", Reach::Far, 4, Culture::German, "C99999999"),
    line("ITA", Reach::Far, 2, Culture::Italian, "AA9999999"),
    line("BRA", Reach::Far, 2, Culture::Portuguese, "AA999999"),
    line("CHN", Reach::Far, 2, Culture::Chinese, "E99999999"),
    line("IND", Reach::Far, 2, Culture::Indian, "A9999999"),
];

const fn line(code: &'static str, reach: Reach, weight: u32, culture: Culture, passport: &'static str) -> Line {
    Line { code, reach, weight, culture, passport }
}

/// A nationality: its place in [`Nations`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nation(usize);

impl Nation {
    /// The post's country.
    pub const HOME: Self = Self(0);
    /// The country on the other side.
    pub const NEIGHBOUR: Self = Self(1);

    /// Whose national this is, seen from the post.
    pub fn belonging(self) -> Belonging {
        if self == Self::HOME { Belonging::National } else { Belonging::Foreign }
    }

    /// In what capacity a national of this country crosses.
    pub fn class(self, kind: TravellerKind) -> TrafficClass {
        kind.class(self.belonging())
    }
}

struct Known {
    code: CountryCode,
    reach: Reach,
    weight: u32,
    culture: Culture,
    passport: &'static str,
}

/// All nationalities of one world: home first, then the neighbour, then the others.
pub struct Nations(Vec<Known>);

impl Nations {
    /// The table, arranged around the post.
    pub fn new(settings: &Settings) -> Result<Self, WorldError> {
        if settings.home == settings.neighbour {
            return Err(WorldError::SameCountry);
        }
        let mut all = Vec::with_capacity(TABLE.len() + 2);
        for code in [settings.home, settings.neighbour] {
            let known = TABLE.iter().find(|line| line.code == code.as_str());
            let (culture, passport) = known.map_or((Culture::Spanish, "AA9999999"), |line| (line.culture, line.passport));
            // Neighbours travel between each other with identity cards, wherever the post stands.
            all.push(Known { code, reach: Reach::Region, weight: 8, culture, passport });
        }
        for line in TABLE {
            let code = CountryCode::parse(line.code).map_err(WorldError::ReadCountry)?;
            if code != settings.home && code != settings.neighbour {
                all.push(Known { code, reach: line.reach, weight: line.weight, culture: line.culture, passport: line.passport });
            }
        }
        Ok(Self(all))
    }

    /// The nationality of a unit of this kind.
    pub fn draw(&self, kind: TravellerKind, chance: &mut Chance) -> Nation {
        match kind {
            TravellerKind::HomeNational | TravellerKind::Returnee => Nation::HOME,
            TravellerKind::Commuter | TravellerKind::Trader => {
                if chance.happens(4_000) {
                    Nation::HOME
                } else {
                    Nation::NEIGHBOUR
                }
            }
            TravellerKind::Family => {
                if chance.happens(5_000) {
                    Nation::HOME
                } else {
                    self.foreign(chance, |reach| u32::from(reach != Reach::Far))
                }
            }
            TravellerKind::Crew => self.any(chance, 0, |reach| u32::from(reach == Reach::Region)),
            TravellerKind::Visitor => self.foreign(chance, |reach| match reach {
                Reach::Region => 5,
                Reach::Near => 1,
                Reach::Far => 0,
            }),
            TravellerKind::Resident => self.foreign(chance, |reach| match reach {
                Reach::Region => 4,
                Reach::Near | Reach::Far => 1,
            }),
            TravellerKind::Tourist => self.foreign(chance, |reach| u32::from(reach == Reach::Far)),
            TravellerKind::Transit => self.foreign(chance, |reach| match reach {
                Reach::Region => 0,
                Reach::Near => 4,
                Reach::Far => 1,
            }),
        }
    }

    /// The code in documents.
    pub fn code(&self, nation: Nation) -> Option<CountryCode> {
        self.0.get(nation.0).map(|known| known.code)
    }

    /// How names are built.
    pub fn culture(&self, nation: Nation) -> Culture {
        self.0.get(nation.0).map_or(Culture::Spanish, |known| known.culture)
    }

    /// The shape of passport numbers.
    pub fn passport(&self, nation: Nation) -> &'static str {
        self.0.get(nation.0).map_or("AA9999999", |known| known.passport)
    }

    /// Whether people travel in the region with an identity card.
    pub fn has_travel_card(&self, nation: Nation) -> bool {
        self.0.get(nation.0).is_some_and(|known| known.reach == Reach::Region)
    }

    fn foreign(&self, chance: &mut Chance, times: impl Fn(Reach) -> u32 + Copy) -> Nation {
        self.any(chance, 1, times)
    }

    fn any(&self, chance: &mut Chance, from: usize, times: impl Fn(Reach) -> u32 + Copy) -> Nation {
        let weights = self.0.iter().enumerate().map(move |(place, known)| if place < from { 0 } else { known.weight * times(known.reach) });
        Nation(chance.weighted(weights))
    }
}

#[cfg(test)]
mod tests {
    use garita_domain::Timestamp;

    use super::*;
    use crate::chance::Question;

    #[test]
    fn any_two_countries_can_share_the_border_and_only_home_nationals_are_returned() {
        let mut settings = Settings::demonstration(1, Timestamp::from_micros(0)).unwrap();
        for (home, neighbour) in [("HND", "GTM"), ("BRA", "COL"), ("D", "FRA"), ("KEN", "UGA")] {
            (settings.home, settings.neighbour) = (CountryCode::parse(home).unwrap(), CountryCode::parse(neighbour).unwrap());
            let nations = Nations::new(&settings).unwrap();
            assert_eq!(nations.code(Nation::HOME), Some(settings.home));
            assert_eq!(nations.code(Nation::NEIGHBOUR), Some(settings.neighbour));
            for index in 0..200 {
                let mut chance = Chance::new(9, Question::Unit, index);
                assert!(nations.draw(TravellerKind::Returnee, &mut chance) == Nation::HOME);
                for foreign in [TravellerKind::Visitor, TravellerKind::Resident, TravellerKind::Tourist, TravellerKind::Transit] {
                    assert!(nations.draw(foreign, &mut chance) != Nation::HOME);
                }
            }
        }
        settings.neighbour = settings.home;
        assert_eq!(Nations::new(&settings).err(), Some(WorldError::SameCountry));
    }
}
