//! The delay after wrong secrets: it grows for one account at one booth, and stands in nobody else's way.
//!
//! It counts by the clock that never goes back, so that a wrong clock changes nothing, and is forgotten when the program
//! ends. Browsers that nobody enrolled share one delay for each account: a stranger can slow other strangers down, never
//! an officer at a booth.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use garita_domain::BoothId;

/// Attempts before the first delay.
const FREE: u32 = 3;
/// The longest delay at a booth.
const LONGEST_AT_BOOTH: Duration = Duration::from_secs(30);
/// The longest delay elsewhere.
const LONGEST_ELSEWHERE: Duration = Duration::from_mins(2);
/// Forgotten after this long.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(1);
/// Pairs remembered, at most.
const MOST: usize = 4096;

/// One account, as typed, at one booth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The enrolled booth.
    pub(crate) booth: Option<BoothId>,
    /// The sign-in name's hash: what people type there is not kept.
    pub(crate) name: Vec<u8>,
}

/// An attempt that came too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooEarly {
    /// Time left.
    pub(crate) wait: Duration,
    /// Whether it is the first one in this delay: only that one is put on record.
    pub(crate) first: bool,
}

#[derive(Clone, Copy)]
struct Attempts {
    count: u32,
    last: Duration,
    next: Duration,
    told: bool,
}

/// Counts attempts.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<BTreeMap<Place, Attempts>>);

impl Throttle {
    /// Counts an attempt before it is tried, so that many at once count too.
    pub(crate) fn begin(&self, place: &Place, now: Duration) -> Result<(), TooEarly> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Attempts { count: 0, last: now, next: now, told: false };
        let before = places.get(place).copied().filter(|before| now.saturating_sub(before.last) < FORGOTTEN_AFTER).unwrap_or(fresh);
        if now < before.next {
            places.insert(place.clone(), Attempts { told: true, ..before });
            return Err(TooEarly { wait: before.next.saturating_sub(now), first: !before.told });
        }
        if places.len() >= MOST && !places.contains_key(place) {
            forget_oldest(&mut places);
        }
        let count = before.count.saturating_add(1);
        places.insert(place.clone(), Attempts { count, last: now, next: now.saturating_add(delay(place, count)), told: false });
        Ok(())
    }

    /// The secret was right.
    pub(crate) fn succeeded(&self, place: &Place) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(place);
    }
}

/// The delay after so many attempts: none after the first ones, then 1 s, doubled each time.
fn delay(place: &Place, count: u32) -> Duration {
    let longest = if place.booth.is_some() { LONGEST_AT_BOOTH } else { LONGEST_ELSEWHERE };
    count.checked_sub(FREE).map_or(Duration::ZERO, |over| Duration::from_secs(1_u64 << over.min(16)).min(longest))
}

fn forget_oldest(places: &mut BTreeMap<Place, Attempts>) {
    // Strangers are forgotten before booths: they can make as many as they like.
    let oldest = places.iter().min_by_key(|(place, attempts)| (place.booth.is_some(), attempts.last)).map(|(place, _)| place.clone());
    if let Some(place) = oldest {
        places.remove(&place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(booth: Option<u128>) -> Place {
        Place { booth: booth.map(|id| BoothId::new(uuid::Uuid::from_u128(id))), name: vec![1] }
    }

    #[test]
    fn the_delay_grows_for_one_booth_and_account_and_never_locks_out() {
        let throttle = Throttle::default();
        let (here, there) = (place(Some(1)), place(Some(2)));
        let mut now = Duration::ZERO;
        for _ in 0..3 {
            throttle.begin(&here, now).unwrap();
        }
        assert_eq!(throttle.begin(&here, now), Err(TooEarly { wait: Duration::from_secs(1), first: true }));
        assert_eq!(throttle.begin(&here, now), Err(TooEarly { wait: Duration::from_secs(1), first: false }));
        throttle.begin(&there, now).unwrap();
        for _ in 0..100 {
            now += LONGEST_AT_BOOTH;
            throttle.begin(&here, now).unwrap();
        }
        throttle.succeeded(&here);
        throttle.begin(&here, now).unwrap();
        throttle.begin(&here, now).unwrap();
    }

    #[test]
    fn memory_is_bounded_and_booths_are_kept() {
        let throttle = Throttle::default();
        for _ in 0..4 {
            let _ = throttle.begin(&place(Some(1)), Duration::ZERO);
        }
        for name in 0..(MOST as u64 * 2) {
            let stranger = Place { booth: None, name: name.to_be_bytes().to_vec() };
            throttle.begin(&stranger, Duration::from_millis(name)).unwrap();
        }
        assert!(throttle.0.lock().unwrap().len() <= MOST);
        assert!(throttle.begin(&place(Some(1)), Duration::from_millis(1)).is_err());
    }
}
