//! All readers, from outside: small fixtures, hostile bytes, and the real lists where they are at hand.

#![cfg(test)]

mod arbitrary_bytes;
mod formats;
mod real_lists;
mod support;
mod travellers;
