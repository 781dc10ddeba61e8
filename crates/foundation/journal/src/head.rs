//! Heads: where a chain ends, signed by the node, short enough to print on a shift report.

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use garita_domain::{EpochId, NodeId, Secret};

use crate::Hash;

/// The end of a chain: printed as `1234:7F3A…`, the sequence and the hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Sequence of the last link.
    pub sequence: i64,
    /// Its hash.
    pub hash: Hash,
}

/// A text that is no head.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a head as it is printed: the number, a colon and 64 hexadecimal digits")]
pub struct HeadError;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let (sequence, hash) = text.trim().split_once(':').ok_or(HeadError)?;
        let hash: String = hash.chars().filter(|c| !c.is_whitespace()).collect();
        Ok(Self { sequence: sequence.trim().parse().map_err(|_| HeadError)?, hash: hash.parse().map_err(|_| HeadError)? })
    }
}

/// The node's signing key.
pub struct NodeKey(SigningKey);

/// The key that checks a node's signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct NodePublicKey(VerifyingKey);

/// A head with the node's signature over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadSeal {
    /// The node.
    pub node: NodeId,
    /// The epoch the head stands in.
    pub epoch: EpochId,
    /// The head.
    pub head: Head,
    /// Ed25519 signature (RFC 8032), 64 bytes.
    pub signature: [u8; 64],
}

impl NodeKey {
    /// From 32 secret bytes.
    pub fn from_secret(secret: &Secret<[u8; 32]>) -> Self {
        Self(SigningKey::from_bytes(secret.expose()))
    }

    /// The public half.
    pub fn public(&self) -> NodePublicKey {
        NodePublicKey(self.0.verifying_key())
    }

    /// Signs a head.
    pub fn seal(&self, node: NodeId, epoch: EpochId, head: Head) -> HeadSeal {
        let signature = self.0.sign(&message(node, epoch, head)).to_bytes();
        HeadSeal { node, epoch, head, signature }
    }
}

impl fmt::Debug for NodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodeKey([secret])")
    }
}

impl NodePublicKey {
    /// From the 32 published bytes; `None` when they are no Ed25519 key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes).ok().map(Self)
    }

    /// The 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Whether the seal was made by the holder of the secret half.
    pub fn verifies(&self, seal: &HeadSeal) -> bool {
        self.0.verify_strict(&message(seal.node, seal.epoch, seal.head), &Signature::from_bytes(&seal.signature)).is_ok()
    }
}

impl fmt::Debug for NodePublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodePublicKey")
    }
}

fn message(node: NodeId, epoch: EpochId, head: Head) -> Vec<u8> {
    let mut message = b"garita journal head v1".to_vec();
    message.extend(node.uuid().as_bytes());
    message.extend(epoch.uuid().as_bytes());
    message.extend(head.sequence.to_be_bytes());
    message.extend(head.hash.as_bytes());
    message
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_seal_holds_for_its_own_head_only() {
        let key = NodeKey::from_secret(&Secret::new([9; 32]));
        let head = Head { sequence: 12, hash: Hash::from_bytes([3; 32]) };
        let seal = key.seal(NodeId::new(Uuid::from_u128(1)), EpochId::new(Uuid::from_u128(2)), head);
        assert!(key.public().verifies(&seal));
        let other = HeadSeal { head: Head { sequence: 13, ..head }, ..seal };
        assert!(!key.public().verifies(&other));
    }

    #[test]
    fn printed_heads_read_back() {
        let head = Head { sequence: 12, hash: Hash::from_bytes([0xA3; 32]) };
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!(head.to_string().to_lowercase().parse(), Ok(head));
        assert_eq!("12".parse::<Head>(), Err(HeadError));
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics(text in "\\PC{0,90}") {
            let _ = text.parse::<Head>();
        }
    }
}
