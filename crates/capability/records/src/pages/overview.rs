//! The overview: head, clock, store, runs, signed heads, read tables; and the act of rebuilding one. The clock's form is in
//! `clock.rs`.

use askama::Template;
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use garita_storage::{Health, Mode};
use garita_web::{PageContext, PageError, SignedIn, Tone, respond};

use super::{
    Tab,
    clock::{self, ClockCard, ClockForm, Confirm},
    failed, tabs, value,
};
use crate::{
    Records, access,
    chain::Chain,
    health,
    job::JobState,
    read_tables::{self, ReadTable, TableState},
    rebuilding::{RebuildOutcome, seconds},
    seals::{self, SignedHead},
    words,
};

#[derive(Template)]
#[template(path = "records/overview.html")]
pub(crate) struct OverviewPage {
    page: PageContext,
    tabs: Vec<Tab>,
    head: String,
    entries: i64,
    runs: usize,
    run_since: i64,
    health: (Tone, String, Option<String>),
    clock: ClockCard,
    seals: Vec<(String, Option<String>)>,
    tables: Vec<TableLine>,
    may_rebuild: bool,
    rebuilding: bool,
    rebuild: Option<(Tone, String)>,
}

struct TableLine {
    name: &'static str,
    tables: String,
    version: i64,
    mode: String,
    tone: Tone,
    state: String,
}

/// `GET /records`
pub(crate) async fn show(State(records): State<Records>, page: PageContext, reader: SignedIn) -> Result<Response, PageError> {
    let form = ClockForm::new(&records.journal);
    respond(&template(&records, page, &reader, form).await?)
}

/// The overview with the clock's form as it was typed.
pub(crate) async fn template(records: &Records, page: PageContext, reader: &SignedIn, form: ClockForm) -> Result<OverviewPage, PageError> {
    let journal = &records.journal;
    let mut snapshot = journal.snapshot().await.map_err(failed)?;
    let chain = Chain::read(&mut snapshot, journal.node()).await.map_err(failed)?;
    let seals = seals::last(&mut snapshot, &chain).await.map_err(failed)?;
    let tables = read_tables::read(&mut snapshot, &chain, &records.projections).await.map_err(failed)?;
    drop(snapshot);
    let head = journal.head();
    let state = records.rebuilding.state();
    Ok(OverviewPage {
        tabs: tabs(&page, &reader.roles),
        head: words::grouped(&head),
        entries: head.sequence,
        runs: chain.runs.len(),
        run_since: chain.runs.last().map_or(1, |run| run.first),
        health: store(&page, journal.health()),
        clock: clock::card(journal, &page, reader, form),
        seals: seals.iter().map(|seal| signed(&page, seal)).collect(),
        tables: tables.iter().map(|table| line(&page, table)).collect(),
        may_rebuild: access::REBUILD.permits(&reader.roles),
        rebuilding: matches!(state, JobState::Running { .. }),
        rebuild: rebuild_line(&page, &state),
        page,
    })
}

/// `POST /records/rebuild`, field `projection`.
pub(crate) async fn rebuild(State(records): State<Records>, form: Bytes) -> Result<Response, PageError> {
    let asked = value(&form, "projection");
    let projection = records.projections.iter().map(|projection| projection.name()).find(|name| *name == asked);
    let projection = projection.ok_or_else(PageError::bad_request)?;
    records.rebuilding.start(&records.journal, projection);
    Ok(Redirect::to("/records").into_response())
}

fn store(page: &PageContext, health: Health) -> (Tone, String, Option<String>) {
    let message = health::message(health);
    let tone = if health == Health::Writing { Tone::Quiet } else { Tone::Alert };
    (tone, page.message(&message), page.translator.part(&message, "do"))
}

fn signed(page: &PageContext, seal: &SignedHead) -> (String, Option<String>) {
    (words::grouped(&seal.head), seal.recorded.map(|recorded| page.date_time(recorded)))
}

