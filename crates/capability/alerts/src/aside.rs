//! What became of the hits of a case, beside its findings at the desk.

use async_trait::async_trait;
use garita_domain::{EntryId, Message, SubjectId};
use garita_record::HitOutcome;
use garita_storage::{CaseAside, CaseLine, Snapshot, StorageError, find_entry};

use crate::{queries, told::Told};

/// Says how many hits are open and which are answered, with the way to them.
#[derive(Clone, Copy, Debug)]
pub struct AlertsAside;

#[async_trait]
impl CaseAside for AlertsAside {
    async fn lines(&self, snapshot: &mut Snapshot, subject: SubjectId, presentation: EntryId) -> Result<Vec<CaseLine>, StorageError> {
        let Some(stored) = find_entry(snapshot, subject, presentation).await? else { return Ok(Vec::new()) };
        let content = stored.content;
        let Some(told) = Told::of(&content.kind, content.version, &content.payload) else { return Ok(Vec::new()) };
        let hits: Vec<_> = told.facts.hits.iter().filter(|hit| hit.is_open()).collect();
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        let outcomes = queries::outcomes_of(snapshot, subject, presentation).await?;
        let answered = |outcome| outcomes.iter().filter(|row| row.standing && row.outcome == Some(outcome)).count();
        let (same, not_same) = (answered(HitOutcome::Same), answered(HitOutcome::NotSame));
        let open = hits.len().saturating_sub(same + not_same);
        // A guidance is counted like any other: the line must not tell them apart.
        let what = Message::new("alerts-aside").with("open", open).with("not_same", not_same).with("same", same);
        let href = format!("/alerts/hits/{subject}/{presentation}");
        Ok(vec![CaseLine { what, label: Message::new("alerts-aside-open"), href }])
    }
}
