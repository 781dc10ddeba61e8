//! What the tests of the binary share: a running post, browsers over real HTTPS, booths that present and decide, and what
//! the program itself says about its store afterwards.
#![allow(dead_code, unused_imports, clippy::allow_attributes, reason = "every test file uses another part of this")]

mod booths;
mod browser;
mod chance;
mod papers;
mod post;
mod power;
mod verdict;

pub use booths::{Booths, Crossing, Ending, Halfway};
pub use browser::{Browser, Page, hidden_fields};
pub use chance::Chance;
pub use papers::passport;
pub use post::{Launch, PASSWORD, PIN, Post, garita, make_demo, make_demo_on, officer, spawn};
pub use power::{Ground, ground, left_out};
pub use verdict::{Counts, all_there, compare, counts, found, verify};

/// A number set from outside, for the long forms of these tests.
#[expect(clippy::disallowed_methods, reason = "a test's own switch")]
pub fn from_outside(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// `short`, or what `scripts/test-long` runs.
pub fn kills(short: u32, long: u32) -> u32 {
    let long = if from_outside("GARITA_LONG") == Some(1) { long } else { short };
    from_outside("GARITA_KILLS").unwrap_or(long)
}
