//! The power-loss room: a file system that forgets what was not synced.
//!
//! [`PowerLoss::mount`] shows a backing directory at a mount point. Writes, truncations and directory changes stay in memory until a
//! program makes them durable (`fsync`, `fdatasync`, `fsync` of the directory); only then do they reach the backing directory.
//! [`PowerLoss::cut`] drops the rest, and every later call fails with `EIO`. The backing directory then holds what a disk would hold.
//!
//! What counts as durable follows ext4: directory changes are one ordered journal. Syncing a file or a directory commits that journal up to the
//! last change that touched it. File contents and sizes are durable only when that file is synced.
//! A real disk may also keep some unsynced sectors: [`PowerLoss::cut_keeping_some`] does that, from a seed.
//!
//! This room must not know what runs on it: no database, no Garita type.
//! To add a fault: give [`disk::Disk`] the state, refuse in its operations, and offer one method here and one word in [`control`].
//!
//! Unsynced `mmap` writes are seen when the kernel writes them back, as on any file system. Times are not kept over a cut.

mod backing;
mod content;
pub mod control;
mod disk;
mod fuse;
mod node;
mod scatter;

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fuser::{BackgroundSession, Config, MountOption, SessionACL};

use crate::disk::Disk;

pub use crate::disk::{Lost, Space};

/// Why the file system could not be mounted, cut or unmounted.
#[derive(Debug, thiserror::Error)]
pub enum PowerLossError {
    /// There is no `/dev/fuse`: the kernel module is missing, or the container hides it.
    #[error("cannot open /dev/fuse; load the kernel module `fuse`, or set GARITA_NO_FUSE=1 to leave out the power-loss tests")]
    FindFuse(#[source] io::Error),
    /// The backing directory could not be read, or holds something else than files, directories and symbolic links.
    #[error("cannot read the backing directory {path}")]
    ReadBacking {
        /// The directory asked for.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The kernel or `fusermount3` refused the mount.
    #[error("cannot mount at {path}; the Debian package fuse3 and the right to mount are needed")]
    Mount {
        /// The mount point asked for.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Unsynced changes could not be written back to the backing directory.
    #[error("cannot write to the backing directory")]
    WriteBacking(#[source] io::Error),
    /// The mount point could not be released.
    #[error("cannot unmount")]
    Unmount(#[source] io::Error),
}

/// A mounted file system whose power can be cut.
///
/// Dropping it without [`PowerLoss::unmount`] cuts the power: a test that panics leaves no half-written backing directory behind.
#[derive(Debug)]
pub struct PowerLoss {
    disk: Arc<Mutex<Disk>>,
    mountpoint: PathBuf,
    session: Option<BackgroundSession>,
}

impl PowerLoss {
    /// Shows `backing` at `mountpoint`. Both must be existing directories, the second one empty.
    ///
    /// As root, other users may use the mount under the usual permission rules; otherwise only the caller may.
    pub fn mount(backing: &Path, mountpoint: &Path) -> Result<Self, PowerLossError> {
        std::fs::metadata("/dev/fuse").map_err(PowerLossError::FindFuse)?;
        let read = |source| PowerLossError::ReadBacking { path: backing.to_owned(), source };
        let disk = Arc::new(Mutex::new(Disk::load(backing).map_err(read)?));
        let mounted = |source| PowerLossError::Mount { path: mountpoint.to_owned(), source };
        let config = mount_options().map_err(mounted)?;
        let session = fuser::spawn_mount(fuse::Mounted::new(Arc::clone(&disk)), mountpoint, &config).map_err(mounted)?;
        Ok(Self { disk, mountpoint: mountpoint.to_owned(), session: Some(session) })
    }

    /// Cuts the power: everything unsynced is forgotten and every later call on the mount fails with `EIO`.
    pub fn cut(&self) -> Lost {
        self.disk().cut()
    }

    /// Cuts the power as a real disk may: some unsynced directory changes and sectors were written already. The same `seed` keeps the same ones.
    pub fn cut_keeping_some(&self, seed: u64) -> Result<Lost, PowerLossError> {
        self.disk().cut_keeping_some(seed).map_err(PowerLossError::WriteBacking)
    }

    /// Fills or frees the disk: while it is full, creating and growing files fails with `ENOSPC`.
    pub fn set_space(&self, space: Space) {
        self.disk().set_space(space);
    }

    /// Takes the mount away. Without a cut everything is written back first, as in an ordinary shutdown.
    /// Programs with files open under the mount must have ended, or it is refused as busy.
    pub fn unmount(mut self) -> Result<(), PowerLossError> {
        self.disk().write_back().map_err(PowerLossError::WriteBacking)?;
        release(&self.mountpoint, &[]).map_err(PowerLossError::Unmount)?;
        match self.session.take() {
            Some(session) => session.umount_and_join().map_err(PowerLossError::Unmount),
            None => Ok(()),
        }
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for PowerLoss {
    fn drop(&mut self) {
        if self.session.is_some() {
            self.disk().cut();
            release(&self.mountpoint, &["-z"]).ok();
        }
    }
}

/// `auto_unmount` acts only after this process is gone, so the mount point is released by hand.
fn release(mountpoint: &Path, options: &[&str]) -> io::Result<()> {
    let output = Command::new("fusermount3").arg("-u").args(options).arg(mountpoint).stdin(Stdio::null()).output()?;
    if output.status.success() { Ok(()) } else { Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned())) }
}

/// `auto_unmount` frees the mount point when the process is killed; the kernel allows it only together with `allow_other`.
fn mount_options() -> io::Result<Config> {
    let root = std::fs::metadata("/proc/self")?.uid() == 0;
    let mut config = Config::default();
    config.mount_options = vec![MountOption::FSName("garita-power-loss".to_owned()), MountOption::DefaultPermissions];
    if root {
        config.mount_options.push(MountOption::AutoUnmount);
        config.acl = SessionACL::All;
    }
    Ok(config)
}
