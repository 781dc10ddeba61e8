//! What passive authentication found, for checks to turn into findings and for the command line to print.

use garita_domain::Verdict;
use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{
    certificate::{Certificate, moment},
    cms::SignerError,
    defect::Defects,
    signature::SignatureError,
    sod::SodError,
    trust::Match,
};

/// Result of passive authentication (ICAO 9303-11 §5.1, BSI TR-03135-1 §5.6.4) and everything it rests on.
///
/// Validity periods stand apart in [`ChipReport::validity`] and never change the result: documents outlive certificates.
#[derive(Clone, Debug, Serialize)]
pub struct ChipReport {
    /// Successful, failed or undetermined: the strongest effect of all reasons.
    pub passive_authentication: Verdict,
    /// Why it is not successful, and what else was noticed; empty when there is nothing to say.
    pub reasons: Vec<Reason>,
    /// The certificate whose key signed the security object.
    pub signer: Option<Certificate>,
    /// The trusted authority that signed the signer's certificate.
    pub authority: Option<Authority>,
    /// How and when the security object was signed.
    pub signature: Option<SignatureFacts>,
    /// Every data group that the security object lists or that was given.
    pub data_groups: Vec<DataGroupHash>,
    /// Periods of validity, apart from the result.
    pub validity: Option<Validity>,
    /// Version of the data structure, such as `0108`, when stated.
    pub lds_version: Option<String>,
    /// What is odd and does not count against the document.
    pub defects: Defects,
}

/// A trusted authority and how it was found.
#[derive(Clone, Debug, Serialize)]
pub struct Authority {
    /// Its certificate.
    #[serde(flatten)]
    pub certificate: Certificate,
    /// Where the certificate came from.
    pub source: String,
    /// How it was found.
    pub found_by: Match,
}

impl Serialize for Match {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::KeyId => "key_identifier",
            Self::Name => "name",
        })
    }
}

/// The signature on the security object.
#[derive(Clone, Debug, Serialize)]
pub struct SignatureFacts {
    /// Such as `ECDSA with SHA-256`.
    pub algorithm: String,
    /// Hash function of the data groups.
    pub data_group_hash: String,
    /// When it was signed, as the signer says (UTC).
    #[serde(serialize_with = "optional_moment")]
    pub signing_time: Option<DateTime>,
}

/// One data group against the security object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DataGroupHash {
    /// Number, 1 to 16.
    pub number: u8,
    /// What comparing gave.
    pub hash: HashComparison,
}

/// What comparing a data group with its signed hash gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HashComparison {
    /// The file is the signed one.
    Matches,
    /// The file was changed or exchanged.
    Differs,
    /// Listed; the file was not given.
    NotGiven,
    /// Given; the security object does not cover it.
    NotListed,
    /// The hash function is not known.
    NotChecked,
}

/// Validity of the certificates on one day.
#[derive(Clone, Debug, Serialize)]
pub struct Validity {
    /// The day.
    pub on: String,
    /// The signer's certificate.
    pub signer: Period,
    /// The authority's certificate, when known.
    pub authority: Option<Period>,
    /// Whether the stated signing time lies in the signer's validity and private key period; `None` when there is none.
    pub signed_within: Option<bool>,
}

/// Where a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Before the first moment.
    NotYetValid,
    /// Within.
    Valid,
    /// After the last moment.
    Expired,
}

impl Period {
    /// Where a day lies in a certificate's validity.
    pub fn of(certificate: &Certificate, on: Date) -> Self {
        if on < certificate.not_before().date() {
            Self::NotYetValid
        } else if on > certificate.not_after().date() {
            Self::Expired
        } else {
            Self::Valid
        }
    }
}

/// Why a result is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is no security object.
    Unreadable(SodError),
    /// The signed attributes do not belong to the content.
    Content(SignerError),
    /// The signer's certificate is neither enclosed nor given.
    SignerMissing,
    /// The signature on the security object.
    Signature(SignatureError),
    /// No known authority signed the signer's certificate.
    AuthorityUnknown {
        /// How many authorities of that name were tried.
        same_name: usize,
    },
    /// The signer's certificate names a trusted authority that did not sign it.
    ChainWrong(SignatureError),
    /// The signature on the signer's certificate cannot be checked.
    ChainNotChecked(SignatureError),
    /// The signer's certificate was revoked.
    Revoked {
        /// Since when (UTC).
        since: DateTime,
        /// Reason code of RFC 5280 §5.3.1.
        code: Option<u32>,
    },
    /// Revocation lists of the authority whose signature does not verify were passed over.
    CrlIgnored(usize),
    /// A data group differs from its signed hash.
    DataGroupDiffers(u8),
    /// A data group is not covered by the security object.
    DataGroupNotListed(u8),
    /// The hash function of the data groups is not supported.
    HashNotSupported(String),
}

