//! Everything secret: hashing, one-time codes, tokens, the rules for passwords and PINs, and the delay after wrong ones.
//!
//! No secret leaves this folder but to the one page or cookie it was made for; none is ever part of an entry.

pub(crate) mod code;
pub(crate) mod hash;
pub(crate) mod hashing;
pub(crate) mod policy;
pub(crate) mod throttle;
pub(crate) mod token;
