//! The routes, each with its line of the access table.

use axum::Router;
use garita_web::{Icon, NavigationItem, Place, Route, Routes};

use crate::{Records, access, api, pages};

/// The routes of the records.
pub fn routes(records: Records) -> (Router, Vec<Route>) {
    Routes::new()
        .get("/records", access::HEAD, pages::overview::show)
        .post("/records/clock", access::STATE_TIME, pages::clock::state)
        .post("/records/rebuild", access::REBUILD, pages::overview::rebuild)
        .get("/records/journal", access::JOURNAL, pages::journal::show)
        .get("/records/verify", access::HEAD, pages::verify::show)
        .post("/records/verify", access::HEAD, pages::verify::start)
        .get("/records/access", access::ACCESSES, pages::accesses::show)
        .get("/records/inventory", access::INVENTORY, pages::inventory::show)
        .get("/api/v1/journal/head", access::HEAD, api::head)
        .get("/api/v1/journal/verification", access::HEAD, api::verification)
        .finish(records)
}

/// The records' place in the navigation.
pub fn places() -> Vec<Place> {
    let item = NavigationItem { href: "/records", label: "records-place", icon: Icon::Hash, waiting: 0 };
    vec![Place { item, rule: access::HEAD }]
}
