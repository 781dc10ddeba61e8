//! Questions to the tables that more than one file asks. Nothing here changes anything.

use garita_domain::{AccountId, EntryId, SubjectId, Timestamp};
use garita_record::{EntryListed, HitOutcome, ListDeclared, ListImported};
use garita_storage::{Reads, Row, StorageError, StorageErrorKind};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::{preview::Preview, tables::stands};

/// Entries on one page.
pub(crate) const PAGE: usize = 50;
const PAGE_AND_ONE: i64 = 51;
/// Versions shown of a list.
const VERSIONS_SHOWN: i64 = 20;

/// A list as it stands.
#[derive(Clone)]
pub struct ListRow {
    /// The list.
    pub list: SubjectId,
    /// What is known of it.
    pub declared: ListDeclared,
    /// Since when it is as it is.
    pub declared_at: Timestamp,
    /// The version in use.
    pub version: Option<EntryId>,
    /// Since when.
    pub version_at: Option<Timestamp>,
    /// The version that an undoing goes back to.
    pub previous: Option<EntryId>,
    /// When an entry was last put on or taken off, for a list kept here.
    pub touched: Option<Timestamp>,
    /// People on a list kept here.
    pub entries: i64,
}

impl ListRow {
    /// When it was last brought up to date; nothing for a list nobody filled.
    pub fn age_from(&self) -> Option<Timestamp> {
        match self.declared.source {
            garita_record::ListSource::Imported => self.version_at,
            // A list kept here is as fresh as this node: it is true now.
            garita_record::ListSource::National => Some(self.touched.unwrap_or(self.declared_at)),
        }
    }

    /// Whether it finds nobody any more.
    pub fn is_over(&self, today: Date) -> bool {
        self.declared.expires <= today
    }

    /// Whether somebody should have looked it through by now (R16).
    pub fn is_overdue(&self, today: Date) -> bool {
        self.declared.review < today
    }
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StorageError> {
    serde_json::from_slice(bytes).map_err(|error| StorageError::new("read an alert list", StorageErrorKind::Inconsistent, error))
}

/// Every list, by name.
pub async fn lists(reads: &mut impl Reads) -> Result<Vec<ListRow>, StorageError> {
    let sql = "SELECT l.list, l.declared, l.declared_at, l.version, l.version_at, l.previous,
                 (SELECT max(coalesce(e.withdrawn, e.at)) FROM @alerts_entry e WHERE e.list = l.list),
                 (SELECT count(*) FROM @alerts_entry e WHERE e.list = l.list AND e.withdrawn IS NULL)
               FROM @alerts_list l";
    let row = |row: &Row| {
        Ok(ListRow {
            list: SubjectId::new(row.id(0)?),
            declared: json(&row.bytes(1)?)?,
            declared_at: row.time(2)?,
            version: row.optional_id(3)?.map(EntryId::new),
            version_at: row.optional_integer(4)?.map(Timestamp::from_micros),
            previous: row.optional_id(5)?.map(EntryId::new),
            touched: row.optional_integer(6)?.map(Timestamp::from_micros),
            entries: row.integer(7)?,
        })
    };
    let mut lists = reads.read(sql, &[]).await?.iter().map(row).collect::<Result<Vec<_>, StorageError>>()?;
    lists.sort_by(|one, two| (&one.declared.name, one.list).cmp(&(&two.declared.name, two.list)));
    Ok(lists)
}

/// One list.
pub async fn list(reads: &mut impl Reads, list: SubjectId) -> Result<Option<ListRow>, StorageError> {
    Ok(lists(reads).await?.into_iter().find(|row| row.list == list))
}

/// A version of a list.
pub struct VersionRow {
    /// The entry that took it into use.
    pub imported: ListImported,
    /// When.
    pub at: Timestamp,
    /// When it was taken back.
    pub undone: Option<Timestamp>,
}

/// Versions of a list, the newest first.
pub(crate) async fn versions(reads: &mut impl Reads, list: SubjectId) -> Result<Vec<VersionRow>, StorageError> {
    let sql = "SELECT imported, at, undone FROM @alerts_version WHERE list = $1 ORDER BY at DESC, version DESC LIMIT $2";
    let rows = reads.read(sql, &[list.into(), VERSIONS_SHOWN.into()]).await?;
    let row = |row: &Row| {
        Ok(VersionRow { imported: json(&row.bytes(0)?)?, at: row.time(1)?, undone: row.optional_integer(2)?.map(Timestamp::from_micros) })
    };
    rows.iter().map(row).collect()
}

/// One version.
pub(crate) async fn version(reads: &mut impl Reads, list: SubjectId, version: EntryId) -> Result<Option<ListImported>, StorageError> {
    let sql = "SELECT imported FROM @alerts_version WHERE list = $1 AND version = $2";
    let rows = reads.read(sql, &[list.into(), version.into()]).await?;
    rows.first().map(|row| json(&row.bytes(0)?)).transpose()
}

/// The import that waits for somebody to look at its preview.
pub(crate) async fn staged(reads: &mut impl Reads, list: SubjectId) -> Result<Option<(EntryId, Timestamp, Preview)>, StorageError> {
    let rows =
        reads.read("SELECT version, at, preview FROM alerts_staged WHERE list = $1 ORDER BY at DESC LIMIT 1", &[list.into()]).await?;
    rows.first().map(|row| Ok((EntryId::new(row.id(0)?), row.time(1)?, json(&row.bytes(2)?)?))).transpose()
}

/// An entry of a national list.
pub struct EntryRow {
    /// The entry.
    pub entry: SubjectId,
    /// What it says.
    pub listed: EntryListed,
    /// Since when.
    pub at: Timestamp,
    /// Since when it is off the list.
    pub withdrawn: Option<Timestamp>,
    /// Why, as a code.
    pub withdrawn_why: String,
    /// When it was compared with the people who may be in the country.
    pub screened: Option<Timestamp>,
    /// How many of them it may mean.
    pub found: i64,
    /// How many it was compared with.
    pub people: i64,
}

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT e.entry, e.listed, e.at, e.withdrawn, e.withdrawn_why, e.screened, e.people,
               (SELECT count(*) FROM @alerts_found f WHERE f.entry = e.entry) FROM @alerts_entry e ",
            $rest
        )
    };
}

