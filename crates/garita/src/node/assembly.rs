//! The one place where capabilities are put together. Adding one is a line in each of these lists.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, anyhow, bail};
use async_trait::async_trait;
use axum::{Router, middleware::from_fn_with_state, response::Redirect, routing::get};
use garita_accounts::{Accounts, DisplayName, FirstAccount, SignInName, Unenrolled};
use garita_alerts::{AlertChecks, AlertSource, Alerts, AlertsAside, AlertsSettings, approved_acts};
use garita_desk::{CheckSet, Desk, DeskPeople, DeskSettings, DocumentKeys, HistoryChecks, HistorySource};
use garita_domain::{
    AccountId, Check, Environment, Language, Message, Secret, Timestamp,
    access::{AccessRule, Role},
};
use garita_protection::{ProtectionSealer, WaitingCases, WaitingGate};
use garita_record::{CoverageDeclared, Kind, NodeStarted, decode};
use garita_records::{Actors, Records, RecordsSettings};
use garita_storage::{
    Command, Create, Database, EvidenceSource, Journal, LocalTable, NewEntry, Node, NodeSettings, Projection, RebuildProgress,
    StorageError, Unit, rebuild,
};
use garita_travel_document::TravelDocumentChecks;
use garita_web::{Catalogue, PageContext, Place, Route, Routes, Site, Translator, assets, session};

use super::{
    access_table,
    directory::Directory,
    host::NodeHost,
    keys::{self, NodeKeys},
    settings::Settings,
};
use crate::cli::progress_bar;

/// When this program was made, at the earliest: no credible clock is before it. 2026-11-01T00:00:00Z.
const PROGRAM_MADE: Timestamp = Timestamp::from_micros(1_793_491_200 * Timestamp::SECOND);

const LOCALES: &[(Language, &str)] =
    &[(Language::Es, include_str!("../../locales/es/garita.ftl")), (Language::En, include_str!("../../locales/en/garita.ftl"))];

/// Every projection of every capability.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    let mut all = garita_desk::projections();
    all.push(Arc::new(WaitingCases));
    all.extend(garita_accounts::projections());
    all.extend(garita_alerts::projections());
    all
}

/// Every local table of every capability.
pub fn local_tables() -> Vec<LocalTable> {
    let mut all = garita_accounts::local_tables();
    all.extend(garita_alerts::local_tables());
    all
}

/// The data inventory of the whole program, as Markdown.
pub fn inventory(language: Language) -> anyhow::Result<String> {
    Ok(garita_records::inventory_markdown(language, &garita_records::inventory_tables(&projections(), &local_tables()))?)
}

/// Names of the staff, for the records.
struct StaffNames(Journal);

#[async_trait]
impl Actors for StaffNames {
    async fn names(&self, accounts: &[AccountId]) -> Result<BTreeMap<AccountId, String>, StorageError> {
        garita_accounts::display_names(&self.0, accounts).await
    }
}

/// Opens the node's store; it must exist.
pub async fn open_store(directory: &Directory, settings: &Settings, keys: &NodeKeys) -> Result<Database, StorageError> {
    store(directory, settings, keys, Create::Never).await
}

/// As [`open_store`], without waiting for the disk: for the power-loss tests alone.
pub async fn open_store_unsafely(directory: &Directory, settings: &Settings, keys: &NodeKeys) -> Result<Database, StorageError> {
    match settings.store.as_str() {
        "sqlite" => Database::open_sqlite_unsafely(&directory.store(), &keys.store, Create::Never).await,
        address => Database::open_postgres(address).await,
    }
}

/// Makes the node's store, or opens it.
pub async fn create_store(directory: &Directory, settings: &Settings, keys: &NodeKeys) -> Result<Database, StorageError> {
    store(directory, settings, keys, Create::IfMissing).await
}

async fn store(directory: &Directory, settings: &Settings, keys: &NodeKeys, create: Create) -> Result<Database, StorageError> {
    match settings.store.as_str() {
        "sqlite" => Database::open_sqlite(&directory.store(), &keys.store, create).await,
        address => Database::open_postgres(address).await,
    }
}

