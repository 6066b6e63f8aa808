//! The record as files: checkpoint, tiles, blobs (§2.3, §2.4).

use super::{Everyone, StepError};
use hustings_record::log::tiles::{self, CHECKPOINT};
use hustings_record::log::{Checkpoint, SignedCheckpoint, Signer};
use hustings_record::source::blob_path;
use hustings_record::{Entry, Hex32};
use std::collections::BTreeMap;

impl Everyone {
    /// The record's checkpoint over all entries, signed by the server and cosigned by every witness.
    pub fn checkpoint(&mut self) -> Result<SignedCheckpoint, StepError> {
        let mut tree = hustings_record::log::Tree::new();
        for entry in &self.entries {
            tree.push(hustings_record::log::leaf_hash(entry));
        }
        let first = self.entries.first().and_then(|e| Entry::parse(e).ok());
        let origin = self.state.election().map(hustings_record::Election::log_origin);
        let origin =
            origin.unwrap_or_else(|| format!("hustings.example/{}", first.map_or(Hex32([0; 32]), |e| e.id)));
        let checkpoint = Checkpoint::new(&origin, tree.size(), tree.root())?;
        let sign = |message: &[u8]| self.server.sign(message);
        let signer = Signer { name: &origin, key: *self.server.verifying_key(), sign: &sign };
        let mut signed = SignedCheckpoint::sign(&signer, checkpoint.clone())?;
        for witness in &mut self.witnesses {
            let proof = witness.proof(&tree, tree.size())?;
            signed.add(witness.cosign(&checkpoint, &proof, self.now)?);
        }
        Ok(signed)
    }
}

impl Everyone {
    /// Every file of the record (§2.4), as a web server would serve it.
    pub fn files(&mut self) -> Result<BTreeMap<String, Vec<u8>>, StepError> {
        let mut files = BTreeMap::from([(CHECKPOINT.to_owned(), self.checkpoint()?.to_bytes())]);
        let mut tree = hustings_record::log::Tree::new();
        for entry in &self.entries {
            tree.push(hustings_record::log::leaf_hash(entry));
        }
        let size = self.entries.len() as u64;
        for tile in tiles::new_tiles(0, size) {
            files.insert(tile.hash_path(), tile.hashes(&tree).unwrap_or_default());
        }
        for (tile, entries) in tiles::entry_tiles(size).zip(self.entries.chunks(256)) {
            let mut bytes = Vec::new();
            for entry in entries {
                // An entry too long for a tile is left out, which L4 then finds.
                let _fits = tiles::push_entry(&mut bytes, entry);
            }
            files.insert(tile.entries_path(), bytes);
        }
        for (name, blob) in &self.blobs {
            files.insert(blob_path(&name.0), blob.clone());
        }
        Ok(files)
    }
}
