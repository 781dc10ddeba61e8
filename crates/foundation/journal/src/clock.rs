//! Time at a post whose battery may be flat: a hybrid logical clock with bounded drift, and a keeper that decides what to
//! believe.

use std::time::Duration;

use garita_domain::{Certainty, Environment, Timestamp};

/// How far two clocks may differ and still be believed: five minutes, in microseconds.
pub const DRIFT_BOUND: i64 = 300 * Timestamp::SECOND;

/// The longest a node is believed to have been switched off, in microseconds. A clock that claims more is not adopted.
const LONGEST_SILENCE: i64 = 400 * Timestamp::DAY;

const COUNTER_BITS: u32 = 20;

/// A hybrid logical time: milliseconds since 1970 in the upper 43 bits, a counter in the lower 20. Orders all entries a
/// node has seen, whatever its clock did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(i64);

impl Hlc {
    /// Before everything.
    pub const ZERO: Self = Self(0);

    /// From the stored number.
    pub const fn from_i64(value: i64) -> Self {
        Self(value)
    }

    /// The stored number.
    pub const fn as_i64(self) -> i64 {
        self.0
    }

    /// The physical part.
    pub const fn timestamp(self) -> Timestamp {
        Timestamp::from_micros((self.0 >> COUNTER_BITS) * 1000)
    }

    fn at(time: Timestamp) -> Self {
        let millis = (time.micros() / 1000).clamp(0, i64::MAX >> (COUNTER_BITS + 1));
        Self(millis << COUNTER_BITS)
    }
}

/// A remote time beyond the drift bound. The entry is kept and marked uncertain; the clock is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the other node's clock is {} s ahead: its time is not adopted", .ahead_micros / Timestamp::SECOND)]
pub struct Drift {
    /// How far ahead, in microseconds.
    pub ahead_micros: i64,
}

/// The node's logical clock.
#[derive(Clone, Copy, Debug)]
pub struct HybridClock {
    last: Hlc,
}

impl HybridClock {
    /// Continues after the last time the node recorded.
    pub const fn after(last: Hlc) -> Self {
        Self { last }
    }

    /// The next time; always later than every one before.
    pub fn tick(&mut self, now: Timestamp) -> Hlc {
        self.last = Hlc::at(now).max(Hlc(self.last.0.saturating_add(1)));
        self.last
    }

    /// Takes note of another node's time. Beyond the bound it is not adopted.
    pub fn observe(&mut self, remote: Hlc, now: Timestamp) -> Result<(), Drift> {
        let ahead_micros = remote.timestamp().since(now);
        if ahead_micros > DRIFT_BOUND {
            return Err(Drift { ahead_micros });
        }
        self.last = self.last.max(remote);
        Ok(())
    }

    /// The last time given or observed.
    pub const fn last(&self) -> Hlc {
        self.last
    }
}

/// Decides which time to believe. After a jump it counts on from the last believed time and says so, until the clock
/// comes back or somebody states the time; it never stops the desk.
#[derive(Debug)]
pub struct TimeKeeper {
    environment: Environment,
    believed: Timestamp,
    believed_at: Duration,
    certainty: Certainty,
    /// Latest time at which a clock put right is believed without a word: set while nothing is known but how long the node
    /// may have been switched off.
    believable_until: Option<Timestamp>,
}

impl TimeKeeper {
    /// Starts from what the node knows: the last time it recorded, and the earliest time the program can run (its own
    /// making).
    pub fn start(environment: Environment, last_recorded: Option<Timestamp>, program_made: Timestamp) -> Self {
        let wall = environment.wall();
        let floor = last_recorded.map_or(program_made, |last| last.max(program_made));
        let ceiling = floor.plus(if last_recorded.is_some() { LONGEST_SILENCE } else { 20 * 366 * Timestamp::DAY });
        let credible = wall >= floor.plus(-DRIFT_BOUND) && wall <= ceiling;
        let (believed, certainty) = if credible { (wall, Certainty::Certain) } else { (floor, Certainty::Uncertain) };
        let believed_at = environment.monotonic();
        Self { environment, believed, believed_at, certainty, believable_until: (!credible).then_some(ceiling) }
    }

    /// The best time there is, and whether to trust it.
    pub fn now(&mut self) -> (Timestamp, Certainty) {
        let wall = self.environment.wall();
        let monotonic = self.environment.monotonic();
        let passed = monotonic.saturating_sub(self.believed_at).as_micros();
        let estimate = self.believed.plus(i64::try_from(passed).unwrap_or(i64::MAX));
        let agrees = wall.since(estimate).abs() <= DRIFT_BOUND;
        let put_right = self.believable_until.is_some_and(|until| wall >= estimate && wall <= until);
        if agrees || put_right {
            (self.believed, self.certainty, self.believable_until) = (wall, Certainty::Certain, None);
        } else {
            (self.believed, self.certainty) = (estimate, Certainty::Uncertain);
        }
        self.believed_at = monotonic;
        (self.believed, self.certainty)
    }

