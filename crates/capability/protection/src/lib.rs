//! Protection at the counter: the hold that stops harm, and the seal that keeps it silent (R33, R39).
//!
//! A hold is a message to the protection service, sealed to its public key inside a frame that *every* decision carries,
//! message or not. A post cannot read it back; whoever holds the post's whole database cannot tell the two apart.
//! What everyone may see is that a case *waits*, which any pending case does, without a reason.
//!
//! A waiting case may be admitted by any officer, which ends the wait; it may be refused only after the post's protection
//! officer has cleared it. That holds for every waiting case alike, so that being stopped tells nothing either. Taking the
//! decision to wait back does not end the wait, and taking an admission back makes it stand again.
//!
//! This room must not know travellers' particulars, the desk's pages, or how to open a frame: the opening lives in the
//! protection node (`FrameOpener`), which holds the only key.

mod gate;
mod seal;

pub use gate::{WaitingCases, WaitingGate};
pub use seal::{FrameOpener, KeyError, ProtectionSealer, generate_keys};
