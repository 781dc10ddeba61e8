//! The alert index: from a million names to the few that may be meant, in microseconds.
//!
//! What this room is for: building, keeping and searching an index of [`ListedPerson`]s. It must not know what anything
//! is worth: it finds candidates and hands them to `compare`. It reads no files: bytes come in, bytes go out.
//!
//! **The guarantee.** A listed name is a candidate whenever at least two words of the traveller's name (one, where either
//! name has only one) *reach* a word of it. A word reaches another when they are the same; when they are short or kindred
//! forms of one name, or the short form of a compound; when they are alike enough to be one word at all (`compare::token_likeness`) and either differ by
//! few typing errors (one in words of three to six letters, two in longer ones) or have the same consonants (three or more
//! where both are written with vowels; across scripts all but one of four or more suffice); when the one is two
//! neighbours of the other name written together; or when the other begins with it where an MRZ was cut. No candidate is dropped for being common; which of them are compared in
//! full is decided by the most they can score (`bound`), and the tests compare both steps with a search through every
//! name. The one thing no bound foresees: two words joined with an error in them beside too few other words.
//!
//! **Layers of keys.** Words by letters; their deletion neighbourhood (of the first seven letters); their consonants and
//! those less one; neighbours joined; document numbers in halves as a careless reader sees them. Names are kept once
//! however many people bear them; names of one word come first, so that "one or two" is a comparison.
//!
//! To add a layer: its keys in `keys`, its section in `layout`, its part in `build` and `lookup`, its clause in
//! `keys::reaches` - the guarantee's test then covers it.

mod births;
mod bound;
mod build;
mod candidates;
mod keys;
mod layout;
mod lookup;
mod record;
mod rows;
mod sealed;
mod search;
mod segment;

use std::sync::Arc;

pub use build::BuildError;
pub use layout::OpenError;
pub use sealed::{SealError, SealKey, open_sealed, seal};
pub use search::{Hit, Policy};
pub use segment::Bytes;

use crate::{ListedPerson, Subject};
use segment::Segment;

/// A person and the list they stand on, by a number the caller gives the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The list.
    pub list: u32,
    /// The person.
    pub person: ListedPerson,
}

/// What changed in the lists.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// Entries that are new or changed: they take the place of those with the same list and id.
    pub put: Vec<Entry>,
    /// Entries that are gone, by list and id.
    pub removed: Vec<(u32, String)>,
}

/// An immutable index. Cloning is cheap; searching needs no lock. To change it, [`Index::apply`] a delta and let new
/// searches use the result while old ones finish on this.
///
/// ```
/// use garita_screening::{Entry, Index, ListedName, ListedPerson, NameQuality, NameText, Policy, Subject};
/// let person = ListedPerson {
///     id: "QDi.1".into(),
///     names: vec![ListedName { text: NameText::Whole("Abd al-Rahman al-Harbi".into()), quality: NameQuality::Strong }],
///     birth_dates: vec![],
///     sex: Default::default(),
///     nationalities: vec![],
///     documents: vec![],
/// };
/// let index = Index::build(&[Entry { list: 7, person }])?;
/// let subject = Subject {
///     names: vec![NameText::Parts { surname: "ALHARBI".into(), given_names: "ABDULRAHMAN".into() }],
///     birth_date: Default::default(),
///     sex: Default::default(),
///     nationality: None,
///     documents: vec![],
/// };
/// let hits = index.search(&subject, &Policy::default());
/// assert_eq!((hits[0].list, hits[0].entry.as_str()), (7, "QDi.1"));
/// assert_eq!(hits[0].score, hits[0].evidence.score());
/// # Ok::<(), garita_screening::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Index {
    parts: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    segment: Arc<Segment>,
    /// One bit for each person that later deltas took away or replaced.
    removed: Arc<Vec<u64>>,
    removed_count: usize,
}

impl Part {
    fn whole(segment: Segment) -> Self {
        Self { segment: Arc::new(segment), removed: Arc::new(Vec::new()), removed_count: 0 }
    }

