//! What can go wrong with a record on disk, and what to do about it.

use hustings_record::{
    log::{CheckpointError, LogError},
    source::SourceError,
};

/// Why the record on disk was not made, opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder has a record already.
    #[error("{place} already holds a record; open it, or choose another folder")]
    Exists {
        /// The folder.
        place: String,
    },
    /// The folder has no record.
    #[error("{place} holds no record; check the folder's name, or make a new record there")]
    NotARecord {
        /// The folder.
        place: String,
    },
    /// Another process writes to the record.
    #[error("another program is writing to the record in {place}; stop it first")]
    Locked {
        /// The folder.
        place: String,
    },
    /// The disk refused: full, read-only, broken. What was public before still is, and nothing else.
    #[error("{what} {path} failed: {why}; nothing has changed, make room or repair the disk and try again")]
    Disk {
        /// What was being done.
        what: &'static str,
        /// To what.
        path: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// The disk failed where it may or may not have taken the new head.
    #[error(
        "the disk failed while the new head of {place} was being written; start again to see which it has"
    )]
    Uncertain {
        /// The folder.
        place: String,
    },
    /// The files do not make up the record that the head signs.
    #[error("the record on disk is damaged: {0}; restore it from a copy")]
    Damaged(#[from] LogError),
    /// The entries give another root than the head's.
    #[error(
        "the record on disk is damaged: its {size} entries do not give its checkpoint's root; restore it from a copy"
    )]
    Root {
        /// Size by the checkpoint.
        size: u64,
    },
    /// An entry is longer than a log takes.
    #[error("an entry of {len} bytes, where at most 65535 can stand; put what is large in a blob")]
    EntryTooLong {
        /// Its length.
        len: usize,
    },
    /// The head cannot be made: wrong origin, a signature that does not verify, a form not to be read.
    #[error("the new head of the log is not sound: {0}")]
    Head(#[from] CheckpointError),
    /// The signer is that of another election's log.
    #[error("the record is that of {found}, and the signer is of {asked}")]
    OtherLog {
        /// The origin on disk.
        found: String,
        /// The signer's name.
        asked: String,
    },
    /// The database refused, or cannot be reached. What was public before still is.
    #[error("{what} in the database failed: {why}; nothing was acknowledged, and it is tried again")]
    Database {
        /// What was being done.
        what: &'static str,
        /// The database's reason.
        why: String,
    },
    /// The place of tiles and blobs refused, or cannot be reached. What was public before still is.
    #[error("{what} {path} failed: {why}; nothing was acknowledged, and it is tried again")]
    Object {
        /// What was being done.
        what: &'static str,
        /// To what.
        path: String,
        /// The place's reason.
        why: String,
    },
    /// What a server was started with does not fit.
    #[error("{0}")]
    Settings(String),
    /// The database has less than was public before.
    #[error(
        "the database has {found} entries of a record of which {public} were public: it was restored from an older copy, or a standby took over without the last commits. Nothing is written, so that there are never two records; restore the newer database"
    )]
    Forgotten {
        /// Entries it has.
        found: u64,
        /// Entries that were public.
        public: u64,
    },
    /// The right to write has gone to another process.
    #[error("another process writes to {place} by now: {why}")]
    Lost {
        /// The place.
        place: String,
        /// What showed it.
        why: String,
    },
    /// A cosignature for a head that is no longer the present one.
    #[error("the cosignature is on {asked} entries, and the log has {size} by now; ask the witness again")]
    Stale {
        /// Size cosigned.
        asked: u64,
        /// Size now.
        size: u64,
    },
}

impl StoreError {
    /// Whether the record must be opened anew before anything more can be written.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            StoreError::Uncertain { .. }
                | StoreError::EntryTooLong { .. }
                | StoreError::Lost { .. }
                | StoreError::Forgotten { .. }
                | StoreError::Root { .. }
        )
    }
}

impl From<SourceError> for StoreError {
    fn from(error: SourceError) -> Self {
        StoreError::Damaged(LogError::Source(error))
    }
}
