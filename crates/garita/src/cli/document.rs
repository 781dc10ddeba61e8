//! `garita document mrz`: machine readable zones in, one JSON line each out; chips in `document/`. Needs no store.

mod chip;
mod csca;
mod store;
mod trust_files;

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Subcommand};
use garita_storage::system_environment;
use garita_travel_document::mrz::ZoneReport;
use jiff::{civil::Date, tz::TimeZone};

use super::say;
use crate::exit;

/// Largest input without a blank line that is taken as one block, in bytes.
const LARGEST_BLOCK: usize = 64 * 1024;

#[derive(Subcommand)]
pub enum Document {
    /// Read machine readable zones: 1 to 3 lines each, a blank line between them.
    Mrz(Mrz),
    /// Verify the files of a chip: was it signed by the issuer, was anything changed.
    Chip(chip::Chip),
    /// Keep the certificates of issuing authorities.
    #[command(subcommand)]
    Csca(csca::Csca),
}

#[derive(Args)]
pub struct Mrz {
    /// The file; standard input when absent.
    file: Option<PathBuf>,
    /// One JSON object a line instead of text for people.
    #[arg(long)]
    json: bool,
    /// The day on which the documents are looked at, as 2026-11-22; today (UTC) when absent.
    #[arg(long)]
    on: Option<Date>,
}

impl Document {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Mrz(mrz) => mrz.run(),
            Self::Chip(chip) => chip.run(),
            Self::Csca(csca) => csca.run(),
        }
    }
}

impl Mrz {
    fn run(self) -> anyhow::Result<ExitCode> {
        let today = self.on.unwrap_or_else(|| system_environment().wall().date(&TimeZone::UTC));
        let reader: Box<dyn Read> = match &self.file {
            Some(path) => Box::new(File::open(path).with_context(|| format!("could not open {}", path.display()))?),
            None => Box::new(std::io::stdin()),
        };
        let mut reader = BufReader::new(reader);
        let mut unreadable = false;
        while let Some(block) = next_block(&mut reader)? {
            for report in ZoneReport::of_blocks(&block, today) {
                unreadable |= report.format.is_none();
                self.print(&report)?;
            }
        }
        Ok(if unreadable { exit::UNREADABLE.into() } else { ExitCode::SUCCESS })
    }

    fn print(&self, report: &ZoneReport) -> anyhow::Result<()> {
        if self.json {
            say(serde_json::to_string(report).context("could not write a report")?);
            return Ok(());
        }
        let verdict = if report.check_digits_ok { "check digits right" } else { "CHECK DIGITS WRONG" };
        if let Some(error) = &report.error {
            say(format_args!("unreadable: {}", error.description));
        } else {
            let (repaired, open) = (report.repairs.len(), report.questions.len());
            say(format_args!(
                "{}: {verdict}, {repaired} repaired, {open} to be decided on the document",
                report.format.unwrap_or_default()
            ));
        }
        Ok(())
    }
}

/// Lines up to a blank one, so that a file of any length is read in little memory. Bytes that are no UTF-8 become
/// replacement characters, which the reading then names.
fn next_block(reader: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut block = Vec::new();
    loop {
        let mut line = Vec::new();
        let room = (LARGEST_BLOCK + 1).saturating_sub(block.len());
        let read =
            reader.by_ref().take(room.try_into().unwrap_or(u64::MAX)).read_until(b'\n', &mut line).context("could not read the input")?;
        let blank = line.iter().all(u8::is_ascii_whitespace);
        block.extend_from_slice(&line);
        let has_text = !block.iter().all(u8::is_ascii_whitespace);
        if read == 0 && !has_text {
            return Ok(None);
        }
        if read == 0 || (blank && has_text) || block.len() > LARGEST_BLOCK {
            return Ok(Some(String::from_utf8_lossy(&block).into_owned()));
        }
        if !has_text {
            block.clear();
        }
    }
}
