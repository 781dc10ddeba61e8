//! The invented staff of the demo.

use anyhow::Context;
use garita_accounts::new_one_time_code;
use garita_domain::{AccountId, BoothId, Language, access::Role};
use garita_record::AccountOpened;
use garita_simulation::OFFICERS;
use garita_storage::Journal;
use uuid::Uuid;

/// Marks the ids of the demo's staff and booths.
const STAFF: u128 = 0x6761_7269_7461_8000_8000_0000_0000_0000;

/// Somebody who can sign in.
struct Person {
    role: Role,
    sign_in_name: &'static str,
    display_name: &'static str,
    id: u8,
}

/// The people of whom codes are printed; the first is officer 0 of the synthetic border.
const PEOPLE: [Person; 6] = [
    Person { role: Role::Officer, sign_in_name: "oficial", display_name: "María Oficial", id: 0 },
    Person { role: Role::Supervisor, sign_in_name: "supervisora", display_name: "Ana Supervisora", id: 100 },
    Person { role: Role::Administrator, sign_in_name: "administrador", display_name: "Luis Administrador", id: 101 },
    Person { role: Role::ProtectionOfficer, sign_in_name: "proteccion", display_name: "Rosa Protección", id: 102 },
    Person { role: Role::Overseer, sign_in_name: "auditora", display_name: "Elena Auditora", id: 103 },
    Person { role: Role::ListOwner, sign_in_name: "listas", display_name: "Inés Listas", id: 104 },
];

/// A one-time code as it is printed.
pub struct DemoCode {
    /// The role.
    pub role: &'static str,
    /// The name to sign in with.
    pub sign_in_name: &'static str,
    /// The code.
    pub code: String,
}

/// The account of an officer of the synthetic border.
pub const fn officer(number: u8) -> AccountId {
    AccountId::new(Uuid::from_u128(STAFF + number as u128))
}

/// A booth of the synthetic border.
pub const fn booth(number: u8) -> BoothId {
    BoothId::new(Uuid::from_u128(STAFF + 0x1_0000 + number as u128))
}

/// What an officer of the synthetic border signs in with.
pub fn sign_in_name(number: u8) -> String {
    let known = PEOPLE.iter().find(|person| person.id == number).map(|person| person.sign_in_name.to_owned());
    known.unwrap_or_else(|| format!("oficial{number}"))
}

/// The accounts of the whole staff, as entries.
pub fn staff() -> Vec<(AccountId, AccountOpened)> {
    let opened = |sign_in_name: String, display_name: String, role| AccountOpened {
        sign_in_name,
        display_name,
        language: Language::Es,
        roles: vec![role],
    };
    let people = PEOPLE
        .iter()
        .map(|person| (officer(person.id), opened(person.sign_in_name.to_owned(), person.display_name.to_owned(), person.role)));
    let officers = (1..OFFICERS).map(|number| (officer(number), opened(sign_in_name(number), format!("Oficial {number}"), Role::Officer)));
    people.chain(officers).collect()
}

/// Fresh one-time codes.
pub async fn codes(journal: &Journal) -> anyhow::Result<Vec<DemoCode>> {
    let mut codes = Vec::new();
    for person in &PEOPLE {
        let code = new_one_time_code(journal, officer(person.id)).await.context("could not make a one-time code")?;
        codes.push(DemoCode { role: person.role.code(), sign_in_name: person.sign_in_name, code: code.expose().clone() });
    }
    Ok(codes)
}
