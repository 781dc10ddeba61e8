//! Filling a new store with the synthetic border: people and documents become presentations, decisions and findings, as if
//! they had been recorded here.

use std::{collections::HashMap, sync::Arc};

use anyhow::Context;
use futures_util::{StreamExt, TryStreamExt, stream};
use garita_desk::{CheckSet, DocumentKeys, worth_storing};
use garita_domain::{
    AccountId, Certainty, Check, EntryId, Environment, Evidence, HowEntered, PartialDate, Presentation, PresentedDocument, Sex, SubjectId,
    Timestamp,
};
use garita_protection::ProtectionSealer;
use garita_record::{AccountOpened, CoverageDeclared, CrossingDecided, FearQuestion, Sealer, TravellerPresented};
use garita_simulation::{DocumentForm, Line, Outcome, RefusalReason, SimulatedCrossing, Traveller, World};
use garita_storage::{Command, Create, Database, Draft, Journal, NewEntry, StorageError, Unit};
use garita_travel_document::{
    TravelDocumentChecks,
    mrz::{Format, Zone, ZoneFields},
};
use jiff::tz::TimeZone;

use super::{accounts, lists::DemoLists};
use crate::{
    cli::progress_bar,
    node::{assembly, directory::Directory, keys, settings::Settings},
};

/// Crossings in one step.
const STEP: usize = 250;
/// Steps made ready ahead of the writer.
const AHEAD: usize = 4;
/// How long an officer takes, in microseconds.
const DECIDED_AFTER: i64 = 40 * Timestamp::SECOND;

/// Makes the store, records the border, builds the read tables.
pub async fn fill(
    directory: &Directory,
    settings: &Settings,
    environment: &Environment,
    world: &garita_simulation::Settings,
) -> anyhow::Result<()> {
    let keys = keys::load(directory)?;
    // Without waiting for the disk: a store whose making breaks off is thrown away whole.
    let database = match settings.store.as_str() {
        "sqlite" => Database::open_sqlite_unsafely(&directory.store(), &keys.store, Create::IfMissing).await,
        address => Database::open_postgres(address).await,
    }
    .context("could not make the store")?;
    let document_keys = assembly::document_keys(&keys);
    let node =
        assembly::open_node_to_fill(database.clone(), keys, settings, environment.clone()).await.context("could not open the store")?;
    record(&node.journal, document_keys, settings, world).await?;
    drop(node);
    let node = assembly::open_node(database.clone(), keys::load(directory)?, settings, environment.clone())
        .await
        .context("could not open the store")?;
    assembly::build_outdated(&node).await?;
    drop(node);
    database.close().await;
    Ok(())
}

async fn record(
    journal: &Journal,
    keys: Arc<DocumentKeys>,
    settings: &Settings,
    world: &garita_simulation::Settings,
) -> anyhow::Result<()> {
    let world = Arc::new(World::new(world).context("could not make the synthetic border")?);
    let from = world.begins().date(&settings.zone()?);
    // The past was examined by the document checks alone: no history is asked for a border that is being made.
    let document_checks: [Arc<dyn Check>; 1] = [Arc::new(TravelDocumentChecks)];
    let checks = Arc::new(CheckSet::of(&document_checks));
    journal.submit(Staff { accounts: accounts::staff(), coverage: CoverageDeclared { from }, checks: checks.clone() }).await?;
    let protection_key = keys::secret(&settings.protection_key)?;
    let recorder = Arc::new(Recorder {
        world: world.clone(),
        keys,
        sealer: ProtectionSealer::new(protection_key.expose(), journal.environment().clone())?,
        environment: journal.environment().clone(),
        zone: settings.zone()?,
        checks: checks.clone(),
    });
    let bar = progress_bar(world.crossings().len() as u64, "recording crossings");
    let mut subjects = HashMap::new();
    let mut crossings = world.crossings();
    let steps = std::iter::from_fn(|| {
        let step: Vec<_> =
            crossings.by_ref().take(STEP).map(|crossing| (subject_of(&mut subjects, journal.environment(), &crossing), crossing)).collect();
        (!step.is_empty()).then_some(step)
    });
    let mut ready = stream::iter(steps)
        .map(|step| {
            let recorder = recorder.clone();
            async move {
                let count = step.len() as u64;
                let drafts = tokio::task::spawn_blocking(move || recorder.step(&step)).await.context("a step broke off")??;
                anyhow::Ok((count, drafts))
            }
        })
        .buffered(AHEAD);
    while let Some((count, drafts)) = ready.try_next().await? {
        journal.submit(Crossings(drafts)).await.context("could not record the border")?;
        bar.inc(count);
    }
    bar.finish_and_clear();
    let lists = DemoLists::of(&world, settings.home, journal.now().0, &settings.zone()?)?;
    journal.submit(lists).await.context("could not record the demo's alert lists")
}

