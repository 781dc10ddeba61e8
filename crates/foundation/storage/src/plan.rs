//! Which generation of each projection's tables is live, which is being built, and which nobody maintains any more.

use std::{collections::BTreeMap, sync::Arc};

use garita_domain::{EntryId, NodeId, SubjectId};

use crate::{Mode, Projection, StorageError, TableNames, Value, chain_state::Building, engine::Session, error::inconsistent};

/// The state of all projections, as the writer needs it.
pub(crate) struct Plan {
    pub(crate) names: TableNames,
    pub(crate) live: Vec<bool>,
    pub(crate) building: Vec<Building>,
}

/// One line of `journal_projection`.
pub(crate) struct State {
    pub(crate) name: String,
    pub(crate) version: i64,
    pub(crate) generation: i64,
    pub(crate) building: Option<i64>,
    pub(crate) building_version: Option<i64>,
    /// The generation before the live one: kept for snapshots that still name it.
    pub(crate) retired: Option<i64>,
    built: Option<(SubjectId, EntryId)>,
    pub(crate) built_count: i64,
    start: i64,
    /// Every table the projection ever had, parted by spaces.
    pub(crate) tables: String,
}

/// What no projection's version is: the tables are not maintained.
const UNMAINTAINED: i64 = -1;

/// When a node opens: registers new projections and marks those that this program does not maintain, so that an older or
/// newer program that finds them later rebuilds them instead of trusting them. A new projection over an empty journal is
/// live at once.
pub(crate) async fn prepare(session: &mut Session, projections: &[Arc<dyn Projection>]) -> Result<(), StorageError> {
    let empty = session.row("SELECT 1 AS one FROM journal_link LIMIT 1", &[]).await?.is_none();
    let stored = states(session).await?;
    for state in &stored {
        let version = projections.iter().find(|projection| projection.name() == state.name).map(|projection| projection.version());
        if let Some(retired) = state.retired {
            drop_generation(session, &state.tables, retired).await?;
            session.execute("UPDATE journal_projection SET retired = NULL WHERE name = $1", &[state.name.as_str().into()]).await?;
        }
        if version != Some(state.version) {
            session
                .execute("UPDATE journal_projection SET version = $1 WHERE name = $2", &[UNMAINTAINED.into(), state.name.as_str().into()])
                .await?;
        }
        if let Some(building) = state.building
            && state.building_version != version
        {
            drop_generation(session, &state.tables, building).await?;
            session
                .execute(
                    "UPDATE journal_projection SET building = NULL, building_version = NULL, built_subject = NULL, built_entry = NULL WHERE name = $1",
                    &[state.name.as_str().into()],
                )
                .await?;
        }
    }
    for projection in projections.iter().filter(|projection| !stored.iter().any(|state| state.name == projection.name())) {
        let (version, generation) = if empty { (projection.version(), 1) } else { (UNMAINTAINED, 0) };
        session
            .execute(
                "INSERT INTO journal_projection (name, version, generation, built_count, start, tables) VALUES ($1, $2, $3, 0, 0, $4)",
                &[projection.name().into(), version.into(), generation.into(), with_tables("", projection.as_ref()).into()],
            )
            .await?;
        if empty {
            make_generation(session, projection.as_ref(), generation).await?;
        }
    }
    Ok(())
}

/// Reads what is on disk.
pub(crate) async fn read(session: &mut Session, projections: &[Arc<dyn Projection>]) -> Result<Plan, StorageError> {
    let stored = states(session).await?;
    let mut generations = BTreeMap::new();
    let mut live = Vec::new();
    for projection in projections {
        let state = stored.iter().find(|state| state.name == projection.name()).ok_or_else(|| inconsistent("a projection's state"))?;
        generations.extend(projection.tables().iter().map(|table| (table.name, state.generation)));
        live.push(state.version == projection.version());
    }
    let names = TableNames::new(generations, stored.iter().map(|state| state.generation).sum());
    let mut building = Vec::new();
    for (index, projection) in projections.iter().enumerate() {
        let state = stored.iter().find(|state| state.name == projection.name());
        if let Some(state) = state
            && let Some(generation) = state.building
            && state.building_version == Some(projection.version())
        {
            building.push(state.as_building(index, projection.as_ref(), generation, &names));
        }
    }
    Ok(Plan { names, live, building })
}

