//! The real clock and the real randomness: the one place that asks the operating system.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use garita_domain::{Clock, Environment, Randomness, Timestamp};

struct SystemClock {
    started: Instant,
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the passed-in clock")]
    fn wall(&self) -> Timestamp {
        let micros = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_micros()).map_or(i64::MIN, |micros| -micros),
        };
        Timestamp::from_micros(micros)
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }
}

struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(
        clippy::disallowed_methods,
        clippy::panic,
        reason = "without randomness no key, salt or id can be made: there is nothing to go on with"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
    }
}

/// Clock and randomness of the machine.
#[expect(clippy::disallowed_methods, reason = "this is the passed-in clock")]
pub fn system_environment() -> Environment {
    Environment::new(Arc::new(SystemClock { started: Instant::now() }), Arc::new(SystemRandomness))
}
