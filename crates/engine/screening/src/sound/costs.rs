//! The table of what sounds may be taken for each other, read once from `knowledge/letter-costs.tsv`.

use std::sync::LazyLock;

use super::encode::{COUNT, NAMES};
use crate::text::Hearing;

/// Costs of one hearing, in thousandths of a typing error.
pub(super) struct Costs {
    swaps: [[u16; COUNT]; COUNT],
    gaps: [u16; COUNT],
}

impl Costs {
    /// One sound in the place of another.
    #[inline]
    pub(super) fn swap(&self, one: u8, other: u8) -> u16 {
        self.swaps.get(usize::from(one)).and_then(|row| row.get(usize::from(other))).copied().unwrap_or(1_000)
    }

    /// A sound more or less.
    #[inline]
    pub(super) fn gap(&self, sound: u8) -> u16 {
        self.gaps.get(usize::from(sound)).copied().unwrap_or(1_000)
    }
}

/// The costs for a hearing.
pub(super) fn costs(hearing: Hearing) -> &'static Costs {
    match hearing {
        Hearing::Full => &FULL,
        Hearing::Sparse => &SPARSE,
        Hearing::Syllabic => &SYLLABIC,
    }
}

static FULL: LazyLock<Costs> = LazyLock::new(|| read(&["full"]));
static SPARSE: LazyLock<Costs> = LazyLock::new(|| read(&["full", "sparse"]));
static SYLLABIC: LazyLock<Costs> = LazyLock::new(|| read(&["full", "syllabic"]));

const TABLE: &str = include_str!("../../knowledge/letter-costs.tsv");

fn read(layers: &[&str]) -> Costs {
    let mut costs = Costs { swaps: [[1_000; COUNT]; COUNT], gaps: [1_000; COUNT] };
    for (one, row) in costs.swaps.iter_mut().enumerate() {
        for (other, cost) in row.iter_mut().enumerate() {
            if one == other {
                *cost = 0;
            } else if one < 5 && other < 5 {
                *cost = 400;
            }
        }
    }
    for layer in layers {
        for (one, other, cost) in lines().filter(|line| line.0 == *layer).map(|line| line.1) {
            match other {
                Some(other) => {
                    set(&mut costs.swaps, one, other, cost);
                    set(&mut costs.swaps, other, one, cost);
                }
                None => {
                    if let Some(gap) = costs.gaps.get_mut(one) {
                        *gap = cost;
                    }
                }
            }
        }
    }
    costs
}

fn set(swaps: &mut [[u16; COUNT]; COUNT], one: usize, other: usize, cost: u16) {
    if let Some(slot) = swaps.get_mut(one).and_then(|row| row.get_mut(other)) {
        *slot = cost;
    }
}

type Line = (&'static str, (usize, Option<usize>, u16));

/// The table's lines that can be read; the test proves that all can.
fn lines() -> impl Iterator<Item = Line> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let hearing = fields.next()?;
        let code = |name: &str| NAMES.iter().position(|known| *known == name);
        let one = code(fields.next()?)?;
        let other = match fields.next()? {
            "-" => None,
            name => Some(code(name)?),
        };
        Some((hearing, (one, other, fields.next()?.parse().ok()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let written = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(lines().count(), written);
        assert!(lines().all(|(hearing, _)| ["full", "sparse", "syllabic"].contains(&hearing)));
    }

    #[test]
    fn hearing_changes_the_price() {
        let code = |name: &str| u8::try_from(NAMES.iter().position(|known| *known == name).unwrap()).unwrap();
        assert!(costs(Hearing::Sparse).gap(code("a")) < costs(Hearing::Full).gap(code("a")));
        assert!(costs(Hearing::Syllabic).swap(code("l"), code("r")) < costs(Hearing::Full).swap(code("r"), code("l")));
        assert_eq!(costs(Hearing::Full).swap(code("k"), code("k")), 0);
    }
}
