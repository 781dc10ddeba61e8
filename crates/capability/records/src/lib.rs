//! Records: the journal without its content, its verification, the data inventory, who accessed what (DESIGN §2A, §3).
//!
//! What it is for: the overseer and the administrator see that the journal is whole, what is kept and why, and who looked
//! at travellers, without seeing a traveller. It keeps R01 and R02 (the inventory is shown, every field of it), R07 (logs
//! without case content) and R18 (consultation is logged and verifiable).
//!
//! It must not know: what a payload says. No query here reads `payload`, `subject` or `salt`, and a test plants a name in
//! a payload and looks for it on every page. It must not know any other capability's tables either: names of staff come
//! through [`Actors`].
//!
//! To add a page: a handler in `pages/`, a template in `templates/records/`, its rule in `access.rs`, its line in
//! `routes.rs`, words in both locales. To show a new record kind: a line `records-kind-...` in both locales; a test fails
//! while it is missing.

pub mod access;
mod accesses;
mod actors;
pub mod api;
mod chain;
mod health;
mod inventory;
mod job;
mod listing;
mod pages;
mod read_tables;
mod rebuilding;
mod routes;
mod seals;
mod state;
mod stated_time;
mod verification;
mod words;

pub use actors::Actors;
pub use inventory::inventory_markdown;
pub use routes::{places, routes};
pub use state::{Records, RecordsSettings, inventory_tables};
pub use verification::{VerificationOutcome, VerificationState, explain};

use garita_domain::Language;

/// The words of this capability.
pub const LOCALES: [(Language, &str); 2] =
    [(Language::Es, include_str!("../locales/es/records.ftl")), (Language::En, include_str!("../locales/en/records.ftl"))];

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_are_in_both_languages() {
        assert_eq!(garita_web::same_ids(&super::LOCALES), Ok(()));
    }
}
