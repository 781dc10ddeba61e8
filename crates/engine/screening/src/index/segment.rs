//! One immutable piece of an index, read in place.

use std::sync::Arc;

use super::{
    Entry,
    build::bucket,
    layout::{Layout, Numbers, OpenError, Section},
    record::Reader,
};
use crate::{ListedPerson, name::Token, sound::Skeleton, text::Hearing};

/// Bytes that live as long as anyone reads them: a vector, or a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

pub(super) struct Segment {
    bytes: Bytes,
    layout: Layout,
    people: usize,
}

impl Segment {
    /// Reads the header. What lies behind it is checked when it is read: damage gives wrong or no hits, never a panic;
    /// whole files are guarded by [`super::open_sealed`].
    pub(super) fn open(bytes: Bytes) -> Result<Self, OpenError> {
        let layout = Layout::read((*bytes).as_ref())?;
        let people = Numbers(layout.of((*bytes).as_ref(), Section::PeopleAt)).len().checked_sub(1).ok_or(OpenError::Damaged)?;
        Ok(Self { bytes, layout, people })
    }

    /// Bytes that were built just now.
    pub(super) fn trusted(bytes: Bytes) -> Self {
        Self::open(Arc::clone(&bytes)).unwrap_or_else(|_| Self { bytes, layout: Layout::nothing(), people: 0 })
    }

    pub(super) fn bytes(&self) -> Bytes {
        Arc::clone(&self.bytes)
    }

    pub(super) const fn people(&self) -> usize {
        self.people
    }

    /// Everything in it, for the time of one search.
    pub(super) fn view(&self) -> View<'_> {
        let bytes = (*self.bytes).as_ref();
        let raw = |section| self.layout.of(bytes, section);
        let of = |section| Numbers(raw(section));
        View {
            people: raw(Section::People),
            people_at: of(Section::PeopleAt),
            years: of(Section::Years),
            words: raw(Section::Words),
            words_at: of(Section::WordsAt),
            consonants: of(Section::Consonants),
            postings: of(Section::Postings),
            postings_at: of(Section::PostingsAt),
            rows: of(Section::Rows),
            rows_at: of(Section::RowsAt),
            bearers: of(Section::Bearers),
            bearers_at: of(Section::BearersAt),
            edits: Buckets::new(of(Section::Edits), of(Section::EditsAt)),
            skeletons: Buckets::new(of(Section::Skeletons), of(Section::SkeletonsAt)),
            joints: Buckets::new(of(Section::Joints), of(Section::JointsAt)),
            documents: Buckets::new(of(Section::Documents), of(Section::DocumentsAt)),
            single_names: of(Section::Counts).at(0),
        }
    }

    /// The number of the person with this list and id.
    pub(super) fn find(&self, list: u32, id: &str) -> Option<u32> {
        let view = self.view();
        let (mut low, mut high) = (0, u32::try_from(self.people).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            match view.key(middle).cmp(&(list, id)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// Values under hashed keys.
#[derive(Clone, Copy)]
pub(super) struct Buckets<'a> {
    values: Numbers<'a>,
    at: Numbers<'a>,
    count: usize,
}

impl<'a> Buckets<'a> {
    fn new(values: Numbers<'a>, at: Numbers<'a>) -> Self {
        let count = at.len().saturating_sub(1);
        Self { values, at, count: if count.is_power_of_two() { count } else { 0 } }
    }

    /// What may stand under a key, and by accident of the bucket some that does not.
    #[inline]
    pub(super) fn of(self, key: u32) -> impl ExactSizeIterator<Item = u32> + 'a {
        let (from, to) = if self.count == 0 { (0, 0) } else { self.at.span(bucket(key, self.count)) };
        self.values.between(from, to)
    }
}

/// The sections of a segment.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    people: &'a [u8],
    people_at: Numbers<'a>,
    years: Numbers<'a>,
    words: &'a [u8],
    words_at: Numbers<'a>,
    consonants: Numbers<'a>,
    postings: Numbers<'a>,
    postings_at: Numbers<'a>,
    rows: Numbers<'a>,
    rows_at: Numbers<'a>,
    bearers: Numbers<'a>,
    bearers_at: Numbers<'a>,
    pub(super) edits: Buckets<'a>,
    pub(super) skeletons: Buckets<'a>,
    pub(super) joints: Buckets<'a>,
    pub(super) documents: Buckets<'a>,
    /// Names below this number have one word.
    pub(super) single_names: u32,
}

