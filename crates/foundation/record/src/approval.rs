//! Approval by a second person: the one mechanism every capability uses (DESIGN §3).

use garita_domain::{RequestId, access::Role};

use crate::kind::kind;

kind! {
    /// Somebody asks for something that needs a second person.
    ApprovalRequested = "approval.requested", version 1 {
        /// The request.
        request: RequestId,
        /// What is asked for, such as `accounts.roles_changed`; the kind of the entry that carries it out.
        act: String,
        /// The payload of that entry, as it will be written if approved.
        payload: serde_json::Value,
        /// Who may approve.
        approvers: Vec<Role>,
        /// Coded reason.
        reason: String,
    }
    inventory {
        "request": Accountability, PublicService, Audit, Oversight;
        "act": Accountability, PublicService, Audit, Oversight;
        "payload": Accountability, PublicService, Audit, AccountAdministration;
        "approvers[]": Accountability, PublicService, Audit, Oversight;
        "reason": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// A second person decided. Never the one who asked: the command refuses it.
    ApprovalDecided = "approval.decided", version 1 {
        /// The request.
        request: RequestId,
        /// Whether it was approved.
        approved: bool,
        /// Coded reason, for a refusal.
        reason: String,
    }
    inventory {
        "request": Accountability, PublicService, Audit, Oversight;
        "approved": Accountability, PublicService, Audit, Oversight;
        "reason": Accountability, PublicService, Audit, Oversight;
    }
}
