//! How many true matches are found, and how many innocents are stopped.

use super::{CULTURES, Chance, edit_every_word, mangle_lightly, person, traveller};
use crate::{Entry, Index, ListedName, NameText, Policy, Subject, compare_names};
use garita_domain::{PartialDate, Sex};

/// A share with the ends of its 95 % interval (Wilson), in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many did.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

impl Rate {
    fn add(&mut self, did: bool) {
        self.count += usize::from(did);
        self.of += 1;
    }

    /// The share in ten-thousandths, and the ends of its 95 % interval.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are small and shares lie between 0 and 1"
    )]
    pub fn share(&self) -> (u64, u64, u64) {
        let (k, n) = (self.count as f64, (self.of.max(1)) as f64);
        let (p, z) = (k / n, 1.96_f64);
        let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z * (p * (1.0 - p).max(0.0) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
        let whole = |share: f64| (share.clamp(0.0, 1.0) * 10_000.0).round() as u64;
        (whole(p), whole(centre - half), whole(centre + half))
    }
}

/// `0.935 [0.91, 0.95] (187/200)`.
impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (share, low, high) = self.share();
        let part = |n: u64| format!("{}.{:04}", n / 10_000, n % 10_000);
        write!(f, "{} [{}, {}] ({}/{})", part(share), part(low), part(high), self.count, self.of)
    }
}

/// What was found of people who are on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RecallFigures {
    /// The true entry was among the candidates that were scored at all.
    pub candidate: Rate,
    /// The true entry came first.
    pub first: Rate,
    /// The true entry was an alert.
    pub alert: Rate,
    /// Other entries that were alerts, per query: count of them, of queries.
    pub false_alerts: Rate,
}

impl RecallFigures {
    fn ask(&mut self, index: &Index, subject: &Subject, entry: &Entry) {
        let policy = Policy { floor: -10_000, limit: 50 };
        let hits = index.search(subject, &policy);
        let is_true = |hit: &crate::Hit| hit.list == entry.list && hit.entry == entry.person.id;
        self.candidate.add(hits.iter().any(is_true));
        self.first.add(hits.first().is_some_and(is_true));
        self.alert.add(hits.iter().any(|hit| is_true(hit) && hit.alert));
        self.false_alerts.of += 1;
        self.false_alerts.count += hits.iter().filter(|hit| hit.alert && !is_true(hit)).count();
    }
}

fn asked(name: NameText) -> Subject {
    Subject { names: vec![name], birth_date: PartialDate::UNKNOWN, sex: Sex::Unspecified, nationality: None, documents: Vec::new() }
}

fn text(name: &NameText) -> String {
    match name {
        NameText::Whole(whole) => whole.clone(),
        NameText::Parts { surname, given_names } => format!("{given_names} {surname}"),
    }
}

