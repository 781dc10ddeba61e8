//! What taking a file into use would change: shown before anybody does.

use garita_domain::EntryId;
use garita_record::ListImported;
use serde::{Deserialize, Serialize};

/// Names shown of those added, changed, removed.
pub(crate) const SHOWN: usize = 50;
/// Lists smaller than this may lose people without suspicion.
const SMALL: u32 = 10;

/// The preview of an import.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What the list is called.
    pub list_name: String,
    /// Format of the file.
    pub format: String,
    /// Name of the file, without its path.
    pub file_name: String,
    /// Digest of the file, 64 hexadecimal digits.
    pub file_digest: String,
    /// Digest of the content, 64 hexadecimal digits.
    pub digest: String,
    /// People in it.
    pub people: u32,
    /// People in the version in use.
    pub people_before: u32,
    /// People it did not have before.
    pub added: u32,
    /// People of whom it says something else.
    pub changed: u32,
    /// People it has no longer.
    pub removed: u32,
    /// Records that could not be read.
    pub rejected: u32,
    /// Records about organisations, ships and aircraft.
    pub skipped: u32,
    /// The version in use.
    pub replaces: Option<EntryId>,
    /// Whether something seems to be missing.
    pub suspicion: Suspicion,
    /// Names of the first of those added.
    pub added_names: Vec<String>,
    /// Names of the first of those changed.
    pub changed_names: Vec<String>,
    /// Names of the first of those removed.
    pub removed_names: Vec<String>,
    /// Records that could not be read, by line.
    pub malformed: Vec<LineNote>,
    /// What was left out or repaired in records that were kept, by line.
    pub notes: Vec<LineNote>,
    /// How many such notes there are.
    pub note_count: u32,
}

/// What was wrong at a line of the file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineNote {
    /// The line, from 1.
    pub line: u64,
    /// The list's own id, when it could be read.
    pub id: String,
    /// What was wrong, as the reader of the format says it.
    pub why: String,
}

/// Whether a file looks as if something were missing. Then it is taken into use only when a second person confirms it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// Nothing does.
    None,
    /// Nobody is in it, and somebody was before.
    Emptied,
    /// More than a tenth of the people are gone.
    Shrunk,
    /// More than one record in twenty could not be read.
    ManyRejected,
}

impl Suspicion {
    /// The code used in requests and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Emptied => "emptied",
            Self::Shrunk => "shrunk",
            Self::ManyRejected => "many_rejected",
        }
    }

    /// Looks at the counts.
    pub(crate) fn of(before: u32, people: u32, removed: u32, rejected: u32) -> Self {
        if before > 0 && people == 0 {
            Self::Emptied
        } else if before >= SMALL && u64::from(removed) * 10 > u64::from(before) {
            Self::Shrunk
        } else if rejected > 0 && u64::from(rejected) * 20 > u64::from(people) + u64::from(rejected) {
            Self::ManyRejected
        } else {
            Self::None
        }
    }
}

impl Preview {
    /// The entry that takes it into use.
    pub(crate) fn imported(&self, version: EntryId) -> ListImported {
        ListImported {
            version,
            list_name: self.list_name.clone(),
            digest: self.digest.clone(),
            format: self.format.clone(),
            file_name: self.file_name.clone(),
            file_digest: self.file_digest.clone(),
            people: self.people,
            added: self.added,
            changed: self.changed,
            removed: self.removed,
            rejected: self.rejected,
            replaces: self.replaces,
        }
    }
}

/// Names of listed people: logs see the counts alone.
impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Preview({} people, +{} ~{} -{} !{})", self.people, self.added, self.changed, self.removed, self.rejected)
    }
}

impl std::fmt::Debug for LineNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LineNote({})", self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_as_if_something_were_missing_stops_the_import() {
        assert_eq!(Suspicion::of(0, 0, 0, 0), Suspicion::None);
        assert_eq!(Suspicion::of(1, 0, 1, 0), Suspicion::Emptied);
        assert_eq!(Suspicion::of(100, 90, 10, 0), Suspicion::None);
        assert_eq!(Suspicion::of(100, 89, 11, 0), Suspicion::Shrunk);
        // As many came as went: still, eleven in a hundred are gone.
        assert_eq!(Suspicion::of(100, 100, 11, 0), Suspicion::Shrunk);
        assert_eq!(Suspicion::of(9, 1, 8, 0), Suspicion::None);
        assert_eq!(Suspicion::of(0, 95, 0, 5), Suspicion::None);
        assert_eq!(Suspicion::of(0, 94, 0, 6), Suspicion::ManyRejected);
    }
}
