//! The durable tree: which name each node has in the backing directory, and directory changes carried out there.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt as _, chown, lchown, symlink};
use std::path::PathBuf;

use crate::node::{Ino, Owner, ROOT};

/// A place in a directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) parent: Ino,
    pub(crate) name: OsString,
}

/// What is made by [`Change::Make`].
#[derive(Debug, Clone)]
pub(crate) enum Made {
    File,
    Directory,
    Symlink(PathBuf),
}

/// One change of the tree, not yet durable.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Make { place: Place, made: Made, owner: Owner },
    Link { place: Place },
    Remove { place: Place },
    Rename { from: Place, to: Place },
    Own { owner: Owner },
}

/// The backing directory, by node.
#[derive(Debug)]
pub(crate) struct Backing {
    root: PathBuf,
    places: BTreeMap<Ino, BTreeSet<Place>>,
    nodes: BTreeMap<Place, Ino>,
}

impl Backing {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root, places: BTreeMap::new(), nodes: BTreeMap::new() }
    }

    /// Notes that `place` holds `ino`, as found when mounting.
    pub(crate) fn note(&mut self, ino: Ino, place: Place) {
        self.nodes.insert(place.clone(), ino);
        self.places.entry(ino).or_default().insert(place);
    }

    /// Where a node is in the backing directory, if it has a durable name.
    pub(crate) fn path(&self, ino: Ino) -> Option<PathBuf> {
        if ino == ROOT {
            return Some(self.root.clone());
        }
        let place = self.places.get(&ino)?.first()?;
        Some(self.path(place.parent)?.join(&place.name))
    }

    /// The node that `change` takes its last durable name from, if any.
    pub(crate) fn loses_last_name(&self, change: &Change) -> Option<Ino> {
        let place = match change {
            Change::Remove { place } => place,
            Change::Rename { to, .. } => to,
            Change::Make { .. } | Change::Link { .. } | Change::Own { .. } => return None,
        };
        let ino = *self.nodes.get(place)?;
        self.places.get(&ino).is_some_and(|places| places.len() == 1).then_some(ino)
    }

    /// Opens a node's backing file; `None` if it has no durable name.
    pub(crate) fn open(&self, ino: Ino) -> io::Result<Option<File>> {
        self.path(ino).map(|path| OpenOptions::new().read(true).write(true).open(path)).transpose()
    }

    /// Carries out one change of `ino`.
    pub(crate) fn apply(&mut self, ino: Ino, change: &Change) -> io::Result<()> {
        match change {
            Change::Make { place, made, owner } => {
                let path = self.place_path(place)?;
                match made {
                    Made::File => drop(OpenOptions::new().write(true).create_new(true).open(&path)?),
                    Made::Directory => std::fs::create_dir(&path)?,
                    Made::Symlink(target) => symlink(target, &path)?,
                }
                if matches!(made, Made::Symlink(_)) {
                    lchown(&path, Some(owner.uid), Some(owner.gid))?;
                } else {
                    own(&path, *owner)?;
                }
                self.note(ino, place.clone());
            }
            Change::Link { place } => {
                let from = self.path(ino).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
                std::fs::hard_link(from, self.place_path(place)?)?;
                self.note(ino, place.clone());
            }
            Change::Remove { place } => {
                let path = self.place_path(place)?;
                if path.symlink_metadata()?.is_dir() {
                    std::fs::remove_dir(&path)?;
                } else {
                    std::fs::remove_file(&path)?;
                }
                self.forget(place);
            }
            Change::Rename { from, to } => {
                std::fs::rename(self.place_path(from)?, self.place_path(to)?)?;
                self.forget(to);
                self.forget(from);
                self.note(ino, to.clone());
            }
            Change::Own { owner } => {
                if let Some(path) = self.path(ino) {
                    own(&path, *owner)?;
                }
            }
        }
        Ok(())
    }

    fn place_path(&self, place: &Place) -> io::Result<PathBuf> {
        let parent = self.path(place.parent).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(parent.join(&place.name))
    }

    fn forget(&mut self, place: &Place) {
        if let Some(ino) = self.nodes.remove(place)
            && let Some(places) = self.places.get_mut(&ino)
        {
            places.remove(place);
            if places.is_empty() {
                self.places.remove(&ino);
            }
        }
    }
}

/// Owner first: `chown` clears the set-id bits.
fn own(path: &std::path::Path, owner: Owner) -> io::Result<()> {
    chown(path, Some(owner.uid), Some(owner.gid))?;
    std::fs::set_permissions(path, Permissions::from_mode(owner.mode))
}
