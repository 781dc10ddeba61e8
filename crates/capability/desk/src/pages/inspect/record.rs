//! What was done to a case: decisions, corrections with the old value beside the new one (R03), taken back.

use garita_domain::PersonName;
use garita_record::Change;
use garita_web::{PageContext, SignedIn};

use crate::{ActKind, CaseFile, pages::labels};

/// One line of the record.
pub(crate) struct RecordLine {
    pub when: String,
    pub who: String,
    pub what: String,
    pub details: Vec<String>,
}

/// The record, newest first.
pub(crate) fn lines(page: &PageContext, signed_in: &SignedIn, file: &CaseFile) -> Vec<RecordLine> {
    let lines = file.acts.iter().rev().map(|act| {
        let who = if act.by == Some(signed_in.account) { "desk-by-you" } else { "desk-by-colleague" };
        let (what, details) = match &act.what {
            ActKind::Decided(decided) => {
                let mut details: Vec<String> = decided.reasons.iter().map(|reason| labels::label(page, "reason", reason)).collect();
                details.extend(decided.days.map(|days| page.t_with("desk-days-given", &[("days", days)])));
                details.extend(Some(&decided.note).filter(|note| !note.is_empty()).cloned());
                (labels::label(page, "outcome", decided.outcome.code()), details)
            }
            ActKind::Corrected(corrected) => {
                let mut details: Vec<String> = corrected.changes.iter().map(|change| describe(page, change)).collect();
                details.push(labels::label(page, "reason", &corrected.reason));
                details.extend(Some(&corrected.note).filter(|note| !note.is_empty()).cloned());
                (page.t("desk-corrected"), details)
            }
        };
        RecordLine { when: page.date_time(act.at), who: page.t(who), what, details }
    });
    lines.collect()
}

/// `Birth date: 2 Apr 1991 → 20 Apr 1991`.
fn describe(page: &PageContext, change: &Change) -> String {
    let dash = || "–".to_owned();
    let name = |name: &PersonName| name.to_string();
    let days = |days: &Option<u16>| days.map_or_else(dash, |days| days.to_string());
    let (label, old, new) = match change {
        Change::Name { old, new } => ("desk-name", old.as_ref().map_or_else(dash, name), name(new)),
        Change::BirthDate { old, new } => ("desk-birth-date", page.date(old), page.date(new)),
        Change::Sex { old, new } => ("desk-sex", old.letter().to_string(), new.letter().to_string()),
        Change::Nationality { old, new } => {
            ("desk-nationality", old.map_or_else(dash, |code| labels::country(page, Some(code))), labels::country(page, Some(*new)))
        }
        Change::Direction { old, new } => ("desk-direction", page.t(labels::direction_id(*old)), page.t(labels::direction_id(*new))),
        Change::Class { old, new } => ("desk-class", labels::label(page, "class", old.code()), labels::label(page, "class", new.code())),
        Change::Days { old, new } => ("desk-days", days(old), days(new)),
        Change::Decision { old } => {
            ("desk-decision-taken-back", labels::label(page, "outcome", old.code()), page.t("desk-outcome-undecided"))
        }
    };
    format!("{}: {old} → {new}", page.t(label))
}
