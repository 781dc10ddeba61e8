//! The content of one file: what is durable in the backing file, under the pages written since the last sync.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

/// Bytes in a page.
pub(crate) const PAGE: usize = 4096;
const PAGE_U64: u64 = 4096;

type Page = Box<[u8; PAGE]>;

/// A file's bytes as programs see them, kept as differences from the backing file.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// Size programs see, in bytes.
    size: u64,
    /// Size of the backing file, in bytes.
    durable_size: u64,
    /// How far the backing file may be read: a truncation hides the rest until it is synced.
    visible: u64,
    /// Pages written since the last sync, by page number.
    pages: BTreeMap<u64, Page>,
}

impl Content {
    /// The content of a backing file of `size` bytes with nothing unsynced.
    pub(crate) fn durable(size: u64) -> Self {
        Self { size, durable_size: size, visible: size, pages: BTreeMap::new() }
    }

    /// Size programs see, in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Whether a sync would change the backing file.
    pub(crate) fn is_dirty(&self) -> bool {
        !self.pages.is_empty() || self.size != self.durable_size || self.visible < self.durable_size
    }

    /// Pages a cut would lose.
    pub(crate) fn dirty_pages(&self) -> usize {
        self.pages.len()
    }

    /// Up to `length` bytes from `offset`; fewer at the end of the file.
    pub(crate) fn read(&self, backing: Option<&File>, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let end = self.size.min(offset.saturating_add(length as u64));
        let mut bytes = Vec::with_capacity(length);
        let mut at = offset;
        while at < end {
            let (number, start) = split(at);
            let stop = PAGE.min(start + usize::try_from(end - at).unwrap_or(PAGE));
            let loaded;
            let page = if let Some(page) = self.pages.get(&number) {
                page
            } else {
                loaded = self.load(backing, number)?;
                &loaded
            };
            bytes.extend_from_slice(page.get(start..stop).unwrap_or_default());
            at += (stop - start) as u64;
        }
        Ok(bytes)
    }

    /// Writes `data` at `offset`, in memory.
    pub(crate) fn write(&mut self, backing: Option<&File>, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut at = offset;
        let mut rest = data;
        while !rest.is_empty() {
            let (number, start) = split(at);
            let (now, later) = rest.split_at(rest.len().min(PAGE - start));
            if !self.pages.contains_key(&number) {
                let page = self.load(backing, number)?;
                self.pages.insert(number, page);
            }
            if let Some(target) = self.pages.get_mut(&number).and_then(|page| page.get_mut(start..start + now.len())) {
                target.copy_from_slice(now);
            }
            at += now.len() as u64;
            rest = later;
        }
        self.size = self.size.max(at);
        Ok(())
    }

    /// Cuts or extends the file to `size` bytes, in memory. New bytes are zero.
    pub(crate) fn resize(&mut self, size: u64) {
        if size < self.size {
            let (number, start) = split(size);
            self.pages.split_off(&(number + u64::from(start > 0)));
            if let Some(tail) = self.pages.get_mut(&number).and_then(|page| page.get_mut(start..)) {
                tail.fill(0);
            }
            self.visible = self.visible.min(size);
        }
        self.size = size;
    }

    /// Makes size and pages durable in `backing`.
    pub(crate) fn sync(&mut self, backing: &File) -> io::Result<()> {
        self.sync_size(backing)?;
        for (number, page) in &self.pages {
            backing.write_all_at(self.inside(*number, page), number * PAGE_U64)?;
        }
        self.pages.clear();
        Ok(())
    }

    /// Makes only the size durable, as a disk may that was cut before the data came.
    pub(crate) fn sync_size(&mut self, backing: &File) -> io::Result<()> {
        if self.visible < self.durable_size {
            backing.set_len(self.visible)?;
        }
        backing.set_len(self.size)?;
        self.durable_size = self.size;
        self.visible = self.size;
        Ok(())
    }

    /// The unsynced pages: offset in the file and the bytes inside it.
    pub(crate) fn unsynced(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.pages.iter().map(|(number, page)| (number * PAGE_U64, self.inside(*number, page)))
    }

    fn inside<'a>(&self, number: u64, page: &'a Page) -> &'a [u8] {
        let left = usize::try_from(self.size.saturating_sub(number * PAGE_U64)).unwrap_or(PAGE);
        page.get(..left.min(PAGE)).unwrap_or_default()
    }

    fn load(&self, backing: Option<&File>, number: u64) -> io::Result<Page> {
        let mut page = Box::new([0; PAGE]);
        let start = number * PAGE_U64;
        let length = usize::try_from(self.visible.saturating_sub(start)).unwrap_or(PAGE).min(PAGE);
        if let (Some(file), Some(wanted)) = (backing, page.get_mut(..length)) {
            let mut done = 0;
            while let Some(left) = wanted.get_mut(done..).filter(|left| !left.is_empty()) {
                match file.read_at(left, start + done as u64)? {
                    0 => break,
                    read => done += read,
                }
            }
        }
        Ok(page)
    }
}

/// Page number and place in the page of a byte.
fn split(offset: u64) -> (u64, usize) {
    (offset / PAGE_U64, usize::try_from(offset % PAGE_U64).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Step {
        Write(u64, Vec<u8>),
        Resize(u64),
        Sync,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0_u64..20_000, prop::collection::vec(1_u8.., 0..9_000)).prop_map(|(offset, data)| Step::Write(offset, data)),
            2 => (0_u64..20_000).prop_map(Step::Resize),
            1 => Just(Step::Sync),
        ]
    }

    fn apply(model: &mut Vec<u8>, step: &Step) {
        match step {
            Step::Write(offset, data) => {
                let start = usize::try_from(*offset).unwrap();
                if !data.is_empty() {
                    model.resize(model.len().max(start + data.len()), 0);
                    model[start..start + data.len()].copy_from_slice(data);
                }
            }
            Step::Resize(size) => model.resize(usize::try_from(*size).unwrap(), 0),
            Step::Sync => {}
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Programs always see the last write; the backing file always is what it was at the last sync.
        #[test]
        fn reads_see_everything_and_the_backing_file_only_what_was_synced(steps in prop::collection::vec(step(), 0..20)) {
            let file = tempfile::tempfile().unwrap();
            let mut content = Content::durable(0);
            let (mut seen, mut durable) = (Vec::new(), Vec::new());
            for step in &steps {
                match step {
                    Step::Write(offset, data) => if !data.is_empty() { content.write(Some(&file), *offset, data).unwrap() },
                    Step::Resize(size) => content.resize(*size),
                    Step::Sync => content.sync(&file).unwrap(),
                }
                apply(&mut seen, step);
                if matches!(step, Step::Sync) {
                    durable.clone_from(&seen);
                }
                prop_assert_eq!(content.size(), seen.len() as u64);
                prop_assert_eq!(&content.read(Some(&file), 0, 40_000).unwrap(), &seen);
                let mut on_disk = vec![0; usize::try_from(file.metadata().unwrap().len()).unwrap()];
                file.read_exact_at(&mut on_disk, 0).unwrap();
                prop_assert_eq!(&on_disk, &durable);
            }
        }
    }
}
