//! What a list says about a person, and what is asked about a traveller.

use garita_domain::{CountryCode, DocumentNumber, PartialDate, Sex};
use serde::{Deserialize, Serialize};

/// A person as a list describes them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPerson {
    /// The list's own id of the entry; unique inside its list.
    pub id: String,
    /// Names and aliases in any script, the main name first.
    pub names: Vec<ListedName>,
    /// Birth dates; any one of them may be the true one. Empty when none is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub birth_dates: Vec<DateRange>,
    /// Sex, when the list says it.
    #[serde(default)]
    pub sex: Sex,
    /// Nationalities; any of them may be the one shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nationalities: Vec<CountryCode>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<ListedDocument>,
}

/// One name of a listed person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedName {
    /// The name.
    pub text: NameText,
    /// What the list thinks of it.
    #[serde(default)]
    pub quality: NameQuality,
}

/// What a list thinks of an alias.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameQuality {
    /// A name that identifies.
    #[default]
    Strong,
    /// A nickname, a nom de guerre, a "low quality" alias: never enough alone.
    Weak,
}

/// A name in whatever parts it was given.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum NameText {
    /// Surnames apart from given names.
    Parts {
        /// Surnames, or the only name.
        surname: String,
        /// Given names; empty for a single name.
        given_names: String,
    },
    /// The name as one text, in its own order.
    Whole(String),
}

/// A birth date as a span of days: a year only, a range, "about 1970".
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// The earliest date it can be.
    pub from: PartialDate,
    /// The latest date it can be; equal to `from` for a single date.
    pub to: PartialDate,
    /// "Approximately": a year or two on either side are as likely.
    #[serde(default)]
    pub approximate: bool,
}

/// A document a list gives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDocument {
    /// Its number.
    pub number: DocumentNumber,
    /// Who issued it, when known.
    #[serde(default)]
    pub issuer: Option<CountryCode>,
}

/// The traveller that is asked about.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// Names: the MRZ's, the printed one, the one in another script.
    pub names: Vec<NameText>,
    /// Birth date as far as known.
    pub birth_date: PartialDate,
    /// Sex as printed.
    pub sex: Sex,
    /// Nationality, when known.
    pub nationality: Option<CountryCode>,
    /// Document numbers with their issuers.
    pub documents: Vec<ListedDocument>,
}

impl From<PartialDate> for DateRange {
    fn from(date: PartialDate) -> Self {
        Self { from: date, to: date, approximate: false }
    }
}

macro_rules! personal {
    ($($kind:ident),*) => {
        $(
            /// Personal: logs see a placeholder.
            impl std::fmt::Debug for $kind {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($kind), "([personal])"))
                }
            }
        )*
    };
}
personal!(ListedPerson, ListedName, NameText, DateRange, ListedDocument, Subject);
