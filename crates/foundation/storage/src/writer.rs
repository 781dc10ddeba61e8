//! The single writer: takes commands, commits them in groups, answers when they are on disk (DESIGN §2A).

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use futures_util::FutureExt;
use garita_domain::{Certainty, EpochId, NodeId, Timestamp};
use garita_journal::{Head, HeadSeal, Hlc, HybridClock, NodePublicKey};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Command, Database, Health, HealthWatch, ReadPool, Row, StorageError, StorageErrorKind, TableNames, Unit, Value,
    chain_state::{ChainState, Shared},
    engine::Session,
    error::{causes, inconsistent},
    plan,
};

/// Commands in one commit, at most.
const GROUP: usize = 64;
/// Commands that may wait; beyond it, callers wait to hand theirs in.
const QUEUE: usize = 1024;
/// A moving head is signed at least this often, in microseconds.
const SEAL_EVERY: i64 = 60 * Timestamp::SECOND;
/// How often a writer that had to stop looks whether it can go on.
const PROBE_EVERY: Duration = Duration::from_secs(3);

/// The handle every capability holds: submit commands, take snapshots. Cheap to clone.
#[derive(Clone)]
pub struct Journal {
    jobs: mpsc::Sender<Box<dyn Job>>,
    reader: ReadPool,
    names: Arc<RwLock<TableNames>>,
    health: HealthWatch,
    head: watch::Receiver<Head>,
    shared: Arc<Shared>,
}

/// A [`Journal`] that does not keep the writer running.
pub(crate) struct WeakJournal {
    jobs: mpsc::WeakSender<Box<dyn Job>>,
    reader: ReadPool,
    names: Arc<RwLock<TableNames>>,
    health: HealthWatch,
    head: watch::Receiver<Head>,
    shared: Arc<Shared>,
}

impl WeakJournal {
    pub(crate) fn upgrade(&self) -> Option<Journal> {
        let jobs = self.jobs.upgrade()?;
        let (reader, names, health, head, shared) =
            (self.reader.clone(), self.names.clone(), self.health.clone(), self.head.clone(), self.shared.clone());
        Some(Journal { jobs, reader, names, health, head, shared })
    }
}

/// A moment of the store, for reading.
pub struct Snapshot {
    pub(crate) session: Session,
    reader: ReadPool,
    names: Arc<RwLock<TableNames>>,
    shared: Arc<Shared>,
}

impl Snapshot {
    async fn take(reader: ReadPool, names: Arc<RwLock<TableNames>>, shared: Arc<Shared>) -> Result<Self, StorageError> {
        let current = names.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut session = reader.begin(current).await?;
        // The first read fixes the moment. It also tells whether a rebuild was swapped in since the names were taken.
        let row = session.row("SELECT CAST(coalesce(sum(generation), 0) AS BIGINT) FROM journal_projection", &[]).await?;
        if row.map_or(Ok(0), |row| row.integer(0))? != session.names.stamp() {
            session.names = plan::read(&mut session, &shared.projections).await?.names;
        }
        Ok(Self { session, reader, names, shared })
    }

    /// Goes on at a new moment, with another connection: after a read that failed or was broken off.
    pub(crate) async fn renew(&mut self) -> Result<(), StorageError> {
        *self = Self::take(self.reader.clone(), self.names.clone(), self.shared.clone()).await?;
        Ok(())
    }

    /// Reads rows. Statements as the crate's documentation says.
    pub async fn rows(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        self.session.rows(sql, values).await
    }

    /// Reads at most one row.
    pub async fn row(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StorageError> {
        self.session.row(sql, values).await
    }
}

impl Journal {
    /// Starts the writer of an opened node.
    pub(crate) fn start(database: Database, shared: Arc<Shared>, state: ChainState) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let (health, health_watch) = watch::channel(Health::Writing);
        let (head, head_watch) = watch::channel(state.head);
        let names = Arc::new(RwLock::new(state.names.clone()));
        let reader = database.reader();
        let writer = Writer { database, shared: shared.clone(), state, names: names.clone(), health, head, sealed: Timestamp::from_micros(0), stale: false };
        tokio::spawn(writer.run(queue));
        Self { jobs, reader, names, health: health_watch, head: head_watch, shared }
    }