fn entry_row(row: &Row) -> Result<EntryRow, StorageError> {
    Ok(EntryRow {
        entry: SubjectId::new(row.id(0)?),
        listed: json(&row.bytes(1)?)?,
        at: row.time(2)?,
        withdrawn: row.optional_integer(3)?.map(Timestamp::from_micros),
        withdrawn_why: row.text(4)?,
        screened: row.optional_integer(5)?.map(Timestamp::from_micros),
        people: row.integer(6)?,
        found: row.integer(7)?,
    })
}

/// A page of a list's entries, the newest first, before one; and whether more follow.
pub(crate) async fn entries(
    reads: &mut impl Reads,
    list: SubjectId,
    before: Option<(Timestamp, SubjectId)>,
) -> Result<(Vec<EntryRow>, bool), StorageError> {
    let (at, entry) = before.map_or((i64::MAX, uuid::Uuid::max()), |(at, entry)| (at.micros(), entry.uuid()));
    let sql = entries!("WHERE e.list = $1 AND (e.at < $2 OR (e.at = $2 AND e.entry < $3)) ORDER BY e.at DESC, e.entry DESC LIMIT $4");
    let rows = reads.read(sql, &[list.into(), at.into(), entry.into(), PAGE_AND_ONE.into()]).await?;
    let mut entries = rows.iter().map(entry_row).collect::<Result<Vec<_>, _>>()?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    Ok((entries, more))
}

/// One entry.
pub(crate) async fn entry(reads: &mut impl Reads, entry: SubjectId) -> Result<Option<EntryRow>, StorageError> {
    let rows = reads.read(entries!("WHERE e.entry = $1"), &[entry.into()]).await?;
    rows.first().map(entry_row).transpose()
}

/// Every entry that is on a list kept here.
pub(crate) async fn all_listed(reads: &mut impl Reads, list: SubjectId) -> Result<Vec<EntryRow>, StorageError> {
    let rows = reads.read(entries!("WHERE e.list = $1 AND e.withdrawn IS NULL ORDER BY e.entry"), &[list.into()]).await?;
    rows.iter().map(entry_row).collect()
}

/// Entries that nobody was compared with yet, at most.
pub(crate) async fn unscreened(reads: &mut impl Reads) -> Result<Vec<EntryRow>, StorageError> {
    let sql = entries!("WHERE e.screened IS NULL AND e.withdrawn IS NULL ORDER BY e.at, e.entry LIMIT 64");
    reads.read(sql, &[]).await?.iter().map(entry_row).collect()
}

