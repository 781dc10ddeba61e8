//! How words sound, and what it costs to hear one for the other.
//!
//! What this room is for: writing a word in Latin letters as sounds ([`encode`]), the cost of taking one word for another
//! ([`likeness`]), and keys under which words of one sound meet whatever their script ([`skeleton`]). It must not know
//! names, lists or scores.
//!
//! To add a sound: a letter group in [`encode`] and its costs in `knowledge/letter-costs.tsv`.

mod align;
mod costs;
mod encode;
mod skeleton;

pub(crate) use align::{Heard, edits_within, likeness};
pub(crate) use encode::{Sounds, encode};
pub(crate) use skeleton::{Skeleton, skeleton};
