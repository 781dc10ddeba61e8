//! A unit of work: what a command sees inside the writer's transaction.

use garita_domain::{AccountId, Certainty, EntryId, Environment, NodeId, SubjectId, Timestamp};
use garita_journal::{Content, Head, Link, Salt};
use garita_record::{Kind, encode};

use crate::{
    Grouping, Mode, Row, StorageError, StorageErrorKind, StoredEntry, Value,
    chain_state::{ChainState, Shared},
    engine::Session,
    journal_tables::{insert_entry, stored_entry, subject_entries, subject_entries_of},
    projection_store,
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

    /// Appends an entry and brings the inline projections up to date.
    pub async fn append<K: Kind>(&mut self, new: NewEntry<'_, K>) -> Result<Recorded, StorageError> {
        if let Some(there) = self.find_entry(new.subject, new.entry).await? {
            return Ok(Recorded::Already(there));
        }
        let entry = self.store(new).await?;
        self.project(&entry).await?;
        Ok(Recorded::New(entry))
    }

    /// Brings the inline projections that read this entry up to date, in the live tables and in those being built.
    pub(crate) async fn project(&mut self, entry: &StoredEntry) -> Result<(), StorageError> {
        let shared = self.shared;
        let kind = entry.content.kind.as_str();
        let reading = shared.projections.iter().enumerate().filter(|(_, projection)| projection.mode() == Mode::Inline && projection.kinds().contains(&kind));
        let reading: Vec<_> = reading.collect();
        let mut kinds: Vec<&str> =
            reading.iter().filter(|(_, projection)| projection.grouping() == Grouping::Subject).flat_map(|(_, projection)| projection.kinds()).copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        let entries = if kinds.is_empty() { Vec::new() } else { subject_entries_of(self.session, entry.content.subject, &kinds).await? };
        for (index, projection) in reading {
            if self.chain.live.get(index).copied().unwrap_or(false) {
                projection_store::apply(self.session, projection.as_ref(), &self.chain.names, entry, &entries).await?;
            }
            for building in self.chain.building.iter().filter(|building| building.projection == index) {
                if building.covers(projection.grouping(), entry) {
                    projection_store::apply(self.session, projection.as_ref(), &building.names, entry, &entries).await?;
                }
            }
        }
        Ok(())
    }

    async fn store<K: Kind>(&mut self, new: NewEntry<'_, K>) -> Result<StoredEntry, StorageError> {
        let payload = encode(new.payload).map_err(|error| StorageError::new("write an entry's payload", StorageErrorKind::Inconsistent, error))?;
        let (occurred, certainty) = new.occurred.unwrap_or(self.time);
        let content = Content {
            entry: new.entry,
            kind: K::NAME.to_owned(),
            version: K::VERSION,
            subject: new.subject,
            actor: new.actor,
            occurred,
            certainty,
            recorded: self.chain.clock.tick(self.time.0),
            payload,
        };
        let salt = Salt::from_bytes(self.shared.environment.random());
        let link = Link {
            node: self.shared.node,
            epoch: self.shared.epoch,
            sequence: self.chain.head.sequence + 1,
            previous: self.chain.head.hash,
            digest: content.digest(&salt),
        };
        insert_entry(self.session, &link, &content, &salt).await?;
        self.chain.head = Head { sequence: link.sequence, hash: link.hash() };
        Ok(StoredEntry { node: link.node, epoch: link.epoch, sequence: link.sequence, content, salt })
    }
}
