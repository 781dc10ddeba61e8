//! An index at rest: encrypted and authenticated in chunks, so that a stolen disk shows no name and damage is seen.
//!
//! Layout: magic and version, a random salt of 32 bytes, the length of the plain bytes, then chunks of 1 MiB, each with its tag
//! of 16 bytes (ChaCha20-Poly1305, RFC 8439). The key of a file is derived from the key handed in and the salt, so a
//! nonce never meets one key twice; it is the number of the chunk. The header is authenticated with every chunk, which
//! also says whether it is the last: no chunk can be moved, repeated or cut off.

use std::sync::Arc;

use chacha20poly1305::{ChaCha20Poly1305, KeyInit, aead::AeadInOut};
use zeroize::Zeroizing;

use super::{Index, layout::OpenError};

const MAGIC: &[u8; 8] = b"GARSEAL1";
const HEADER: usize = 8 + 32 + 8;
const CHUNK: usize = 1 << 20;
const TAG: usize = 16;

/// The key of sealed indexes; wiped when dropped, never printed.
pub struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    /// A key of 256 random bits.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn of_file(&self, salt: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut material = Zeroizing::new(Vec::with_capacity(64));
        material.extend_from_slice(&*self.0);
        material.extend_from_slice(salt);
        Zeroizing::new(blake3::derive_key("garita screening 2026 sealed alert index", &material))
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey([secret])")
    }
}

/// Why a sealed index was not opened, or not sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Not a sealed index, or of another version.
    #[error("these bytes are no sealed alert index of a version this program reads; build it again from the lists")]
    OtherKind,
    /// The key is another one, or the bytes were changed or cut off.
    #[error("the alert index is damaged or was sealed with another key; build it again from the lists")]
    Refused,
    /// What was sealed is no index.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Encrypts the bytes of an index. `salt` must be random and new for every file.
pub fn seal(plain: &[u8], key: &SealKey, salt: [u8; 32]) -> Result<Vec<u8>, SealError> {
    let mut sealed = Vec::with_capacity(HEADER + plain.len() + (plain.len() / CHUNK + 1) * TAG);
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(&salt);
    sealed.extend_from_slice(&u64::try_from(plain.len()).unwrap_or(u64::MAX).to_le_bytes());
    let header = sealed.clone();
    let cipher = ChaCha20Poly1305::new(&(*key.of_file(&salt)).into());
    let chunks = plain.len().div_ceil(CHUNK).max(1);
    for number in 0..chunks {
        let chunk = plain.get(number * CHUNK..plain.len().min((number + 1) * CHUNK)).unwrap_or_default();
        let from = sealed.len();
        sealed.extend_from_slice(chunk);
        let body = sealed.get_mut(from..).unwrap_or_default();
        let (nonce, associated) = (nonce(number), associated(&header, number + 1 == chunks));
        let tag = cipher.encrypt_inout_detached(&nonce.into(), &associated, body.into()).map_err(|_| SealError::Refused)?;
        sealed.extend_from_slice(&tag);
    }
    Ok(sealed)
}

/// Opens an index that [`seal`] encrypted. The plain bytes are held in memory only.
pub fn open_sealed(sealed: &[u8], key: &SealKey) -> Result<Index, SealError> {
    let header = sealed.get(..HEADER).filter(|header| header.starts_with(MAGIC)).ok_or(SealError::OtherKind)?;
    let salt = header.get(8..40).ok_or(SealError::OtherKind)?;
    let length = header.get(40..).and_then(<[u8]>::first_chunk::<8>).map(|eight| u64::from_le_bytes(*eight));
    let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(SealError::OtherKind)?;
    let chunks = length.div_ceil(CHUNK).max(1);
    if chunks.checked_mul(TAG).and_then(|tags| tags.checked_add(length)).and_then(|body| body.checked_add(HEADER)) != Some(sealed.len()) {
        return Err(SealError::Refused);
    }
    let cipher = ChaCha20Poly1305::new(&(*key.of_file(salt)).into());
    let mut plain = Vec::with_capacity(length);
    for (number, chunk) in sealed.get(HEADER..).unwrap_or_default().chunks(CHUNK + TAG).enumerate() {
        let (body, tag) = chunk.split_last_chunk::<TAG>().ok_or(SealError::Refused)?;
        let from = plain.len();
        plain.extend_from_slice(body);
        let opened = plain.get_mut(from..).unwrap_or_default();
        let (nonce, associated) = (nonce(number), associated(header, number + 1 == chunks));
        cipher.decrypt_inout_detached(&nonce.into(), &associated, opened.into(), &(*tag).into()).map_err(|_| SealError::Refused)?;
    }
    Ok(Index::open(Arc::new(Zeroizing::new(plain)))?)
}

fn nonce(number: usize) -> [u8; 12] {
    let mut nonce = [0; 12];
    for (to, from) in nonce.iter_mut().skip(4).zip(u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes()) {
        *to = from;
    }
    nonce
}

fn associated(header: &[u8], last: bool) -> Vec<u8> {
    [header, &[u8::from(last)]].concat()
}