/// Opens the node over its store: continues the chain, starts the writer. A demo's store opens as a demo alone, and a real
/// one never does, whatever the settings say by now.
pub async fn open_node(database: Database, keys: NodeKeys, settings: &Settings, environment: Environment) -> anyhow::Result<Node> {
    open_node_with(database, keys, settings, environment, projections()).await
}

/// As [`open_node`], without read tables: for filling a new store, which builds them afterwards at once.
pub async fn open_node_to_fill(database: Database, keys: NodeKeys, settings: &Settings, environment: Environment) -> anyhow::Result<Node> {
    open_node_with(database, keys, settings, environment, Vec::new()).await
}

async fn open_node_with(
    database: Database,
    keys: NodeKeys,
    settings: &Settings,
    environment: Environment,
    projections: Vec<Arc<dyn Projection>>,
) -> anyhow::Result<Node> {
    let node_settings = NodeSettings {
        node: keys.node,
        key: keys.signing,
        environment,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        program_made: PROGRAM_MADE,
        demo: settings.demo,
        projections,
        local_tables: local_tables(),
    };
    let node = Node::open(database, node_settings).await?;
    same_mark(&node.journal, settings.demo).await?;
    Ok(node)
}

/// Compares the settings with the mark of the store: what the first `node.started` of this node says. Later ones repeat
/// what the settings said at their time.
async fn same_mark(journal: &Journal, demo: bool) -> anyhow::Result<()> {
    let mut snapshot = journal.snapshot().await?;
    let node = journal.node();
    let sql = "SELECT version, payload FROM journal_content
               WHERE subject = $1 AND node = $2 AND kind = $3 ORDER BY sequence LIMIT 1";
    let first = snapshot.row(sql, &[node.as_subject().into(), node.into(), NodeStarted::NAME.into()]).await?;
    let first = first.context("the journal does not say whether it is a demo's: verify it")?;
    let version = u16::try_from(first.integer(0)?).context("the first entry has an unknown version")?;
    let started: NodeStarted = decode(version, &first.bytes(1)?)?;
    match (started.demo, demo) {
        (true, false) => bail!("this store was made as a demo and stays one: put `demo = true` back into garita.toml, or make a new post"),
        (false, true) => bail!("this is the store of a real post and never becomes a demo: put `demo = false` back into garita.toml"),
        (true, true) | (false, false) => Ok(()),
    }
}

/// Builds the read tables that nobody may read before, with progress.
pub async fn build_outdated(node: &Node) -> anyhow::Result<()> {
    for projection in &node.outdated {
        let bar = progress_bar(0, "building read tables");
        let progress = |progress: RebuildProgress| {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        };
        rebuild(&node.journal, projection, progress).await.with_context(|| format!("could not build {projection}"))?;
        bar.finish_and_clear();
    }
    Ok(())
}

/// The document keys, taken out of the node's secrets.
pub fn document_keys(keys: &NodeKeys) -> Arc<DocumentKeys> {
    Arc::new(DocumentKeys::new(keys.documents.clone()))
}

/// The alert lists in use, ready to be asked.
pub async fn alerts(journal: &Journal, settings: &Settings) -> anyhow::Result<Alerts> {
    let alerts = Alerts::open(AlertsSettings {
        journal: journal.clone(),
        people: Arc::new(DeskPeople),
        gate: Arc::new(WaitingGate),
        home: settings.home,
        zone: settings.zone()?,
    });
    alerts.await.context("could not read the alert lists")
}

/// The desk with its sources and checks plugged in.
pub fn desk(journal: &Journal, document_keys: Arc<DocumentKeys>, alerts: &Alerts, settings: &Settings) -> anyhow::Result<Desk> {
    let protection_key = keys::secret(&settings.protection_key).context("protection_key in the settings is not a key")?;
    let sealer = ProtectionSealer::new(protection_key.expose(), journal.environment().clone())?;
    let sources: Vec<Arc<dyn EvidenceSource>> =
        vec![Arc::new(HistorySource::new(document_keys.clone(), journal.node())), Arc::new(AlertSource::new(alerts.clone()))];
    let checks: Vec<Arc<dyn Check>> = vec![Arc::new(TravelDocumentChecks), Arc::new(HistoryChecks), Arc::new(AlertChecks)];
    Ok(Desk {
        journal: journal.clone(),
        settings: Arc::new(DeskSettings { home: settings.home, zone: settings.zone()?, usual_stay: settings.usual_stay }),
        keys: document_keys,
        sources: sources.into(),
        check_set: Arc::new(CheckSet::of(&checks)),
        checks: checks.into(),
        gate: Arc::new(WaitingGate),
        sealer: Arc::new(sealer),
        asides: Arc::new([Arc::new(AlertsAside) as _]),
    })
}

