//! The world: everybody, everything they did, and the truth about it.

use garita_domain::Timestamp;

use crate::{
    arrivals::Arrivals,
    budget::share_out,
    conveyance::conveyance,
    crossing::{BOOTHS, OFFICERS, SimulatedCrossing},
    inspection::{Noted, Record, Way, inspect, leave_waiting},
    itinerary::steps,
    kind::Belonging,
    nations::Nations,
    settings::{Settings, WorldError},
    traveller::{Maker, Traveller},
    truth::{Anomaly, Truth},
    unit::{Company, Unit},
    window::Window,
};

/// A synthetic border world. About 25 bytes a crossing and 20 a traveller; people are made when asked for.
pub struct World {
    pub(crate) seed: u64,
    pub(crate) travellers: u32,
    nations: Nations,
    window: Window,
    records: Vec<Record>,
    truth: Truth,
}

impl World {
    /// Makes the world of these settings.
    pub fn new(settings: &Settings) -> Result<Self, WorldError> {
        let Settings { seed, travellers, crossings, .. } = *settings;
        let window = Window::new(settings)?;
        let nations = Nations::new(settings)?;
        if travellers == 0 && crossings > 0 {
            return Err(WorldError::NoTravellers);
        }
        if u64::from(crossings) > u64::from(travellers) * u64::from(window.days()) * 4 {
            return Err(WorldError::TooManyCrossings { crossings, travellers });
        }
        let units = Unit::all(seed, travellers, &nations);
        let legs = share_out(seed, &units, crossings);
        let mut noted: Vec<Noted> = Vec::with_capacity(usize::try_from(crossings).unwrap_or(0));
        for (unit, legs) in units.iter().zip(legs) {
            let steps = steps(seed, unit, legs, &window);
            for traveller in unit.members() {
                inspect(&Way { seed, unit, steps: &steps }, traveller, &nations, &window, &mut noted);
            }
        }
        noted.sort_unstable_by_key(|noted| (noted.record.second, noted.record.traveller));
        let truth = Truth::of_units(units);
        let may_wait =
            |traveller| truth.unit(traveller).is_some_and(|unit| unit.size == 1 && unit.nation.belonging() == Belonging::Foreign);
        leave_waiting(seed, &mut noted, may_wait, &window);
        let (records, truth) = part(&noted, travellers, truth);
        Ok(Self { seed, travellers, nations, window, records, truth })
    }

    /// How many travellers there are: their indexes are 0 up to this.
    pub const fn travellers(&self) -> u32 {
        self.travellers
    }

    /// The person with this index, made anew at each call. Indexes beyond the last traveller are strangers of
    /// [`World::arrivals`].
    pub fn traveller(&self, index: u32) -> Result<Traveller, WorldError> {
        let maker = Maker { seed: self.seed, nations: &self.nations, window: &self.window };
        maker.traveller(index, &self.unit(index))
    }

    /// All crossings in order of time.
    pub fn crossings(&self) -> impl ExactSizeIterator<Item = SimulatedCrossing> + '_ {
        self.records.iter().map(|record| self.crossing(record))
    }

    /// An endless sequence of people at the booths, to load a post with. `known` of ten thousand have crossed before, the
    /// busy ones more often; the others are strangers.
    pub fn arrivals(&self, seed: u64, known: u32) -> Arrivals<'_> {
        Arrivals::new(self, seed, known)
    }

    /// What no post knows.
    pub const fn truth(&self) -> &Truth {
        &self.truth
    }

    /// The first instant of the period: local midnight.
    pub fn begins(&self) -> Timestamp {
        self.window.at(0)
    }

    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) const fn nations(&self) -> &Nations {
        &self.nations
    }

    pub(crate) const fn window(&self) -> &Window {
        &self.window
    }

    pub(crate) fn unit(&self, traveller: u32) -> Unit {
        self.truth.unit(traveller).copied().unwrap_or_else(|| Unit::draw(self.seed, traveller, Company::Alone, &self.nations))
    }

    fn crossing(&self, record: &Record) -> SimulatedCrossing {
        let unit = self.unit(record.traveller);
        SimulatedCrossing {
            traveller: record.traveller,
            document: record.document,
            occurred: self.window.at(record.second),
            direction: record.direction,
            class: unit.nation.class(unit.kind),
            conveyance: conveyance(self.seed, &unit),
            line: record.line,
            outcome: record.outcome,
            officer: on_duty(record.second, record.booth),
            booth: record.booth,
        }
    }
}

/// Shifts of eight hours from six, two and ten o'clock; four groups of officers follow each other.
fn on_duty(second: u32, booth: u8) -> u8 {
    let shift = (second + 2 * 3600) / (8 * 3600);
    let group = u8::try_from(shift % u32::from(OFFICERS / BOOTHS)).unwrap_or(0);
    group * BOOTHS + booth
}

/// Parts what a post records from what it cannot know.
fn part(noted: &[Noted], travellers: u32, truth: Truth) -> (Vec<Record>, Truth) {
    let mut anomalies = Vec::new();
    let mut shown = vec![0_u16; usize::try_from(travellers).unwrap_or(0)];
    for (place, noted) in (0_u32..).zip(noted) {
        anomalies.extend(Anomaly::ALL.into_iter().filter(|anomaly| noted.anomalies & anomaly.bit() != 0).map(|anomaly| (place, anomaly)));
        let traveller = usize::try_from(noted.record.traveller).unwrap_or(usize::MAX);
        if let (Some(shown), Some(document)) = (shown.get_mut(traveller), noted.record.document) {
            *shown |= 1_u16.checked_shl(u32::from(document)).unwrap_or(0);
        }
    }
    (noted.iter().map(|noted| noted.record).collect(), truth.with_crossings(anomalies, shown))
}
