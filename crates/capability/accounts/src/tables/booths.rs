//! Booths.

use garita_record::{BoothEnrolled, BoothMade, BoothRevoked, Kind};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

use super::read;

const NAME: &str = "accounts.booths";

const BOOTH: TableDef = TableDef {
    name: "accounts_booth",
    columns: columns! {
        booth: [Id], StaffAccess, NotPersonal, Account, AccountAdministration;
        lane: [Text], StaffAccess, NotPersonal, Account, Inspection;
        direction: [Text], StaffAccess, NotPersonal, Account, Inspection;
        made: [Micros], Accountability, NotPersonal, Account, AccountAdministration;
        enrolled: null [Micros], Accountability, NotPersonal, Account, AccountAdministration;
        revoked: null [Micros], Accountability, NotPersonal, Account, AccountAdministration;
    },
    key: &["booth"],
    indexes: &[],
};

/// One row a booth.
pub(super) struct Booths;

impl Projection for Booths {
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
        &[BoothMade::NAME, BoothEnrolled::NAME, BoothRevoked::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[BOOTH]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut making = None;
        let mut enrolled = None;
        let mut revoked = None;
        for entry in entries {
            if let Some(made) = read::<BoothMade>(NAME, entry)? {
                making.get_or_insert((entry.content.occurred, made));
            }
            if read::<BoothEnrolled>(NAME, entry)?.is_some() {
                enrolled = Some(entry.content.occurred.micros());
            }
            if read::<BoothRevoked>(NAME, entry)?.is_some() {
                revoked.get_or_insert(entry.content.occurred.micros());
            }
        }
        let Some((at, made)) = making else { return Ok(Vec::new()) };
        let values = vec![
            made.booth.into(),
            made.lane.into(),
            made.direction.code().into(),
            at.into(),
            Value::Integer(enrolled),
            Value::Integer(revoked),
        ];
        Ok(vec![TableRow { table: BOOTH.name, values }])
    }
}
