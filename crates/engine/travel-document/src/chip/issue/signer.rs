//! Simulated document signers: they sign security objects.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use rand_core::CryptoRng;

use super::{
    IssueError, PrivateKey,
    key::{hash_identifier, octet_string},
    write::{oid, small_integer, time},
};
use crate::chip::{
    ber::{PRINTABLE_STRING, SEQUENCE, SET},
    certificate::Certificate,
    encode::{group, sorted, value},
    hash::Hash,
    oid,
};

/// Version of the data structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// LDS 1.7: the versions stand in EF.COM only.
    V1_7,
    /// LDS 1.8: the security object carries them too.
    V1_8,
}

/// A signer with its certificate.
#[derive(Clone, Debug)]
pub struct DocumentSigner {
    key: PrivateKey,
    certificate: Vec<u8>,
    issuer: Vec<u8>,
    serial: u32,
}

impl DocumentSigner {
    pub(super) const fn new(key: PrivateKey, certificate: Vec<u8>, issuer: Vec<u8>, serial: u32) -> Self {
        Self { key, certificate, issuer, serial }
    }

    /// The certificate's bytes.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// The certificate, read.
    pub fn read_certificate(&self) -> Result<Certificate, IssueError> {
        Ok(Certificate::parse(&self.certificate)?)
    }

    /// EF.SOD over the files of data groups, by number. `hash` is for the data groups.
    pub fn sign<R: CryptoRng>(
        &self,
        data_groups: &BTreeMap<u8, Vec<u8>>,
        hash: Hash,
        layout: Layout,
        at: DateTime,
        rng: &mut R,
    ) -> Result<Vec<u8>, IssueError> {
        let hashes = data_groups.iter().map(|(number, file)| (*number, hash.digest(&[file]))).collect();
        self.sign_hashes(&hashes, hash, layout, at, rng)
    }

    /// EF.SOD over hashes that need not be of any file.
    pub fn sign_hashes<R: CryptoRng>(
        &self,
        hashes: &BTreeMap<u8, Vec<u8>>,
        hash: Hash,
        layout: Layout,
        at: DateTime,
        rng: &mut R,
    ) -> Result<Vec<u8>, IssueError> {
        let entry = |(number, hash): (&u8, &Vec<u8>)| group(SEQUENCE, &[small_integer(u32::from(*number)), octet_string(hash)]);
        let hashes: Vec<Vec<u8>> = hashes.iter().map(entry).collect();
        let version = match layout {
            Layout::V1_7 => 0,
            Layout::V1_8 => 1,
        };
        let mut parts = vec![small_integer(version), hash_identifier(hash), group(SEQUENCE, &hashes)];
        if layout == Layout::V1_8 {
            parts.push(group(SEQUENCE, &[value(PRINTABLE_STRING, b"0108"), value(PRINTABLE_STRING, b"040000")]));
        }
        let content = group(SEQUENCE, &parts);
        let signed = signed_data(oid::LDS_SECURITY_OBJECT, &content, self, at, rng)?;
        Ok(value(0x77, &signed))
    }
}

/// CMS signed data with the signer's certificate.
pub(super) fn signed_data<R: CryptoRng>(
    content_type: &[u8],
    content: &[u8],
    signer: &DocumentSigner,
    at: DateTime,
    rng: &mut R,
) -> Result<Vec<u8>, IssueError> {
    let algorithm = signer.key.algorithm();
    let hash = hash_identifier(algorithm.hash());
    let attribute = |kind: &[u8], content: Vec<u8>| group(SEQUENCE, &[oid(kind), group(SET, &[content])]);
    let attributes = sorted(
        SET,
        vec![
            attribute(oid::CONTENT_TYPE, oid(content_type)),
            attribute(oid::SIGNING_TIME, time(at)),
            attribute(oid::MESSAGE_DIGEST, octet_string(&algorithm.hash().digest(&[content]))),
        ],
    );
    let signature = signer.key.sign(&attributes, rng)?;
    let implicit: Vec<u8> = [0xA0].into_iter().chain(attributes.into_iter().skip(1)).collect();
    let info = group(
        SEQUENCE,
        &[
            small_integer(1),
            group(SEQUENCE, &[signer.issuer.clone(), small_integer(signer.serial)]),
            hash.clone(),
            implicit,
            algorithm.identifier(),
            octet_string(&signature),
        ],
    );
    let data = group(
        SEQUENCE,
        &[
            small_integer(3),
            group(SET, &[hash]),
            group(SEQUENCE, &[oid(content_type), value(0xA0, &octet_string(content))]),
            value(0xA0, &signer.certificate),
            group(SET, &[info]),
        ],
    );
    Ok(group(SEQUENCE, &[oid(oid::SIGNED_DATA), value(0xA0, &data)]))
}
