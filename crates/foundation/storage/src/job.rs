//! Commands on their way through the writer.

use std::panic::AssertUnwindSafe;

use async_trait::async_trait;
use futures_util::FutureExt;
use tokio::sync::oneshot;

use crate::{Command, StorageError, StorageErrorKind, Unit};

/// A command in the queue, without its types.
#[async_trait]
pub(crate) trait Job: Send {
    /// Runs it; `true` keeps what it did, `false` takes it back.
    async fn run(&mut self, unit: &mut Unit<'_>) -> bool;
    /// Answers after the commit.
    fn committed(&mut self);
    /// Answers that nothing was recorded.
    fn failed(&mut self, kind: StorageErrorKind, cause: &str);
}

/// A command and who waits for its answer.
pub(crate) struct Pending<C: Command> {
    command: C,
    outcome: Option<Result<C::Output, C::Error>>,
    reply: Option<oneshot::Sender<Result<C::Output, C::Error>>>,
}

impl<C: Command> Pending<C> {
    pub(crate) fn new(command: C, reply: oneshot::Sender<Result<C::Output, C::Error>>) -> Self {
        Self { command, outcome: None, reply: Some(reply) }
    }
}

#[async_trait]
impl<C: Command> Job for Pending<C> {
    async fn run(&mut self, unit: &mut Unit<'_>) -> bool {
        // A defect in one command must not stop the desk: the command fails, the writer goes on.
        let Ok(outcome) = AssertUnwindSafe(self.command.run(unit)).catch_unwind().await else {
            self.failed(StorageErrorKind::Inconsistent, "the command broke off: this is a defect of the program");
            return false;
        };
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn committed(&mut self) {
        if let (Some(reply), Some(outcome)) = (self.reply.take(), self.outcome.take()) {
            // The caller may have gone; the entry stands all the same.
            drop(reply.send(outcome));
        }
    }

    fn failed(&mut self, kind: StorageErrorKind, cause: &str) {
        self.outcome = None;
        if let Some(reply) = self.reply.take() {
            drop(reply.send(Err(StorageError::new("record it", kind, cause).into())));
        }
    }
}
