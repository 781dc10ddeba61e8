//! What the desk asks before it closes a case.

use async_trait::async_trait;
use garita_domain::{HoldState, SubjectId};

use crate::{StorageError, Unit};

/// Answers whether anything stands against closing a person's case (DESIGN §2C). Implemented by `protection`, put together
/// in `garita`, asked inside the command that closes, so that nothing can come between. It gives no reason.
#[async_trait]
pub trait HoldGate: Send + Sync {
    /// The state over every subject of the person. A gate that cannot answer stops the closure.
    async fn consult(&self, unit: &mut Unit<'_>, person: &[SubjectId]) -> Result<HoldState, StorageError>;
}
