//! Looking numbers up in a file.

use garita_domain::{CountryCode, DocumentNumber};
use subtle::ConstantTimeEq;

use crate::build::bucket_sum;
use crate::error::{OpenError, ReadError};
use crate::fingerprint::{FileKeys, Fingerprint, PAYLOAD_BITS, SecretKey, canonical_issuer};
use crate::layout::{DIRECTORY_LINE, FOOTER, Facts, Footer, MAGIC, RECORD, Take, bucket_of, remainder_of};
use crate::overlay::Overlay;
use crate::record::Kinds;
use crate::source::Source;

/// A listed document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Why it is listed.
    pub kinds: Kinds,
    /// The issuer the list gives, in its one code (D, never DEU); `None` when it gives none.
    pub listed_issuer: Option<CountryCode>,
    /// What was compared of the issuers.
    pub issuer: IssuerMatch,
}

/// What was compared of the issuers of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerMatch {
    /// Both are known and the same.
    Same,
    /// The list gives no issuer: the number alone matched.
    NotListed,
    /// The traveller's document has no known issuer: the number alone matched.
    NotPresented,
}

/// An open file, with the changes made since.
pub struct LostDocuments<S> {
    source: S,
    keys: FileKeys,
    facts: Facts,
    directory: Vec<Line>,
    overlay: Option<Overlay>,
}

struct Line {
    end: u32,
    sum: u32,
}

impl<S: Source> LostDocuments<S> {
    /// Opens a file: checks its ends, its key and its directory (8 MB are read for 100 million records). Buckets are checked
    /// when they are read; [`verify`](Self::verify) reads them all.
    pub fn open(source: S, secret: &SecretKey) -> Result<Self, OpenError> {
        let bytes = source.length().map_err(OpenError::Read)?;
        let mut magic = [0; MAGIC.len()];
        let Some(footer_start) = bytes.checked_sub(FOOTER as u64).filter(|start| *start >= MAGIC.len() as u64) else {
            return Err(OpenError::OtherFile);
        };
        source.read_at(0, &mut magic).map_err(OpenError::Read)?;
        if magic != MAGIC {
            return Err(OpenError::OtherFile);
        }
        let mut footer = [0; FOOTER];
        source.read_at(footer_start, &mut footer).map_err(OpenError::Read)?;
        let footer = Footer::read(&footer, bytes)?;
        let keys = FileKeys::new(secret, footer.facts.salt);
        if !bool::from(keys.check().ct_eq(&footer.key_check)) {
            return Err(OpenError::OtherKey);
        }
        let mut lines = vec![0; usize::try_from(footer.directory_bytes()).map_err(|_| OpenError::Damaged)?];
        source.read_at(footer.directory_start(), &mut lines).map_err(OpenError::Read)?;
        if keys.block_sum(&[b"directory", &lines]) != footer.directory_sum {
            return Err(OpenError::Damaged);
        }
        let mut directory = Vec::with_capacity(lines.len() / DIRECTORY_LINE);
        for line in lines.chunks(DIRECTORY_LINE) {
            let mut take = Take(line);
            directory.push(Line { end: u32::from_le_bytes(take.array()?), sum: u32::from_le_bytes(take.array()?) });
        }
        Ok(Self { source, keys, facts: footer.facts, directory, overlay: None })
    }

    /// Puts changes on top; they replace those put on before.
    pub fn with_overlay(mut self, overlay: Overlay) -> Result<Self, OpenError> {
        if overlay.base() != self.facts.salt {
            return Err(OpenError::OtherList);
        }
        self.overlay = Some(overlay);
        Ok(self)
    }

    /// What the file says of itself.
    pub const fn facts(&self) -> Facts {
        self.facts
    }

    /// The changes on top.
    pub const fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Every record of this number that can be the document shown, by issuer.
    ///
    /// An error means that the document was *not* checked.
    pub fn look_up(&self, number: &DocumentNumber, issuer: Option<CountryCode>) -> Result<Vec<Hit>, ReadError> {
        let print = self.keys.fingerprint(number);
        let mut listed = self.listed(print)?;
        if let Some(overlay) = &self.overlay {
            overlay.apply(print, &mut listed);
        }
        let shown = issuer.map(canonical_issuer);
        let hit = |(listed_issuer, kinds): (Option<CountryCode>, Kinds)| {
            let issuer = match (listed_issuer, shown) {
                (None, _) => IssuerMatch::NotListed,
                (Some(_), None) => IssuerMatch::NotPresented,
                (Some(listed), Some(shown)) if listed == shown => IssuerMatch::Same,
                (Some(_), Some(_)) => return None,
            };
            Some(Hit { kinds, listed_issuer, issuer })
        };
        listed.sort_unstable_by_key(|(issuer, _)| *issuer);
        Ok(listed.into_iter().filter(|(_, kinds)| !kinds.is_empty()).filter_map(hit).collect())
    }

    /// Reads and checks every bucket; `progress` is told how many of how many. A long read: 800 MB for 100 million records.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), ReadError> {
        let all = self.directory.len() as u64;
        for bucket in 0..all {
            self.bucket(bucket)?;
            if bucket % 4_096 == 0 {
                progress(bucket, all);
            }
        }
        progress(all, all);
        Ok(())
    }

    /// Kinds by issuer, as the file has them.
    fn listed(&self, print: Fingerprint) -> Result<Vec<(Option<CountryCode>, Kinds)>, ReadError> {
        let bits = self.facts.bucket_bits;
        let bucket = u64::try_from(bucket_of(print.bits, bits)).map_err(|_| ReadError::Damaged)?;
        let wanted = remainder_of(print.bits, bits);
        let mut listed: Vec<(Option<CountryCode>, Kinds)> = Vec::new();
        for record in self.bucket(bucket)?.as_chunks::<RECORD>().0 {
            let record = u64::from_le_bytes(*record);
            if record >> PAYLOAD_BITS != wanted {
                continue;
            }
            let payload = u32::try_from(record & ((1 << PAYLOAD_BITS) - 1)).map_err(|_| ReadError::Damaged)?;
            let Some((issuer, kinds)) = print.reveal(payload) else { continue };
            merge(&mut listed, issuer, |known| known.with(kinds));
        }
        Ok(listed)
    }

    /// The bytes of a bucket, checked.
    fn bucket(&self, bucket: u64) -> Result<Vec<u8>, ReadError> {
        let line = |number: u64| usize::try_from(number).ok().and_then(|number| self.directory.get(number));
        let here = line(bucket).ok_or(ReadError::Damaged)?;
        let start = bucket.checked_sub(1).and_then(line).map_or(0, |before| before.end);
        let records = here.end.checked_sub(start).ok_or(ReadError::Damaged)?;
        let mut block = vec![0; usize::try_from(records).map_err(|_| ReadError::Damaged)? * RECORD];
        let offset = MAGIC.len() as u64 + u64::from(start) * RECORD as u64;
        self.source.read_at(offset, &mut block).map_err(ReadError::Read)?;
        if bucket_sum(&self.keys, bucket, &block) == here.sum { Ok(block) } else { Err(ReadError::Damaged) }
    }
}

/// Changes the kinds of one issuer in a short list.
pub fn merge(listed: &mut Vec<(Option<CountryCode>, Kinds)>, issuer: Option<CountryCode>, change: impl Fn(Kinds) -> Kinds) {
    match listed.iter_mut().find(|(known, _)| *known == issuer) {
        Some((_, kinds)) => *kinds = change(*kinds),
        None => listed.push((issuer, change(Kinds::NONE))),
    }
}
