//! Kinds about the node itself.

use garita_domain::{EpochId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::kind::kind;

kind! {
    /// The first entry of every epoch: a process started.
    NodeStarted = "node.started", version 1 {
        /// Program version.
        program: String,
        /// Whether this is a demo or training store; such a store can never be enrolled.
        demo: bool,
    }
    inventory {
        "program": Operation, NotPersonal, Audit, Oversight;
        "demo": Operation, NotPersonal, Audit, Oversight;
    }
}

kind! {
    /// Somebody stated the time because the machine's clock was not believed.
    TimeStated = "node.time_stated", version 1 {
        /// The stated time.
        time: Timestamp,
    }
    inventory {
        "time": Accountability, NotPersonal, Audit, Oversight;
    }
}

/// A run of entries whose content was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestroyedRange {
    /// Epoch.
    pub epoch: EpochId,
    /// First sequence.
    pub from: i64,
    /// Last sequence.
    pub to: i64,
}

kind! {
    /// Contents and salts were destroyed by a retention order; the links remain. Verification counts a missing content
    /// that no such entry names as a fault.
    ContentDestroyed = "node.content_destroyed", version 1 {
        /// What was destroyed.
        ranges: Vec<DestroyedRange>,
        /// How many contents.
        count: u32,
        /// Under which rule of the national pack.
        rule: String,
    }
    inventory {
        "ranges[].epoch": Accountability, NotPersonal, Permanent, Oversight;
        "ranges[].from": Accountability, NotPersonal, Permanent, Oversight;
        "ranges[].to": Accountability, NotPersonal, Permanent, Oversight;
        "count": Accountability, NotPersonal, Permanent, Oversight;
        "rule": Accountability, NotPersonal, Permanent, Oversight;
    }
}
