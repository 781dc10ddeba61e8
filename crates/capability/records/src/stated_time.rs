//! The time as somebody at the post states it, when the machine's clock is in doubt.

use garita_domain::{AccountId, EntryId, Timestamp};
use garita_journal::{DRIFT_BOUND, Hlc};
use garita_record::TimeStated;
use garita_storage::{Command, Journal, NewEntry, Recorded, StorageError, Unit};
use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};

/// How far ahead of the believed time a statement is taken without asking again, in microseconds. A wrong year could not
/// be taken back: what follows would be recorded after it.
const UNASKED: i64 = Timestamp::DAY;

/// Why a stated time was not taken over.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateTimeError {
    /// The journal already has entries of a later time.
    #[error("the stated time is before the last entry's")]
    BeforeLastEntry {
        /// When that entry was recorded.
        last: Timestamp,
    },
    /// Nothing was recorded.
    #[error("could not record the stated time")]
    Record(#[from] StorageError),
}

/// Records the time and believes it once that is on disk. The same form sent again states nothing: its time has passed.
pub(crate) async fn state(journal: &Journal, entry: EntryId, actor: AccountId, time: Timestamp) -> Result<(), StateTimeError> {
    if journal.submit(StateTime { entry, actor, time }).await? == Statement::New {
        journal.state_time(time);
    }
    Ok(())
}

/// Whether the time is so far ahead that the person is asked again; never when the machine's clock says the same.
pub(crate) fn far_ahead(journal: &Journal, time: Timestamp) -> bool {
    let machine_agrees = time.since(journal.environment().wall()).abs() <= DRIFT_BOUND;
    time.since(journal.now().0) > UNASKED && !machine_agrees
}

/// The instant of a day and a time of day at the post; nothing at the ends of the calendar.
pub(crate) fn instant(day: Date, time: Time, zone: &TimeZone) -> Option<Timestamp> {
    let at = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
    Some(Timestamp::from_micros(at.timestamp().as_microsecond()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Statement {
    New,
    Already,
}

struct StateTime {
    entry: EntryId,
    actor: AccountId,
    time: Timestamp,
}

impl Command for StateTime {
    type Output = Statement;
    type Error = StateTimeError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<Statement, StateTimeError> {
        let subject = unit.node().as_subject();
        if unit.find_entry(subject, self.entry).await?.is_some() {
            return Ok(Statement::Already);
        }
        let writer = unit.row("SELECT recorded FROM journal_writer WHERE node = $1", &[unit.node().into()]).await?;
        let last = Hlc::from_i64(writer.map_or(Ok(0), |row| row.integer(0))?).timestamp();
        if last.since(self.time) > DRIFT_BOUND {
            return Err(StateTimeError::BeforeLastEntry { last });
        }
        let payload = &TimeStated { time: self.time };
        match unit.append(NewEntry { entry: self.entry, subject, actor: Some(self.actor), occurred: None, payload }).await? {
            Recorded::New(_) => Ok(Statement::New),
            Recorded::Already(_) => Ok(Statement::Already),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_time_is_that_of_the_post() {
        let zone = TimeZone::get("America/Tegucigalpa").unwrap();
        let at = instant("2026-11-22".parse().unwrap(), "18:30".parse().unwrap(), &zone).unwrap();
        assert_eq!(at.to_string(), "2026-11-23T00:30:00Z");
        assert_eq!(instant(Date::MAX, Time::MAX, &zone), None);
    }
}
