//! Units: people who cross alone, families, groups of returnees. A unit has consecutive traveller indexes.

use crate::{
    chance::{Chance, Question},
    kind::TravellerKind,
    nations::{Nation, Nations},
};

/// People who cross together.
#[derive(Clone, Copy)]
pub struct Unit {
    /// Index of the first member.
    pub first: u32,
    /// How many members.
    pub size: u16,
    /// Why they come.
    pub kind: TravellerKind,
    /// Of what nationality all of them are.
    pub nation: Nation,
    /// How much more often than others of their kind they cross: 1, 2, 4 ... 32, each half as common as the one before.
    pub zeal: u8,
    /// Where they live.
    pub lives: Lives,
}

/// Where people live, which decides whether a journey begins with an exit or an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lives {
    /// In the post's country.
    Here,
    /// Elsewhere.
    Elsewhere,
}

/// Whether a unit may be a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// People alone, and groups of at most this many.
    UpTo(u32),
    /// People alone.
    Alone,
}

impl Unit {
    /// The unit that begins at traveller `first`.
    pub fn draw(seed: u64, first: u32, company: Company, nations: &Nations) -> Self {
        let mut chance = Chance::new(seed, Question::Unit, u64::from(first));
        let room = match company {
            Company::UpTo(room) => i64::from(room),
            Company::Alone => 1,
        };
        // The first traveller is a commuter: somebody must be able to take what is left when crossings are shared out.
        let kinds = TravellerKind::ALL.map(|kind| match kind {
            TravellerKind::Commuter => kind.share(),
            _ if first == 0 => 0,
            TravellerKind::Family | TravellerKind::Returnee if room < 2 => 0,
            TravellerKind::Trader
            | TravellerKind::HomeNational
            | TravellerKind::Visitor
            | TravellerKind::Resident
            | TravellerKind::Crew
            | TravellerKind::Tourist
            | TravellerKind::Transit
            | TravellerKind::Family
            | TravellerKind::Returnee => kind.share(),
        });
        let kind = TravellerKind::ALL.get(chance.weighted(kinds.into_iter())).copied().unwrap_or(TravellerKind::Commuter);
        let size = match kind {
            TravellerKind::Family => chance.between(2, 6).min(room),
            TravellerKind::Returnee => chance.between(8, 30).min(room),
            TravellerKind::Commuter
            | TravellerKind::Trader
            | TravellerKind::HomeNational
            | TravellerKind::Visitor
            | TravellerKind::Resident
            | TravellerKind::Crew
            | TravellerKind::Tourist
            | TravellerKind::Transit => 1,
        };
        let nation = nations.draw(kind, &mut chance);
        let zeal = 1_u8 << u32::min(chance.below(64).trailing_ones(), 5);
        let lives = match kind {
            TravellerKind::Resident => Lives::Here,
            TravellerKind::HomeNational if chance.happens(2_000) => Lives::Elsewhere,
            _ if nation == Nation::HOME => Lives::Here,
            TravellerKind::Commuter
            | TravellerKind::Trader
            | TravellerKind::HomeNational
            | TravellerKind::Visitor
            | TravellerKind::Family
            | TravellerKind::Crew
            | TravellerKind::Tourist
            | TravellerKind::Transit
            | TravellerKind::Returnee => Lives::Elsewhere,
        };
        Self { first, size: u16::try_from(size).unwrap_or(1), kind, nation, zeal, lives }
    }

    /// All units of a world, in order of their travellers.
    pub fn all(seed: u64, travellers: u32, nations: &Nations) -> Vec<Self> {
        let mut units = Vec::new();
        let mut first = 0;
        while first < travellers {
            let unit = Self::draw(seed, first, Company::UpTo(travellers - first), nations);
            first = first.saturating_add(u32::from(unit.size));
            units.push(unit);
        }
        units
    }

    /// How many crossings of one member weigh, against others.
    pub fn activity(&self) -> u64 {
        self.kind.activity() * u64::from(self.zeal)
    }

    /// The traveller index of each member.
    pub fn members(&self) -> impl Iterator<Item = u32> + use<> {
        (self.first..).take(usize::from(self.size))
    }
}
