//! Sealing and opening frames: HPKE (RFC 9180), DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.

use std::convert::Infallible;

use garita_domain::{EntryId, Environment, HoldKind, NodeId, Secret, SubjectId, Timestamp};
use garita_record::{FRAME_BYTES, HoldMessage, SealError, SealedFrame, Sealer};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256, single_shot_open,
    single_shot_seal_with_rng,
};
use rand_core::{TryCryptoRng, TryRng};

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;

const INFO: &[u8] = b"garita protection frame v1";
const ENCAPSULATED: usize = 32;
const TAG: usize = 16;
/// What is sealed: version, kind, subject, presentation, node, time, and zeros up to the frame's fixed size.
const PLAIN: usize = FRAME_BYTES - ENCAPSULATED - TAG;
const NOTHING: u8 = 0;
const VERSION: u8 = 1;

/// A key that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the protection service's key: 32 bytes of an X25519 key are expected")]
pub struct KeyError;

/// Seals to the protection service's public key. Holds nothing that could open.
pub struct ProtectionSealer {
    key: PublicKey,
    environment: Environment,
}

/// Opens frames; only the protection node has one.
pub struct FrameOpener {
    key: PrivateKey,
}

/// Makes the protection service's key pair: the secret half stays in its own store.
pub fn generate_keys(environment: &Environment) -> (Secret<[u8; 32]>, [u8; 32]) {
    let (secret, public) = X25519HkdfSha256::derive_keypair(&environment.random::<32>());
    (Secret::new(secret.to_bytes().into()), public.to_bytes().into())
}

impl ProtectionSealer {
    /// A sealer for the service with this public key.
    pub fn new(public_key: &[u8; 32], environment: Environment) -> Result<Self, KeyError> {
        Ok(Self { key: PublicKey::from_bytes(public_key).map_err(|_| KeyError)?, environment })
    }
}

impl Sealer for ProtectionSealer {
    fn seal(&self, message: Option<HoldMessage>) -> Result<SealedFrame, SealError> {
        let failed = |cause: hpke::HpkeError| SealError { cause: cause.to_string().into() };
        let mut random = Random(&self.environment);
        let (encapsulated, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &self.key,
            INFO,
            &plain(message),
            &[],
            &mut random,
        )
        .map_err(failed)?;
        let mut frame = encapsulated.to_bytes().to_vec();
        frame.extend(sealed);
        SealedFrame::from_slice(&frame).map_err(|error| SealError { cause: error.into() })
    }
}

impl FrameOpener {
    /// An opener with the protection service's secret key.
    pub fn new(secret_key: &Secret<[u8; 32]>) -> Result<Self, KeyError> {
        Ok(Self { key: PrivateKey::from_bytes(secret_key.expose()).map_err(|_| KeyError)? })
    }

    /// What a frame says: `Ok(None)` for a frame that holds nothing; an error when it was not sealed to this key or was
    /// altered.
    pub fn open(&self, frame: &SealedFrame) -> Result<Option<HoldMessage>, KeyError> {
        let (encapsulated, sealed) = frame.as_bytes().split_at_checked(ENCAPSULATED).ok_or(KeyError)?;
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| KeyError)?;
        let plain =
            single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(&OpModeR::Base, &self.key, &encapsulated, INFO, sealed, &[])
                .map_err(|_| KeyError)?;
        parse(&plain)
    }
}

fn plain(message: Option<HoldMessage>) -> [u8; PLAIN] {
    let mut plain = [0; PLAIN];
    let Some(message) = message else { return plain };
    let kind = match message.kind {
        HoldKind::AsksForProtection => 1,
        HoldKind::PossibleVictim => 2,
        HoldKind::ChildAtRisk => 3,
        HoldKind::NeedsHelp => 4,
    };
    let fields = [VERSION, kind]
        .into_iter()
        .chain(*message.subject.uuid().as_bytes())
        .chain(*message.presentation.uuid().as_bytes())
        .chain(*message.node.uuid().as_bytes())
        .chain(message.at.micros().to_be_bytes());
    plain.iter_mut().zip(fields).for_each(|(to, from)| *to = from);
    plain
}

