//! The whole disk: the live tree programs see, the changes not yet durable, and the backing directory.

mod tree;

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use fuser::{Errno, FileAttr};

use crate::backing::{Backing, Change, Place};
use crate::content::Content;
use crate::node::{Body, Ino, Node, Owner, ROOT, now};
use crate::scatter::{Chance, SECTOR};

/// What a cut threw away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// Written pages of 4096 bytes that were not synced.
    pub pages: usize,
    /// Directory changes (made, renamed, removed, ...) that were not synced.
    pub changes: usize,
}

/// Whether there is room on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Files may be made and grow.
    Free,
    /// Making and growing files fails with `ENOSPC`; overwriting and reading go on.
    Full,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Power {
    On,
    Cut,
}

/// The disk behind one mount.
#[derive(Debug)]
pub(crate) struct Disk {
    nodes: BTreeMap<Ino, Node>,
    next_ino: Ino,
    backing: Backing,
    /// Directory changes in order, with their numbers; the front is the oldest.
    pending: VecDeque<(u64, Ino, Change)>,
    last_change: u64,
    power: Power,
    space: Space,
}

impl Disk {
    /// Reads the backing directory.
    pub(crate) fn load(root: &Path) -> io::Result<Self> {
        let owner = Owner::of(&root.metadata()?);
        let mut disk = Self {
            nodes: BTreeMap::new(),
            next_ino: ROOT + 1,
            backing: Backing::new(root.canonicalize()?),
            pending: VecDeque::new(),
            last_change: 0,
            power: Power::On,
            space: Space::Free,
        };
        disk.nodes.insert(ROOT, Node::new(Body::Directory { parent: ROOT, entries: BTreeMap::new() }, owner, now()));
        let mut seen = BTreeMap::new();
        disk.load_directory(root, ROOT, &mut seen)?;
        Ok(disk)
    }

