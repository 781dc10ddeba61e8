//! The world as its callers see it.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use garita_domain::{CountryCode, Direction, DocumentNumber, MovementOutcome, PersonName, Timestamp, TrafficClass};
use garita_simulation::{Anomaly, BOOTHS, DocumentForm, OFFICERS, Outcome, Settings, SimulatedCrossing, TravellerKind, World, WorldError};

/// 22 November 2026, 10:17 at the post.
const UNTIL: Timestamp = Timestamp::from_micros(1_795_364_220_000_000);

fn settings(seed: u64, travellers: u32, crossings: u32) -> Settings {
    Settings { travellers, crossings, ..Settings::demonstration(seed, UNTIL).unwrap() }
}

fn world(seed: u64) -> World {
    World::new(&settings(seed, 1_500, 7_500)).unwrap()
}

/// FNV-1a over everything a caller can read.
fn digest(world: &World) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: String| {
        for byte in text.bytes() {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    world.crossings().for_each(|crossing| add(format!("{crossing:?}")));
    for index in 0..world.travellers() {
        let person = world.traveller(index).unwrap();
        add(format!("{} {} {:?} {}", person.name, person.birth_date, person.sex, person.nationality));
        for document in person.documents {
            let spelled = [document.name.to_string(), document.number.to_string(), document.issuer.to_string(), document.code.to_owned()];
            add(format!("{spelled:?} {} {} {:?} {:?}", document.issued, document.expiry, document.reported_lost, document.kind));
        }
    }
    world.truth().anomalies().iter().for_each(|odd| add(format!("{odd:?}")));
    world.arrivals(5, 7_000).take(500).for_each(|arrival| add(format!("{arrival:?}")));
    sum
}

#[test]
fn the_same_seed_gives_the_same_world_and_another_seed_another() {
    let first = digest(&world(1));
    assert_eq!(first, digest(&world(1)));
    assert_ne!(first, digest(&world(2)));
    // A change here changes every world: say so in the change log.
    assert_eq!(first, 0x2427_1492_bafc_c457, "{first:#x}");
}

#[test]
fn counts_are_exact_in_worlds_of_every_size() {
    let sizes = [(0, 0), (1, 0), (1, 1), (1, 1_001), (2, 3), (50, 20), (300, 300), (300, 431), (100, 20_000), (3_000, 9_999)];
    for (travellers, crossings) in sizes {
        let world = World::new(&settings(3, travellers, crossings)).unwrap();
        assert_eq!(world.crossings().len(), usize::try_from(crossings).unwrap(), "{travellers} {crossings}");
        let seen: BTreeSet<u32> = world.crossings().map(|crossing| crossing.traveller).collect();
        assert!(seen.iter().all(|traveller| *traveller < travellers));
        if crossings >= travellers {
            assert_eq!(seen.len(), usize::try_from(travellers).unwrap(), "everyone crosses: {travellers} {crossings}");
        }
    }
}

#[test]
fn crossings_stand_in_order_of_time_inside_the_period() {
    for months in [1, 12, 30] {
        let world = World::new(&Settings { months, ..settings(4, 2_000, 10_000) }).unwrap();
        let times: Vec<_> = world.crossings().map(|crossing| crossing.occurred).collect();
        assert!(times.is_sorted());
        assert!(times[0] >= world.begins() && times[times.len() - 1] < UNTIL);
        assert!(times[0].since(world.begins()) < 2 * Timestamp::DAY && UNTIL.since(times[times.len() - 1]) < Timestamp::DAY);
        assert!(world.crossings().all(|crossing| crossing.officer < OFFICERS && crossing.booth < BOOTHS));
    }
}

#[test]
fn everyone_goes_in_and_out_in_turn_but_where_the_truth_says_why_not() {
    let world = world(5);
    let mut last: BTreeMap<u32, (Direction, Timestamp)> = BTreeMap::new();
    let mut turns = 0;
    for (place, crossing) in (0..).zip(world.crossings()) {
        let odd: Vec<_> = world.truth().of_crossing(place).collect();
        if crossing.outcome.movement() == MovementOutcome::Refused || odd.contains(&Anomaly::DocumentShownAgain) {
            continue;
        }
        if let Some((direction, at)) = last.insert(crossing.traveller, (crossing.direction, crossing.occurred)) {
            assert!(crossing.occurred > at);
            assert_eq!(direction == crossing.direction, odd.contains(&Anomaly::CrossingElsewhere), "{place}");
            turns += 1;
        }
    }
    assert!(turns > 4_000);
}

#[test]
fn names_and_documents_are_sound_and_numbers_are_nobodys_twice() {
    let world = World::new(&settings(6, 5_000, 5_000)).unwrap();
    let mut numbers = BTreeSet::new();
    let (mut two_surnames, mut married, mut marks, mut single, mut partial, mut several) = (0, 0, 0, 0, 0, 0);
    for index in 0..world.travellers() {
        let person = world.traveller(index).unwrap();
        let name = &person.name;
        assert_eq!(PersonName::new(name.surname(), name.given_names()).as_ref(), Ok(name));
        two_surnames += u32::from(name.surname().contains(' '));
        married += u32::from(name.surname().contains(" de "));
        marks += u32::from(name.surname().contains('ñ'));
        single += u32::from(name.given_names().is_empty());
        partial += u32::from(person.birth_date.full().is_none());
        several += u32::from(person.documents.len() > 1);
        for document in &person.documents {
            assert_eq!(DocumentNumber::parse(document.number.as_str()).as_ref(), Ok(&document.number));
            assert!(document.issued < document.expiry && person.birth_date.earliest().unwrap() < document.issued);
            assert!(document.form != DocumentForm::Td3 || document.number.as_str().len() <= 9);
            assert_eq!(document.form == DocumentForm::NoZone, document.code.is_empty());
            assert!(numbers.insert((document.kind, document.issuer, document.number.clone())));
        }
    }
    for (what, count) in [("two", two_surnames), ("de", married), ("ñ", marks), ("one", single), ("partial", partial), ("several", several)]
    {
        assert!(count > 0, "{what}");
    }
}

#[test]
fn families_cross_together_with_their_children_and_share_surnames() {
    let world = world(7);
    let truth = world.truth();
    let families: Vec<_> = (0..world.travellers())
        .filter(|index| truth.kind(*index) == Some(TravellerKind::Family) && truth.companions(*index).unwrap().start == *index)
        .map(|index| truth.companions(index).unwrap())
        .collect();
    assert!(families.len() > 20);
    let mut firsts: BTreeMap<u32, Timestamp> = BTreeMap::new();
    for crossing in world.crossings() {
        firsts.entry(crossing.traveller).or_insert(crossing.occurred);
    }
    for family in families {
        assert!(firsts[&(family.end - 1)].since(firsts[&family.start]) < 300 * Timestamp::SECOND);
        let child = world.traveller(family.end - 1).unwrap();
        let leader = world.traveller(family.start).unwrap();
        assert!(child.birth_date.earliest().unwrap().year() - leader.birth_date.earliest().unwrap().year() > 12);
        let first = leader.name.surname().split(' ').next().unwrap();
        assert!(child.name.surname().contains(first), "{} {}", child.name, leader.name);
    }
}

#[test]
fn r33_refusals_are_rare_ask_about_fear_and_never_meet_nationals_or_children() {
    let world = World::new(&settings(8, 10_000, 50_000)).unwrap();
    let home = CountryCode::parse("HND").unwrap();
    let refused: Vec<SimulatedCrossing> =
        world.crossings().filter(|crossing| crossing.outcome.movement() == MovementOutcome::Refused).collect();
    assert!((5..250).contains(&refused.len()), "{}", refused.len());
    for crossing in refused {
        let person = world.traveller(crossing.traveller).unwrap();
        assert_ne!(person.nationality, home);
        assert_eq!(crossing.direction, Direction::Entry);
        assert_eq!(world.truth().companions(crossing.traveller).unwrap().len(), 1);
        assert!(person.birth_date.age_on(jiff::civil::Date::constant(2025, 11, 22)).unwrap().0 >= 18);
        assert!(matches!(crossing.outcome, Outcome::Refused { fear, .. } if !fear.language.is_empty()));
    }
}

#[test]
fn anomalies_and_queues_stay_within_their_shares() {
    let world = World::new(&settings(9, 20_000, 100_000)).unwrap();
    let mut counts: BTreeMap<Anomaly, u32> = BTreeMap::new();
    world.truth().anomalies().iter().for_each(|(_, odd)| *counts.entry(*odd).or_default() += 1);
    for (odd, bounds) in [
        (Anomaly::DocumentShownAgain, 20..300),
        (Anomaly::CrossingElsewhere, 50..2_000),
        (Anomaly::Overstay, 40..400),
        (Anomaly::ExpiredDocument, 100..3_000),
        (Anomaly::LostDocument, 20..1_000),
        (Anomaly::LeftElsewhere, 20..2_000),
        (Anomaly::StillInside, 10..1_000),
    ] {
        let count = counts.get(&odd).copied().unwrap_or(0);
        assert!(bounds.contains(&count), "{odd:?}: {count}");
    }
    assert!(world.truth().anomalies().len() < 7_000, "{}", world.truth().anomalies().len());
    let waiting = |outcome| world.crossings().filter(|crossing| crossing.outcome == outcome).count();
    assert!((1..=8).contains(&waiting(Outcome::SecondLine)) && (1..=3).contains(&waiting(Outcome::Pending)));
    let same = world.truth().same_people().count();
    assert!((300..8_000).contains(&same), "{same}");
}

#[test]
fn r37_what_is_odd_does_not_single_out_a_nationality() {
    let world = World::new(&settings(10, 10_000, 40_000)).unwrap();
    let (mut all, mut odd) = (BTreeMap::<CountryCode, u32>::new(), BTreeMap::<CountryCode, u32>::new());
    for (place, crossing) in (0..).zip(world.crossings()).filter(|(_, crossing)| crossing.class == TrafficClass::Visitor) {
        let nationality = world.traveller(crossing.traveller).unwrap().nationality;
        *all.entry(nationality).or_default() += 1;
        *odd.entry(nationality).or_default() += u32::from(world.truth().of_crossing(place).next().is_some());
    }
    let common = all.iter().filter(|(_, count)| **count > 500);
    let shares: Vec<u32> = common.map(|(nationality, count)| odd[nationality] * 1_000 / count).collect();
    let (least, most) = (*shares.iter().min().unwrap(), *shares.iter().max().unwrap());
    assert!(shares.len() >= 3 && most < least * 2 + 20, "{shares:?}");
}

#[test]
fn a_few_people_make_most_crossings_and_nights_are_quiet() {
    let world = World::new(&settings(11, 8_000, 40_000)).unwrap();
    let mut by_person = vec![0_u32; 8_000];
    let mut by_hour = [0_u32; 24];
    for crossing in world.crossings() {
        by_person[usize::try_from(crossing.traveller).unwrap()] += 1;
        let hour = crossing.occurred.plus(-6 * 3600 * Timestamp::SECOND).micros() / (3600 * Timestamp::SECOND) % 24;
        by_hour[usize::try_from(hour).unwrap()] += 1;
    }
    by_person.sort_unstable();
    let busiest: u32 = by_person[7_200..].iter().sum();
    assert!(busiest > 18_000, "the busiest tenth: {busiest}");
    assert!(by_hour[3] * 4 < by_hour[8] && by_hour[3] * 4 < by_hour[17], "{by_hour:?}");
}

#[test]
fn arrivals_mix_the_known_with_strangers() {
    let world = world(12);
    let arrivals: Vec<_> = world.arrivals(1, 7_000).take(4_000).collect();
    let strangers = arrivals.iter().filter(|arrival| arrival.traveller >= world.travellers()).count();
    assert!((1_000..1_400).contains(&strangers), "{strangers}");
    let mut last = BTreeMap::new();
    for arrival in &arrivals {
        let person = world.traveller(arrival.traveller).unwrap();
        assert!(arrival.document.is_none_or(|place| usize::from(place) < person.documents.len()));
        assert_ne!(last.insert(arrival.traveller, arrival.direction), Some(arrival.direction));
    }
    let others: Vec<_> = world.arrivals(2, 7_000).take(4_000).collect();
    assert_ne!(arrivals, others);
    assert!(world.arrivals(1, 0).take(100).all(|arrival| arrival.traveller >= world.travellers()));
}

#[test]
fn impossible_settings_say_why() {
    let new = |settings: &Settings| World::new(settings).err();
    assert_eq!(new(&settings(1, 0, 1)), Some(WorldError::NoTravellers));
    assert_eq!(new(&settings(1, 1, 2_000)), Some(WorldError::TooManyCrossings { crossings: 2_000, travellers: 1 }));
    assert_eq!(new(&Settings { months: 0, ..settings(1, 1, 1) }), Some(WorldError::Months));
    let usual = settings(1, 1, 1);
    assert_eq!(new(&Settings { neighbour: usual.home, ..usual }), Some(WorldError::SameCountry));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..proptest::test_runner::Config::with_cases(32) })]
    #[test]
    fn any_settings_give_an_exact_ordered_world_or_a_reason(
        seed: u64, travellers in 0_u32..400, crossings in 0_u32..3_000, months in 0_u8..30, until in i64::MIN..i64::MAX, near: bool,
    ) {
        let until = Timestamp::from_micros(if near { until.rem_euclid(4_000_000_000_000_000) } else { until });
        let settings = Settings { until, months, ..settings(seed, travellers, crossings) };
        if let Ok(world) = World::new(&settings) {
            proptest::prop_assert_eq!(world.crossings().len(), usize::try_from(crossings).unwrap());
            proptest::prop_assert!(world.crossings().map(|crossing| crossing.occurred).is_sorted());
            proptest::prop_assert!(world.crossings().all(|crossing| crossing.occurred < until && crossing.occurred >= world.begins()));
            for crossing in world.crossings().take(20) {
                let person = world.traveller(crossing.traveller);
                proptest::prop_assert!(person.is_ok_and(|person| crossing.document.is_none_or(|place| usize::from(place) < person.documents.len())));
            }
        }
    }
}
