//! Lost and stolen documents: is this number on the list, and as what?
//!
//! What this room is for: 100 million records (number, issuer, kind) as keyed fingerprints in one file that is read in
//! place. A [`Builder`] makes the file in bounded memory from records in any order; [`LostDocuments`] looks numbers up;
//! an [`Overlay`] carries what was added and removed since.
//!
//! **A stolen disk names nobody (R61).** A record is 45 bits of a keyed BLAKE3 hash of the number, beside the place where it
//! stands (at least 8 bits more), and the issuer and kind hidden under more of the same hash. Without the key nothing
//! can be tested against the file. *Limits:* who has the key too can try every number (10^9 passports of nine
//! digits take minutes), so the key must never lie on the same disk unprotected. Anyone sees how many records there are, and whether
//! one number stands there more than once. The file has its own salt: two files of the same list cannot be compared without the key.
//!
//! **False alerts.** A number that is not listed meets a wrong record with a probability of about (records in a bucket) / 2^45:
//! at most 128 are aimed at, so 4 * 10^-12 whatever the size of the list; an overlay adds (its rows) / 2^64. Issuers are compared exactly.
//!
//! **Issuers.** A record without issuer matches whoever issued the number. A traveller's document without a known issuer
//! matches every record of the number. Otherwise both must be the same; codes of one issuer (D and DEU) count as the same.
//! [`Hit::issuer`] says which case it was. A hit is a question to a person, never an outcome (R15).
//!
//! **Ranges.** Stolen blanks come in series: [`NumberRange`] spells a series out, one record a number.
//!
//! **Switching.** A file is written once and never changed. The caller writes it beside the old one, opens it, renames it, and only
//! then lets go of the old one; [`Facts`] say which version and how many records are in use.
//!
//! It must not know: where files lie, who may ask, any store or page, the clock. Key and salt are handed in. To read another source of records,
//! write a reader elsewhere that calls [`Builder::add`].

mod build;
mod error;
mod fingerprint;
mod layout;
mod overlay;
mod partition;
mod range;
mod read;
mod record;
mod source;

pub use build::{Builder, Header, Progress};
pub use error::{BuildError, OpenError, ReadError};
pub use fingerprint::SecretKey;
pub use layout::Facts;
pub use overlay::{Overlay, OverlayBuilder};
pub use range::{NumberRange, NumberRangeError};
pub use read::{Hit, IssuerMatch, LostDocuments};
pub use record::{Kind, Kinds, LostDocument};
pub use source::Source;
