//! The default place: a folder of the file system, and in it one a record, named by its election.

use std::path::{Path, PathBuf};

use hustings_record::Hex32;

use super::{Shelf, Storage};
use crate::store::{Store, StoreError};

/// Records in folders.
pub struct Folders {
    root: PathBuf,
}

impl Folders {
    /// Records in `root`, which is made if it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(root: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(root).map_err(|why| failed("making the folder", root, why))?;
        Ok(Folders { root: root.to_owned() })
    }

    /// The folder of an election's record.
    pub fn folder(&self, election: &Hex32) -> PathBuf {
        self.root.join(election.to_string())
    }
}

impl Shelf for Folders {
    fn elections(&self) -> Result<Vec<Hex32>, StoreError> {
        let read = |why| failed("reading", &self.root, why);
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&self.root).map_err(read)? {
            let name = entry.map_err(read)?.file_name();
            // Whatever else lies there is none of ours.
            let election = name.to_str().and_then(|name| name.parse::<Hex32>().ok());
            found.extend(election.filter(|e| name.to_str() == Some(&e.to_string())));
        }
        found.sort();
        Ok(found)
    }

    fn open(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        Ok(Box::new(Store::open(&self.folder(election))?))
    }

    fn create(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        let folder = self.folder(election);
        let store = Store::create(&folder)?;
        // The folder's own name must survive a crash as well as what stands in it.
        let root = std::fs::File::open(&self.root).and_then(|f| f.sync_all());
        root.map_err(|why| failed("writing", &self.root, why))?;
        Ok(Box::new(store))
    }

    fn place(&self) -> String {
        self.root.display().to_string()
    }
}

fn failed(what: &'static str, path: &Path, why: std::io::Error) -> StoreError {
    StoreError::Disk { what, path: path.display().to_string(), why }
}
