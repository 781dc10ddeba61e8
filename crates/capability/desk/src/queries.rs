//! Questions to the read tables that more than one file asks.

use garita_domain::{AccountId, Direction, EntryId, MovementOutcome, NodeId, PartialDate, Sex, ShiftId, SubjectId, Timestamp};
use garita_journal::{Hash, Head};
use garita_record::{CoverageDeclared, Kind, decode};
use garita_storage::{Reads, Row, StorageError, Value};
use jiff::civil::Date;

use crate::tables::{outcome_of, state_code};

/// From which day the node's record is complete: the earliest declaration that stands.
pub async fn coverage(reads: &mut impl Reads, node: NodeId) -> Result<Option<Date>, StorageError> {
    let sql = "SELECT version, payload FROM journal_content WHERE subject = $1 AND kind = $2 ORDER BY recorded DESC LIMIT 1";
    let rows = reads.read(sql, &[node.as_subject().into(), CoverageDeclared::NAME.into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let version = u16::try_from(row.integer(0)?).unwrap_or(0);
    Ok(decode::<CoverageDeclared>(version, &row.bytes(1)?).ok().map(|declared| declared.from))
}

/// A presentation as it stands, for lists.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentationRow {
    /// Subject.
    pub subject: SubjectId,
    /// Presentation.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Whether that time can be trusted.
    pub certain: bool,
    /// Which way.
    pub direction: Direction,
    /// Traffic class, as its code.
    pub class: String,
    /// Surnames.
    pub surname: String,
    /// Given names.
    pub given_names: String,
    /// Nationality code; empty when unknown.
    pub nationality: String,
    /// Birth date as far as known.
    pub birth_date: PartialDate,
    /// Sex as printed.
    pub sex: Sex,
    /// Kind of document, as its code; empty for a person without one.
    pub document_kind: String,
    /// Document number; empty when unknown.
    pub number: String,
    /// Findings that needed attention.
    pub attention: i64,
    /// How it stands; `None` for undecided.
    pub outcome: Option<MovementOutcome>,
    /// The decision entry.
    pub decision: Option<EntryId>,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// Days of stay.
    pub days: Option<i64>,
    /// How many corrections.
    pub corrected: i64,
}

/// The columns of [`row`], in order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT subject, entry, at, certain, direction, class, surname, given_names, nationality, number, attention, state, decision, \
             decided, decided_by, days, corrected, birth_date, sex, document_kind FROM @desk_presentation ",
            $rest
        )
    };
}

/// One presentation as it stands.
pub async fn presentation(reads: &mut impl Reads, subject: SubjectId, entry: EntryId) -> Result<Option<PresentationRow>, StorageError> {
    list(reads, select!("WHERE subject = $1 AND entry = $2"), &[subject.into(), entry.into()]).await.map(|rows| rows.into_iter().next())
}

/// Cases that are not closed, oldest first: second line and waiting alike.
pub async fn open_cases(reads: &mut impl Reads) -> Result<Vec<PresentationRow>, StorageError> {
    let states = [MovementOutcome::SecondLine, MovementOutcome::Pending].map(|outcome| state_code(Some(outcome)).into());
    list(reads, select!("WHERE state IN ($1, $2) ORDER BY at, entry LIMIT 500"), &states).await
}

/// How many cases are not closed.
pub async fn open_case_count(reads: &mut impl Reads) -> Result<u32, StorageError> {
    let states = [MovementOutcome::SecondLine, MovementOutcome::Pending].map(|outcome| state_code(Some(outcome)).into());
    let rows = reads.read("SELECT count(*) FROM @desk_presentation WHERE state IN ($1, $2)", &states).await?;
    Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?.try_into().unwrap_or(u32::MAX))
}

/// What was decided in a shift, newest first.
pub async fn decided_in_shift(reads: &mut impl Reads, shift: ShiftId) -> Result<Vec<PresentationRow>, StorageError> {
    list(reads, select!("WHERE shift = $1 ORDER BY decided DESC, entry LIMIT 1000"), &[shift.into()]).await
}

/// How many cases of a shift stand how: outcome and count; outcomes without a case are missing.
pub async fn counts_of_shift(reads: &mut impl Reads, shift: ShiftId) -> Result<Vec<(MovementOutcome, u64)>, StorageError> {
    let rows = reads.read("SELECT state, count(*) FROM @desk_presentation WHERE shift = $1 GROUP BY state", &[shift.into()]).await?;
    let counted = rows.iter().map(|row| Ok(outcome_of(row.integer(0)?).zip(u64::try_from(row.integer(1)?).ok())));
    counted.filter_map(Result::transpose).collect()
}

/// A person's presentations, newest first.
pub async fn presentations_of(reads: &mut impl Reads, subject: SubjectId) -> Result<Vec<PresentationRow>, StorageError> {
    list(reads, select!("WHERE subject = $1 ORDER BY at DESC, entry LIMIT 200"), &[subject.into()]).await
}

