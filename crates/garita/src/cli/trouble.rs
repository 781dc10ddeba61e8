//! What was wrong with a file that was read, for people: on standard error, so that results stay clean.

use std::io::Write;

use garita_alert_lists::Report;

/// Lines told; the rest is counted.
const TOLD: usize = 20;

/// Tells what could not be read or was repaired.
pub fn tell(file: &str, report: &Report) {
    let mut stderr = std::io::stderr().lock();
    for at in report.malformed.iter().take(TOLD) {
        let id = at.id.as_deref().filter(|id| !id.is_empty()).map(|id| format!(" (id {id})")).unwrap_or_default();
        drop(writeln!(stderr, "garita: {file}, line {}{id}: {}", at.line, at.reason));
    }
    let untold = report.malformed_count.saturating_sub(u64::try_from(report.malformed.len().min(TOLD)).unwrap_or(0));
    if untold > 0 {
        drop(writeln!(stderr, "garita: {file}: {untold} more records could not be read"));
    }
    if report.note_count > 0 {
        drop(writeln!(stderr, "garita: {file}: {} things were left out of records that were kept, or repaired in them", report.note_count));
    }
    if let Some(why) = &report.broken_off {
        drop(writeln!(stderr, "garita: {file} was read up to line {} only: {}", why.line, why.reason));
    }
}
