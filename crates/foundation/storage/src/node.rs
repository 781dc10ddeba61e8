//! Opening a node: tables, projections, the epoch, the writer.

use std::sync::{Arc, Mutex};

use garita_domain::{EpochId, NodeId, Timestamp};
use garita_journal::{EpochOpening, Head, HybridClock, NodeKey, TimeKeeper};
use garita_record::NodeStarted;
use tokio::sync::Notify;

use crate::{
    Command, Database, Journal, LocalTable, NewEntry, Projection, StorageError, TableNames, Unit,
    chain_state::{ChainState, Shared},
    engine::Session,
    following,
    journal_tables::{JOURNAL_TABLES, insert_opening},
    plan,
    writer::{read_writer, take_writer},
};

/// What a node needs to open.
pub struct NodeSettings {
    /// Its id.
    pub node: NodeId,
    /// Its signing key.
    pub key: NodeKey,
    /// Clock and randomness.
    pub environment: garita_domain::Environment,
    /// Program version, for the first entry of the epoch.
    pub program: String,
    /// When the program was made: no credible clock is earlier.
    pub program_made: Timestamp,
    /// Whether this is a demo or training store.
    pub demo: bool,
    /// Read tables of every capability.
    pub projections: Vec<Arc<dyn Projection>>,
    /// Local tables of every capability.
    pub local_tables: Vec<LocalTable>,
}

/// An opened node.
pub struct Node {
    /// The handle for capabilities.
    pub journal: Journal,
    /// Projections whose tables have to be rebuilt before anybody reads them.
    pub outdated: Vec<&'static str>,
}

/// Alias for readers of signatures: opening fails as storage does.
pub type OpenError = StorageError;

impl Node {
    /// Makes missing tables, continues the chain in a new epoch, and starts the writer. Takes over from any process that
    /// wrote for this node before: that process can commit nothing any more.
    pub async fn open(database: Database, settings: NodeSettings) -> Result<Self, OpenError> {
        let mut session = database.begin(TableNames::default()).await?;
        session.open_alone().await?;
        make_journal_tables(&mut session).await?;
        take_writer(&mut session, settings.node).await?;
        let before = read_writer(&mut session, settings.node).await?;
        migrate(&mut session, &settings.local_tables).await?;
        plan::prepare(&mut session, &settings.projections).await?;
        let plan = plan::read(&mut session, &settings.projections).await?;

        let last_recorded = before.as_ref().map(|(_, _, recorded)| recorded.timestamp()).filter(|time| time.micros() > 0);
        let keeper = TimeKeeper::start(settings.environment.clone(), last_recorded, settings.program_made);
        let opening = EpochOpening {
            node: settings.node,
            epoch: EpochId::new(settings.environment.uuid(settings.environment.wall())),
            parent: before.as_ref().map(|(epoch, ..)| *epoch),
            first_sequence: before.as_ref().map_or(1, |(_, head, _)| head.sequence + 1),
            parent_head: before.as_ref().map(|(_, head, _)| head.hash),
        };
        insert_opening(&mut session, &opening).await?;
        let head = Head { sequence: opening.first_sequence - 1, hash: opening.hash() };
        let recorded = before.map_or(garita_journal::Hlc::ZERO, |(_, _, recorded)| recorded);
        session
            .execute(
                "INSERT INTO journal_writer (node, epoch, sequence, hash, recorded) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (node) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, hash = excluded.hash, recorded = excluded.recorded",
                &[
                    settings.node.into(),
                    opening.epoch.into(),
                    head.sequence.into(),
                    head.hash.as_bytes().as_slice().into(),
                    recorded.as_i64().into(),
                ],
            )
            .await?;
        session.commit().await?;

        let shared = Arc::new(Shared {
            node: settings.node,
            epoch: opening.epoch,
            key: settings.key,
            environment: settings.environment,
            projections: settings.projections,
            keeper: Mutex::new(keeper),
            wake: Notify::new(),
        });
        let outdated =
            plan.live.iter().zip(&shared.projections).filter(|(live, _)| !**live).map(|(_, projection)| projection.name()).collect();
        let state = ChainState { head, clock: HybridClock::after(recorded), names: plan.names, live: plan.live, building: plan.building };
        let journal = Journal::start(database, shared, state);
        journal.submit(Started { started: NodeStarted { program: settings.program, demo: settings.demo } }).await?;
        following::start(&journal);
        Ok(Self { journal, outdated })
    }
}

struct Started {
    started: NodeStarted,
}

impl Command for Started {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let entry = unit.environment().entry_id();
        let subject = unit.node().as_subject();
        unit.append(NewEntry { entry, subject, actor: None, occurred: None, payload: &self.started }).await.map(drop)
    }
}

async fn make_journal_tables(session: &mut Session) -> Result<(), StorageError> {
    for table in JOURNAL_TABLES {
        for statement in table.ddl(session.engine(), table.name) {
            session.execute_resolved(statement.into(), &[]).await?;
        }
    }
    Ok(())
}

/// One ledger of migrations, forward only (DESIGN §5).
async fn migrate(session: &mut Session, tables: &[LocalTable]) -> Result<(), StorageError> {
    for local in tables {
        let made = session
            .execute(
                "INSERT INTO journal_migration (capability, number) VALUES ($1, $2) ON CONFLICT (capability, number) DO NOTHING",
                &[local.capability.into(), local.number.into()],
            )
            .await?;
        if made == 1 {
            for statement in local.table.ddl(session.engine(), local.table.name) {
                session.execute_resolved(statement.into(), &[]).await?;
            }
        }
    }
    Ok(())
}
