//! Officers' shifts.

use std::collections::BTreeMap;

use garita_domain::{BoothId, ShiftId};
use garita_record::{Kind, ShiftClosed, ShiftOpened, decode};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

const NAME: &str = "desk_shifts";

const SHIFT: TableDef = TableDef {
    name: "desk_shift",
    columns: columns! {
        account: [Id], Accountability, PublicService, Audit, Inspection;
        shift: [Id], Accountability, PublicService, Audit, Inspection;
        opened: [Micros], Accountability, PublicService, Audit, Inspection;
        closed: null [Micros], Accountability, PublicService, Audit, Inspection;
        booth: null [Id], Accountability, PublicService, Audit, Oversight;
        head: [Text], Accountability, NotPersonal, Permanent, Oversight;
    },
    key: &["account", "shift"],
    indexes: &[],
};

/// Shifts, open and closed.
#[derive(Clone, Copy, Debug)]
pub struct Shifts;

impl Projection for Shifts {
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
        &[ShiftOpened::NAME, ShiftClosed::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[SHIFT]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let failed = |source| ProjectionError { projection: NAME, source: Box::new(source) };
        let mut shifts: BTreeMap<ShiftId, Vec<Value>> = BTreeMap::new();
        let mut closed = BTreeMap::new();
        for entry in entries {
            let content = &entry.content;
            if content.kind == ShiftOpened::NAME {
                let opened: ShiftOpened = decode(content.version, &content.payload).map_err(failed)?;
                let values = vec![
                    content.subject.into(),
                    opened.shift.into(),
                    content.occurred.into(),
                    Value::Integer(None),
                    opened.booth.map(BoothId::uuid).into(),
                    "".into(),
                ];
                shifts.insert(opened.shift, values);
            } else {
                let end: ShiftClosed = decode(content.version, &content.payload).map_err(failed)?;
                closed.insert(end.shift, (content.occurred, end.head));
            }
        }
        for (shift, (at, head)) in closed {
            if let Some([_, _, _, closed, _, printed]) = shifts.get_mut(&shift).map(Vec::as_mut_slice) {
                *closed = at.into();
                *printed = head.into();
            }
        }
        Ok(shifts.into_values().map(|values| TableRow { table: SHIFT.name, values }).collect())
    }
}
