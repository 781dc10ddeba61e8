//! What the node keeps for itself: hashes of secrets and tokens, sessions, preferences. It leaves with the account.

use garita_storage::{LocalTable, TableDef, columns};

/// The node's own tables.
pub const LOCAL_TABLES: &[LocalTable] = &[
    LocalTable { capability: "accounts", number: 1, table: CREDENTIAL },
    LocalTable { capability: "accounts", number: 2, table: SESSION },
    LocalTable { capability: "accounts", number: 3, table: BOOTH_SECRET },
    LocalTable { capability: "accounts", number: 4, table: PREFERENCE },
];

/// Slow hashes: `password`, `pin`, `one_time_code`.
const CREDENTIAL: TableDef = TableDef {
    name: "accounts_credential",
    columns: columns! {
        account: [Id], StaffAccess, PublicService, Account, Nobody;
        credential: [Text], StaffAccess, PublicService, Account, Nobody;
        hash: [Text], StaffAccess, PublicService, Account, Nobody;
        expires: null [Micros], StaffAccess, PublicService, Account, Nobody;
    },
    key: &["account", "credential"],
    indexes: &[],
};

/// Live sessions, found by their token's hash.
const SESSION: TableDef = TableDef {
    name: "accounts_session",
    columns: columns! {
        token_hash: [Bytes], StaffAccess, PublicService, Session, Nobody;
        session: [Id], StaffAccess, PublicService, Session, Nobody;
        account: [Id], StaffAccess, PublicService, Session, Nobody;
        booth: null [Id], StaffAccess, PublicService, Session, Nobody;
        created: [Micros], StaffAccess, PublicService, Session, Nobody;
        seen: [Micros], StaffAccess, PublicService, Session, Nobody;
        locked: [Integer], StaffAccess, PublicService, Session, Nobody;
        must_set: [Integer], StaffAccess, PublicService, Session, Nobody;
        wrong_pins: [Integer], StaffAccess, PublicService, Session, Nobody;
    },
    key: &["token_hash"],
    indexes: &[&["account"], &["created"]],
};

/// Which browser a booth is, and the code by which it becomes one.
const BOOTH_SECRET: TableDef = TableDef {
    name: "accounts_booth_secret",
    columns: columns! {
        booth: [Id], StaffAccess, NotPersonal, Account, Nobody;
        code_hash: null [Bytes], StaffAccess, NotPersonal, Account, Nobody;
        code_expires: null [Micros], StaffAccess, NotPersonal, Account, Nobody;
        token_hash: null [Bytes], StaffAccess, NotPersonal, Account, Nobody;
    },
    key: &["booth"],
    indexes: &[&["token_hash"], &["code_hash"]],
};

/// How a person likes the screens; kept at this node.
const PREFERENCE: TableDef = TableDef {
    name: "accounts_preference",
    columns: columns! {
        account: [Id], StaffAccess, PublicService, Account, AccountAdministration;
        language: null [Text], StaffAccess, PublicService, Account, AccountAdministration;
        theme: null [Text], StaffAccess, PublicService, Account, AccountAdministration;
    },
    key: &["account"],
    indexes: &[],
};
