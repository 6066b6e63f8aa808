//! Appending to a record on disk, so that it is whole after a crash at any point.
//!
//! In scope: the folder of one record, with the static resources of C2SP `tlog-tiles` and the blobs
//! (§2.3, §2.4). Out of scope: whether an entry may be appended (`apply`), whose keys sign, serving
//! the files: any web server can, as long as it leaves out names that begin with a dot.
//!
//! | path | what it is | changes |
//! |---|---|---|
//! | `checkpoint` | the public head of the log | replaced by renaming |
//! | `tile/entries/…`, `tile/<L>/…` | entries and hashes | never; partial tiles go once full ones are there |
//! | `blob/<sha256>` | what acts name | never |
//! | `.signed` | the newest head ever signed | replaced before `checkpoint` is |
//! | `.tmp/` | files being written | emptied when the record is opened |
//! | `.lock` | held by the one process that may write | |
//!
//! The truth after a crash is the larger of `.signed` and `checkpoint`: what goes beyond it was never
//! shown to anybody and is removed. Why two: between renaming `checkpoint` and having that on disk a
//! reader may have it already. Were it lost then, the log would sign another tree of the same size,
//! which is what a log must never do. `.signed` is on disk before anybody can see the head.

mod commit;
mod disk;
mod error;
mod recover;

use std::{
    collections::HashSet,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use hustings_record::{
    log::{
        Checkpoint, Cosignature, Hash, MAX_ENTRY, SignedCheckpoint, Tree, leaf_hash,
        tiles::{CHECKPOINT, push_entry},
    },
    source::{Source, SourceError, blob_path},
};
use sha2::{Digest, Sha256};

pub(crate) use commit::check_same_election;
use disk::{Disk, FileDisk, io_error};
pub use error::StoreError;

/// The newest head ever signed; see the module's text.
const SIGNED: &str = ".signed";
/// Files being written.
const TEMPORARY: &str = ".tmp";
/// Blobs.
const BLOBS: &str = "blob";

/// A record on disk and the right to append to it.
///
/// The fields are owned by whoever holds `&mut Store`: there is one writer. Blobs can be put by many.
pub struct Store {
    /// The folder, and in it the lock; given back when the store is dropped.
    disk: Arc<dyn Disk>,
    /// Leaves of the committed entries, then of the pending ones. `append` adds, `commit` does not
    /// change it, `discard` takes the pending ones off.
    tree: Tree,
    /// The last head made public; only `commit` and `add_cosignatures` change it, after the disk did.
    head: Option<SignedCheckpoint>,
    /// The committed entries of the last, incomplete tile, as they stand in the tile. Only `commit`
    /// changes it, after the disk did.
    edge: Vec<u8>,
    /// Entries appended and not committed: in memory alone, and promised to nobody.
    pending: Vec<Vec<u8>>,
    /// Folders that are known to be on disk; grows in `commit`, saves it most of its calls.
    folders: HashSet<String>,
    /// Set when a commit failed where the disk may or may not have the new head. Nothing is written
    /// any more: `open` finds out.
    uncertain: bool,
    /// Makes the names in `.tmp` differ.
    temporaries: Arc<AtomicU64>,
}

impl Store {
    /// Makes a record without entries in a folder that has none yet. It is made if it is not there.
    pub fn create(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir).map_err(|e| io_error("making the folder", &dir.display(), e))?;
        Self::create_on(Arc::new(FileDisk::lock(dir)?))
    }

    /// Opens a record and removes what a crash may have left behind.
    ///
    /// Reads every entry and every hash tile; fails where they do not give the head's root.
    /// Signatures are not verified: whose they must be is for the caller to know.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let is_record = [CHECKPOINT, SIGNED, BLOBS].iter().any(|name| dir.join(name).exists());
        if !is_record {
            return Err(StoreError::NotARecord { place: dir.display().to_string() });
        }
        Self::open_on(Arc::new(FileDisk::lock(dir)?))
    }

    fn create_on(disk: Arc<dyn Disk>) -> Result<Self, StoreError> {
        for name in [CHECKPOINT, SIGNED] {
            match disk.read(name, 0) {
                Err(SourceError::Missing { .. }) => {}
                _ => return Err(StoreError::Exists { place: disk.place() }),
            }
        }
        Self::open_on(disk)
    }

    /// Number of committed entries.
    pub fn size(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.checkpoint.size())
    }

    /// The tree of the committed and, after them, the pending entries.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The public head; `None` before the first commit.
    pub fn head(&self) -> Option<&SignedCheckpoint> {
        self.head.as_ref()
    }

    /// The entries appended and not committed.
    pub fn pending(&self) -> &[Vec<u8>] {
        &self.pending
    }

    /// Takes entries for the next commit; returns the place in the log of the first.
    ///
    /// All or, where one is too long, none. Nothing is on disk before `commit`.
    pub fn append(&mut self, entries: &[Vec<u8>]) -> Result<u64, StoreError> {
        self.usable()?;
        if let Some(long) = entries.iter().find(|e| e.len() > MAX_ENTRY) {
            return Err(StoreError::EntryTooLong { len: long.len() });
        }
        let first = self.tree.size();
        entries.iter().for_each(|entry| self.tree.push(leaf_hash(entry)));
        self.pending.extend_from_slice(entries);
        Ok(first)
    }

    /// Forgets the pending entries.
    pub fn discard(&mut self) {
        self.tree.truncate(self.size());
        self.pending.clear();
    }

    /// Stores a blob and returns its SHA-256. Once this returns it is on disk.
    ///
    /// A blob that is there already is fine. A crash leaves the whole blob or none.
    pub fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        self.usable()?;
        self.shared().put_blob(bytes)
    }

    /// What may be done with the record by others than its one writer, at the same time.
    pub fn shared(&self) -> SharedFiles {
        SharedFiles { disk: self.disk.clone(), temporaries: self.temporaries.clone() }
    }

    /// Adds cosignatures on the present head to it, each in place of an earlier one of the same key.
    ///
    /// They are taken as verified. `Stale` where the log has a new head by now.
    pub fn add_cosignatures(
        &mut self,
        on: &Checkpoint,
        cosignatures: Vec<Cosignature>,
    ) -> Result<&SignedCheckpoint, StoreError> {
        self.usable()?;
        let Some(mut head) = self.head.clone().filter(|head| head.checkpoint == *on) else {
            return Err(StoreError::Stale { asked: on.size(), size: self.size() });
        };
        cosignatures.into_iter().for_each(|c| head.add(c));
        let bytes = readable(&head)?;
        // A crash before or in the renaming leaves the head with fewer lines: sound, and the
        // cosignatures were not acknowledged.
        let temporary = self.write_temporary(&bytes)?;
        self.disk.rename(&temporary, CHECKPOINT).map_err(|e| io_error("replacing", &CHECKPOINT, e))?;
        self.disk.sync_dir("").map_err(|e| io_error("writing", &self.disk.place(), e))?;
        Ok(self.head.insert(head))
    }

    /// Writes a new file in `.tmp`, contents on disk; returns its path. On failure removes it.
    fn write_temporary(&self, bytes: &[u8]) -> Result<String, StoreError> {
        self.shared().write_temporary(bytes)
    }

    fn usable(&self) -> Result<(), StoreError> {
        if self.uncertain { Err(StoreError::Uncertain { place: self.disk.place() }) } else { Ok(()) }
    }
}

