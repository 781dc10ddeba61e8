//! Signatures of travel documents: which algorithm, which key, does it verify.
//!
//! Only public data pass through here, so that time does not depend on anything secret. One arithmetic serves every
//! curve: several curves of travel documents have no crate, and one path tested on all is better than two on some.
//! Known answers made with OpenSSL stand in `vectors`. It must not know certificates or trust.
//!
//! To add a curve: a row in `curves` and vectors. To add an algorithm: a [`Scheme`] and its identifiers in `scheme`.

mod curve;
mod curves;
mod ecdsa;
mod public_key;
mod rsa;
mod scheme;
#[cfg(any(test, feature = "issue"))]
mod sign;
#[cfg(test)]
mod vectors;

#[cfg(any(test, feature = "issue"))]
pub(super) use curves::Curve;
pub use public_key::{KeyError, PublicKey};
#[cfg(any(test, feature = "issue"))]
pub(super) use rsa::{pkcs1_block, pss_block};
pub(super) use scheme::{AlgorithmIdentifier, scheme_of};
pub use scheme::{Scheme, SchemeError};
#[cfg(any(test, feature = "issue"))]
pub use sign::CurveForm;
#[cfg(any(test, feature = "issue"))]
pub(super) use sign::{curve_parameters, sign_ecdsa};

use super::defect::Defects;

/// Why a signature was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// It was made by another key or over other data.
    #[error("the signature does not verify")]
    Wrong,
    /// The algorithm belongs to another kind of key.
    #[error("the signature algorithm does not belong to the key")]
    KeyMismatch,
    /// The algorithm cannot be checked.
    #[error(transparent)]
    Scheme(#[from] SchemeError),
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl SignatureError {
    /// Whether the signature was checked and found false, or its key refused; otherwise it could not be checked.
    pub const fn is_failure(&self) -> bool {
        match self {
            Self::Wrong | Self::KeyMismatch => true,
            Self::Scheme(_) => false,
            Self::Key(key) => key.is_failure(),
        }
    }
}

/// Checks a signature over some parts of a message, one after the other.
pub(super) fn verify(
    key: &PublicKey,
    scheme: &Scheme,
    message: &[&[u8]],
    signature: &[u8],
    defects: &mut Defects,
) -> Result<(), SignatureError> {
    match (key, scheme) {
        (PublicKey::Rsa(key), Scheme::RsaPkcs1(hash)) => rsa::verify_pkcs1(key, *hash, message, signature, defects),
        (PublicKey::Rsa(key), Scheme::RsaPss { hash, mask, salt }) => {
            rsa::verify_pss(key, &rsa::Pss { hash: *hash, mask: *mask, salt: *salt }, message, signature, defects)
        }
        (PublicKey::Ec { curve, point }, Scheme::Ecdsa(hash)) => ecdsa::verify(curve, point, *hash, message, signature, defects),
        (PublicKey::Rsa(_), Scheme::Ecdsa(_)) | (PublicKey::Ec { .. }, Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. }) => {
            Err(SignatureError::KeyMismatch)
        }
    }
}
