//! What the node keeps for itself: the content of imported lists, in pieces that versions share, and what waits for
//! somebody to look at its preview. Encrypted with the store.

use garita_storage::{LocalTable, TableDef, columns};

/// The node's own tables.
pub const LOCAL_TABLES: &[LocalTable] = &[
    LocalTable { capability: "alerts", number: 1, table: PIECE },
    LocalTable { capability: "alerts", number: 2, table: VERSION_PIECE },
    LocalTable { capability: "alerts", number: 3, table: STAGED },
];

/// The node's own tables of this capability.
pub fn local_tables() -> Vec<LocalTable> {
    LOCAL_TABLES.to_vec()
}

/// A run of listed people, found by the digest of its bytes.
const PIECE: TableDef = TableDef {
    name: "alerts_piece",
    columns: columns! {
        digest: [Bytes], BorderControl, MigrationLaw, Alert, Nobody;
        content: [Bytes], BorderControl, MigrationLaw, Alert, Inspection;
    },
    key: &["digest"],
    indexes: &[],
};

/// Which pieces make a version, in order.
const VERSION_PIECE: TableDef = TableDef {
    name: "alerts_version_piece",
    columns: columns! {
        version: [Id], BorderControl, NotPersonal, Alert, Nobody;
        number: [Integer], BorderControl, NotPersonal, Alert, Nobody;
        digest: [Bytes], BorderControl, MigrationLaw, Alert, Nobody;
    },
    key: &["version", "number"],
    indexes: &[&["digest"]],
};

/// An import that nobody has taken into use yet.
const STAGED: TableDef = TableDef {
    name: "alerts_staged",
    columns: columns! {
        version: [Id], BorderControl, NotPersonal, Alert, Oversight;
        list: [Id], BorderControl, NotPersonal, Alert, Oversight;
        at: [Micros], BorderControl, NotPersonal, Alert, Oversight;
        preview: [Bytes], BorderControl, MigrationLaw, Alert, Inspection;
    },
    key: &["version"],
    indexes: &[&["list"]],
};
