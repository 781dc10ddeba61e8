//! The journal browser: entries by number, run, kind and time. Neither whom they are about nor what they say (R07).

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use garita_web::{Choice, FormErrors, PageContext, PageError, Pagination, SignedIn, respond};

use super::{Tab, bounds, cursor, day, failed, tabs, turned, value};
use crate::{
    Records,
    chain::Chain,
    listing::{self, Cursor, Filter, Line, Listing},
    words,
};

const PATH: &str = "/records/journal";

#[derive(Template)]
#[template(path = "records/journal.html")]
struct JournalPage {
    page: PageContext,
    tabs: Vec<Tab>,
    errors: FormErrors,
    kinds: Vec<Choice>,
    kind: String,
    day: String,
    lines: Vec<JournalLine>,
    pager: Pagination,
}

struct JournalLine {
    sequence: i64,
    run: usize,
    kind: String,
    name: String,
    recorded: String,
    occurred: String,
    uncertain: bool,
    by: String,
}

/// `GET /records/journal?kind=&day=&before=&after=`
pub(crate) async fn show(
    State(records): State<Records>,
    page: PageContext,
    reader: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = query.unwrap_or_default();
    let asked = value(query.as_bytes(), "kind");
    let kind = garita_record::ALL.iter().map(|kind| kind.name).find(|name| *name == asked);
    let day_text = value(query.as_bytes(), "day");
    let mut errors = FormErrors::default();
    let day = day(&day_text, &mut errors);

    let mut snapshot = records.journal.snapshot().await.map_err(failed)?;
    let chain = Chain::read(&mut snapshot, records.journal.node()).await.map_err(failed)?;
    let (low, high) = match day.and_then(|day| bounds(day, &page.zone)) {
        None => (1, chain.end),
        Some((from, to)) => {
            let low = chain.first_since(&mut snapshot, from).await.map_err(failed)?;
            (low, chain.first_since(&mut snapshot, to).await.map_err(failed)?)
        }
    };
    let filter = Filter { kinds: kind.as_slice(), actor: None, low, high };
    let listing = listing::list(&mut snapshot, &chain, filter, cursor(query.as_bytes())).await.map_err(failed)?;
    drop(snapshot);

    let values = [("kind", kind.unwrap_or_default()), ("day", day_text.as_str())];
    let template = JournalPage {
        tabs: tabs(&page, &reader.roles),
        errors,
        kinds: choices(&page),
        kind: kind.unwrap_or_default().to_owned(),
        lines: listing.lines.iter().map(|line| shown(&page, line)).collect(),
        pager: pager(&page, PATH, &values, &listing),
        day: day_text,
        page,
    };
    respond(&template)
}

/// The way to newer and older entries, and how far this page looked.
pub(super) fn pager(page: &PageContext, path: &str, values: &[(&str, &str)], listing: &Listing) -> Pagination {
    let to = |cursor: Option<Cursor>| cursor.map(|cursor| turned(path, values, cursor));
    let position =
        listing.looked.map(|(first, last)| page.t_with("records-looked", &[("first", page.number(first)), ("last", page.number(last))]));
    Pagination { previous: to(listing.newer), next: to(listing.older), position: position.unwrap_or_default() }
}

fn choices(page: &PageContext) -> Vec<Choice> {
    let mut choices: Vec<_> =
        garita_record::ALL.iter().map(|kind| Choice::new(kind.name, words::kind(&page.translator, kind.name))).collect();
    choices.sort_by(|one, two| one.label.cmp(&two.label));
    choices
}

fn shown(page: &PageContext, line: &Line) -> JournalLine {
    let Some(facts) = &line.facts else {
        let nothing = String::new;
        let kind = page.t("records-destroyed");
        return JournalLine {
            sequence: line.sequence,
            run: line.run,
            kind,
            name: nothing(),
            recorded: nothing(),
            occurred: nothing(),
            uncertain: false,
            by: nothing(),
        };
    };
    JournalLine {
        sequence: line.sequence,
        run: line.run,
        kind: words::kind(&page.translator, &facts.kind),
        name: facts.kind.clone(),
        recorded: page.date_time(facts.recorded),
        occurred: page.date_time(facts.occurred),
        uncertain: !facts.certain,
        by: page.t(if facts.actor.is_some() { "records-by-person" } else { "records-by-node" }),
    }
}
