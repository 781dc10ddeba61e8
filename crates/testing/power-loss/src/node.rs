//! Files, directories and links as programs see them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::time::SystemTime;

use fuser::{FileAttr, FileType, INodeNo};

use crate::content::Content;

/// Number of a file, directory or link; never used twice.
pub(crate) type Ino = u64;

/// The root directory's number.
pub(crate) const ROOT: Ino = INodeNo::ROOT.0;

/// Who owns a node and what they may do: permission bits, user and group number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) mode: u32,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl Owner {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self { mode: metadata.mode() & 0o7777, uid: metadata.uid(), gid: metadata.gid() }
    }
}

/// What a node is and what it holds.
#[derive(Debug)]
pub(crate) enum Body {
    /// A file; `backing` is open while the file is in use.
    File { content: Content, backing: Option<File> },
    /// A directory and its entries.
    Directory { parent: Ino, entries: BTreeMap<OsString, Ino> },
    /// A symbolic link.
    Symlink { target: PathBuf },
}

/// One file, directory or link.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) body: Body,
    pub(crate) owner: Owner,
    /// Names in the live tree.
    pub(crate) links: u32,
    /// Open handles.
    pub(crate) opens: u32,
    /// Number of the last directory change that touched this node; zero if none.
    pub(crate) last_change: u64,
    pub(crate) accessed: SystemTime,
    pub(crate) modified: SystemTime,
    pub(crate) changed: SystemTime,
}

impl Node {
    pub(crate) fn new(body: Body, owner: Owner, now: SystemTime) -> Self {
        Self { body, owner, links: 1, opens: 0, last_change: 0, accessed: now, modified: now, changed: now }
    }

    /// An empty file that is nowhere on the disk yet.
    pub(crate) fn empty_file() -> Body {
        Body::File { content: Content::default(), backing: None }
    }

    pub(crate) fn kind(&self) -> FileType {
        match &self.body {
            Body::File { .. } => FileType::RegularFile,
            Body::Directory { .. } => FileType::Directory,
            Body::Symlink { .. } => FileType::Symlink,
        }
    }

    pub(crate) fn attributes(&self, ino: Ino) -> FileAttr {
        let size = match &self.body {
            Body::File { content, .. } => content.size(),
            Body::Directory { .. } => 4096,
            Body::Symlink { target } => target.as_os_str().len() as u64,
        };
        FileAttr {
            ino: INodeNo(ino),
            size,
            blocks: size.div_ceil(512),
            atime: self.accessed,
            mtime: self.modified,
            ctime: self.changed,
            crtime: self.changed,
            kind: self.kind(),
            perm: u16::try_from(self.owner.mode & 0o7777).unwrap_or(0),
            nlink: if matches!(self.body, Body::Directory { .. }) { 2 } else { self.links },
            uid: self.owner.uid,
            gid: self.owner.gid,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        }
    }
}

/// The time for file times. Nothing is decided by it.
#[expect(clippy::disallowed_methods, reason = "file times are the operating system's; no result depends on them")]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}
