//! Applying projections: the difference between the rows before and after an entry is written, nothing else.

use std::{collections::BTreeMap, sync::Arc};

use garita_domain::{EntryId, NodeId, SubjectId};

use crate::{
    Grouping, Projection, StorageError, StorageErrorKind, StoredEntry, TableDef, TableNames, TableRow, Value, engine::Session,
    journal_tables::subject_entries_of,
};

/// Rows in one multi-row insert. Few sizes, so that few statements are prepared; both engines take the parameters of the
/// widest table.
const ROWS_PER_INSERT: [usize; 3] = [64, 8, 1];

type Keyed = BTreeMap<(&'static str, Vec<Value>), Vec<Value>>;

/// How far into a node's chain a table has come. Later entries are not in it yet.
#[derive(Clone, Copy)]
pub(crate) struct Until {
    pub(crate) node: NodeId,
    pub(crate) sequence: i64,
}

impl Until {
    pub(crate) fn covers(self, entry: &StoredEntry) -> bool {
        entry.node != self.node || entry.sequence <= self.sequence
    }
}

/// Brings a projection's tables up to date after `entry` was stored. `entries` are all of its subject, this one included;
/// only subject-wise projections look at them.
pub(crate) async fn apply(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    entry: &StoredEntry,
    entries: &[StoredEntry],
) -> Result<(), StorageError> {
    match projection.grouping() {
        Grouping::Entry => insert(session, projection, names, keyed(projection, rows_of(projection, &[entry])?)?).await,
        Grouping::Subject => {
            let after: Vec<&StoredEntry> = relevant(projection, entries).collect();
            let before = without(&after, &[entry.content.entry]);
            write_difference(session, projection, names, &before, &after).await
        }
    }
}

/// Brings a following projection from one place in the chain to a later one.
pub(crate) async fn follow(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    subject: SubjectId,
    from: Until,
    to: Until,
) -> Result<(), StorageError> {
    let entries = subject_entries_of(session, subject, projection.kinds()).await?;
    let before: Vec<&StoredEntry> = entries.iter().filter(|entry| from.covers(entry)).collect();
    let after: Vec<&StoredEntry> = entries.iter().filter(|entry| to.covers(entry)).collect();
    write_difference(session, projection, names, &before, &after).await
}

/// Takes entries out of a projection's tables, before their contents are destroyed.
pub(crate) async fn forget(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    subject: SubjectId,
    gone: &[StoredEntry],
    until: Until,
) -> Result<(), StorageError> {
    match projection.grouping() {
        Grouping::Entry => {
            for entry in relevant(projection, gone).filter(|entry| until.covers(entry)) {
                write_difference(session, projection, names, &[entry], &[]).await?;
            }
            Ok(())
        }
        Grouping::Subject => {
            let entries = subject_entries_of(session, subject, projection.kinds()).await?;
            let before: Vec<&StoredEntry> = entries.iter().filter(|entry| until.covers(entry)).collect();
            let gone: Vec<_> = gone.iter().map(|entry| entry.content.entry).collect();
            write_difference(session, projection, names, &before, &without(&before, &gone)).await
        }
    }
}

fn without<'e>(entries: &[&'e StoredEntry], gone: &[EntryId]) -> Vec<&'e StoredEntry> {
    entries.iter().copied().filter(|entry| !gone.contains(&entry.content.entry)).collect()
}

/// The entries a projection reads.
pub(crate) fn relevant<'e>(projection: &dyn Projection, entries: &'e [StoredEntry]) -> impl Iterator<Item = &'e StoredEntry> {
    let kinds = projection.kinds();
    entries.iter().filter(move |entry| kinds.contains(&entry.content.kind.as_str()))
}

pub(crate) fn rows_of(projection: &dyn Projection, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, StorageError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    projection.rows(entries).map_err(|error| StorageError::new("bring a read table up to date", StorageErrorKind::Inconsistent, error))
}

/// Rows by table and key. Two rows with one key are a defect of the projection.
pub(crate) fn keyed(projection: &dyn Projection, rows: Vec<TableRow>) -> Result<Keyed, StorageError> {
    let mut keyed = Keyed::new();
    for row in rows {
        let table = table_of(projection, row.table)?;
        let key = table.key_positions().into_iter().filter_map(|position| row.values.get(position).cloned()).collect();
        if row.values.len() != table.columns.len() || keyed.insert((table.name, key), row.values).is_some() {
            return Err(StorageError::new("bring a read table up to date", StorageErrorKind::Inconsistent, "a row of the wrong width or a doubled key"));
        }
    }
    Ok(keyed)
}

async fn write_difference(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    before: &[&StoredEntry],
    after: &[&StoredEntry],
) -> Result<(), StorageError> {
    let before = keyed(projection, rows_of(projection, before)?)?;
    let mut after = keyed(projection, rows_of(projection, after)?)?;
    for (place, old) in before {
        if after.get(&place) == Some(&old) {
            after.remove(&place);
            continue;
        }
        let (table, key) = place;
        let table = table_of(projection, table)?;
        let conditions: Vec<_> = table.key.iter().enumerate().map(|(n, column)| format!("{column} = ${}", n + 1)).collect();
        let sql: Arc<str> = format!("DELETE FROM {} WHERE {}", names.physical(table.name), conditions.join(" AND ")).into();
        session.execute_resolved(sql, &key).await?;
    }
    insert(session, projection, names, after).await
}

/// Inserts rows, many in a statement. A row whose key is there already belongs to another subject or entry: the tables
/// would depend on which came first, so it is an error of the projection.
pub(crate) async fn insert(session: &mut Session, projection: &dyn Projection, names: &TableNames, rows: Keyed) -> Result<(), StorageError> {
    let mut by_table: BTreeMap<&'static str, Vec<Vec<Value>>> = BTreeMap::new();
    for ((table, _), values) in rows {
        by_table.entry(table).or_default().push(values);
    }
    for (name, rows) in by_table {
        let table = table_of(projection, name)?;
        let mut rest = rows.as_slice();
        while let Some(size) = ROWS_PER_INSERT.into_iter().find(|size| *size <= rest.len()) {
            let (chunk, later) = rest.split_at(size);
            let values: Vec<Value> = chunk.iter().flatten().cloned().collect();
            session.execute_resolved(insert_statement(table, names, size).into(), &values).await?;
            rest = later;
        }
    }
    Ok(())
}

fn insert_statement(table: &TableDef, names: &TableNames, rows: usize) -> String {
    let width = table.columns.len();
    let mut sql = format!("INSERT INTO {} ({}) VALUES ", names.physical(table.name), table.column_names());
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=width {
            let comma = if column == 1 { "" } else { ", " };
            sql.push_str(&format!("{comma}${}", row * width + column));
        }
        sql.push(')');
    }
    sql
}

fn table_of<'p>(projection: &'p dyn Projection, name: &str) -> Result<&'p TableDef, StorageError> {
    let unknown = || StorageError::new("bring a read table up to date", StorageErrorKind::Inconsistent, "a row for a table that is not declared");
    projection.tables().iter().find(|table| table.name == name).ok_or_else(unknown)
}
