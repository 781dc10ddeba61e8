//! The lists of one node, in memory and ready to be asked, and the work that keeps them so.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use garita_alert_lists::ImportedEntry;
use garita_domain::{CountryCode, Environment, Message, SubjectId, Timestamp};
use garita_record::{EntryListed, EntryScreened, FoundInCountry, ListDeclared, ListSource};
use garita_screening::{ListedDocument, NameText, Subject};
use garita_storage::{HoldGate, Journal, People, PersonInCountry, Snapshot, StorageError, StorageErrorKind};
use jiff::{civil::Date, tz::TimeZone};

use crate::{
    commands::RecordScreening,
    content,
    listed::person_of,
    matching::{Match, Matcher},
    queries::{self, EntryRow, ListRow},
};

/// People looked at in one step when a new entry is compared with those in the country.
const STEP: u16 = 500;
/// After a change, so long is waited for the next one: an import is many small steps.
const SETTLE: Duration = Duration::from_millis(150);

/// What the lists stand on.
#[derive(Clone)]
pub struct AlertsSettings {
    /// The node's journal.
    pub journal: Journal,
    /// Knows who is one person and who may be in the country.
    pub people: Arc<dyn People>,
    /// Knows whether a case waits.
    pub gate: Arc<dyn HoldGate>,
    /// The State the post belongs to.
    pub home: CountryCode,
    /// The time zone of the post.
    pub zone: TimeZone,
}

/// Alert lists of one node. Cheap to clone.
#[derive(Clone)]
pub struct Alerts(Arc<Inner>);

struct Inner {
    settings: AlertsSettings,
    loaded: RwLock<Arc<Vec<Arc<Loaded>>>>,
    /// One import or reload at a time.
    work: tokio::sync::Mutex<()>,
    /// Files that are being read, or could not be.
    reading: Mutex<BTreeMap<SubjectId, Reading>>,
}

/// A file on its way to a preview.
#[derive(Clone)]
pub(crate) enum Reading {
    /// It is being read; its name.
    Busy(String),
    /// It could not be.
    Failed(Message),
}

/// A list in memory.
pub(crate) struct Loaded {
    pub(crate) row: ListRow,
    matcher: Matcher,
    /// The first id of each piece: where an entry stands.
    first_ids: Vec<String>,
}

/// What an entry says, however it came here.
pub(crate) enum Said {
    /// From a file.
    Imported(Box<ImportedEntry>),
    /// Kept here.
    Listed(Box<EntryListed>),
}

impl Alerts {
    /// Opens the lists and reads what is in use.
    pub async fn open(settings: AlertsSettings) -> Result<Self, StorageError> {
        let alerts =
            Self(Arc::new(Inner { settings, loaded: RwLock::default(), work: tokio::sync::Mutex::default(), reading: Mutex::default() }));
        alerts.refresh().await?;
        Ok(alerts)
    }

    /// Follows the journal from now on: what another person approves is in use a moment later. It ends with the last handle.
    pub fn follow(&self) {
        let mut head = self.journal().watch_head();
        let inner = Arc::downgrade(&self.0);
        tokio::spawn(async move {
            while head.changed().await.is_ok() {
                tokio::time::sleep(SETTLE).await;
                head.mark_unchanged();
                let Some(inner) = inner.upgrade() else { return };
                if let Err(error) = Self(inner).refresh().await {
                    tracing::error!(%error, "the alert lists could not be read anew; those in use stay in use");
                }
            }
        });
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.0.settings.journal
    }

    /// Knows who is one person.
    pub(crate) fn people(&self) -> &Arc<dyn People> {
        &self.0.settings.people
    }

    /// Knows whether a case waits.
    pub(crate) fn gate(&self) -> &Arc<dyn HoldGate> {
        &self.0.settings.gate
    }

    /// The State the post belongs to.
    pub(crate) fn home(&self) -> CountryCode {
        self.0.settings.home
    }

    /// The day at the post.
    pub fn today(&self) -> Date {
        self.journal().now().0.date(&self.0.settings.zone)
    }

    pub(crate) fn environment(&self) -> &Environment {
        self.journal().environment()
    }

    /// Keeps imports and reloads from meeting.
    pub(crate) async fn work(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.work.lock().await
    }

    /// What becomes of a list's file.
    pub(crate) fn reading(&self, list: SubjectId) -> Option<Reading> {
        self.0.reading.lock().unwrap_or_else(PoisonError::into_inner).get(&list).cloned()
    }

    /// Notes what becomes of a list's file.
    pub(crate) fn note_reading(&self, list: SubjectId, reading: Option<Reading>) {
        let mut all = self.0.reading.lock().unwrap_or_else(PoisonError::into_inner);
        match reading {
            Some(reading) => drop(all.insert(list, reading)),
            None => drop(all.remove(&list)),
        }
    }

