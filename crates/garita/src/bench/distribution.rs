//! Latencies as a distribution.

use std::time::Duration;

use serde_json::{Value, json};

/// Latencies, sorted.
pub struct Distribution(Vec<Duration>);

impl Distribution {
    /// Of these latencies.
    pub fn of(mut latencies: Vec<Duration>) -> Self {
        latencies.sort_unstable();
        Self(latencies)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The latency below which so many of a thousand lie; zero for none.
    pub fn per_mille(&self, share: usize) -> Duration {
        let place = (self.0.len() * share).div_ceil(1000).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    /// In milliseconds, for people.
    pub fn text(&self) -> String {
        let [median, p90, p99, p999, most] = [500, 900, 990, 999, 1000].map(|share| milliseconds(self.per_mille(share)));
        format!("n {:<6} median {median:.1}  p90 {p90:.1}  p99 {p99:.1}  p99.9 {p999:.1}  max {most:.1} ms", self.count())
    }

    /// In milliseconds, for machines.
    pub fn json(&self) -> Value {
        let [median, p90, p99, p999, most] = [500, 900, 990, 999, 1000].map(|share| milliseconds(self.per_mille(share)));
        json!({ "n": self.count(), "median_ms": median, "p90_ms": p90, "p99_ms": p99, "p999_ms": p999, "max_ms": most })
    }
}

/// A duration in milliseconds.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_counted_from_below() {
        let distribution = Distribution::of((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!(distribution.per_mille(500), Duration::from_millis(50));
        assert_eq!(distribution.per_mille(990), Duration::from_millis(99));
        assert_eq!(distribution.per_mille(1000), Duration::from_millis(100));
        assert_eq!(Distribution::of(Vec::new()).per_mille(990), Duration::ZERO);
    }
}