fn line(page: &PageContext, table: &ReadTable) -> TableLine {
    let with = |id, name, number: i64| page.t_with(id, &[(name, page.number(number))]);
    let (tone, state) = match table.state {
        TableState::Current => (Tone::Quiet, page.t("records-table-current")),
        TableState::CatchingUp(entry) => (Tone::Note, with("records-table-catching-up", "entry", entry)),
        TableState::Outdated => (Tone::Caution, page.t("records-table-outdated")),
        TableState::Building(count) => (Tone::Note, with("records-table-building", "count", count)),
    };
    let mode = match table.mode {
        Mode::Inline => page.t("records-table-inline"),
        Mode::Following => page.t("records-table-follows"),
    };
    TableLine { name: table.name, tables: table.tables.join(", "), version: table.version, mode, tone, state }
}

fn rebuild_line(
    page: &PageContext,
    state: &JobState<&'static str, garita_storage::RebuildProgress, RebuildOutcome>,
) -> Option<(Tone, String)> {
    match state {
        JobState::Idle => None,
        JobState::Running { what, progress, .. } => {
            let (done, total) = progress.map_or((0, 0), |progress| (progress.done, progress.total));
            let values = [("table", (*what).to_owned()), ("done", page.number(done)), ("total", page.number(total))];
            Some((Tone::Note, page.t_with("records-rebuild-running", &values)))
        }
        JobState::Ended { what, began, ended, outcome: RebuildOutcome::Done(entries) } => {
            let values =
                [("table", (*what).to_owned()), ("count", page.number(*entries)), ("seconds", page.number(seconds(*began, *ended)))];
            Some((Tone::Quiet, page.t_with("records-rebuild-done", &values)))
        }
        JobState::Ended { what, outcome: RebuildOutcome::BrokenOff, .. } => {
            Some((Tone::Alert, page.t_with("records-rebuild-broken-off", &[("table", what)])))
        }
    }
}

#[cfg(test)]
mod tests {
    use garita_domain::Language;
    use garita_storage::{RebuildProgress, StorageErrorKind};

    use super::*;

    #[test]
    fn every_state_of_store_and_table_has_words_and_what_is_wrong_says_what_to_do() {
        let at = garita_domain::Timestamp::from_micros;
        for language in Language::ALL {
            let (catalogue, page) = super::super::tests::page(language);
            for kind in [
                StorageErrorKind::WrongKey,
                StorageErrorKind::DiskFull,
                StorageErrorKind::Damaged,
                StorageErrorKind::Unavailable,
                StorageErrorKind::TakenOver,
                StorageErrorKind::Inconsistent,
                StorageErrorKind::Driver,
            ] {
                let (tone, _, advice) = store(&page, Health::ReadOnly(kind));
                assert!(tone == Tone::Alert && advice.is_some(), "{kind:?}");
            }
            assert_eq!(store(&page, Health::Writing).0, Tone::Quiet);
            let table = |state| ReadTable { name: "t", tables: vec!["t"], version: 1, mode: Mode::Following, state };
            for (state, tone) in [
                (TableState::Current, Tone::Quiet),
                (TableState::CatchingUp(3), Tone::Note),
                (TableState::Outdated, Tone::Caution),
                (TableState::Building(4), Tone::Note),
            ] {
                assert_eq!(line(&page, &table(state)).tone, tone, "{state:?}");
            }
            let progress = Some(RebuildProgress { done: 5, total: 10 });
            let running = rebuild_line(&page, &JobState::Running { what: "t", began: at(0), progress }).unwrap();
            assert!(running.1.contains('5') && running.1.contains("10"));
            let broken = JobState::Ended { what: "t", began: at(0), ended: at(1), outcome: RebuildOutcome::BrokenOff };
            assert_eq!(rebuild_line(&page, &broken).unwrap().0, Tone::Alert);
            assert_eq!(catalogue.missing(), Vec::<String>::new());
        }
    }
}
