//! `garita document csca`: a directory of trusted authorities.

use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;
use garita_storage::system_environment;
use garita_travel_document::chip::{Period, TrustStore};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{
    super::say,
    store::{Import, Store},
    trust_files::{TrustFile, load},
};
use crate::exit;

#[derive(Subcommand)]
pub enum Csca {
    /// Verify master lists and certificates, trust what is in them, and say what changes.
    Import(ImportFiles),
    /// List the trusted authorities.
    List(List),
}

#[derive(Args)]
pub struct ImportFiles {
    /// Master lists or certificates (DER or PEM).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The directory; made when it is not there.
    #[arg(long)]
    store: PathBuf,
    /// Who imports, for the record.
    #[arg(long, default_value = "not stated")]
    by: String,
    /// One JSON object a file instead of text for people.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct List {
    /// The directory.
    #[arg(long)]
    store: PathBuf,
    /// The day for validity, as 2026-11-22; today (UTC) when absent.
    #[arg(long)]
    on: Option<Date>,
    /// One JSON object a certificate instead of text for people.
    #[arg(long)]
    json: bool,
}

/// What came of one file, and what it means for the store.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    file: &'a TrustFile,
    /// Authorities that an earlier list of the same signer had and this one has not. They stay trusted.
    no_longer_listed: Vec<String>,
    /// The signing time of a newer list of the same signer that was imported before.
    #[serde(skip_serializing_if = "Option::is_none")]
    older_than: Option<String>,
}

impl Csca {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Import(import) => import.run(),
            Self::List(list) => list.run(),
        }
    }
}

impl ImportFiles {
    fn run(self) -> anyhow::Result<ExitCode> {
        let now = system_environment().wall();
        let store = Store::at(&self.store);
        let mut trust = TrustStore::default();
        store.load(&mut trust)?;
        let earlier = store.imports()?;
        let files = load(&self.files, &mut trust, now.date(&TimeZone::UTC))?;
        let used = files.iter().filter(|file| file.refused.is_none() && !file.fingerprints.is_empty());
        let imports: Vec<Import> = used
            .map(|file| Import {
                at: now.date(&TimeZone::UTC).to_string(),
                by: self.by.clone(),
                file: file.file.clone(),
                sha256: file.sha256.clone(),
                signed_by: file.signed_by.clone(),
                signed_at: file.signed_at.clone(),
                fingerprints: file.fingerprints.iter().cloned().collect(),
            })
            .collect();
        if !imports.is_empty() {
            store.keep(&trust, &imports)?;
        }
        for file in &files {
            let printed =
                Printed { file, no_longer_listed: no_longer_listed(file, &earlier, &trust), older_than: older_than(file, &earlier) };
            if self.json {
                say(serde_json::to_string(&printed).context("could not write the report")?);
            } else {
                printed.say();
            }
        }
        Ok(if imports.len() < files.len() { exit::UNREADABLE.into() } else { ExitCode::SUCCESS })
    }
}

impl Printed<'_> {
    fn say(&self) {
        let file = self.file;
        if let Some(why) = &file.refused {
            say(format_args!("{}: NOT imported: {why}", file.file));
            return;
        }
        let (countries, links, expired) = (file.countries.len(), file.links, file.expired);
        say(format_args!("{}: {} certificates, {} added, {} known", file.file, file.certificates, file.added, file.known));
        say(format_args!("  {countries} countries, {links} link certificates, {expired} expired, {} left out", file.left_out.len()));
        if let (Some(signer), Some(authority)) = (&file.signed_by, file.authority) {
            say(format_args!("  signed by {signer} at {}", file.signed_at.as_deref().unwrap_or("an unknown time")));
            if authority != "trusted" {
                let fingerprint = file.authority_fingerprint.as_deref().unwrap_or("none");
                say(format_args!("  nobody trusted before vouches for the signer: compare {fingerprint} with the publisher's own"));
            }
        }
        for line in &file.left_out {
            say(format_args!("  left out: {line}"));
        }
        for line in &self.no_longer_listed {
            say(format_args!("  no longer listed, still trusted: {line}"));
        }
        if let Some(newer) = &self.older_than {
            say(format_args!("  this list is older than one imported before, of {newer}"));
        }
    }
}

fn earlier_lists<'a>(file: &'a TrustFile, earlier: &'a [Import]) -> impl Iterator<Item = &'a Import> {
    let country = |signer: &str| signer.split(", ").find(|part| part.starts_with("C=")).map(str::to_uppercase);
    let own = file.signed_by.as_deref().and_then(country);
    earlier.iter().filter(move |import| own.is_some() && import.signed_by.as_deref().and_then(country) == own)
}

/// What a newer list of the same signer left out.
fn no_longer_listed(file: &TrustFile, earlier: &[Import], trust: &TrustStore) -> Vec<String> {
    if older_than(file, earlier).is_some() {
        return Vec::new();
    }
    let before: BTreeSet<&String> = earlier_lists(file, earlier).last().into_iter().flat_map(|import| &import.fingerprints).collect();
    let gone = |fingerprint: &String| before.contains(fingerprint) && !file.fingerprints.contains(fingerprint);
    let anchors = trust.anchors().iter().filter(|anchor| gone(&HEXLOWER.encode(&anchor.certificate.fingerprint())));
    anchors.map(|anchor| format!("{} ({})", anchor.certificate.subject(), HEXLOWER.encode(anchor.certificate.serial()))).collect()
}

fn older_than(file: &TrustFile, earlier: &[Import]) -> Option<String> {
    let own = file.signed_at.as_ref()?;
    earlier_lists(file, earlier).filter_map(|import| import.signed_at.clone()).filter(|signed| signed > own).max()
}

impl List {
    fn run(self) -> anyhow::Result<ExitCode> {
        let on = self.on.unwrap_or_else(|| system_environment().wall().date(&TimeZone::UTC));
        let mut trust = TrustStore::default();
        Store::at(&self.store).load(&mut trust)?;
        let mut anchors: Vec<_> = trust.anchors().iter().collect();
        anchors.sort_by_key(|anchor| (anchor.certificate.country(), anchor.certificate.not_before(), anchor.certificate.fingerprint()));
        for anchor in anchors {
            let certificate = &anchor.certificate;
            let period = Period::of(certificate, on);
            if self.json {
                let line = serde_json::json!({ "certificate": certificate, "source": anchor.source, "validity": period });
                say(line);
            } else {
                let country = certificate.country().unwrap_or_default();
                let (from, until) = (certificate.not_before().date(), certificate.not_after().date());
                say(format_args!("{country:3} {from} {until} {period:?} {} ({})", certificate.subject(), anchor.source));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
