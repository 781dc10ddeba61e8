//! Measurements against the figures the program aims at. Programs, never tests.

mod booth;
mod desk;
mod distribution;

use std::process::ExitCode;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Bench {
    /// The desk: 20 booths each presenting a traveller every 3 s, over a store with a million past crossings.
    Desk(desk::DeskBench),
}

impl Bench {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Desk(desk) => desk.run(),
        }
    }
}
