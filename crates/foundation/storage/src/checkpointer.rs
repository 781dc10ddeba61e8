//! Keeps SQLite's log short, beside the writer: moving pages into the file takes tens of milliseconds on a slow disk, and no
//! officer should wait for it.

use std::time::Duration;

use garita_journal::Head;
use tokio::sync::watch;

use crate::{Database, error::causes};

/// Commits of this long are moved together.
const EVERY: Duration = Duration::from_secs(1);

/// Moves the log after commits, until the writer ends. A failure is logged and tried again: what was committed stays in the
/// log, where it is as safe.
pub(crate) fn start(database: Database, mut head: watch::Receiver<Head>) {
    tokio::spawn(async move {
        while head.changed().await.is_ok() {
            if tokio::time::timeout(EVERY, ended(head.clone())).await.is_ok() {
                return;
            }
            head.mark_unchanged();
            if let Err(error) = database.checkpoint().await {
                tracing::warn!(error = %causes(&error), "the store's log could not be moved into its file; it is tried again");
            }
        }
    });
}

/// Comes back when the writer has ended.
async fn ended(mut head: watch::Receiver<Head>) {
    while head.changed().await.is_ok() {}
}
