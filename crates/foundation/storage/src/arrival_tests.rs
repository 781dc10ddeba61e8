//! Shuffled arrival: whatever order entries come in, live tables and a rebuild are the same (DESIGN §2A).

use std::sync::{Arc, Mutex};

use garita_domain::{Certainty, EntryId, EpochId, NodeId, Secret, SubjectId, Timestamp};
use garita_journal::{Content, Hash, Head, Hlc, HybridClock, Link, NodeKey, Salt, TimeKeeper};
use garita_test_postgres::{TestDatabase, TestPostgres};
use proptest::{prelude::*, test_runner::TestRunner};
use tokio::{runtime::Runtime, sync::Notify};
use uuid::Uuid;

use crate::{
    Create, Database, Grouping, LocalTable, Mode, Node, NodeSettings, Projection, ProjectionError, StorageError, StoredEntry, TableDef,
    TableRow, Unit,
    chain_state::{ChainState, Shared},
    columns,
    engine::Session,
    journal_tables::insert_entries,
    plan,
    projection_store::{insert, keyed, rows_of},
    system_environment,
};

/// Every row says how many entries came before it and which is the newest: any mistake of order shows.
struct Order(Grouping);

const SUBJECT_WISE: TableDef = TableDef {
    name: "test_order",
    columns: columns! {
        subject: [Id], Operation, NotPersonal, Permanent, Nobody;
        recorded: [Integer], Operation, NotPersonal, Permanent, Nobody;
        entry: [Id], Operation, NotPersonal, Permanent, Nobody;
        place: [Integer], Operation, NotPersonal, Permanent, Nobody;
        newest: [Id], Operation, NotPersonal, Permanent, Nobody;
    },
    key: &["subject", "recorded", "entry"],
    indexes: &[],
};

const THREAD_WISE: TableDef = TableDef { name: "test_thread", ..SUBJECT_WISE };

const ENTRY_WISE: TableDef = TableDef { name: "test_single", ..SUBJECT_WISE };

impl Projection for Order {
    fn name(&self) -> &'static str {
        match self.0 {
            Grouping::Subject => "test.order",
            Grouping::Thread => "test.thread",
            Grouping::Entry => "test.single",
        }
    }
    fn version(&self) -> i64 {
        1
    }
    fn mode(&self) -> Mode {
        Mode::Inline
    }
    fn grouping(&self) -> Grouping {
        self.0
    }
    fn kinds(&self) -> &'static [&'static str] {
        &["test.kind"]
    }
    fn tables(&self) -> &'static [TableDef] {
        match self.0 {
            Grouping::Subject => &[SUBJECT_WISE],
            Grouping::Thread => &[THREAD_WISE],
            Grouping::Entry => &[ENTRY_WISE],
        }
    }
    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let newest = entries.last().map(|entry| entry.content.entry.uuid());
        let row = |(place, entry): (i64, &&StoredEntry)| {
            let content = &entry.content;
            let values = vec![content.subject.into(), content.recorded.as_i64().into(), content.entry.into(), place.into(), newest.into()];
            TableRow { table: self.tables()[0].name, values }
        };
        Ok((1..).zip(entries).map(row).collect())
    }
}

fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(Order(Grouping::Subject)), Arc::new(Order(Grouping::Thread)), Arc::new(Order(Grouping::Entry))]
}

fn stored(sequence: usize, (subject, recorded): (u8, u8)) -> (StoredEntry, Link) {
    let id = |n: usize| Uuid::from_u128(n as u128 + 1);
    let content = Content {
        entry: EntryId::new(id(sequence * 7919 % 101)),
        kind: if recorded == 0 { "test.other" } else { "test.kind" }.into(),
        version: 1,
        subject: SubjectId::new(id(usize::from(subject))),
        actor: None,
        occurred: Timestamp::from_micros(1),
        certainty: Certainty::Certain,
        recorded: Hlc::from_i64(recorded.into()),
        payload: b"{}".to_vec(),
    };
    let salt = Salt::from_bytes([1; 32]);
    let (node, epoch) = (NodeId::new(id(500)), EpochId::new(id(501)));
    let thread = EntryId::new(id(600 + sequence % 3));
    let sequence = i64::try_from(sequence).unwrap();
    let link = Link { node, epoch, sequence, previous: Hash::from_bytes([0; 32]), digest: content.digest(&salt) };
    (StoredEntry { node, epoch, sequence, thread, content, salt }, link)
}

async fn tables(session: &mut Session) -> Result<Vec<String>, StorageError> {
    let mut rows = Vec::new();
    for sql in [
        "SELECT subject, recorded, entry, place, newest FROM @test_order ORDER BY subject, recorded, entry",
        "SELECT subject, recorded, entry, place, newest FROM @test_thread ORDER BY subject, recorded, entry",
        "SELECT subject, recorded, entry, place, newest FROM @test_single ORDER BY subject, recorded, entry",
    ] {
        for row in session.rows(sql, &[]).await? {
            rows.push(format!("{} {} {} {} {}", row.id(0)?, row.integer(1)?, row.id(2)?, row.integer(3)?, row.id(4)?));
        }
    }
    Ok(rows)
}

