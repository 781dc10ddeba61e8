//! What reading a file gave, besides its entries.

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// United Nations Security Council consolidated list, XML.
    UnXml,
    /// OFAC Specially Designated Nationals, `sdn.csv`; aliases, addresses and further remarks lie beside it.
    OfacCsv,
    /// OFAC Specially Designated Nationals, `sdn.xml`.
    OfacXml,
    /// INTERPOL notices as the public interface gives them, JSON.
    InterpolJson,
    /// `FollowTheMoney` entities, one JSON object a line.
    FollowTheMoney,
    /// Any table with a header line, read by a [`Mapping`](crate::Mapping).
    Csv,
    /// Lost documents: a table of numbers, issuers and kinds. It lists documents and no people.
    LostDocumentCsv,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] =
        [Self::UnXml, Self::OfacCsv, Self::OfacXml, Self::InterpolJson, Self::FollowTheMoney, Self::Csv, Self::LostDocumentCsv];

    /// The code used on the command line and in entries.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnXml => "un-xml",
            Self::OfacCsv => "ofac-csv",
            Self::OfacXml => "ofac-xml",
            Self::InterpolJson => "interpol-json",
            Self::FollowTheMoney => "ftm",
            Self::Csv => "csv",
            Self::LostDocumentCsv => "lost-documents-csv",
        }
    }

    /// The format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// How the file's bytes were read as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, told by its byte order mark.
    Utf16,
    /// Fields that are no UTF-8 were read as Windows-1252: the sender should say which encoding it is.
    Windows1252,
    /// What the XML declaration names.
    Declared,
}

/// What reading a file gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How it was read.
    pub format: Format,
    /// How its bytes became text.
    pub encoding: Encoding,
    /// Records met, of any sort.
    pub records: u64,
    /// Entries handed over.
    pub entries: u64,
    /// Records about organisations, ships and aircraft.
    pub skipped: u64,
    /// Records that could not be read: how many.
    pub malformed_count: u64,
    /// The first of them, by line.
    pub malformed: Vec<Malformed>,
    /// Things left out or repaired in entries that were kept: how many.
    pub note_count: u64,
    /// The first of them, by line.
    pub notes: Vec<Note>,
    /// Reading could not go on: what was handed over is only the beginning of the list. Such a file must not replace a list.
    pub broken_off: Option<Malformed>,
}

impl Report {
    /// True when the file was read to its end.
    pub const fn is_complete(&self) -> bool {
        self.broken_off.is_none()
    }
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Line at which the record starts, from 1.
    pub line: u64,
    /// The list's own id of it, when that could be read.
    pub id: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Why a record, or the rest of a file, could not be read. None repeats what stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// No id.
    #[error("the record has no id")]
    NoId,
    /// No usable name.
    #[error("the record has no name that can be used")]
    NoName,
    /// Its only name is too long.
    #[error("the name has more than {0} characters")]
    NameTooLong(usize),
    /// The id was met before.
    #[error("the id was used before, at line {first}")]
    DuplicateId {
        /// Line of the record that is kept.
        first: u64,
    },
    /// More bytes than allowed.
    #[error("the record is longer than {0} bytes")]
    TooLong(usize),
    /// More columns, children or members than allowed.
    #[error("the record has more than {0} parts")]
    TooManyParts(usize),
    /// Elements or objects lie too deep.
    #[error("the record is nested deeper than {0} levels")]
    TooDeep(usize),
    /// Fewer columns than the format has.
    #[error("the row has {found} columns; {expected} are needed")]
    TooFewColumns {
        /// Columns found.
        found: usize,
        /// Columns the format has.
        expected: usize,
    },
    /// A quote opens and is not closed.
    #[error("a quote is opened and not closed")]
    OpenQuote,
    /// It is not JSON.
    #[error("this is not JSON: a quote, comma or bracket is missing or too many")]
    NotJson,
    /// It is not XML.
    #[error("this is not XML: a tag is missing, misspelt or not closed")]
    NotXml,
    /// A document type was declared; entity definitions are refused.
    #[error("the file declares a document type; lists need none, and it can hide an attack: ask the sender for a file without <!DOCTYPE>")]
    DocumentType,
    /// An entity that XML does not know by itself.
    #[error("the record uses an entity that XML does not know by itself")]
    UnknownEntity,
    /// Text in a way that cannot be told.
    #[error("the text encoding {0} is not known; save the file as UTF-8")]
    UnknownEncoding(String),
    /// The file is of another format.
    #[error("this is not the start of a file of this format")]
    OtherFormat,
    /// A column that the mapping needs is missing from the header.
    #[error("the header has no column for {0}")]
    NoColumn(&'static str),
    /// The file ends within a record.
    #[error("the file ends in the middle of a record; it may be cut short")]
    CutShort,
    /// More records than allowed.
    #[error("the file has more than {0} records")]
    TooManyRecords(u64),
    /// A document number that is none.
    #[error("the document number is missing or has signs that no number has")]
    DocumentNumber,
    /// An issuer that is not known.
    #[error("the issuer is neither a country's name nor its code")]
    Issuer,
    /// A change that is none.
    #[error("the change is neither add nor remove")]
    Change,
    /// The table is empty.
    #[error("the table is empty: its first line must name the columns")]
    NoHeader,
    /// A lost document of no known kind.
    #[error("the kind is none of stolen_blank, lost, stolen, revoked")]
    LostKind,
    /// A series of numbers that is none.
    #[error(transparent)]
    Series(garita_lost_documents::NumberRangeError),
    /// The whole file is too long.
    #[error("the file is longer than {0} bytes")]
    FileTooLong(u64),
    /// The caller stopped.
    #[error("reading was stopped")]
    Stopped,
}

/// Something left out or repaired in a record that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Line at which the record starts, from 1.
    pub line: u64,
    /// The list's own id of it.
    pub id: String,
    /// What was done.
    pub kind: NoteKind,
}

/// What was left out or repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum NoteKind {
    /// Control characters in a name.
    #[error("control characters were taken out of a name")]
    ControlCharacters,
    /// Characters that turn the reading direction or take no room.
    #[error("direction or invisible characters were taken out of a name")]
    HiddenCharacters,
    /// Letters of another script that look the same.
    #[error("look-alike letters of another script were replaced in a name")]
    LookAlikes,
    /// A word mixes scripts in a way that cannot be repaired.
    #[error("a name mixes letters of several scripts in one word")]
    MixedScripts,
    /// An alias that is too long.
    #[error("an alias was left out: it is too long")]
    AliasTooLong,
    /// More aliases than are kept.
    #[error("aliases were left out: there are too many")]
    TooManyAliases,
    /// A birth date that cannot be understood.
    #[error("a birth date was left out: it cannot be understood")]
    BirthDate,
    /// A country name or code that is not known.
    #[error("a country was left out: its name is not known")]
    Country,
    /// A document number that is none.
    #[error("a document number was left out: it has signs that no number has")]
    DocumentNumber,
    /// A sex that is none of F, M, X.
    #[error("the sex was left out: it is none of F, M, X")]
    Sex,
    /// A kind that is not known.
    #[error("the kind of entry was left out: it is not known")]
    Kind,
    /// A date of listing that cannot be understood.
    #[error("the date of listing was left out: it cannot be understood")]
    ListedOn,
}
