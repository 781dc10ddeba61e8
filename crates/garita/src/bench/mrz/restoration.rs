//! What became of damaged zones: restored, asked about, or worse.

use std::collections::BTreeMap;

use garita_travel_document::mrz::{Field, Format, ReadingContext, Repair, Zone};
use jiff::civil::Date;

use super::{
    chance::Chance,
    corpus::Corpus,
    corruption::{Damaged, Fillers, damage},
};

/// What became of a damaged zone, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The zone is what it was, and nothing is asked about.
    Vouched,
    /// The zone is what it was; the officer confirms repaired characters on the document.
    Confirmed,
    /// The officer is asked, and the right reading is among those offered.
    Offered,
    /// Something is wrong and is said to be: digits stay wrong, a wrong repair asks for confirmation, no offer is right.
    SaidWrong,
    /// Read wrongly, no digit or place can tell, and nothing was changed.
    Unnoticed,
    /// Changed to something wrong, without asking.
    Silent,
}

impl Outcome {
    /// For people.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Vouched => "restored, the digits vouch",
            Self::Confirmed => "restored, to be confirmed",
            Self::Offered => "asked, the right reading offered",
            Self::SaidWrong => "said to be wrong",
            Self::Unnoticed => "unnoticed: no digit or place tells",
            Self::Silent => "changed wrongly without asking",
        }
    }

    /// For machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vouched => "restored_vouched",
            Self::Confirmed => "restored_to_confirm",
            Self::Offered => "asked_right_offered",
            Self::SaidWrong => "said_wrong",
            Self::Unnoticed => "unnoticed",
            Self::Silent => "silently_wrong",
        }
    }
}

/// All of them.
pub const OUTCOMES: [Outcome; 6] =
    [Outcome::Vouched, Outcome::Confirmed, Outcome::Offered, Outcome::SaidWrong, Outcome::Unnoticed, Outcome::Silent];

/// Counts of outcomes.
#[derive(Default)]
pub struct Counts {
    /// How many zones.
    pub zones: u64,
    /// How many of each outcome.
    pub outcomes: BTreeMap<Outcome, u64>,
    /// By field: how many were hit, and how many of those read as they were without a question.
    pub fields: BTreeMap<Field, [u64; 2]>,
    /// By field: wrong without a word.
    pub unnoticed: BTreeMap<Field, u64>,
    /// Of the unnoticed, zones on which nothing at all was asked.
    pub mute: u64,
    /// By form: zones and those restored.
    pub forms: BTreeMap<Format, [u64; 2]>,
}

impl Counts {
    /// Adds those of another run.
    pub fn add(&mut self, other: Self) {
        self.zones += other.zones;
        self.mute += other.mute;
        for (outcome, count) in other.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
        for (field, count) in other.unnoticed {
            *self.unnoticed.entry(field).or_default() += count;
        }
        for (field, [hit, restored]) in other.fields {
            let entry = self.fields.entry(field).or_default();
            *entry = [entry[0] + hit, entry[1] + restored];
        }
        for (form, [zones, restored]) in other.forms {
            let entry = self.forms.entry(form).or_default();
            *entry = [entry[0] + zones, entry[1] + restored];
        }
    }

    /// Restored alone, of one.
    pub fn restored(&self) -> f64 {
        self.share(&[Outcome::Vouched, Outcome::Confirmed])
    }

    /// The share of some outcomes.
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark stay far below what a float holds")]
    pub fn share(&self, outcomes: &[Outcome]) -> f64 {
        let counted: u64 = outcomes.iter().filter_map(|outcome| self.outcomes.get(outcome)).sum();
        counted as f64 / self.zones.max(1) as f64
    }

    /// How many.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }
}

