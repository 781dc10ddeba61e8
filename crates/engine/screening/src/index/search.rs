//! From a traveller to hits: candidates, what each can score at most, and the full comparison of those that can matter.

use std::collections::{BTreeMap, BinaryHeap};

use super::{Part, births, bound::Bounds, build::sought_document_keys, candidates::candidates, lookup::reach, segment::View};
use crate::{
    NameText, Subject, attribute,
    compare::{ALERT, PersonComparison, PreparedSubject, attributes, compare_prepared, with_name},
    evidence::Evidence,
};

/// What a caller wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The least score that is shown; below [`ALERT`] nothing is an alert, and more than 100 below it nothing is worth a
    /// look.
    pub floor: i32,
    /// How many hits at most, the best first.
    pub limit: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self { floor: ALERT - 100, limit: 10 }
    }
}

/// Somebody on a list who may be the traveller.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// The list.
    pub list: u32,
    /// The list's own id of the entry.
    pub entry: String,
    /// The listed name that agrees best, as the list writes it.
    pub name: String,
    /// The sum of the evidence.
    pub score: i32,
    /// Whether an officer has to be asked.
    pub alert: bool,
    /// Why.
    pub evidence: Evidence,
}

/// Names are personal: logs see list, id and score.
impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hit({}/{} {} {})", self.list, self.entry, self.score, if self.alert { "alert" } else { "no alert" })
    }
}

/// One listed name that may be worth a full comparison, by what it can score at most.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Chance {
    most: i32,
    name_most: i32,
    person: std::cmp::Reverse<u32>,
    place: std::cmp::Reverse<u32>,
}

pub(super) fn search(parts: &[Part], subject: &Subject, policy: &Policy) -> Vec<Hit> {
    let prepared = PreparedSubject::new(subject);
    let mut hits: Vec<Hit> = Vec::new();
    for part in parts {
        let view = part.segment.view();
        let mut best = Best { found: BTreeMap::new(), limit: policy.limit, floor: policy.floor, enough: policy.floor };
        by_document(part, &view, &prepared, &mut best);
        by_name(part, &view, &prepared, &mut best);
        hits.extend(best.found.into_iter().filter_map(|(person, result)| hit(&view, person, result)));
    }
    hits.sort_by(|one, other| (other.score, one.list, &one.entry).cmp(&(one.score, other.list, &other.entry)));
    hits.truncate(policy.limit);
    hits
}

/// The best comparison of each person so far.
struct Best {
    found: BTreeMap<u32, PersonComparison>,
    limit: usize,
    floor: i32,
    enough: i32,
}

impl Best {
    fn add(&mut self, person: u32, result: PersonComparison) {
        if result.score < self.enough {
            return;
        }
        match self.found.get(&person) {
            Some(known) if (known.alert, known.score) >= (result.alert, result.score) => {}
            _ => {
                self.found.insert(person, result);
                self.count_again();
            }
        }
    }

    /// The score below which nothing more can come among the hits. Who is below it is forgotten.
    fn count_again(&mut self) {
        if self.found.len() < self.limit {
            return;
        }
        let mut scores: Vec<i32> = self.found.values().map(|result| result.score).collect();
        scores.sort_unstable_by(|one, other| other.cmp(one));
        self.enough = scores.get(self.limit.saturating_sub(1)).copied().unwrap_or(self.floor);
        let enough = self.enough;
        self.found.retain(|_, result| result.score >= enough);
    }
}

fn by_document(part: &Part, view: &View<'_>, subject: &PreparedSubject<'_>, best: &mut Best) {
    let mut keys = Vec::new();
    for document in &subject.subject.documents {
        sought_document_keys(document.number.as_str(), &mut keys);
        let mut people: Vec<u32> = keys.iter().flat_map(|key| view.documents.of(*key)).collect();
        people.sort_unstable();
        people.dedup();
        for person in people.into_iter().filter(|person| !part.is_removed(*person)) {
            let mut evidence = Evidence::default();
            attribute::documents(&subject.numbers, &view.attributes(person).documents, &mut evidence);
            if evidence.score() > 0
                && let Some(entry) = view.entry(person)
            {
                best.add(person, compare_prepared(subject, &entry.person));
            }
        }
    }
}

fn by_name(part: &Part, view: &View<'_>, subject: &PreparedSubject<'_>, best: &mut Best) {
    let mut chances: Vec<Chance> = Vec::new();
    let sex_and_nationality = attribute::MOST - attribute::MOST_BIRTH;
    let birth_date = births::Asked::new(subject.subject.birth_date);
    for name in &subject.names {
        let reached = reach(view, name);
        let bounds = Bounds::new(view, name, &reached, best.floor - attribute::MOST);
        candidates(view, &reached, |row| {
            let most = bounds.most(row);
            if most + attribute::MOST < best.floor {
                return;
            }
            for (person, place) in view.bearers(row) {
                let birth = birth_date.most(view.births(person));
                let all = most + birth + sex_and_nationality;
                if all >= best.floor && !part.is_removed(person) {
                    chances.push(Chance { most: all, name_most: most, person: std::cmp::Reverse(person), place: std::cmp::Reverse(place) });
                }
            }
        });
    }
    let mut heap = BinaryHeap::from(chances);
    let mut known: BTreeMap<u32, (Evidence, Vec<crate::ListedName>)> = BTreeMap::new();
    while let Some(chance) = heap.pop() {
        let enough = best.enough;
        if chance.most < enough {
            break;
        }
        let person = chance.person.0;
        let (attributes, names) = known.entry(person).or_insert_with(|| {
            let listed = view.entry(person).map(|entry| entry.person);
            listed.map_or_else(Default::default, |person| (attributes(subject, &person), person.names))
        });
        if chance.name_most + attributes.score().max(0) < enough && chance.name_most + attributes.score() < enough {
            continue;
        }
        let place = usize::try_from(chance.place.0).unwrap_or(usize::MAX);
        if let Some(listed) = names.get(place) {
            best.add(person, with_name(subject, place, &listed.text, listed.quality, attributes));
        }
    }
}

fn hit(view: &View<'_>, person: u32, result: PersonComparison) -> Option<Hit> {
    let entry = view.entry(person)?;
    let name = entry.person.names.get(result.name).map(|name| match &name.text {
        NameText::Whole(whole) => whole.clone(),
        NameText::Parts { surname, given_names } if given_names.is_empty() => surname.clone(),
        NameText::Parts { surname, given_names } => format!("{surname}, {given_names}"),
    });
    Some(Hit {
        list: entry.list,
        entry: entry.person.id,
        name: name.unwrap_or_default(),
        score: result.score,
        alert: result.alert,
        evidence: result.evidence,
    })
}

/// Every candidate of one name, without bounds.
#[cfg(test)]
pub(super) fn candidate_places(parts: &[Part], name: &NameText) -> std::collections::BTreeSet<(u32, String, usize)> {
    let name = crate::Name::from(name);
    let mut places = std::collections::BTreeSet::new();
    for part in parts {
        let view = part.segment.view();
        candidates(&view, &reach(&view, &name), |row| {
            for (person, place) in view.bearers(row).filter(|(person, _)| !part.is_removed(*person)) {
                let (list, id) = view.key(person);
                places.insert((list, id.to_owned(), usize::try_from(place).unwrap()));
            }
        });
    }
    places
}