/// What is stored can be read back at once, so that the verifier and the server see one record.
impl Source for Store {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.disk.read(path, limit)
    }

    fn place(&self) -> String {
        self.disk.place()
    }
}

/// The files of a record that is being written: they can be read, and blobs added, by many.
#[derive(Clone)]
pub struct SharedFiles {
    disk: Arc<dyn Disk>,
    temporaries: Arc<AtomicU64>,
}

impl SharedFiles {
    /// As [`Store::put_blob`].
    pub fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        let hash: Hash = Sha256::digest(bytes).into();
        let path = blob_path(&hash);
        // Under its name there is never but the whole blob; read it all the same, against bit rot.
        let there = self.disk.read(&path, bytes.len() as u64).is_ok_and(|found| found == bytes);
        if !there {
            let temporary = self.write_temporary(bytes)?;
            self.disk.rename(&temporary, &path).map_err(|e| io_error("naming", &path, e))?;
        }
        // Also where it was there: an earlier attempt may have failed at just this step.
        self.disk.sync_dir(BLOBS).map_err(|e| io_error("writing", &BLOBS, e))?;
        Ok(hash)
    }

    fn write_temporary(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let path = format!("{TEMPORARY}/{}", self.temporaries.fetch_add(1, Ordering::Relaxed));
        self.disk.write(&path, bytes).map_err(|e| {
            // Room that a full disk needs; if it fails, `open` removes it.
            let _ = self.disk.remove_file(&path);
            io_error("writing", &path, e)
        })?;
        Ok(path)
    }
}

impl Source for SharedFiles {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.disk.read(path, limit)
    }

    fn place(&self) -> String {
        self.disk.place()
    }
}

/// The bytes of a head that can be read again: not too many or too odd lines.
fn readable(head: &SignedCheckpoint) -> Result<Vec<u8>, StoreError> {
    let bytes = head.to_bytes();
    SignedCheckpoint::parse(&bytes)?;
    Ok(bytes)
}

/// Appends to a tile an entry that `append` has let through.
fn push(tile: &mut Vec<u8>, entry: &[u8]) -> Result<(), StoreError> {
    if push_entry(tile, entry) { Ok(()) } else { Err(StoreError::EntryTooLong { len: entry.len() }) }
}

#[cfg(test)]
mod memory;
#[cfg(test)]
mod tests;
