//! Master lists: the authorities' certificates that one authority has collected and signed (ICAO 9303-12 §9).

use jiff::civil::DateTime;

use super::{Chain, TrustStore};
use crate::chip::{
    ber::{BerError, INTEGER, SEQUENCE, SET, single, small},
    certificate::Certificate,
    cms::{SignedData, SignerError},
    defect::{Defect, Defects},
    hash::Hash,
    oid,
    signature::SignatureError,
};

/// Most certificates of one list.
const MOST: usize = 20_000;
/// Largest list, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// Why a list is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No signed data.
    #[error("the master list cannot be read: {0}")]
    SignedData(#[source] BerError),
    /// Signed, but something else than a master list.
    #[error("the signed content has the type {0}, which is no master list's")]
    ContentType(String),
    /// The set of certificates.
    #[error("the certificates of the master list cannot be read: {0}")]
    Content(#[source] BerError),
    /// The list was changed after signing, or its signature cannot be checked.
    #[error("the signature of the master list is not accepted: {0}")]
    Signer(#[source] SignerError),
    /// The signer's certificate is not enclosed.
    #[error("the certificate of the master list's signer is missing")]
    SignerMissing,
    /// The signer's certificate names an authority that did not sign it.
    #[error("the certificate of the master list's signer is not accepted: {0}")]
    Chain(#[source] SignatureError),
}

/// A list that was read; nothing is verified yet.
#[derive(Clone, Debug)]
pub struct MasterList {
    signed: SignedData,
    certificates: Vec<Certificate>,
    unreadable: Vec<Unreadable>,
    defects: Defects,
}

/// An entry that is no certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its place in the list, from 1.
    pub place: usize,
    /// SHA-256 of the entry.
    pub fingerprint: Vec<u8>,
    /// What could not be read.
    pub error: BerError,
}

/// Who signed a list.
#[derive(Clone, Debug)]
pub struct ListSignature {
    /// The signer's certificate.
    pub signer: Certificate,
    /// Who vouches for the signer.
    pub authority: ListAuthority,
    /// When, as the signer says (UTC).
    pub signing_time: Option<DateTime>,
    /// What is odd.
    pub defects: Defects,
}

/// Who vouches for a list's signer.
#[derive(Clone, Debug)]
pub enum ListAuthority {
    /// An authority that was trusted before.
    Trusted(Certificate),
    /// An authority that only the list itself contains: whoever made the list could have made it too. Compare its fingerprint
    /// with one that came by another way.
    Contained(Certificate),
    /// None that is known.
    Unknown,
}

impl MasterList {
    /// Reads a list.
    pub fn parse(bytes: &[u8]) -> Result<Self, ListError> {
        if bytes.len() > LARGEST {
            return Err(ListError::SignedData(BerError::TooMany("bytes in a master list")));
        }
        let signed = SignedData::parse(bytes).map_err(ListError::SignedData)?;
        if signed.content_type != oid::CSCA_MASTER_LIST {
            return Err(ListError::ContentType(oid::dotted(&signed.content_type)));
        }
        let mut parts = single(&signed.content, SEQUENCE).map_err(ListError::Content)?.inside();
        parts.expect(INTEGER).and_then(|tlv| small(tlv.content)).map_err(ListError::Content)?;
        let set = parts.expect(SET).map_err(ListError::Content)?;
        let (mut certificates, mut unreadable) = (Vec::new(), Vec::new());
        for (at, entry) in set.inside().enumerate() {
            if at == MOST {
                return Err(ListError::Content(BerError::TooMany("certificates")));
            }
            let entry = entry.map_err(ListError::Content)?;
            match Certificate::parse(entry.whole) {
                Ok(certificate) => certificates.push(certificate),
                Err(error) => unreadable.push(Unreadable { place: at + 1, fingerprint: Hash::Sha256.digest(&[entry.whole]), error }),
            }
        }
        let defects = signed.defects.clone();
        Ok(Self { signed, certificates, unreadable, defects })
    }

    /// The certificates, in the order of the list.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Entries that are no certificates.
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// Verifies the list's own signature, and looks for who vouches for the signer: first among those trusted already, then
    /// in the list itself and among the certificates it encloses.
    pub fn verify(&self, trusted: &TrustStore) -> Result<ListSignature, ListError> {
        self.signed.check_content().map_err(ListError::Signer)?;
        let mut defects = self.defects.clone();
        let signer = self.signer(&mut defects)?;
        let usages = &signer.extensions().extended_key_usage;
        if !usages.iter().any(|usage| usage == oid::MASTER_LIST_SIGNING) {
            defects.note(Defect::KeyUsage);
        }
        let authority = match trusted.chain(signer, &mut defects) {
            Chain::Trusted { anchor, .. } => ListAuthority::Trusted(anchor.certificate.clone()),
            Chain::Wrong { error, .. } => return Err(ListError::Chain(error)),
            Chain::NotChecked { .. } | Chain::Unknown { .. } => self.contained_authority(signer, &mut defects)?,
        };
        let signing_time = self.signed.signer.signing_time();
        Ok(ListSignature { signer: signer.clone(), authority, signing_time, defects })
    }

    fn signer(&self, defects: &mut Defects) -> Result<&Certificate, ListError> {
        let mut failure = None;
        for certificate in self.signed.named_certificates(&[]) {
            match self.signed.check_signature(certificate, defects) {
                Ok(()) => return Ok(certificate),
                Err(error) => failure = Some(error),
            }
        }
        Err(failure.map_or(ListError::SignerMissing, |error| ListError::Signer(SignerError::Signature(error))))
    }

    fn contained_authority(&self, signer: &Certificate, defects: &mut Defects) -> Result<ListAuthority, ListError> {
        let mut own = TrustStore::default();
        for certificate in self.certificates.iter().chain(&self.signed.certificates) {
            own.add(certificate.clone(), "master list");
        }
        match own.chain(signer, defects) {
            Chain::Trusted { anchor, .. } => Ok(ListAuthority::Contained(anchor.certificate.clone())),
            Chain::Wrong { error, .. } => Err(ListError::Chain(error)),
            Chain::NotChecked { .. } | Chain::Unknown { .. } => Ok(ListAuthority::Unknown),
        }
    }
}
