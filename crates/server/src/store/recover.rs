//! Opening a record: what a crash may have left, and what it may not.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, atomic::AtomicU64},
};

use hustings_record::{
    log::{
        LogError, MAX_ENTRY, SignedCheckpoint, Tree, check_tiles, leaf_hash, read_entries,
        tiles::{CHECKPOINT, TILE, Tile},
    },
    source::SourceError,
};

use super::{
    BLOBS, SIGNED, Store, StoreError, TEMPORARY,
    disk::{Disk, io_error},
    push,
};

impl Store {
    /// Reads the head and all it covers, removes the rest.
    pub(super) fn open_on(disk: Arc<dyn Disk>) -> Result<Self, StoreError> {
        let public = read_head(&*disk, CHECKPOINT)?;
        let signed = read_head(&*disk, SIGNED)?;
        let size = |head: &Option<SignedCheckpoint>| head.as_ref().map(|h| h.checkpoint.size());
        // Of two heads of one size `checkpoint` is the later: it has the cosignatures.
        let unpublished = size(&signed) > size(&public);
        let mut store = Store {
            disk,
            tree: Tree::new(),
            head: if unpublished { signed } else { public },
            edge: Vec::new(),
            pending: Vec::new(),
            folders: HashSet::new(),
            uncertain: false,
            temporaries: Arc::new(AtomicU64::new(0)),
        };
        store.read_log()?;
        store.make_folders()?;
        store.sweep()?;
        if unpublished {
            store.publish_again()?;
        }
        Ok(store)
    }

    /// Fills `tree` and `edge`, and holds them against the head.
    fn read_log(&mut self) -> Result<(), StoreError> {
        let Some(head) = &self.head else { return Ok(()) };
        let size = head.checkpoint.size();
        let mut last = VecDeque::new();
        for entry in read_entries(&Reader(&*self.disk), size) {
            let entry = entry?;
            self.tree.push(leaf_hash(&entry));
            last.push_back(entry);
            if last.len() as u64 == TILE {
                last.clear();
            }
        }
        if self.tree.root() != *head.checkpoint.root() {
            return Err(StoreError::Root { size });
        }
        check_tiles(&Reader(&*self.disk), &self.tree, size)?;
        for entry in last {
            push(&mut self.edge, &entry)?;
        }
        Ok(())
    }

    fn make_folders(&self) -> Result<(), StoreError> {
        for dir in [TEMPORARY, BLOBS, "tile"] {
            self.disk.create_dir(dir).map_err(|e| io_error("making", &dir, e))?;
        }
        self.disk.sync_dir("").map_err(|e| io_error("writing", &self.disk.place(), e))
    }

    /// Does the last step of a commit that a crash came before.
    fn publish_again(&self) -> Result<(), StoreError> {
        let Some(head) = &self.head else { return Ok(()) };
        let temporary = self.write_temporary(&head.to_bytes())?;
        self.disk.rename(&temporary, CHECKPOINT).map_err(|e| io_error("replacing", &CHECKPOINT, e))?;
        self.disk.sync_dir("").map_err(|e| io_error("writing", &self.disk.place(), e))
    }

    /// Removes temporary files, tiles beyond the head, and partial tiles whose full ones are there.
    pub(super) fn sweep(&self) -> Result<(), StoreError> {
        for (name, _) in self.names(TEMPORARY)? {
            self.remove(&format!("{TEMPORARY}/{name}"))?;
        }
        for (kind, is_dir) in self.names("tile")? {
            let level = match kind.as_str() {
                "entries" => Some(0),
                level => level.parse::<u8>().ok().filter(|level| *level < 7),
            };
            if let (Some(level), true) = (level, is_dir) {
                self.sweep_tiles(&format!("tile/{kind}"), level, 0)?;
            }
        }
        Ok(())
    }

    /// `prefix` is the number that the path's folders `x…` make up so far.
    fn sweep_tiles(&self, dir: &str, level: u8, prefix: u64) -> Result<(), StoreError> {
        for (name, is_dir) in self.names(dir)? {
            let path = format!("{dir}/{name}");
            let number = |digits: &str| -> Option<u64> {
                let digits = digits.parse::<u16>().ok().filter(|_| digits.len() == 3)?;
                prefix.checked_mul(1000)?.checked_add(u64::from(digits))
            };
            if let (Some(index), true) = (name.strip_prefix('x').and_then(number), is_dir) {
                self.sweep_tiles(&path, level, index)?;
            } else if let (Some(index), true) = (name.strip_suffix(".p").and_then(number), is_dir) {
                self.sweep_partial(&path, level, index)?;
            } else if let (Some(index), false) = (number(&name), is_dir) {
                self.sweep_tile(&path, Tile { level, index, width: TILE as u16 })?;
            }
        }
        Ok(())
    }

    fn sweep_partial(&self, dir: &str, level: u8, index: u64) -> Result<(), StoreError> {
        if self.covers(Tile { level, index, width: TILE as u16 }) {
            return self.remove_folder(dir);
        }
        for (name, _) in self.names(dir)? {
            if let Ok(width @ 1..=255) = name.parse::<u16>() {
                self.sweep_tile(&format!("{dir}/{name}"), Tile { level, index, width })?;
            }
        }
        Ok(())
    }

    fn sweep_tile(&self, path: &str, tile: Tile) -> Result<(), StoreError> {
        if self.covers(tile) { Ok(()) } else { self.remove(path) }
    }

    /// Whether all entries under a tile are committed.
    fn covers(&self, tile: Tile) -> bool {
        let hashes = self.size() >> (8 * tile.level);
        let end = tile.index.checked_mul(TILE).and_then(|first| first.checked_add(tile.width.into()));
        end.is_some_and(|end| end <= hashes)
    }

    pub(super) fn remove_folder(&self, dir: &str) -> Result<(), StoreError> {
        for (name, _) in self.names(dir)? {
            self.remove(&format!("{dir}/{name}"))?;
        }
        self.disk.remove_dir(dir).map_err(|e| io_error("removing", &dir, e))
    }

    fn remove(&self, path: &str) -> Result<(), StoreError> {
        self.disk.remove_file(path).map_err(|e| io_error("removing", &path, e))
    }

    fn names(&self, dir: &str) -> Result<Vec<(String, bool)>, StoreError> {
        self.disk.list(dir).map_err(|e| io_error("listing", &dir, e))
    }
}

fn read_head(disk: &dyn Disk, path: &str) -> Result<Option<SignedCheckpoint>, StoreError> {
    match disk.read(path, MAX_ENTRY as u64) {
        Err(SourceError::Missing { .. }) => Ok(None),
        other => Ok(Some(SignedCheckpoint::parse(&other?).map_err(LogError::from)?)),
    }
}

/// The disk as a source, while there is no store yet.
struct Reader<'a>(&'a dyn Disk);

impl hustings_record::source::Source for Reader<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.0.read(path, limit)
    }

    fn place(&self) -> String {
        self.0.place()
    }
}
