//! Requests that wait, or waited, for a second person.

use garita_domain::AccountId;
use garita_record::{ApprovalDecided, ApprovalRequested, Kind};
use garita_storage::{Grouping, Mode, Projection, ProjectionError, StoredEntry, TableDef, TableRow, Value, columns};

use super::read;
use crate::names::roles_text;

const NAME: &str = "accounts.approvals";

const APPROVAL: TableDef = TableDef {
    name: "accounts_approval",
    columns: columns! {
        subject: [Id], Accountability, PublicService, Audit, AccountAdministration;
        request: [Id], Accountability, PublicService, Audit, Oversight;
        act: [Text], Accountability, PublicService, Audit, Oversight;
        payload: [Bytes], Accountability, PublicService, Audit, AccountAdministration;
        approvers: [Text], Accountability, PublicService, Audit, Oversight;
        reason: [Text], Accountability, PublicService, Audit, Oversight;
        asked_by: null [Id], Accountability, PublicService, Audit, Oversight;
        asked: [Micros], Accountability, PublicService, Audit, Oversight;
        state: [Text], Accountability, PublicService, Audit, Oversight;
        decided_by: null [Id], Accountability, PublicService, Audit, Oversight;
        decided: null [Micros], Accountability, PublicService, Audit, Oversight;
    },
    key: &["subject", "request"],
    indexes: &[&["request"], &["state", "asked"]],
};

/// One row a request.
pub(super) struct Approvals;

impl Projection for Approvals {
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
        &[ApprovalRequested::NAME, ApprovalDecided::NAME]
    }

    fn tables(&self) -> &'static [TableDef] {
        &[APPROVAL]
    }

    fn rows(&self, entries: &[&StoredEntry]) -> Result<Vec<TableRow>, ProjectionError> {
        let mut decisions = Vec::new();
        for entry in entries {
            if let Some(decided) = read::<ApprovalDecided>(NAME, entry)? {
                decisions.push((entry, decided));
            }
        }
        let mut rows = Vec::new();
        for entry in entries {
            let Some(asked) = read::<ApprovalRequested>(NAME, entry)? else { continue };
            // The first decision counts; the command lets no second one be made.
            let decision = decisions.iter().find(|(_, decided)| decided.request == asked.request);
            let state = decision.map_or(WAITING, |(_, decided)| if decided.approved { APPROVED } else { REFUSED });
            rows.push(TableRow {
                table: APPROVAL.name,
                values: vec![
                    entry.content.subject.into(),
                    asked.request.into(),
                    asked.act.into(),
                    asked.payload.to_string().into_bytes().into(),
                    roles_text(&asked.approvers).into(),
                    asked.reason.into(),
                    entry.content.actor.map(AccountId::uuid).into(),
                    entry.content.occurred.into(),
                    state.into(),
                    decision.and_then(|(entry, _)| entry.content.actor).map(AccountId::uuid).into(),
                    Value::Integer(decision.map(|(entry, _)| entry.content.occurred.micros())),
                ],
            });
        }
        Ok(rows)
    }
}

/// Nobody has decided.
pub(crate) const WAITING: &str = "waiting";
/// Approved, and carried out.
pub(crate) const APPROVED: &str = "approved";
/// Refused.
pub(crate) const REFUSED: &str = "refused";
