//! What is durable and what is not, file by file.

#[cfg(test)]
mod place;

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};

use garita_power_loss::{Lost, PowerLoss, Space};
use place::{Ground, ground};

#[test]
fn only_what_was_synced_outlives_the_cut() {
    if place::left_out() {
        return;
    }
    let Ground { directory: _directory, backing, mountpoint } = ground();
    fs::write(backing.join("old"), "before").unwrap();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();

    let synced = File::create(mountpoint.join("synced")).unwrap();
    synced.write_all_at(b"kept", 0).unwrap();
    synced.sync_data().unwrap();
    synced.write_all_at(b"LOST", 0).unwrap();
    fs::write(mountpoint.join("unsynced"), "lost").unwrap();
    fs::remove_file(mountpoint.join("old")).unwrap();
    assert_eq!(fs::read_to_string(mountpoint.join("synced")).unwrap(), "LOST", "programs see the last write");
    assert!(!mountpoint.join("old").exists());

    let lost = disk.cut();
    assert_eq!(lost, Lost { pages: 2, changes: 2 });
    assert_eq!(synced.sync_all().unwrap_err().raw_os_error(), Some(5), "EIO after the cut");
    drop(synced);
    disk.unmount().unwrap();
    assert_eq!(fs::read_to_string(backing.join("synced")).unwrap(), "kept");
    assert_eq!(fs::read_to_string(backing.join("old")).unwrap(), "before", "the removal was not synced");
    assert!(!backing.join("unsynced").exists());
}

#[test]
fn a_rename_is_durable_once_the_directory_is_synced() {
    if place::left_out() {
        return;
    }
    for sync_directory in [true, false] {
        let Ground { directory: _directory, backing, mountpoint } = ground();
        fs::write(backing.join("list"), "old").unwrap();
        let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
        let mut new = File::create(mountpoint.join("list.new")).unwrap();
        new.write_all(b"new").unwrap();
        new.sync_all().unwrap();
        fs::rename(mountpoint.join("list.new"), mountpoint.join("list")).unwrap();
        if sync_directory {
            File::open(&mountpoint).unwrap().sync_all().unwrap();
        }
        disk.cut();
        drop(new);
        disk.unmount().unwrap();
        assert_eq!(fs::read_to_string(backing.join("list")).unwrap(), if sync_directory { "new" } else { "old" });
        assert_eq!(backing.join("list.new").exists(), !sync_directory);
    }
}

#[test]
fn an_ordinary_unmount_keeps_everything() {
    if place::left_out() {
        return;
    }
    let Ground { directory: _directory, backing, mountpoint } = ground();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    fs::create_dir_all(mountpoint.join("a/b")).unwrap();
    fs::write(mountpoint.join("a/b/file"), vec![7; 10_000]).unwrap();
    fs::hard_link(mountpoint.join("a/b/file"), mountpoint.join("a/second")).unwrap();
    fs::rename(mountpoint.join("a/b"), mountpoint.join("c")).unwrap();
    std::os::unix::fs::symlink("c/file", mountpoint.join("link")).unwrap();
    File::options().write(true).open(mountpoint.join("link")).unwrap().set_len(5_000).unwrap();
    disk.unmount().unwrap();
    assert_eq!(fs::read(backing.join("link")).unwrap(), vec![7; 5_000]);
    assert_eq!(backing.join("a/second").metadata().unwrap().ino(), backing.join("c/file").metadata().unwrap().ino());
    assert!(!backing.join("a/b").exists());
}

#[test]
fn a_full_disk_refuses_growth_and_goes_on_reading() {
    if place::left_out() {
        return;
    }
    let Ground { directory: _directory, backing, mountpoint } = ground();
    fs::write(backing.join("journal"), "entry").unwrap();
    let disk = PowerLoss::mount(&backing, &mountpoint).unwrap();
    disk.set_space(Space::Full);
    let mut journal = File::options().append(true).open(mountpoint.join("journal")).unwrap();
    assert_eq!(journal.write(b"more").unwrap_err().raw_os_error(), Some(28), "ENOSPC");
    assert!(File::create(mountpoint.join("another")).is_err());
    assert_eq!(fs::read_to_string(mountpoint.join("journal")).unwrap(), "entry");
    disk.set_space(Space::Free);
    journal.write_all(b"more").unwrap();
    drop(journal);
    disk.unmount().unwrap();
    assert_eq!(fs::read_to_string(backing.join("journal")).unwrap(), "entrymore");
}
