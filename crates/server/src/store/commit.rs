//! Making the pending entries part of the record.

use std::collections::BTreeSet;

use hustings_record::log::{
    Checkpoint, SignedCheckpoint, Signer,
    tiles::{CHECKPOINT, TILE, Tile, new_tiles},
};

use super::{SIGNED, Store, StoreError, disk::io_error, push, readable};

impl Store {
    /// Makes the pending entries public under a new head, signed by `log`, whose name is the origin.
    ///
    /// Once this returns they are on disk and stay there. On an error the record is as it was, the
    /// entries are pending still, and the commit can be tried again; but for `Uncertain`, after which
    /// the store must be opened anew. Without pending entries: a head of the same size, signed anew
    /// only where the origin or the key is another, after a handover (§3.15).
    ///
    /// Witnesses are asked *after* this, and added with `add_cosignatures`: one that had cosigned a
    /// head which a crash then took away would never cosign this log again.
    pub fn commit(&mut self, log: &Signer) -> Result<&SignedCheckpoint, StoreError> {
        self.usable()?;
        if let Some(head) = self.head.clone() {
            check_same_election(&head, log)?;
            let same_log = head.checkpoint.origin() == log.name && head.verify_log(&log.key).is_ok();
            if self.pending.is_empty() && same_log {
                return Ok(self.head.insert(head));
            }
        }
        let old = self.size();
        let prepared = match self.prepare(log) {
            Ok(prepared) => prepared,
            Err(error) => {
                // Tiles beyond the head were never promised. Those that cannot be removed now are
                // removed by `open`, or replaced by the next commit.
                let _ = self.sweep();
                return Err(error);
            }
        };
        if let Err(error) = self.publish(&prepared) {
            self.uncertain = true;
            return Err(error);
        }
        self.remove_superseded(old, prepared.head.checkpoint.size());
        self.edge = prepared.edge;
        self.pending.clear();
        Ok(self.head.insert(prepared.head))
    }

    /// Steps 1 to 4: all that can run out of room, and nothing that anybody sees.
    fn prepare(&mut self, log: &Signer) -> Result<Prepared, StoreError> {
        let (old, new) = (self.size(), self.tree.size());

        // 1. Tiles of entries, then of hashes, each whole under its name or not there.
        //    A crash leaves tiles that no head covers: `open` removes them.
        let mut touched = BTreeSet::new();
        let edge = self.write_entries(old, new, &mut touched)?;
        for tile in new_tiles(old, new) {
            // The tree has all entries up to `new`.
            let hashes = tile.hashes(&self.tree).unwrap_or_default();
            self.write_tile(&tile.hash_path(), &hashes, &mut touched)?;
        }

        // 2. Their names. From here on the new tree is on disk, and still nobody knows of it.
        for dir in &touched {
            self.disk.sync_dir(dir).map_err(|e| io_error("writing", dir, e))?;
        }
        self.folders.extend(touched);

        // 3. The signature. It stays in this process until step 5 is on disk, so a crash takes it along.
        let checkpoint = Checkpoint::new(log.name, new, self.tree.root())?;
        let mut head = SignedCheckpoint::sign(log, checkpoint)?;
        head.verify_log(&log.key)?;
        if let Some(present) = self.head.as_ref().filter(|h| h.checkpoint == head.checkpoint) {
            head.cosignatures = present.cosignatures.clone();
        }

        // 4. The head, twice, under names that nobody reads. A crash leaves them to be removed.
        let bytes = readable(&head)?;
        let signed = self.write_temporary(&bytes)?;
        let public = self.write_temporary(&bytes)?;
        Ok(Prepared { head, edge, signed, public })
    }

