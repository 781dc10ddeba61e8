//! The access log of one day (R18): who looked at travellers and who signed in, how often and when; never at whom.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use garita_domain::{AccountId, PartialDate};
use garita_web::{FormErrors, PageContext, PageError, Pagination, SignedIn, respond};

use super::{Tab, address, bounds, cursor, day, failed, journal::pager, tabs, value};
use crate::{
    Records,
    accesses::{self, Counts},
    chain::Chain,
    listing::{self, Filter, MOST_KINDS},
    words,
};

const PATH: &str = "/records/access";

#[derive(Template)]
#[template(path = "records/accesses.html")]
struct AccessPage {
    page: PageContext,
    tabs: Vec<Tab>,
    errors: FormErrors,
    day: String,
    shown_day: PartialDate,
    before: Option<String>,
    after: Option<String>,
    headings: [String; MOST_KINDS],
    people: Vec<PersonLine>,
    total: Counts,
    only: Option<String>,
    lines: Vec<AccessLine>,
    pager: Pagination,
}

struct PersonLine {
    name: String,
    /// The list of this person's accesses alone.
    href: Option<String>,
    counts: Counts,
}

struct AccessLine {
    sequence: i64,
    recorded: String,
    kind: String,
    name: String,
}

/// `GET /records/access?day=&actor=&before=&after=`
pub(crate) async fn show(
    State(records): State<Records>,
    page: PageContext,
    reader: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = query.unwrap_or_default();
    let mut errors = FormErrors::default();
    let asked = day(&value(query.as_bytes(), "day"), &mut errors);
    let day = asked.unwrap_or_else(|| page.now.date(&page.zone));
    let actor: Option<AccountId> = value(query.as_bytes(), "actor").parse().ok();

    let mut snapshot = records.journal.snapshot().await.map_err(failed)?;
    let chain = Chain::read(&mut snapshot, records.journal.node()).await.map_err(failed)?;
    let (low, high) = match bounds(day, &page.zone) {
        None => (chain.end, chain.end),
        Some((from, to)) => {
            let low = chain.first_since(&mut snapshot, from).await.map_err(failed)?;
            (low, chain.first_since(&mut snapshot, to).await.map_err(failed)?)
        }
    };
    let counts = accesses::counts(&mut snapshot, &chain, low, high).await.map_err(failed)?;
    let filter = Filter { kinds: &accesses::KINDS, actor, low, high };
    let listing = listing::list(&mut snapshot, &chain, filter, cursor(query.as_bytes())).await.map_err(failed)?;
    drop(snapshot);

    let accounts: BTreeSet<AccountId> = counts.keys().copied().flatten().chain(actor).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let names = records.actors.names(&accounts).await.map_err(failed)?;
    let name = |account: Option<AccountId>| named(&page, &names, account);
    let day_text = day.to_string();
    let actor_text = actor.map(|actor| actor.to_string()).unwrap_or_default();
    let values = [("day", day_text.as_str()), ("actor", actor_text.as_str())];
    let lines = listing.lines.iter().filter_map(|line| {
        let facts = line.facts.as_ref()?;
        let (recorded, kind) = (page.date_time(facts.recorded), words::kind(&page.translator, &facts.kind));
        Some(AccessLine { sequence: line.sequence, recorded, kind, name: name(facts.actor) })
    });
    let on = |day: Option<jiff::civil::Date>| day.map(|day| address(PATH, &[("day", &day.to_string()), ("actor", &actor_text)]));
    let template = AccessPage {
        tabs: tabs(&page, &reader.roles),
        errors,
        shown_day: day.into(),
        before: on(day.yesterday().ok()),
        after: on(day.tomorrow().ok().filter(|next| *next <= page.now.date(&page.zone))),
        headings: accesses::KINDS.map(|kind| words::kind(&page.translator, kind)),
        total: counts
            .values()
            .fold(Counts::default(), |sum, line| std::array::from_fn(|at| sum.get(at).unwrap_or(&0) + line.get(at).unwrap_or(&0))),
        people: people(&counts, &day_text, name),
        only: actor.map(|actor| name(Some(actor))),
        lines: lines.collect(),
        pager: pager(&page, PATH, &values, &listing),
        day: day_text.clone(),
        page: page.clone(),
    };
    respond(&template)
}

/// A line for everyone with an access that day, by name.
fn people(counts: &BTreeMap<Option<AccountId>, Counts>, day: &str, name: impl Fn(Option<AccountId>) -> String) -> Vec<PersonLine> {
    let line = |(account, counts): (&Option<AccountId>, &Counts)| {
        let href = account.map(|account| address(PATH, &[("day", day), ("actor", &account.to_string())]));
        PersonLine { name: name(*account), href, counts: *counts }
    };
    let mut people: Vec<_> = counts.iter().map(line).collect();
    people.sort_by(|one, two| (one.href.is_none(), &one.name, &one.href).cmp(&(two.href.is_none(), &two.name, &two.href)));
    people
}

/// The name of an account; the end of its id when nobody knows one.
fn named(page: &PageContext, names: &BTreeMap<AccountId, String>, account: Option<AccountId>) -> String {
    let Some(account) = account else { return page.t("records-nobody-signed-in") };
    names.get(&account).cloned().unwrap_or_else(|| {
        let id = account.to_string();
        page.t_with("records-account-unnamed", &[("end", id.get(id.len().saturating_sub(8)..).unwrap_or_default())])
    })
}
