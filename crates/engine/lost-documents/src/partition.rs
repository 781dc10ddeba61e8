//! Records on disk while a file is built: 64 files by the first bits of the fingerprint, each small enough to sort in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::fingerprint::PAYLOAD_BITS;

const PARTITION_BITS: u32 = 6;
const PARTITIONS: usize = 1 << PARTITION_BITS;
/// Bits of fingerprint kept while building: 27 for the bucket and 45 fit.
const PRINT_BITS: u32 = 77;
/// A record on the way: 77 bits of fingerprint and 19 of payload.
const STORED: usize = 12;
/// Records held of each partition before they are sorted, freed of repetitions and written.
const HELD: usize = 8_192;

/// A record on the way, in an order that is the file's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(u128);

impl Row {
    pub const fn new(print: u128, payload: u32) -> Self {
        Self(((print >> (128 - PRINT_BITS)) << PAYLOAD_BITS) | payload as u128)
    }

    /// The fingerprint's first 77 bits, at the top of 128.
    pub const fn print(self) -> u128 {
        (self.0 >> PAYLOAD_BITS) << (128 - PRINT_BITS)
    }

    pub const fn payload(self) -> u32 {
        (self.0 & ((1 << PAYLOAD_BITS) - 1)) as u32
    }

    fn partition(self) -> usize {
        usize::try_from(self.0 >> (96 - PARTITION_BITS)).unwrap_or(0) % PARTITIONS
    }
}

/// All partitions. Their files go away with this value.
pub struct Partitions {
    files: Vec<Partition>,
}

struct Partition {
    path: PathBuf,
    file: File,
    held: Vec<Row>,
}

impl Partitions {
    /// Makes the files in `folder`; files that a build left there when it was cut off are replaced.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::with_capacity(PARTITIONS);
        for number in 0..PARTITIONS {
            let path = folder.join(format!("lost-documents-{number:02}.part"));
            let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
            files.push(Partition { path, file, held: Vec::new() });
        }
        Ok(Self { files })
    }

    /// Takes a record.
    pub fn push(&mut self, row: Row) -> io::Result<()> {
        let Some(partition) = self.files.get_mut(row.partition()) else { return Ok(()) };
        partition.held.push(row);
        if partition.held.len() < HELD { Ok(()) } else { partition.write_out() }
    }

    /// How many there are.
    pub const fn count() -> usize {
        PARTITIONS
    }

    /// All records of one partition in order, without repetitions.
    pub fn sorted(&mut self, number: usize) -> io::Result<Vec<Row>> {
        self.files.get_mut(number).map_or_else(|| Ok(Vec::new()), Partition::sorted)
    }
}

impl Partition {
    fn write_out(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        self.held.dedup();
        let bytes: Vec<u8> = self.held.iter().flat_map(|row| row.0.to_le_bytes().into_iter().take(STORED)).collect();
        self.held.clear();
        self.file.write_all(&bytes)
    }

    fn sorted(&mut self) -> io::Result<Vec<Row>> {
        self.write_out()?;
        self.held = Vec::new();
        let length = self.file.seek(SeekFrom::End(0))?;
        self.file.seek(SeekFrom::Start(0))?;
        let mut rows = Vec::with_capacity(usize::try_from(length).map_err(io::Error::other)? / STORED);
        let mut reader = io::BufReader::with_capacity(STORED * 8_192, &self.file);
        let mut stored = [0; STORED];
        for _ in 0..rows.capacity() {
            reader.read_exact(&mut stored)?;
            rows.push(Row(stored.iter().rev().fold(0, |bits, byte| (bits << 8) | u128::from(*byte))));
        }
        rows.sort_unstable();
        rows.dedup();
        self.file.set_len(0)?;
        Ok(rows)
    }
}

impl Drop for Partition {
    fn drop(&mut self) {
        // Nothing is lost when it stays: it is keyed, and the next build replaces it.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_row_keeps_the_first_bits_and_the_payload(print: u128, payload in 0_u32..1 << PAYLOAD_BITS) {
            let row = Row::new(print, payload);
            proptest::prop_assert_eq!((row.print() >> 51, row.payload()), (print >> 51, payload));
            proptest::prop_assert!(row.0 < 1 << 96);
        }
    }

    #[test]
    fn rows_come_back_sorted_once_and_the_folder_is_left_clean() {
        let folder = tempfile::tempdir().unwrap();
        let mut partitions = Partitions::new(folder.path()).unwrap();
        for number in (0..60_000_u128).chain(0..30_000) {
            partitions.push(Row::new(number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_0c69_62a5_d5d1), 5)).unwrap();
        }
        let all: Vec<Row> = (0..Partitions::count()).flat_map(|n| partitions.sorted(n).unwrap()).collect();
        assert_eq!(all.len(), 60_000);
        assert!(all.is_sorted());
        drop(partitions);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