    fn is_removed(&self, person: u32) -> bool {
        let bit = 1_u64 << (person % 64);
        usize::try_from(person / 64).ok().and_then(|word| self.removed.get(word)).is_some_and(|word| word & bit != 0)
    }

    fn remove(&mut self, person: u32) {
        let (Ok(word), bit) = (usize::try_from(person / 64), 1_u64 << (person % 64)) else { return };
        let removed = Arc::make_mut(&mut self.removed);
        if removed.len() <= word {
            removed.resize(word + 1, 0);
        }
        if let Some(slot) = removed.get_mut(word)
            && *slot & bit == 0
        {
            *slot |= bit;
            self.removed_count += 1;
        }
    }
}

impl Index {
    /// An index of nobody.
    pub const fn empty() -> Self {
        Self { parts: Vec::new() }
    }

    /// Builds an index. Of entries with the same list and id the last counts.
    pub fn build(entries: &[Entry]) -> Result<Self, BuildError> {
        if entries.is_empty() {
            return Ok(Self::empty());
        }
        let bytes = build::segment_bytes(entries)?;
        Ok(Self { parts: vec![Part::whole(Segment::trusted(Arc::new(bytes)))] })
    }

    /// Opens an index that [`Index::to_bytes`] wrote. The bytes may be a mapped file; they are read in place.
    pub fn open(bytes: Bytes) -> Result<Self, OpenError> {
        Ok(Self { parts: vec![Part::whole(Segment::open(bytes)?)] })
    }

    /// The index as bytes, everything in one piece: what deltas brought is merged. See [`seal`] for keeping it on disk.
    pub fn to_bytes(&self) -> Result<Bytes, BuildError> {
        if let [only] = self.parts.as_slice()
            && only.removed_count == 0
        {
            return Ok(only.segment.bytes());
        }
        Ok(Arc::new(build::segment_bytes(&self.entries().collect::<Vec<_>>())?))
    }

    /// The index with a delta applied; this one stays as it is. Cost follows the delta, not the index.
    pub fn apply(&self, delta: &Delta) -> Result<Self, BuildError> {
        let mut parts = self.parts.clone();
        let gone = delta.removed.iter().map(|(list, id)| (*list, id.as_str()));
        for (list, id) in gone.chain(delta.put.iter().map(|entry| (entry.list, entry.person.id.as_str()))) {
            for part in &mut parts {
                if let Some(person) = part.segment.find(list, id) {
                    part.remove(person);
                }
            }
        }
        parts.retain(|part| part.removed_count < part.segment.people());
        if !delta.put.is_empty() {
            parts.push(Part::whole(Segment::trusted(Arc::new(build::segment_bytes(&delta.put)?))));
        }
        Ok(Self { parts })
    }

    /// Who may be meant, best first: alerts and what comes near them, with the evidence of each.
    pub fn search(&self, subject: &Subject, policy: &Policy) -> Vec<Hit> {
        search::search(&self.parts, subject, policy)
    }

    /// How many people the index holds.
    pub fn people(&self) -> usize {
        self.parts.iter().map(|part| part.segment.people() - part.removed_count).sum()
    }

    /// How many pieces deltas have left it in; merging ([`Index::to_bytes`], then [`Index::open`]) makes one of them.
    pub fn pieces(&self) -> usize {
        self.parts.len()
    }

    /// How many bytes it takes.
    pub fn size(&self) -> usize {
        self.parts.iter().map(|part| (*part.segment.bytes()).as_ref().len()).sum()
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.parts.iter().flat_map(|part| {
            let people = u32::try_from(part.segment.people()).unwrap_or(u32::MAX);
            (0..people).filter(|person| !part.is_removed(*person)).filter_map(|person| part.segment.view().entry(person))
        })
    }

    /// The places (list, id, name) of all candidates of a name: what the guarantee is about.
    #[cfg(test)]
    fn candidates(&self, name: &crate::NameText) -> std::collections::BTreeSet<(u32, String, usize)> {
        search::candidate_places(&self.parts, name)
    }
}

/// Names are personal: logs see sizes.
impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("people", &self.people()).field("pieces", &self.pieces()).finish()
    }
}

#[cfg(test)]
mod tests;
