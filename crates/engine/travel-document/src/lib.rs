//! Travel documents: reading machine readable zones, judging them, and saying why.
//!
//! What this room is for: from characters to typed fields ([`mrz`]), from fields to findings ([`checks`]), with what is
//! known about issuers ([`knowledge`]) and about keyboards that mangle zones ([`keyboard`]).
//!
//! It is pure: no clock, no files, no network, no database, no randomness. It must not know who asks, what was found
//! elsewhere, or what is decided. It never infers anything from the origin of a name, and no check here uses name,
//! ethnicity or nationality as a weight (R14, R37). Codes of refugees and stateless people prompt protection guidance;
//! they are never a suspicion. A failed check opens second line; it refuses nobody (R15).
//!
//! To add a check: an id in `checks`, a function that pushes its finding whatever the verdict, its texts in both
//! languages, a test that passes and one that fails.

pub mod checks;
pub mod chip;
pub mod keyboard;
pub mod knowledge;
pub mod mrz;

pub use checks::{MESSAGES, TravelDocumentChecks};

use garita_domain::Language;

/// The texts of all findings, in Fluent syntax, by language.
pub const LOCALES: &[(Language, &str)] =
    &[(Language::Es, include_str!("../locales/es/findings.ftl")), (Language::En, include_str!("../locales/en/findings.ftl"))];