    /// Steps 5 and 6: two renamings, each on disk before the next thing happens.
    fn publish(&self, prepared: &Prepared) -> Result<(), StoreError> {
        // 5. `.signed`. A crash within leaves the old head or the new one; both have their tiles.
        self.disk.rename(&prepared.signed, SIGNED).map_err(|e| io_error("replacing", &SIGNED, e))?;
        self.disk.sync_dir("").map_err(|e| io_error("writing", &self.disk.place(), e))?;

        // 6. `checkpoint`: now readers see it. A crash before it leaves a head that only `.signed`
        //    has: `open` publishes it. A crash that takes it back after a reader saw it, likewise.
        self.disk.rename(&prepared.public, CHECKPOINT).map_err(|e| io_error("replacing", &CHECKPOINT, e))?;
        self.disk.sync_dir("").map_err(|e| io_error("writing", &self.disk.place(), e))
    }

    /// Writes the tiles of entries that change, and returns the last one if it is incomplete.
    fn write_entries(
        &mut self,
        old: u64,
        new: u64,
        touched: &mut BTreeSet<String>,
    ) -> Result<Vec<u8>, StoreError> {
        let pending = std::mem::take(&mut self.pending);
        let result = self.write_entry_tiles(&pending, old, new, touched);
        self.pending = pending;
        result
    }

    fn write_entry_tiles(
        &mut self,
        pending: &[Vec<u8>],
        old: u64,
        new: u64,
        touched: &mut BTreeSet<String>,
    ) -> Result<Vec<u8>, StoreError> {
        let mut bytes = self.edge.clone();
        let mut at = old;
        let mut rest = pending.iter();
        for tile in new_tiles(old, new).take_while(|tile| tile.level == 0) {
            let end = tile.index * TILE + u64::from(tile.width);
            for entry in rest.by_ref().take((end - at) as usize) {
                push(&mut bytes, entry)?;
            }
            at = end;
            self.write_tile(&tile.entries_path(), &bytes, touched)?;
            if tile.is_full() {
                bytes.clear();
            }
        }
        Ok(bytes)
    }

    /// Writes one tile; notes the folders whose names are to be put on disk.
    fn write_tile(
        &mut self,
        path: &str,
        bytes: &[u8],
        touched: &mut BTreeSet<String>,
    ) -> Result<(), StoreError> {
        for (slash, _) in path.match_indices('/') {
            let dir = &path[..slash];
            if !self.folders.contains(dir) && !touched.contains(dir) {
                self.disk.create_dir(dir).map_err(|e| io_error("making", &dir, e))?;
                touched.insert(dir.to_owned());
                touched.insert(parent(dir).to_owned());
            }
        }
        let temporary = self.write_temporary(bytes)?;
        self.disk.rename(&temporary, path).map_err(|e| io_error("naming", &path, e))?;
        touched.insert(parent(path).to_owned());
        Ok(())
    }

    /// Removes the partial tiles whose full tiles the new head covers (C2SP `tlog-tiles`, Partial
    /// Tiles). Safe from here on: a reader with an older head finds the full tile in their place.
    /// What a failure or a crash leaves does no harm, and `open` removes it.
    fn remove_superseded(&mut self, old: u64, new: u64) {
        for tile in new_tiles(old, new).filter(Tile::is_full) {
            let hashes = Some(tile.hash_path());
            let entries = (tile.level == 0).then(|| tile.entries_path());
            for path in hashes.into_iter().chain(entries) {
                let _ = self.remove_folder(&format!("{path}.p"));
            }
        }
    }
}

/// What is on disk and waits for its names.
struct Prepared {
    head: SignedCheckpoint,
    edge: Vec<u8>,
    /// The head, to become `.signed`.
    signed: String,
    /// The head, to become `checkpoint`.
    public: String,
}

/// Nobody signs one election's log as another's.
pub(crate) fn check_same_election(head: &SignedCheckpoint, log: &Signer) -> Result<(), StoreError> {
    let found = head.checkpoint.origin();
    if election(found) == election(log.name) {
        return Ok(());
    }
    Err(StoreError::OtherLog { found: found.to_owned(), asked: log.name.to_owned() })
}

/// What of an origin a handover cannot change: the election's identifier (§2.1).
fn election(origin: &str) -> &str {
    origin.rsplit_once('/').map_or(origin, |(_, election)| election)
}

/// The folder a path stands in; `""` for the record's own.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
}