impl Reason {
    /// Stable name, such as `authority_unknown`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(SodError::ContentType(_)) => "content_type_wrong",
            Self::Unreadable(SodError::SignedData(_) | SodError::Hashes(_)) => "security_object_unreadable",
            Self::Content(error) => content_code(error),
            Self::SignerMissing => "signer_certificate_missing",
            Self::Signature(SignatureError::Wrong) => "signature_wrong",
            Self::Signature(SignatureError::KeyMismatch) => "signature_key_mismatch",
            Self::Signature(SignatureError::Key(_)) => "signer_key_refused",
            Self::Signature(SignatureError::Scheme(_)) => "signature_algorithm_not_supported",
            Self::AuthorityUnknown { .. } => "authority_unknown",
            Self::ChainWrong(_) => "signer_certificate_wrong",
            Self::ChainNotChecked(_) => "signer_certificate_not_checked",
            Self::Revoked { .. } => "signer_certificate_revoked",
            Self::CrlIgnored(_) => "revocation_list_ignored",
            Self::DataGroupDiffers(_) => "data_group_differs",
            Self::DataGroupNotListed(_) => "data_group_not_listed",
            Self::HashNotSupported(_) => "hash_not_supported",
        }
    }

    /// What it does to the result.
    pub const fn effect(&self) -> Verdict {
        match self {
            Self::Unreadable(_) | Self::ChainWrong(_) | Self::Revoked { .. } | Self::DataGroupDiffers(_) | Self::DataGroupNotListed(_) => {
                Verdict::Failed
            }
            Self::Content(error) => match error {
                SignerError::Algorithm(_) => Verdict::Undetermined,
                SignerError::Signature(error) => signature_effect(error),
                SignerError::ContentType | SignerError::DigestMissing | SignerError::Digest => Verdict::Failed,
            },
            Self::Signature(error) | Self::ChainNotChecked(error) => signature_effect(error),
            Self::SignerMissing | Self::AuthorityUnknown { .. } | Self::HashNotSupported(_) => Verdict::Undetermined,
            Self::CrlIgnored(_) => Verdict::Successful,
        }
    }

    /// One sentence in English.
    pub fn text(&self) -> String {
        match self {
            Self::Unreadable(error) => error.to_string(),
            Self::Content(error) => error.to_string(),
            Self::SignerMissing => "the certificate of the security object's signer is missing".to_owned(),
            Self::Signature(error) => format!("security object: {error}"),
            Self::AuthorityUnknown { same_name: 0 } => "no authority known here signed the signer's certificate".to_owned(),
            Self::AuthorityUnknown { same_name } => {
                format!("no authority known here signed the signer's certificate; {same_name} of that name were tried")
            }
            Self::ChainWrong(error) => format!("the signer's certificate names a known authority: {error}"),
            Self::ChainNotChecked(error) => format!("the signer's certificate cannot be checked: {error}"),
            Self::Revoked { since, code: None } => format!("the signer's certificate is revoked since {}", moment(*since)),
            Self::Revoked { since, code: Some(code) } => {
                format!("the signer's certificate is revoked since {} for reason {code}", moment(*since))
            }
            Self::CrlIgnored(count) => format!("{count} revocation lists were passed over: no known key of the authority signed them"),
            Self::DataGroupDiffers(number) => format!("data group {number} is not the signed one"),
            Self::DataGroupNotListed(number) => format!("the security object does not cover data group {number}"),
            Self::HashNotSupported(oid) => format!("the hash function {oid} of the data groups is not supported"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Reason", 3)?;
        map.serialize_field("code", self.code())?;
        map.serialize_field("text", &self.text())?;
        map.serialize_field("effect", &self.effect())?;
        map.end()
    }
}

const fn content_code(error: &SignerError) -> &'static str {
    match error {
        SignerError::ContentType => "content_type_wrong",
        SignerError::DigestMissing => "digest_missing",
        SignerError::Digest => "digest_wrong",
        SignerError::Algorithm(_) => "digest_algorithm_not_supported",
        SignerError::Signature(_) => "signature_wrong",
    }
}

const fn signature_effect(error: &SignatureError) -> Verdict {
    if error.is_failure() { Verdict::Failed } else { Verdict::Undetermined }
}

/// The strongest effect: failed before undetermined before successful.
pub(super) fn verdict(reasons: &[Reason]) -> Verdict {
    let has = |verdict| reasons.iter().any(|reason| reason.effect() == verdict);
    if has(Verdict::Failed) {
        Verdict::Failed
    } else if has(Verdict::Undetermined) {
        Verdict::Undetermined
    } else {
        Verdict::Successful
    }
}

#[expect(clippy::ref_option, reason = "the shape that serde asks for")]
fn optional_moment<S: Serializer>(time: &Option<DateTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.serialize_some(&moment(*time)),
        None => serializer.serialize_none(),
    }
}
