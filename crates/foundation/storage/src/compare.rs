//! Comparing read tables with what the journal says, row by row: what a rebuild would write against what is there.
//! Reads only, in one moment of the store, subject by subject, so that it works while the node goes on and in little memory.

use std::{collections::BTreeMap, sync::Arc};

use garita_domain::{NodeId, SubjectId};

use crate::{
    ColumnType, Mode, Projection, ReadPool, Row, StorageError, StoredEntry, TableDef, TableNames, Value,
    engine::Session,
    error::inconsistent,
    journal_tables::{kind_list, subjects_entries_of},
    many::{even_chunks, places},
    plan,
    projection_store::{Until, groups, keyed, rows_of},
};

/// A row's key and all its values.
type KeyedRow = (Vec<Value>, Vec<Value>);

/// Subjects in one step.
const STEP: usize = 200;

/// How the tables of one projection stand against the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The projection.
    pub projection: &'static str,
    /// Whether the tables are of this program's version; others are rebuilt at the next start and say nothing here.
    pub maintained: bool,
    /// Entries it reads, as far as its tables have come.
    pub entries: u64,
    /// Rows that follow from them.
    pub rows: u64,
    /// Rows that follow and are not there.
    pub missing: u64,
    /// Rows that are there with other values.
    pub different: u64,
    /// Rows that are there and follow from nothing.
    pub superfluous: u64,
    /// The first table and subject with a missing or different row.
    pub first: Option<(&'static str, SubjectId)>,
}

impl Comparison {
    /// Whether a rebuild would change nothing.
    pub const fn is_same(&self) -> bool {
        self.maintained && self.missing == 0 && self.different == 0 && self.superfluous == 0
    }
}

/// Compares the live tables of a projection with what its entries give. `progress` hears the entries read so far.
pub async fn compare(
    reader: &ReadPool,
    node: NodeId,
    projection: &Arc<dyn Projection>,
    mut progress: impl FnMut(u64),
) -> Result<Comparison, StorageError> {
    let mut session = reader.begin(TableNames::default()).await?;
    let plan = plan::read(&mut session, std::slice::from_ref(projection)).await?;
    let projection = projection.as_ref();
    let mut found = Comparison {
        projection: projection.name(),
        maintained: plan.live.first().copied().unwrap_or(false),
        entries: 0,
        rows: 0,
        missing: 0,
        different: 0,
        superfluous: 0,
        first: None,
    };
    if !found.maintained {
        return Ok(found);
    }
    let sequence = match projection.mode() {
        Mode::Inline => i64::MAX,
        Mode::Following => plan::followed(&mut session, projection.name(), node).await?,
    };
    let until = Until { node, sequence };
    let mut after = SubjectId::new(uuid::Uuid::nil());
    loop {
        let subjects = next_subjects(&mut session, projection, after).await?;
        let Some(last) = subjects.last() else { break };
        after = *last;
        let entries = subjects_entries_of(&mut session, &subjects, projection.kinds()).await?;
        for entries in entries.chunk_by(|one, two| one.content.subject == two.content.subject) {
            let entries: Vec<&StoredEntry> = entries.iter().filter(|entry| until.covers(entry)).collect();
            found.entries += entries.len() as u64;
            compare_subject(&mut session, projection, &plan.names, &entries, &mut found).await?;
        }
        progress(found.entries);
    }
    let mut there = 0;
    for table in projection.tables() {
        let sql = format!("SELECT count(*) FROM {}", plan.names.physical(table.name));
        let rows = session.rows_resolved(sql.into(), &[]).await?;
        there += rows.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs();
    }
    found.superfluous = there.saturating_sub(found.rows - found.missing);
    Ok(found)
}

async fn next_subjects(session: &mut Session, projection: &dyn Projection, after: SubjectId) -> Result<Vec<SubjectId>, StorageError> {
    let sql = format!(
        "SELECT DISTINCT subject FROM journal_content WHERE subject > $1 AND kind IN ({}) ORDER BY subject LIMIT {STEP}",
        kind_list(projection.kinds())
    );
    let rows = session.rows_resolved(sql.into(), &[after.into()]).await?;
    rows.iter().map(|row| row.id(0).map(SubjectId::new)).collect()
}

async fn compare_subject(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    entries: &[&StoredEntry],
    found: &mut Comparison,
) -> Result<(), StorageError> {
    let Some(subject) = entries.first().map(|entry| entry.content.subject) else { return Ok(()) };
    let mut rows = Vec::new();
    for group in groups(projection, entries.iter().copied()) {
        rows.extend(rows_of(projection, &group)?);
    }
    let mut by_table: BTreeMap<&'static str, Vec<KeyedRow>> = BTreeMap::new();
    for ((table, key), values) in keyed(projection, rows)? {
        by_table.entry(table).or_default().push((key, values));
    }
    for table in projection.tables() {
        let wanted = by_table.remove(table.name).unwrap_or_default();
        found.rows += wanted.len() as u64;
        for chunk in even_chunks(&wanted) {
            let live = live_rows(session, table, names, chunk).await?;
            for (key, values) in chunk {
                match live.get(key) {
                    Some(there) if there == values => continue,
                    Some(_) => found.different += 1,
                    None => found.missing += 1,
                }
                found.first.get_or_insert((table.name, subject));
            }
        }
    }
    Ok(())
}

async fn live_rows(
    session: &mut Session,
    table: &TableDef,
    names: &TableNames,
    wanted: &[(Vec<Value>, Vec<Value>)],
) -> Result<BTreeMap<Vec<Value>, Vec<Value>>, StorageError> {
    let sql = format!(
        "SELECT {} FROM {} WHERE ({}) IN (VALUES {})",
        table.column_names(),
        names.physical(table.name),
        table.key.join(", "),
        places(session.engine(), wanted.len(), table.key.len())
    );
    let keys: Vec<Value> = wanted.iter().flat_map(|(key, _)| key.iter().cloned()).collect();
    let positions = table.key_positions();
    let mut live = BTreeMap::new();
    for row in session.rows_resolved(sql.into(), &keys).await? {
        let values = values_of(table, &row)?;
        let key = positions.iter().filter_map(|position| values.get(*position).cloned()).collect();
        if live.insert(key, values).is_some() {
            return Err(inconsistent("two rows with one key"));
        }
    }
    Ok(live)
}

fn values_of(table: &TableDef, row: &Row) -> Result<Vec<Value>, StorageError> {
    let value = |(position, kind)| {
        Ok(match kind {
            ColumnType::Id => Value::Id(row.optional_id(position)?),
            ColumnType::Integer | ColumnType::Micros => Value::Integer(row.optional_integer(position)?),
            ColumnType::Text => Value::Text(row.optional_text(position)?),
            ColumnType::Bytes => Value::Bytes(row.optional_bytes(position)?),
        })
    };
    table.columns.iter().map(|column| column.kind).enumerate().map(value).collect()
}
