//! The single writer: takes commands, commits them in groups, answers when they are on disk (DESIGN §2A).

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use garita_domain::{Certainty, EpochId, NodeId, Timestamp};
use garita_journal::{Hash, Head, HeadSeal, Hlc, HybridClock};
use tokio::sync::{mpsc, watch};

use crate::{
    Database, Health, StorageError, StorageErrorKind, TableNames, Unit,
    chain_state::{ChainState, Shared},
    engine::Session,
    error::{causes, inconsistent},
    job::Job,
    plan,
};

/// Commands in one commit, at most.
const GROUP: usize = 64;
/// A moving head is signed at least this often, in microseconds.
const SEAL_EVERY: i64 = 60 * Timestamp::SECOND;
/// How often a writer that had to stop looks whether it can go on.
const PROBE_EVERY: Duration = Duration::from_secs(3);

/// The one task that writes.
pub(crate) struct Writer {
    database: Database,
    shared: Arc<Shared>,
    state: ChainState,
    names: Arc<RwLock<TableNames>>,
    health: watch::Sender<Health>,
    head: watch::Sender<Head>,
    sealed: Timestamp,
    /// A commit failed: what is on disk has to be read again before the next one.
    stale: bool,
}

impl Writer {
    pub(crate) fn new(
        database: Database,
        shared: Arc<Shared>,
        state: ChainState,
        names: Arc<RwLock<TableNames>>,
        health: watch::Sender<Health>,
        head: watch::Sender<Head>,
    ) -> Self {
        Self { database, shared, state, names, health, head, sealed: Timestamp::from_micros(0), stale: false }
    }

