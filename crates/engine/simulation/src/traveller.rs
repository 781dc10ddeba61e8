//! Travellers and their documents in full, made on demand.

use garita_domain::{CountryCode, DocumentKind, DocumentNumber, PartialDate, PersonName, Sex};
use jiff::civil::Date;

use crate::{
    chance::{Chance, Question},
    names::{Culture, Surnames, printed_otherwise},
    nations::Nations,
    numbers::number,
    papers::{BirthKnown, MOST, Paper, Person, Place, Spelling, has_two_parents},
    settings::WorldError,
    unit::Unit,
    window::Window,
};

/// A synthetic person.
#[derive(Clone, PartialEq, Eq)]
pub struct Traveller {
    /// Place in the world; beyond the last traveller for strangers of [`Arrivals`](crate::Arrivals).
    pub index: u32,
    /// The name as its holder writes it.
    pub name: PersonName,
    /// As printed.
    pub sex: Sex,
    /// As printed; parts are unknown for a few older people.
    pub birth_date: PartialDate,
    /// Nationality.
    pub nationality: CountryCode,
    /// Everything held over the period, at most sixteen; empty for people without documents.
    pub documents: Vec<Document>,
}

/// A synthetic document.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// How it can be read.
    pub form: DocumentForm,
    /// The code that begins its zone, such as `P`; empty without a zone.
    pub code: &'static str,
    /// Who issued it.
    pub issuer: CountryCode,
    /// Its number, unique in this world for the issuer and the kind.
    pub number: DocumentNumber,
    /// The holder's name as printed here: a few offices spell it otherwise.
    pub name: PersonName,
    /// The nationality printed here.
    pub nationality: CountryCode,
    /// First day of validity.
    pub issued: Date,
    /// Last day of validity.
    pub expiry: Date,
    /// The day its loss was reported.
    pub reported_lost: Option<Date>,
}

/// How a document can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentForm {
    /// Passport booklet, two lines of 44 (ICAO 9303-4).
    Td3,
    /// Card, three lines of 30 (ICAO 9303-5).
    Td1,
    /// No machine readable zone: typed from its face.
    NoZone,
}

/// What all travellers of a world are made with.
pub struct Maker<'a> {
    pub seed: u64,
    pub nations: &'a Nations,
    pub window: &'a Window,
}

impl Maker<'_> {
    /// The traveller with this index, a member of `unit`.
    pub fn traveller(&self, index: u32, unit: &Unit) -> Result<Traveller, WorldError> {
        let person = Person::draw(self.seed, index, unit);
        let (surname, given) = self.name(index, unit, &person);
        let name = PersonName::new(&surname, &given).map_err(WorldError::MakeName)?;
        let start = Chance::new(self.seed, Question::Numbers, 0).below(u64::MAX);
        let papers = person.papers(self.seed, index, unit, self.nations, self.window);
        let mut documents = Vec::with_capacity(papers.len());
        for (place, paper) in (0_u64..).zip(&papers) {
            let printed = match paper.spelling {
                Spelling::Usual => name.clone(),
                Spelling::Otherwise => {
                    let mut chance = Chance::new(self.seed, Question::Name, u64::from(index) | 1 << 40);
                    let (surname, given) = printed_otherwise(&surname, &given, &mut chance);
                    PersonName::new(&surname, &given).map_err(WorldError::MakeName)?
                }
            };
            let serial = u64::from(index) * MOST as u64 + place;
            documents.push(self.document(paper, printed, number(self.nations, paper.kind, paper.issuer, serial, start)?)?);
        }
        let born = self.window.date(person.born);
        let birth_date = match person.birth_known {
            BirthKnown::Day => PartialDate::from(born),
            BirthKnown::Month => PartialDate::new(Some(born.year()), Some(born.month()), None).unwrap_or_default(),
            BirthKnown::Year => PartialDate::new(Some(born.year()), None, None).unwrap_or_default(),
        };
        let nationality = self.code(unit.nation)?;
        Ok(Traveller { index, name, sex: person.sex, birth_date, nationality, documents })
    }

    fn document(&self, paper: &Paper, name: PersonName, number: DocumentNumber) -> Result<Document, WorldError> {
        let (form, code) = match paper.kind {
            DocumentKind::Passport => (DocumentForm::Td3, "P"),
            DocumentKind::IdentityCard => (DocumentForm::Td1, "I"),
            DocumentKind::ResidenceCard => (DocumentForm::Td1, "IR"),
            DocumentKind::CrewDocument => (DocumentForm::Td1, "AC"),
            DocumentKind::BorderPass
            | DocumentKind::Visa
            | DocumentKind::ConventionTravelDocument
            | DocumentKind::EmergencyDocument
            | DocumentKind::DrivingLicence
            | DocumentKind::Other => (DocumentForm::NoZone, ""),
        };
        Ok(Document {
            kind: paper.kind,
            form,
            code,
            issuer: self.code(paper.issuer)?,
            number,
            name,
            nationality: self.code(paper.nationality)?,
            issued: self.window.date(paper.issued),
            expiry: self.window.date(paper.expires),
            reported_lost: paper.lost.map(|day| self.window.date(day)),
        })
    }

    fn code(&self, nation: crate::nations::Nation) -> Result<CountryCode, WorldError> {
        self.nations.code(nation).ok_or(WorldError::ReadCountry(garita_domain::CountryCodeError))
    }

    /// Surnames and given names. Families share surnames: children bear the father's first and the mother's first.
    fn name(&self, index: u32, unit: &Unit, person: &Person) -> (String, String) {
        let culture = self.nations.culture(unit.nation);
        let mut chance = Chance::new(self.seed, Question::Name, u64::from(index));
        let own = culture.surnames(&mut chance);
        let given = culture.given(person.sex, &mut chance);
        match person.place {
            Place::Alone if culture.is_single(&mut chance) => (String::new(), given),
            Place::Alone => {
                let married = person.sex == Sex::Female && person.born < -25 * 365 && chance.happens(1_500);
                let husband = married.then(|| culture.surname(&mut chance));
                (culture.join(&own, husband), given)
            }
            Place::Parent => {
                let (father, mother) = self.parents(culture, unit);
                let (own, spouse) = if person.sex == Sex::Male { (father, mother) } else { (mother, father) };
                let takes_name = person.sex != Sex::Male && has_two_parents(self.seed, unit) && chance.happens(1_500);
                (culture.join(&own, takes_name.then_some(spouse.first)), given)
            }
            Place::Child => {
                let (father, mother) = self.parents(culture, unit);
                let second = culture.has_two_surnames().then_some(mother.first);
                (culture.join(&Surnames { first: father.first, second }, None), given)
            }
        }
    }

    fn parents(&self, culture: Culture, unit: &Unit) -> (Surnames, Surnames) {
        let mut chance = Chance::new(self.seed, Question::FamilyName, u64::from(unit.first));
        let (father, mother) = (culture.surnames(&mut chance), culture.surnames(&mut chance));
        // Where people have one surname, a family has one too.
        if culture.has_two_surnames() { (father, mother) } else { (father.clone(), father) }
    }
}
