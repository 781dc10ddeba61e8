//! DG15: the public key of active authentication (ICAO 9303-11 §6.1).

use super::{LdsError, outer};
use crate::chip::{
    ber::SEQUENCE,
    defect::Defects,
    signature::{KeyError, PublicKey},
};

/// The content of DG15.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dg15 {
    /// The key, or why it is refused.
    pub key: Result<PublicKey, KeyError>,
    /// The key as it stands in the file, for comparing documents with each other.
    pub bytes: Vec<u8>,
    /// What is odd.
    pub defects: Defects,
}

impl Dg15 {
    /// Reads the file.
    pub fn parse(file: &[u8]) -> Result<Self, LdsError> {
        let mut defects = Defects::default();
        let info = outer(file, 0x6F, &mut defects)?.inside().expect(SEQUENCE)?;
        let key = PublicKey::read_noting(info.whole, &mut defects);
        Ok(Self { key, bytes: info.whole.to_vec(), defects })
    }
}
