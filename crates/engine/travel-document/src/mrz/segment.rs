//! One field as it may have been: every reading within a few confusions that its own check digit allows.
//!
//! It must not know which field it is, nor what the other fields say; `joint` brings them together.

use super::character::value;

/// The most characters of one field that a reading may exchange besides those its kind forbids.
pub(crate) const MOST_EXCHANGES: u8 = 3;

/// The most exchanges may cost.
const DEAREST: i32 = 240;

/// The most steps of one search: garbage has more readings than anybody could choose from.
const MOST_STEPS: u32 = 10_000;

/// A reading that is less likely than this to come of confusions, against what was read, is no reading: something else is
/// wrong, a digit read as another or changed by hand, and that is never undone.
const UNEXPLAINED: i32 = 90;

/// The most readings kept of one field.
const MOST_READINGS: usize = 48;

/// A character of a field: what was read and what it may have been.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Which character of the zone.
    pub at: usize,
    /// What was read.
    pub read: u8,
    /// What it may have been.
    pub meant: &'static [(u8, i32)],
    /// Whether it cannot be what was read.
    pub forced: bool,
    /// Its weight in the field's own digit; 9 for that digit itself, so that a right field sums to 0.
    pub own: u8,
    /// Its weight in the composite, likewise.
    pub composite: u8,
}

/// A field whose readings are looked for.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// Its characters.
    pub cells: Vec<Cell>,
    /// What the own digit leaves over as read, modulo 10; `None` when the field has no digit of its own.
    pub own: Option<u8>,
    /// What a text costs by itself, before any exchange.
    pub prior: Option<fn(&[u8]) -> i32>,
}

/// A reading of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The characters that differ from what was read, as place in the segment and character.
    pub changes: Vec<(usize, u8)>,
    /// What it costs, against the text as read.
    pub cost: i32,
    /// What it adds to the composite, modulo 10.
    pub composite: u8,
}

impl Segment {
    /// The readings its own digit allows with so many exchanges at most, the cheapest first.
    pub(crate) fn readings(&self, exchanges: u8) -> Vec<Reading> {
        let as_read: Vec<u8> = self.cells.iter().map(|cell| cell.read).collect();
        let before = self.prior.map_or(0, |prior| prior(&as_read));
        // A text cannot cost less than nothing, so what exchanges may cost is bounded by what it costs as read.
        let dearest = DEAREST.min(UNEXPLAINED + before);
        let mut search = Search { segment: self, before, dearest, changes: Vec::new(), found: Vec::new(), left: 0, steps: 0 };
        for exchanges in 0..=exchanges {
            search.left = exchanges;
            search.from(0, self.own.unwrap_or(0), 0, 0);
        }
        let mut found = search.found;
        found.sort_by(|a, b| (a.cost, &a.changes).cmp(&(b.cost, &b.changes)));
        found.truncate(MOST_READINGS);
        found
    }

    /// The text of a reading.
    pub(crate) fn text(&self, reading: &Reading) -> Vec<u8> {
        let mut text: Vec<u8> = self.cells.iter().map(|cell| cell.read).collect();
        for (place, to) in &reading.changes {
            if let Some(cell) = text.get_mut(*place) {
                *cell = *to;
            }
        }
        text
    }
}

/// How much a sum changes, modulo 10.
const fn shift(weight: u8, from: u8, to: u8) -> u8 {
    let change = 40 + value(to) - value(from);
    // Both at most 75: no overflow.
    (weight % 10) * (change % 10) % 10
}

struct Search<'a> {
    segment: &'a Segment,
    /// What the text costs as read.
    before: i32,
    dearest: i32,
    changes: Vec<(usize, u8)>,
    found: Vec<Reading>,
    /// Exchanges that have still to be made: each number of them is searched by itself, few first.
    left: u8,
    steps: u32,
}

impl Search<'_> {
    fn from(&mut self, place: usize, own: u8, composite: u8, cost: i32) {
        self.steps += 1;
        let Some(cell) = self.segment.cells.get(place).copied() else {
            if self.left == 0 && (own == 0 || self.segment.own.is_none()) {
                self.keep(composite, cost);
            }
            return;
        };
        if self.steps > MOST_STEPS {
            return;
        }
        if !cell.forced {
            self.from(place + 1, own, composite, cost);
            if self.left == 0 {
                return;
            }
            self.left -= 1;
        }
        for (to, price) in cell.meant {
            let cost = if cell.forced { cost + price / 4 } else { cost + price };
            if cell.forced || cost <= self.dearest {
                self.changes.push((place, *to));
                let own = (own + shift(cell.own, cell.read, *to)) % 10;
                let composite = (composite + shift(cell.composite, cell.read, *to)) % 10;
                self.from(place + 1, own, composite, cost);
                self.changes.pop();
            }
        }
        if !cell.forced {
            self.left += 1;
        }
    }

    fn keep(&mut self, composite: u8, cost: i32) {
        let mut reading = Reading { changes: self.changes.clone(), cost, composite };
        if let Some(prior) = self.segment.prior {
            reading.cost += prior(&self.segment.text(&reading)) - self.before;
        }
        if reading.cost <= UNEXPLAINED {
            self.found.push(reading);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mrz::{character::check_digit, confusion};

    fn number(text: &str, digit: u8) -> Segment {
        let mut cells: Vec<Cell> = text
            .bytes()
            .zip([7, 3, 1].into_iter().cycle())
            .enumerate()
            .map(|(at, (read, own))| Cell { at, read, meant: confusion::either(read), forced: false, own, composite: 0 })
            .collect();
        cells.push(Cell { at: 9, read: digit, meant: confusion::digits(digit), forced: !digit.is_ascii_digit(), own: 9, composite: 0 });
        let sum = cells.iter().fold(0, |sum, cell| (sum + u32::from(value(cell.read)) * u32::from(cell.own)) % 10);
        Segment { cells, own: u8::try_from(sum).ok(), prior: None }
    }

    #[test]
    fn the_own_digit_chooses_among_the_confusions() {
        let segment = number("L8989O2C3", b'6');
        let readings = segment.readings(MOST_EXCHANGES);
        assert_eq!(segment.text(&readings[0]), b"L898902C36");
        assert!(readings.iter().all(|reading| {
            let text = segment.text(reading);
            check_digit(&text[..9]) == text[9]
        }));
        assert!(readings.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    }

    #[test]
    fn what_is_right_needs_no_change() {
        assert_eq!(number("L898902C3", b'6').readings(MOST_EXCHANGES)[0], Reading { changes: Vec::new(), cost: 0, composite: 0 });
        assert_eq!(number("L898902C3", b'7').readings(MOST_EXCHANGES).iter().filter(|reading| reading.changes.is_empty()).count(), 0);
    }
}
