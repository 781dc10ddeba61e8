//! Accounts, sign-in, sessions, booths, and approval by a second person.
//!
//! Keeps R60 (no default password: every account begins with a one-time code), R62 in part (two people), R15 in part (a
//! named person stands behind every entry). Staff data only; nothing about travellers is known here.
//!
//! *Invariants.* No secret is part of any entry, log or error: hashes stand in the node's own tables, tokens as hashes.
//! A session's token changes whenever somebody signs in or changes a secret. A wrong name and a wrong secret look the same
//! and take the same time. A delay after wrong secrets holds for one account at one booth. Nobody approves what they asked
//! for, what is about themselves, or what somebody asks who has just given them their sign-in code. Times are the node's believed times; delays count by the clock that never goes back.
//!
//! *To let something need two people*: implement `garita_storage::ApprovedAct` in your capability, append an
//! `approval.requested` entry about the subject the act will be about, and hand the act to [`Accounts::new`] in `garita`.
//!
//! *To add a page*: a handler in `pages/`, its template in `templates/accounts/`, its words in both `locales`, its route
//! with a rule of `access.rs` in `routes.rs`.

pub mod access;
mod commands;
mod errors;
mod first;
mod names;
mod pages;
mod queries;
mod routes;
mod secrets;
mod service;
mod settings;
mod tables;

use garita_domain::Language;

pub use errors::AccountsError;
pub use first::{FirstAccount, display_names, find_account, new_one_time_code, open_first_account};
pub use names::{DisplayName, SignInName};
pub use routes::{places, routes};
pub use secrets::hash::HashError;
pub use service::Accounts;
pub use settings::{Settings, Unenrolled};
pub use tables::{LOCAL_TABLES, local_tables, projections};

/// The words of this capability.
pub const LOCALES: [(Language, &str); 2] =
    [(Language::Es, include_str!("../locales/es/accounts.ftl")), (Language::En, include_str!("../locales/en/accounts.ftl"))];
