//! Chip data under simulated authorities: for tests, for training and for the simulator.
//!
//! What this room is for: an [`IssuingAuthority`] with its certificates and revocation lists, its [`DocumentSigner`]s, the
//! security objects they sign, master lists, and the files of a chip. Everything carries the marks of the real thing, so
//! that the verifying side meets what it meets at a border.
//!
//! It must never serve real documents: private keys lie open in memory and the arithmetic takes time that depends on
//! them. Randomness and times are passed in; the same input gives the same document.

mod authority;
mod files;
mod key;
mod signer;
mod write;

pub use authority::{IssuingAuthority, Period};
pub use files::{com, dg1, dg2, dg11, dg12};
pub use key::{Algorithm, PrivateKey};
pub use signer::{DocumentSigner, Layout};

pub use super::signature::CurveForm;

/// Why something could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// A curve that the verifying side does not know either.
    #[error("the curve {0} is not known")]
    Curve(String),
    /// An RSA key size that is out of bounds, or too small for the hash.
    #[error("an RSA key of {0} bits cannot be made")]
    RsaSize(u32),
    /// The randomness passed in gave nothing usable.
    #[error("the randomness gave no key")]
    Randomness,
    /// A certificate that was passed in cannot be read.
    #[error("the certificate cannot be read")]
    Certificate(#[from] super::BerError),
}
