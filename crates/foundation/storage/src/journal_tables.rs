//! The journal's own tables and the statements that read entries.

use garita_domain::{AccountId, Certainty, EntryId, EpochId, NodeId, SubjectId};
use garita_journal::{Content, Digest, EpochOpening, Hash, Hlc, Link, Salt};

use crate::{
    Row, StorageError, TableDef, Value, columns,
    engine::Session,
    error::inconsistent,
    many::{even_chunks, places},
};

/// The journal's tables: what `garita` lists in the data inventory beside the capabilities' own.
pub const JOURNAL_TABLES: &[TableDef] = &[EPOCH, LINK, CONTENT, SEAL, WRITER, PROJECTION, CURSOR, MIGRATION];

const EPOCH: TableDef = TableDef {
    name: "journal_epoch",
    columns: columns! {
        node: [Id], Accountability, NotPersonal, Permanent, Oversight;
        epoch: [Id], Accountability, NotPersonal, Permanent, Oversight;
        parent: null [Id], Accountability, NotPersonal, Permanent, Oversight;
        first_sequence: [Integer], Accountability, NotPersonal, Permanent, Oversight;
        parent_head: null [Bytes], Accountability, NotPersonal, Permanent, Oversight;
    },
    key: &["node", "epoch"],
    indexes: &[],
};

const LINK: TableDef = TableDef {
    name: "journal_link",
    columns: columns! {
        node: [Id], Accountability, NotPersonal, Permanent, Oversight;
        epoch: [Id], Accountability, NotPersonal, Permanent, Oversight;
        sequence: [Integer], Accountability, NotPersonal, Permanent, Oversight;
        previous: [Bytes], Accountability, NotPersonal, Permanent, Oversight;
        digest: [Bytes], Accountability, NotPersonal, Permanent, Oversight;
    },
    key: &["node", "epoch", "sequence"],
    indexes: &[],
};

const CONTENT: TableDef = TableDef {
    name: "journal_content",
    columns: columns! {
        subject: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        entry: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        thread: [Id], BorderControl, MigrationLaw, Crossing, Inspection;
        node: [Id], Accountability, NotPersonal, Crossing, Oversight;
        epoch: [Id], Accountability, NotPersonal, Crossing, Oversight;
        sequence: [Integer], Accountability, NotPersonal, Crossing, Oversight;
        kind: [Text], Accountability, MigrationLaw, Crossing, Oversight;
        version: [Integer], Accountability, NotPersonal, Crossing, Oversight;
        actor: null [Id], Accountability, PublicService, Crossing, Oversight;
        occurred: [Micros], BorderControl, MigrationLaw, Crossing, Inspection;
        certain: [Integer], Accountability, MigrationLaw, Crossing, Inspection;
        recorded: [Integer], Accountability, MigrationLaw, Crossing, Oversight;
        payload: [Bytes], BorderControl, MigrationLaw, Crossing, Inspection;
        salt: [Bytes], Accountability, MigrationLaw, Crossing, Nobody;
    },
    key: &["subject", "entry"],
    indexes: &[&["node", "epoch", "sequence"], &["subject", "thread"]],
};

const SEAL: TableDef = TableDef {
    name: "journal_seal",
    columns: columns! {
        node: [Id], Accountability, NotPersonal, Permanent, Oversight;
        epoch: [Id], Accountability, NotPersonal, Permanent, Oversight;
        sequence: [Integer], Accountability, NotPersonal, Permanent, Oversight;
        hash: [Bytes], Accountability, NotPersonal, Permanent, Oversight;
        signature: [Bytes], Accountability, NotPersonal, Permanent, Oversight;
    },
    key: &["node", "epoch", "sequence"],
    indexes: &[],
};

/// One row a node: who may write, and the head it must have. Taking it over fences every earlier process.
const WRITER: TableDef = TableDef {
    name: "journal_writer",
    columns: columns! {
        node: [Id], Operation, NotPersonal, Permanent, Oversight;
        epoch: [Id], Operation, NotPersonal, Permanent, Oversight;
        sequence: [Integer], Operation, NotPersonal, Permanent, Oversight;
        hash: [Bytes], Operation, NotPersonal, Permanent, Oversight;
        recorded: [Integer], Operation, NotPersonal, Permanent, Oversight;
    },
    key: &["node"],
    indexes: &[],
};

