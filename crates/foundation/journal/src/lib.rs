//! The journal: entries, chains, epochs, signed heads, clocks and verification (DESIGN §2A).
//!
//! What is permanent is only a [`Link`]: node, epoch, sequence, previous hash, digest. Everything that speaks of a person
//! is [`Content`], covered by the digest through a random [`Salt`]; destroying content and salt leaves the chain
//! verifiable and says nothing about anyone.
//!
//! This room is pure: it must not know any database, network, clock of its own, or what an entry means.
//!
//! To add to it: a change of any hashed byte layout is a new domain-separation label beside the old one, never an edit;
//! the test vectors in `chain.rs` are frozen.

mod chain;
mod clock;
mod content;
mod head;
mod verify;

pub use chain::{Digest, EpochOpening, Hash, HashError, Link};
pub use clock::{DRIFT_BOUND, Drift, Hlc, HybridClock, TimeKeeper};
pub use content::{Content, Salt};
pub use head::{Head, HeadError, HeadSeal, NodeKey, NodePublicKey};
pub use verify::{Fault, FaultAt, Part, Verifier};
