//! The sealed frame that every decision carries.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

/// Bytes of every frame, whatever it holds.
pub const FRAME_BYTES: usize = 160;

/// A message to the protection service, or nothing at all: always present, always the same size, readable by the holder
/// of the protection service's key alone (R33, R39). Who sees the entry cannot tell which of the two it is.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedFrame(Box<[u8; FRAME_BYTES]>);

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
