//! The desk's answers to other capabilities about travellers.

use async_trait::async_trait;
use garita_domain::{CountryCode, DocumentNumber, EntryId, MovementOutcome, PartialDate, PersonName, Sex, SubjectId};
use garita_storage::{People, PersonInCountry, Snapshot, StorageError, Unit};
use uuid::Uuid;

use crate::{person, tables::state_code};

/// Answers from the desk's read tables.
#[derive(Clone, Copy, Debug)]
pub struct DeskPeople;

#[async_trait]
impl People for DeskPeople {
    async fn subjects(&self, snapshot: &mut Snapshot, subject: SubjectId) -> Result<Vec<SubjectId>, StorageError> {
        person(snapshot, &[subject]).await
    }

    async fn subjects_now(&self, unit: &mut Unit<'_>, subject: SubjectId) -> Result<Vec<SubjectId>, StorageError> {
        person(unit, &[subject]).await
    }

    async fn in_country(&self, snapshot: &mut Snapshot, after: Option<SubjectId>, most: u16) -> Result<Vec<PersonInCountry>, StorageError> {
        let sql = "SELECT p.subject, p.entry, p.surname, p.given_names, p.birth_date, p.sex, p.nationality, p.number, p.issuer
                   FROM @desk_presentation p WHERE p.subject > $1 AND p.state = $2 AND p.direction = 'entry'
                   AND NOT EXISTS (SELECT 1 FROM @desk_presentation q WHERE q.subject = p.subject AND q.state = $2
                                   AND (q.at > p.at OR (q.at = p.at AND q.entry > p.entry)))
                   ORDER BY p.subject LIMIT $3";
        let after = after.map_or(Uuid::nil(), SubjectId::uuid);
        let rows = snapshot.rows(sql, &[after.into(), state_code(Some(MovementOutcome::Admitted)).into(), most.into()]).await?;
        let each = |row: &garita_storage::Row| {
            Ok(PersonInCountry {
                subject: SubjectId::new(row.id(0)?),
                presentation: EntryId::new(row.id(1)?),
                name: PersonName::new(&row.text(2)?, &row.text(3)?).ok(),
                birth_date: PartialDate::parse(&row.text(4)?).unwrap_or(PartialDate::UNKNOWN),
                sex: row.text(5)?.chars().next().and_then(Sex::from_letter).unwrap_or_default(),
                nationality: CountryCode::parse(&row.text(6)?).ok(),
                number: DocumentNumber::parse(&row.text(7)?).ok(),
                issuer: CountryCode::parse(&row.text(8)?).ok(),
            })
        };
        rows.iter().map(each).collect()
    }
}