pub(crate) async fn state(session: &mut Session, name: &str) -> Result<State, StorageError> {
    let found = states(session).await?.into_iter().find(|state| state.name == name);
    found.ok_or_else(|| inconsistent("a projection's state"))
}

pub(crate) async fn states(session: &mut Session) -> Result<Vec<State>, StorageError> {
    let sql =
        "SELECT name, version, generation, building, building_version, retired, built_subject, built_entry, built_count, start, tables
               FROM journal_projection ORDER BY name";
    let rows = session.rows(sql, &[]).await?;
    let read = rows.iter().map(|row| {
        Ok(State {
            name: row.text(0)?,
            version: row.integer(1)?,
            generation: row.integer(2)?,
            building: row.optional_integer(3)?,
            building_version: row.optional_integer(4)?,
            retired: row.optional_integer(5)?,
            built: row.optional_id(6)?.map(SubjectId::new).zip(row.optional_id(7)?.map(EntryId::new)),
            built_count: row.integer(8)?,
            start: row.integer(9)?,
            tables: row.text(10)?,
        })
    });
    read.collect()
}

impl State {
    fn as_building(&self, index: usize, projection: &dyn Projection, generation: i64, names: &TableNames) -> Building {
        let tables: Vec<_> = projection.tables().iter().map(|table| table.name).collect();
        let until = match projection.mode() {
            Mode::Inline => i64::MAX,
            Mode::Following => self.start,
        };
        Building { projection: index, names: names.with(&tables, generation), built: self.built, until }
    }
}

/// The table names of `list` and the projection's, each once.
pub(crate) fn with_tables(list: &str, projection: &dyn Projection) -> String {
    let mut names: Vec<&str> = list.split_whitespace().collect();
    names.extend(projection.tables().iter().map(|table| table.name));
    names.sort_unstable();
    names.dedup();
    names.join(" ")
}

/// Makes the tables of one generation, empty.
pub(crate) async fn make_generation(session: &mut Session, projection: &dyn Projection, generation: i64) -> Result<(), StorageError> {
    drop_generation(session, &with_tables("", projection), generation).await?;
    for table in projection.tables() {
        for statement in table.ddl(session.engine(), &format!("{}_g{generation}", table.name)) {
            session.execute_resolved(statement.into(), &[]).await?;
        }
    }
    Ok(())
}

/// Drops the tables of one generation; names parted by spaces, as stored.
pub(crate) async fn drop_generation(session: &mut Session, tables: &str, generation: i64) -> Result<(), StorageError> {
    for table in tables.split_whitespace() {
        session.execute_resolved(format!("DROP TABLE IF EXISTS {table}_g{generation}").into(), &[] as &[Value]).await?;
    }
    Ok(())
}

/// The sequence of this node's chain up to which a following projection has come.
pub(crate) async fn followed(session: &mut Session, name: &str, node: NodeId) -> Result<i64, StorageError> {
    let row = session.row("SELECT sequence FROM journal_cursor WHERE projection = $1 AND node = $2", &[name.into(), node.into()]).await?;
    row.map_or(Ok(0), |row| row.integer(0))
}

/// Notes how far a following projection has come.
pub(crate) async fn set_followed(session: &mut Session, name: &str, node: NodeId, sequence: i64) -> Result<(), StorageError> {
    session
        .execute(
            "INSERT INTO journal_cursor (projection, node, sequence) VALUES ($1, $2, $3)
             ON CONFLICT (projection, node) DO UPDATE SET sequence = excluded.sequence",
            &[name.into(), node.into(), sequence.into()],
        )
        .await
        .map(drop)
}