    fn load_directory(&mut self, path: &Path, parent: Ino, seen: &mut BTreeMap<(u64, u64), Ino>) -> io::Result<()> {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let metadata = entry.path().symlink_metadata()?;
            let place = Place { parent, name: entry.file_name() };
            let identity = (metadata.dev(), metadata.ino());
            let known = seen.get(&identity).copied();
            let ino = if let Some(ino) = known {
                if let Some(node) = self.nodes.get_mut(&ino) {
                    node.links += 1;
                }
                ino
            } else {
                let body = if metadata.is_dir() {
                    Body::Directory { parent, entries: BTreeMap::new() }
                } else if metadata.is_symlink() {
                    Body::Symlink { target: entry.path().read_link()? }
                } else if metadata.is_file() {
                    Body::File { content: Content::durable(metadata.len()), backing: None }
                } else {
                    return Err(io::Error::new(
                        io::ErrorKind::Unsupported,
                        format!("{} is a device, pipe or socket", entry.path().display()),
                    ));
                };
                self.add(Node::new(body, Owner::of(&metadata), metadata.modified()?))
            };
            seen.insert(identity, ino);
            self.entries_mut(parent).map_err(|errno| io::Error::from_raw_os_error(errno.code()))?.insert(place.name.clone(), ino);
            self.backing.note(ino, place);
            if known.is_none() && metadata.is_dir() {
                self.load_directory(&entry.path(), ino, seen)?;
            }
        }
        Ok(())
    }

    /// Refuses everything once the power is cut.
    pub(crate) fn check_power(&self) -> Result<(), Errno> {
        match self.power {
            Power::On => Ok(()),
            Power::Cut => Err(Errno::EIO),
        }
    }

    /// Fills or frees the disk.
    pub(crate) fn set_space(&mut self, space: Space) {
        self.space = space;
    }

    /// Whether there is room.
    pub(crate) fn space(&self) -> Space {
        self.space
    }

    /// Attributes of a node.
    pub(crate) fn attributes(&self, ino: Ino) -> Result<FileAttr, Errno> {
        Ok(self.node(ino)?.attributes(ino))
    }

    /// Counts one more open handle.
    pub(crate) fn open(&mut self, ino: Ino) -> Result<(), Errno> {
        self.node_mut(ino)?.opens += 1;
        Ok(())
    }

    /// Counts one open handle less.
    pub(crate) fn close(&mut self, ino: Ino) -> Result<(), Errno> {
        let node = self.node_mut(ino)?;
        node.opens = node.opens.saturating_sub(1);
        if node.opens == 0
            && let Body::File { content, backing } = &mut node.body
            && !content.is_dirty()
        {
            *backing = None;
        }
        self.drop_if_gone(ino);
        Ok(())
    }

    /// Reads from a file.
    pub(crate) fn read(&mut self, ino: Ino, offset: u64, length: usize) -> Result<Vec<u8>, Errno> {
        let (content, backing) = self.file(ino)?;
        Ok(content.read(backing.as_ref(), offset, length)?)
    }

    /// Writes to a file, in memory.
    pub(crate) fn write(&mut self, ino: Ino, offset: u64, data: &[u8]) -> Result<(), Errno> {
        let full = self.space == Space::Full;
        let (content, backing) = self.file(ino)?;
        if full && offset.saturating_add(data.len() as u64) > content.size() {
            return Err(Errno::ENOSPC);
        }
        content.write(backing.as_ref(), offset, data)?;
        self.touch(ino)
    }

    /// Changes the size of a file, in memory.
    pub(crate) fn resize(&mut self, ino: Ino, size: u64) -> Result<(), Errno> {
        let full = self.space == Space::Full;
        let (content, _) = self.file(ino)?;
        if full && size > content.size() {
            return Err(Errno::ENOSPC);
        }
        content.resize(size);
        self.touch(ino)
    }

    /// Makes a file or directory durable: the directory changes up to its last one, then its content.
    pub(crate) fn sync(&mut self, ino: Ino) -> Result<(), Errno> {
        let last_change = self.node(ino)?.last_change;
        self.commit_through(last_change)?;
        self.sync_content(ino)?;
        Ok(())
    }

    /// Makes everything durable, unless the power is cut.
    pub(crate) fn write_back(&mut self) -> io::Result<()> {
        if self.power == Power::Cut {
            return Ok(());
        }
        self.commit_through(self.last_change)?;
        for ino in self.nodes.keys().copied().collect::<Vec<_>>() {
            self.sync_content(ino)?;
        }
        self.power = Power::Cut;
        Ok(())
    }

    /// Forgets everything unsynced; from now on every call fails.
    pub(crate) fn cut(&mut self) -> Lost {
        let pages =
            self.nodes.values().map(|node| if let Body::File { content, .. } = &node.body { content.dirty_pages() } else { 0 }).sum();
        let lost = Lost { pages, changes: self.pending.len() };
        self.power = Power::Cut;
        self.pending.clear();
        self.nodes.clear();
        lost
    }

    /// As [`Disk::cut`], but a first part of the directory changes and some unsynced sectors had reached the disk.
    pub(crate) fn cut_keeping_some(&mut self, seed: u64) -> io::Result<Lost> {
        let mut chance = Chance::new(seed);
        let kept = chance.up_to(self.pending.len());
        if let Some(last) = kept.checked_sub(1).and_then(|place| self.pending.get(place)).map(|(number, _, _)| *number) {
            self.commit_through(last)?;
        }
        for ino in self.nodes.keys().copied().collect::<Vec<_>>() {
            self.scatter(ino, &mut chance)?;
        }
        Ok(self.cut())
    }

    fn scatter(&mut self, ino: Ino, chance: &mut Chance) -> io::Result<()> {
        use std::os::unix::fs::FileExt as _;
        let Ok((content, backing)) = self.file(ino) else { return Ok(()) };
        let Some(file) = backing.as_ref().filter(|_| content.is_dirty()) else { return Ok(()) };
        let pages: Vec<(u64, Vec<u8>)> = content.unsynced().map(|(offset, page)| (offset, page.to_vec())).collect();
        if chance.half() {
            content.sync_size(file)?;
        }
        for (offset, page) in pages {
            let torn = chance.half();
            let whole = chance.half();
            for (number, sector) in page.chunks(SECTOR).enumerate() {
                if if torn { chance.half() } else { whole } {
                    file.write_all_at(sector, offset + (number * SECTOR) as u64)?;
                }
            }
        }
        Ok(())
    }

    fn sync_content(&mut self, ino: Ino) -> io::Result<()> {
        if let Ok((content, backing)) = self.file(ino)
            && let Some(file) = backing
            && content.is_dirty()
        {
            content.sync(file)?;
        }
        if let Some(node) = self.nodes.get_mut(&ino)
            && let Body::File { backing, .. } = &mut node.body
            && node.opens == 0
        {
            *backing = None;
        }
        Ok(())
    }

    fn commit_through(&mut self, last: u64) -> io::Result<()> {
        while self.pending.front().is_some_and(|(number, _, _)| *number <= last) {
            let Some((_, ino, change)) = self.pending.pop_front() else { break };
            if let Some(losing) = self.backing.loses_last_name(&change) {
                // A file that is still in use keeps its content after its last name is gone.
                self.file(losing).ok();
            }
            self.backing.apply(ino, &change)?;
        }
        Ok(())
    }

    /// A file's content and its backing file, opened if it has a durable name.
    fn file(&mut self, ino: Ino) -> Result<(&mut Content, &mut Option<File>), Errno> {
        let node = self.nodes.get_mut(&ino).ok_or(Errno::ENOENT)?;
        match &mut node.body {
            Body::File { content, backing } => {
                if backing.is_none() {
                    *backing = self.backing.open(ino)?;
                }
                Ok((content, backing))
            }
            Body::Directory { .. } => Err(Errno::EISDIR),
            Body::Symlink { .. } => Err(Errno::EINVAL),
        }
    }

    fn touch(&mut self, ino: Ino) -> Result<(), Errno> {
        let node = self.node_mut(ino)?;
        node.modified = now();
        node.changed = node.modified;
        Ok(())
    }

    fn node(&self, ino: Ino) -> Result<&Node, Errno> {
        self.nodes.get(&ino).ok_or(Errno::ENOENT)
    }

    fn node_mut(&mut self, ino: Ino) -> Result<&mut Node, Errno> {
        self.nodes.get_mut(&ino).ok_or(Errno::ENOENT)
    }

    fn add(&mut self, node: Node) -> Ino {
        let ino = self.next_ino;
        self.next_ino += 1;
        self.nodes.insert(ino, node);
        ino
    }

    fn drop_if_gone(&mut self, ino: Ino) {
        if self.nodes.get(&ino).is_some_and(|node| node.links == 0 && node.opens == 0) {
            self.nodes.remove(&ino);
        }
    }
}
