//! Destroying contents under a retention rule: the links stay, what they said is gone (R08).

use std::collections::BTreeSet;

use garita_domain::{EntryId, SubjectId};
use garita_record::{ContentDestroyed, DestroyedRange, Kind};

use crate::{
    Mode, NewEntry, StorageError, StorageErrorKind, StoredEntry, Unit,
    journal_tables::stored_entries,
    plan,
    projection_store::{Until, forget},
};

impl Unit<'_> {
    /// Takes entries out of every read table, destroys their contents and salts, and records one order of destruction that
    /// verification checks. Entries that are gone already are passed over. Returns how many contents were destroyed; call
    /// it in chunks of some hundred entries, so that no transaction takes long.
    pub async fn destroy(&mut self, subject: SubjectId, entries: &[EntryId], rule: &str) -> Result<u32, StorageError> {
        let wanted: BTreeSet<_> = entries.iter().map(|entry| (subject, *entry)).collect();
        let gone = stored_entries(self.session, &wanted.into_iter().collect::<Vec<_>>()).await?;
        let Ok(count @ 1..) = u32::try_from(gone.len()) else { return Ok(0) };
        if gone.iter().any(|entry| entry.content.kind == ContentDestroyed::NAME) {
            return Err(StorageError::new("destroy contents", StorageErrorKind::Inconsistent, "orders of destruction are kept for good"));
        }
        self.forget_unmaintained().await?;
        self.forget_live(&gone).await?;
        for entry in &gone {
            self.execute("DELETE FROM journal_content WHERE subject = $1 AND entry = $2", &[subject.into(), entry.content.entry.into()])
                .await?;
        }
        let payload = ContentDestroyed { ranges: ranges(&gone), count, rule: rule.to_owned() };
        let order = self.environment().entry_id();
        let node = self.node().as_subject();
        self.append(NewEntry { entry: order, subject: node, actor: None, occurred: None, payload: &payload }).await?;
        Ok(count)
    }

    async fn forget_live(&mut self, gone: &[StoredEntry]) -> Result<(), StorageError> {
        let names = self.chain.names.clone();
        for (index, projection) in self.shared.projections.iter().enumerate() {
            if !gone.iter().any(|entry| projection.kinds().contains(&entry.content.kind.as_str())) {
                continue;
            }
            if self.chain.live.get(index).copied().unwrap_or(false) {
                let until = match projection.mode() {
                    Mode::Inline => i64::MAX,
                    Mode::Following => plan::followed(self.session, projection.name(), self.shared.node).await?,
                };
                forget(self.session, projection.as_ref(), &names, gone, Until { node: self.shared.node, sequence: until }).await?;
            }
            for building in self.chain.building.iter().filter(|building| building.projection == index) {
                let covered: Vec<_> = gone.iter().filter(|entry| building.covers(projection.grouping(), entry)).cloned().collect();
                if !covered.is_empty() {
                    let until = Until { node: self.shared.node, sequence: building.until };
                    forget(self.session, projection.as_ref(), &building.names, &covered, until).await?;
                }
            }
        }
        Ok(())
    }

    /// Tables that nobody maintains still hold what they once read: generations before the live one, and projections of
    /// another version or program. They are dropped; the latter have to be rebuilt before anybody reads them anyway.
    async fn forget_unmaintained(&mut self) -> Result<(), StorageError> {
        for state in plan::states(self.session).await? {
            if let Some(retired) = state.retired {
                plan::drop_generation(self.session, &state.tables, retired).await?;
                self.execute("UPDATE journal_projection SET retired = NULL WHERE name = $1", &[state.name.as_str().into()]).await?;
            }
            let live = self.shared.projection(&state.name).and_then(|(index, _)| self.chain.live.get(index)).copied().unwrap_or(false);
            if !live {
                plan::drop_generation(self.session, &state.tables, state.generation).await?;
            }
        }
        Ok(())
    }
}

/// Neighbouring sequences of one epoch as one range.
fn ranges(gone: &[StoredEntry]) -> Vec<DestroyedRange> {
    let places: BTreeSet<_> = gone.iter().map(|entry| (entry.epoch, entry.sequence)).collect();
    let mut ranges: Vec<DestroyedRange> = Vec::new();
    for (epoch, sequence) in places {
        match ranges.last_mut() {
            Some(last) if last.epoch == epoch && last.to + 1 == sequence => last.to = sequence,
            Some(_) | None => ranges.push(DestroyedRange { epoch, from: sequence, to: sequence }),
        }
    }
    ranges
}