const PROJECTION: TableDef = TableDef {
    name: "journal_projection",
    columns: columns! {
        name: [Text], Operation, NotPersonal, Permanent, Oversight;
        version: [Integer], Operation, NotPersonal, Permanent, Oversight;
        generation: [Integer], Operation, NotPersonal, Permanent, Oversight;
        building: null [Integer], Operation, NotPersonal, Permanent, Oversight;
        building_version: null [Integer], Operation, NotPersonal, Permanent, Oversight;
        built_subject: null [Id], Operation, NotPersonal, Session, Nobody;
        built_entry: null [Id], Operation, NotPersonal, Session, Nobody;
        built_count: [Integer], Operation, NotPersonal, Permanent, Oversight;
        retired: null [Integer], Operation, NotPersonal, Permanent, Oversight;
        start: [Integer], Operation, NotPersonal, Permanent, Oversight;
        tables: [Text], Operation, NotPersonal, Permanent, Oversight;
    },
    key: &["name"],
    indexes: &[],
};

/// How far each following projection has come: sequences run without gaps through all epochs of a node.
const CURSOR: TableDef = TableDef {
    name: "journal_cursor",
    columns: columns! {
        projection: [Text], Operation, NotPersonal, Permanent, Oversight;
        node: [Id], Operation, NotPersonal, Permanent, Oversight;
        sequence: [Integer], Operation, NotPersonal, Permanent, Oversight;
    },
    key: &["projection", "node"],
    indexes: &[],
};

const MIGRATION: TableDef = TableDef {
    name: "journal_migration",
    columns: columns! {
        capability: [Text], Operation, NotPersonal, Permanent, Oversight;
        number: [Integer], Operation, NotPersonal, Permanent, Oversight;
    },
    key: &["capability", "number"],
    indexes: &[],
};

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// The node that wrote it.
    pub node: NodeId,
    /// The epoch.
    pub epoch: EpochId,
    /// Its place in the chain.
    pub sequence: i64,
    /// The entry that opened the thread it belongs to, itself included. It follows from the payload
    /// ([`garita_record::Kind::thread`]), which the chain covers.
    pub thread: EntryId,
    /// What it says.
    pub content: Content,
    pub(crate) salt: Salt,
}

/// The columns of [`StoredEntry::from_row`], in order.
macro_rules! content_columns {
    () => {
        "subject, entry, node, epoch, sequence, kind, version, actor, occurred, certain, recorded, payload, salt, thread"
    };
}
pub(crate) use content_columns;

impl StoredEntry {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StorageError> {
        Self::from_row_at(row, 0)
    }

    /// Reads the content columns that begin at column `at`.
    pub(crate) fn from_row_at(row: &Row, at: usize) -> Result<Self, StorageError> {
        Ok(Self {
            node: NodeId::new(row.id(at + 2)?),
            epoch: EpochId::new(row.id(at + 3)?),
            sequence: row.integer(at + 4)?,
            content: Content {
                subject: SubjectId::new(row.id(at)?),
                entry: EntryId::new(row.id(at + 1)?),
                kind: row.text(at + 5)?,
                version: u16::try_from(row.integer(at + 6)?).map_err(|_| inconsistent("an entry's version"))?,
                actor: row.optional_id(at + 7)?.map(AccountId::new),
                occurred: row.time(at + 8)?,
                certainty: if row.flag(at + 9)? { Certainty::Certain } else { Certainty::Uncertain },
                recorded: Hlc::from_i64(row.integer(at + 10)?),
                payload: row.bytes(at + 11)?,
            },
            salt: Salt::from_slice(&row.bytes(at + 12)?).ok_or_else(|| inconsistent("an entry's salt"))?,
            thread: EntryId::new(row.id(at + 13)?),
        })
    }

    /// The order in which entries of one subject are read: by logical time, then by id. The same for every node.
    pub(crate) fn order(&self) -> (Hlc, EntryId) {
        (self.content.recorded, self.content.entry)
    }
}

pub(crate) async fn subject_entries(session: &mut Session, subject: SubjectId) -> Result<Vec<StoredEntry>, StorageError> {
    let sql = concat!("SELECT ", content_columns!(), " FROM journal_content WHERE subject = $1 ORDER BY recorded, entry");
    session.rows(sql, &[subject.into()]).await?.iter().map(StoredEntry::from_row).collect()
}

