//! From a signer's certificate to the authority that signed it (BSI TR-03135-1 §5.6.4.3.3).

use super::{Anchor, TrustStore, note_role};
use crate::chip::{
    certificate::{Certificate, Crl, Revocation},
    defect::{Defect, Defects},
    signature::SignatureError,
};

/// How the authority was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// By the key identifier that the certificate names.
    KeyId,
    /// By name, and by the key that verifies.
    Name,
}

/// What became of the search.
#[derive(Clone, Debug)]
pub enum Chain<'a> {
    /// The signature verifies with a trusted key.
    Trusted {
        /// Whose key.
        anchor: &'a Anchor,
        /// How it was found.
        by: Match,
    },
    /// The certificate names a trusted key and is not signed with it.
    Wrong {
        /// Whose key it names.
        anchor: &'a Anchor,
        /// What did not verify.
        error: SignatureError,
    },
    /// The authority is known, its signature cannot be checked.
    NotChecked {
        /// Whose key.
        anchor: &'a Anchor,
        /// Why not.
        error: SignatureError,
    },
    /// No authority known here signed it. Authorities change keys, so this says nothing against the document.
    Unknown {
        /// How many authorities of that name were tried.
        same_name: usize,
    },
}

impl TrustStore {
    /// Looks for the authority by key identifier, then by name; every candidate is tried.
    pub fn chain(&self, certificate: &Certificate, defects: &mut Defects) -> Chain<'_> {
        let name = certificate.issuer();
        let mut unchecked = None;
        let mut wrong = None;
        if let Some(identifier) = &certificate.extensions().authority.key_id {
            for anchor in self.with_key_id(identifier) {
                match try_anchor(certificate, anchor, defects) {
                    Ok(()) => {
                        if anchor.certificate.subject() != name {
                            defects.note(Defect::IssuerNameDiffers);
                        }
                        return Chain::Trusted { anchor, by: Match::KeyId };
                    }
                    // Another authority may use the same identifier; then it says nothing.
                    Err(error) if error.is_failure() => {
                        if anchor.certificate.subject() == name {
                            wrong = wrong.or(Some((anchor, error)));
                        }
                    }
                    Err(error) => unchecked = unchecked.or(Some((anchor, error))),
                }
            }
        }
        let mut same_name = 0;
        for anchor in self.with_name(name.normal()) {
            same_name += 1;
            match try_anchor(certificate, anchor, defects) {
                Ok(()) => {
                    if certificate.extensions().authority.key_id.is_some() {
                        defects.note(Defect::KeyIdentifierDiffers);
                    }
                    return Chain::Trusted { anchor, by: Match::Name };
                }
                // Another key of the same authority.
                Err(error) if error.is_failure() => {}
                Err(error) => unchecked = unchecked.or(Some((anchor, error))),
            }
        }
        match (wrong, unchecked) {
            (Some((anchor, error)), _) => Chain::Wrong { anchor, error },
            (None, Some((anchor, error))) => Chain::NotChecked { anchor, error },
            (None, None) => Chain::Unknown { same_name },
        }
    }

    /// The revocation of a certificate by the newest list of its authority. Lists that no key of the authority signed are
    /// passed over; `ignored` counts them.
    pub fn revocation(&self, certificate: &Certificate, anchor: &Anchor, ignored: &mut usize) -> Option<(Revocation, &Crl)> {
        let mut found: Option<(Revocation, &Crl)> = None;
        let same_name = |crl: &&Crl| *crl.issuer() == *certificate.issuer() || *crl.issuer() == *anchor.certificate.subject();
        for crl in self.crls.iter().filter(same_name) {
            if !self.is_authentic(crl, anchor) {
                *ignored += 1;
                continue;
            }
            if let Some(revocation) = crl.revocation(certificate)
                && found.is_none_or(|(_, other)| other.this_update() < crl.this_update())
            {
                found = Some((revocation, crl));
            }
        }
        found
    }

    fn is_authentic(&self, crl: &Crl, anchor: &Anchor) -> bool {
        let by_key = crl.authority().key_id.as_deref().into_iter().flat_map(|identifier| self.with_key_id(identifier));
        let by_name = self.with_name(crl.issuer().normal());
        by_key.chain([anchor]).chain(by_name).any(|anchor| crl.verify_by(&anchor.certificate, &mut Defects::default()).is_ok())
    }
}

fn try_anchor(certificate: &Certificate, anchor: &Anchor, defects: &mut Defects) -> Result<(), SignatureError> {
    let mut odd = Defects::default();
    certificate.verify_by(&anchor.certificate, &mut odd)?;
    note_role(&anchor.certificate, &mut odd);
    defects.merge(&odd);
    Ok(())
}
