//! Applying projections: the difference between the rows before and after an entry is written, nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use garita_domain::{EntryId, NodeId, SubjectId};

use crate::{
    Engine, Grouping, Projection, StorageError, StorageErrorKind, StoredEntry, TableDef, TableNames, TableRow, Value,
    engine::Session,
    journal_tables::{stored_entries, subjects_entries_of, threads_entries_of},
    many::{even_chunks, places},
};

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

/// Brings a following projection from one place in the chain to a later one, for the groups of these entries.
pub(crate) async fn follow(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    entries: &[StoredEntry],
    from: Until,
    to: Until,
) -> Result<(), StorageError> {
    let entries = with_their_groups(session, projection, entries).await?;
    let mut difference = Difference::default();
    for group in groups(projection, entries.iter().filter(|entry| to.covers(entry))) {
        let before: Vec<&StoredEntry> = group.iter().copied().filter(|entry| from.covers(entry)).collect();
        difference.add(projection, &before, &group)?;
    }
    difference.write(session, projection, names).await
}

/// What a projection's rows depend on together with this entry: a key that entries of one group share.
fn group_of(projection: &dyn Projection, entry: &StoredEntry) -> (SubjectId, Option<EntryId>) {
    let content = &entry.content;
    let within = match projection.grouping() {
        Grouping::Subject => None,
        Grouping::Thread => Some(entry.thread),
        Grouping::Entry => Some(content.entry),
    };
    (content.subject, within)
}

/// Entries parted into groups, each in the order every node reads them.
pub(crate) fn groups<'e>(projection: &dyn Projection, entries: impl Iterator<Item = &'e StoredEntry>) -> Vec<Vec<&'e StoredEntry>> {
    let mut groups: BTreeMap<_, Vec<&StoredEntry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(group_of(projection, entry)).or_default().push(entry);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|entry| entry.order());
    }
    groups
}

/// Everything stored that is in one group with one of these entries.
pub(crate) async fn with_their_groups(
    session: &mut Session,
    projection: &dyn Projection,
    entries: &[StoredEntry],
) -> Result<Vec<StoredEntry>, StorageError> {
    match projection.grouping() {
        Grouping::Subject => {
            let subjects: BTreeSet<_> = entries.iter().map(|entry| entry.content.subject).collect();
            subjects_entries_of(session, &subjects.into_iter().collect::<Vec<_>>(), projection.kinds()).await
        }
        Grouping::Thread => {
            let threads: BTreeSet<_> = entries.iter().map(|entry| (entry.content.subject, entry.thread)).collect();
            threads_entries_of(session, &threads.into_iter().collect::<Vec<_>>(), projection.kinds()).await
        }
        Grouping::Entry => {
            let wanted: Vec<_> = entries.iter().map(|entry| (entry.content.subject, entry.content.entry)).collect();
            stored_entries(session, &wanted).await
        }
    }
}

/// Takes entries out of a projection's tables, before their contents are destroyed.
pub(crate) async fn forget(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    gone: &[StoredEntry],
    until: Until,
) -> Result<(), StorageError> {
    let read: Vec<StoredEntry> = relevant(projection, gone).cloned().collect();
    let entries = with_their_groups(session, projection, &read).await?;
    let gone: Vec<_> = gone.iter().map(|entry| entry.content.entry).collect();
    let mut difference = Difference::default();
    for before in groups(projection, entries.iter().filter(|entry| until.covers(entry))) {
        difference.add(projection, &before, &without(&before, &gone))?;
    }
    difference.write(session, projection, names).await
}

/// Entries but those named.
pub(crate) fn without<'e>(entries: &[&'e StoredEntry], gone: &[EntryId]) -> Vec<&'e StoredEntry> {
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
            return Err(defect("a row of the wrong width or a doubled key"));
        }
    }
    Ok(keyed)
}

