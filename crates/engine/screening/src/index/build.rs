//! From entries to the bytes of an index.

use std::collections::HashMap;

use super::{
    Entry, births,
    keys::{edit_keys, hash, is_sought, joint, joint_key, short, skeleton_keys},
    layout::{self, SECTIONS, Section, numbers},
    record, rows,
};
use crate::{
    ListedPerson,
    attribute::same_as_read,
    name::{Name, Token},
    text::Hearing,
};

/// Why an index could not be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// More than the numbers of the format can count.
    #[error("the lists are too long for one index (more than 200 million words); split them")]
    TooLong,
}

/// Words are numbered in 28 bits.
const MOST_WORDS: usize = 200_000_000;

/// The bytes of an index over the entries.
pub(super) fn segment_bytes(entries: &[Entry]) -> Result<Vec<u8>, BuildError> {
    let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
    let people = in_order(entries);
    let mut gathered = Gathered::default();
    let mut records = Vec::with_capacity(people.len() * 48);
    let mut records_at = vec![0];
    let mut years = Vec::with_capacity(people.len());
    for (number, entry) in (0_u32..).zip(&people) {
        record::write(entry, &mut records);
        records_at.push(small(records.len())?);
        years.push(births::pack(&entry.person));
        gathered.add(number, &entry.person)?;
    }
    put(&mut sections, Section::People, records);
    put(&mut sections, Section::PeopleAt, numbers(&records_at));
    put(&mut sections, Section::Years, numbers(&years));
    gathered.finish(&mut sections)?;
    Ok(layout::write(&sections))
}

fn put(sections: &mut [Vec<u8>; SECTIONS], section: Section, bytes: Vec<u8>) {
    if let Some(slot) = sections.get_mut(section as usize) {
        *slot = bytes;
    }
}

fn small(number: usize) -> Result<u32, BuildError> {
    u32::try_from(number).map_err(|_| BuildError::TooLong)
}

/// Entries by list and id, the last of equals.
fn in_order(entries: &[Entry]) -> Vec<&Entry> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by(|one, other| key(one).cmp(&key(other)));
    let mut kept: Vec<&Entry> = Vec::with_capacity(order.len());
    for entry in order {
        match kept.last_mut() {
            Some(last) if key(last) == key(entry) => *last = entry,
            _ => kept.push(entry),
        }
    }
    kept
}

fn key(entry: &Entry) -> (u32, &str) {
    (entry.list, entry.person.id.as_str())
}

#[derive(Default)]
struct Gathered {
    /// Words by letters and hearing, numbered as they came.
    words: HashMap<(String, Hearing), u32>,
    /// Distinct names: their words and flags, numbered as they came.
    names: HashMap<Box<[u32]>, u32>,
    /// Short forms of compounds, and the name they stand in.
    shorts: Vec<(u32, u32)>,
    /// Who bears each name.
    bearers: Vec<(u32, u32, u32)>,
    /// Consonants of neighbours, and the name.
    joints: Vec<(u32, u32)>,
    /// Halves of document numbers, and the person.
    documents: Vec<(u32, u32)>,
}

impl Gathered {
    fn add(&mut self, number: u32, person: &ListedPerson) -> Result<(), BuildError> {
        for (place, listed) in (0_u32..255).zip(&person.names) {
            let name = Name::from(&listed.text);
            let mut row: Vec<u32> = Vec::with_capacity(name.tokens.len());
            for (token, flags) in rows::words(&name) {
                row.push(self.word(token)? | flags);
            }
            if row.is_empty() {
                continue;
            }
            let shorts: Vec<Token> = name.tokens.iter().filter(|token| is_sought(token)).filter_map(short).collect();
            let shorts = shorts.iter().map(|token| self.word(token)).collect::<Result<Vec<u32>, _>>()?;
            let next = small(self.names.len())?;
            let name_number = *self.names.entry(row.into_boxed_slice()).or_insert(next);
            if name_number == next {
                self.shorts.extend(shorts.into_iter().map(|word| (word, next)));
                let sought: Vec<&Token> = name.tokens.iter().filter(|token| is_sought(token)).collect();
                for two in sought.windows(2) {
                    if let [one, other] = two {
                        self.joints.push((joint_key(joint(one, other)), next));
                    }
                }
            }
            self.bearers.push((name_number, number, place));
        }
        let mut keys = Vec::new();
        for document in &person.documents {
            document_keys(document.number.as_str(), &mut keys);
            self.documents.extend(keys.iter().map(|key| (*key, number)));
        }
        Ok(())
    }

