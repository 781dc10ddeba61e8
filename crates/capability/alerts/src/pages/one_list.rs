//! One list: its particulars, its versions or entries, and what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{Message, SubjectId, Timestamp};
use garita_record::ListSource;
use garita_web::{Choice, FormErrors, PageContext, PageError, Pagination, SignedIn};

use super::{QueryFields, again, choices, id, label, lists, notice};
use crate::{
    Alerts,
    access::KEEP_LISTS,
    codes::UNDO_REASONS,
    errors::storage_page,
    queries::{self, EntryRow, VersionRow},
    service::Reading,
};

#[derive(Template)]
#[template(path = "alerts/list.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing is shown")]
pub(super) struct ListPage {
    page: PageContext,
    errors: FormErrors,
    notice: Option<Message>,
    list: SubjectId,
    name: String,
    facts: Vec<(String, String)>,
    precision: String,
    imported: bool,
    may_keep: bool,
    may_read: bool,
    waiting: bool,
    reading: Option<String>,
    failed: Option<String>,
    versions: Vec<VersionLine>,
    undo_reasons: Vec<Choice>,
    undo_key: String,
    entries: Vec<EntryLine>,
    pager: Pagination,
}

/// A version in the table.
struct VersionLine {
    when: String,
    file: String,
    people: String,
    changes: String,
    rejected: String,
    state: String,
    /// Whether it may be taken back.
    undoable: Option<String>,
}

/// An entry in the table.
struct EntryLine {
    href: String,
    name: String,
    birth: String,
    matter: String,
    reference: String,
    expires: String,
    state: String,
}

/// `GET /alerts/lists/{list}`.
pub(crate) async fn show(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(list): Path<String>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let done = notice(
        query.text("done"),
        &[
            ("in-use", "alerts-done-in-use"),
            ("waits", "alerts-done-waits"),
            ("undone", "alerts-done-undone"),
            ("dropped", "alerts-done-dropped"),
            ("proposed", "alerts-done-proposed"),
        ],
    );
    let before = cursor(query.text("before"));
    let page = ListPage::new(&alerts, page, &signed_in, id(&list)?, before, FormErrors::default(), done).await?;
    again(StatusCode::OK, &page)
}

fn cursor(text: &str) -> Option<(Timestamp, SubjectId)> {
    let (at, entry) = text.split_once('_')?;
    Some((Timestamp::from_micros(at.parse().ok()?), entry.parse().ok()?))
}

impl ListPage {
    pub(super) async fn new(
        alerts: &Alerts,
        page: PageContext,
        signed_in: &SignedIn,
        list: SubjectId,
        before: Option<(Timestamp, SubjectId)>,
        errors: FormErrors,
        notice: Option<Message>,
    ) -> Result<Self, PageError> {
        let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
        let row = queries::list(&mut snapshot, list).await.map_err(storage_page)?.ok_or_else(PageError::not_found)?;
        let may_read = lists::may_read_entries(signed_in);
        let may_keep = KEEP_LISTS.permits(&signed_in.roles);
        let imported = row.declared.source == ListSource::Imported;
        let precision = queries::precision(&mut snapshot, list).await.map_err(storage_page)?;
        let waiting = queries::staged(&mut snapshot, list).await.map_err(storage_page)?.is_some();
        let versions = queries::versions(&mut snapshot, list).await.map_err(storage_page)?;
        let (entries, more) = if may_read && !imported {
            queries::entries(&mut snapshot, list, before).await.map_err(storage_page)?
        } else {
            (Vec::new(), false)
        };
        let next = entries.last().filter(|_| more).map(|last| format!("/alerts/lists/{list}?before={}_{}", last.at.micros(), last.entry));
        let pager = Pagination { previous: before.map(|_| format!("/alerts/lists/{list}")), next, position: String::new() };
        let (reading, failed) = match alerts.reading(list) {
            Some(Reading::Busy(name)) => (Some(name), None),
            Some(Reading::Failed(why)) => (None, Some(page.message(&why))),
            None => (None, None),
        };
        Ok(Self {
            errors,
            notice,
            list,
            name: row.declared.name.clone(),
            facts: lists::facts(&page, &row.declared),
            precision: lists::precision_words(&page, precision),
            imported,
            may_keep,
            may_read,
            waiting,
            reading,
            failed,
            versions: versions.iter().map(|version| VersionLine::of(&page, version, row.version)).collect(),
            undo_reasons: choices(&page, "reason", &UNDO_REASONS),
            undo_key: alerts.environment().entry_id().to_string(),
            entries: entries.iter().map(|entry| EntryLine::of(&page, entry)).collect(),
            pager,
            page,
        })
    }
}

impl VersionLine {
    fn of(page: &PageContext, version: &VersionRow, in_use: Option<garita_domain::EntryId>) -> Self {
        let imported = &version.imported;
        let here = in_use == Some(imported.version);
        let state = match (version.undone, here) {
            (Some(_), _) => "alerts-version-undone",
            (None, true) => "alerts-version-in-use",
            (None, false) => "alerts-version-past",
        };
        Self {
            when: page.date_time(version.at),
            file: format!("{} ({})", imported.file_name, imported.format),
            people: page.number(imported.people),
            changes: format!("+{} ~{} −{}", page.number(imported.added), page.number(imported.changed), page.number(imported.removed)),
            rejected: page.number(imported.rejected),
            state: page.t(state),
            undoable: here.then(|| imported.version.to_string()),
        }
    }
}

impl EntryLine {
    fn of(page: &PageContext, row: &EntryRow) -> Self {
        let entry = &row.listed;
        Self {
            href: format!("/alerts/entries/{}", row.entry),
            name: entry.names.first().map(|name| name.name.to_string()).unwrap_or_default(),
            birth: entry.birth_dates.iter().map(|date| page.date(date)).collect::<Vec<_>>().join(", "),
            matter: label(page, "matter", entry.matter.code()),
            reference: entry.reference.clone(),
            expires: page.date(garita_domain::PartialDate::from(entry.expires)),
            state: page.t(if row.withdrawn.is_some() { "alerts-entry-withdrawn" } else { "alerts-entry-listed" }),
        }
    }
}
