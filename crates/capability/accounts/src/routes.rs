//! The routes, each with its line of the access table, and the places in the navigation.

use axum::Router;
use garita_web::{Icon, NavigationItem, Place, Route, Routes};

use crate::{
    Accounts,
    access::{ASK_FOR_ROLES, AT_THE_DOOR, DECIDE_APPROVALS, OWN_ACCOUNT, READ_ACCOUNTS, READ_APPROVALS, RUN_ACCOUNTS, RUN_BOOTHS},
    pages::{accounts, approvals, booths, enrol, my_account, one_account, preferences, set_secrets, sign_in, unlock},
};

/// Every route of this capability.
pub fn routes(state: Accounts) -> (Router, Vec<Route>) {
    Routes::new()
        .get("/sign-in", AT_THE_DOOR, sign_in::show)
        .post("/sign-in", AT_THE_DOOR, sign_in::sign_in)
        .post("/sign-out", AT_THE_DOOR, sign_in::sign_out)
        .get("/set-secrets", AT_THE_DOOR, set_secrets::show)
        .post("/set-secrets", AT_THE_DOOR, set_secrets::set)
        .get("/unlock", AT_THE_DOOR, unlock::show)
        .post("/unlock", AT_THE_DOOR, unlock::unlock)
        .get("/enrol", AT_THE_DOOR, enrol::show)
        .post("/enrol", AT_THE_DOOR, enrol::enrol)
        .post("/preferences", AT_THE_DOOR, preferences::keep)
        .post("/lock", OWN_ACCOUNT, sign_in::lock)
        .get("/my-account", OWN_ACCOUNT, my_account::show)
        .post("/my-account/password", OWN_ACCOUNT, my_account::set_password)
        .post("/my-account/pin", OWN_ACCOUNT, my_account::set_pin)
        .get("/accounts", READ_ACCOUNTS, accounts::list)
        .post("/accounts", RUN_ACCOUNTS, accounts::open)
        .get("/accounts/new", RUN_ACCOUNTS, accounts::show_open)
        .get("/accounts/{account}", READ_ACCOUNTS, one_account::show)
        .post("/accounts/{account}/roles", ASK_FOR_ROLES, one_account::ask_for_roles)
        .post("/accounts/{account}/code", RUN_ACCOUNTS, one_account::issue_code)
        .get("/approvals", READ_APPROVALS, approvals::list)
        .post("/approvals/{request}", DECIDE_APPROVALS, approvals::decide)
        .get("/booths", RUN_BOOTHS, booths::list)
        .post("/booths", RUN_BOOTHS, booths::make)
        .post("/booths/{booth}/code", RUN_BOOTHS, booths::renew_code)
        .post("/booths/{booth}/revoke", RUN_BOOTHS, booths::revoke)
        .finish(state)
}

/// The places of this capability in the navigation.
pub fn places() -> Vec<Place> {
    let place = |href, label, icon, rule| Place { item: NavigationItem { href, label, icon, waiting: 0 }, rule };
    vec![
        place("/accounts", "accounts-place-accounts", Icon::Users, READ_ACCOUNTS),
        place("/approvals", "accounts-place-approvals", Icon::Hourglass, READ_APPROVALS),
        place("/booths", "accounts-place-booths", Icon::Keyboard, RUN_BOOTHS),
        place("/my-account", "accounts-place-own", Icon::User, OWN_ACCOUNT),
    ]
}
