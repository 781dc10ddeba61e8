//! Accounts and their roles.

use garita_record::{AccountOpened, Kind, RolesChanged};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, columns};

use super::read;
use crate::names::roles_text;

const NAME: &str = "accounts.accounts";

const ACCOUNT: TableDef = TableDef {
    name: "accounts_account",
    columns: columns! {
        account: [Id], StaffAccess, PublicService, Account, AccountAdministration;
        sign_in_name: [Text], StaffAccess, PublicService, Account, AccountAdministration;
        display_name: [Text], StaffAccess, PublicService, Account, Inspection;
        language: [Text], StaffAccess, PublicService, Account, AccountAdministration;
        roles: [Text], StaffAccess, PublicService, Account, AccountAdministration;
        opened: [Micros], Accountability, PublicService, Account, AccountAdministration;
    },
    key: &["account"],
    indexes: &[&["sign_in_name"]],
};

/// One row an account.
pub(super) struct Accounts;

impl Projection for Accounts {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> i64 {
        1
    }

    fn mode(&self) -> Mode {
        Mode::Inline
    }

    fn grouping(&self) -> Grouping {
        Grouping::Subject
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[AccountOpened::NAME, RolesChanged::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[ACCOUNT]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut opening = None;
        let mut roles = None;
        for entry in entries {
            if let Some(opened) = read::<AccountOpened>(NAME, entry)? {
                opening.get_or_insert((entry, opened));
            }
            if let Some(changed) = read::<RolesChanged>(NAME, entry)? {
                roles = Some(changed.roles);
            }
        }
        let Some((entry, opened)) = opening else { return Ok(Vec::new()) };
        Ok(vec![TableRow {
            table: ACCOUNT.name,
            values: vec![
                entry.content.subject.into(),
                opened.sign_in_name.into(),
                opened.display_name.into(),
                opened.language.tag().into(),
                roles_text(&roles.unwrap_or(opened.roles)).into(),
                entry.content.occurred.into(),
            ],
        }])
    }
}
