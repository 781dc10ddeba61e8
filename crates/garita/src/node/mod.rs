//! A node on disk and in memory: its directory, settings, keys, certificate authority, and the capabilities put together.

pub mod access_table;
pub mod assembly;
pub mod authority;
pub mod directory;
pub mod host;
pub mod keys;
pub mod serve;
pub mod settings;
