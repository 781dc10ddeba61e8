//! From what the officer sends to findings on the screen: read, find the person, gather, examine, record.

use std::sync::Arc;

use garita_domain::{
    AccountId, BoothId, Check, Conveyance, CountryCode, Direction, DocumentKind, DocumentNumber, EntryId, Evidence, Finding, Gathered,
    HowEntered, PartialDate, PersonName, Presentation, PresentedDocument, Sex, SubjectId, TrafficClass,
};
use garita_record::{Sealer, TravellerPresented};
use garita_storage::{CaseAside, EvidenceSource, HoldGate, Journal, Snapshot, StorageError, gather};
use garita_travel_document::mrz::{ReadingContext, Zone, ZoneError};
use jiff::tz::TimeZone;

use crate::{
    check_set::{CheckSet, worth_storing},
    commands::RecordPresentation,
    document_key::DocumentKeys,
    person::subjects_by_key,
};

/// What a post knows about itself.
#[derive(Clone, Debug)]
pub struct DeskSettings {
    /// The State the post belongs to.
    pub home: CountryCode,
    /// The time zone of the post.
    pub zone: TimeZone,
    /// Days of stay offered to a visitor on entry; the national pack gives the rule.
    pub usual_stay: u16,
}

/// The desk, put together.
#[derive(Clone)]
pub struct Desk {
    /// The node's journal.
    pub journal: Journal,
    /// What the post knows about itself.
    pub settings: Arc<DeskSettings>,
    /// Keys for document keys.
    pub keys: Arc<DocumentKeys>,
    /// Where facts come from.
    pub sources: Arc<[Arc<dyn EvidenceSource>]>,
    /// What examines them.
    pub checks: Arc<[Arc<dyn Check>]>,
    /// The name of everything that examines.
    pub check_set: Arc<CheckSet>,
    /// Asked before a closure.
    pub gate: Arc<dyn HoldGate>,
    /// Seals the frame of every decision.
    pub sealer: Arc<dyn Sealer>,
    /// Say what became of findings, beside them.
    pub asides: Arc<[Arc<dyn CaseAside>]>,
}

/// What came from the counter.
#[derive(Clone, PartialEq, Eq)]
pub enum Particulars {
    /// A machine readable zone: scanned, pasted or typed.
    Zone(String),
    /// Typed from a document without a zone, or stated by a person without a document.
    Stated(StatedParticulars),
}

/// Particulars typed by hand.
#[derive(Clone, PartialEq, Eq)]
pub struct StatedParticulars {
    /// Name.
    pub name: PersonName,
    /// Birth date as far as known.
    pub birth_date: PartialDate,
    /// Sex.
    pub sex: Sex,
    /// Nationality, when known.
    pub nationality: Option<CountryCode>,
    /// The document; `None` for a person without one.
    pub document: Option<StatedDocument>,
}

/// A document typed from its face.
#[derive(Clone, PartialEq, Eq)]
pub struct StatedDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Who issued it.
    pub issuer: Option<CountryCode>,
    /// Its number.
    pub number: Option<DocumentNumber>,
    /// When it ends.
    pub expiry: PartialDate,
}

/// A request to inspect somebody. The two ids are made with the form, so that sending it twice records it once.
pub struct PresentRequest {
    /// Id of the entry to come.
    pub entry: EntryId,
    /// Id for the person, if nobody is known by the document.
    pub subject: SubjectId,
    /// What came from the counter.
    pub particulars: Particulars,
    /// Which way.
    pub direction: Direction,
    /// In what capacity.
    pub class: TrafficClass,
    /// In what.
    pub conveyance: Conveyance,
    /// Who inspects.
    pub officer: AccountId,
    /// Where.
    pub booth: Option<BoothId>,
}

