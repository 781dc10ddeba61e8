//! `garita names compare`: pairs of names in, one JSON line each out. Needs no store.

use std::{collections::BTreeMap, fs::File, ops::ControlFlow, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Subcommand};
use garita_alert_lists::{Limits, Mapping, read_name_pairs};
use garita_screening::compare_names;

use super::{say, trouble};
use crate::exit;

#[derive(Subcommand)]
pub enum Names {
    /// Compare pairs of names: a table with the columns `name1` and `name2`.
    Compare(Compare),
}

#[derive(Args)]
pub struct Compare {
    /// The table, CSV.
    file: PathBuf,
    /// One JSON object a line instead of text for people.
    #[arg(long)]
    json: bool,
}

impl Names {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Compare(compare) => compare.run(),
        }
    }
}

impl Compare {
    fn run(self) -> anyhow::Result<ExitCode> {
        let place = self.file.display().to_string();
        let file = File::open(&self.file).with_context(|| format!("could not open {place}"))?;
        // A row that cannot be read has a line of its own too, in its place: whoever reads along counts rows.
        let limits = Limits { listed: usize::MAX, ..Limits::default() };
        let mut lines: BTreeMap<u64, String> = BTreeMap::new();
        let report = read_name_pairs(file, &Mapping::default(), &limits, &mut |pair| {
            let compared = compare_names(&pair.first, &pair.second);
            lines.insert(pair.line, self.line(&compared));
            ControlFlow::Continue(())
        })
        .with_context(|| format!("could not read {place}"))?;
        for at in &report.malformed {
            lines.insert(at.line, self.unread(&at.reason.to_string()));
        }
        lines.values().for_each(say);
        if !self.json || report.broken_off.is_some() {
            trouble::tell(&place, &report);
        }
        Ok(if report.is_complete() { ExitCode::SUCCESS } else { exit::UNREADABLE.into() })
    }

    fn line(&self, compared: &garita_screening::Comparison) -> String {
        if self.json {
            return serde_json::json!({ "score": compared.score, "match": compared.matched, "evidence": compared.evidence }).to_string();
        }
        let verdict = if compared.matched { "match" } else { "no match" };
        let reasons: Vec<String> =
            compared.evidence.pieces().iter().map(|piece| format!("{} {:+}", piece.reason.code(), piece.points)).collect();
        format!("{verdict}, {} points: {}", compared.score, reasons.join(", "))
    }

    fn unread(&self, why: &str) -> String {
        if self.json {
            return serde_json::json!({ "score": 0, "match": false, "evidence": [], "error": why }).to_string();
        }
        format!("not compared: {why}")
    }
}
