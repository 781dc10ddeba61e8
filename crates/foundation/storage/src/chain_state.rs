//! What the writer holds in memory between two commits, and takes back when a command or a commit fails.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use garita_domain::{Certainty, EntryId, Environment, EpochId, NodeId, SubjectId, Timestamp};
use garita_journal::{Head, HybridClock, NodeKey, TimeKeeper};

use tokio::sync::Notify;

use crate::{Grouping, Projection, StoredEntry, TableNames};

/// What never changes while the node runs.
pub(crate) struct Shared {
    pub(crate) node: NodeId,
    pub(crate) epoch: EpochId,
    pub(crate) key: NodeKey,
    pub(crate) environment: Environment,
    pub(crate) projections: Vec<Arc<dyn Projection>>,
    pub(crate) keeper: Mutex<TimeKeeper>,
    /// Wakes what follows the journal when something else than the head has changed.
    pub(crate) wake: Notify,
}

impl Shared {
    pub(crate) fn keeper(&self) -> MutexGuard<'_, TimeKeeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self) -> (Timestamp, Certainty) {
        self.keeper().now()
    }

    pub(crate) fn projection(&self, name: &str) -> Option<(usize, &Arc<dyn Projection>)> {
        self.projections.iter().enumerate().find(|(_, projection)| projection.name() == name)
    }
}

/// A generation of tables being built beside the live one.
#[derive(Clone)]
pub(crate) struct Building {
    pub(crate) projection: usize,
    pub(crate) names: TableNames,
    /// Everything up to here is built; appends up to here are applied to both generations.
    pub(crate) built: Option<(SubjectId, EntryId)>,
    /// Entries of this node after this sequence are left to the follower; for inline projections there are none.
    pub(crate) until: i64,
}

impl Building {
    pub(crate) fn covers(&self, grouping: Grouping, entry: &StoredEntry) -> bool {
        self.built.is_some_and(|(subject, last)| match grouping {
            Grouping::Subject | Grouping::Thread => entry.content.subject <= subject,
            Grouping::Entry => (entry.content.subject, entry.content.entry) <= (subject, last),
        })
    }
}

/// The head, the clock and the tables as of the last successful step. Cloned before each command; put back if it fails.
#[derive(Clone)]
pub(crate) struct ChainState {
    pub(crate) head: Head,
    pub(crate) clock: HybridClock,
    /// The live tables' names.
    pub(crate) names: TableNames,
    /// Which projections have live tables of the right version.
    pub(crate) live: Vec<bool>,
    pub(crate) building: Vec<Building>,
}