/// The entries of these subjects that are of one of `kinds`, by subject, then in the order every node reads them.
pub(crate) async fn subjects_entries_of(
    session: &mut Session,
    subjects: &[SubjectId],
    kinds: &[&str],
) -> Result<Vec<StoredEntry>, StorageError> {
    let mut entries = Vec::new();
    for chunk in even_chunks(subjects) {
        let sql = format!(
            concat!(
                "SELECT ",
                content_columns!(),
                " FROM journal_content WHERE subject IN {} AND kind IN ({}) ORDER BY subject, recorded, entry"
            ),
            places(session.engine(), 1, chunk.len()),
            kind_list(kinds)
        );
        let values: Vec<Value> = chunk.iter().map(|subject| (*subject).into()).collect();
        for row in session.rows_resolved(sql.into(), &values).await? {
            entries.push(StoredEntry::from_row(&row)?);
        }
    }
    Ok(entries)
}

/// The entries of these threads that are of one of `kinds`, by subject, then in the order every node reads them.
pub(crate) async fn threads_entries_of(
    session: &mut Session,
    threads: &[(SubjectId, EntryId)],
    kinds: &[&str],
) -> Result<Vec<StoredEntry>, StorageError> {
    let mut entries = Vec::new();
    for chunk in even_chunks(threads) {
        let sql = format!(
            concat!(
                "SELECT ",
                content_columns!(),
                " FROM journal_content WHERE (subject, thread) IN (VALUES {}) AND kind IN ({}) ORDER BY subject, recorded, entry"
            ),
            places(session.engine(), chunk.len(), 2),
            kind_list(kinds)
        );
        let values: Vec<Value> = chunk.iter().flat_map(|(subject, thread)| [(*subject).into(), (*thread).into()]).collect();
        for row in session.rows_resolved(sql.into(), &values).await? {
            entries.push(StoredEntry::from_row(&row)?);
        }
    }
    Ok(entries)
}

/// Those of the named entries that are stored.
pub(crate) async fn stored_entries(session: &mut Session, wanted: &[(SubjectId, EntryId)]) -> Result<Vec<StoredEntry>, StorageError> {
    if let [(subject, entry)] = wanted {
        return Ok(stored_entry(session, *subject, *entry).await?.into_iter().collect());
    }
    let mut entries = Vec::new();
    for chunk in even_chunks(wanted) {
        let sql = format!(
            concat!("SELECT ", content_columns!(), " FROM journal_content WHERE (subject, entry) IN (VALUES {})"),
            places(session.engine(), chunk.len(), 2)
        );
        let values: Vec<Value> = chunk.iter().flat_map(|(subject, entry)| [(*subject).into(), (*entry).into()]).collect();
        for row in session.rows_resolved(sql.into(), &values).await? {
            entries.push(StoredEntry::from_row(&row)?);
        }
    }
    Ok(entries)
}

/// The kinds as a list of SQL literals. They are constants of the program, dotted lower-case names.
pub(crate) fn kind_list(kinds: &[&str]) -> String {
    kinds.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ")
}

/// Every entry kept about a subject, in the order every node reads them.
pub async fn entries_of_subject(snapshot: &mut crate::Snapshot, subject: SubjectId) -> Result<Vec<StoredEntry>, StorageError> {
    subject_entries(&mut snapshot.session, subject).await
}

/// The entries of one thread of a subject, in the order every node reads them.
pub async fn entries_of_thread(
    snapshot: &mut crate::Snapshot,
    subject: SubjectId,
    thread: EntryId,
) -> Result<Vec<StoredEntry>, StorageError> {
    thread_entries(&mut snapshot.session, subject, thread).await
}

pub(crate) async fn thread_entries(session: &mut Session, subject: SubjectId, thread: EntryId) -> Result<Vec<StoredEntry>, StorageError> {
    let sql = concat!("SELECT ", content_columns!(), " FROM journal_content WHERE subject = $1 AND thread = $2 ORDER BY recorded, entry");
    session.rows(sql, &[subject.into(), thread.into()]).await?.iter().map(StoredEntry::from_row).collect()
}

/// One entry of a subject.
pub async fn find_entry(snapshot: &mut crate::Snapshot, subject: SubjectId, entry: EntryId) -> Result<Option<StoredEntry>, StorageError> {
    stored_entry(&mut snapshot.session, subject, entry).await
}