/// What has to change in a projection's tables.
#[derive(Default)]
pub(crate) struct Difference {
    gone: Vec<(&'static str, Vec<Value>)>,
    changed: Keyed,
    new: Keyed,
}

impl Difference {
    /// Adds the difference between the rows of two sets of entries of one subject, or of one entry.
    pub(crate) fn add(&mut self, projection: &dyn Projection, before: &[&StoredEntry], after: &[&StoredEntry]) -> Result<(), StorageError> {
        let before = keyed(projection, rows_of(projection, before)?)?;
        let mut after = keyed(projection, rows_of(projection, after)?)?;
        for (place, old) in before {
            match after.remove(&place) {
                Some(new) if new == old => {}
                Some(new) => drop(self.changed.insert(place, new)),
                None => self.gone.push(place),
            }
        }
        for (place, row) in after {
            if self.new.insert(place, row).is_some() {
                return Err(defect("two subjects with one key"));
            }
        }
        Ok(())
    }

    pub(crate) async fn write(self, session: &mut Session, projection: &dyn Projection, names: &TableNames) -> Result<(), StorageError> {
        for (table, key) in self.gone {
            let table = table_of(projection, table)?;
            let conditions: Vec<_> = table.key.iter().enumerate().map(|(n, column)| format!("{column} = ${}", n + 1)).collect();
            let sql: Arc<str> = format!("DELETE FROM {} WHERE {}", names.physical(table.name), conditions.join(" AND ")).into();
            session.execute_resolved(sql, &key).await?;
        }
        write(session, projection, names, self.changed, Existing::Replaced).await?;
        write(session, projection, names, self.new, Existing::Refused).await
    }
}

/// What becomes of a row whose key is there already.
#[derive(Clone, Copy)]
enum Existing {
    Replaced,
    /// It belongs to another subject or entry: the tables would depend on which came first, so it is an error of the
    /// projection.
    Refused,
}

/// Inserts new rows.
pub(crate) async fn insert(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    rows: Keyed,
) -> Result<(), StorageError> {
    write(session, projection, names, rows, Existing::Refused).await
}

/// Writes rows, many in a statement.
async fn write(
    session: &mut Session,
    projection: &dyn Projection,
    names: &TableNames,
    rows: Keyed,
    existing: Existing,
) -> Result<(), StorageError> {
    let mut by_table: BTreeMap<&'static str, Vec<Vec<Value>>> = BTreeMap::new();
    for ((table, _), values) in rows {
        by_table.entry(table).or_default().push(values);
    }
    for (name, rows) in by_table {
        let table = table_of(projection, name)?;
        for chunk in even_chunks(&rows) {
            let values: Vec<Value> = chunk.iter().flatten().cloned().collect();
            session.execute_resolved(insert_statement(session.engine(), table, names, chunk.len(), existing).into(), &values).await?;
        }
    }
    Ok(())
}

fn insert_statement(engine: Engine, table: &TableDef, names: &TableNames, rows: usize, existing: Existing) -> String {
    let sql = format!(
        "INSERT INTO {} ({}) VALUES {}",
        names.physical(table.name),
        table.column_names(),
        places(engine, rows, table.columns.len())
    );
    match existing {
        Existing::Refused => sql,
        Existing::Replaced => {
            let others = table.columns.iter().map(|column| column.field.name).filter(|name| !table.key.contains(name));
            let others: Vec<_> = others.map(|name| format!("{name} = excluded.{name}")).collect();
            format!("{sql} ON CONFLICT ({}) DO UPDATE SET {}", table.key.join(", "), others.join(", "))
        }
    }
}

fn table_of<'p>(projection: &'p dyn Projection, name: &str) -> Result<&'p TableDef, StorageError> {
    projection.tables().iter().find(|table| table.name == name).ok_or_else(|| defect("a row for a table that is not declared"))
}

fn defect(what: &'static str) -> StorageError {
    StorageError::new("bring a read table up to date", StorageErrorKind::Inconsistent, what)
}