    fn word(&mut self, token: &Token) -> Result<u32, BuildError> {
        let next = small(self.words.len())?;
        let key = (token.letters.clone(), token.hearing);
        let number = *self.words.entry(key).or_insert(next);
        if self.words.len() > MOST_WORDS { Err(BuildError::TooLong) } else { Ok(number) }
    }

    fn finish(self, sections: &mut [Vec<u8>; SECTIONS]) -> Result<(), BuildError> {
        // words in the order of their letters, for beginnings
        let mut words: Vec<((String, Hearing), u32)> = self.words.into_iter().collect();
        words.sort_unstable();
        let mut new_word = vec![0_u32; words.len()];
        for (to, (_, from)) in (0_u32..).zip(&words) {
            set(&mut new_word, *from, to);
        }
        write_words(&words, sections)?;
        // names of one word first, otherwise as they came
        let mut names: Vec<(Box<[u32]>, u32)> = self.names.into_iter().collect();
        names.sort_unstable_by_key(|(row, number)| (row.len() > 1, *number));
        let single = names.iter().take_while(|(row, _)| row.len() == 1).count();
        let mut new_name = vec![0_u32; names.len()];
        let mut row_words: Vec<u32> = Vec::with_capacity(names.len() * 3);
        let mut rows_at = vec![0];
        let mut holds: Vec<(u32, u32)> = Vec::with_capacity(names.len() * 3);
        for (to, (row, from)) in (0_u32..).zip(&names) {
            set(&mut new_name, *from, to);
            for word in row {
                let number = get(&new_word, *word & rows::WORD);
                row_words.push(number | (*word & !rows::WORD));
                holds.push((number, to));
            }
            rows_at.push(small(row_words.len())?);
        }
        holds.extend(self.shorts.iter().map(|(word, name)| (get(&new_word, *word), get(&new_name, *name))));
        put(sections, Section::Rows, numbers(&row_words));
        put(sections, Section::RowsAt, numbers(&rows_at));
        put(sections, Section::Counts, numbers(&[small(single)?]));
        let (postings, postings_at) = grouped(&holds, words.len());
        put(sections, Section::Postings, numbers(&postings));
        put(sections, Section::PostingsAt, numbers(&postings_at));
        let mut bearers: Vec<(u32, u32, u32)> =
            self.bearers.into_iter().map(|(name, person, place)| (get(&new_name, name), person, place)).collect();
        bearers.sort_unstable();
        let mut bearers_at = vec![0; names.len() + 1];
        for (name, ..) in &bearers {
            if let Some(slot) = index(*name).and_then(|at| bearers_at.get_mut(at + 1)) {
                *slot += 1;
            }
        }
        sum_up(&mut bearers_at);
        put(sections, Section::Bearers, numbers(&bearers.iter().flat_map(|(_, person, place)| [*person, *place]).collect::<Vec<_>>()));
        put(sections, Section::BearersAt, numbers(&bearers_at));
        let joints: Vec<(u32, u32)> = self.joints.into_iter().map(|(key, name)| (key, get(&new_name, name))).collect();
        put_buckets(sections, Section::Joints, Section::JointsAt, &joints);
        put_buckets(sections, Section::Documents, Section::DocumentsAt, &self.documents);
        Ok(())
    }
}

fn write_words(words: &[((String, Hearing), u32)], sections: &mut [Vec<u8>; SECTIONS]) -> Result<(), BuildError> {
    let mut letters = Vec::with_capacity(words.len() * 9);
    let mut at = vec![0];
    let mut consonants: Vec<u32> = Vec::with_capacity(words.len() * 2);
    let (mut edits, mut skeletons) = (Vec::with_capacity(words.len() * 20), Vec::with_capacity(words.len() * 4));
    let mut keys = Vec::new();
    for (number, ((word, hearing), _)) in (0_u32..).zip(words) {
        letters.push(match hearing {
            Hearing::Full => 0,
            Hearing::Sparse => 1,
            Hearing::Syllabic => 2,
        });
        letters.extend_from_slice(word.as_bytes());
        at.push(small(letters.len())?);
        edit_keys(word, &mut keys);
        edits.extend(keys.iter().map(|key| (*key, number)));
        let skeleton = Token::bare(word, *hearing).skeleton;
        let halves = [skeleton.0 & 0xFFFF_FFFF, skeleton.0 >> 32];
        consonants.extend(halves.iter().filter_map(|half| u32::try_from(*half).ok()));
        skeleton_keys(skeleton, &mut keys);
        skeletons.extend(keys.iter().map(|key| (*key, number)));
    }
    put(sections, Section::Consonants, numbers(&consonants));
    put(sections, Section::Words, letters);
    put(sections, Section::WordsAt, numbers(&at));
    put_buckets(sections, Section::Edits, Section::EditsAt, &edits);
    put_buckets(sections, Section::Skeletons, Section::SkeletonsAt, &skeletons);
    Ok(())
}

