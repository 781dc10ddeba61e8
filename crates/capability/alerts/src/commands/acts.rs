//! What a second person's approval carries out, and how it is told to them.

use std::sync::Arc;

use async_trait::async_trait;
use garita_domain::Message;
use garita_record::{EntryListed, EntryWithdrawn, Kind, ListDeclared, ListImported};
use garita_storage::{ActError, Approval, ApprovedAct, NewEntry, Unit};
use jiff::{civil::Date, tz::TimeZone};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    entries::{listed_as, may_be_listed},
    import::{still_follows, take},
    lists::declare,
};
use crate::rules;

/// Every act of this capability, for `accounts`.
pub fn approved_acts(zone: &TimeZone) -> Vec<Arc<dyn ApprovedAct>> {
    vec![Arc::new(ListAct(zone.clone())), Arc::new(EntryAct(zone.clone())), Arc::new(WithdrawalAct), Arc::new(ImportAct)]
}

/// A list is set up or changed.
pub struct ListAct(TimeZone);

/// A person is put on a national list.
pub struct EntryAct(TimeZone);

/// A person is taken off a national list.
pub struct WithdrawalAct;

/// A version that looks as if something were missing is taken into use all the same.
pub struct ImportAct;

fn read<T: DeserializeOwned>(payload: &Value) -> Result<T, ActError> {
    T::deserialize(payload).map_err(|_| ActError::Refused(Message::new("alerts-refused-unreadable")))
}

fn today(unit: &Unit<'_>, zone: &TimeZone) -> Date {
    unit.now().date(zone)
}

#[async_trait]
impl ApprovedAct for ListAct {
    fn act(&self) -> &'static str {
        ListDeclared::NAME
    }

    fn summary(&self, payload: &Value) -> Vec<Message> {
        let Ok(list) = read::<ListDeclared>(payload) else { return Vec::new() };
        vec![
            Message::new("alerts-act-list").with("name", &list.name),
            Message::new("alerts-act-owner").with("owner", &list.owner),
            Message::new("alerts-act-basis").with("basis", &list.legal_basis),
            Message::new("alerts-act-purpose").with("purpose", &list.purpose),
            Message::new("alerts-act-list-rule")
                .with("matter", list.matter.code())
                .with("instruction", list.instruction.code())
                .with("adjudicators", list.adjudicators.code())
                .with("source", list.source.code()),
            Message::new("alerts-act-dates").with("review", list.review).with("expires", list.expires),
        ]
    }

    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError> {
        let list: ListDeclared = read(payload)?;
        if let Some((_, wrong)) = rules::of_list(&list, today(unit, &self.0)).into_iter().next() {
            return Err(ActError::Refused(wrong));
        }
        Ok(declare(unit, approval.subject, Some(approval.approved_by), &list).await?)
    }
}

#[async_trait]
impl ApprovedAct for EntryAct {
    fn act(&self) -> &'static str {
        EntryListed::NAME
    }

    fn summary(&self, payload: &Value) -> Vec<Message> {
        let Ok(entry) = read::<EntryListed>(payload) else { return Vec::new() };
        let mut lines = vec![Message::new("alerts-act-entry").with("matter", entry.matter.code()).with("reference", &entry.reference)];
        lines.extend(entry.names.iter().map(|name| Message::new("alerts-act-name").with("name", &name.name)));
        lines.extend(entry.birth_dates.iter().map(|date| Message::new("alerts-act-birth-date").with("date", date)));
        lines.extend(entry.documents.iter().map(|document| Message::new("alerts-act-document").with("number", &document.number)));
        lines.push(Message::new("alerts-act-basis").with("basis", &entry.legal_basis));
        lines.push(Message::new("alerts-act-dates").with("review", entry.review).with("expires", entry.expires));
        lines
    }

    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError> {
        let entry: EntryListed = read(payload)?;
        let today = today(unit, &self.0);
        may_be_listed(unit, &entry, today).await?;
        let id = unit.environment().entry_id();
        let new = NewEntry { entry: id, subject: approval.subject, actor: Some(approval.approved_by), occurred: None, payload: &entry };
        unit.append(new).await?;
        Ok(())
    }
}

#[async_trait]
impl ApprovedAct for WithdrawalAct {
    fn act(&self) -> &'static str {
        EntryWithdrawn::NAME
    }

    fn summary(&self, payload: &Value) -> Vec<Message> {
        let Ok(withdrawn) = read::<EntryWithdrawn>(payload) else { return Vec::new() };
        vec![Message::new("alerts-act-withdrawal").with("reference", &withdrawn.reference)]
    }

    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError> {
        let withdrawn: EntryWithdrawn = read(payload)?;
        if withdrawn.entry != approval.subject {
            return Err(ActError::Refused(Message::new("alerts-refused-unreadable")));
        }
        if listed_as(unit, withdrawn.entry).await?.is_none() {
            return Err(ActError::Refused(Message::new("alerts-refused-not-listed")));
        }
        let id = unit.environment().entry_id();
        let new = NewEntry { entry: id, subject: approval.subject, actor: Some(approval.approved_by), occurred: None, payload: &withdrawn };
        unit.append(new).await?;
        Ok(())
    }
}

#[async_trait]
impl ApprovedAct for ImportAct {
    fn act(&self) -> &'static str {
        ListImported::NAME
    }

    fn summary(&self, payload: &Value) -> Vec<Message> {
        let Ok(imported) = read::<ListImported>(payload) else { return Vec::new() };
        vec![
            Message::new("alerts-act-import").with("list", &imported.list_name).with("file", &imported.file_name),
            Message::new("alerts-act-import-counts")
                .with("people", imported.people)
                .with("added", imported.added)
                .with("changed", imported.changed)
                .with("removed", imported.removed)
                .with("rejected", imported.rejected),
        ]
    }

    async fn carry_out(&self, unit: &mut Unit<'_>, approval: &Approval, payload: &Value) -> Result<(), ActError> {
        let imported: ListImported = read(payload)?;
        still_follows(unit, approval.subject, &imported).await?;
        Ok(take(unit, approval.subject, Some(approval.approved_by), &imported).await?)
    }
}
