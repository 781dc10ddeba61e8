//! Alert lists over HTTP and on both engines.

#![cfg(test)]

mod adjudication;
mod engines;
mod imports;
mod national;
mod pages;
mod post;
mod steps;
