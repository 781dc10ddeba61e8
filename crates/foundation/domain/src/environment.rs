//! What a program takes from the world: time and chance. Both are passed in, so that a test owns them.

use std::{sync::Arc, time::Duration};

use uuid::Uuid;

use crate::{EntryId, SubjectId, Timestamp};

/// The wall clock and a counter that never goes back.
pub trait Clock: Send + Sync {
    /// What the machine believes the time is. It may be wrong: see `garita_journal::TimeKeeper`.
    fn wall(&self) -> Timestamp;
    /// Time since some fixed point of this process; never decreases.
    fn monotonic(&self) -> Duration;
}

/// Random bytes fit for keys.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Clock and randomness together, cheap to clone.
#[derive(Clone)]
pub struct Environment {
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
}

impl Environment {
    /// Puts the two together.
    pub fn new(clock: Arc<dyn Clock>, randomness: Arc<dyn Randomness>) -> Self {
        Self { clock, randomness }
    }

    /// The wall clock's reading.
    pub fn wall(&self) -> Timestamp {
        self.clock.wall()
    }

    /// The monotonic counter.
    pub fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.randomness.fill(&mut bytes);
        bytes
    }

    /// A version 7 UUID stamped with `at` (RFC 9562 §5.7).
    pub fn uuid(&self, at: Timestamp) -> Uuid {
        let millis = u64::try_from(at.micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid()
    }

    /// A new entry id, stamped with the wall clock.
    pub fn entry_id(&self) -> EntryId {
        EntryId::new(self.uuid(self.wall()))
    }

    /// A new subject id: random, so that it tells nobody when the person first came (engineering rule 2).
    pub fn subject_id(&self) -> SubjectId {
        SubjectId::new(uuid::Builder::from_random_bytes(self.random()).into_uuid())
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Environment")
    }
}
