//! `garita describe`: documents that follow from the program itself, so that they cannot drift from it.

use std::process::ExitCode;

use clap::Subcommand;
use garita_domain::Language;

use super::{block_on, say};
use crate::node::assembly;

#[derive(Subcommand)]
pub enum Describe {
    /// The access table: every route, who may, for what purpose, to what data (Markdown).
    Access,
    /// The data inventory: every stored field, its purpose, basis, retention and audience (Markdown).
    Inventory {
        /// Language, `es` or `en`.
        #[arg(long, default_value = "es", value_parser = |tag: &str| Language::from_tag(tag).ok_or("es or en"))]
        language: Language,
    },
}

impl Describe {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        say(match self {
            Self::Access => block_on(assembly::access_table())?,
            Self::Inventory { language } => assembly::inventory(language)?,
        });
        Ok(ExitCode::SUCCESS)
    }
}
