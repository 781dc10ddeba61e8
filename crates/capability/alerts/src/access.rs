//! This capability's lines of the access table.
//!
//! Who keeps lists sees no traveller; who inspects travellers keeps no lists.

use garita_domain::{
    Purpose,
    access::{AccessRule, Action, DataClass, Role},
};

const KEEPERS: &[Role] = &[Role::Supervisor, Role::ListOwner];
const CASES: &[Role] = &[Role::Officer, Role::Supervisor, Role::ProtectionOfficer];

/// What lists there are, how old, how good: no one on them.
pub const READ_LISTS: AccessRule = AccessRule {
    roles: &[Role::Officer, Role::Supervisor, Role::ProtectionOfficer, Role::Overseer, Role::ListOwner],
    purpose: Purpose::BorderControl,
    action: Action::Read,
    data: DataClass::Alerts,
};

/// Who is on a national list.
pub const READ_ENTRIES: AccessRule =
    AccessRule { roles: KEEPERS, purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Alerts };

/// Proposing lists and entries, importing.
pub const KEEP_LISTS: AccessRule =
    AccessRule { roles: &[Role::ListOwner], purpose: Purpose::BorderControl, action: Action::Administer, data: DataClass::Alerts };

/// People whom a new entry may mean and who may still be in the country.
pub const READ_IN_COUNTRY: AccessRule =
    AccessRule { roles: &[Role::Supervisor], purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Traveller };

/// The hits of a person at the counter: their number alone. Looking at one is an entry.
pub const READ_HITS: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Read, data: DataClass::Traveller };

/// Looking at a hit.
pub const LOOK: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Record, data: DataClass::Traveller };

/// Saying whether a hit is the same person.
pub const ADJUDICATE: AccessRule =
    AccessRule { roles: CASES, purpose: Purpose::BorderControl, action: Action::Decide, data: DataClass::Traveller };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r07_who_keeps_lists_sees_no_traveller_and_who_audits_sees_nobody_on_a_list() {
        for rule in [READ_IN_COUNTRY, READ_HITS, LOOK, ADJUDICATE] {
            assert!(!rule.permits(&[Role::ListOwner]) && !rule.permits(&[Role::Overseer]) && !rule.permits(&[Role::Administrator]));
        }
        assert!(!KEEP_LISTS.permits(&[Role::Officer, Role::Supervisor]) && !READ_ENTRIES.permits(&[Role::Overseer]));
    }
}
