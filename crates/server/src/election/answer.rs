//! What is answered to whoever posts.

use hustings_record::acts::BlobRef;
use hustings_record::{Hex32, Violation};

/// An act is in the record: on disk, in its place, under a signed head.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its identity: for a ballot, its tracker.
    pub act: Hex32,
    /// Its place in the log, from 0.
    pub index: u64,
    /// The head, as a note.
    pub checkpoint: String,
    /// The inclusion proof in the tree of that head, from the leaf up.
    pub proof: Vec<Hex32>,
}

/// Why an act was not taken.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// A check of the specification fails.
    Check(Violation),
    /// A ballot follows another than the voter's last one (B3).
    Previous {
        /// The voter's last ballot.
        head: Option<Hex32>,
    },
    /// No ballots are taken: the poll has not been opened.
    NotOpen,
    /// No ballots are taken: the poll is closed.
    Closed,
    /// No ballots are taken for now, by decision of organiser and scrutineer.
    Suspended {
        /// Unix seconds.
        until: u64,
    },
    /// No ballots are taken for now: there was an outage, and the scrutineer has to admit it (§3.2).
    Interrupted,
    /// Files that the act names have to be put first.
    Blobs(Vec<BlobRef>),
    /// A file that the act names is larger than it can be.
    BlobSize(BlobRef),
    /// A clock that is not the time.
    Astray {
        /// What it says, unix seconds.
        told: u64,
        /// The server's own time, unix seconds.
        now: u64,
    },
    /// Cosignatures on another head than the present one.
    Stale {
        /// Size of the present head.
        size: u64,
    },
    /// Cosignatures that are none of a witness, or wrong.
    Cosignatures(String),
    /// This server does not keep this election's log.
    Elsewhere,
    /// The queue is full.
    Busy,
    /// What was posted could not be made durable; it may be in the record later, or not at all.
    Storage(String),
    /// The server is ending.
    Stopping,
}

impl From<Violation> for Refusal {
    fn from(violation: Violation) -> Self {
        Refusal::Check(violation)
    }
}
