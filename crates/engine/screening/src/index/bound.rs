//! The most a listed name can score against a name, from its words alone: what lets a search leave the rest out.

use super::{lookup::Reach, rows, segment::View};
use crate::{
    compare::{bounding, commonness, token_likeness},
    name::{Kind, Name, Token, is_iberian_surname, usual_weight},
    text::Hearing,
};

/// Added for what words alone do not show: the lighter side's weight, pairs that shut out other pairs.
const SLACK: i32 = 60;
/// What one initial may stand for.
const INITIAL: i32 = 100;

pub(super) struct Bounds<'a> {
    view: &'a View<'a>,
    reached: &'a [Reach],
    /// Words of the list that something reaches: the word, which of the traveller's words, how alike.
    links: Vec<(u32, u32, u16)>,
    /// The traveller's words: weight, least weight when unmatched, what it says.
    asked: Vec<(i32, i32, u32)>,
    tokens: Vec<&'a Token>,
    /// Below this nothing is worth the rest of the sum.
    least: i32,
    initials: i32,
    body: bool,
}

impl<'a> Bounds<'a> {
    pub(super) fn new(view: &'a View<'a>, name: &'a Name, reached: &'a [Reach], least: i32) -> Self {
        let mut links = Vec::new();
        for (bit, reach) in (0_u32..32).zip(reached) {
            links.extend(reach.words.iter().map(|(word, likeness)| (*word, 1 << bit, *likeness)));
        }
        links.sort_unstable();
        let count = name.tokens.len();
        let asked = reached
            .iter()
            .filter_map(|reach| name.tokens.get(reach.at).map(|token| (reach.at, token)))
            .map(|(at, token)| {
                let maternal = at >= 2 && at + 1 == count && is_iberian_surname(&token.letters);
                let repeated = name.tokens.iter().enumerate().any(|(place, same)| place != at && same.letters == token.letters);
                let weight = i32::from(token.weight);
                let least = if repeated {
                    10
                } else if token.married || maternal || name.cut {
                    weight / 2
                } else {
                    weight
                };
                (weight, least, u32::from(token.says))
            })
            .collect::<Vec<_>>();
        let initials = name.tokens.iter().filter(|token| token.kind == Kind::Initial).count();
        let tokens = reached.iter().filter_map(|reach| name.tokens.get(reach.at)).collect();
        Self { view, reached, links, asked, tokens, least, initials: i32::try_from(initials).unwrap_or(0), body: name.body || name.cut }
    }

    /// The most the name of this row can score, its commonness counted.
    pub(super) fn most(&self, row: u32) -> i32 {
        if self.body || self.reached.iter().any(|reach| reach.joints.binary_search(&row).is_ok()) {
            return 1_000;
        }
        let mut hit = 0_u32;
        let (mut matched, mut alike, mut unmatched, mut words) = (0_i32, 0_i32, 0_i32, 0_u32);
        let mut free = 0;
        let mut lone: Vec<(u32, i32, i32)> = Vec::new();
        for packed in self.view.row(row) {
            if packed & rows::BODY != 0 {
                return 1_000;
            }
            if packed & rows::INITIALS != 0 {
                free = INITIAL;
            }
            let word = packed & rows::WORD;
            let weight = self.weight(word, packed);
            let from = self.links.partition_point(|link| link.0 < word);
            let mut best = 0;
            for link in self.links.get(from..).unwrap_or_default().iter().take_while(|link| link.0 == word) {
                hit |= link.1;
                best = best.max(link.2);
            }
            if best > 0 {
                matched += weight;
                alike += weight * i32::from(best);
                words += 1;
            } else {
                let repeated = self.view.row(row).filter(|other| other & rows::WORD == word).count() > 1;
                let least = if repeated {
                    10
                } else if packed & rows::HALF != 0 {
                    weight / 2
                } else {
                    weight
                };
                unmatched += least;
                lone.push((word, weight, least));
            }
        }
        // words that no key joins may still be alike: where that could matter, they are compared
        let hopeful = alike / matched.max(1) + if matched == 0 { 1_000 } else { SLACK };
        if hopeful >= self.least && hit.count_ones() < u32::try_from(self.tokens.len()).unwrap_or(0) {
            for (word, weight, least) in lone {
                let token = self.view.token(word);
                let free = (0_u32..32).zip(&self.tokens).filter(|(bit, _)| hit & (1 << bit) == 0);
                let best = free.filter_map(|(bit, asked)| token_likeness(asked, &token).map(|(likeness, _)| (likeness, bit))).max();
                if let Some((likeness, bit)) = best {
                    hit |= 1 << bit;
                    unmatched -= least;
                    matched += weight;
                    alike += weight * i32::from(likeness);
                    words += 1;
                }
            }
        }
        if matched == 0 {
            return 0;
        }
        let (mut asked_matched, mut asked_unmatched, mut says) = (0, 0, 0);
        for (bit, (weight, least, word_says)) in (0_u32..32).zip(&self.asked) {
            if hit & (1 << bit) == 0 {
                asked_unmatched += least;
            } else {
                asked_matched += weight;
                says += word_says;
            }
        }
        let unmatched = (unmatched - self.initials * INITIAL).max(0);
        let asked_unmatched = (asked_unmatched - free).max(0);
        let lost = 1_000 - alike / matched;
        let single =
            hit.count_ones().min(words) == 1 && (self.asked.len() > 1 || unmatched > 0 || words > 1) && self.initials == 0 && free == 0;
        let says = if free > 0 || self.initials > 0 { says + 1_000 } else { says };
        let name = bounding(lost, asked_matched.max(matched), asked_unmatched, unmatched, single);
        name + commonness(says) + SLACK
    }

    fn weight(&self, word: u32, packed: u32) -> i32 {
        if packed & rows::LIGHT != 0 {
            return 40;
        }
        let (letters, hearing): (&str, Hearing) = self.view.word(word);
        let kind = if letters.bytes().all(|b| b.is_ascii_digit()) { Kind::Number } else { Kind::Part };
        i32::from(usual_weight(letters, kind, hearing))
    }
}
