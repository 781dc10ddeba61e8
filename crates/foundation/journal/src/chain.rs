//! The permanent part: links, and the openings that tie epochs together.

use std::str::FromStr;

use data_encoding::HEXUPPER_PERMISSIVE;
use garita_domain::{EpochId, NodeId};

/// A BLAKE3 hash of a link or an opening, printed in upper-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// A salted BLAKE3 hash of content.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

/// A text that is no hash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 hexadecimal digits")]
pub struct HashError;

macro_rules! bytes32 {
    ($name:ident) => {
        impl $name {
            /// From the 32 bytes that storage keeps.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// From stored bytes; `None` when there are not 32.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// The 32 bytes.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&HEXUPPER_PERMISSIVE.encode(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

bytes32!(Hash);
bytes32!(Digest);

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        let bytes = HEXUPPER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| HashError)?;
        Self::from_slice(&bytes).ok_or(HashError)
    }
}

/// The permanent part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The node that wrote it.
    pub node: NodeId,
    /// The run that wrote it.
    pub epoch: EpochId,
    /// 1 for the node's first entry, then without gaps through all epochs of one line.
    pub sequence: i64,
    /// Hash of the link before, or of the opening for the first link of an epoch.
    pub previous: Hash,
    /// Digest of the content.
    pub digest: Digest,
}

impl Link {
    /// The link's own hash: what the next link names.
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key("garita journal link v1");
        hasher.update(self.node.uuid().as_bytes());
        hasher.update(self.epoch.uuid().as_bytes());
        hasher.update(&self.sequence.to_be_bytes());
        hasher.update(&self.previous.0);
        hasher.update(&self.digest.0);
        Hash(*hasher.finalize().as_bytes())
    }
}

/// The opening of an epoch: it names the last known head, so that a restore or a second writer is seen as a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochOpening {
    /// The node.
    pub node: NodeId,
    /// The new epoch.
    pub epoch: EpochId,
    /// The epoch this one continues; `None` for the node's first.
    pub parent: Option<EpochId>,
    /// Sequence of the first link to come.
    pub first_sequence: i64,
    /// The last known head: hash of the parent's last link or, when the parent has none, of its opening.
    pub parent_head: Option<Hash>,
}

impl EpochOpening {
    /// The opening's hash: what the first link of the epoch names as previous.
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key("garita journal epoch opening v1");
        hasher.update(self.node.uuid().as_bytes());
        hasher.update(self.epoch.uuid().as_bytes());
        hasher.update(self.parent.map(|parent| *parent.uuid().as_bytes()).unwrap_or_default().as_slice());
        hasher.update(&self.first_sequence.to_be_bytes());
        hasher.update(&self.parent_head.map(|head| head.0).unwrap_or_default());
        Hash(*hasher.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Frozen: posts in the field hold chains made with these layouts.
    #[test]
    fn layouts_are_frozen() {
        let opening = EpochOpening {
            node: NodeId::new(Uuid::from_u128(1)),
            epoch: EpochId::new(Uuid::from_u128(2)),
            parent: None,
            first_sequence: 1,
            parent_head: None,
        };
        let link = Link { node: opening.node, epoch: opening.epoch, sequence: 1, previous: opening.hash(), digest: Digest([7; 32]) };
        assert_eq!(opening.hash().to_string(), "FA8EA6141E18EBB5E622DE18BFF7D51FD442677176ABD5F379FB69DB7FBE08D7");
        assert_eq!(link.hash().to_string(), "D1E95711F07B32865440139BCC4D4308047FCEFC34FD68429C722DEA855A64CF");
    }
}
