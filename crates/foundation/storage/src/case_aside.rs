//! What other capabilities have to say beside a case at the desk.

use async_trait::async_trait;
use garita_domain::{EntryId, Message, SubjectId};

use crate::{Snapshot, StorageError};

/// A line beside a case, and the way to what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// How things stand.
    pub what: Message,
    /// What the link is called.
    pub label: Message,
    /// Address of the page.
    pub href: String,
}

/// Says how things stand beside the findings of a presentation. Findings are what was found when it was recorded; these lines
/// are what became of it. Plugged in where the program is put together: the desk does not know who speaks.
#[async_trait]
pub trait CaseAside: Send + Sync {
    /// The lines for one presentation, in a fixed order.
    async fn lines(&self, snapshot: &mut Snapshot, subject: SubjectId, presentation: EntryId) -> Result<Vec<CaseLine>, StorageError>;
}