    /// An officer or headquarters states the time; it is believed from now on. The machine's clock is believed again once
    /// it agrees.
    pub fn state(&mut self, time: Timestamp) {
        self.believed = time;
        self.believed_at = self.environment.monotonic();
        self.believable_until = None;
        let wall = self.environment.wall();
        self.certainty = if wall.since(time).abs() <= DRIFT_BOUND { Certainty::Certain } else { Certainty::Uncertain };
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use garita_domain::{Clock, Randomness};

    use super::*;

    struct Moving {
        wall: AtomicI64,
        monotonic: AtomicI64,
    }

    impl Clock for Moving {
        fn wall(&self) -> Timestamp {
            Timestamp::from_micros(self.wall.load(Ordering::Relaxed))
        }
        fn monotonic(&self) -> Duration {
            Duration::from_micros(self.monotonic.load(Ordering::Relaxed).unsigned_abs())
        }
    }

    struct Zeros;
    impl Randomness for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    const MADE: Timestamp = Timestamp::from_micros(1_790_000_000 * Timestamp::SECOND);

    fn keeper(wall: Timestamp, last: Option<Timestamp>) -> (Arc<Moving>, TimeKeeper) {
        let clock = Arc::new(Moving { wall: wall.micros().into(), monotonic: 0.into() });
        let keeper = TimeKeeper::start(Environment::new(clock.clone(), Arc::new(Zeros)), last, MADE);
        (clock, keeper)
    }

    #[test]
    fn a_clock_at_1970_or_2099_is_not_believed_and_time_goes_on() {
        let last = MADE.plus(10 * Timestamp::DAY);
        for wall in [0, 4_070_908_800 * Timestamp::SECOND] {
            let (clock, mut keeper) = keeper(Timestamp::from_micros(wall), Some(last));
            assert_eq!(keeper.now(), (last, Certainty::Uncertain));
            clock.monotonic.fetch_add(60 * Timestamp::SECOND, Ordering::Relaxed);
            clock.wall.fetch_add(60 * Timestamp::SECOND, Ordering::Relaxed);
            assert_eq!(keeper.now(), (last.plus(60 * Timestamp::SECOND), Certainty::Uncertain));
        }
    }

    #[test]
    fn a_jump_while_running_is_seen_and_a_stated_time_ends_it() {
        let start = MADE.plus(Timestamp::DAY);
        let (clock, mut keeper) = keeper(start, None);
        assert_eq!(keeper.now(), (start, Certainty::Certain));
        clock.wall.fetch_add(-3 * Timestamp::DAY, Ordering::Relaxed);
        assert_eq!(keeper.now(), (start, Certainty::Uncertain));
        clock.wall.store(start.plus(9).micros(), Ordering::Relaxed);
        keeper.state(start.plus(9));
        assert_eq!(keeper.now(), (start.plus(9), Certainty::Certain));
    }

    #[test]
    fn a_clock_put_right_is_believed_again() {
        let last = MADE.plus(10 * Timestamp::DAY);
        let (clock, mut keeper) = keeper(Timestamp::from_micros(0), Some(last));
        assert_eq!(keeper.now().1, Certainty::Uncertain);
        // The node had been off for three days; the machine learns the time and says so.
        clock.wall.store(last.plus(3 * Timestamp::DAY).micros(), Ordering::Relaxed);
        assert_eq!(keeper.now(), (last.plus(3 * Timestamp::DAY), Certainty::Certain));
        // From now on a jump is a jump, until the clock is back where it should be.
        clock.wall.store(last.plus(30 * Timestamp::DAY).micros(), Ordering::Relaxed);
        assert_eq!(keeper.now().1, Certainty::Uncertain);
        clock.wall.store(last.plus(3 * Timestamp::DAY + 9).micros(), Ordering::Relaxed);
        assert_eq!(keeper.now().1, Certainty::Certain);
    }

    #[test]
    fn remote_times_beyond_the_bound_are_not_adopted() {
        let mut clock = HybridClock::after(Hlc::ZERO);
        let now = MADE;
        let first = clock.tick(now);
        assert!(clock.observe(Hlc::at(now.plus(DRIFT_BOUND + 1_000_000)), now).is_err());
        assert_eq!(clock.last(), first);
        assert!(clock.observe(Hlc::at(now.plus(DRIFT_BOUND / 2)), now).is_ok());
        assert!(clock.tick(now) > Hlc::at(now.plus(DRIFT_BOUND / 2)));
    }

    proptest::proptest! {
        #[test]
        fn ticks_always_rise(walls in proptest::collection::vec(proptest::num::i64::ANY, 1..50)) {
            let mut clock = HybridClock::after(Hlc::ZERO);
            let ticks: Vec<_> = walls.into_iter().map(|wall| clock.tick(Timestamp::from_micros(wall))).collect();
            proptest::prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
