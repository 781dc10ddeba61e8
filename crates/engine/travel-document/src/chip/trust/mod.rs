//! Whom to trust: authorities' certificates (CSCA) from master lists and files, and their revocation lists.
//!
//! A certificate is an anchor because somebody who answers for it put it here; this room says how it came and what it
//! verifies, never that it is right. A link certificate counts like the authority's own: it carries the same new key, and
//! whoever holds the former one can verify it. It must not know where files are kept.

mod authority;
mod master_list;
mod pem;

use std::collections::BTreeMap;

pub use authority::{Chain, Match};
pub use master_list::{ListAuthority, ListError, ListSignature, MasterList, Unreadable};
pub use pem::unwrapped;

use super::{
    certificate::{AuthorityMark, Certificate, Crl, Extensions},
    defect::{Defect, Defects},
    signature::SignatureError,
};

/// One trusted authority.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its certificate.
    pub certificate: Certificate,
    /// Where it came from, for people.
    pub source: String,
}

/// What came of adding a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// It was not there before.
    New,
    /// The very same certificate was there.
    Known,
    /// It is no authority's certificate and was not added.
    NoAuthority,
}

/// Certificates by what others call them.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<Anchor>,
    by_key_id: BTreeMap<Vec<u8>, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_fingerprint: BTreeMap<Vec<u8>, usize>,
    crls: Vec<Crl>,
}

impl TrustStore {
    /// Trusts an authority.
    pub fn add(&mut self, certificate: Certificate, source: &str) -> Addition {
        if !is_authority(&certificate) {
            return Addition::NoAuthority;
        }
        let fingerprint = certificate.fingerprint();
        if self.by_fingerprint.contains_key(&fingerprint) {
            return Addition::Known;
        }
        let at = self.anchors.len();
        self.by_fingerprint.insert(fingerprint, at);
        if let Some(identifier) = &certificate.extensions().key_id {
            self.by_key_id.entry(identifier.clone()).or_default().push(at);
        }
        self.by_name.entry(certificate.subject().normal().to_owned()).or_default().push(at);
        self.anchors.push(Anchor { certificate, source: source.to_owned() });
        Addition::New
    }

    /// Adds a revocation list. It counts only where an authority of this store signed it.
    pub fn add_crl(&mut self, crl: Crl) {
        self.crls.push(crl);
    }

    /// All authorities in the order in which they were added.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The revocation lists.
    pub fn crls(&self) -> &[Crl] {
        &self.crls
    }

    /// Whether this very certificate is trusted.
    pub fn contains(&self, certificate: &Certificate) -> bool {
        self.by_fingerprint.contains_key(&certificate.fingerprint())
    }

    /// Those who may have signed under this key identifier.
    fn with_key_id(&self, identifier: &[u8]) -> impl Iterator<Item = &Anchor> {
        self.by_key_id.get(identifier).into_iter().flatten().filter_map(|at| self.anchors.get(*at))
    }

    /// Those who bear this name.
    fn with_name(&self, normal: &str) -> impl Iterator<Item = &Anchor> {
        self.by_name.get(normal).into_iter().flatten().filter_map(|at| self.anchors.get(*at))
    }
}

/// How a certificate vouches for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelfCheck {
    /// Signed with its own key, and the signature verifies.
    SelfSigned,
    /// Signed with the authority's former key.
    Link,
    /// It says it is signed with its own key; the signature does not verify.
    Broken,
    /// Its signature cannot be checked.
    NotChecked(String),
}

/// Checks the signature of an authority on its own certificate.
pub fn self_check(certificate: &Certificate) -> SelfCheck {
    if !certificate.names_itself() {
        return SelfCheck::Link;
    }
    match certificate.verify_by(certificate, &mut Defects::default()) {
        Ok(()) => SelfCheck::SelfSigned,
        Err(SignatureError::Wrong | SignatureError::KeyMismatch) => SelfCheck::Broken,
        Err(error @ (SignatureError::Scheme(_) | SignatureError::Key(_))) => SelfCheck::NotChecked(error.to_string()),
    }
}

/// Marked as an authority, or old enough to have no marks and signed by itself.
fn is_authority(certificate: &Certificate) -> bool {
    let extensions = certificate.extensions();
    match extensions.is_authority {
        Some(AuthorityMark::Authority) => true,
        Some(AuthorityMark::EndEntity) | None => {
            extensions.key_usage.is_some_and(|usage| usage & Extensions::SIGNS_CERTIFICATES != 0) || certificate.names_itself()
        }
    }
}

/// What is odd about an authority's certificate in its role.
fn note_role(certificate: &Certificate, defects: &mut Defects) {
    let extensions = certificate.extensions();
    if extensions.is_authority != Some(AuthorityMark::Authority) {
        defects.note(Defect::NotMarkedAuthority);
    }
    if extensions.key_usage.is_some_and(|usage| usage & Extensions::SIGNS_CERTIFICATES == 0) {
        defects.note(Defect::KeyUsage);
    }
}
