//! The handle on an opened node: hand commands in, take moments of the store.

use std::sync::{Arc, PoisonError, RwLock};

use garita_domain::{Certainty, EpochId, NodeId, Timestamp};
use garita_journal::{Head, HeadSeal, NodePublicKey};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Command, Database, Engine, Health, HealthWatch, ReadPool, Row, StorageError, StorageErrorKind, TableNames, Unit, Value,
    chain_state::{ChainState, Shared},
    checkpointer,
    engine::Session,
    job::{Job, Pending},
    plan,
    writer::{Writer, write_seal},
};

/// Commands that may wait; beyond it, callers wait to hand theirs in.
const QUEUE: usize = 1024;

/// The handle every capability holds: submit commands, take snapshots. Cheap to clone.
#[derive(Clone)]
pub struct Journal {
    jobs: mpsc::Sender<Box<dyn Job>>,
    reader: ReadPool,
    background: ReadPool,
    names: Arc<RwLock<TableNames>>,
    health: HealthWatch,
    head: watch::Receiver<Head>,
    shared: Arc<Shared>,
}

/// A [`Journal`] that does not keep the writer running.
pub(crate) struct WeakJournal {
    jobs: mpsc::WeakSender<Box<dyn Job>>,
    reader: ReadPool,
    background: ReadPool,
    names: Arc<RwLock<TableNames>>,
    health: HealthWatch,
    head: watch::Receiver<Head>,
    shared: Arc<Shared>,
}

impl WeakJournal {
    pub(crate) fn upgrade(&self) -> Option<Journal> {
        let jobs = self.jobs.upgrade()?;
        let (reader, background, names) = (self.reader.clone(), self.background.clone(), self.names.clone());
        let (health, head, shared) = (self.health.clone(), self.head.clone(), self.shared.clone());
        Some(Journal { jobs, reader, background, names, health, head, shared })
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
        let (reader, background) = (database.reader(), database.background_reader());
        if database.engine() == Engine::Sqlite {
            checkpointer::start(database.clone(), head_watch.clone());
        }
        tokio::spawn(Writer::new(database, shared.clone(), state, names.clone(), health, head).run(queue));
        Self { jobs, reader, background, names, health: health_watch, head: head_watch, shared }
    }

    /// Runs a command and answers once it is on disk. An error means that nothing of it was recorded, or, when the commit
    /// itself could not be confirmed, that it must be sent again with the same entry ids.
    pub async fn submit<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Pending::new(command, reply));
        let stopped = || {
            C::Error::from(StorageError::new("record it: the writer has stopped", StorageErrorKind::Unavailable, "the process is ending"))
        };
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
        let (reader, background, names) = (self.reader.clone(), self.background.clone(), self.names.clone());
        let (health, head, shared) = (self.health.clone(), self.head.clone(), self.shared.clone());
        WeakJournal { jobs: self.jobs.downgrade(), reader, background, names, health, head, shared }
    }

    /// The connections for long readings, to verify the journal while the node runs.
    pub fn background_reader(&self) -> &ReadPool {
        &self.background
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