fn parse(plain: &[u8]) -> Result<Option<HoldMessage>, KeyError> {
    match plain.split_first() {
        Some((&NOTHING, _)) => Ok(None),
        Some((&VERSION, rest)) => message(rest).map(Some).ok_or(KeyError),
        Some(_) | None => Err(KeyError),
    }
}

fn message(fields: &[u8]) -> Option<HoldMessage> {
    let (kind, rest) = fields.split_first()?;
    let kind = match kind {
        1 => HoldKind::AsksForProtection,
        2 => HoldKind::PossibleVictim,
        3 => HoldKind::ChildAtRisk,
        4 => HoldKind::NeedsHelp,
        _ => return None,
    };
    let uuid = |at: usize| rest.get(at..at + 16).and_then(|bytes| uuid::Uuid::from_slice(bytes).ok());
    let at = i64::from_be_bytes(rest.get(48..56)?.try_into().ok()?);
    Some(HoldMessage {
        kind,
        subject: SubjectId::new(uuid(0)?),
        presentation: EntryId::new(uuid(16)?),
        node: NodeId::new(uuid(32)?),
        at: Timestamp::from_micros(at),
    })
}

/// Our randomness, as `hpke` takes it.
struct Random<'e>(&'e Environment);

impl TryRng for Random<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.0.random()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.0.random()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(32) {
            let random = self.0.random::<32>();
            chunk.iter_mut().zip(random).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

impl TryCryptoRng for Random<'_> {}

#[cfg(test)]
mod tests {
    use garita_storage::system_environment;
    use uuid::Uuid;

    use super::*;

    fn message(kind: HoldKind) -> HoldMessage {
        HoldMessage {
            kind,
            subject: SubjectId::new(Uuid::from_u128(1)),
            presentation: EntryId::new(Uuid::from_u128(2)),
            node: NodeId::new(Uuid::from_u128(3)),
            at: Timestamp::from_micros(4),
        }
    }

    #[test]
    fn r33_r39_only_the_protection_service_reads_a_hold_and_an_empty_frame_looks_the_same() {
        let environment = system_environment();
        let (secret, public) = generate_keys(&environment);
        let sealer = ProtectionSealer::new(&public, environment.clone()).unwrap();
        let opener = FrameOpener::new(&secret).unwrap();
        for kind in HoldKind::ALL {
            let frame = sealer.seal(Some(message(kind))).unwrap();
            assert_eq!(frame.as_bytes().len(), FRAME_BYTES);
            assert_eq!(opener.open(&frame), Ok(Some(message(kind))));
        }
        let empty = sealer.seal(None).unwrap();
        assert_eq!(opener.open(&empty), Ok(None));
        assert_eq!(empty.as_bytes().len(), FRAME_BYTES);

        let stranger = FrameOpener::new(&generate_keys(&environment).0).unwrap();
        assert_eq!(stranger.open(&empty), Err(KeyError));
        let mut altered = empty.as_bytes().to_vec();
        altered[40] ^= 1;
        assert_eq!(opener.open(&SealedFrame::from_slice(&altered).unwrap()), Err(KeyError));
    }

    /// Bytes of sealed frames with and without a message: no byte position tells them apart beyond chance. Mean byte value
    /// over 2,000 frames at each position; the bound is five standard errors of a uniform byte.
    #[test]
    fn r39_frames_are_statistically_alike() {
        let environment = system_environment();
        let (_, public) = generate_keys(&environment);
        let sealer = ProtectionSealer::new(&public, environment).unwrap();
        let mut sums = [[0_f64; FRAME_BYTES]; 2];
        for n in 0..2000 {
            let kind = HoldKind::ALL[n % 4];
            for (sum, message) in sums.iter_mut().zip([Some(message(kind)), None]) {
                let frame = sealer.seal(message).unwrap();
                sum.iter_mut().zip(frame.as_bytes()).for_each(|(sum, byte)| *sum += f64::from(*byte));
            }
        }
        let standard_error = 73.9 * (2.0_f64 / 2000.0).sqrt();
        let [with, without] = sums;
        for (position, (with, without)) in with.iter().zip(without).enumerate() {
            let difference = (with - without).abs() / 2000.0;
            assert!(difference < 5.0 * standard_error, "byte {position} differs by {difference}");
        }
    }
}
