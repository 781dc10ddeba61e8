//! A small simulated country.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, date};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use super::TODAY;
use crate::chip::{
    Certificate, ChipFiles, ChipReport, Hash, TrustStore,
    issue::{Algorithm, CurveForm, DocumentSigner, IssuingAuthority, Layout, Period, dg1, dg2, dg11},
    passive_authentication,
};

pub(super) fn at(year: i16, month: i8, day: i8) -> DateTime {
    date(year, month, day).at(12, 0, 0, 0)
}

pub(super) fn period() -> Period {
    Period { from: at(2020, 1, 1), until: at(2040, 1, 1) }
}

/// Quick ones first.
pub(super) fn algorithms() -> Vec<Algorithm> {
    let named = |curve: &str, hash| Algorithm::Ecdsa { curve: curve.to_owned(), hash, form: CurveForm::Named };
    vec![
        named("P-256", Hash::Sha256),
        Algorithm::ecdsa("brainpoolP256r1", Hash::Sha256),
        Algorithm::ecdsa("P-224", Hash::Sha224),
        named("brainpoolP384r1", Hash::Sha384),
        Algorithm::ecdsa("P-521", Hash::Sha512),
        Algorithm::ecdsa("brainpoolP512t1", Hash::Sha1),
        Algorithm::RsaPkcs1 { bits: 1024, hash: Hash::Sha256 },
        Algorithm::RsaPss { bits: 1536, hash: Hash::Sha256 },
        Algorithm::RsaPss { bits: 2048, hash: Hash::Sha1 },
    ]
}

pub(super) struct World {
    pub rng: ChaCha8Rng,
    pub authority: IssuingAuthority,
    pub signer: DocumentSigner,
    pub files: BTreeMap<u8, Vec<u8>>,
    pub trust: TrustStore,
}

impl World {
    pub fn new(seed: u8, algorithm: &Algorithm) -> Self {
        let mut rng = ChaCha8Rng::from_seed([seed; 32]);
        let mut authority = IssuingAuthority::new("UT", algorithm, period(), &mut rng).unwrap();
        let signer = authority.signer(algorithm, period(), &["P"], &mut rng).unwrap();
        let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";
        let files =
            [(1, dg1(zone)), (2, dg2(&[0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], 413, 531)), (11, dg11("ERIKSSON<<ANNA<MARIA", "19740812"))];
        let mut trust = TrustStore::default();
        trust.add(Certificate::parse(authority.certificate()).unwrap(), "simulated");
        Self { rng, authority, signer, files: files.into(), trust }
    }

    pub fn sod(&mut self, layout: Layout) -> Vec<u8> {
        self.signer.sign(&self.files, Hash::Sha256, layout, at(2024, 6, 1), &mut self.rng).unwrap()
    }

    pub fn chip<'a>(&'a self, sod: &'a [u8]) -> ChipFiles<'a> {
        let data_groups = self.files.iter().map(|(number, file)| (*number, file.as_slice())).collect();
        ChipFiles { sod, data_groups, signer_certificates: &[] }
    }

    pub fn verify(&self, sod: &[u8]) -> ChipReport {
        passive_authentication(&self.chip(sod), &self.trust, TODAY)
    }

    pub fn authority_certificate(&self) -> Certificate {
        Certificate::parse(self.authority.certificate()).unwrap()
    }
}
