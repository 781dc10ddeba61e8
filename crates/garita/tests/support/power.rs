//! A place to mount the power-loss file system, and the switch that leaves its tests out.

use std::{fs, path::PathBuf, process::Command};

/// A backing directory and a mount point of one test's own.
pub struct Ground {
    pub directory: tempfile::TempDir,
    pub backing: PathBuf,
    pub mountpoint: PathBuf,
}

pub fn ground() -> Ground {
    let directory = tempfile::tempdir().unwrap();
    // A database server of another user passes through here.
    Command::new("chmod").arg("755").arg(directory.path()).status().unwrap();
    let (backing, mountpoint) = (directory.path().join("backing"), directory.path().join("mount"));
    fs::create_dir(&mountpoint).unwrap();
    Ground { directory, backing, mountpoint }
}

/// Whether the caller asked to leave out what needs FUSE. Without that, a missing `/dev/fuse` fails the test.
#[expect(clippy::disallowed_methods, reason = "a test's own switch")]
pub fn left_out() -> bool {
    let asked = std::env::var_os("GARITA_NO_FUSE").is_some();
    if asked {
        println!("LEFT OUT: GARITA_NO_FUSE is set, the power-loss tests prove nothing here");
    }
    asked
}