/// The post knows people by their documents: each document is a subject of its own, and who shows none is new each time.
fn subject_of(subjects: &mut HashMap<(u32, u8), SubjectId>, environment: &Environment, crossing: &SimulatedCrossing) -> SubjectId {
    match crossing.document {
        Some(document) => *subjects.entry((crossing.traveller, document)).or_insert_with(|| environment.subject_id()),
        None => environment.subject_id(),
    }
}

struct Recorder {
    world: Arc<World>,
    keys: Arc<DocumentKeys>,
    sealer: ProtectionSealer,
    environment: Environment,
    zone: TimeZone,
    checks: Arc<CheckSet>,
}

impl Recorder {
    fn step(&self, step: &[(SubjectId, SimulatedCrossing)]) -> anyhow::Result<Vec<Draft>> {
        let mut drafts = Vec::with_capacity(2 * step.len());
        for (subject, crossing) in step {
            self.crossing(*subject, crossing, &mut drafts)?;
        }
        Ok(drafts)
    }

    fn crossing(&self, subject: SubjectId, crossing: &SimulatedCrossing, drafts: &mut Vec<Draft>) -> anyhow::Result<()> {
        let traveller = self.world.traveller(crossing.traveller)?;
        let presentation = presentation(subject, crossing, &traveller, &self.zone)?;
        let entry = EntryId::new(self.environment.uuid(crossing.occurred));
        let keys = self.keys.of(&presentation);
        let evidence = Evidence { presentation, sources: std::collections::BTreeMap::new() };
        let findings = TravelDocumentChecks.examine(&evidence);
        let presented = TravellerPresented {
            keys: keys.holder,
            number_keys: keys.number,
            facts: evidence.sources,
            checks: self.checks.id().to_owned(),
            results: self.checks.results(&findings),
            findings: worth_storing(findings),
            booth: Some(accounts::booth(crossing.booth)),
            presentation: evidence.presentation,
        };
        let actor = Some(accounts::officer(crossing.officer));
        let occurred = Some((crossing.occurred, Certainty::Certain));
        drafts.push(Draft::new(&NewEntry { entry, subject, actor, occurred, payload: &presented })?);
        for (decision, at, decided) in self.decisions(entry, crossing)? {
            let occurred = Some((at, Certainty::Certain));
            drafts.push(Draft::new(&NewEntry { entry: decision, subject, actor, occurred, payload: &decided })?);
        }
        Ok(())
    }

    fn decisions(&self, presentation: EntryId, crossing: &SimulatedCrossing) -> anyhow::Result<Vec<(EntryId, Timestamp, CrossingDecided)>> {
        let mut outcomes = Vec::new();
        if crossing.line == Line::Second && crossing.outcome.movement().is_final() {
            outcomes.push(Outcome::SecondLine);
        }
        outcomes.push(crossing.outcome);
        let mut decisions = Vec::new();
        for (outcome, after) in outcomes.into_iter().zip([1, 20]) {
            let at = crossing.occurred.plus(DECIDED_AFTER * after);
            let (days, reasons, fear) = match outcome {
                Outcome::Admitted { days } => (days, Vec::new(), None),
                Outcome::Refused { reason, fear } => {
                    let question = FearQuestion { language: fear.language.to_owned(), interpreter: fear.interpreter };
                    (None, vec![refusal_code(reason).to_owned()], Some(question))
                }
                Outcome::SecondLine => (None, vec!["document-doubt".to_owned()], None),
                Outcome::Pending => (None, Vec::new(), None),
            };
            let decided = CrossingDecided {
                presentation,
                outcome: outcome.movement(),
                days,
                reasons,
                fear,
                note: String::new(),
                frame: self.sealer.seal(None)?,
                shift: None,
                booth: Some(accounts::booth(crossing.booth)),
            };
            decisions.push((EntryId::new(self.environment.uuid(at)), at, decided));
        }
        Ok(decisions)
    }
}