    /// Runs a command and answers once it is on disk. An error means that nothing of it was recorded, or, when the commit
    /// itself could not be confirmed, that it must be sent again with the same entry ids.
    pub async fn submit<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Pending { command, outcome: None, reply: Some(reply) });
        let stopped = || C::Error::from(StorageError::new("record it: the writer has stopped", StorageErrorKind::Unavailable, "the process is ending"));
        self.jobs.send(job).await.map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// A moment of the store. Every read through it sees the same state.
    pub async fn snapshot(&self) -> Result<Snapshot, StorageError> {
        Snapshot::take(self.reader.clone(), self.names.clone(), self.shared.clone()).await
    }

    /// The best time there is, and whether to trust it.
    pub fn now(&self) -> (Timestamp, Certainty) {
        self.shared.now()
    }

    /// States the time; the caller records a `node.time_stated` entry with it.
    pub fn state_time(&self, time: Timestamp) {
        self.shared.keeper().state(time);
    }

    /// This node.
    pub fn node(&self) -> NodeId {
        self.shared.node
    }

    /// This run's epoch.
    pub fn epoch(&self) -> EpochId {
        self.shared.epoch
    }

    /// The key that checks this node's signatures.
    pub fn public_key(&self) -> NodePublicKey {
        self.shared.key.public()
    }

    /// Clock and randomness.
    pub fn environment(&self) -> &garita_domain::Environment {
        &self.shared.environment
    }

    /// Whether entries are written.
    pub fn health(&self) -> Health {
        *self.health.borrow()
    }

    /// Follows the health, for a status line.
    pub fn watch_health(&self) -> HealthWatch {
        self.health.clone()
    }

    /// The last committed head.
    pub fn head(&self) -> Head {
        *self.head.borrow()
    }

    /// Follows the head: changes after every commit.
    pub fn watch_head(&self) -> watch::Receiver<Head> {
        self.head.clone()
    }

    /// Signs the head as it stands now, for a report.
    pub async fn seal(&self) -> Result<HeadSeal, StorageError> {
        self.submit(Seal).await
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn shared_handle(&self) -> Arc<Shared> {
        self.shared.clone()
    }

    pub(crate) fn downgrade(&self) -> WeakJournal {
        let (reader, names, health, head, shared) =
            (self.reader.clone(), self.names.clone(), self.health.clone(), self.head.clone(), self.shared.clone());
        WeakJournal { jobs: self.jobs.downgrade(), reader, names, health, head, shared }
    }

    /// The connections for reading, to verify the journal while the node runs.
    pub fn reader(&self) -> &ReadPool {
        &self.reader
    }
}

struct Seal;

impl Command for Seal {
    type Output = HeadSeal;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<HeadSeal, StorageError> {
        write_seal(unit.session, unit.shared, unit.chain.head).await
    }
}

async fn write_seal(session: &mut Session, shared: &Shared, head: Head) -> Result<HeadSeal, StorageError> {
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

/// A command in the queue, without its types.
#[async_trait]
trait Job: Send {
    /// Runs it; `true` keeps what it did, `false` takes it back.
    async fn run(&mut self, unit: &mut Unit<'_>) -> bool;
    /// Answers after the commit.
    fn committed(&mut self);
    /// Answers that nothing was recorded.
    fn failed(&mut self, kind: StorageErrorKind, cause: &str);
}

struct Pending<C: Command> {
    command: C,
    outcome: Option<Result<C::Output, C::Error>>,
    reply: Option<oneshot::Sender<Result<C::Output, C::Error>>>,
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

struct Writer {
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
    async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Job>>) {
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
                        group.iter_mut().for_each(|job| job.failed(kind, "entries stopped; the program has to be started again"));
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
                group.iter_mut().for_each(|job| job.committed());
            }
            Err(error) => {
                self.stale = true;
                let cause = causes(&error);
                if self.health.send_replace(Health::ReadOnly(error.kind())) == Health::Writing {
                    tracing::error!(error = %cause, "entries stopped; reading goes on");
                }
                group.iter_mut().for_each(|job| job.failed(error.kind(), &cause));
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
        StorageErrorKind::WrongKey | StorageErrorKind::Damaged | StorageErrorKind::TakenOver => true,
        StorageErrorKind::DiskFull | StorageErrorKind::Unavailable | StorageErrorKind::Inconsistent | StorageErrorKind::Driver => false,
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
    let hash = garita_journal::Hash::from_slice(&row.bytes(2)?).ok_or_else(|| inconsistent("the writer's head"))?;
    Ok(Some((EpochId::new(row.id(0)?), Head { sequence: row.integer(1)?, hash }, Hlc::from_i64(row.integer(3)?))))
}
