//! Typed identifiers: a subject can never be passed where an entry is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is known to name this kind of thing.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The UUID, for storage and addresses.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Somebody with an account: officer, supervisor, administrator.
    AccountId;
    /// An enrolled booth: one browser on the post's network.
    BoothId;
    /// One entry of the journal. Made before the act, so that repeating a form cannot record it twice.
    EntryId;
    /// One run of one writer; a chain belongs to one epoch at a time.
    EpochId;
    /// One post, headquarters process or protection node.
    NodeId;
    /// A request that waits for a second person.
    RequestId;
    /// A signed-in browser.
    SessionId;
    /// An officer's shift at a post.
    ShiftId;
    /// A traveller as one lineage of entries; a person is a set of subjects (see `desk`).
    SubjectId;
}

impl NodeId {
    /// Entries that concern nobody in particular carry the node's own id as subject (DESIGN §5).
    pub const fn as_subject(self) -> SubjectId {
        SubjectId(self.0)
    }
}

impl AccountId {
    /// Entries about an account carry the account's id as subject.
    pub const fn as_subject(self) -> SubjectId {
        SubjectId(self.0)
    }
}
