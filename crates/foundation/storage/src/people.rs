//! Who is one person, and who may still be in the country: what other capabilities may ask about travellers.

use async_trait::async_trait;
use garita_domain::{CountryCode, DocumentNumber, EntryId, PartialDate, PersonName, Sex, SubjectId};

use crate::{Snapshot, StorageError, Unit};

/// Somebody whose last crossing here was an entry.
#[derive(Clone)]
pub struct PersonInCountry {
    /// The subject.
    pub subject: SubjectId,
    /// The presentation at which they came in.
    pub presentation: EntryId,
    /// Name, when one is known.
    pub name: Option<PersonName>,
    /// Birth date as far as known.
    pub birth_date: PartialDate,
    /// Sex as printed.
    pub sex: Sex,
    /// Nationality, when known.
    pub nationality: Option<CountryCode>,
    /// Document number, when known.
    pub number: Option<DocumentNumber>,
    /// Who issued it, when known.
    pub issuer: Option<CountryCode>,
}

/// Personal: logs see a placeholder.
impl std::fmt::Debug for PersonInCountry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonInCountry([personal])")
    }
}

/// Answers about travellers without showing the tables they stand in. Implemented by `desk`, put together in `garita`.
#[async_trait]
pub trait People: Send + Sync {
    /// Every subject of the person this subject is, in a fixed order.
    async fn subjects(&self, snapshot: &mut Snapshot, subject: SubjectId) -> Result<Vec<SubjectId>, StorageError>;

    /// As [`People::subjects`], inside a command.
    async fn subjects_now(&self, unit: &mut Unit<'_>, subject: SubjectId) -> Result<Vec<SubjectId>, StorageError>;

    /// People whose last crossing here was an entry, in the order of their subjects, after this one; at most `most`.
    /// Somebody who left by another post is among them: it is a question, not a fact.
    async fn in_country(&self, snapshot: &mut Snapshot, after: Option<SubjectId>, most: u16) -> Result<Vec<PersonInCountry>, StorageError>;
}
