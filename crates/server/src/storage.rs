//! Where records are kept: what the server needs of a disk, or of a database and an object store.
//!
//! In scope: the traits, [`Storage`] for one record and its one writer, [`Shelf`] for all records of a
//! server, [`Following`] for a record that another process writes; the default, [`folders::Folders`]:
//! a folder a record, with nothing to install; and [`postgres::Postgres`] with [`objects::Objects`], for
//! several processes that keep the same records.

pub mod folders;
pub mod objects;
pub mod postgres;

use std::path::PathBuf;
use std::sync::Arc;

use hustings_record::Hex32;
use hustings_record::acts::BlobRef;
use hustings_record::log::{Checkpoint, Cosignature, Hash, SignedCheckpoint, Signer, Tree};
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

    /// Whether other processes hand in what they are posted ([`Storage::posted`]).
    fn is_shared(&self) -> bool {
        false
    }

    /// What other processes were posted and nobody has answered yet, at most so many, in their order.
    /// Where it is shared this is also how the right to write is known to be held still.
    ///
    /// # Errors
    /// [`StoreError::Lost`] where it is not.
    fn posted(&mut self, _most: usize) -> Result<Vec<(i64, Posted)>, StoreError> {
        Ok(Vec::new())
    }

    /// Answers what [`Storage::posted`] gave: JSON under the same numbers.
    ///
    /// # Errors
    /// [`StoreError`]: none was answered.
    fn answer(&mut self, _answers: Vec<(i64, String)>) -> Result<(), StoreError> {
        Ok(())
    }
}

/// What is handed to a record's writer in another process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// An act, as it is to stand in the log.
    Act(Vec<u8>),
    /// A head with cosignatures, as a note.
    Cosigned(Vec<u8>),
}

/// A record that another process may be writing.
pub trait Following: Send {
    /// The public head by now.
    ///
    /// # Errors
    /// [`StoreError`]
    fn head(&mut self) -> Result<SignedCheckpoint, StoreError>;

    /// Committed entries from a place on, in order: at least one where there is one.
    ///
    /// # Errors
    /// [`StoreError`]
    fn entries(&mut self, from: u64, to: u64) -> Result<Vec<Vec<u8>>, StoreError>;

    /// The record's files.
    fn files(&self) -> Arc<dyn Files>;

    /// Hands these, under numbers that nobody else uses, to whoever writes.
    ///
    /// # Errors
    /// [`StoreError`]: none of them was handed over, or all.
    fn post(&mut self, posts: &[(i64, Posted)]) -> Result<(), StoreError>;

    /// The answers that have come to these numbers; each is given once.
    ///
    /// # Errors
    /// [`StoreError`]
    fn answers(&mut self, to: &[i64]) -> Result<Vec<(i64, String)>, StoreError>;

    /// Takes back what waits still; what is being written already may come into the record.
    ///
    /// # Errors
    /// [`StoreError`]
    fn withdraw(&mut self, posts: &[i64]) -> Result<(), StoreError>;

    /// Becomes the one writer, if there is none. `tree` has the record's first entries: what of the
    /// record follows them is read and need not be applied to be appended to.
    ///
    /// # Errors
    /// [`StoreError`]
    fn take_over(&mut self, tree: &Tree) -> Result<Option<Box<dyn Storage>>, StoreError>;
}

/// Called when something may have changed, by a thread that must not be kept.
pub type Wake = Box<dyn Fn() + Send + Sync>;

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

    /// Lets every process of this server know that these blobs are waited for.
    ///
    /// # Errors
    /// [`StoreError`]
    fn await_blobs(&self, _blobs: &[BlobRef]) -> Result<(), StoreError> {
        Ok(())
    }

    /// The length of a blob that another process waits for.
    fn awaited(&self, _sha256: &Hex32) -> Option<u64> {
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

    /// Follows a record that any process may be writing; `wake` is called when there is news of it.
    /// None where records are written by one process alone: there one opens them.
    ///
    /// # Errors
    /// [`StoreError`]
    fn follow(&self, _election: &Hex32, _wake: Wake) -> Result<Option<Box<dyn Following>>, StoreError> {
        Ok(None)
    }

    /// Whether other processes keep the same records, so that there may be new ones.
    fn is_shared(&self) -> bool {
        false
    }

    /// `wake` is called when another process has begun a record.
    fn watch(&self, _wake: Wake) {}

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
