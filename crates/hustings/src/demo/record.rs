//! Where the demonstration's record is kept, and how it is shown.

use anyhow::{Context, Result, bail};
use hustings_record::acts::BlobRef;
use hustings_record::log::Signer;
use hustings_roles::everyone::Everyone;
use hustings_server::store::Store;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The folder of the record: one that was asked for, or one for the time being.
pub struct Place {
    dir: PathBuf,
    asked: bool,
}

impl Place {
    /// The folder asked for, which must be new or empty, or a fresh one.
    pub fn new(out: Option<&Path>) -> Result<Place> {
        let Some(dir) = out else {
            let dir = std::env::temp_dir().join(format!("hustings-demo-{}", std::process::id()));
            return Ok(Place { dir, asked: false });
        };
        let empty = match std::fs::read_dir(dir) {
            Ok(mut entries) => entries.next().is_none(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => true,
            Err(e) => return Err(e).with_context(|| dir.display().to_string()),
        };
        if !empty {
            bail!("{} is not empty, and a record is never overwritten; name another folder", dir.display());
        }
        Ok(Place { dir: dir.to_owned(), asked: true })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether it is there to look at: because it was asked for, or while the page is served.
    pub fn stays(&self, serving: bool) -> bool {
        self.asked || serving
    }

    /// Removes a folder that nobody asked for.
    pub fn keep_if_asked(&self) {
        if !self.asked {
            // Whatever cannot be removed is in the system's folder for such things.
            let _ = std::fs::remove_dir_all(&self.dir);
        }
    }
}

/// Stores what has been posted.
pub struct Keeper {
    store: Store,
    blobs: HashSet<hustings_record::Hex32>,
}

impl Keeper {
    /// A new record in `dir`.
    pub fn create(dir: &Path) -> Result<Keeper> {
        Ok(Keeper { store: Store::create(dir)?, blobs: HashSet::new() })
    }

    /// Stores the blobs and entries that are new and signs a checkpoint over them.
    pub fn store(&mut self, e: &mut Everyone) -> Result<()> {
        for (name, blob) in &e.blobs {
            if self.blobs.insert(*name) {
                debug_assert_eq!(BlobRef::of(blob).sha256, *name);
                self.store.put_blob(blob)?;
            }
        }
        let stored = self.store.size() as usize;
        self.store.append(&e.entries[stored..])?;
        let origin = e.state.election().context("there is no election")?.log_origin();
        let sign = |message: &[u8]| e.server.sign(message);
        self.store.commit(&Signer { name: &origin, key: *e.server.verifying_key(), sign: &sign })?;
        Ok(())
    }

    /// Every witness cosigns the last checkpoint.
    pub fn finish(&mut self, e: &mut Everyone) -> Result<()> {
        let Some(checkpoint) = self.store.head().map(|h| h.checkpoint.clone()) else { return Ok(()) };
        let (tree, now) = (e.state.tree(), e.now);
        let mut cosignatures = Vec::new();
        for witness in &mut e.witnesses {
            let proof = witness.proof(tree, checkpoint.size())?;
            cosignatures.push(witness.cosign(&checkpoint, &proof, now)?);
        }
        self.store.add_cosignatures(&checkpoint, cosignatures)?;
        Ok(())
    }
}
