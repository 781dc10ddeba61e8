//! Asking the lists about the person at the counter.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use garita_domain::{CountryCode, Presentation, SubjectId};
use garita_record::HitOutcome;
use garita_storage::{EvidenceSource, GatherError, Snapshot, StorageError};
use jiff::civil::Date;

use crate::{
    Alerts,
    content::digest_of,
    facts::{AlertFacts, Hit, ListAsked, NotSame, SOURCE},
    listed::{issuer_of, matter_of},
    matching::{Match, subject_of},
    queries::{self, OutcomeRow},
    service::{Loaded, Said},
};

/// Hits shown of one list, at most: a name that half the world bears says nothing.
const MOST_OF_A_LIST: usize = 5;

/// The source over the alert lists.
pub struct AlertSource(Alerts);

impl AlertSource {
    /// A source over these lists.
    pub const fn new(alerts: Alerts) -> Self {
        Self(alerts)
    }

    async fn facts(&self, snapshot: &mut Snapshot, presentation: &Presentation) -> Result<AlertFacts, StorageError> {
        let subject = subject_of(presentation);
        let mut facts = AlertFacts::default();
        let mut found: Vec<(Arc<Loaded>, Match)> = Vec::new();
        for list in self.0.loaded().iter().filter(|list| !list.row.is_over(presentation.today)) {
            let Some(at) = list.row.age_from() else { continue };
            facts.lists.push(ListAsked { list: list.row.list, version: list.row.version, at });
            found.extend(list.alerts(&subject).into_iter().take(MOST_OF_A_LIST).map(|hit| (list.clone(), hit)));
        }
        if found.is_empty() {
            return Ok(facts);
        }
        let settled = self.settled(snapshot, presentation.subject).await?;
        for (list, hit) in found {
            facts.hits.extend(hit_of(snapshot, &list, hit, (presentation.today, self.0.home()), &settled).await?);
        }
        facts.hits.sort_by(|one, two| two.score.cmp(&one.score).then_with(|| (one.list, &one.reference).cmp(&(two.list, &two.reference))));
        Ok(facts)
    }

    /// What was settled about the person, over every subject they are, and over those whose redress numbers they showed.
    async fn settled(
        &self,
        snapshot: &mut Snapshot,
        subject: SubjectId,
    ) -> Result<BTreeMap<(SubjectId, String), OutcomeRow>, StorageError> {
        let mut person = self.0.people().subjects(snapshot, subject).await?;
        let mut holders = Vec::new();
        for each in &person {
            holders.extend(queries::redress_holders(snapshot, *each).await?);
        }
        for holder in holders {
            let others = self.0.people().subjects(snapshot, holder).await?;
            person.extend(others.into_iter().filter(|other| !person.contains(other)).collect::<Vec<_>>());
        }
        let mut settled: BTreeMap<(SubjectId, String), OutcomeRow> = BTreeMap::new();
        for each in person {
            for row in queries::settled(snapshot, each).await? {
                let key = (row.list, row.reference.clone());
                if settled.get(&key).is_none_or(|known| known.at <= row.at) {
                    settled.insert(key, row);
                }
            }
        }
        Ok(settled)
    }
}

/// The hit as the desk gets it; nothing when the entry has expired.
async fn hit_of(
    snapshot: &mut Snapshot,
    list: &Loaded,
    hit: Match,
    (today, home): (Date, CountryCode),
    settled: &BTreeMap<(SubjectId, String), OutcomeRow>,
) -> Result<Option<Hit>, StorageError> {
    let declared = list.declared();
    let Some(said) = list.said(snapshot, &hit.id).await? else { return Ok(None) };
    let (matter, issuer, legal_basis, file, digest) = match said {
        Said::Listed(entry) if entry.expires <= today => return Ok(None),
        Said::Listed(entry) => {
            let bytes = serde_json::to_vec(&entry).unwrap_or_default();
            let digest = blake3::hash(&bytes).to_hex().to_string();
            (entry.matter, entry.issuer, entry.legal_basis, entry.reference, digest)
        }
        Said::Imported(entry) => {
            let basis = if entry.legal_reference.is_empty() { declared.legal_basis.clone() } else { entry.legal_reference.clone() };
            (matter_of(&entry, declared.matter, today), issuer_of(&entry), basis, hit.id.clone(), digest_of(&entry)?)
        }
    };
    let before = settled.get(&(list.row.list, hit.id.clone())).filter(|row| row.outcome == Some(HitOutcome::NotSame));
    let holds = |row: &&OutcomeRow| row.until.is_none_or(|until| today <= until) && row.digest == digest;
    Ok(Some(Hit {
        list: list.row.list,
        list_name: declared.name.clone(),
        reference: hit.id,
        file,
        name: hit.name,
        matter,
        instruction: declared.instruction,
        adjudicators: declared.adjudicators,
        from_here: issuer.or(declared.issuer) == Some(home),
        issuer: issuer.or(declared.issuer),
        legal_basis,
        score: hit.score,
        evidence: hit.evidence,
        not_same: before.filter(holds).map(|row| NotSame { at: row.at, until: row.until }),
        changed_since: before.is_some_and(|row| row.digest != digest),
        digest,
    }))
}

#[async_trait]
impl EvidenceSource for AlertSource {
    fn name(&self) -> &'static str {
        SOURCE
    }

    fn deadline(&self) -> Duration {
        Duration::from_millis(200)
    }

    async fn gather(&self, snapshot: &mut Snapshot, presentation: &Presentation) -> Result<serde_json::Value, GatherError> {
        let failed = |cause: Box<dyn std::error::Error + Send + Sync>| GatherError { source_name: SOURCE, cause };
        let facts = self.facts(snapshot, presentation).await.map_err(|error| failed(error.into()))?;
        serde_json::to_value(&facts).map_err(|error| failed(error.into()))
    }
}
