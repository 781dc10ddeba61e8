//! What a kind is, and how payloads of any released version are read.

use garita_domain::{EntryId, Field};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A versioned payload.
pub trait Kind: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Dotted name, stable for ever.
    const NAME: &'static str;
    /// Version of the shape written by this release.
    const VERSION: u16;
    /// The data inventory: one line for every value the payload can hold, nested values as `outer.inner`, list items as
    /// `list[].inner`.
    const FIELDS: &'static [Field];

    /// The entry that opened the thread this one goes on with, such as the presentation that a decision is about; `None` for
    /// an entry that opens one itself. The threads of a subject can be read apart.
    fn thread(&self) -> Option<EntryId> {
        None
    }

    /// Turns the shape of an older version into the current one; `None` when the version is not known.
    fn upcast(version: u16, payload: Value) -> Option<Value> {
        (version == Self::VERSION).then_some(payload)
    }
}

/// A kind without its type, for lists.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// Name.
    pub name: &'static str,
    /// Current version.
    pub version: u16,
    /// Inventory.
    pub fields: &'static [Field],
    /// Reads a payload and writes it again in the current shape; used to check fixtures.
    pub round_trip: fn(u16, &[u8]) -> Result<Value, DecodeError>,
}

impl KindInfo {
    /// The description of `K`.
    pub const fn of<K: Kind>() -> Self {
        Self { name: K::NAME, version: K::VERSION, fields: K::FIELDS, round_trip: round_trip::<K> }
    }
}

/// A payload that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The bytes are no JSON of this kind.
    #[error("payload of {kind} version {version} could not be read")]
    Payload {
        /// Kind.
        kind: &'static str,
        /// Version.
        version: u16,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A version this release does not know: the entry is kept for a release that does.
    #[error("version {version} of {kind} is newer than this program: update it")]
    UnknownVersion {
        /// Kind.
        kind: &'static str,
        /// Version.
        version: u16,
    },
}

/// Reads a payload of any released version of `K`.
pub fn decode<K: Kind>(version: u16, payload: &[u8]) -> Result<K, DecodeError> {
    let failed = |source| DecodeError::Payload { kind: K::NAME, version, source };
    if version == K::VERSION {
        return serde_json::from_slice(payload).map_err(failed);
    }
    let value = serde_json::from_slice(payload).map_err(failed)?;
    let current = K::upcast(version, value).ok_or(DecodeError::UnknownVersion { kind: K::NAME, version })?;
    serde_json::from_value(current).map_err(failed)
}

/// The payload's bytes, as they are hashed and stored.
pub fn encode<K: Kind>(kind: &K) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(kind)
}

fn round_trip<K: Kind>(version: u16, payload: &[u8]) -> Result<Value, DecodeError> {
    let kind: K = decode(version, payload)?;
    serde_json::to_value(&kind).map_err(|source| DecodeError::Payload { kind: K::NAME, version, source })
}

/// Declares a kind with its data inventory. Every value needs a line `path: purpose, basis, retention, audience`.
macro_rules! kind {
    (
        $(#[$doc:meta])*
        $name:ident = $kind:literal, version $version:literal $(, goes on with $thread:ident)? {
            $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
        }
        inventory { $($path:literal: $purpose:ident, $basis:ident, $retention:ident, $audience:ident;)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

        impl $crate::Kind for $name {
            const NAME: &'static str = $kind;
            const VERSION: u16 = $version;
            const FIELDS: &'static [garita_domain::Field] = &[$(garita_domain::Field {
                name: $path,
                purpose: garita_domain::Purpose::$purpose,
                basis: garita_domain::LegalBasis::$basis,
                retention: garita_domain::Retention::$retention,
                audience: garita_domain::Audience::$audience,
            },)*];

            $(fn thread(&self) -> Option<garita_domain::EntryId> {
                Some(self.$thread)
            })?
        }

        /// Payloads are personal: logs see the kind alone.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}
pub(crate) use kind;
