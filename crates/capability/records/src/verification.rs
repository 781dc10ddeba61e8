//! Verification of the node's own chain, in the background, and what a fault means.

use garita_domain::{Message, Timestamp};
use garita_journal::{Fault, Head};
use garita_storage::{Journal, VerifyError, VerifyProgress, VerifyReport, verify_node};

use crate::job::{Job, JobState};

/// How a verification ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerificationOutcome {
    /// The chain holds.
    Held(VerifyReport),
    /// It does not.
    Fault {
        /// The first bad entry, where there is one.
        entry: Option<i64>,
        /// What is wrong; the text `<id>-do` says what to do.
        what: Message,
    },
    /// The journal could not be read to its end: nothing was found out.
    BrokenOff,
}

/// Where verification stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerificationState {
    /// None since the start.
    None,
    /// It runs.
    Running {
        /// Since when.
        began: Timestamp,
        /// How far it has come; nothing before the first step.
        progress: Option<VerifyProgress>,
        /// The printed head it must meet, when one was given.
        head: Option<Head>,
    },
    /// It ended.
    Ended {
        /// Since when it ran.
        began: Timestamp,
        /// When.
        ended: Timestamp,
        /// How.
        outcome: VerificationOutcome,
        /// The printed head it had to meet, when one was given.
        head: Option<Head>,
    },
}

impl VerificationState {
    pub(crate) const fn has_fault(&self) -> bool {
        matches!(self, Self::Ended { outcome: VerificationOutcome::Fault { .. }, .. })
    }
}

/// The one place where a verification runs.
#[derive(Clone, Default)]
pub(crate) struct Verification(Job<Option<Head>, VerifyProgress, VerificationOutcome>);

impl Verification {
    pub(crate) fn state(&self) -> VerificationState {
        match self.0.state() {
            JobState::Idle => VerificationState::None,
            JobState::Running { what: head, began, progress } => VerificationState::Running { began, progress, head },
            JobState::Ended { what: head, began, ended, outcome } => VerificationState::Ended { began, ended, outcome, head },
        }
    }

    /// Starts one, unless one is running. It must also meet `head`, as printed on a report.
    pub(crate) fn start(&self, journal: &Journal, head: Option<Head>) {
        if !self.0.begin(head, journal.now().0) {
            return;
        }
        let (job, journal) = (self.0.clone(), journal.clone());
        tokio::spawn(async move {
            // In a task of its own, so that a defect in it cannot leave the place taken for ever.
            let outcome = tokio::spawn(run(job.clone(), journal.clone(), head)).await.unwrap_or(VerificationOutcome::BrokenOff);
            job.end(journal.now().0, outcome);
        });
    }
}

async fn run(job: Job<Option<Head>, VerifyProgress, VerificationOutcome>, journal: Journal, head: Option<Head>) -> VerificationOutcome {
    let key = journal.public_key();
    let verified =
        verify_node(journal.background_reader(), journal.node(), Some(&key), head.into_iter().collect(), |now| job.advance(now)).await;
    match verified {
        Ok(report) => VerificationOutcome::Held(report),
        Err(error) => {
            tracing::error!(%error, entry = error.sequence(), "the journal was not verified");
            explain(&error).map_or(VerificationOutcome::BrokenOff, |what| VerificationOutcome::Fault { entry: error.sequence(), what })
        }
    }
}

/// What a fault is, in words; the text `<id>-do` says what to do. Nothing for a store that could not be read.
pub fn explain(error: &VerifyError) -> Option<Message> {
    let id = match error {
        VerifyError::Fault(at) => match at.fault {
            Fault::Sequence { .. } => "records-fault-sequence",
            Fault::Previous => "records-fault-previous",
            Fault::Content => "records-fault-content",
            Fault::Fork => "records-fault-fork",
            Fault::UnknownEpoch => "records-fault-unknown-run",
            Fault::Head => "records-fault-head",
        },
        VerifyError::Signature { .. } => "records-fault-signature",
        VerifyError::Missing { .. } => "records-fault-missing",
        VerifyError::Inserted { count } => return Some(Message::new("records-fault-inserted").with("count", count)),
        VerifyError::Storage(_) => return None,
    };
    Some(Message::new(id).with("entry", error.sequence().unwrap_or_default()))
}
