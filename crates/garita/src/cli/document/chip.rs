//! `garita document chip`: are the files of a chip the ones its issuer signed. Needs no store.

use std::{collections::BTreeMap, fs, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args;
use garita_domain::Verdict;
use garita_storage::system_environment;
use garita_travel_document::chip::{Certificate, ChipFiles, ChipReport, Reason, TrustStore, passive_authentication, summary, unwrapped};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{
    super::say,
    store::Store,
    trust_files::{TrustFile, load},
};
use crate::exit;

#[derive(Args)]
pub struct Chip {
    /// EF.SOD, the security object.
    #[arg(long)]
    sod: PathBuf,
    /// A data group's whole file, as 1=dg1.bin; may be given again.
    #[arg(long = "dg", value_name = "N=FILE", value_parser = data_group)]
    data_groups: Vec<(u8, PathBuf)>,
    /// A master list, or a certificate of an authority (DER or PEM); may be given again.
    #[arg(long)]
    csca: Vec<PathBuf>,
    /// A revocation list of an authority (DER or PEM); may be given again.
    #[arg(long)]
    crl: Vec<PathBuf>,
    /// The signer's certificate, for security objects that do not enclose it (DER or PEM); may be given again.
    #[arg(long)]
    signer: Vec<PathBuf>,
    /// A directory that `garita document csca import` made.
    #[arg(long)]
    store: Option<PathBuf>,
    /// The day for the validity of certificates, as 2026-11-22; today (UTC) when absent.
    #[arg(long)]
    on: Option<Date>,
    /// One JSON object instead of text for people.
    #[arg(long)]
    json: bool,
}

/// What is printed.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    report: &'a ChipReport,
    /// What the data groups hold, by number, without anything about the person.
    contents: BTreeMap<u8, String>,
    /// What came of the files of authorities.
    trust: &'a [TrustFile],
}

impl Chip {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let on = self.on.unwrap_or_else(|| system_environment().wall().date(&TimeZone::UTC));
        let mut trust = TrustStore::default();
        if let Some(directory) = &self.store {
            Store::at(directory).load(&mut trust)?;
        }
        let paths: Vec<PathBuf> = self.csca.iter().chain(&self.crl).cloned().collect();
        let files = load(&paths, &mut trust, on)?;
        let mut signers = Vec::new();
        for path in &self.signer {
            for object in unwrapped(&read(path)?) {
                signers.push(Certificate::parse(&object).with_context(|| format!("{} is no certificate", path.display()))?);
            }
        }
        let sod = read(&self.sod)?;
        let mut groups = BTreeMap::new();
        for (number, path) in &self.data_groups {
            groups.insert(*number, read(path)?);
        }
        let data_groups = groups.iter().map(|(number, file)| (*number, file.as_slice())).collect();
        let report = passive_authentication(&ChipFiles { sod: &sod, data_groups, signer_certificates: &signers }, &trust, on);
        let contents = groups.iter().map(|(number, file)| (*number, summary(*number, file).unwrap_or_else(|error| error.to_string())));
        if self.json {
            let printed = Printed { report: &report, contents: contents.collect(), trust: &files };
            say(serde_json::to_string(&printed).context("could not write the report")?);
        } else {
            print(&report, &files);
        }
        let unreadable = report.reasons.iter().any(|reason| matches!(reason, Reason::Unreadable(_)));
        let refused = files.iter().any(|file| file.refused.is_some());
        Ok(if unreadable || refused { exit::UNREADABLE.into() } else { ExitCode::SUCCESS })
    }
}

fn print(report: &ChipReport, files: &[TrustFile]) {
    for file in files {
        if let Some(why) = &file.refused {
            say(format_args!("{} is not used: {why}", file.file));
        }
    }
    say(match report.passive_authentication {
        Verdict::Successful => "successful: the security object is genuine and every data group given is the signed one",
        Verdict::Failed => "FAILED: do not rely on the chip; have second line look at the document",
        Verdict::Undetermined | Verdict::NotSupported | Verdict::Aborted => "undetermined: the chip can neither be relied on nor doubted",
    });
    for reason in &report.reasons {
        say(format_args!("  {}", reason.text()));
    }
    if let Some(signer) = &report.signer {
        say(format_args!("signer: {}, serial {}", signer.subject(), data_encoding::HEXUPPER.encode(signer.serial())));
    }
    if let Some(authority) = &report.authority {
        say(format_args!("authority: {} ({})", authority.certificate.subject(), authority.source));
    }
    for defect in report.defects.iter() {
        say(format_args!("odd, and no reason for doubt: {}", defect.text()));
    }
}

fn read(path: &PathBuf) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

fn data_group(text: &str) -> Result<(u8, PathBuf), String> {
    let usage = || "write the number and the file, as 1=dg1.bin; numbers are 1 to 16".to_owned();
    let (number, path) = text.split_once('=').ok_or_else(usage)?;
    let number = number.parse().ok().filter(|number| (1..=16).contains(number)).ok_or_else(usage)?;
    Ok((number, PathBuf::from(path)))
}