/// People whom an entry may mean and who may be in the country: subject, presentation, score in thousandths.
pub(crate) async fn found(reads: &mut impl Reads, entry: SubjectId) -> Result<Vec<(SubjectId, EntryId, i64)>, StorageError> {
    let sql = "SELECT subject, presentation, score FROM @alerts_found WHERE entry = $1 ORDER BY score DESC, subject LIMIT 50";
    let rows = reads.read(sql, &[entry.into()]).await?;
    rows.iter().map(|row| Ok((SubjectId::new(row.id(0)?), EntryId::new(row.id(1)?), row.integer(2)?))).collect()
}

/// How often a list meant the person at the counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Precision {
    /// The same person.
    pub same: i64,
    /// A namesake.
    pub not_same: i64,
    /// It could not be told.
    pub unsure: i64,
}

/// Outcomes of a list that its owner may count (R17).
pub async fn precision(reads: &mut impl Reads, list: SubjectId) -> Result<Precision, StorageError> {
    let sql = "SELECT outcome, count(*) FROM @alerts_outcome WHERE list = $1 AND standing = $2 AND counted = 1 GROUP BY outcome";
    let mut precision = Precision::default();
    for row in reads.read(sql, &[list.into(), stands::YES.into()]).await? {
        let count = row.integer(1)?;
        match HitOutcome::from_code(&row.text(0)?) {
            Some(HitOutcome::Same) => precision.same = count,
            Some(HitOutcome::NotSame) => precision.not_same = count,
            Some(HitOutcome::Unsure) => precision.unsure = count,
            None => {}
        }
    }
    Ok(precision)
}

/// What was found about one hit.
#[derive(Clone)]
pub(crate) struct OutcomeRow {
    pub(crate) list: SubjectId,
    pub(crate) reference: String,
    pub(crate) digest: String,
    pub(crate) outcome: Option<HitOutcome>,
    pub(crate) reason: String,
    pub(crate) standing: bool,
    pub(crate) at: Timestamp,
    pub(crate) first_by: Option<AccountId>,
    pub(crate) until: Option<Date>,
}

macro_rules! outcomes {
    ($rest:literal) => {
        concat!("SELECT list, reference, digest, outcome, reason, standing, at, first_by, until FROM @alerts_outcome ", $rest)
    };
}

fn outcome_row(row: &Row) -> Result<OutcomeRow, StorageError> {
    Ok(OutcomeRow {
        list: SubjectId::new(row.id(0)?),
        reference: row.text(1)?,
        digest: row.text(2)?,
        outcome: HitOutcome::from_code(&row.text(3)?),
        reason: row.text(4)?,
        standing: row.integer(5)? == stands::YES,
        at: row.time(6)?,
        first_by: row.optional_id(7)?.map(AccountId::new),
        until: row.text(8)?.parse().ok(),
    })
}

/// What was found about the hits of one presentation.
pub(crate) async fn outcomes_of(
    reads: &mut impl Reads,
    subject: SubjectId,
    presentation: EntryId,
) -> Result<Vec<OutcomeRow>, StorageError> {
    let rows = reads.read(outcomes!("WHERE subject = $1 AND presentation = $2"), &[subject.into(), presentation.into()]).await?;
    rows.iter().map(outcome_row).collect()
}

/// Everything settled about a subject's hits, oldest first; the last about an entry counts.
pub(crate) async fn settled(reads: &mut impl Reads, subject: SubjectId) -> Result<Vec<OutcomeRow>, StorageError> {
    let rows = reads.read(outcomes!("WHERE subject = $1 AND standing = 1 ORDER BY at, presentation"), &[subject.into()]).await?;
    rows.iter().map(outcome_row).collect()
}

/// Holders of the redress numbers this subject showed.
pub(crate) async fn redress_holders(reads: &mut impl Reads, subject: SubjectId) -> Result<Vec<SubjectId>, StorageError> {
    let rows = reads.read("SELECT holder FROM @alerts_redress_shown WHERE subject = $1 ORDER BY holder", &[subject.into()]).await?;
    rows.iter().map(|row| row.id(0).map(SubjectId::new)).collect()
}

/// The redress number printed for a subject.
pub(crate) async fn redress_of(reads: &mut impl Reads, subject: SubjectId) -> Result<Option<String>, StorageError> {
    let rows = reads.read("SELECT redress FROM @alerts_redress WHERE subject = $1 ORDER BY redress LIMIT 1", &[subject.into()]).await?;
    rows.first().map(|row| row.text(0)).transpose()
}
