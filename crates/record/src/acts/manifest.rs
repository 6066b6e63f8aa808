//! What an election is: the manifest, the register and the freeze (§3.1, §3.3–§3.5).

use super::{At, BlobRef};
use crate::canonical::Hex32;
use serde::{Deserialize, Serialize};

/// `manifest` (§3.1): what is decided, by whom, by which rules, and who answers for what.
/// Signed by everyone it names, who thereby accept: organiser, registrars, scrutineer, trustees, server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The body that votes.
    pub organisation: String,
    /// What the vote is called.
    pub title: String,
    /// First part of the log's origin, a host and path without scheme; `/` and the election follow it.
    pub origin: String,
    /// What is decided, numbered from 1.
    pub contests: Vec<Contest>,
    /// Kinds of member, numbered from 1.
    pub classes: Vec<Class>,
    /// Ed25519 key of the returning officer.
    pub organiser: Hex32,
    /// One or two registrars.
    pub registrars: Vec<Hex32>,
    /// Ed25519 key of the scrutineer.
    pub scrutineer: Hex32,
    /// n trustees, numbered from 1.
    pub trustees: Vec<Hex32>,
    /// t: how many trustees open the ballots.
    pub threshold: u64,
    /// Asked for in so many words: t = n, so that one lost key loses the election.
    pub no_spare_trustee: bool,
    /// Key of the server: signs the log's checkpoints and clock acts.
    pub server: Hex32,
    /// w witnesses, numbered from 1; a trustee who witnesses does so with a key of its own.
    pub witnesses: Vec<WitnessKey>,
    /// k: how many witnesses must have cosigned a checkpoint.
    pub witnesses_needed: u64,
    /// Unix seconds: objections to the register are heard until then.
    pub objections_until: u64,
    /// Unix seconds: the poll opens then or later.
    pub opens: u64,
    /// Unix seconds: the first clock at or after this closes the poll.
    pub closes: u64,
    /// Unix seconds: no extension goes beyond this.
    pub latest_close: u64,
    /// For meetings: the poll also closes at the first clock after every member has voted.
    pub closes_when_all_voted: bool,
    /// Seconds: how long the poll may be suspended, all suspensions together.
    pub longest_suspension: u64,
    /// Seconds a trustee has to answer a complaint in the key ceremony.
    pub answer_seconds: u64,
    /// Lists shorter than this are opened only with `open-small`.
    pub min_list: u64,
    /// Whether pages say, while the poll is open, how many have voted.
    pub turnout: bool,
    /// SHA-256 of the booth's files, where there is a booth.
    pub booth: Option<Hex32>,
}

/// A witness: the name on its cosignature lines (C2SP signed-note) and its Ed25519 key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WitnessKey {
    /// Without spaces and plus signs.
    pub name: String,
    /// Ed25519 key.
    pub key: Hex32,
}

/// One thing to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contest {
    /// What is decided.
    pub title: String,
    /// What a ballot is (§7.1).
    pub kind: BallotKind,
    /// In the order of the ballot paper, numbered from 1.
    pub candidates: Vec<Candidate>,
    /// Candidates who stand together, from whose order a member may start a ranking.
    pub slates: Vec<Slate>,
    /// Whether each voter is shown the candidates in an order of their own.
    pub rotated: bool,
    /// Places to fill.
    pub seats: u64,
    /// Name of the rules it is counted by (§9.1).
    pub rules: String,
    /// Options of the rules that are set by hand, ascending by name.
    pub options: Vec<RuleOption>,
    /// Places reserved for groups of candidates.
    pub reserved: Vec<Reserved>,
    /// Rankings: how many candidates may be ranked; otherwise null.
    pub ranks: Option<u64>,
    /// Scores: the highest score; otherwise null.
    pub max_score: Option<u64>,
}

/// What a ballot in a contest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BallotKind {
    /// One candidate or none.
    Choice,
    /// Candidates in order of preference.
    Ranking,
    /// Any set of candidates.
    Approval,
    /// A score for each candidate.
    Score,
}

/// A candidate, or an option of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// As printed on the ballot paper.
    pub name: String,
    /// Party, branch or slate, where there is one.
    pub affiliation: Option<String>,
    /// What the candidate says for itself, as a blob that may be removed from the record (§2.4).
    pub statement: Option<BlobRef>,
}

impl Candidate {
    /// A candidate of this name, without affiliation or statement.
    pub fn new(name: impl Into<String>) -> Self {
        Candidate { name: name.into(), affiliation: None, statement: None }
    }
}

/// Candidates who stand together, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slate {
    /// What it is called.
    pub name: String,
    /// Numbers of candidates, from 1.
    pub candidates: Vec<u64>,
}

/// One option of the rules, set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleOption {
    /// Which option (§9.1).
    pub name: String,
    /// What it is set to.
    pub value: String,
}

/// Places reserved for a group: how many of it must be, or may be, elected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reserved {
    /// What the group is called.
    pub group: String,
    /// Numbers of its candidates, from 1, ascending.
    pub candidates: Vec<u64>,
    /// At least so many of them are elected.
    pub at_least: Option<u64>,
    /// At most so many of them are elected.
    pub at_most: Option<u64>,
}

/// A class of members: which contests they vote in, and with what weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// What the class is called.
    pub name: String,
    /// In ascending order of contest.
    pub contests: Vec<ClassContest>,
}

/// One contest of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassContest {
    /// Number of the contest, from 1.
    pub contest: u64,
    /// Weight of a ballot, at least 1.
    pub weight: u64,
}

/// `register` (§3.3): the register of voters, as a blob (§6.2). Signed by every registrar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// The rows.
    pub rows: BlobRef,
    /// How many rows each class has, in the manifest's order.
    pub members: Vec<u64>,
}

/// `freeze` (§3.4): the register and everything before it stand. Signed by the organiser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Identity of the last register act.
    pub register: Hex32,
    /// The lists below three times `min_list` members, accepted by name, ascending.
    pub small_lists: Vec<ListName>,
}

/// A list of ballots that are mixed and opened together: one contest, one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListName {
    /// Number of the contest, from 1.
    pub contest: u64,
    /// Weight of each ballot.
    pub weight: u64,
}

impl std::fmt::Display for ListName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "contest {}", self.contest)?;
        if self.weight == 1 { Ok(()) } else { write!(f, ", weight {}", self.weight) }
    }
}

/// `replace` (§3.5): new credentials for a row that has not voted. Signed by every registrar and the
/// scrutineer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// All credentials of the row that goes.
    pub old: Vec<Hex32>,
    /// All credentials of the row that takes its place, in the same class.
    pub new: Vec<Hex32>,
}
