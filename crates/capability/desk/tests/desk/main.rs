//! The desk through its own routes: real store, real seal, real gate; a clock and a chance that the test owns.

#![cfg(test)]

mod api;
mod counter;
mod holds;
mod input;
mod pages;
mod person;
mod rules;
mod shifts;
mod support;
