//! A record of a lost-document list.

use garita_domain::{CountryCode, DocumentNumber};

/// Why a document is on the list (the sorts of INTERPOL's SLTD database).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Stolen before it was filled in: whoever shows it has a forgery.
    StolenBlank,
    /// Lost by its holder.
    Lost,
    /// Stolen from its holder.
    Stolen,
    /// Withdrawn by its issuer.
    Revoked,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::StolenBlank, Self::Lost, Self::Stolen, Self::Revoked];

    /// The code used in files, forms and entries.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StolenBlank => "stolen_blank",
            Self::Lost => "lost",
            Self::Stolen => "stolen",
            Self::Revoked => "revoked",
        }
    }

    /// The kind with this code; spaces and hyphens count as underscores.
    pub fn from_code(code: &str) -> Option<Self> {
        let same = |a: u8, b: u8| a.eq_ignore_ascii_case(&b) || (b == b'_' && matches!(a, b' ' | b'-'));
        let code = code.trim();
        Self::ALL.into_iter().find(|kind| {
            let wanted = kind.code();
            wanted.len() == code.len() && code.bytes().zip(wanted.bytes()).all(|(a, b)| same(a, b))
        })
    }

    const fn bit(self) -> u8 {
        match self {
            Self::StolenBlank => 1,
            Self::Lost => 2,
            Self::Stolen => 4,
            Self::Revoked => 8,
        }
    }
}

/// The kinds under which one document is listed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

impl Kinds {
    /// None.
    pub const NONE: Self = Self(0);
    /// All four.
    pub const ALL: Self = Self(15);

    /// Takes the four low bits.
    pub(crate) const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// True when the document is listed as `kind`.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// True when there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds that `other` lacks.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The kinds, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl From<Kind> for Kinds {
    fn from(kind: Kind) -> Self {
        Self(kind.bit())
    }
}

impl std::fmt::Debug for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// One record.
#[derive(Clone, PartialEq, Eq)]
pub struct LostDocument {
    /// The document's number.
    pub number: DocumentNumber,
    /// Who issued it; `None` when the list does not say.
    pub issuer: Option<CountryCode>,
    /// Why it is listed.
    pub kind: Kind,
}

/// Personal: logs see a placeholder.
impl std::fmt::Debug for LostDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LostDocument([personal])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_the_spellings_people_use() {
        assert_eq!(Kind::from_code(" Stolen blank "), Some(Kind::StolenBlank));
        assert_eq!(Kind::from_code("stolen-blank"), Some(Kind::StolenBlank));
        assert_eq!(Kind::from_code("REVOKED"), Some(Kind::Revoked));
        assert_eq!(Kind::from_code("stole"), None);
        assert!(Kind::ALL.iter().all(|kind| Kind::from_code(kind.code()) == Some(*kind)));
    }

    #[test]
    fn sets_of_kinds_add_and_take_away() {
        let both = Kinds::from(Kind::Lost).with(Kind::Stolen.into());
        assert_eq!(both.iter().collect::<Vec<_>>(), [Kind::Lost, Kind::Stolen]);
        assert_eq!(both.without(Kind::Lost.into()), Kind::Stolen.into());
        assert!(both.without(Kinds::ALL).is_empty());
    }
}