    /// The lists in memory.
    pub(crate) fn loaded(&self) -> Arc<Vec<Arc<Loaded>>> {
        self.0.loaded.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every list with its age, for the status line: name, and when it was last brought up to date.
    pub fn ages(&self) -> Vec<(String, Option<Timestamp>)> {
        let today = self.today();
        self.loaded()
            .iter()
            .filter(|list| !list.row.is_over(today))
            .map(|list| (list.row.declared.name.clone(), list.as_fresh_as()))
            .collect()
    }

    /// Every list, by name.
    pub async fn every_list(&self) -> Result<Vec<ListRow>, StorageError> {
        queries::lists(&mut self.journal().snapshot().await?).await
    }

    /// Brings the lists in memory up to date, and compares new entries with the people in the country.
    pub async fn refresh(&self) -> Result<(), StorageError> {
        let guard = self.work().await;
        let mut snapshot = self.journal().snapshot().await?;
        let rows = queries::lists(&mut snapshot).await?;
        let known = self.loaded();
        let mut lists = Vec::with_capacity(rows.len());
        for row in rows {
            let same = known.iter().find(|list| list.row.list == row.list && list.says_the_same(&row));
            lists.push(match same {
                Some(list) => list.clone(),
                None => Arc::new(load(&mut snapshot, row).await?),
            });
        }
        drop(snapshot);
        *self.0.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(lists);
        drop(guard);
        self.screen_new_entries().await
    }

    /// Compares entries that are new with the people who may still be in the country.
    async fn screen_new_entries(&self) -> Result<(), StorageError> {
        let mut snapshot = self.journal().snapshot().await?;
        let new = queries::unscreened(&mut snapshot).await?;
        if new.is_empty() {
            return Ok(());
        }
        let index = |row: &EntryRow| Matcher::build(vec![person_of(row.entry, &row.listed)]).unwrap_or_else(|_| Matcher::empty());
        let matchers: Vec<(&EntryRow, Matcher)> = new.iter().map(|row| (row, index(row))).collect();
        let mut found: Vec<Vec<FoundInCountry>> = vec![Vec::new(); matchers.len()];
        let (mut people, mut after) = (0_u32, None);
        loop {
            let step = self.people().in_country(&mut snapshot, after, STEP).await?;
            let Some(last) = step.last() else { break };
            after = Some(last.subject);
            for person in &step {
                people = people.saturating_add(1);
                let subject = subject_of(person);
                for ((_, matcher), found) in matchers.iter().zip(&mut found) {
                    found.extend(matcher.alerts(&subject).first().map(|hit| FoundInCountry {
                        subject: person.subject,
                        presentation: person.presentation,
                        score: u32::try_from(hit.score).unwrap_or(0),
                    }));
                }
            }
        }
        drop(snapshot);
        for ((row, _), found) in matchers.iter().zip(found) {
            let screened = EntryScreened { people, found };
            self.journal().submit(RecordScreening { entry: row.entry, screened }).await?;
        }
        Ok(())
    }
}

impl Loaded {
    /// When what it says was true: a list kept here is true now.
    fn as_fresh_as(&self) -> Option<Timestamp> {
        match self.row.declared.source {
            ListSource::Imported => self.row.version_at,
            ListSource::National => Some(Timestamp::from_micros(i64::MAX)),
        }
    }

    fn says_the_same(&self, row: &ListRow) -> bool {
        let key = |row: &ListRow| (row.version, row.touched, row.entries, row.declared_at);
        key(&self.row) == key(row)
    }

    /// What is known of the list.
    pub(crate) fn declared(&self) -> &ListDeclared {
        &self.row.declared
    }

    /// Those who may be meant.
    pub(crate) fn alerts(&self, subject: &Subject) -> Vec<Match> {
        self.matcher.alerts(subject)
    }

    /// What the list says of somebody.
    pub(crate) async fn said(&self, snapshot: &mut Snapshot, id: &str) -> Result<Option<Said>, StorageError> {
        let Some(version) = self.row.version.filter(|_| self.row.declared.source == ListSource::Imported) else {
            let Ok(entry) = id.parse::<SubjectId>() else { return Ok(None) };
            let row = queries::entry(snapshot, entry).await?;
            return Ok(row.map(|row| Said::Listed(Box::new(row.listed))));
        };
        let place = self.first_ids.partition_point(|first| first.as_str() <= id);
        let Some(number) = place.checked_sub(1).and_then(|number| i64::try_from(number).ok()) else { return Ok(None) };
        let people = content::piece(snapshot, version, number).await?;
        Ok(people.into_iter().find(|entry| entry.person.id == id).map(|entry| Said::Imported(Box::new(entry))))
    }
}

/// Reads a list and builds its index, away from the threads that answer requests.
async fn load(snapshot: &mut Snapshot, row: ListRow) -> Result<Loaded, StorageError> {
    let (mut people, mut first_ids) = (Vec::new(), Vec::new());
    match (row.declared.source, row.version) {
        (ListSource::National, _) => {
            people.extend(queries::all_listed(snapshot, row.list).await?.iter().map(|entry| person_of(entry.entry, &entry.listed)));
        }
        (ListSource::Imported, None) => {}
        (ListSource::Imported, Some(version)) => {
            let pieces = i64::try_from(content::digests(snapshot, version).await?.len()).unwrap_or(i64::MAX);
            for number in 0..pieces {
                let piece = content::piece(snapshot, version, number).await?;
                first_ids.push(piece.first().map(|entry| entry.person.id.clone()).unwrap_or_default());
                people.extend(piece.into_iter().map(|entry| entry.person));
            }
        }
    }
    let built = tokio::task::spawn_blocking(move || Matcher::build(people)).await;
    let matcher = match built {
        Ok(Ok(matcher)) => matcher,
        // A list that cannot be indexed finds nobody; the others go on.
        Ok(Err(error)) => {
            tracing::error!(list = row.declared.name, %error, "a list could not be indexed");
            Matcher::empty()
        }
        Err(error) => return Err(StorageError::new("index an alert list", StorageErrorKind::Inconsistent, error)),
    };
    Ok(Loaded { row, matcher, first_ids })
}

fn subject_of(person: &PersonInCountry) -> Subject {
    let name = person.name.as_ref();
    let names = name.map(|name| NameText::Parts { surname: name.surname().to_owned(), given_names: name.given_names().to_owned() });
    Subject {
        names: names.into_iter().collect(),
        birth_date: person.birth_date,
        sex: person.sex,
        nationality: person.nationality,
        documents: person.number.clone().map(|number| ListedDocument { number, issuer: person.issuer }).into_iter().collect(),
    }
}