    /// Works until every [`crate::Journal`] is gone.
    pub(crate) async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Job>>) {
        loop {
            let mut group = Vec::new();
            let health = *self.health.borrow();
            match health {
                Health::Writing => {
                    if queue.recv_many(&mut group, GROUP).await == 0 {
                        return;
                    }
                }
                Health::ReadOnly(kind) => match tokio::time::timeout(PROBE_EVERY, queue.recv_many(&mut group, GROUP)).await {
                    Ok(0) => return,
                    Ok(_) | Err(_) if is_final(kind) => {
                        for job in &mut group {
                            job.failed(kind, "entries stopped; the program has to be started again");
                        }
                        continue;
                    }
                    Ok(_) | Err(_) => {}
                },
            }
            let outcome = self.commit(&mut group).await;
            if outcome.is_err() {
                self.database.discard_writer().await;
            }
            self.report(outcome, &mut group);
        }
    }

    fn report(&mut self, outcome: Result<(), StorageError>, group: &mut [Box<dyn Job>]) {
        match outcome {
            Ok(()) => {
                // Who gets an answer must see what it says: names and head first.
                *self.names.write().unwrap_or_else(PoisonError::into_inner) = self.state.names.clone();
                let head = self.state.head;
                self.head.send_if_modified(|last| std::mem::replace(last, head) != head);
                if self.health.send_replace(Health::Writing) != Health::Writing {
                    tracing::info!("entries are written again");
                }
                for job in group {
                    job.committed();
                }
            }
            Err(error) => {
                self.stale = true;
                let cause = causes(&error);
                if self.health.send_replace(Health::ReadOnly(error.kind())) == Health::Writing {
                    tracing::error!(error = %cause, "entries stopped; reading goes on");
                }
                for job in group {
                    job.failed(error.kind(), &cause);
                }
            }
        }
    }

    /// One transaction for the whole group, one savepoint for each command.
    async fn commit(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StorageError> {
        let before = self.state.clone();
        let outcome = self.try_commit(group).await;
        if outcome.is_err() {
            self.state = before;
        }
        outcome
    }

    async fn try_commit(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StorageError> {
        let mut session = self.database.begin(self.state.names.clone()).await?;
        if self.stale {
            self.reload(&mut session).await?;
        }
        let time = self.shared.now();
        for job in group {
            self.run_one(&mut session, job.as_mut(), time).await?;
        }
        let head = self.state.head;
        let seal = head != *self.head.borrow() && time.0.since(self.sealed).abs() >= SEAL_EVERY;
        if seal {
            write_seal(&mut session, &self.shared, head).await?;
        }
        self.fence(&mut session).await?;
        session.commit().await?;
        self.stale = false;
        if seal {
            self.sealed = time.0;
        }
        Ok(())
    }

    /// One command in its savepoint. A statement that failed takes the command back even if the command went on, because
    /// PostgreSQL would; a store that failed breaks off the whole group.
    async fn run_one(&mut self, session: &mut Session, job: &mut dyn Job, time: (Timestamp, Certainty)) -> Result<(), StorageError> {
        let before = self.state.clone();
        session.execute("SAVEPOINT command", &[]).await?;
        let mut unit = Unit { session, chain: &mut self.state, shared: &self.shared, time };
        let mut keep = job.run(&mut unit).await;
        if let Some(failure) = session.take_failure() {
            if stops(failure.kind) {
                return Err(StorageError::new("record it", failure.kind, failure.cause));
            }
            if keep {
                job.failed(failure.kind, &failure.cause);
                keep = false;
            }
        }
        if !keep {
            session.execute("ROLLBACK TO SAVEPOINT command", &[]).await?;
            self.state = before;
        }
        session.execute("RELEASE SAVEPOINT command", &[]).await?;
        session.names = self.state.names.clone();
        Ok(())
    }

    /// Writes the new head where it says who may write; touches no row when another process took over.
    async fn fence(&self, session: &mut Session) -> Result<(), StorageError> {
        let head = self.state.head;
        let touched = session
            .execute(
                "UPDATE journal_writer SET sequence = $1, hash = $2, recorded = $3 WHERE node = $4 AND epoch = $5",
                &[
                    head.sequence.into(),
                    head.hash.as_bytes().as_slice().into(),
                    self.state.clock.last().as_i64().into(),
                    self.shared.node.into(),
                    self.shared.epoch.into(),
                ],
            )
            .await?;
        if touched == 1 { Ok(()) } else { Err(taken_over()) }
    }

    /// After a failed commit: what is on disk decides.
    async fn reload(&mut self, session: &mut Session) -> Result<(), StorageError> {
        let (epoch, head, recorded) = read_writer(session, self.shared.node).await?.ok_or_else(taken_over)?;
        if epoch != self.shared.epoch {
            return Err(taken_over());
        }
        self.state.head = head;
        self.state.clock = HybridClock::after(recorded.max(self.state.clock.last()));
        let plan = plan::read(session, &self.shared.projections).await?;
        (self.state.names, self.state.live, self.state.building) = (plan.names, plan.live, plan.building);
        session.names = self.state.names.clone();
        Ok(())
    }
}

/// Whether a failed statement means that the store, not the statement, is at fault.
const fn stops(kind: StorageErrorKind) -> bool {
    match kind {
        StorageErrorKind::WrongKey
        | StorageErrorKind::DiskFull
        | StorageErrorKind::Damaged
        | StorageErrorKind::Unavailable
        | StorageErrorKind::TakenOver => true,
        StorageErrorKind::Inconsistent | StorageErrorKind::Driver => false,
    }
}

/// Whether waiting cannot help: a person has to restore a backup, or another process writes now.
const fn is_final(kind: StorageErrorKind) -> bool {
    match kind {
        StorageErrorKind::Damaged | StorageErrorKind::TakenOver => true,
        StorageErrorKind::WrongKey
        | StorageErrorKind::DiskFull
        | StorageErrorKind::Unavailable
        | StorageErrorKind::Inconsistent
        | StorageErrorKind::Driver => false,
    }
}

fn taken_over() -> StorageError {
    StorageError::new("record it: another process writes for this node", StorageErrorKind::TakenOver, "a later epoch was opened")
}

/// Takes hold of the row that says who writes, and waits for a commit that is under way: what is read after this is the end
/// of the chain.
pub(crate) async fn take_writer(session: &mut Session, node: NodeId) -> Result<(), StorageError> {
    session.execute("UPDATE journal_writer SET sequence = sequence WHERE node = $1", &[node.into()]).await.map(drop)
}

/// Who may write for a node, and the head it has.
pub(crate) async fn read_writer(session: &mut Session, node: NodeId) -> Result<Option<(EpochId, Head, Hlc)>, StorageError> {
    let Some(row) = session.row("SELECT epoch, sequence, hash, recorded FROM journal_writer WHERE node = $1", &[node.into()]).await? else {
        return Ok(None);
    };
    let hash = Hash::from_slice(&row.bytes(2)?).ok_or_else(|| inconsistent("the writer's head"))?;
    Ok(Some((EpochId::new(row.id(0)?), Head { sequence: row.integer(1)?, hash }, Hlc::from_i64(row.integer(3)?))))
}

/// Signs a head and keeps the signature.
pub(crate) async fn write_seal(session: &mut Session, shared: &Shared, head: Head) -> Result<HeadSeal, StorageError> {
    let seal = shared.key.seal(shared.node, shared.epoch, head);
    session
        .execute(
            "INSERT INTO journal_seal (node, epoch, sequence, hash, signature) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (node, epoch, sequence) DO NOTHING",
            &[
                seal.node.into(),
                seal.epoch.into(),
                head.sequence.into(),
                head.hash.as_bytes().as_slice().into(),
                seal.signature.as_slice().into(),
            ],
        )
        .await?;
    Ok(seal)
}
