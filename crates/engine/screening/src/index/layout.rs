//! How the bytes of an index are laid out.
//!
//! A header (magic, version, count of sections, where each begins and how long it is), then the sections. All numbers
//! are little-endian. Sections that hold numbers hold `u32`.

/// First bytes of an index; the digit is the version.
const MAGIC: &[u8; 8] = b"GARIDX01";
const HEADER: usize = 16 + SECTIONS * 16;
/// How many sections there are.
pub(super) const SECTIONS: usize = Section::COUNT;

/// What stands in an index, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Bytes: people, one record after the other.
    People,
    /// Where each record begins, and the end. People are in the order of list and id.
    PeopleAt,
    /// What is known of each birth, packed.
    Years,
    /// Bytes: words in their order, one byte of hearing before each.
    Words,
    /// Where each word begins, and the end.
    WordsAt,
    /// The consonants of each word: low half, high half.
    Consonants,
    /// Rows of names that hold each word.
    Postings,
    /// Where each word's rows begin, and the end.
    PostingsAt,
    /// Words of each distinct name, with flags.
    Rows,
    /// Where each name's words begin, and the end.
    RowsAt,
    /// Who bears each name: person, then place of the name.
    Bearers,
    /// Where each name's bearers begin, and the end.
    BearersAt,
    /// Words under the keys of their letters less some.
    Edits,
    /// Where each bucket of such keys begins, and the end.
    EditsAt,
    /// Words under the keys of their consonants.
    Skeletons,
    /// Where each bucket of them begins, and the end.
    SkeletonsAt,
    /// Names under the consonants of two neighbours.
    Joints,
    /// Where each bucket of them begins, and the end.
    JointsAt,
    /// People under halves of their document numbers.
    Documents,
    /// Where each bucket of them begins, and the end.
    DocumentsAt,
    /// Counts: distinct names of one word.
    Counts,
}

impl Section {
    pub(super) const COUNT: usize = 21;
}

/// Why bytes are no index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Another kind of file, or a version this program does not read.
    #[error("these bytes are no alert index of a version this program reads; build the index again from the lists")]
    OtherKind,
    /// Cut off or damaged.
    #[error("the alert index is damaged; build it again from the lists")]
    Damaged,
}

/// Where sections lie.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    spans: [(usize, usize); SECTIONS],
}

impl Layout {
    /// Reads and checks the header.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(OpenError::OtherKind);
        }
        let number = |at: usize| -> Option<usize> {
            let eight: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(eight)).ok()
        };
        if number(8) != Some(SECTIONS) {
            return Err(OpenError::OtherKind);
        }
        let mut spans = [(0, 0); SECTIONS];
        for (place, span) in spans.iter_mut().enumerate() {
            let at = 16 + place * 16;
            let (Some(start), Some(length)) = (number(at), number(at + 8)) else { return Err(OpenError::Damaged) };
            let end = start.checked_add(length).filter(|end| *end <= bytes.len()).ok_or(OpenError::Damaged)?;
            *span = (start, end);
        }
        Ok(Self { spans })
    }

    /// Every section empty.
    pub(super) const fn nothing() -> Self {
        Self { spans: [(0, 0); SECTIONS] }
    }

    /// A section's bytes.
    pub(super) fn of<'a>(&self, bytes: &'a [u8], section: Section) -> &'a [u8] {
        let (start, end) = self.spans.get(section as usize).copied().unwrap_or_default();
        bytes.get(start..end).unwrap_or_default()
    }
}

/// Puts sections one after the other behind a header.
pub(super) fn write(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let total: usize = sections.iter().map(Vec::len).sum();
    let mut bytes = Vec::with_capacity(HEADER + total);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&long(SECTIONS));
    let mut at = HEADER;
    for section in sections {
        bytes.extend_from_slice(&long(at));
        bytes.extend_from_slice(&long(section.len()));
        at += section.len();
    }
    for section in sections {
        bytes.extend_from_slice(section);
    }
    bytes
}

fn long(number: usize) -> [u8; 8] {
    u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes()
}

/// Numbers as bytes.
pub(super) fn numbers(of: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(of.len() * 4);
    for number in of {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes
}

/// A section of numbers, read in place.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl<'a> Numbers<'a> {
    /// The number at a place; zero beyond the end.
    #[inline]
    pub(super) fn at(self, place: usize) -> u32 {
        match self.0.get(place * 4..).and_then(<[u8]>::first_chunk::<4>) {
            Some(four) => u32::from_le_bytes(*four),
            None => 0,
        }
    }

    /// How many there are.
    pub(super) const fn len(self) -> usize {
        self.0.len() / 4
    }

    /// The numbers from one place to another.
    pub(super) fn between(self, from: usize, to: usize) -> impl ExactSizeIterator<Item = u32> + 'a {
        let slice = self.0.get(from.saturating_mul(4)..to.saturating_mul(4)).unwrap_or_default();
        let (chunks, _) = slice.as_chunks::<4>();
        chunks.iter().map(|four| u32::from_le_bytes(*four))
    }

    /// Where the things of `key` begin and end in the section that this one points into.
    #[inline]
    pub(super) fn span(self, key: usize) -> (usize, usize) {
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        (place(self.at(key)), place(self.at(key + 1)))
    }
}