/// Why nobody could be inspected. What was sent comes back in the form.
#[derive(Debug, thiserror::Error)]
pub enum PresentError {
    /// The text is no zone; the message says what came and what to do.
    #[error(transparent)]
    Zone(#[from] ZoneError),
    /// The store.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// A presentation as it was recorded.
#[derive(Clone)]
pub struct Inspection {
    /// The subject it is recorded under.
    pub subject: SubjectId,
    /// The entry.
    pub entry: EntryId,
    /// What was presented and found.
    pub presented: TravellerPresented,
}

impl Desk {
    /// Reads, examines and records; answers when the entry is on disk.
    pub async fn present(&self, request: PresentRequest) -> Result<Inspection, PresentError> {
        let presentation = self.read(&request)?;
        let mut snapshot = self.journal.snapshot().await?;
        let evidence = self.evidence(&mut snapshot, presentation).await?;
        drop(snapshot);
        let findings = self.examine(&evidence);
        let keys = self.keys.of(&evidence.presentation);
        let presented = TravellerPresented {
            keys: keys.holder,
            number_keys: keys.number,
            facts: evidence.sources,
            checks: self.check_set.id().to_owned(),
            results: self.check_set.results(&findings),
            findings: worth_storing(findings),
            booth: request.booth,
            presentation: evidence.presentation,
        };
        let record = RecordPresentation {
            entry: request.entry,
            presented: presented.clone(),
            officer: request.officer,
            occurred: None,
            checks: self.check_set.clone(),
        };
        let subject = self.journal.submit(record).await?;
        Ok(Inspection { subject, entry: request.entry, presented })
    }

    /// Everything the sources know, over the subject that the document is known by.
    async fn evidence(&self, snapshot: &mut Snapshot, mut presentation: Presentation) -> Result<Evidence, StorageError> {
        let keys = self.keys.of(&presentation);
        if let Some(known) = subjects_by_key(snapshot, &keys.holder).await?.first() {
            presentation.subject = *known;
        }
        gather(snapshot, &self.sources, presentation).await
    }

    /// Every check over the evidence, worst first. Pure: the same evidence gives the same findings.
    pub fn examine(&self, evidence: &Evidence) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.checks.iter().flat_map(|check| check.examine(evidence)).collect();
        findings.sort_by_cached_key(Finding::rank);
        findings
    }

    /// The findings of a recorded presentation, made again from what it stored (R52).
    pub fn replay(&self, presented: &TravellerPresented) -> Vec<Finding> {
        self.examine(&Evidence { presentation: presented.presentation.clone(), sources: presented.facts.clone() })
    }

    fn read(&self, request: &PresentRequest) -> Result<Presentation, PresentError> {
        let (at, certainty) = self.journal.now();
        let today = at.date(&self.settings.zone);
        let mut presentation = Presentation {
            subject: request.subject,
            at,
            certainty,
            today,
            how: HowEntered::Zone,
            zone: Vec::new(),
            name: None,
            birth_date: PartialDate::UNKNOWN,
            sex: Sex::Unspecified,
            nationality: None,
            document: None,
            direction: request.direction,
            class: request.class,
            conveyance: request.conveyance.clone(),
        };
        match &request.particulars {
            Particulars::Zone(text) => {
                let zone = Zone::read(text, &ReadingContext::new(today))?;
                presentation.zone = zone.printed_lines();
                presentation.name = zone.name().cloned();
                presentation.birth_date = zone.birth_date().date();
                presentation.sex = zone.sex().unwrap_or_default();
                presentation.nationality = zone.nationality();
                presentation.document = Some(zone.document());
            }
            Particulars::Stated(stated) => {
                presentation.how = if stated.document.is_some() { HowEntered::Typed } else { HowEntered::Stated };
                presentation.name = Some(stated.name.clone());
                presentation.birth_date = stated.birth_date;
                presentation.sex = stated.sex;
                presentation.nationality = stated.nationality;
                presentation.document = stated.document.as_ref().map(|document| PresentedDocument {
                    kind: document.kind,
                    issuer: document.issuer,
                    number: document.number.clone(),
                    expiry: document.expiry,
                });
            }
        }
        Ok(presentation)
    }

    /// The answer of a source in a recorded presentation, if it was asked.
    pub fn facts<T: serde::de::DeserializeOwned>(presented: &TravellerPresented, source: &str) -> Option<T> {
        match presented.facts.get(source)? {
            Gathered::Facts(value) => T::deserialize(value).ok(),
            Gathered::NotAsked(_) => None,
        }
    }
}
