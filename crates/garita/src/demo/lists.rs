//! The alert list of the demo: invented people, of whom some are travellers of the synthetic border, so that a new user
//! meets a hit, a namesake and somebody who may be in the country.

use anyhow::Context;
use garita_domain::{CountryCode, EntryId, PartialDate, PersonName, Sex, SubjectId, Timestamp};
use garita_record::{Adjudicators, AlertDocument, AlertMatter, AlertName, EntryListed, Instruction, ListDeclared, ListSource};
use garita_simulation::{Traveller, World};
use garita_storage::{Command, NewEntry, StorageError, Unit};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::accounts;

/// Marks the ids of the demo's lists.
const LISTS: u128 = 0x6761_7269_7461_8000_9000_0000_0000_0000;
/// The list owner, and the supervisor who approved, by their numbers in `accounts`.
const OWNER: u8 = 104;
const SUPERVISOR: u8 = 100;
/// Travellers looked at to find some for the list.
const LOOKED_AT: u32 = 2_000;
/// Travellers of the border that are on the list.
const LISTED: usize = 3;

/// What is recorded: two lists, and who is on them.
pub struct DemoLists {
    lists: Vec<(SubjectId, ListDeclared)>,
    entries: Vec<(SubjectId, EntryListed)>,
}

impl DemoLists {
    /// Lists for a border.
    pub fn of(world: &World, home: CountryCode, now: Timestamp, zone: &TimeZone) -> anyhow::Result<Self> {
        let today = now.date(zone);
        let (bans, help) = (id(0), id(1));
        let mut entries = vec![known_person(bans, home, today)?, child(help, home, today)?];
        let mut number = 0_u32;
        while entries.len() < LISTED + 2 && number < LOOKED_AT {
            let traveller = world.traveller(number)?;
            number += 1;
            let adult = traveller.birth_date.age_on(today).is_some_and(|(youngest, _)| youngest >= 30);
            if adult && traveller.nationality == home && !traveller.documents.is_empty() {
                let count = entries.len();
                entries.push((id(16 + count), of_traveller(bans, &traveller, home, count, today)));
            }
        }
        let lists = vec![
            (bans, list("Impedimentos de salida", "Poder Judicial (inventado)", AlertMatter::ExitBan, home, today)),
            (help, list("Búsqueda de niñas y niños", "Servicio de protección (inventado)", AlertMatter::MissingChild, home, today)),
        ];
        Ok(Self { lists, entries })
    }
}

fn id(number: usize) -> SubjectId {
    SubjectId::new(Uuid::from_u128(LISTS + number as u128))
}

fn list(name: &str, owner: &str, matter: AlertMatter, home: CountryCode, today: Date) -> ListDeclared {
    ListDeclared {
        name: name.to_owned(),
        owner: owner.to_owned(),
        legal_basis: "Ley de Migración y Extranjería (demostración)".to_owned(),
        purpose: "Aprender con personas inventadas".to_owned(),
        source: ListSource::National,
        matter,
        instruction: Instruction::SecondLine,
        issuer: Some(home),
        adjudicators: Adjudicators::OneOfficer,
        review: today.saturating_add(6.months()),
        expires: today.saturating_add(24.months()),
    }
}

fn entry(list: SubjectId, name: PersonName, home: CountryCode, reference: String, today: Date) -> EntryListed {
    EntryListed {
        list,
        reference,
        matter: AlertMatter::ExitBan,
        names: vec![AlertName { name, weak: false }],
        birth_dates: Vec::new(),
        sex: Sex::Unspecified,
        nationalities: vec![home],
        documents: Vec::new(),
        issuer: None,
        legal_basis: "Auto judicial (demostración)".to_owned(),
        review: today.saturating_add(6.months()),
        expires: today.saturating_add(12.months()),
        proposed_by: Some(accounts::officer(OWNER)),
    }
}

/// The person of `docs/alerts.md`: whoever reads it types their passport, or that of an innocent namesake.
fn known_person(list: SubjectId, home: CountryCode, today: Date) -> anyhow::Result<(SubjectId, EntryListed)> {
    let name = PersonName::new("Quijada Montes", "Anselmo Teodoro").context("the demo's listed person")?;
    let listed = EntryListed {
        birth_dates: vec![PartialDate::from(Date::constant(1979, 3, 14))],
        sex: Sex::Male,
        ..entry(list, name, home, "JUZ-1/2026-0001".to_owned(), today)
    };
    Ok((id(2), listed))
}

fn child(list: SubjectId, home: CountryCode, today: Date) -> anyhow::Result<(SubjectId, EntryListed)> {
    let name = PersonName::new("Arroyo Cano", "Lucía Noemí").context("the demo's missing child")?;
    let listed = EntryListed {
        matter: AlertMatter::MissingChild,
        birth_dates: vec![PartialDate::from(Date::constant(2014, 9, 2))],
        sex: Sex::Female,
        ..entry(list, name, home, "PROT-7/2026".to_owned(), today)
    };
    Ok((id(3), listed))
}

fn of_traveller(list: SubjectId, traveller: &Traveller, home: CountryCode, count: usize, today: Date) -> EntryListed {
    let documents =
        traveller.documents.first().map(|document| AlertDocument { number: document.number.clone(), issuer: Some(document.issuer) });
    EntryListed {
        birth_dates: vec![traveller.birth_date],
        sex: traveller.sex,
        documents: documents.into_iter().collect(),
        ..entry(list, traveller.name.clone(), home, format!("JUZ-{count}/2026-{:04}", 100 + count), today)
    }
}

impl Command for DemoLists {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let actor = Some(accounts::officer(SUPERVISOR));
        for (subject, payload) in &self.lists {
            let entry: EntryId = unit.environment().entry_id();
            unit.append(NewEntry { entry, subject: *subject, actor, occurred: None, payload }).await?;
        }
        for (subject, payload) in &self.entries {
            let entry = unit.environment().entry_id();
            unit.append(NewEntry { entry, subject: *subject, actor, occurred: None, payload }).await?;
        }
        Ok(())
    }
}
