//! The data inventory's words: why something is kept, on what basis, for how long, for whom (R01, R02).
//!
//! Record kinds (`garita-record`) and tables (`garita-storage`) cannot be declared without them: the struct has no
//! default, so a field that nobody can justify does not compile.

/// What a datum is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Inspecting travellers and recording their crossings.
    BorderControl,
    /// Running the accounts, booths and shifts of the staff.
    StaffAccess,
    /// Proving later what was done, by whom.
    Accountability,
    /// Protecting people who may be victims, children at risk or in need of asylum.
    Protection,
    /// Keeping the program itself sound: cursors, versions, keys.
    Operation,
}

/// The legal basis. The national pack names the article; a node without a pack shows the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalBasis {
    /// The country's migration law.
    MigrationLaw,
    /// Public service and security-of-information rules.
    PublicService,
    /// The law and treaties that protect victims, children and refugees.
    ProtectionLaw,
    /// No personal datum: nothing to justify.
    NotPersonal,
}

/// The retention class; its period is a value of the national pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Retention {
    /// As long as a crossing may be kept (R22).
    Crossing,
    /// As long as an account exists and the audit period after it.
    Account,
    /// The audit period (R18).
    Audit,
    /// Until sign-out or time-out.
    Session,
    /// With the chain itself: nothing personal, kept for good.
    Permanent,
    /// As the protection service orders.
    ProtectionCase,
    /// While a person or document stands on a list, and the audit period after it.
    Alert,
}

/// Who may see a datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Officers and supervisors at work on the case.
    Inspection,
    /// The person concerned and those who administer accounts.
    AccountAdministration,
    /// The data-protection officer and auditors.
    Oversight,
    /// The protection service alone; sealed for everyone else.
    ProtectionService,
    /// The program; no page shows it.
    Nobody,
}

/// One line of the data inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The field's or column's name.
    pub name: &'static str,
    /// Why it is kept.
    pub purpose: Purpose,
    /// On what basis.
    pub basis: LegalBasis,
    /// For how long.
    pub retention: Retention,
    /// For whom.
    pub audience: Audience,
}
