//! Building a file in bounded memory.

use std::io::Write;
use std::path::Path;

use crate::error::BuildError;
use crate::fingerprint::{FileKeys, PAYLOAD_BITS, Salt, SecretKey};
use crate::layout::{DIRECTORY_LINE, Facts, Footer, MAGIC, bucket_bits_for, bucket_of, remainder_of};
use crate::partition::{Partitions, Row};
use crate::record::LostDocument;

/// What a file is to say of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The list's version.
    pub version: u64,
    /// When the list was as it is in the source, microseconds since 1970 UTC.
    pub as_of: i64,
    /// 16 random bytes, new for every file.
    pub salt: Salt,
}

/// How far writing is; reading is counted by [`Builder::taken`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records written.
    pub written: u64,
    /// Records taken; repetitions among them are not written.
    pub taken: u64,
}

/// Takes records in any order and writes the file. It holds about 40 MB of memory and 12 bytes of disk a record, then
/// (while writing) a 64th of all records and the directory: 35 MB for 100 million.
pub struct Builder {
    header: Header,
    keys: FileKeys,
    partitions: Partitions,
    taken: u64,
}

impl Builder {
    /// Starts a build with temporary files in `folder`, which belongs to this build alone.
    pub fn new(secret: &SecretKey, header: Header, folder: &Path) -> Result<Self, BuildError> {
        let partitions = Partitions::new(folder).map_err(BuildError::Temporary)?;
        Ok(Self { header, keys: FileKeys::new(secret, header.salt), partitions, taken: 0 })
    }

    /// Takes a record. Repetitions are dropped; one document may be listed under several kinds and issuers.
    pub fn add(&mut self, document: &LostDocument) -> Result<(), BuildError> {
        if self.taken >= u64::from(u32::MAX) {
            return Err(BuildError::TooMany);
        }
        let print = self.keys.fingerprint(&document.number);
        let row = Row::new(print.bits, print.hide(document.issuer, document.kind.into()));
        self.partitions.push(row).map_err(BuildError::Temporary)?;
        self.taken += 1;
        Ok(())
    }

    /// Records taken so far.
    pub const fn taken(&self) -> u64 {
        self.taken
    }

    /// Writes the file to `out`, in one go and without seeking, and calls `progress` 64 times. The caller syncs it and renames it.
    pub fn finish(mut self, mut out: impl Write, progress: &mut dyn FnMut(Progress)) -> Result<Facts, BuildError> {
        let bucket_bits = bucket_bits_for(self.taken);
        out.write_all(&MAGIC).map_err(BuildError::Write)?;
        let mut directory = Directory { keys: &self.keys, lines: Vec::new(), next: 0, records: 0 };
        for number in 0..Partitions::count() {
            let rows = self.partitions.sorted(number).map_err(BuildError::Temporary)?;
            for bucket in rows.chunk_by(|a, b| bucket_of(a.print(), bucket_bits) == bucket_of(b.print(), bucket_bits)) {
                let block = block(bucket, bucket_bits);
                let place = bucket.first().map_or(0, |row| bucket_of(row.print(), bucket_bits));
                directory.close_before(place)?;
                directory.close(&block)?;
                out.write_all(&block).map_err(BuildError::Write)?;
            }
            progress(Progress { written: directory.records, taken: self.taken });
        }
        directory.close_before(1 << bucket_bits)?;
        let Directory { lines, records, .. } = directory;
        out.write_all(&lines).map_err(BuildError::Write)?;
        let Header { version, as_of, salt } = self.header;
        let facts = Facts { version, as_of, records, salt, bucket_bits };
        let directory_sum = *self.keys.block_sum(&[b"directory", &lines]).as_bytes();
        let footer = Footer { facts, key_check: self.keys.check(), directory_sum };
        out.write_all(&footer.to_bytes()).map_err(BuildError::Write)?;
        out.flush().map_err(BuildError::Write)?;
        Ok(facts)
    }
}

/// The records of one bucket as they stand in the file.
fn block(bucket: &[Row], bucket_bits: u32) -> Vec<u8> {
    let record = |row: &Row| (remainder_of(row.print(), bucket_bits) << PAYLOAD_BITS) | u64::from(row.payload());
    bucket.iter().flat_map(|row| record(row).to_le_bytes()).collect()
}

/// The first 32 bits of a bucket's check sum.
pub fn bucket_sum(keys: &FileKeys, bucket: u64, block: &[u8]) -> u32 {
    let sum = keys.block_sum(&[&bucket.to_le_bytes(), block]);
    sum.as_bytes().iter().take(4).fold(0, |bits, byte| (bits << 8) | u32::from(*byte))
}

struct Directory<'a> {
    keys: &'a FileKeys,
    lines: Vec<u8>,
    next: u64,
    records: u64,
}

impl Directory<'_> {
    /// Writes the lines of empty buckets up to `place`.
    fn close_before(&mut self, place: u128) -> Result<(), BuildError> {
        while u128::from(self.next) < place {
            self.close(&[])?;
        }
        Ok(())
    }

    fn close(&mut self, block: &[u8]) -> Result<(), BuildError> {
        let sum = bucket_sum(self.keys, self.next, block);
        self.records += (block.len() / 8) as u64;
        let end = u32::try_from(self.records).map_err(|_| BuildError::TooMany)?;
        self.lines.reserve(DIRECTORY_LINE);
        self.lines.extend_from_slice(&end.to_le_bytes());
        self.lines.extend_from_slice(&sum.to_le_bytes());
        self.next += 1;
        Ok(())
    }
}