/// The keys of a document number: its halves as a careless reader sees them, or all of a short one.
pub(super) fn document_keys(number: &str, keys: &mut Vec<u32>) {
    keys.clear();
    let read = same_as_read(number);
    let (first, last) = (first_half(read.len()), read.len() - first_half(read.len()));
    keys.push(half_key(b'<', read.get(..first).unwrap_or_default()));
    keys.push(half_key(b'>', read.get(read.len() - last..).unwrap_or_default()));
}

/// The keys under which numbers one character away from this one stand.
pub(super) fn sought_document_keys(number: &str, keys: &mut Vec<u32>) {
    keys.clear();
    let read = same_as_read(number);
    for length in read.len().saturating_sub(1)..=read.len() + 1 {
        let (first, last) = (first_half(length), length - first_half(length));
        keys.extend(read.get(..first).map(|half| half_key(b'<', half)));
        keys.extend(read.len().checked_sub(last).and_then(|from| read.get(from..)).map(|half| half_key(b'>', half)));
    }
    keys.sort_unstable();
    keys.dedup();
}

const fn first_half(length: usize) -> usize {
    length / 2
}

fn half_key(side: u8, half: &str) -> u32 {
    hash(std::iter::once(side).chain(half.bytes()))
}

/// Which bucket a key falls into, of `buckets` (a power of two).
#[inline]
pub(super) fn bucket(key: u32, buckets: usize) -> usize {
    let bits = buckets.trailing_zeros();
    if bits == 0 { 0 } else { usize::try_from(key >> (32 - bits.min(32))).unwrap_or(0) }
}

fn put_buckets(sections: &mut [Vec<u8>; SECTIONS], values: Section, starts: Section, pairs: &[(u32, u32)]) {
    let buckets = (pairs.len() * 2 / 3).next_power_of_two().max(1);
    let by_bucket: Vec<(u32, u32)> = pairs.iter().map(|(key, value)| (u32::try_from(bucket(*key, buckets)).unwrap_or(0), *value)).collect();
    let (entries, at) = grouped(&by_bucket, buckets);
    put(sections, values, numbers(&entries));
    put(sections, starts, numbers(&at));
}

/// Values by group, ascending and each once, and where each group begins.
fn grouped(pairs: &[(u32, u32)], groups: usize) -> (Vec<u32>, Vec<u32>) {
    let mut at = vec![0_u32; groups + 1];
    for (group, _) in pairs {
        if let Some(slot) = index(*group).and_then(|group| at.get_mut(group + 1)) {
            *slot += 1;
        }
    }
    sum_up(&mut at);
    let mut next = at.clone();
    let mut values = vec![0_u32; pairs.len()];
    for (group, value) in pairs {
        if let Some(slot) = index(*group).and_then(|group| next.get_mut(group)) {
            set(&mut values, *slot, *value);
            *slot += 1;
        }
    }
    once_each(values, &at)
}

/// Sorts each group and drops what it holds twice.
fn once_each(mut values: Vec<u32>, at: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut kept_at = Vec::with_capacity(at.len());
    kept_at.push(0);
    let mut write = 0_usize;
    for two in at.windows(2) {
        let (Some(from), Some(to)) = (two.first().copied().and_then(index), two.last().copied().and_then(index)) else { continue };
        if let Some(group) = values.get_mut(from..to) {
            group.sort_unstable();
        }
        let mut last = None;
        for read in from..to {
            let value = values.get(read).copied();
            if value != last {
                if let (Some(slot), Some(value)) = (values.get_mut(write), value) {
                    *slot = value;
                }
                write += 1;
                last = value;
            }
        }
        kept_at.push(u32::try_from(write).unwrap_or(u32::MAX));
    }
    values.truncate(write);
    (values, kept_at)
}

fn sum_up(counts: &mut [u32]) {
    let mut sum = 0_u32;
    for count in counts {
        sum = sum.saturating_add(*count);
        *count = sum;
    }
}

fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

fn get(values: &[u32], at: u32) -> u32 {
    index(at).and_then(|at| values.get(at)).copied().unwrap_or(0)
}

fn set(values: &mut [u32], at: u32, to: u32) {
    if let Some(slot) = index(at).and_then(|at| values.get_mut(at)) {
        *slot = to;
    }
}
