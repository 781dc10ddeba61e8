//! How much one file may ask for.

/// Bounds on what is read. What is held in memory is one record and the ids met so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record (a row, an element, an object). Longer ones are malformed.
    pub record_bytes: usize,
    /// Columns of a row, children of an element, members of an object.
    pub parts: usize,
    /// How deep elements and objects may nest.
    pub depth: usize,
    /// Characters of one name (the domain's bound for one name part). Longer ones are refused, with their reason.
    pub name_characters: usize,
    /// Names of one person; further ones are left out and noted.
    pub names: usize,
    /// Characters kept of any other field.
    pub field_characters: usize,
    /// Records read from one file, of whatever sort; reading breaks off there. Lost-document lists may have 2^32.
    pub records: u64,
    /// Malformed records and notes listed by line; all are counted.
    pub listed: usize,
    /// Lines one row of a table may span inside quotes. A quote that is never closed costs its own row alone.
    pub lines_in_a_row: usize,
    /// Bytes of a whole file; reading breaks off there.
    pub file_bytes: u64,
    /// Bytes of each file that lies beside the main one; they are held in memory.
    pub beside_bytes: u64,
    /// Numbers of a series of lost documents in one row.
    pub series: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record_bytes: 1 << 20,
            parts: 4_096,
            depth: 32,
            name_characters: 300,
            names: 256,
            field_characters: 20_000,
            records: 20_000_000,
            listed: 1_000,
            lines_in_a_row: 100,
            file_bytes: 16 << 30,
            beside_bytes: 256 << 20,
            series: 1_000_000,
        }
    }
}
