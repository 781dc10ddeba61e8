//! Changes of the tree: made, linked, renamed, removed, owned. Each takes effect at once for programs and is queued for the disk.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use fuser::{Errno, FileAttr, FileType};

use super::{Disk, Space};
use crate::backing::{Change, Made, Place};
use crate::node::{Body, Ino, Node, Owner, now};

impl Disk {
    /// The node of a name in a directory.
    pub(crate) fn lookup(&self, parent: Ino, name: &OsStr) -> Result<FileAttr, Errno> {
        let ino = *self.entries(parent)?.get(name).ok_or(Errno::ENOENT)?;
        self.attributes(ino)
    }

    /// A directory's entries with `.` and `..`, in a fixed order.
    pub(crate) fn list(&self, ino: Ino) -> Result<Vec<(Ino, FileType, OsString)>, Errno> {
        let Body::Directory { parent, entries } = &self.node(ino)?.body else { return Err(Errno::ENOTDIR) };
        let own = [(ino, FileType::Directory, ".".into()), (*parent, FileType::Directory, "..".into())];
        let named = entries.iter().map(|(name, child)| Ok((*child, self.node(*child)?.kind(), name.clone())));
        own.into_iter().map(Ok).chain(named).collect()
    }

    /// Where a symbolic link points.
    pub(crate) fn link_target(&self, ino: Ino) -> Result<&Path, Errno> {
        match &self.node(ino)?.body {
            Body::Symlink { target } => Ok(target),
            Body::File { .. } | Body::Directory { .. } => Err(Errno::EINVAL),
        }
    }

    /// Makes an empty file.
    pub(crate) fn make_file(&mut self, parent: Ino, name: &OsStr, owner: Owner) -> Result<FileAttr, Errno> {
        self.make(parent, name, owner, Node::empty_file(), Made::File)
    }

    /// Makes an empty directory.
    pub(crate) fn make_directory(&mut self, parent: Ino, name: &OsStr, owner: Owner) -> Result<FileAttr, Errno> {
        self.make(parent, name, owner, Body::Directory { parent, entries: BTreeMap::new() }, Made::Directory)
    }

    /// Makes a symbolic link to `target`.
    pub(crate) fn make_symlink(&mut self, parent: Ino, name: &OsStr, owner: Owner, target: PathBuf) -> Result<FileAttr, Errno> {
        self.make(parent, name, owner, Body::Symlink { target: target.clone() }, Made::Symlink(target))
    }

    /// Gives a file one more name.
    pub(crate) fn link(&mut self, ino: Ino, parent: Ino, name: &OsStr) -> Result<FileAttr, Errno> {
        if matches!(self.node(ino)?.body, Body::Directory { .. }) {
            return Err(Errno::EPERM);
        }
        self.enter(parent, name, ino)?;
        self.node_mut(ino)?.links += 1;
        self.queue(ino, &[parent], Change::Link { place: place(parent, name) })?;
        self.attributes(ino)
    }

    /// Removes a file's or link's name.
    pub(crate) fn unlink(&mut self, parent: Ino, name: &OsStr) -> Result<(), Errno> {
        let ino = self.lookup(parent, name)?.ino.0;
        if matches!(self.node(ino)?.body, Body::Directory { .. }) {
            return Err(Errno::EISDIR);
        }
        self.remove(parent, name, ino)
    }

    /// Removes an empty directory.
    pub(crate) fn remove_directory(&mut self, parent: Ino, name: &OsStr) -> Result<(), Errno> {
        let ino = self.lookup(parent, name)?.ino.0;
        if !self.entries(ino)?.is_empty() {
            return Err(Errno::ENOTEMPTY);
        }
        self.remove(parent, name, ino)
    }

    /// Renames, replacing what has the new name.
    pub(crate) fn rename(&mut self, from: (Ino, &OsStr), to: (Ino, &OsStr)) -> Result<(), Errno> {
        let ino = self.lookup(from.0, from.1)?.ino.0;
        let replaced = self.entries(to.0)?.get(to.1).copied();
        if replaced == Some(ino) {
            return Ok(());
        }
        if let Some(other) = replaced {
            self.check_replaceable(ino, other)?;
        }
        self.entries_mut(from.0)?.remove(from.1);
        self.entries_mut(to.0)?.insert(to.1.to_owned(), ino);
        if let Body::Directory { parent, .. } = &mut self.node_mut(ino)?.body {
            *parent = to.0;
        }
        self.queue(ino, &[from.0, to.0], Change::Rename { from: place(from.0, from.1), to: place(to.0, to.1) })?;
        if let Some(other) = replaced {
            self.lose_name(other)?;
        }
        Ok(())
    }

