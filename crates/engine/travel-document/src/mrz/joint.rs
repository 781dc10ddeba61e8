//! The fields together: the readings that the composite digit allows, the likeliest first.

use super::segment::Reading;

/// How many readings of the whole are kept for each remainder of the composite.
const KEPT: usize = 12;

/// A reading of every segment: the place of each in its list, and what all cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Which reading of each segment.
    pub chosen: Vec<usize>,
    /// What all cost.
    pub cost: i32,
}

/// The readings of the whole whose composite comes out right, the cheapest first. `remainder` is what the composite leaves
/// over as read, modulo 10; `None` when the form prints none. Empty when a segment has no reading or nothing comes out.
pub(crate) fn wholes(segments: &[Vec<Reading>], remainder: Option<u8>) -> Vec<Whole> {
    let mut kept: [Vec<Whole>; 10] = Default::default();
    if let Some(start) = kept.get_mut(usize::from(remainder.unwrap_or(0))) {
        start.push(Whole { chosen: Vec::new(), cost: 0 });
    }
    for readings in segments {
        let mut next: [Vec<Whole>; 10] = Default::default();
        for (before, wholes) in kept.iter().enumerate() {
            for (place, reading) in readings.iter().enumerate() {
                let after = (before + usize::from(reading.composite)) % 10;
                let Some(bucket) = next.get_mut(after) else { continue };
                for whole in wholes {
                    let cost = whole.cost.saturating_add(reading.cost);
                    if bucket.len() >= KEPT && bucket.last().is_some_and(|last| last.cost <= cost) {
                        break;
                    }
                    let mut chosen = Vec::with_capacity(segments.len());
                    chosen.extend_from_slice(&whole.chosen);
                    chosen.push(place);
                    let at = bucket.partition_point(|other| other.cost <= cost);
                    bucket.insert(at, Whole { chosen, cost });
                    bucket.truncate(KEPT);
                }
            }
        }
        kept = next;
    }
    if remainder.is_some() {
        return kept.into_iter().next().unwrap_or_default();
    }
    let mut all: Vec<_> = kept.into_iter().flatten().collect();
    all.sort_by(|a, b| (a.cost, &a.chosen).cmp(&(b.cost, &b.chosen)));
    all.truncate(KEPT);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(cost: i32, composite: u8) -> Reading {
        Reading { changes: Vec::new(), cost, composite }
    }

    #[test]
    fn the_composite_rules_out_what_each_field_alone_allows() {
        let segments = [vec![reading(0, 0), reading(60, 3)], vec![reading(0, 0), reading(75, 4)]];
        let right = wholes(&segments, Some(7));
        assert_eq!(right, [Whole { chosen: vec![1, 0], cost: 60 }]);
        assert_eq!(wholes(&segments, Some(0))[0], Whole { chosen: vec![0, 0], cost: 0 });
        assert_eq!(wholes(&segments, Some(5)), []);
        assert_eq!(wholes(&segments, None).len(), 4);
        assert_eq!(wholes(&[vec![reading(0, 0)], Vec::new()], Some(0)), []);
    }
}
