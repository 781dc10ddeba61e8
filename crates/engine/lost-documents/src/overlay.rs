//! What was added to a list and removed from it since its file was built.
//!
//! A small file of its own, held in memory: 16 bytes a changed document. Later changes go on top of earlier ones with
//! [`OverlayBuilder::on_top_of`]; when it grows past a few per cent of the list, build the list's file again.
//!
//! ```text
//! 16 bytes   magic "GARITA-LOSTMORE\n"
//! 64 bytes   layout (u16), 6 bytes of 0, version (u64), as of (i64), rows (u64), the list's salt (16), check of the key (16)
//! 16 bytes   a row: fingerprint (u64), issuer and kinds added, hidden (u32), the same with kinds removed (u32); sorted
//! 32 bytes   keyed check sum of all before
//! ```

use std::collections::BTreeMap;
use std::io::{Read, Write};

use garita_domain::{CountryCode, DocumentNumber};
use subtle::ConstantTimeEq;

use crate::error::{BuildError, OpenError};
use crate::fingerprint::{FileKeys, Fingerprint, Salt, SecretKey, canonical_issuer};
use crate::layout::{Facts, LAYOUT, OVERLAY_MAGIC, Take};
use crate::read::merge;
use crate::record::{Kinds, LostDocument};

const ROW: usize = 16;
const SUM: usize = 32;

/// Changes to one list.
#[derive(Clone)]
pub struct Overlay {
    base: Salt,
    version: u64,
    as_of: i64,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    print: u64,
    added: u32,
    removed: u32,
}

/// Logs see how many, never which.
impl std::fmt::Debug for Overlay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Overlay").field("version", &self.version).field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl Overlay {
    /// Reads a whole file of at most `most` bytes.
    pub fn read(from: impl Read, secret: &SecretKey, most: u64) -> Result<Self, OpenError> {
        let mut bytes = Vec::new();
        from.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(OpenError::Read)?;
        let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let mut take = Take(&bytes);
        if take.array().ok() != Some(OVERLAY_MAGIC) {
            return Err(OpenError::OtherFile);
        }
        let layout = u16::from_le_bytes(take.array()?);
        if layout != LAYOUT {
            return Err(OpenError::Layout { found: layout, known: LAYOUT });
        }
        let _: [u8; 6] = take.array()?;
        let (version, as_of) = (u64::from_le_bytes(take.array()?), i64::from_le_bytes(take.array()?));
        let count = u64::from_le_bytes(take.array()?);
        let (base, check): (Salt, [u8; 16]) = (take.array()?, take.array()?);
        let keys = FileKeys::new(secret, base);
        if !bool::from(keys.check().ct_eq(&check)) {
            return Err(OpenError::OtherKey);
        }
        let start = found - u64::try_from(take.0.len()).unwrap_or(0);
        let expected = count.checked_mul(ROW as u64).and_then(|rows| rows.checked_add(start + SUM as u64));
        match expected.ok_or(OpenError::Damaged)?.cmp(&found) {
            std::cmp::Ordering::Greater => return Err(OpenError::CutShort),
            std::cmp::Ordering::Less => return Err(OpenError::Damaged),
            std::cmp::Ordering::Equal => {}
        }
        let (summed, sum) = bytes.split_last_chunk::<SUM>().ok_or(OpenError::CutShort)?;
        if keys.block_sum(&[b"overlay", summed]) != *sum {
            return Err(OpenError::Damaged);
        }
        let mut rows = Vec::with_capacity(take.0.len() / ROW);
        for row in take.0.as_chunks::<ROW>().0.iter().take(usize::try_from(count).unwrap_or(0)) {
            let mut take = Take(row);
            let print = u64::from_le_bytes(take.array()?);
            rows.push(Row { print, added: u32::from_le_bytes(take.array()?), removed: u32::from_le_bytes(take.array()?) });
        }
        Ok(Self { base, version, as_of, rows })
    }

    /// Salt of the list's file these changes belong to.
    pub const fn base(&self) -> Salt {
        self.base
    }

    /// The list's version with these changes.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When the list was so, microseconds since 1970 UTC.
    pub const fn as_of(&self) -> i64 {
        self.as_of
    }

    /// Changed documents.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when nothing is changed.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Changes what the list's file says of a number.
    pub(crate) fn apply(&self, print: Fingerprint, listed: &mut Vec<(Option<CountryCode>, Kinds)>) {
        let wanted = short(print);
        let start = self.rows.partition_point(|row| row.print < wanted);
        for row in self.rows.iter().skip(start).take_while(|row| row.print == wanted) {
            let (Some((issuer, added)), Some((_, removed))) = (print.reveal(row.added), print.reveal(row.removed)) else { continue };
            merge(listed, issuer, |known| known.without(removed).with(added));
        }
    }
}

