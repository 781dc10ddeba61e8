//! This capability's lines of the access table.

use garita_domain::{
    Purpose,
    access::{AccessRule, Action, DataClass, Role},
};

/// Signing in and out, unlocking, enrolling: before anybody is known, or while the screen is locked. Each page checks for
/// itself who is there.
pub const AT_THE_DOOR: AccessRule = AccessRule { roles: &[], purpose: Purpose::StaffAccess, action: Action::Record, data: DataClass::Own };

/// A person's own account.
pub const OWN_ACCOUNT: AccessRule =
    AccessRule { roles: &Role::ALL, purpose: Purpose::StaffAccess, action: Action::Record, data: DataClass::Own };

/// Looking at accounts.
pub const READ_ACCOUNTS: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator],
    purpose: Purpose::StaffAccess,
    action: Action::Read,
    data: DataClass::Accounts,
};

/// Opening accounts and issuing codes.
pub const RUN_ACCOUNTS: AccessRule =
    AccessRule { roles: &[Role::Administrator], purpose: Purpose::StaffAccess, action: Action::Administer, data: DataClass::Accounts };

/// Asking for other roles.
pub const ASK_FOR_ROLES: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator],
    purpose: Purpose::StaffAccess,
    action: Action::Administer,
    data: DataClass::Accounts,
};

/// Seeing what waits for a second person. Which requests, the page decides by who may approve each.
pub const READ_APPROVALS: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator, Role::ProtectionOfficer, Role::ListOwner],
    purpose: Purpose::Accountability,
    action: Action::Read,
    data: DataClass::Accounts,
};

/// Being the second person. Whether for this request, the command decides.
pub const DECIDE_APPROVALS: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator, Role::ProtectionOfficer, Role::ListOwner],
    purpose: Purpose::Accountability,
    action: Action::Administer,
    data: DataClass::Accounts,
};

/// Making, enrolling and revoking booths.
pub const RUN_BOOTHS: AccessRule =
    AccessRule { roles: &[Role::Administrator], purpose: Purpose::StaffAccess, action: Action::Administer, data: DataClass::Accounts };
