//! Document keys: how a document finds its subject without its number being searchable (DESIGN §4).

use std::collections::BTreeMap;

use garita_domain::{CountryCode, DocumentNumber, PartialDate, Presentation, Secret};
use garita_record::DocumentKey;

/// The node's keys for document keys, by epoch. Old epochs stay for looking up; the newest makes new keys.
pub struct DocumentKeys(BTreeMap<u16, Secret<[u8; 32]>>);

/// Keys of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysOfDocument {
    /// Issuer, number and birth date: finds the holder.
    pub holder: Vec<DocumentKey>,
    /// Issuer and number: finds the same number in other hands.
    pub number: Vec<DocumentKey>,
}

impl DocumentKeys {
    /// Keys by epoch.
    pub const fn new(keys: BTreeMap<u16, Secret<[u8; 32]>>) -> Self {
        Self(keys)
    }

    /// The keys of what was presented, newest epoch first; none when issuer or number could not be read.
    pub fn of(&self, presentation: &Presentation) -> KeysOfDocument {
        let Some(document) = &presentation.document else { return KeysOfDocument::default() };
        let (Some(issuer), Some(number)) = (document.issuer, &document.number) else { return KeysOfDocument::default() };
        self.of_document(issuer, number, presentation.birth_date)
    }

    /// The keys of a document known by issuer, number and its holder's birth date.
    pub fn of_document(&self, issuer: CountryCode, number: &DocumentNumber, birth_date: PartialDate) -> KeysOfDocument {
        KeysOfDocument { holder: self.make(&holder_form(issuer, number, birth_date)), number: self.make(&number_form(issuer, number)) }
    }

    fn make(&self, canonical: &str) -> Vec<DocumentKey> {
        let key = |(epoch, secret): (&u16, &Secret<[u8; 32]>)| {
            let hash = blake3::keyed_hash(secret.expose(), canonical.as_bytes());
            let mut short = [0; 16];
            short.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
            DocumentKey { epoch: *epoch, hash: short }
        };
        self.0.iter().rev().map(key).collect()
    }
}

/// Frozen. `holder 1`, issuer without fillers, canonical number, birth date as far as known, one line each.
fn holder_form(issuer: CountryCode, number: &DocumentNumber, birth_date: PartialDate) -> String {
    format!("holder 1\n{issuer}\n{number}\n{birth_date}\n")
}

/// Frozen. `number 1`, issuer without fillers, canonical number, one line each.
fn number_form(issuer: CountryCode, number: &DocumentNumber) -> String {
    format!("number 1\n{issuer}\n{number}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frozen: journals in the field hold keys of these forms.
    #[test]
    fn canonical_forms_and_keys_are_frozen() {
        let issuer = CountryCode::parse("HND").unwrap();
        let number = DocumentNumber::parse("e-123456").unwrap();
        let birth = PartialDate::parse("1991-04").unwrap();
        assert_eq!(holder_form(issuer, &number, birth), "holder 1\nHND\nE123456\n1991-04\n");
        assert_eq!(number_form(issuer, &number), "number 1\nHND\nE123456\n");
        let keys = DocumentKeys::new(BTreeMap::from([(1, Secret::new([1; 32])), (2, Secret::new([2; 32]))]));
        let made = keys.make(&holder_form(issuer, &number, birth));
        assert_eq!(made.iter().map(|key| key.epoch).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(made.last().map(ToString::to_string).as_deref(), Some("1:ad1188af87b40b02895cd2817ba2a13d"));
    }
}
