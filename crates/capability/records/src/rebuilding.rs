//! Rebuilding a read table in the background, beside the live one.

use garita_domain::Timestamp;
use garita_storage::{Journal, RebuildProgress, rebuild};

use crate::job::{Job, JobState};

/// How a rebuild ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RebuildOutcome {
    /// Swapped in, after so many entries.
    Done(u64),
    /// Broken off; the live table is as it was, and a new start goes on from here.
    BrokenOff,
}

type RebuildJob = Job<&'static str, RebuildProgress, RebuildOutcome>;

/// The one place where a rebuild runs.
#[derive(Clone, Default)]
pub(crate) struct Rebuilding(RebuildJob);

impl Rebuilding {
    pub(crate) fn state(&self) -> JobState<&'static str, RebuildProgress, RebuildOutcome> {
        self.0.state()
    }

    /// Starts one, unless one is running.
    pub(crate) fn start(&self, journal: &Journal, projection: &'static str) {
        if !self.0.begin(projection, journal.now().0) {
            return;
        }
        let (job, journal) = (self.0.clone(), journal.clone());
        tokio::spawn(async move {
            let outcome = tokio::spawn(run(job.clone(), journal.clone(), projection)).await.unwrap_or(RebuildOutcome::BrokenOff);
            job.end(journal.now().0, outcome);
        });
    }
}

async fn run(job: RebuildJob, journal: Journal, projection: &'static str) -> RebuildOutcome {
    match rebuild(&journal, projection, |now| job.advance(now)).await {
        Ok(entries) => RebuildOutcome::Done(entries),
        Err(error) => {
            tracing::error!(projection, error = %error, cause = std::error::Error::source(&error).map(tracing::field::display), "a read table was not rebuilt");
            RebuildOutcome::BrokenOff
        }
    }
}

/// Whole seconds between two instants, at least one.
pub(crate) fn seconds(began: Timestamp, ended: Timestamp) -> i64 {
    (ended.since(began) / Timestamp::SECOND).max(1)
}
