//! Ground truth: what no post knows. Compare with what the program found; never show it to the desk.

use std::ops::Range;

use crate::{kind::TravellerKind, unit::Unit};

/// What is odd about a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anomaly {
    /// Somebody else shows a document within two hours of its holder, the same way.
    DocumentShownAgain,
    /// The same person went the same way before: a crossing between the two happened elsewhere.
    CrossingElsewhere,
    /// An exit after more days than were granted.
    Overstay,
    /// The document was past its expiry.
    ExpiredDocument,
    /// The document had been reported lost.
    LostDocument,
    /// An entry whose days are over without an exit: the person left by another post.
    LeftElsewhere,
    /// An entry whose days are over without an exit: the person is still in the country.
    StillInside,
}

impl Anomaly {
    /// Every anomaly.
    pub const ALL: [Self; 7] = [
        Self::DocumentShownAgain,
        Self::CrossingElsewhere,
        Self::Overstay,
        Self::ExpiredDocument,
        Self::LostDocument,
        Self::LeftElsewhere,
        Self::StillInside,
    ];

    /// The bit that stands for it.
    pub(crate) const fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// What no post knows.
pub struct Truth {
    /// By crossing, then anomaly.
    anomalies: Vec<(u32, Anomaly)>,
    /// For each traveller, a bit for each document shown at this post.
    shown: Vec<u16>,
    units: Vec<Unit>,
}

/// One person who showed several documents at this post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamePerson {
    /// Who.
    pub traveller: u32,
    /// The places of the documents in the traveller's list: two or more.
    pub documents: Vec<u8>,
}

impl Truth {
    pub(crate) const fn of_units(units: Vec<Unit>) -> Self {
        Self { anomalies: Vec::new(), shown: Vec::new(), units }
    }

    pub(crate) fn with_crossings(self, anomalies: Vec<(u32, Anomaly)>, shown: Vec<u16>) -> Self {
        Self { anomalies, shown, ..self }
    }

    /// All odd crossings: their place in the stream, and what is odd. In order of both.
    pub fn anomalies(&self) -> &[(u32, Anomaly)] {
        &self.anomalies
    }

    /// What is odd about the crossing at this place of the stream.
    pub fn of_crossing(&self, place: u32) -> impl Iterator<Item = Anomaly> + '_ {
        let from = self.anomalies.partition_point(|(crossing, _)| *crossing < place);
        self.anomalies.iter().skip(from).take_while(move |(crossing, _)| *crossing == place).map(|(_, anomaly)| *anomaly)
    }

    /// The people behind more than one shown document, in order.
    pub fn same_people(&self) -> impl Iterator<Item = SamePerson> + '_ {
        (0_u32..)
            .zip(&self.shown)
            .filter(|(_, shown)| shown.count_ones() > 1)
            .map(|(traveller, shown)| SamePerson { traveller, documents: (0..16).filter(|place| shown >> place & 1 == 1).collect() })
    }

    /// Why somebody comes; `None` beyond the last traveller.
    pub fn kind(&self, traveller: u32) -> Option<TravellerKind> {
        self.unit(traveller).map(|unit| unit.kind)
    }

    /// The travellers somebody crosses with, themselves included; `None` beyond the last traveller.
    pub fn companions(&self, traveller: u32) -> Option<Range<u32>> {
        self.unit(traveller).map(|unit| unit.first..unit.first + u32::from(unit.size))
    }

    pub(crate) fn unit(&self, traveller: u32) -> Option<&Unit> {
        let after = self.units.partition_point(|unit| unit.first <= traveller);
        self.units.get(after.checked_sub(1)?).filter(|unit| traveller < unit.first + u32::from(unit.size))
    }
}
