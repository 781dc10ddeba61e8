//! Chip data.
mod ber;
mod defect;
mod encode;
mod hash;
mod oid;
mod signature;
pub use ber::BerError;
pub use defect::{Defect, Defects};
pub use hash::Hash;
pub use signature::{KeyError, PublicKey, Scheme, SchemeError, SignatureError};