/// What live tables hold after this order of arrival, and what a rebuild makes of the same set. Rolled back.
async fn arrive(database: &Database, entries: &[(StoredEntry, Link)]) -> Result<(Vec<String>, Vec<String>), StorageError> {
    let environment = system_environment();
    let shared = Shared {
        node: NodeId::new(Uuid::from_u128(500)),
        epoch: EpochId::new(Uuid::from_u128(501)),
        key: NodeKey::from_secret(&Secret::new([1; 32])),
        keeper: Mutex::new(TimeKeeper::start(environment.clone(), None, Timestamp::from_micros(0))),
        environment,
        projections: projections(),
        wake: Notify::new(),
    };
    let mut session = database.begin(crate::TableNames::default()).await?;
    let plan = plan::read(&mut session, &shared.projections).await?;
    session.names = plan.names.clone();
    let head = Head { sequence: 0, hash: Hash::from_bytes([0; 32]) };
    let mut chain = ChainState { head, clock: HybridClock::after(Hlc::ZERO), names: plan.names, live: plan.live, building: Vec::new() };
    // Some one by one, some together: the batches must not matter either.
    for batch in entries.chunks(1 + entries.len() % 4) {
        let (batch, links): (Vec<StoredEntry>, Vec<Link>) = batch.iter().cloned().unzip();
        let mut unit =
            Unit { session: &mut session, chain: &mut chain, shared: &shared, time: (Timestamp::from_micros(0), Certainty::Certain) };
        unit.project(&batch).await?;
        insert_entries(&mut session, &links, &batch).await?;
    }
    let live = tables(&mut session).await?;
    for projection in &shared.projections {
        session.execute_resolved(format!("DELETE FROM {}", session.names.physical(projection.tables()[0].name)).into(), &[]).await?;
        let mut relevant: Vec<_> = entries.iter().map(|(entry, _)| entry).filter(|entry| entry.content.kind == "test.kind").collect();
        relevant.sort_by_key(|entry| (entry.content.subject, entry.order()));
        let groups: Vec<Vec<&StoredEntry>> = match projection.grouping() {
            Grouping::Subject => relevant.chunk_by(|one, two| one.content.subject == two.content.subject).map(<[_]>::to_vec).collect(),
            Grouping::Thread => {
                let mut threads = std::collections::BTreeMap::<_, Vec<&StoredEntry>>::new();
                for entry in relevant {
                    threads.entry((entry.content.subject, entry.thread)).or_default().push(entry);
                }
                threads.into_values().collect()
            }
            Grouping::Entry => relevant.iter().map(|entry| vec![*entry]).collect(),
        };
        for group in groups {
            let rows = keyed(projection.as_ref(), rows_of(projection.as_ref(), &group)?)?;
            let names = session.names.clone();
            insert(&mut session, projection.as_ref(), &names, rows).await?;
        }
    }
    let rebuilt = tables(&mut session).await?;
    Ok((live, rebuilt))
}

fn check(runtime: &Runtime, database: &Database) {
    let settings = NodeSettings {
        node: NodeId::new(Uuid::from_u128(900)),
        key: NodeKey::from_secret(&Secret::new([1; 32])),
        environment: system_environment(),
        program: "test".into(),
        program_made: Timestamp::from_micros(0),
        demo: true,
        projections: projections(),
        local_tables: Vec::<LocalTable>::new(),
    };
    drop(runtime.block_on(Node::open(database.clone(), settings)).unwrap());
    let entries = prop::collection::vec((0..4_u8, 0..6_u8), 1..14);
    let shuffled = entries.prop_flat_map(|entries| {
        let entries: Vec<_> = entries.into_iter().enumerate().map(|(n, entry)| stored(n + 1, entry)).collect();
        (Just(entries.clone()), Just(entries).prop_shuffle())
    });
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) });
    let outcome = runner.run(&shuffled, |(one, two)| {
        let (live, rebuilt) = runtime.block_on(arrive(database, &one)).unwrap();
        prop_assert_eq!(&live, &rebuilt);
        prop_assert_eq!((live, rebuilt), runtime.block_on(arrive(database, &two)).unwrap());
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn arrival_order_does_not_matter_on_sqlite() {
    let runtime = Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let key = Secret::new([3; 32]);
    let database = runtime.block_on(Database::open_sqlite_unsafely(&dir.path().join("post.db"), &key, Create::IfMissing)).unwrap();
    check(&runtime, &database);
}

#[test]
fn arrival_order_does_not_matter_on_postgres() {
    let runtime = Runtime::new().unwrap();
    let databases: Vec<TestDatabase> = TestPostgres::databases().unwrap_or_default();
    if databases.is_empty() {
        println!("not tested: no PostgreSQL server is installed");
    }
    for server in databases {
        let database = runtime.block_on(Database::open_postgres(&server.url)).unwrap();
        check(&runtime, &database);
        runtime.block_on(database.close());
    }
}
