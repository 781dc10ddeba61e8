//! Gathering: every source answers from one read snapshot, each with its own deadline (DESIGN §2B).

use std::{collections::BTreeMap, error::Error, sync::Arc, time::Duration};

use async_trait::async_trait;
use garita_domain::{Evidence, Gathered, NotAsked, Presentation};

use crate::{Snapshot, StorageError};

/// A source that could not answer.
#[derive(Debug, thiserror::Error)]
#[error("evidence source {source_name} failed")]
pub struct GatherError {
    /// The source.
    pub source_name: &'static str,
    /// Why.
    #[source]
    pub cause: Box<dyn Error + Send + Sync>,
}

/// Something that knows facts about what was presented. Plugged in where the program is put together.
#[async_trait]
pub trait EvidenceSource: Send + Sync {
    /// Its name in [`Evidence::sources`].
    fn name(&self) -> &'static str;

    /// The longest the desk waits for it.
    fn deadline(&self) -> Duration;

    /// Facts in the source's own versioned shape.
    async fn gather(&self, snapshot: &mut Snapshot, presentation: &Presentation) -> Result<serde_json::Value, GatherError>;
}

/// Asks every source in turn. A late or failed source is *not asked*; the desk never waits for it. After one, the others
/// are asked at a new moment over another connection: the old one may still be at work.
pub async fn gather(
    snapshot: &mut Snapshot,
    sources: &[Arc<dyn EvidenceSource>],
    presentation: Presentation,
) -> Result<Evidence, StorageError> {
    let mut answers = BTreeMap::new();
    let mut broken = false;
    for source in sources {
        if std::mem::take(&mut broken) {
            snapshot.renew().await?;
        }
        let answer = match tokio::time::timeout(source.deadline(), source.gather(snapshot, &presentation)).await {
            Ok(Ok(facts)) => Gathered::Facts(facts),
            Ok(Err(error)) => {
                tracing::error!(source = source.name(), %error, cause = %error.cause, "a source failed");
                broken = true;
                Gathered::NotAsked(NotAsked::Failed)
            }
            Err(_) => {
                tracing::warn!(source = source.name(), "a source was late");
                broken = true;
                Gathered::NotAsked(NotAsked::Late)
            }
        };
        answers.insert(source.name().to_owned(), answer);
    }
    if broken {
        snapshot.renew().await?;
    }
    Ok(Evidence { presentation, sources: answers })
}
