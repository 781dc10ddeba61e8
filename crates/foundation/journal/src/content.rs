//! The part that speaks of people, and the salt that ties it to its link.

use garita_domain::{AccountId, Certainty, EntryId, SubjectId, Timestamp};

use crate::{Digest, Hlc};

/// 32 random bytes, new for every entry. Without it a digest cannot be compared with a guess.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// From 32 random bytes.
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

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt([secret])")
    }
}

/// What an entry says. Destroyed by retention together with its salt.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// The entry's id, made before the act.
    pub entry: EntryId,
    /// Kind, such as `desk.traveller_presented`.
    pub kind: String,
    /// Version of the kind's shape.
    pub version: u16,
    /// Whom or what it is about.
    pub subject: SubjectId,
    /// Who did it; `None` for the node itself.
    pub actor: Option<AccountId>,
    /// When it happened.
    pub occurred: Timestamp,
    /// How far that time can be trusted.
    pub certainty: Certainty,
    /// When it was recorded, in the order of all that the node had seen.
    pub recorded: Hlc,
    /// The kind's own bytes (JSON). Hashed as they stand, so that no re-encoding can change a digest.
    pub payload: Vec<u8>,
}

impl Content {
    /// The salted digest that the link carries.
    pub fn digest(&self, salt: &Salt) -> Digest {
        let mut hasher = blake3::Hasher::new_keyed(&salt.0);
        hasher.update(b"garita journal content v1");
        hasher.update(self.entry.uuid().as_bytes());
        update_sized(&mut hasher, self.kind.as_bytes());
        hasher.update(&self.version.to_be_bytes());
        hasher.update(self.subject.uuid().as_bytes());
        match self.actor {
            Some(actor) => hasher.update(&[1]).update(actor.uuid().as_bytes()),
            None => hasher.update(&[0]),
        };
        hasher.update(&self.occurred.micros().to_be_bytes());
        hasher.update(&[match self.certainty {
            Certainty::Certain => 1,
            Certainty::Uncertain => 0,
        }]);
        hasher.update(&self.recorded.as_i64().to_be_bytes());
        update_sized(&mut hasher, &self.payload);
        Digest::from_bytes(*hasher.finalize().as_bytes())
    }
}

/// Lengths first, so that no two contents share one byte string.
fn update_sized(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_be_bytes());
    hasher.update(bytes);
}

/// Content is personal: logs see its kind and id alone.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({} {})", self.kind, self.entry)
    }
}