/// Accounts as this post uses them.
pub fn accounts(journal: &Journal, settings: &Settings) -> anyhow::Result<Accounts> {
    let unenrolled = if settings.demo && settings.listen.ip().is_loopback() { Unenrolled::Desk } else { Unenrolled::OfficeOnly };
    let lock_after = std::time::Duration::from_secs(settings.lock_after_seconds);
    let acts = approved_acts(&settings.zone()?);
    let settings = garita_accounts::Settings { unenrolled, lock_after, ..garita_accounts::Settings::default() };
    Ok(Accounts::new(journal.clone(), settings, acts))
}

/// The words of every capability.
pub fn catalogue() -> anyhow::Result<Catalogue> {
    let mut catalogue = Catalogue::new()?;
    let all = [
        LOCALES,
        garita_travel_document::LOCALES,
        garita_screening::LOCALES,
        garita_desk::LOCALES,
        &garita_accounts::LOCALES,
        &garita_alerts::LOCALES,
        &garita_records::LOCALES,
    ];
    for (language, source) in all.into_iter().flatten() {
        catalogue.add(*language, source)?;
    }
    Ok(catalogue)
}

fn places() -> Vec<Place> {
    let alerts = garita_alerts::places();
    garita_desk::places().into_iter().chain(alerts).chain(garita_accounts::places()).chain(garita_records::places()).collect()
}

/// Every route of every capability, with the access table that guards them.
fn routes(
    journal: &Journal,
    accounts: Accounts,
    alerts: &Alerts,
    document_keys: Arc<DocumentKeys>,
    settings: &Settings,
) -> anyhow::Result<(Router, Vec<Route>)> {
    let desk = garita_desk::routes(desk(journal, document_keys, alerts, settings)?);
    let alerts = garita_alerts::routes(alerts.clone());
    let accounts = garita_accounts::routes(accounts);
    let records = garita_records::routes(Records::new(RecordsSettings {
        journal: journal.clone(),
        projections: projections(),
        local_tables: local_tables(),
        actors: Arc::new(StaffNames(journal.clone())),
    }));
    let front = Routes::new().get("/", AccessRule::PUBLIC, front).finish(());
    let mut router = Router::new();
    let mut table = Vec::new();
    for (routes, rules) in [front, desk, alerts, accounts, records] {
        router = router.merge(routes);
        table.extend(rules);
    }
    Ok((router, table))
}

/// The front door: to the first page that this person may open.
async fn front(page: PageContext) -> Redirect {
    match page.navigation.first() {
        Some(item) => Redirect::to(item.href),
        None => Redirect::to("/sign-in"),
    }
}

/// The access table as a document. The routes are those of a node that lives only as long as this call.
pub async fn access_table() -> anyhow::Result<String> {
    let environment = garita_storage::system_environment();
    let path = std::env::temp_dir().join(format!("garita-access-{}", uuid::Builder::from_random_bytes(environment.random()).into_uuid()));
    let directory = Directory::create(&path)?;
    let outcome = access_table_of(&directory, environment).await;
    std::fs::remove_dir_all(&path).context("could not remove the scratch directory")?;
    outcome
}

async fn access_table_of(directory: &Directory, environment: Environment) -> anyhow::Result<String> {
    keys::make(directory, &environment)?;
    let keys = keys::load(directory)?;
    let document_keys = document_keys(&keys);
    let settings = Settings::scratch(&environment)?;
    let database = create_store(directory, &settings, &keys).await.context("could not make a scratch store")?;
    let node = open_node(database.clone(), keys, &settings, environment).await.context("could not open a scratch node")?;
    let alerts = alerts(&node.journal, &settings).await?;
    let (_, table) = routes(&node.journal, accounts(&node.journal, &settings)?, &alerts, document_keys, &settings)?;
    drop(alerts);
    drop(node);
    database.close().await;
    Ok(access_table::markdown(&table))
}