    /// Changes permission bits, user or group.
    pub(crate) fn set_owner(&mut self, ino: Ino, mode: Option<u32>, uid: Option<u32>, gid: Option<u32>) -> Result<(), Errno> {
        let node = self.node_mut(ino)?;
        let old = node.owner;
        node.owner = Owner { mode: mode.map_or(old.mode, |bits| bits & 0o7777), uid: uid.unwrap_or(old.uid), gid: gid.unwrap_or(old.gid) };
        let owner = node.owner;
        self.queue(ino, &[], Change::Own { owner })
    }

    /// Sets the times programs see. They are not kept over a cut.
    pub(crate) fn set_times(
        &mut self,
        ino: Ino,
        accessed: Option<std::time::SystemTime>,
        modified: Option<std::time::SystemTime>,
    ) -> Result<(), Errno> {
        let node = self.node_mut(ino)?;
        node.accessed = accessed.unwrap_or(node.accessed);
        node.modified = modified.unwrap_or(node.modified);
        node.changed = now();
        Ok(())
    }

    fn make(&mut self, parent: Ino, name: &OsStr, owner: Owner, body: Body, made: Made) -> Result<FileAttr, Errno> {
        if self.space == Space::Full {
            return Err(Errno::ENOSPC);
        }
        if self.entries(parent)?.contains_key(name) {
            return Err(Errno::EEXIST);
        }
        let ino = self.add(Node::new(body, owner, now()));
        self.enter(parent, name, ino)?;
        self.queue(ino, &[parent], Change::Make { place: place(parent, name), made, owner })?;
        self.attributes(ino)
    }

    fn enter(&mut self, parent: Ino, name: &OsStr, ino: Ino) -> Result<(), Errno> {
        let entries = self.entries_mut(parent)?;
        if entries.contains_key(name) {
            return Err(Errno::EEXIST);
        }
        entries.insert(name.to_owned(), ino);
        Ok(())
    }

    fn remove(&mut self, parent: Ino, name: &OsStr, ino: Ino) -> Result<(), Errno> {
        self.entries_mut(parent)?.remove(name);
        self.queue(ino, &[parent], Change::Remove { place: place(parent, name) })?;
        self.lose_name(ino)
    }

    fn lose_name(&mut self, ino: Ino) -> Result<(), Errno> {
        let node = self.node_mut(ino)?;
        node.links = node.links.saturating_sub(1);
        node.changed = now();
        self.drop_if_gone(ino);
        Ok(())
    }

    fn check_replaceable(&self, ino: Ino, other: Ino) -> Result<(), Errno> {
        match (&self.node(ino)?.body, &self.node(other)?.body) {
            (Body::Directory { .. }, Body::Directory { entries, .. }) if entries.is_empty() => Ok(()),
            (Body::Directory { .. }, Body::Directory { .. }) => Err(Errno::ENOTEMPTY),
            (Body::Directory { .. }, Body::File { .. } | Body::Symlink { .. }) => Err(Errno::ENOTDIR),
            (Body::File { .. } | Body::Symlink { .. }, Body::Directory { .. }) => Err(Errno::EISDIR),
            (Body::File { .. } | Body::Symlink { .. }, Body::File { .. } | Body::Symlink { .. }) => Ok(()),
        }
    }

    /// Queues a change of `ino` and marks it and the `directories` it touched.
    fn queue(&mut self, ino: Ino, directories: &[Ino], change: Change) -> Result<(), Errno> {
        self.last_change += 1;
        let number = self.last_change;
        self.pending.push_back((number, ino, change));
        self.node_mut(ino)?.last_change = number;
        for directory in directories {
            let node = self.node_mut(*directory)?;
            node.last_change = number;
            node.modified = now();
            node.changed = node.modified;
        }
        Ok(())
    }

    fn entries(&self, ino: Ino) -> Result<&BTreeMap<OsString, Ino>, Errno> {
        match &self.node(ino)?.body {
            Body::Directory { entries, .. } => Ok(entries),
            Body::File { .. } | Body::Symlink { .. } => Err(Errno::ENOTDIR),
        }
    }

    pub(super) fn entries_mut(&mut self, ino: Ino) -> Result<&mut BTreeMap<OsString, Ino>, Errno> {
        match &mut self.node_mut(ino)?.body {
            Body::Directory { entries, .. } => Ok(entries),
            Body::File { .. } | Body::Symlink { .. } => Err(Errno::ENOTDIR),
        }
    }
}

fn place(parent: Ino, name: &OsStr) -> Place {
    Place { parent, name: name.to_owned() }
}
