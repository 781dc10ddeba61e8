//! What the tests of this room share: a place to mount and the switch that leaves them out.

use std::fs;
use std::path::PathBuf;

/// A backing directory and a mount point of one test's own.
pub struct Ground {
    pub directory: tempfile::TempDir,
    pub backing: PathBuf,
    pub mountpoint: PathBuf,
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

pub fn ground() -> Ground {
    let directory = tempfile::tempdir().unwrap();
    let (backing, mountpoint) = (directory.path().join("backing"), directory.path().join("mount"));
    fs::create_dir(&backing).unwrap();
    fs::create_dir(&mountpoint).unwrap();
    Ground { directory, backing, mountpoint }
}
