//! The accounts side of a post as a browser meets it: a store of its own for each test, a clock that is set, seeded chance.

#![cfg(test)]

mod approvals;
mod booths;
mod engines;
mod pages;
mod post;
mod secrecy;
mod sessions;
mod sign_in;
