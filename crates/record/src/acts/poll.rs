//! Time, the poll and the ballots (§3.2, §3.7–§3.9).

use super::At;
use crate::canonical::Hex32;
use serde::{Deserialize, Serialize};

/// `clock` (§3.2): what time it is. Signed by `by`; after an outage by the scrutineer as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// `server`, `scrutineer` or `trustee-N`.
    pub by: String,
    /// Unix seconds.
    pub time: u64,
    /// More than 60 seconds have passed since the last clock while the poll was open, and the
    /// scrutineer signs too.
    pub outage: bool,
}

/// `open` (§3.7): the poll is open. Signed by the organiser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// SHA-256 of the frozen register's blob.
    pub register: Hex32,
    /// The joint key.
    pub joint_key: Hex32,
}

/// `ballot` (§3.8, §7): signed by every credential of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The election.
    pub election: Hex32,
    /// Identity of the open act.
    pub open: Hex32,
    /// All credentials of the row.
    pub credentials: Vec<Hex32>,
    /// Identity of the row's ballot before this one, or null.
    pub previous: Option<Hex32>,
    /// One for each contest of the class, in its order.
    pub parts: Vec<BallotPart>,
}

/// The encrypted vote in one contest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotPart {
    /// Number of the contest.
    pub contest: u64,
    /// W pairs (a, b).
    pub ciphertexts: Vec<(Hex32, Hex32)>,
    /// W points.
    pub commitments: Vec<Hex32>,
    /// W scalars.
    pub responses: Vec<Hex32>,
}

/// `suspend` (§3.9): no ballots until a time. Signed by organiser and scrutineer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// Unix seconds: ends by itself then.
    pub until: u64,
    /// Why, in plain words.
    pub reason: String,
}

/// `extend` (§3.9): the poll closes later. Signed by organiser and scrutineer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// Unix seconds: the new closing time.
    pub closes: u64,
    /// Why, in plain words.
    pub reason: String,
}
