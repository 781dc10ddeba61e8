//! A directory of trusted authorities: one certificate a file, and a record of every import.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use data_encoding::HEXLOWER;
use garita_travel_document::chip::{Certificate, TrustStore};
use serde::{Deserialize, Serialize};

/// One import, a line of the record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Import {
    /// When (UTC).
    pub at: String,
    /// Who imported, as they said.
    pub by: String,
    /// The file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who signed the list, when it was one.
    pub signed_by: Option<String>,
    /// When the list was signed (UTC).
    pub signed_at: Option<String>,
    /// SHA-256 of its certificates.
    pub fingerprints: Vec<String>,
}

/// The directory.
pub struct Store {
    directory: PathBuf,
}

impl Store {
    pub fn at(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// All imports, oldest first.
    pub fn imports(&self) -> anyhow::Result<Vec<Import>> {
        let path = self.record();
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        text.lines().map(|line| serde_json::from_str(line).with_context(|| format!("{} is damaged", path.display()))).collect()
    }

    /// Trusts every certificate of the store. A file that is not what its name says is an error: somebody changed it.
    pub fn load(&self, trust: &mut TrustStore) -> anyhow::Result<()> {
        let mut sources = BTreeMap::new();
        for import in self.imports()? {
            let source = import.signed_by.map_or_else(|| import.file.clone(), |signer| format!("master list of {signer}"));
            for fingerprint in import.fingerprints {
                sources.entry(fingerprint).or_insert_with(|| source.clone());
            }
        }
        for (fingerprint, source) in sources {
            let path = self.certificate(&fingerprint);
            let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
            let certificate = Certificate::parse(&bytes).with_context(|| format!("{} is damaged; import it again", path.display()))?;
            anyhow::ensure!(HEXLOWER.encode(&certificate.fingerprint()) == fingerprint, "{} was changed; import it again", path.display());
            trust.add(certificate, &source);
        }
        Ok(())
    }

    /// Keeps certificates, then records the imports.
    pub fn keep(&self, trust: &TrustStore, imports: &[Import]) -> anyhow::Result<()> {
        let certificates = self.directory.join("certificates");
        fs::create_dir_all(&certificates).with_context(|| format!("could not make {}", certificates.display()))?;
        for anchor in trust.anchors() {
            let path = self.certificate(&HEXLOWER.encode(&anchor.certificate.fingerprint()));
            if !path.exists() {
                write(&path, anchor.certificate.bytes())?;
            }
        }
        let mut record = String::new();
        for import in self.imports()?.iter().chain(imports) {
            record.push_str(&serde_json::to_string(import).context("could not write the record")?);
            record.push('\n');
        }
        write(&self.record(), record.as_bytes())
    }

    fn record(&self) -> PathBuf {
        self.directory.join("imports.jsonl")
    }

    fn certificate(&self, fingerprint: &str) -> PathBuf {
        self.directory.join("certificates").join(format!("{fingerprint}.cer"))
    }
}

/// Whole or not at all, also when power fails.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let draft = path.with_extension("new");
    let written = fs::File::create(&draft).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.and_then(|()| fs::rename(&draft, path)).with_context(|| format!("could not write {}", path.display()))
}
