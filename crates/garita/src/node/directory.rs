//! The node's directory: `garita.toml`, `node.key`, `ca.pem`, `garita.db`, and a lock so that one process at a time writes.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// Paths inside a node's directory.
#[derive(Clone, Debug)]
pub struct Directory(PathBuf);

impl Directory {
    /// The directory at `path`, which need not exist yet.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Makes the directory, readable by its owner alone.
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).with_context(|| format!("could not make {}", path.display()))?;
        Ok(Self::at(path))
    }

    /// The directory itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Settings, for people to read and change.
    pub fn settings(&self) -> PathBuf {
        self.0.join("garita.toml")
    }

    /// Secrets, readable by the owner alone.
    pub fn keys(&self) -> PathBuf {
        self.0.join("node.key")
    }

    /// The certificate of the post's own authority, to be trusted by its booths.
    pub fn authority(&self) -> PathBuf {
        self.0.join("ca.pem")
    }

    /// The encrypted store, where the node uses the embedded one.
    pub fn store(&self) -> PathBuf {
        self.0.join("garita.db")
    }

    /// Whether a node was set up here.
    pub fn is_set_up(&self) -> bool {
        self.settings().exists() && self.keys().exists()
    }

    /// Waits until everything in the directory, and its own name, is on the disk.
    pub fn settle(&self) -> anyhow::Result<()> {
        let settle = || -> std::io::Result<()> {
            for entry in fs::read_dir(&self.0)? {
                File::open(entry?.path())?.sync_all()?;
            }
            File::open(&self.0)?.sync_all()?;
            settle_names(&self.0)
        };
        settle().with_context(|| format!("could not write {} to the disk", self.0.display()))
    }

    /// Takes the directory for writing; released when dropped or when the process dies.
    pub fn lock(&self) -> anyhow::Result<File> {
        let path = self.0.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("could not open {}", path.display()))?;
        if file.try_lock().is_err() {
            bail!("the post in {} is running: stop it first, or use its pages (Records) while it runs", self.0.display());
        }
        Ok(file)
    }
}

/// Writes a file that only its owner can read, completely or not at all, and on the disk when it returns.
pub fn write_secret(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write(path, bytes, 0o600)
}

/// Writes a file that others may read, completely or not at all, and on the disk when it returns.
pub fn write_public(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write(path, bytes, 0o644)
}

fn write(path: &Path, bytes: &[u8], mode: u32) -> anyhow::Result<()> {
    let partial = path.with_extension("partial");
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(mode).open(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&partial, path)?;
        settle_names(path)
    };
    write().with_context(|| format!("could not write {}", path.display()))
}

/// A name is on the disk once the directory it stands in is.
fn settle_names(path: &Path) -> std::io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()
}
