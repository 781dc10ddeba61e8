//! The file's layout, in one place.
//!
//! ```text
//! 16 bytes    magic "GARITA-LOSTDOCS\n"
//! 8 bytes     a record: 45 bits of fingerprint, 19 of hidden issuer and kinds; little endian, sorted inside its bucket;
//!             ...buckets follow each other
//! 8 bytes     a bucket's line in the directory: how many records stand up to its end (u32), its check sum (u32)
//! 176 bytes   footer: what is below, a check of the key, a check sum of the directory, a check sum of the footer
//! ```
//!
//! The footer stands last, so that the file is written in one go. Which bucket a number belongs to are the first bits of
//! its fingerprint; check sums are keyed and cover the bucket's place, so that a block written elsewhere is seen.

use crate::error::OpenError;
use crate::fingerprint::{PAYLOAD_BITS, Salt};

pub const MAGIC: [u8; 16] = *b"GARITA-LOSTDOCS\n";
pub const OVERLAY_MAGIC: [u8; 16] = *b"GARITA-LOSTMORE\n";
pub const LAYOUT: u16 = 1;
pub const RECORD: usize = 8;
pub const DIRECTORY_LINE: usize = 8;
pub const FOOTER: usize = 176;
/// Bits of fingerprint in a record, beside those that choose its bucket.
pub const REMAINDER_BITS: u32 = 64 - PAYLOAD_BITS;
/// Records aimed at in a bucket: one read of a kilobyte.
const IN_A_BUCKET: u64 = 128;
/// A partition of the build is never smaller than a bucket.
pub const LEAST_BUCKET_BITS: u32 = 8;
/// 2^27 buckets serve 2^34 records, more than a file may hold.
const MOST_BUCKET_BITS: u32 = 27;

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The list's version, as the builder was told.
    pub version: u64,
    /// When the list was as it is here, microseconds since 1970 UTC, as the builder was told.
    pub as_of: i64,
    /// Records, without repetitions.
    pub records: u64,
    /// Salt of the file; names this build of the list.
    pub salt: Salt,
    /// The number of buckets is two to this power.
    pub bucket_bits: u32,
}

/// The number of bucket bits for so many records.
pub fn bucket_bits_for(records: u64) -> u32 {
    let buckets = records.div_ceil(IN_A_BUCKET).max(1).next_power_of_two();
    buckets.trailing_zeros().clamp(LEAST_BUCKET_BITS, MOST_BUCKET_BITS)
}

/// The bucket of a fingerprint of 128 bits.
pub const fn bucket_of(bits: u128, bucket_bits: u32) -> u128 {
    bits >> (128 - bucket_bits)
}

/// The bits that a record keeps of a fingerprint of 128 bits.
pub const fn remainder_of(bits: u128, bucket_bits: u32) -> u64 {
    ((bits >> (128 - bucket_bits - REMAINDER_BITS)) & ((1 << REMAINDER_BITS) - 1)) as u64
}

/// Everything the footer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footer {
    pub facts: Facts,
    pub key_check: [u8; 16],
    pub directory_sum: [u8; 32],
}

impl Footer {
    /// Bytes of the directory.
    pub const fn directory_bytes(&self) -> u64 {
        (1 << self.facts.bucket_bits) * DIRECTORY_LINE as u64
    }

    /// Where the directory starts.
    pub const fn directory_start(&self) -> u64 {
        MAGIC.len() as u64 + self.facts.records * RECORD as u64
    }

    /// Length of the whole file.
    pub const fn file_bytes(&self) -> u64 {
        self.directory_start() + self.directory_bytes() + FOOTER as u64
    }

