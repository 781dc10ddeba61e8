//! Following projections: brought up to date soon after the commit, from a cursor; a failure is logged and tried again,
//! and never stops the desk.
//!
//! The follower reads through snapshots and gives the writer work only when there is an entry that its projection reads:
//! a node at rest commits nothing.

use std::{sync::Arc, time::Duration};

use garita_domain::EpochId;

use crate::{
    Command, Journal, Mode, Projection, Snapshot, StorageError, StoredEntry, Unit,
    journal_tables::{content_columns, openings},
    plan,
    projection_store::{Until, follow},
};

/// Entries in one step: keeps the write transaction short.
const STEP: i64 = 100;
/// The cursor is stored at least this often, even when nothing was there for the projection.
const STORE_EVERY: i64 = 2000;
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Starts the follower, when there is anything to follow. It ends with the writer.
pub(crate) fn start(journal: &Journal) {
    let following = journal.shared().projections.iter().filter(|projection| projection.mode() == Mode::Following);
    let mut followers: Vec<_> = following.map(|projection| Follower { projection: projection.clone(), place: None }).collect();
    if followers.is_empty() {
        return;
    }
    let mut head = journal.watch_head();
    let shared = journal.shared_handle();
    // The follower must not keep the writer alive: it holds the journal weakly.
    let journal = journal.downgrade();
    tokio::spawn(async move {
        loop {
            head.mark_unchanged();
            let mut behind = false;
            for follower in &mut followers {
                let Some(journal) = journal.upgrade() else { return };
                if let Err(error) = follower.catch_up(&journal).await {
                    behind = true;
                    follower.place = None;
                    let cause = crate::error::causes(&error);
                    tracing::error!(projection = follower.projection.name(), error = %cause, "a following table is behind; the desk goes on");
                }
            }
            tokio::select! {
                () = shared.wake.notified() => {}
                () = tokio::time::sleep(RETRY_AFTER), if behind => {}
                changed = head.changed(), if !behind => if changed.is_err() { return },
            }
        }
    });
}

struct Follower {
    projection: Arc<dyn Projection>,
    place: Option<Place>,
}

/// Where a follower reads next.
struct Place {
    /// The cursor as stored. When the store has another one, a rebuild was swapped in.
    stored: i64,
    /// Everything up to here was looked at.
    seen: i64,
    /// Epochs not read to their end, in the order of the chain. The last is this run's.
    epochs: Vec<EpochId>,
}

impl Follower {
    async fn catch_up(&mut self, journal: &Journal) -> Result<(), StorageError> {
        while self.step(journal).await? {}
        Ok(())
    }

    /// Whether there may be more.
    async fn step(&mut self, journal: &Journal) -> Result<bool, StorageError> {
        let mut snapshot = journal.snapshot().await?;
        let state = plan::state(&mut snapshot.session, self.projection.name()).await?;
        if state.version != self.projection.version() {
            return Ok(false);
        }
        let stored = plan::followed(&mut snapshot.session, self.projection.name(), journal.node()).await?;
        let mut place = match self.place.take() {
            Some(place) if place.stored == stored => place,
            Some(_) | None => {
                let epochs = openings(&mut snapshot.session, journal.node()).await?.iter().map(|opening| opening.epoch).collect();
                Place { stored, seen: stored, epochs }
            }
        };
        let Some(epoch) = place.epochs.first().copied() else { return Ok(false) };
        let entries = page(&mut snapshot, journal, epoch, place.seen).await?;
        drop(snapshot);
        let Some(last) = entries.last().map(|entry| entry.sequence) else {
            let finished = place.epochs.len() > 1;
            if finished {
                place.epochs.remove(0);
            }
            self.place = Some(place);
            return Ok(finished);
        };
        let kinds = self.projection.kinds();
        let read: Vec<_> = entries.into_iter().filter(|entry| kinds.contains(&entry.content.kind.as_str())).collect();
        if !read.is_empty() || last - place.stored >= STORE_EVERY {
            journal
                .submit(Follow { projection: self.projection.clone(), stored: place.stored, from: place.seen, to: last, entries: read })
                .await?;
            place.stored = last;
        }
        place.seen = last;
        self.place = Some(place);
        Ok(true)
    }
}

async fn page(snapshot: &mut Snapshot, journal: &Journal, epoch: EpochId, after: i64) -> Result<Vec<StoredEntry>, StorageError> {
    let sql = concat!(
        "SELECT ",
        content_columns!(),
        " FROM journal_content WHERE node = $1 AND epoch = $2 AND sequence > $3 ORDER BY sequence LIMIT $4"
    );
    let rows = snapshot.rows(sql, &[journal.node().into(), epoch.into(), after.into(), STEP.into()]).await?;
    rows.iter().map(StoredEntry::from_row).collect()
}

struct Follow {
    projection: Arc<dyn Projection>,
    stored: i64,
    from: i64,
    to: i64,
    entries: Vec<StoredEntry>,
}

impl Command for Follow {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let projection = self.projection.as_ref();
        let node = unit.node();
        let live = unit.shared.projection(projection.name()).and_then(|(index, _)| unit.chain.live.get(index)).copied().unwrap_or(false);
        if !live || plan::followed(unit.session, projection.name(), node).await? != self.stored {
            return Ok(());
        }
        let names = &unit.chain.names;
        let (from, to) = (Until { node, sequence: self.from }, Until { node, sequence: self.to });
        // What was destroyed since it was read stays away.
        follow(unit.session, projection, names, &self.entries, from, to).await?;
        plan::set_followed(unit.session, projection.name(), node, self.to).await
    }
}
