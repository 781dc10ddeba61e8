//! Whom a list may mean: the one place that speaks to the screening engine.

use garita_domain::Presentation;
use garita_screening::{BuildError, Entry, Index, ListedDocument, ListedPerson, NameText, Policy, Subject};

use crate::facts::Piece;

/// An index over the people of one list.
pub(crate) struct Matcher(Index);

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
    /// An index of nobody.
    pub(crate) const fn empty() -> Self {
        Self(Index::empty())
    }

    /// Builds the index.
    pub(crate) fn build(people: Vec<ListedPerson>) -> Result<Self, BuildError> {
        let entries: Vec<Entry> = people.into_iter().map(|person| Entry { list: 0, person }).collect();
        Index::build(&entries).map(Self)
    }

    /// Those who reach the threshold of an alert, the strongest first.
    pub(crate) fn alerts(&self, subject: &Subject) -> Vec<Match> {
        let hits = self.0.search(subject, &Policy::default()).into_iter().filter(|hit| hit.alert);
        let found = hits.map(|hit| Match {
            id: hit.entry,
            name: hit.name,
            score: hit.score,
            evidence: hit.evidence.pieces().iter().map(|piece| Piece { what: piece.reason.message(), points: piece.points }).collect(),
        });
        found.collect()
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