    /// Spells the footer out.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(FOOTER);
        bytes.extend_from_slice(&LAYOUT.to_le_bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&self.facts.bucket_bits.to_le_bytes());
        bytes.extend_from_slice(&self.facts.version.to_le_bytes());
        bytes.extend_from_slice(&self.facts.as_of.to_le_bytes());
        bytes.extend_from_slice(&self.facts.records.to_le_bytes());
        bytes.extend_from_slice(&self.facts.salt);
        bytes.extend_from_slice(&self.key_check);
        bytes.extend_from_slice(&self.directory_sum);
        bytes.resize(FOOTER - MAGIC.len() - 32, 0);
        let sum = blake3::hash(&bytes);
        bytes.extend_from_slice(sum.as_bytes());
        bytes.extend_from_slice(&MAGIC);
        bytes
    }

    /// Reads a footer: the last bytes of a file of `file_bytes`.
    pub fn read(bytes: &[u8], file_bytes: u64) -> Result<Self, OpenError> {
        let mut take = Take(bytes);
        let layout = u16::from_le_bytes(take.array()?);
        let _: [u8; 2] = take.array()?;
        let bucket_bits = u32::from_le_bytes(take.array()?);
        let version = u64::from_le_bytes(take.array()?);
        let as_of = i64::from_le_bytes(take.array()?);
        let records = u64::from_le_bytes(take.array()?);
        let (salt, key_check, directory_sum) = (take.array()?, take.array()?, take.array()?);
        let (summed, end) = bytes.split_at_checked(FOOTER - MAGIC.len() - 32).ok_or(OpenError::CutShort)?;
        let (sum, magic) = end.split_at_checked(32).ok_or(OpenError::CutShort)?;
        if magic != MAGIC {
            return Err(OpenError::CutShort);
        }
        if blake3::hash(summed).as_bytes() != sum {
            return Err(OpenError::Damaged);
        }
        if layout != LAYOUT {
            return Err(OpenError::Layout { found: layout, known: LAYOUT });
        }
        if !(LEAST_BUCKET_BITS..=MOST_BUCKET_BITS).contains(&bucket_bits) || records > u64::from(u32::MAX) {
            return Err(OpenError::Damaged);
        }
        let footer = Self { facts: Facts { version, as_of, records, salt, bucket_bits }, key_check, directory_sum };
        match footer.file_bytes().cmp(&file_bytes) {
            std::cmp::Ordering::Equal => Ok(footer),
            std::cmp::Ordering::Greater => Err(OpenError::CutShort),
            std::cmp::Ordering::Less => Err(OpenError::Damaged),
        }
    }
}

/// Takes fixed pieces off the front of a slice.
pub struct Take<'a>(pub &'a [u8]);

impl Take<'_> {
    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], OpenError> {
        let (piece, rest) = self.0.split_first_chunk::<N>().ok_or(OpenError::CutShort)?;
        self.0 = rest;
        Ok(*piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_about_a_kilobyte_whatever_the_size() {
        assert_eq!(bucket_bits_for(0), 8);
        assert_eq!(bucket_bits_for(100_000_000), 20);
        assert_eq!(bucket_bits_for(u64::from(u32::MAX)), 25);
    }

    #[test]
    fn a_footer_reads_back() {
        let facts = Facts { version: 7, as_of: -1, records: 1_000, salt: [3; 16], bucket_bits: 8 };
        let footer = Footer { facts, key_check: [1; 16], directory_sum: [2; 32] };
        let bytes = footer.to_bytes();
        assert_eq!(bytes.len(), FOOTER);
        assert_eq!(Footer::read(&bytes, footer.file_bytes()).unwrap(), footer);
        assert!(matches!(Footer::read(&bytes, footer.file_bytes() - 8), Err(OpenError::CutShort)));
    }

    proptest::proptest! {
        #[test]
        fn bucket_and_remainder_are_the_first_bits(bits: u128, bucket_bits in 8_u32..=27) {
            let joined = (bucket_of(bits, bucket_bits) << REMAINDER_BITS) | u128::from(remainder_of(bits, bucket_bits));
            proptest::prop_assert_eq!(joined, bits >> (128 - bucket_bits - REMAINDER_BITS));
        }
    }
}
