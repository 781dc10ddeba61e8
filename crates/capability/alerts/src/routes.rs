//! Every route of this capability with its line of the access table.

use axum::Router;
use garita_web::{Icon, NavigationItem, Place, Route, Routes};

use crate::{
    Alerts,
    access::{ADJUDICATE, KEEP_LISTS, LOOK, READ_ENTRIES, READ_HITS, READ_LISTS},
    pages::{entries, hits, import, lists, one_list},
};

/// Every route of this capability.
pub fn routes(alerts: Alerts) -> (Router, Vec<Route>) {
    Routes::new()
        .get("/alerts", READ_LISTS, lists::show)
        .get("/alerts/lists/new", KEEP_LISTS, lists::show_new)
        .post("/alerts/lists", KEEP_LISTS, lists::propose)
        .get("/alerts/lists/{list}", READ_LISTS, one_list::show)
        .get("/alerts/lists/{list}/change", KEEP_LISTS, lists::show_change)
        .post("/alerts/lists/{list}/file", KEEP_LISTS, import::upload)
        .get("/alerts/lists/{list}/preview", KEEP_LISTS, import::preview)
        .post("/alerts/lists/{list}/import", KEEP_LISTS, import::take)
        .post("/alerts/lists/{list}/undo", KEEP_LISTS, import::undo)
        .get("/alerts/lists/{list}/entries/new", KEEP_LISTS, entries::show_new)
        .post("/alerts/lists/{list}/entries", KEEP_LISTS, entries::propose)
        .get("/alerts/entries/{entry}", READ_ENTRIES, entries::show)
        .post("/alerts/entries/{entry}/withdraw", KEEP_LISTS, entries::withdraw)
        .get("/alerts/hits/{subject}/{presentation}", READ_HITS, hits::list)
        .post("/alerts/hits/{subject}/{presentation}/redress", ADJUDICATE, hits::redress)
        .get("/alerts/hits/{subject}/{presentation}/{hit}", READ_HITS, hits::show)
        .post("/alerts/hits/{subject}/{presentation}/{hit}/look", LOOK, hits::look)
        .post("/alerts/hits/{subject}/{presentation}/{hit}/answer", ADJUDICATE, hits::answer)
        .get("/alerts/hits/{subject}/{presentation}/{hit}/slip", READ_HITS, hits::slip)
        .finish(alerts)
}

/// The place of this capability in the navigation.
pub fn places() -> Vec<Place> {
    let item = NavigationItem { href: "/alerts", label: "alerts-title", icon: Icon::List, waiting: 0 };
    vec![Place { item, rule: READ_LISTS }]
}