pub(crate) async fn stored_entry(session: &mut Session, subject: SubjectId, entry: EntryId) -> Result<Option<StoredEntry>, StorageError> {
    let sql = concat!("SELECT ", content_columns!(), " FROM journal_content WHERE subject = $1 AND entry = $2");
    session.row(sql, &[subject.into(), entry.into()]).await?.as_ref().map(StoredEntry::from_row).transpose()
}

/// Stores links and contents, many in a statement.
pub(crate) async fn insert_entries(session: &mut Session, links: &[Link], entries: &[StoredEntry]) -> Result<(), StorageError> {
    for chunk in even_chunks(links) {
        let sql = format!(
            "INSERT INTO journal_link (node, epoch, sequence, previous, digest) VALUES {}",
            places(session.engine(), chunk.len(), LINK.columns.len())
        );
        let values: Vec<Value> = chunk.iter().flat_map(link_values).collect();
        session.execute_resolved(sql.into(), &values).await?;
    }
    for chunk in even_chunks(entries) {
        let sql = format!(
            concat!("INSERT INTO journal_content (", content_columns!(), ") VALUES {}"),
            places(session.engine(), chunk.len(), CONTENT.columns.len())
        );
        let values: Vec<Value> = chunk.iter().flat_map(content_values).collect();
        session.execute_resolved(sql.into(), &values).await?;
    }
    Ok(())
}

fn link_values(link: &Link) -> [Value; 5] {
    let (previous, digest) = (link.previous.as_bytes().as_slice(), link.digest.as_bytes().as_slice());
    [link.node.into(), link.epoch.into(), link.sequence.into(), previous.into(), digest.into()]
}

fn content_values(entry: &StoredEntry) -> [Value; 14] {
    let content = &entry.content;
    [
        content.subject.into(),
        content.entry.into(),
        entry.node.into(),
        entry.epoch.into(),
        entry.sequence.into(),
        content.kind.as_str().into(),
        content.version.into(),
        content.actor.map(AccountId::uuid).into(),
        content.occurred.into(),
        (content.certainty == Certainty::Certain).into(),
        content.recorded.as_i64().into(),
        content.payload.as_slice().into(),
        entry.salt.as_bytes().as_slice().into(),
        entry.thread.into(),
    ]
}

pub(crate) async fn insert_opening(session: &mut Session, opening: &EpochOpening) -> Result<(), StorageError> {
    session
        .execute(
            "INSERT INTO journal_epoch (node, epoch, parent, first_sequence, parent_head) VALUES ($1, $2, $3, $4, $5)",
            &[
                opening.node.into(),
                opening.epoch.into(),
                opening.parent.map(EpochId::uuid).into(),
                opening.first_sequence.into(),
                Value::Bytes(opening.parent_head.map(|head| head.as_bytes().to_vec())),
            ],
        )
        .await?;
    Ok(())
}

pub(crate) async fn openings(session: &mut Session, node: NodeId) -> Result<Vec<EpochOpening>, StorageError> {
    let sql = "SELECT epoch, parent, first_sequence, parent_head FROM journal_epoch WHERE node = $1 ORDER BY first_sequence, epoch";
    session
        .rows(sql, &[node.into()])
        .await?
        .iter()
        .map(|row| {
            let parent_head = row.optional_bytes(3)?.map(|bytes| Hash::from_slice(&bytes).ok_or_else(|| inconsistent("an epoch's head")));
            Ok(EpochOpening {
                node,
                epoch: EpochId::new(row.id(0)?),
                parent: row.optional_id(1)?.map(EpochId::new),
                first_sequence: row.integer(2)?,
                parent_head: parent_head.transpose()?,
            })
        })
        .collect()
}

pub(crate) fn link_from(row: &Row, node: NodeId, epoch: EpochId, at: usize) -> Result<Link, StorageError> {
    Ok(Link {
        node,
        epoch,
        sequence: row.integer(at)?,
        previous: Hash::from_slice(&row.bytes(at + 1)?).ok_or_else(|| inconsistent("a link's hash"))?,
        digest: Digest::from_slice(&row.bytes(at + 2)?).ok_or_else(|| inconsistent("a link's digest"))?,
    })
}
