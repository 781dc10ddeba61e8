//! The desk's lines of the access table: who may do what, for what purpose, to what data (DESIGN §7).
//!
//! Administrators and overseers stand in none of them: they never see a traveller (R07).

use garita_domain::{
    Purpose,
    access::{AccessRule, Action, DataClass, Role},
};

const INSPECTION: &[Role] = &[Role::Officer, Role::Supervisor];
const CASES: &[Role] = &[Role::Officer, Role::Supervisor, Role::ProtectionOfficer];

/// Empty forms of the desk: the scan box, typing, the keyboard's self-test.
pub const FORMS: AccessRule = AccessRule { roles: INSPECTION, purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Own };

/// Reading a presentation and how it stands.
pub const READ_CASE: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Traveller };

/// Recording who stands at the counter; corrections.
pub const RECORD: AccessRule =
    AccessRule { roles: INSPECTION, purpose: Purpose::BorderControl, action: Action::Record, data: DataClass::Traveller };

/// Deciding about a person, and taking it back.
pub const DECIDE: AccessRule =
    AccessRule { roles: INSPECTION, purpose: Purpose::BorderControl, action: Action::Decide, data: DataClass::Traveller };

/// Cases that are not closed; reasonless.
pub const READ_QUEUE: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Waiting };

/// Clearing a case that waits: the protection officer alone.
pub const CLEAR: AccessRule =
    AccessRule { roles: &[Role::ProtectionOfficer], purpose: Purpose::Protection, action: Action::Decide, data: DataClass::Waiting };

/// Opening a person's file, with a reason.
pub const OPEN_FILE: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Record, data: DataClass::Traveller };

/// One's own shift and its report.
pub const READ_SHIFT: AccessRule =
    AccessRule { roles: INSPECTION, purpose: Purpose::Accountability, action: Action::Read, data: DataClass::Own };

/// Ending one's own shift.
pub const CLOSE_SHIFT: AccessRule =
    AccessRule { roles: INSPECTION, purpose: Purpose::Accountability, action: Action::Record, data: DataClass::Own };