/// The whole site. The alert lists follow the journal from here on.
pub async fn router(journal: &Journal, document_keys: Arc<DocumentKeys>, settings: &Settings) -> anyhow::Result<Router> {
    let accounts = accounts(journal, settings)?;
    let alerts = alerts(journal, settings).await?;
    alerts.follow();
    let (router, _) = routes(journal, accounts.clone(), &alerts, document_keys, settings)?;
    let site = Site {
        host: Arc::new(NodeHost::new(journal.clone(), accounts, alerts)),
        catalogue: Arc::new(catalogue()?),
        post: settings.post.as_str().into(),
        zone: settings.zone()?,
        demo: settings.demo,
        places: places().into(),
        lock_after: std::time::Duration::from_secs(settings.lock_after_seconds),
    };
    let router = router.fallback(async || garita_web::PageError::not_found());
    let router = router.layer(from_fn_with_state(site, session::enter));
    Ok(router.route(assets::ROUTE, get(assets::serve)))
}

/// Says from which day the post's record is complete: the day it was set up.
pub async fn declare_coverage(journal: &Journal, settings: &Settings) -> anyhow::Result<()> {
    let (now, _) = journal.now();
    let declared = CoverageDeclared { from: now.date(&settings.zone()?) };
    Ok(journal.submit(Declare { declared }).await?)
}

/// A declaration of coverage.
pub struct Declare {
    /// What is declared.
    pub declared: CoverageDeclared,
}

impl Command for Declare {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let entry = unit.environment().entry_id();
        let subject = unit.node().as_subject();
        unit.append(NewEntry { entry, subject, actor: None, occurred: None, payload: &self.declared }).await.map(drop)
    }
}

/// Opens one of the first accounts, before there is anybody who could approve it, and gives its one-time code.
pub async fn first_account(journal: &Journal, sign_in_name: &str, role: Role, language: Language) -> anyhow::Result<Secret<String>> {
    let words = Translator::new(Arc::new(catalogue()?), language);
    let said = |message: Message| anyhow!(words.message(&message));
    let account = FirstAccount {
        sign_in_name: SignInName::parse(sign_in_name).map_err(said)?,
        display_name: DisplayName::parse(sign_in_name).map_err(said)?,
        language,
        roles: vec![role],
    };
    let (_, code) = garita_accounts::open_first_account(journal, account).await.context("could not open a first account")?;
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opens the store as the settings say; says what stood against it.
    async fn open(directory: &Directory, settings: &Settings, environment: &Environment) -> Option<String> {
        let keys = keys::load(directory).unwrap();
        let database = create_store(directory, settings, &keys).await.unwrap();
        let opened = open_node(database.clone(), keys, settings, environment.clone()).await;
        let refused = opened.err().map(|error| format!("{error:#}"));
        database.close().await;
        refused
    }

    #[tokio::test]
    async fn the_mark_of_a_store_is_what_it_was_made_with_and_settings_do_not_change_it() {
        let environment = garita_storage::system_environment();
        for made in [true, false] {
            let place = tempfile::tempdir().unwrap();
            let directory = Directory::create(&place.path().join("post")).unwrap();
            keys::make(&directory, &environment).unwrap();
            let as_made = Settings { demo: made, ..Settings::scratch(&environment).unwrap() };
            let changed = Settings { demo: !made, ..as_made.clone() };
            assert_eq!(open(&directory, &as_made, &environment).await, None);
            // The second attempt meets a `node.started` that says what the first attempt said: the first entry decides.
            for _ in 0..2 {
                let refused = open(&directory, &changed, &environment).await.unwrap();
                assert!(refused.contains(&format!("put `demo = {made}` back into garita.toml")), "{refused}");
            }
            assert_eq!(open(&directory, &as_made, &environment).await, None);
        }
    }
}