/// What the officer would have read or typed.
pub fn presentation(
    subject: SubjectId,
    crossing: &SimulatedCrossing,
    traveller: &Traveller,
    zone: &TimeZone,
) -> anyhow::Result<Presentation> {
    let document = crossing.document.and_then(|document| traveller.documents.get(usize::from(document)));
    let lines = document.map(|document| zone_lines(document, traveller)).transpose()?.unwrap_or_default();
    let how = match (document, lines.is_empty()) {
        (None, _) => HowEntered::Stated,
        (Some(_), true) => HowEntered::Typed,
        (Some(_), false) => HowEntered::Zone,
    };
    Ok(Presentation {
        subject,
        at: crossing.occurred,
        certainty: Certainty::Certain,
        today: crossing.occurred.date(zone),
        how,
        name: Some(document.map_or(&traveller.name, |document| &document.name).clone()),
        birth_date: traveller.birth_date,
        sex: if document.is_some() { traveller.sex } else { Sex::Unspecified },
        nationality: Some(document.map_or(traveller.nationality, |document| document.nationality)),
        document: document.map(|document| PresentedDocument {
            kind: document.kind,
            issuer: Some(document.issuer),
            number: Some(document.number.clone()),
            expiry: PartialDate::from(document.expiry),
        }),
        zone: lines,
        direction: crossing.direction,
        class: crossing.class,
        conveyance: crossing.conveyance.clone(),
    })
}

/// The machine readable zone of a synthetic document; none for documents without one.
pub fn zone_lines(document: &garita_simulation::Document, holder: &Traveller) -> anyhow::Result<Vec<String>> {
    let format = match document.form {
        DocumentForm::Td3 => Format::Td3,
        DocumentForm::Td1 => Format::Td1,
        DocumentForm::NoZone => return Ok(Vec::new()),
    };
    let fields = ZoneFields {
        format,
        document_code: document.code.to_owned(),
        issuer: document.issuer,
        document_number: document.number.to_string(),
        name: document.name.clone(),
        nationality: document.nationality,
        birth_date: holder.birth_date,
        sex: holder.sex,
        expiry_date: PartialDate::from(document.expiry),
        optional_data: String::new(),
        optional_data_2: String::new(),
    };
    Zone::write(&fields).context("could not write a synthetic zone")
}

const fn refusal_code(reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::DocumentExpired => "no-valid-document",
        RefusalReason::StayNotJustified => "purpose-not-shown",
        RefusalReason::DaysUsedUp => "stay-used-up",
        RefusalReason::NoVisa => "no-visa-or-permit",
    }
}

struct Staff {
    accounts: Vec<(AccountId, AccountOpened)>,
    coverage: CoverageDeclared,
    checks: Arc<CheckSet>,
}

impl Command for Staff {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        self.checks.declare(unit).await?;
        for (account, opened) in &self.accounts {
            let entry = unit.environment().entry_id();
            unit.append(NewEntry { entry, subject: account.as_subject(), actor: None, occurred: None, payload: opened }).await?;
        }
        let node = unit.node().as_subject();
        let entry = unit.environment().entry_id();
        unit.append(NewEntry { entry, subject: node, actor: None, occurred: None, payload: &self.coverage }).await.map(drop)
    }
}

struct Crossings(Vec<Draft>);

impl Command for Crossings {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        unit.append_all(std::mem::take(&mut self.0)).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_reason_has_a_code_of_the_desk() {
        for reason in RefusalReason::ALL {
            assert!(garita_desk::codes::is_refusal_reason(refusal_code(reason)), "{}", reason.code());
        }
        assert!(garita_desk::codes::is_second_line_reason("document-doubt"));
    }
}
