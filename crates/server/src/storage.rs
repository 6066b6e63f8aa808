//! Where records are kept: what the server needs of a disk, or of a database and an object store.
//!
//! In scope: the two traits, [`Storage`] for one record and its one writer, [`Shelf`] for all records
//! of a server; and the default, [`folders::Folders`]: a folder a record, with nothing to install.

pub mod folders;

use std::path::PathBuf;
use std::sync::Arc;

use hustings_record::Hex32;
use hustings_record::log::{Checkpoint, Cosignature, Hash, SignedCheckpoint, Signer};
use hustings_record::source::Source;

use crate::store::{Store, StoreError};

/// One record and the right to append to it.
///
/// Whoever holds it is the only writer there is, in any process; an implementation that can lose that
/// right must fail the commit that comes after.
pub trait Storage: Send {
    /// Number of committed entries.
    fn size(&self) -> u64;

    /// The public head; `None` before the first commit.
    fn head(&self) -> Option<&SignedCheckpoint>;

    /// Entries appended and not committed.
    fn pending(&self) -> &[Vec<u8>];

    /// Takes entries for the next commit. Nothing is kept before `commit`.
    ///
    /// # Errors
    /// An entry is longer than a log takes; then none is taken.
    fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), StoreError>;

    /// Makes the pending entries part of the record, under a head signed by `log`.
    ///
    /// Once this returns they survive a crash. On an error they are pending still and the commit can
    /// be tried again, unless [`StoreError::is_final`].
    ///
    /// # Errors
    /// [`StoreError`]: what was public before still is.
    fn commit(&mut self, log: &Signer) -> Result<&SignedCheckpoint, StoreError>;

    /// Adds cosignatures, which were verified, to the present head.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the log has another head by now.
    fn cosign(&mut self, on: &Checkpoint, cosignatures: Vec<Cosignature>) -> Result<(), StoreError>;

    /// The record's files, for reading and for blobs, by many at once.
    fn files(&self) -> Arc<dyn Files>;
}

/// The files of a record while it is being written.
pub trait Files: Source {
    /// Stores a blob; once this returns it survives a crash.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was stored, or all of it; putting it again is right either way.
    fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError>;

    /// The folder that the files can be sent from, where there is one.
    fn folder(&self) -> Option<PathBuf> {
        None
    }
}

/// All records of a server.
pub trait Shelf: Send + Sync {
    /// The elections there are.
    ///
    /// # Errors
    /// The place cannot be read.
    fn elections(&self) -> Result<Vec<Hex32>, StoreError>;

    /// Opens a record to be written; where another process writes it, [`StoreError::Locked`].
    ///
    /// # Errors
    /// [`StoreError`]
    fn open(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError>;

    /// Makes a record without entries.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is one.
    fn create(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError>;

    /// In words, for logs.
    fn place(&self) -> String;
}

impl Storage for Store {
    fn size(&self) -> u64 {
        Store::size(self)
    }

    fn head(&self) -> Option<&SignedCheckpoint> {
        Store::head(self)
    }

    fn pending(&self) -> &[Vec<u8>] {
        Store::pending(self)
    }

    fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), StoreError> {
        Store::append(self, entries).map(|_| ())
    }

    fn commit(&mut self, log: &Signer) -> Result<&SignedCheckpoint, StoreError> {
        Store::commit(self, log)
    }

    fn cosign(&mut self, on: &Checkpoint, cosignatures: Vec<Cosignature>) -> Result<(), StoreError> {
        self.add_cosignatures(on, cosignatures).map(|_| ())
    }

    fn files(&self) -> Arc<dyn Files> {
        Arc::new(self.shared())
    }
}

impl Files for crate::store::SharedFiles {
    fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        crate::store::SharedFiles::put_blob(self, bytes)
    }

    fn folder(&self) -> Option<PathBuf> {
        Some(PathBuf::from(self.place()))
    }
}
