//! Long work in the background, one at a time: it can be left and looked at again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use garita_domain::Timestamp;

/// Where the work stands. `W` is what was asked for, `P` how far it has come, `O` how it ended.
#[derive(Clone, Debug)]
pub(crate) enum JobState<W, P, O> {
    /// Nothing was asked for since the start.
    Idle,
    /// It runs.
    Running { what: W, began: Timestamp, progress: Option<P> },
    /// It ended.
    Ended { what: W, began: Timestamp, ended: Timestamp, outcome: O },
}

/// One place for work of a sort. Clones share it.
#[derive(Debug)]
pub(crate) struct Job<W, P, O>(Arc<Mutex<JobState<W, P, O>>>);

impl<W: Clone, P: Clone, O: Clone> Job<W, P, O> {
    pub(crate) fn state(&self) -> JobState<W, P, O> {
        self.lock().clone()
    }

    /// Takes the place; `false` when work of this sort is running.
    pub(crate) fn begin(&self, what: W, began: Timestamp) -> bool {
        let mut state = self.lock();
        if matches!(*state, JobState::Running { .. }) {
            return false;
        }
        *state = JobState::Running { what, began, progress: None };
        true
    }

    pub(crate) fn advance(&self, now: P) {
        if let JobState::Running { progress, .. } = &mut *self.lock() {
            *progress = Some(now);
        }
    }

    pub(crate) fn end(&self, ended: Timestamp, outcome: O) {
        let mut state = self.lock();
        if let JobState::Running { what, began, .. } = &*state {
            *state = JobState::Ended { what: what.clone(), began: *began, ended, outcome };
        }
    }

    fn lock(&self) -> MutexGuard<'_, JobState<W, P, O>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W, P, O> Clone for Job<W, P, O> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<W, P, O> Default for Job<W, P, O> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(JobState::Idle)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_runs_and_its_end_makes_room_for_the_next() {
        let job: Job<&str, u8, bool> = Job::default();
        let at = Timestamp::from_micros;
        assert!(job.begin("first", at(1)) && !job.begin("second", at(2)));
        job.advance(40);
        assert!(matches!(job.state(), JobState::Running { what: "first", progress: Some(40), .. }));
        job.end(at(3), true);
        job.advance(50);
        assert!(matches!(job.state(), JobState::Ended { what: "first", outcome: true, .. }));
        assert!(job.begin("second", at(4)));
    }
}
