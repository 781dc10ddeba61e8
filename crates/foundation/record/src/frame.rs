//! The sealed frame that every decision carries.

use data_encoding::BASE64URL_NOPAD;
use garita_domain::{EntryId, HoldKind, NodeId, SubjectId, Timestamp};
use serde::{Deserialize, Serialize};

/// Bytes of every frame, whatever it holds.
pub const FRAME_BYTES: usize = 160;

/// A message to the protection service, or nothing at all: always present, always the same size, readable by the holder
/// of the protection service's key alone (R33, R39). Who sees the entry cannot tell which of the two it is.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedFrame(Box<[u8; FRAME_BYTES]>);

/// What a frame says when it says something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HoldMessage {
    /// What for.
    pub kind: HoldKind,
    /// The person, as the post knows them.
    pub subject: SubjectId,
    /// The presentation.
    pub presentation: EntryId,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub node: NodeId,
}

/// What it says never reaches a log.
impl std::fmt::Debug for HoldMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HoldMessage([sealed])")
    }
}

/// A frame could not be sealed; the decision is not recorded without one.
#[derive(Debug, thiserror::Error)]
#[error("could not seal to the protection service's key")]
pub struct SealError {
    /// Why.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// Seals to the protection service. Implemented by `protection`, put together in `garita`. Every decision asks for a
/// frame, with a message or without: both cost the same and look the same.
pub trait Sealer: Send + Sync {
    /// Seals a message, or nothing.
    fn seal(&self, message: Option<HoldMessage>) -> Result<SealedFrame, SealError>;
}

/// Bytes that are no frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed frame has exactly {FRAME_BYTES} bytes")]
pub struct FrameError;

impl SealedFrame {
    /// Takes the sealed bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, FrameError> {
        let array: [u8; FRAME_BYTES] = bytes.try_into().map_err(|_| FrameError)?;
        Ok(Self(Box::new(array)))
    }

    /// The sealed bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl std::fmt::Debug for SealedFrame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedFrame")
    }
}

impl Serialize for SealedFrame {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(self.as_bytes()))
    }
}

impl<'de> Deserialize<'de> for SealedFrame {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(serde::de::Error::custom)?;
        Self::from_slice(&bytes).map_err(serde::de::Error::custom)
    }
}
