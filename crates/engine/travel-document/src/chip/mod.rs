//! Chip data: files of the logical data structure, and whether their issuer signed them (passive authentication).
//!
//! What this room is for: from the bytes of a chip to typed fields ([`lds`](Com)) and to a [`ChipReport`] that says whether
//! the data are the issuer's, by which certificates, and what was odd. Checks turn reports into findings; this room makes
//! none. It reads data that was read before; it does not talk to chips.
//!
//! Every reader is bounded in size, depth and number, panics on nothing and takes no clock: the day is passed in. Reading is
//! tolerant where a genuine document was seen to be odd and nothing can be forged by it, and every oddity is a [`Defect`] of
//! the report. Trust is never tolerant: an unknown curve, a wrong signature, an uncovered data group are refused.
//!
//! ASN.1 is read by a small reader of its own (`ber`), because strict DER readers refuse genuine documents; hashes and big
//! numbers come from the `RustCrypto` crates; curve and padding arithmetic stands in `signature`, which says why.
//!
//! To add a data group: a module in `lds`. To add an oddity: a [`Defect`]. To add a reason: a [`Reason`].
//! With the feature `issue`, [`issue`] makes chip data under simulated authorities.

mod ber;
mod certificate;
mod cms;
mod defect;
mod encode;
mod hash;
#[cfg(any(test, feature = "issue"))]
pub mod issue;
mod lds;
mod oid;
mod passive;
mod report;
mod signature;
mod sod;
#[cfg(test)]
mod tests;
mod trust;

pub use ber::BerError;
pub use certificate::{AuthorityKey, AuthorityMark, Certificate, Crl, Extensions, Name, Revocation};
pub use cms::SignerError;
pub use defect::{Defect, Defects};
pub use hash::Hash;
pub use lds::{
    Com, ContactPerson, Dg1, Dg2, Dg7, Dg11, Dg12, Dg14, Dg15, Dg16, FaceEncoding, FaceImage, FaceRecord, FaceTemplate, Image, ImageFormat,
    LdsError, Personal, SecurityInfo, data_group_number, data_group_tag, summary,
};
pub use passive::{ChipFiles, passive_authentication};
pub use report::{Authority, ChipReport, DataGroupHash, HashComparison, Period, Reason, SignatureFacts, Validity};
pub use signature::{KeyError, PublicKey, Scheme, SchemeError, SignatureError};
pub use sod::{SecurityObject, Sod, SodError};
pub use trust::{
    Addition, Anchor, Chain, ListAuthority, ListError, ListSignature, MasterList, Match, SelfCheck, TrustStore, Unreadable, self_check,
    unwrapped,
};