/// An officer's open shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenShift {
    /// The shift.
    pub shift: ShiftId,
    /// When it began.
    pub opened: Timestamp,
}

/// An officer's open shift, if there is one.
pub async fn open_shift(reads: &mut impl Reads, account: AccountId) -> Result<Option<OpenShift>, StorageError> {
    let sql = "SELECT shift, opened FROM @desk_shift WHERE account = $1 AND closed IS NULL ORDER BY opened DESC LIMIT 1";
    let rows = reads.read(sql, &[account.into()]).await?;
    rows.first().map(|row| Ok(OpenShift { shift: ShiftId::new(row.id(0)?), opened: row.time(1)? })).transpose()
}

/// A shift of an officer, open or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftRow {
    /// When it began.
    pub opened: Timestamp,
    /// When it ended; `None` while it is open.
    pub closed: Option<Timestamp>,
    /// The head of the journal when it ended; empty while it is open.
    pub head: String,
}

/// One shift of an officer.
pub async fn shift(reads: &mut impl Reads, account: AccountId, shift: ShiftId) -> Result<Option<ShiftRow>, StorageError> {
    let sql = "SELECT opened, closed, head FROM @desk_shift WHERE account = $1 AND shift = $2";
    let rows = reads.read(sql, &[account.into(), shift.into()]).await?;
    let row =
        |row: &Row| Ok(ShiftRow { opened: row.time(0)?, closed: row.optional_integer(1)?.map(Timestamp::from_micros), head: row.text(2)? });
    rows.first().map(row).transpose()
}

/// The signature over the first head that is sealed at or after a place of the node's chain: head and signature, as the
/// shift report prints them.
pub async fn seal_from(reads: &mut impl Reads, node: NodeId, sequence: i64) -> Result<Option<(Head, Vec<u8>)>, StorageError> {
    let sql = "SELECT sequence, hash, signature FROM journal_seal WHERE node = $1 AND sequence >= $2 ORDER BY sequence LIMIT 1";
    let rows = reads.read(sql, &[node.into(), sequence.into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let hash = Hash::from_slice(&row.bytes(1)?);
    hash.map(|hash| Ok((Head { sequence: row.integer(0)?, hash }, row.bytes(2)?))).transpose()
}

/// A link between two subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The subject that carries the link.
    pub subject: SubjectId,
    /// The link.
    pub entry: EntryId,
    /// The other subject.
    pub other: SubjectId,
    /// Whether an officer confirmed it; otherwise both showed the same document.
    pub confirmed: bool,
    /// When.
    pub at: Timestamp,
}

/// The links that make these subjects one person.
pub async fn links_of(reads: &mut impl Reads, subjects: &[SubjectId]) -> Result<Vec<LinkRow>, StorageError> {
    let mut links = Vec::new();
    for subject in subjects {
        let sql = "SELECT subject, entry, other, confirmed, at FROM @desk_link WHERE subject = $1 ORDER BY at, entry";
        for row in reads.read(sql, &[(*subject).into()]).await? {
            links.push(LinkRow {
                subject: SubjectId::new(row.id(0)?),
                entry: EntryId::new(row.id(1)?),
                other: SubjectId::new(row.id(2)?),
                confirmed: row.flag(3)?,
                at: row.time(4)?,
            });
        }
    }
    Ok(links)
}

async fn list(reads: &mut impl Reads, sql: &'static str, values: &[Value]) -> Result<Vec<PresentationRow>, StorageError> {
    reads.read(sql, values).await?.iter().map(row).collect()
}

fn row(row: &Row) -> Result<PresentationRow, StorageError> {
    Ok(PresentationRow {
        subject: SubjectId::new(row.id(0)?),
        entry: EntryId::new(row.id(1)?),
        at: row.time(2)?,
        certain: row.flag(3)?,
        direction: Direction::from_code(&row.text(4)?).unwrap_or(Direction::Entry),
        class: row.text(5)?,
        surname: row.text(6)?,
        given_names: row.text(7)?,
        nationality: row.text(8)?,
        number: row.text(9)?,
        attention: row.integer(10)?,
        outcome: outcome_of(row.integer(11)?),
        decision: row.optional_id(12)?.map(EntryId::new),
        decided: row.optional_integer(13)?.map(Timestamp::from_micros),
        decided_by: row.optional_id(14)?.map(AccountId::new),
        days: row.optional_integer(15)?,
        corrected: row.integer(16)?,
        birth_date: PartialDate::parse(&row.text(17)?).unwrap_or(PartialDate::UNKNOWN),
        sex: row.text(18)?.chars().next().and_then(Sex::from_letter).unwrap_or_default(),
        document_kind: row.text(19)?,
    })
}
