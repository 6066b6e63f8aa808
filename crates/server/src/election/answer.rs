//! What is answered to whoever posts.

use hustings_record::acts::BlobRef;
use hustings_record::{Hex32, Violation};
use serde::{Deserialize, Serialize};

/// An act is in the record: on disk, in its place, under a signed head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// A check of the specification fails.
    Check(#[serde(with = "violation")] Violation),
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

/// What is answered, on its way to the process that was asked.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Answered {
    /// An act.
    Act(Result<Recorded, Refusal>),
    /// Cosignatures: how many witnesses stand on the head.
    Cosigned(Result<usize, Refusal>),
}

/// A violation in JSON, its check by family and number.
mod violation {
    use hustings_record::{Check, Violation};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    struct Form {
        check: String,
        entry: Option<u64>,
        signer: Option<String>,
        detail: String,
    }

    pub(super) fn serialize<S: Serializer>(v: &Violation, to: S) -> Result<S::Ok, S::Error> {
        let (check, detail) = (v.check.to_string(), v.detail.clone());
        Form { check, entry: v.entry, signer: v.signer.clone(), detail }.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Violation, D::Error> {
        let Form { check, entry, signer, detail } = Form::deserialize(from)?;
        let named = Check::ALL.iter().find(|c| c.to_string() == check);
        let check = *named.ok_or_else(|| D::Error::custom(format!("there is no check {check}")))?;
        Ok(Violation { check, entry, signer, detail })
    }
}

#[cfg(test)]
mod tests;
