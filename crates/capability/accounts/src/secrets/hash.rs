//! Argon2id, with its parameters beside every hash (PHC string format), so that they can be raised later.

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use data_encoding::BASE64_NOPAD;
use subtle::ConstantTimeEq;

/// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;

/// Working memory that is kept for the next hash. Given back to the allocator after each one, every thread that ever hashed
/// would hold 19 MiB of its own.
static KEPT: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
/// So many are kept.
const MOST_KEPT: usize = 2;

/// A hash that no secret has, for names that no account has: looking it up costs the same as a real one.
pub(crate) const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A secret could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The stored hash does not have the form it must have.
    #[error("a stored hash has an unknown form")]
    Stored,
    /// Argon2 refused.
    #[error("hash a secret: {0}")]
    Argon2(argon2::Error),
    /// The hashing thread broke off.
    #[error("the hashing thread broke off")]
    Thread,
}

/// Hashes a secret with a fresh salt.
pub(crate) fn hash(secret: &[u8], salt: [u8; 16]) -> Result<String, HashError> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES)).map_err(HashError::Argon2)?;
    let output = derive(secret, &salt, parameters)?;
    Ok(format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}", BASE64_NOPAD.encode(&salt), BASE64_NOPAD.encode(&output)))
}

/// Whether a secret has this hash.
pub(crate) fn verify(secret: &[u8], stored: &str) -> Result<bool, HashError> {
    let mut parts = stored.strip_prefix("$argon2id$v=19$").ok_or(HashError::Stored)?.split('$');
    let parameters = read_parameters(parts.next().unwrap_or_default()).ok_or(HashError::Stored)?;
    let mut bytes = || BASE64_NOPAD.decode(parts.next().unwrap_or_default().as_bytes()).map_err(|_| HashError::Stored);
    let (salt, expected) = (bytes()?, bytes()?);
    if expected.len() != HASH_BYTES {
        return Err(HashError::Stored);
    }
    let output = derive(secret, &salt, parameters)?;
    Ok(output.as_slice().ct_eq(&expected).into())
}

fn derive(secret: &[u8], salt: &[u8], parameters: Params) -> Result<[u8; HASH_BYTES], HashError> {
    let mut output = [0; HASH_BYTES];
    let mut memory = KEPT.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
    memory.resize(parameters.block_count(), Block::default());
    let derived =
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters).hash_password_into_with_memory(secret, salt, &mut output, &mut memory);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() < MOST_KEPT {
        kept.push(memory);
    }
    drop(kept);
    derived.map_err(HashError::Argon2)?;
    Ok(output)
}

fn read_parameters(text: &str) -> Option<Params> {
    let mut numbers = text.split(',').zip(["m=", "t=", "p="]).map(|(part, name)| part.strip_prefix(name)?.parse::<u32>().ok());
    let (memory, passes, lanes) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Params::new(memory, passes, lanes, Some(HASH_BYTES)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_fits_its_own_hash_alone_and_the_parameters_stand_beside_it() {
        let stored = hash(b"una frase larga", [7; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(b"una frase larga", &stored).unwrap());
        assert!(!verify(b"una frase larga ", &stored).unwrap());
        assert!(!verify(b"", NOBODYS).unwrap() && !verify(b"una frase larga", NOBODYS).unwrap());
    }

    #[test]
    fn hashes_made_with_other_parameters_still_open() {
        let parameters = Params::new(64, 1, 1, Some(HASH_BYTES)).unwrap();
        let output = derive(b"secret", &[1; 16], parameters).unwrap();
        let stored = format!("$argon2id$v=19$m=64,t=1,p=1${}${}", BASE64_NOPAD.encode(&[1; 16]), BASE64_NOPAD.encode(&output));
        assert!(verify(b"secret", &stored).unwrap());
    }

    proptest::proptest! {
        #[test]
        fn damaged_hashes_are_errors_and_never_fit(stored in "(\\$argon2id\\$v=19\\$)?[a-z0-9=,$]{0,60}") {
            proptest::prop_assert!(!verify(b"secret", &stored).unwrap_or(false));
        }
    }
}
