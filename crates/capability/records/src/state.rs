//! What the handlers share.

use std::sync::Arc;

use garita_domain::Message;
use garita_storage::{JOURNAL_TABLES, Journal, LocalTable, Projection, TableDef};
use garita_web::{Icon, StatusItem, Tone};

use crate::{Actors, VerificationState, rebuilding::Rebuilding, verification::Verification};

/// What the records need to know of the node.
pub struct RecordsSettings {
    /// The journal.
    pub journal: Journal,
    /// Read tables of every capability, as the node was opened with.
    pub projections: Vec<Arc<dyn Projection>>,
    /// Local tables of every capability, as the node was opened with.
    pub local_tables: Vec<LocalTable>,
    /// Names of the staff.
    pub actors: Arc<dyn Actors>,
}

/// The records of one node. Cheap to clone.
#[derive(Clone)]
pub struct Records {
    pub(crate) journal: Journal,
    pub(crate) projections: Arc<[Arc<dyn Projection>]>,
    pub(crate) tables: Arc<[TableDef]>,
    pub(crate) actors: Arc<dyn Actors>,
    pub(crate) verification: Verification,
    pub(crate) rebuilding: Rebuilding,
}

impl Records {
    /// Puts them together; the inventory is drawn from the journal's, the projections' and the local tables.
    pub fn new(settings: RecordsSettings) -> Self {
        let tables = inventory_tables(&settings.projections, &settings.local_tables);
        Self {
            journal: settings.journal,
            projections: settings.projections.into(),
            tables: tables.into(),
            actors: settings.actors,
            verification: Verification::default(),
            rebuilding: Rebuilding::default(),
        }
    }

    /// How the last verification since the start went, or how far the running one has come.
    pub fn verification(&self) -> VerificationState {
        self.verification.state()
    }

    /// What the thin line at the bottom of every page should say: nothing, unless a verification found a fault.
    pub fn status_line(&self) -> Vec<StatusItem> {
        let fault = self.verification.state().has_fault();
        let item = StatusItem { icon: Icon::OctagonAlert, tone: Tone::Alert, text: Message::new("records-status-fault") };
        if fault { vec![item] } else { Vec::new() }
    }
}

/// Every table of a node: what the inventory lists.
pub fn inventory_tables(projections: &[Arc<dyn Projection>], local_tables: &[LocalTable]) -> Vec<TableDef> {
    let mut tables = JOURNAL_TABLES.to_vec();
    tables.extend(projections.iter().flat_map(|projection| projection.tables()).copied());
    tables.extend(local_tables.iter().map(|local| local.table));
    tables
}