impl<'a> View<'a> {
    fn reader(&self, person: u32) -> Reader<'a> {
        let (from, to) = self.people_at.span(place(person));
        Reader::new(self.people.get(from..to).unwrap_or_default())
    }

    /// List and id of a person.
    pub(super) fn key(&self, person: u32) -> (u32, &'a str) {
        self.reader(person).key()
    }

    /// A whole entry.
    pub(super) fn entry(&self, person: u32) -> Option<Entry> {
        (place(person) + 1 < self.people_at.len()).then(|| {
            let mut reader = self.reader(person);
            let (list, id) = reader.key();
            let mut listed = reader.attributes(id);
            listed.names = reader.names();
            Entry { list, person: listed }
        })
    }

    /// What is known of a person but the names.
    pub(super) fn attributes(&self, person: u32) -> ListedPerson {
        let mut reader = self.reader(person);
        let (_, id) = reader.key();
        reader.attributes(id)
    }

    /// What is known of a person's birth, packed ([`super::births`]).
    #[inline]
    pub(super) fn births(&self, person: u32) -> u32 {
        self.years.at(place(person))
    }

    /// How many words there are.
    pub(super) fn word_count(&self) -> u32 {
        u32::try_from(self.words_at.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// How many distinct names there are.
    pub(super) const fn name_count(&self) -> usize {
        self.rows_at.len().saturating_sub(1)
    }

    /// Letters and hearing of a word.
    #[inline]
    pub(super) fn word(&self, word: u32) -> (&'a str, Hearing) {
        let (from, to) = self.words_at.span(place(word));
        let (hearing, letters) = self.words.get(from..to).and_then(<[u8]>::split_first).unwrap_or((&0, &[]));
        let hearing = match hearing {
            1 => Hearing::Sparse,
            2 => Hearing::Syllabic,
            _ => Hearing::Full,
        };
        (std::str::from_utf8(letters).unwrap_or_default(), hearing)
    }

    /// The consonants of a word.
    #[inline]
    pub(super) fn skeleton(&self, word: u32) -> Skeleton {
        let at = place(word).saturating_mul(2);
        Skeleton(u64::from(self.consonants.at(at)) | u64::from(self.consonants.at(at.saturating_add(1))) << 32)
    }

    /// A word as a token without weights.
    pub(super) fn token(&self, word: u32) -> Token {
        let (letters, hearing) = self.word(word);
        Token::bare(letters, hearing)
    }

    /// The names that hold a word.
    pub(super) fn names_with(&self, word: u32) -> impl ExactSizeIterator<Item = u32> + 'a {
        let (from, to) = self.postings_at.span(place(word));
        self.postings.between(from, to)
    }

    /// The words of a name, with flags.
    #[inline]
    pub(super) fn row(&self, name: u32) -> impl ExactSizeIterator<Item = u32> + 'a {
        let (from, to) = self.rows_at.span(place(name));
        self.rows.between(from, to)
    }

    /// Who bears a name: person and place among the person's names.
    pub(super) fn bearers(&self, name: u32) -> impl Iterator<Item = (u32, u32)> + 'a {
        let (from, to) = self.bearers_at.span(place(name));
        let bearers = self.bearers;
        (from..to.min(bearers.len() / 2)).map(move |at| (bearers.at(at * 2), bearers.at(at * 2 + 1)))
    }

    /// The first word that is not before `letters`, in the order of letters.
    pub(super) fn first_word_from(&self, letters: &str) -> u32 {
        let (mut low, mut high) = (0, self.word_count());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle).0 < letters { low = middle + 1 } else { high = middle }
        }
        low
    }
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX - 1)
}
