//! Simulated issuing authorities (CSCA): certificates, link certificates, revocation lists, master lists.

use jiff::civil::DateTime;
use rand_core::CryptoRng;

use super::{
    Algorithm, DocumentSigner, IssueError, PrivateKey,
    key::octet_string,
    signer::signed_data,
    write::{generalized_time, integer, name, oid, small_integer, time},
};
use crate::chip::{
    ber::{BIT_STRING, BOOLEAN, SEQUENCE, SET},
    certificate::Certificate,
    encode::{group, sorted, value},
    oid,
};

/// First and last moment, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub from: DateTime,
    /// Last moment.
    pub until: DateTime,
}

/// A simulated country's authority.
#[derive(Clone, Debug)]
pub struct IssuingAuthority {
    country: String,
    key: PrivateKey,
    certificate: Vec<u8>,
    link: Option<Vec<u8>>,
    next_serial: u32,
}

impl IssuingAuthority {
    /// An authority with a new key and a self-signed certificate. `country` is the two-letter code of its certificates.
    pub fn new<R: CryptoRng>(country: &str, algorithm: &Algorithm, period: Period, rng: &mut R) -> Result<Self, IssueError> {
        let key = PrivateKey::generate(algorithm, rng)?;
        let fields = Fields { country, holder: AUTHORITY, serial: 1, period, usage: Usage::Authority, authority_key: key.identifier() };
        let certificate = fields.certificate(&key, &key, rng)?;
        Ok(Self { country: country.to_owned(), key, certificate, link: None, next_serial: 2 })
    }

    /// The same authority with its next key: a new self-signed certificate, and a link certificate over it that the former
    /// key signed (ICAO 9303-12 §3.1.1).
    pub fn roll_over<R: CryptoRng>(&self, algorithm: &Algorithm, period: Period, rng: &mut R) -> Result<Self, IssueError> {
        let mut next = Self::new(&self.country, algorithm, period, rng)?;
        let fields = Fields {
            country: &self.country,
            holder: AUTHORITY,
            serial: self.next_serial,
            period,
            usage: Usage::Authority,
            authority_key: self.key.identifier(),
        };
        next.link = Some(fields.certificate(&next.key, &self.key, rng)?);
        Ok(next)
    }

    /// Its self-signed certificate.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// The link certificate, for an authority that rolled over.
    pub fn link(&self) -> Option<&[u8]> {
        self.link.as_deref()
    }

    /// A new document signer, for documents whose code begins with one of `document_types`, such as `P`.
    pub fn signer<R: CryptoRng>(
        &mut self,
        algorithm: &Algorithm,
        period: Period,
        document_types: &[&str],
        rng: &mut R,
    ) -> Result<DocumentSigner, IssueError> {
        let codes = document_types.iter().map(|code| (*code).to_owned()).collect();
        self.certified(algorithm, period, Usage::Documents(codes), rng)
    }

    /// A revocation list with these certificates, each since a moment.
    pub fn revocation_list<R: CryptoRng>(
        &self,
        revoked: &[(&Certificate, DateTime)],
        made: DateTime,
        rng: &mut R,
    ) -> Result<Vec<u8>, IssueError> {
        let entries: Vec<Vec<u8>> =
            revoked.iter().map(|(certificate, since)| group(SEQUENCE, &[integer(certificate.serial()), time(*since)])).collect();
        let mut parts = vec![
            small_integer(1),
            self.key.algorithm().identifier(),
            name(&self.country, ORGANIZATION, AUTHORITY),
            time(made),
            time(made.saturating_add(jiff::Span::new().days(90))),
        ];
        if !entries.is_empty() {
            parts.push(group(SEQUENCE, &entries));
        }
        parts.push(value(0xA0, &group(SEQUENCE, &[authority_key(&self.key.identifier())])));
        signed(&group(SEQUENCE, &parts), &self.key, rng)
    }

    /// A master list of these certificates, signed by a signer that this authority certifies for it.
    pub fn master_list<R: CryptoRng>(
        &mut self,
        certificates: &[&[u8]],
        period: Period,
        at: DateTime,
        rng: &mut R,
    ) -> Result<Vec<u8>, IssueError> {
        let algorithm = self.key.algorithm().clone();
        let signer = self.certified(&algorithm, period, Usage::MasterLists, rng)?;
        let list = sorted(SET, certificates.iter().map(|certificate| certificate.to_vec()).collect());
        let content = group(SEQUENCE, &[small_integer(0), list]);
        signed_data(oid::CSCA_MASTER_LIST, &content, &signer, at, rng)
    }