const fn short(print: Fingerprint) -> u64 {
    (print.bits >> 64) as u64
}

/// Gathers changes and writes them. Changes of one document take effect in their order.
pub struct OverlayBuilder {
    keys: FileKeys,
    base: Salt,
    changes: BTreeMap<(u64, u32), Change>,
}

/// Kinds of one row, hidden as in the file: what was changed earlier can be kept without knowing its number.
#[derive(Clone, Copy, Default)]
struct Change {
    added: u32,
    removed: u32,
}

impl OverlayBuilder {
    /// Changes to the file that says this of itself.
    pub fn new(secret: &SecretKey, base: &Facts) -> Self {
        Self { keys: FileKeys::new(secret, base.salt), base: base.salt, changes: BTreeMap::new() }
    }

    /// Changes that come after those of `earlier`.
    pub fn on_top_of(secret: &SecretKey, earlier: &Overlay) -> Self {
        let changes = earlier.rows.iter().map(|row| {
            // The kinds are the four low bits; the issuer's bits above them tell rows of one number apart. Both stay hidden.
            ((row.print, row.added >> 4), Change { added: row.added & 15, removed: row.removed & 15 })
        });
        Self { keys: FileKeys::new(secret, earlier.base), base: earlier.base, changes: changes.collect() }
    }

    /// Adds a document under its kind.
    pub fn add(&mut self, document: &LostDocument) {
        let kind = Kinds::from(document.kind);
        self.change(&document.number, document.issuer, |added, removed| (added.with(kind), removed.without(kind)));
    }

    /// Removes a document under these kinds ([`Kinds::ALL`]: altogether). A record without issuer is removed with `None` alone.
    pub fn remove(&mut self, number: &DocumentNumber, issuer: Option<CountryCode>, kinds: Kinds) {
        self.change(number, issuer, |added, removed| (added.without(kinds), removed.with(kinds)));
    }

    fn change(&mut self, number: &DocumentNumber, issuer: Option<CountryCode>, change: impl Fn(Kinds, Kinds) -> (Kinds, Kinds)) {
        let print = self.keys.fingerprint(number);
        let issuer = issuer.map(canonical_issuer);
        let nothing = print.hide(issuer, Kinds::NONE);
        let kept = self.changes.entry((short(print), nothing >> 4)).or_insert(Change { added: nothing & 15, removed: nothing & 15 });
        let kinds = |hidden: u32| Kinds::from_bits(u8::try_from((hidden ^ nothing) & 15).unwrap_or(0));
        let (added, removed) = change(kinds(kept.added), kinds(kept.removed));
        *kept = Change { added: print.hide(issuer, added) & 15, removed: print.hide(issuer, removed) & 15 };
    }

    /// Changed documents so far.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// True when nothing is changed so far.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Writes the file: the list's version and date with these changes.
    pub fn finish(self, mut out: impl Write, version: u64, as_of: i64) -> Result<(), BuildError> {
        let mut bytes = OVERLAY_MAGIC.to_vec();
        bytes.extend_from_slice(&LAYOUT.to_le_bytes());
        bytes.extend_from_slice(&[0; 6]);
        bytes.extend_from_slice(&version.to_le_bytes());
        bytes.extend_from_slice(&as_of.to_le_bytes());
        bytes.extend_from_slice(&u64::try_from(self.changes.len()).map_err(|_| BuildError::TooMany)?.to_le_bytes());
        bytes.extend_from_slice(&self.base);
        bytes.extend_from_slice(&self.keys.check());
        for ((print, issuer), change) in &self.changes {
            bytes.extend_from_slice(&print.to_le_bytes());
            bytes.extend_from_slice(&((issuer << 4) | change.added).to_le_bytes());
            bytes.extend_from_slice(&((issuer << 4) | change.removed).to_le_bytes());
        }
        let sum = self.keys.block_sum(&[b"overlay", &bytes]);
        bytes.extend_from_slice(sum.as_bytes());
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(BuildError::Write)
    }
}
