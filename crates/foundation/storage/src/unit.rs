//! A unit of work: what a command sees inside the writer's transaction.

use std::{collections::BTreeMap, fmt};

use garita_domain::{AccountId, Certainty, EntryId, Environment, NodeId, SubjectId, Timestamp};
use garita_journal::{Content, Head, Link, Salt};
use garita_record::{Kind, encode};

use crate::{
    Grouping, Mode, Projection, Row, StorageError, StorageErrorKind, StoredEntry, Value,
    chain_state::{ChainState, Shared},
    engine::Session,
    error::inconsistent,
    journal_tables::{insert_entries, stored_entries, stored_entry, subject_entries, thread_entries},
    projection_store::{Difference, groups, relevant, with_their_groups, without},
};

/// Something a person or the node may do. It runs alone, inside a savepoint: either all of it happens or nothing.
pub trait Command: Send + 'static {
    /// What it gives back.
    type Output: Send;
    /// How it may fail; storage failures included.
    type Error: From<StorageError> + Send;

    /// Does it. Called once; it borrows itself so that a failed commit can report back.
    fn run(&mut self, unit: &mut Unit<'_>) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;
}

/// An entry about to be appended.
#[derive(Debug)]
pub struct NewEntry<'k, K> {
    /// Its id, made when the form was made: appending the same id twice records it once.
    pub entry: EntryId,
    /// Whom or what it is about.
    pub subject: SubjectId,
    /// Who did it; `None` for the node itself.
    pub actor: Option<AccountId>,
    /// When it happened, if not now.
    pub occurred: Option<(Timestamp, Certainty)>,
    /// What it says.
    pub payload: &'k K,
}

/// A [`NewEntry`] without its type, for appending many of different kinds at once.
pub struct Draft {
    entry: EntryId,
    subject: SubjectId,
    actor: Option<AccountId>,
    occurred: Option<(Timestamp, Certainty)>,
    kind: &'static str,
    version: u16,
    thread: EntryId,
    payload: Vec<u8>,
}

impl Draft {
    /// Writes the payload as it will be hashed and stored.
    pub fn new<K: Kind>(new: &NewEntry<'_, K>) -> Result<Self, StorageError> {
        let payload =
            encode(new.payload).map_err(|error| StorageError::new("write an entry's payload", StorageErrorKind::Inconsistent, error))?;
        let NewEntry { entry, subject, actor, occurred, .. } = *new;
        Ok(Self {
            entry,
            subject,
            actor,
            occurred,
            kind: K::NAME,
            version: K::VERSION,
            thread: new.payload.thread().unwrap_or(entry),
            payload,
        })
    }
}

/// Payloads are personal: logs see the kind alone.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({})", self.kind)
    }
}

/// What became of an append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// The entry is new.
    New(StoredEntry),
    /// An entry with this id was there already: a form sent twice.
    Already(StoredEntry),
}

impl Recorded {
    /// The entry, new or not.
    pub fn entry(&self) -> &StoredEntry {
        match self {
            Self::New(entry) | Self::Already(entry) => entry,
        }
    }
}

/// The writer's transaction, as a command sees it.
pub struct Unit<'w> {
    pub(crate) session: &'w mut Session,
    pub(crate) chain: &'w mut ChainState,
    pub(crate) shared: &'w Shared,
    pub(crate) time: (Timestamp, Certainty),
}