    fn certified<R: CryptoRng>(
        &mut self,
        algorithm: &Algorithm,
        period: Period,
        usage: Usage,
        rng: &mut R,
    ) -> Result<DocumentSigner, IssueError> {
        let serial = self.next_serial;
        self.next_serial += 1;
        let key = PrivateKey::generate(algorithm, rng)?;
        let holder = format!("{} {serial}", if matches!(usage, Usage::MasterLists) { "Master List Signer" } else { "Document Signer" });
        let fields = Fields { country: &self.country, holder: &holder, serial, period, usage, authority_key: self.key.identifier() };
        let certificate = fields.certificate(&key, &self.key, rng)?;
        Ok(DocumentSigner::new(key, certificate, name(&self.country, ORGANIZATION, AUTHORITY), serial))
    }
}

const ORGANIZATION: &str = "Simulated";
const AUTHORITY: &str = "Country Signing Authority";

enum Usage {
    Authority,
    Documents(Vec<String>),
    MasterLists,
}

/// What a certificate says, apart from its key.
struct Fields<'a> {
    country: &'a str,
    holder: &'a str,
    serial: u32,
    period: Period,
    usage: Usage,
    authority_key: Vec<u8>,
}

impl Fields<'_> {
    fn certificate<R: CryptoRng>(&self, holder: &PrivateKey, issuer: &PrivateKey, rng: &mut R) -> Result<Vec<u8>, IssueError> {
        let parts = [
            value(0xA0, &small_integer(2)),
            small_integer(self.serial),
            issuer.algorithm().identifier(),
            name(self.country, ORGANIZATION, AUTHORITY),
            group(SEQUENCE, &[time(self.period.from), time(self.period.until)]),
            name(self.country, ORGANIZATION, self.holder),
            holder.public().to_vec(),
            value(0xA3, &group(SEQUENCE, &self.extensions(holder))),
        ];
        signed(&group(SEQUENCE, &parts), issuer, rng)
    }

    fn extensions(&self, holder: &PrivateKey) -> Vec<Vec<u8>> {
        let mut extensions =
            vec![authority_key(&self.authority_key), extension(oid::KEY_ID, Critical::No, &octet_string(&holder.identifier()))];
        match &self.usage {
            Usage::Authority => {
                extensions.push(extension(oid::KEY_USAGE, Critical::Yes, &value(BIT_STRING, &[1, 0x06])));
                let constraints = group(SEQUENCE, &[value(BOOLEAN, &[0xFF]), small_integer(0)]);
                extensions.push(extension(oid::BASIC_CONSTRAINTS, Critical::Yes, &constraints));
            }
            Usage::Documents(codes) => {
                extensions.push(extension(oid::KEY_USAGE, Critical::Yes, &value(BIT_STRING, &[7, 0x80])));
                let codes = codes.iter().map(|code| value(crate::chip::ber::PRINTABLE_STRING, code.as_bytes())).collect();
                let list = group(SEQUENCE, &[small_integer(0), sorted(SET, codes)]);
                extensions.push(extension(oid::DOCUMENT_TYPES, Critical::No, &list));
            }
            Usage::MasterLists => {
                extensions.push(extension(oid::KEY_USAGE, Critical::Yes, &value(BIT_STRING, &[7, 0x80])));
                extensions.push(extension(oid::EXTENDED_KEY_USAGE, Critical::Yes, &group(SEQUENCE, &[oid(oid::MASTER_LIST_SIGNING)])));
            }
        }
        let period = [value(0x80, &generalized_time(self.period.from)), value(0x81, &generalized_time(self.period.until))];
        extensions.push(extension(oid::PRIVATE_KEY_PERIOD, Critical::No, &group(SEQUENCE, &period)));
        extensions
    }
}

#[derive(Clone, Copy)]
enum Critical {
    Yes,
    No,
}

fn extension(kind: &[u8], critical: Critical, content: &[u8]) -> Vec<u8> {
    let mark = match critical {
        Critical::Yes => value(BOOLEAN, &[0xFF]),
        Critical::No => Vec::new(),
    };
    group(SEQUENCE, &[oid(kind), mark, octet_string(content)])
}

fn authority_key(identifier: &[u8]) -> Vec<u8> {
    extension(oid::AUTHORITY_KEY_ID, Critical::No, &group(SEQUENCE, &[value(0x80, identifier)]))
}

/// What is signed, the algorithm and the signature.
fn signed<R: CryptoRng>(content: &[u8], key: &PrivateKey, rng: &mut R) -> Result<Vec<u8>, IssueError> {
    let signature = key.sign(content, rng)?;
    let bits = value(BIT_STRING, &[&[0], &signature[..]].concat());
    Ok(group(SEQUENCE, &[content.to_vec(), key.algorithm().identifier(), bits]))
}
