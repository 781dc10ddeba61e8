//! Measurements against the figures the program aims at. Programs, never tests.

mod booth;
mod desk;
mod distribution;
mod mrz;

use std::process::ExitCode;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Bench {
    /// The desk: 20 booths each presenting a traveller every 3 s, over a store with a million past crossings.
    Desk(desk::DeskBench),
    /// Machine readable zones: how fast they are read and checked, what becomes of damaged ones, and that nothing breaks it.
    Mrz(mrz::MrzBench),
}

impl Bench {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Desk(desk) => desk.run(),
            Self::Mrz(mrz) => mrz.run(),
        }
    }
}