impl Unit<'_> {
    /// The best time there is; one instant for the whole command.
    pub const fn now(&self) -> Timestamp {
        self.time.0
    }

    /// How far that time can be trusted.
    pub const fn certainty(&self) -> Certainty {
        self.time.1
    }

    /// This node.
    pub const fn node(&self) -> NodeId {
        self.shared.node
    }

    /// Clock and randomness.
    pub const fn environment(&self) -> &Environment {
        &self.shared.environment
    }

    /// The head of the chain, this command's appends included.
    pub const fn head(&self) -> Head {
        self.chain.head
    }

    /// Reads rows, this command's own writes included. Statements as the crate's documentation says.
    pub async fn rows(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        self.session.rows(sql, values).await
    }

    /// Reads at most one row.
    pub async fn row(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StorageError> {
        self.session.row(sql, values).await
    }

    /// Writes to a [`crate::LocalTable`]. Projections' tables are written by their projection alone.
    pub async fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, StorageError> {
        self.session.execute(sql, values).await
    }

    /// One entry of a subject, if it is there.
    pub async fn find_entry(&mut self, subject: SubjectId, entry: EntryId) -> Result<Option<StoredEntry>, StorageError> {
        stored_entry(self.session, subject, entry).await
    }

    /// Every entry kept about a subject, in the order every node reads them.
    pub async fn entries_of_subject(&mut self, subject: SubjectId) -> Result<Vec<StoredEntry>, StorageError> {
        subject_entries(self.session, subject).await
    }

    /// The entries of one thread of a subject, in the order every node reads them.
    pub async fn entries_of_thread(&mut self, subject: SubjectId, thread: EntryId) -> Result<Vec<StoredEntry>, StorageError> {
        thread_entries(self.session, subject, thread).await
    }

    /// Appends an entry and brings the inline projections up to date.
    pub async fn append<K: Kind>(&mut self, new: NewEntry<'_, K>) -> Result<Recorded, StorageError> {
        let recorded = self.append_all(vec![Draft::new(&new)?]).await?;
        recorded.into_iter().next().ok_or_else(|| inconsistent("an entry just appended"))
    }

    /// Appends many entries in this order, with few statements: for imports and synthetic worlds, some hundred at a time.
    pub async fn append_all(&mut self, drafts: Vec<Draft>) -> Result<Vec<Recorded>, StorageError> {
        let wanted: Vec<_> = drafts.iter().map(|draft| (draft.subject, draft.entry)).collect();
        let stored = stored_entries(self.session, &wanted).await?;
        let mut known: BTreeMap<_, _> = stored.into_iter().map(|entry| ((entry.content.subject, entry.content.entry), entry)).collect();
        let (mut recorded, mut links, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for draft in drafts {
            if let Some(there) = known.get(&(draft.subject, draft.entry)) {
                recorded.push(Recorded::Already(there.clone()));
                continue;
            }
            let (link, entry) = self.next_in_chain(draft);
            known.insert((entry.content.subject, entry.content.entry), entry.clone());
            recorded.push(Recorded::New(entry.clone()));
            links.push(link);
            new.push(entry);
        }
        self.project(&new).await?;
        insert_entries(self.session, &links, &new).await?;
        Ok(recorded)
    }

    /// Brings the inline projections that read these entries up to date, in the live tables and in those being built. Called
    /// before the entries are stored, so that only the earlier ones have to be read.
    pub(crate) async fn project(&mut self, new: &[StoredEntry]) -> Result<(), StorageError> {
        let shared = self.shared;
        let inline = shared.projections.iter().enumerate().filter(|(_, projection)| projection.mode() == Mode::Inline);
        for (index, projection) in inline {
            let read: Vec<StoredEntry> = relevant(projection.as_ref(), new).cloned().collect();
            if read.is_empty() {
                continue;
            }
            // Groups that entries of this step open are whole without asking the store.
            let mut entries = match projection.grouping() {
                Grouping::Entry => Vec::new(),
                Grouping::Subject | Grouping::Thread => with_their_groups(self.session, projection.as_ref(), &read).await?,
            };
            entries.extend(read.iter().cloned());
            if self.chain.live.get(index).copied().unwrap_or(false) {
                let difference = difference(projection.as_ref(), &read, &entries)?;
                difference.write(self.session, projection.as_ref(), &self.chain.names).await?;
            }
            for building in self.chain.building.iter().filter(|building| building.projection == index) {
                let covered = |entry: &&StoredEntry| building.covers(projection.grouping(), entry);
                let read: Vec<StoredEntry> = read.iter().filter(covered).cloned().collect();
                let entries: Vec<StoredEntry> = entries.iter().filter(covered).cloned().collect();
                let difference = difference(projection.as_ref(), &read, &entries)?;
                difference.write(self.session, projection.as_ref(), &building.names).await?;
            }
        }
        Ok(())
    }

    fn next_in_chain(&mut self, draft: Draft) -> (Link, StoredEntry) {
        let (occurred, certainty) = draft.occurred.unwrap_or(self.time);
        let thread = draft.thread;
        let content = Content {
            entry: draft.entry,
            kind: draft.kind.to_owned(),
            version: draft.version,
            subject: draft.subject,
            actor: draft.actor,
            occurred,
            certainty,
            recorded: self.chain.clock.tick(self.time.0),
            payload: draft.payload,
        };
        let salt = Salt::from_bytes(self.shared.environment.random());
        let link = Link {
            node: self.shared.node,
            epoch: self.shared.epoch,
            sequence: self.chain.head.sequence + 1,
            previous: self.chain.head.hash,
            digest: content.digest(&salt),
        };
        self.chain.head = Head { sequence: link.sequence, hash: link.hash() };
        (link, StoredEntry { node: link.node, epoch: link.epoch, sequence: link.sequence, thread, content, salt })
    }
}

/// What new entries change in one projection. `entries` are the groups that the new ones belong to, they themselves included.
fn difference(projection: &dyn Projection, new: &[StoredEntry], entries: &[StoredEntry]) -> Result<Difference, StorageError> {
    let ids: Vec<_> = new.iter().map(|entry| entry.content.entry).collect();
    let mut difference = Difference::default();
    for group in groups(projection, entries.iter()) {
        difference.add(projection, &without(&group, &ids), &group)?;
    }
    Ok(difference)
}
