//! The kinds of traveller: how many, how often, when, in what capacity.
//!
//! To add a kind: a variant, a line in every table here, and its share in the crate's documentation.

use garita_domain::TrafficClass;

/// Why somebody comes to this post. Ground truth, not a traffic class: an officer sees only the latter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TravellerKind {
    /// Works on the other side and is back the same day.
    Commuter,
    /// Sells or buys on the other side, for some hours.
    Trader,
    /// A national of the post's country who leaves and returns, or lives abroad and visits.
    HomeNational,
    /// A foreigner who comes for some days.
    Visitor,
    /// Parents with children, crossing together.
    Family,
    /// A foreigner who lives in the post's country.
    Resident,
    /// Driver or crew on duty.
    Crew,
    /// A visitor from far away; often leaves at another post.
    Tourist,
    /// Came in at another post and leaves here for a third country.
    Transit,
    /// A national returned by another State, received in a group.
    Returnee,
}

/// Which days of the week are busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Working days.
    Work,
    /// Fridays to Sundays.
    Leisure,
    /// Every day alike.
    Even,
}

impl Rhythm {
    /// Every rhythm, in the order of the windows' tables.
    pub const ALL: [Self; 3] = [Self::Work, Self::Leisure, Self::Even];

    /// Weight of each day, Monday first.
    pub const fn week(self) -> [u32; 7] {
        match self {
            Self::Work => [10, 10, 10, 10, 10, 7, 3],
            Self::Leisure => [8, 7, 7, 8, 12, 14, 12],
            Self::Even => [1; 7],
        }
    }
}

impl TravellerKind {
    /// Every kind, in the order of the tables.
    pub const ALL: [Self; 10] = [
        Self::Commuter,
        Self::Trader,
        Self::HomeNational,
        Self::Visitor,
        Self::Family,
        Self::Resident,
        Self::Crew,
        Self::Tourist,
        Self::Transit,
        Self::Returnee,
    ];

    /// How many units (people who cross alone, or groups) are of this kind, in parts of all weights.
    pub(crate) const fn share(self) -> u32 {
        match self {
            Self::Commuter | Self::Trader => 30,
            Self::HomeNational => 300,
            Self::Visitor => 220,
            Self::Family => 50,
            Self::Resident | Self::Transit => 60,
            Self::Crew => 25,
            Self::Tourist => 130,
            Self::Returnee => 2,
        }
    }

    /// How often a person of this kind crosses beyond the first journey, against the others. 0: never again.
    pub(crate) const fn activity(self) -> u64 {
        match self {
            Self::Commuter => 150,
            Self::Trader => 70,
            Self::Crew => 50,
            Self::Resident => 6,
            Self::HomeNational => 4,
            Self::Visitor => 3,
            Self::Family => 2,
            Self::Tourist => 1,
            Self::Transit | Self::Returnee => 0,
        }
    }

    /// Which days.
    pub(crate) const fn rhythm(self) -> Rhythm {
        match self {
            Self::Commuter | Self::Trader | Self::Returnee => Rhythm::Work,
            Self::HomeNational | Self::Visitor | Self::Family | Self::Resident => Rhythm::Leisure,
            Self::Crew | Self::Tourist | Self::Transit => Rhythm::Even,
        }
    }

    /// Weight of each hour for setting out.
    pub(crate) const fn hours_out(self) -> &'static [u32; 24] {
        match self {
            Self::Commuter => &MORNING,
            Self::Crew => &ROUND_THE_CLOCK,
            Self::Trader
            | Self::HomeNational
            | Self::Visitor
            | Self::Family
            | Self::Resident
            | Self::Tourist
            | Self::Transit
            | Self::Returnee => &DAYTIME,
        }
    }

    /// Weight of each hour for coming back.
    pub(crate) const fn hours_back(self) -> &'static [u32; 24] {
        match self {
            Self::Crew => &ROUND_THE_CLOCK,
            Self::Commuter
            | Self::Trader
            | Self::HomeNational
            | Self::Visitor
            | Self::Family
            | Self::Resident
            | Self::Tourist
            | Self::Transit
            | Self::Returnee => &LATE,
        }
    }

    /// How long a journey takes.
    pub(crate) const fn stay(self) -> Stay {
        match self {
            Self::Commuter => Stay::Hours(7, 10),
            Self::Trader => Stay::Hours(2, 7),
            Self::Crew => Stay::Hours(6, 90),
            Self::Visitor => Stay::Days(1, 14),
            Self::HomeNational => Stay::Days(1, 10),
            Self::Family => Stay::Days(1, 9),
            Self::Resident => Stay::Days(2, 30),
            Self::Tourist | Self::Transit | Self::Returnee => Stay::Days(3, 30),
        }
    }

    /// In what capacity a person of this kind crosses.
    pub(crate) const fn class(self, belonging: Belonging) -> TrafficClass {
        match (self, belonging) {
            (Self::Crew, _) => TrafficClass::Crew,
            (Self::Returnee, _) => TrafficClass::Returnee,
            (_, Belonging::National) => TrafficClass::National,
            (Self::Commuter | Self::Trader, Belonging::Foreign) => TrafficClass::LocalTraffic,
            (Self::Resident, Belonging::Foreign) => TrafficClass::Resident,
            (Self::Transit, Belonging::Foreign) => TrafficClass::Transit,
            (Self::HomeNational | Self::Visitor | Self::Family | Self::Tourist, Belonging::Foreign) => TrafficClass::Visitor,
        }
    }
}

/// Whose national a person is, seen from the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// Of the post's country.
    National,
    /// Of any other.
    Foreign,
}

/// How long a journey takes, least and most.
#[derive(Clone, Copy)]
pub enum Stay {
    Hours(i64, i64),
    Days(i64, i64),
}

/// Days of stay given at entry, for classes that count them. Demonstration values: the national pack decides.
pub const fn days_granted(class: TrafficClass) -> Option<u16> {
    match class {
        TrafficClass::Visitor => Some(90),
        TrafficClass::LocalTraffic => Some(7),
        TrafficClass::Crew => Some(15),
        TrafficClass::Transit => Some(5),
        TrafficClass::National | TrafficClass::Resident | TrafficClass::Official | TrafficClass::Returnee => None,
    }
}

const MORNING: [u32; 24] = [0, 0, 0, 1, 4, 14, 20, 16, 8, 3, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const DAYTIME: [u32; 24] = [1, 1, 1, 1, 2, 4, 8, 10, 12, 12, 11, 10, 9, 9, 9, 9, 8, 7, 5, 4, 3, 2, 2, 1];
const LATE: [u32; 24] = [1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 8, 9, 10, 10, 11, 13, 15, 15, 12, 9, 6, 4, 2, 1];
const ROUND_THE_CLOCK: [u32; 24] = [3, 3, 3, 4, 5, 6, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 5, 5, 4, 3];
