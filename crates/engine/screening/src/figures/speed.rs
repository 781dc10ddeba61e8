//! How long searches take. The clock is the caller's.

use crate::{Index, Policy, Subject};

/// Times of single searches, in nanoseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeedFigures {
    /// How many searches.
    pub searches: usize,
    /// Half of them took less.
    pub median: u64,
    /// 99 of 100 took less.
    pub p99: u64,
    /// The longest.
    pub worst: u64,
    /// All together.
    pub total: u64,
    /// How many had an alert.
    pub alerts: usize,
}

/// Searches every traveller; `clock` gives nanoseconds since any fixed moment.
pub fn searches(index: &Index, travellers: &[Subject], clock: &dyn Fn() -> u64) -> SpeedFigures {
    let policy = Policy::default();
    let mut alerts = 0;
    let mut times: Vec<u64> = Vec::with_capacity(travellers.len());
    for traveller in travellers {
        let before = clock();
        let hits = index.search(traveller, &policy);
        times.push(clock().saturating_sub(before));
        alerts += usize::from(hits.iter().any(|hit| hit.alert));
    }
    let total = times.iter().sum();
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 1_000).min(times.len().saturating_sub(1))).copied().unwrap_or(0);
    SpeedFigures { searches: times.len(), median: at(500), p99: at(990), worst: at(1_000), total, alerts }
}
