//! Whom a list may mean: the one place that speaks to the screening engine.

use garita_domain::Presentation;
use garita_screening::{ListedDocument, ListedPerson, NameText, PreparedSubject, Subject, compare_prepared};

use crate::{content::written, facts::Piece};

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
    /// In points; 1000 is a name that agrees in every part.
    pub(crate) score: i32,
    pub(crate) evidence: Vec<Piece>,
}

impl Matcher {
    /// Builds the index.
    pub(crate) const fn build(people: Vec<ListedPerson>) -> Self {
        Self { people }
    }

    /// Those who reach the threshold of an alert, the strongest first.
    pub(crate) fn alerts(&self, subject: &Subject) -> Vec<Match> {
        let prepared = PreparedSubject::new(subject);
        let mut found: Vec<Match> = self
            .people
            .iter()
            .filter_map(|person| {
                let compared = compare_prepared(&prepared, person);
                compared.alert.then(|| Match {
                    id: person.id.clone(),
                    name: person.names.get(compared.name).map(|name| written(&name.text)).unwrap_or_default(),
                    score: compared.score,
                    evidence: compared.evidence.pieces().iter().map(|piece| Piece { what: piece.reason.message(), points: piece.points }).collect(),
                })
            })
            .collect();
        found.sort_by(|one, two| two.score.cmp(&one.score).then_with(|| one.id.cmp(&two.id)));
        found
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
