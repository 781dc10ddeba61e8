//! Garita: border management for posts that cannot count on a network.
//!
//! The binary: command line, configuration, and the one place where capabilities are put together (`node/assembly.rs`).
//! It must not hold any rule about travellers.

mod bench;
mod cli;
mod demo;
mod exit;
mod node;

use std::process::ExitCode;

use clap::Parser;

use crate::{cli::Cli, exit::exit_code};

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::start_logging(cli.log_format);
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            cli::complain(&error);
            exit_code(&error)
        }
    }
}