/// Damages and reads zones `from` to `to` of a corpus.
pub fn measure(corpus: &Corpus, seed: u64, zones: std::ops::Range<u64>, fillers: Fillers, today: Date) -> anyhow::Result<Counts> {
    let context = ReadingContext::new(today);
    let mut counts = Counts::default();
    for item in zones {
        let right = corpus.zone(item)?;
        let truth = Zone::read(&right.join("\n"), &context)?;
        let mut chance = Chance::new(seed ^ 0x5EED, item);
        let damaged = damage(&right, truth.format(), fillers, &mut chance);
        if damaged.hit.is_empty() {
            continue;
        }
        count(&mut counts, &truth, &damaged, &context);
    }
    Ok(counts)
}

fn count(counts: &mut Counts, truth: &Zone, damaged: &Damaged, context: &ReadingContext) {
    counts.zones += 1;
    let form = counts.forms.entry(truth.format()).or_default();
    form[0] += 1;
    let Ok(read) = Zone::read(&damaged.lines.join("\n"), context) else {
        *counts.outcomes.entry(Outcome::SaidWrong).or_default() += 1;
        for field in &damaged.hit {
            counts.fields.entry(*field).or_default()[0] += 1;
        }
        return;
    };
    let outcome = judge(truth, &read);
    *counts.outcomes.entry(outcome).or_default() += 1;
    form[1] += u64::from(outcome <= Outcome::Confirmed);
    for field in &damaged.hit {
        let entry = counts.fields.entry(*field).or_default();
        let same = read.format() == truth.format() && read.lines().field(*field) == truth.lines().field(*field);
        entry[0] += 1;
        entry[1] += u64::from(same && !read.questions().iter().any(|question| question.field == *field));
    }
    if outcome >= Outcome::Unnoticed {
        for place in truth.format().places() {
            if read.lines().field(place.field) != truth.lines().field(place.field) {
                *counts.unnoticed.entry(place.field).or_default() += 1;
            }
        }
    }
    let asks = read.repairs().iter().any(Repair::needs_confirmation) || !read.questions().is_empty();
    counts.mute += u64::from(outcome == Outcome::Unnoticed && !asks);
}

/// Field by field: a field that is not what it was counts as said to be wrong only by a question or a confirmation in that
/// field, or by check digits that stay wrong.
fn judge(truth: &Zone, read: &Zone) -> Outcome {
    let asks = read.repairs().iter().any(Repair::needs_confirmation);
    if read.format() == truth.format() && read.lines() == truth.lines() && read.questions().is_empty() {
        return if asks { Outcome::Confirmed } else { Outcome::Vouched };
    }
    if read.format() != truth.format() {
        return if read.check_digits_as_read().all_right() { Outcome::Unnoticed } else { Outcome::SaidWrong };
    }
    let mut worst = Outcome::Offered;
    for place in truth.format().places() {
        let (was, is) = (truth.lines().field(place.field), read.lines().field(place.field));
        let question = read.questions().iter().find(|question| question.field == place.field);
        let right = question.is_none_or(|question| question.readings.iter().any(|reading| offers(truth, place.field, reading)));
        let outcome = match question {
            Some(_) if right => Outcome::Offered,
            Some(_) => Outcome::SaidWrong,
            None if was == is => continue,
            None => unasked(read, place.field),
        };
        worst = worst.max(outcome);
    }
    worst
}

/// A field that is wrong and has no question.
fn unasked(read: &Zone, field: Field) -> Outcome {
    let repairs: Vec<_> = read.repairs().iter().filter(|repair| repair.field == field).collect();
    let said = repairs.iter().any(|repair| repair.needs_confirmation()) || !read.check_digits_as_read().all_right();
    match (said, repairs.is_empty()) {
        (true, _) => Outcome::SaidWrong,
        (false, true) => Outcome::Unnoticed,
        (false, false) => Outcome::Silent,
    }
}

fn offers(truth: &Zone, field: Field, reading: &str) -> bool {
    let was = String::from_utf8_lossy(truth.lines().field(field)).into_owned();
    let whole = truth.document_number().map(ToString::to_string);
    was.trim_end_matches('<') == reading || (field == Field::DocumentNumber && whole.as_deref() == Some(reading))
}
