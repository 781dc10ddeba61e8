//! Files that somebody trusts: master lists and certificates of authorities, revocation lists.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use data_encoding::HEXLOWER;
use garita_travel_document::chip::{
    Addition, Certificate, Crl, Defects, Hash, ListAuthority, MasterList, Period, SelfCheck, TrustStore, self_check, unwrapped,
};
use jiff::civil::Date;
use serde::Serialize;

/// What came of one file.
#[derive(Debug, Serialize)]
pub struct TrustFile {
    /// The file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// `master_list`, `certificate`, `revocation_list` or `unknown`.
    pub kind: &'static str,
    /// Why nothing of it is used, and what to do; absent when it is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Who signed it, for a master list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// Who vouches for the signer: `trusted`, `contained` in the list only, or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<&'static str>,
    /// SHA-256 of the certificate that vouches, to compare with one that came by another way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_fingerprint: Option<String>,
    /// When the master list was signed (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<String>,
    /// Certificates in it.
    pub certificates: usize,
    /// Certificates that were not trusted before.
    pub added: usize,
    /// Certificates that were trusted before.
    pub known: usize,
    /// Link certificates among them.
    pub links: usize,
    /// Certificates that are no longer valid.
    pub expired: usize,
    /// Certificates by country.
    pub countries: BTreeMap<String, usize>,
    /// Certificates that were not taken, and why.
    pub left_out: Vec<String>,
    /// What is odd, with how often.
    pub defects: BTreeMap<&'static str, usize>,
    /// SHA-256 of its certificates.
    #[serde(skip)]
    pub fingerprints: BTreeSet<String>,
}

impl TrustFile {
    fn new(path: &Path, bytes: &[u8]) -> Self {
        Self {
            file: path.display().to_string(),
            sha256: HEXLOWER.encode(&Hash::Sha256.digest(&[bytes])),
            kind: "unknown",
            refused: None,
            signed_by: None,
            authority: None,
            authority_fingerprint: None,
            signed_at: None,
            certificates: 0,
            added: 0,
            known: 0,
            links: 0,
            expired: 0,
            countries: BTreeMap::new(),
            left_out: Vec::new(),
            defects: BTreeMap::new(),
            fingerprints: BTreeSet::new(),
        }
    }

    fn note(&mut self, defects: &Defects) {
        for defect in defects.iter() {
            *self.defects.entry(defect.code()).or_default() += 1;
        }
    }

    fn take(&mut self, certificate: &Certificate, trust: &mut TrustStore, on: Date) {
        self.certificates += 1;
        self.note(certificate.defects());
        let about = |why: &str| format!("{} ({}): {why}", certificate.subject(), HEXLOWER.encode(certificate.serial()));
        match self_check(certificate) {
            SelfCheck::Broken => {
                self.left_out.push(about("its signature on itself does not verify; it was changed"));
                return;
            }
            SelfCheck::Link => self.links += 1,
            SelfCheck::SelfSigned | SelfCheck::NotChecked(_) => {}
        }
        if let Err(error) = certificate.key() {
            self.left_out.push(about(&error.to_string()));
            return;
        }
        match trust.add(certificate.clone(), &self.file) {
            Addition::New => self.added += 1,
            Addition::Known => self.known += 1,
            Addition::NoAuthority => {
                self.left_out.push(about("it is no authority's certificate"));
                return;
            }
        }
        self.fingerprints.insert(HEXLOWER.encode(&certificate.fingerprint()));
        self.expired += usize::from(Period::of(certificate, on) == Period::Expired);
        *self.countries.entry(certificate.country().unwrap_or_else(|| "none".to_owned())).or_default() += 1;
    }
}

/// Reads files and trusts what is in them. Certificates come first, so that a root that is given vouches for the lists.
pub fn load(paths: &[PathBuf], trust: &mut TrustStore, on: Date) -> anyhow::Result<Vec<TrustFile>> {
    let mut read = Vec::new();
    for path in paths {
        let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        let objects = unwrapped(&bytes);
        let is_list = objects.iter().any(|object| MasterList::parse(object).is_ok());
        read.push((is_list, path, bytes, objects));
    }
    read.sort_by_key(|(is_list, ..)| *is_list);
    Ok(read.into_iter().map(|(_, path, bytes, objects)| load_file(path, &bytes, &objects, trust, on)).collect())
}

fn load_file(path: &Path, bytes: &[u8], objects: &[Vec<u8>], trust: &mut TrustStore, on: Date) -> TrustFile {
    let mut file = TrustFile::new(path, bytes);
    if objects.is_empty() {
        file.refused = Some("there is nothing in it that can be read".to_owned());
    }
    for object in objects {
        if let Ok(certificate) = Certificate::parse(object) {
            file.kind = "certificate";
            file.take(&certificate, trust, on);
        } else if let Ok(crl) = Crl::parse(object) {
            file.kind = "revocation_list";
            file.note(crl.defects());
            trust.add_crl(crl);
        } else {
            master_list(&mut file, object, trust, on);
        }
    }
    file
}

fn master_list(file: &mut TrustFile, object: &[u8], trust: &mut TrustStore, on: Date) {
    let verified = MasterList::parse(object).and_then(|list| Ok((list.verify(trust)?, list)));
    let (signature, list) = match verified {
        Ok(verified) => verified,
        Err(error) => {
            file.refused = Some(format!("{error}; get the file again from its publisher"));
            return;
        }
    };
    file.kind = "master_list";
    file.signed_by = Some(signature.signer.subject().to_string());
    file.signed_at = signature.signing_time.map(|time| format!("{time}Z"));
    let (authority, certificate) = match signature.authority {
        ListAuthority::Trusted(certificate) => ("trusted", Some(certificate)),
        ListAuthority::Contained(certificate) => ("contained", Some(certificate)),
        ListAuthority::Unknown => ("unknown", None),
    };
    file.authority = Some(authority);
    file.authority_fingerprint = certificate.map(|certificate| HEXLOWER.encode(&certificate.fingerprint()));
    file.note(&signature.defects);
    for certificate in list.certificates() {
        file.take(certificate, trust, on);
    }
    for entry in list.unreadable() {
        file.left_out.push(format!("entry {} cannot be read: {}", entry.place, entry.error));
    }
}
