//! Who may do what: role x purpose x action x data class, as one table each capability adds its lines to.

use serde::{Deserialize, Serialize};

use crate::Purpose;

/// The roles of a post. What a role may do stands in the access rules, never in code that asks for a role by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Inspects travellers at first and second line.
    Officer,
    /// Leads a shift.
    Supervisor,
    /// Runs accounts, booths and the machine; sees no traveller.
    Administrator,
    /// The post's protection officer.
    ProtectionOfficer,
    /// Data-protection officer and auditor: reads logs, no case content (R07).
    Overseer,
    /// Keeps alert lists for the authority that owns them; sees no traveller.
    ListOwner,
}

impl Role {
    /// Every role, in the order a list shows them.
    pub const ALL: [Self; 6] =
        [Self::Officer, Self::Supervisor, Self::Administrator, Self::ProtectionOfficer, Self::Overseer, Self::ListOwner];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
            Self::ProtectionOfficer => "protection_officer",
            Self::Overseer => "overseer",
            Self::ListOwner => "list_owner",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What is done to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Reads.
    Read,
    /// Writes a new entry.
    Record,
    /// Decides about a person.
    Decide,
    /// Changes what others may do, or how the node runs.
    Administer,
}

/// What kind of data it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataClass {
    /// Nothing about anyone: style sheets, health, the sign-in page.
    Public,
    /// The signed-in person's own account and shift.
    Own,
    /// Travellers: presentations, findings, crossings.
    Traveller,
    /// Cases that wait; reasonless.
    Waiting,
    /// Accounts and booths.
    Accounts,
    /// Alert lists and the people on them.
    Alerts,
    /// The journal without content: heads, counts, verification.
    Journal,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessRule {
    /// The roles that may; empty means that no sign-in is needed.
    pub roles: &'static [Role],
    /// For what purpose.
    pub purpose: Purpose,
    /// What they do.
    pub action: Action,
    /// To what.
    pub data: DataClass,
}

impl AccessRule {
    /// Open to everyone who reaches the port.
    pub const PUBLIC: Self = Self { roles: &[], purpose: Purpose::Operation, action: Action::Read, data: DataClass::Public };

    /// Whether somebody with these roles passes.
    pub fn permits(&self, roles: &[Role]) -> bool {
        self.roles.is_empty() || roles.iter().any(|role| self.roles.contains(role))
    }
}