fn is_latin(name: &NameText) -> bool {
    text(name)
        .chars()
        .all(|c| c.is_ascii() || !c.is_alphabetic() || ('\u{80}'..='\u{24F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c))
}

/// Every `step`-th entry's first name with an error in every word, name only.
pub fn edited_recall(index: &Index, entries: &[Entry], step: usize, seed: u64) -> RecallFigures {
    let mut chance = Chance::new(seed);
    let mut figures = RecallFigures::default();
    for entry in entries.iter().step_by(step.max(1)) {
        if let Some(name) = entry.person.names.iter().find(|name| is_latin(&name.text)) {
            let edited = edit_every_word(&text(&name.text).replace(',', " "), &mut chance);
            figures.ask(index, &asked(NameText::Whole(edited)), entry);
        }
    }
    figures
}

/// Names in other scripts against a list that has only Latin names of the same people.
pub fn original_script_recall(entries: &[Entry]) -> (RecallFigures, usize) {
    let mut latin = entries.to_vec();
    let mut queries: Vec<(usize, NameText)> = Vec::new();
    for (place, entry) in latin.iter_mut().enumerate() {
        queries.extend(entry.person.names.iter().filter(|name| !is_latin(&name.text)).map(|name| (place, name.text.clone())));
        entry.person.names.retain(|name| is_latin(&name.text));
    }
    let mut figures = RecallFigures::default();
    if let Ok(index) = Index::build(&latin) {
        for (place, name) in &queries {
            if let Some(entry) = latin.get(*place).filter(|entry| !entry.person.names.is_empty()) {
                figures.ask(&index, &asked(name.clone()), entry);
            }
        }
    }
    (figures, queries.len())
}

/// One good alias of each person that has several names, asked of a list without it.
pub fn held_out_recall(entries: &[Entry], seed: u64) -> RecallFigures {
    let mut chance = Chance::new(seed);
    let mut less = entries.to_vec();
    let mut queries: Vec<(usize, ListedName)> = Vec::new();
    for (place, entry) in less.iter_mut().enumerate() {
        let good: Vec<usize> = (1..entry.person.names.len())
            .filter(|at| entry.person.names.get(*at).is_some_and(|name| name.quality == crate::NameQuality::Strong && is_latin(&name.text)))
            .collect();
        if let Some(at) = chance.one_of(&good) {
            let name = entry.person.names.remove(*at);
            entry.person.names.retain(|other| text(&other.text) != text(&name.text));
            queries.push((place, name));
        }
    }
    let mut figures = RecallFigures::default();
    if let Ok(index) = Index::build(&less) {
        for (place, name) in queries {
            if let Some(entry) = less.get(place) {
                figures.ask(&index, &asked(name.text), entry);
            }
        }
    }
    figures
}

/// Names lightly mangled, with what else the list knows of the person.
pub fn mangled_recall(index: &Index, entries: &[Entry], step: usize, seed: u64) -> RecallFigures {
    let mut chance = Chance::new(seed);
    let mut figures = RecallFigures::default();
    for entry in entries.iter().filter(|entry| !entry.person.birth_dates.is_empty()).step_by(step.max(1)) {
        if let Some(name) = entry.person.names.iter().find(|name| is_latin(&name.text)) {
            let mut subject = asked(NameText::Whole(mangle_lightly(&text(&name.text), &mut chance)));
            subject.birth_date = entry.person.birth_dates.first().map(|range| range.from).unwrap_or_default();
            subject.nationality = entry.person.nationalities.first().copied();
            figures.ask(index, &subject, entry);
        }
    }
    figures
}

/// How many travellers who are on no list alert.
pub fn alert_rate(index: &Index, travellers: &[Subject], name_only: bool) -> Rate {
    let mut rate = Rate::default();
    for traveller in travellers {
        let hits = if name_only {
            let bare = Subject { names: traveller.names.clone(), ..asked(NameText::Whole(String::new())) };
            index.search(&bare, &Policy::default())
        } else {
            index.search(traveller, &Policy::default())
        };
        rate.add(hits.iter().any(|hit| hit.alert));
    }
    rate
}

/// For each culture: how many of `count` travellers who are on no list alert (name only) against a list of people of all
/// cultures in equal parts, and how many listed people are found whose name has an error in every word.
pub fn culture_rates(people: usize, count: usize, seed: u64) -> Vec<(&'static str, Rate, Rate)> {
    let mut chance = Chance::new(seed);
    let entries: Vec<Entry> = (0..people).map(|number| person(1, number, number % CULTURES.len(), &mut chance)).collect();
    let Ok(index) = Index::build(&entries) else { return Vec::new() };
    let mut rates = Vec::new();
    for (culture, (name, _)) in CULTURES.iter().enumerate() {
        let travellers: Vec<Subject> = (0..count).map(|_| traveller(culture, &mut chance)).collect();
        let own: Vec<Entry> = entries.iter().skip(culture).step_by(CULTURES.len()).cloned().collect();
        let recall = edited_recall(&index, &own, (own.len() / 200).max(1), seed);
        rates.push((*name, alert_rate(&index, &travellers, true), recall.alert));
    }
    rates
}

/// A labelled pair of names.
#[derive(Clone)]
pub struct Pair {
    /// One name.
    pub one: NameText,
    /// The other.
    pub other: NameText,
    /// Whether they are one.
    pub same: bool,
}

/// How well pairs are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairFigures {
    /// Matched and the same.
    pub right: usize,
    /// Matched but not the same.
    pub wrong: usize,
    /// The same but not matched.
    pub missed: usize,
    /// All pairs.
    pub pairs: usize,
}

impl PairFigures {
    /// F1 in thousandths.
    pub fn f1(&self) -> usize {
        2_000 * self.right / (2 * self.right + self.wrong + self.missed).max(1)
    }
}

/// Compares labelled pairs.
pub fn pair_figures(pairs: &[Pair]) -> PairFigures {
    let mut figures = PairFigures { pairs: pairs.len(), ..PairFigures::default() };
    for pair in pairs {
        match (compare_names(&pair.one, &pair.other).matched, pair.same) {
            (true, true) => figures.right += 1,
            (true, false) => figures.wrong += 1,
            (false, true) => figures.missed += 1,
            (false, false) => {}
        }
    }
    figures
}
