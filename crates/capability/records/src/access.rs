//! Who may do what with the records. None of these rules reaches content (R07).

use garita_domain::{
    Purpose,
    access::{AccessRule, Action, DataClass, Role},
};

/// The head, the state of the store and of the read tables; verification.
pub const HEAD: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator, Role::Overseer],
    purpose: Purpose::Accountability,
    action: Action::Read,
    data: DataClass::Journal,
};

/// The entries one by one, without content.
pub const JOURNAL: AccessRule = AccessRule { roles: &[Role::Administrator, Role::Overseer], ..HEAD };

/// Who looked at travellers and who signed in (R18).
pub const ACCESSES: AccessRule = AccessRule { roles: &[Role::Overseer], ..HEAD };

/// The data inventory says nothing about anyone; whoever works here may have to explain it (R01).
pub const INVENTORY: AccessRule = AccessRule { roles: &Role::ALL, data: DataClass::Public, ..HEAD };

/// Read tables made anew from the journal.
pub const REBUILD: AccessRule =
    AccessRule { roles: &[Role::Administrator], purpose: Purpose::Operation, action: Action::Administer, data: DataClass::Journal };

/// Stating the time when the machine's clock is in doubt.
pub const STATE_TIME: AccessRule = AccessRule {
    roles: &[Role::Supervisor, Role::Administrator],
    purpose: Purpose::Operation,
    action: Action::Administer,
    data: DataClass::Journal,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r07_no_rule_reaches_case_content_and_officers_reach_the_inventory_alone() {
        for rule in [HEAD, JOURNAL, ACCESSES, REBUILD, STATE_TIME] {
            assert_eq!(rule.data, DataClass::Journal);
            assert!(!rule.permits(&[Role::Officer, Role::ProtectionOfficer]));
        }
        assert!(INVENTORY.permits(&[Role::Officer]));
        assert!(!JOURNAL.permits(&[Role::Supervisor]) && !ACCESSES.permits(&[Role::Administrator]));
        assert!(!STATE_TIME.permits(&[Role::Overseer]));
    }
}
