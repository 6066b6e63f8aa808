//! The state of an election: what the acts so far add up to (§3). Nothing else is state.

use crate::acts::{At, BallotKind, BlobRef, Contest, ListName, Manifest, OpenSmall, Outcome};
use crate::canonical::Hex32;
use crate::ceremony::Ceremony;
use crate::list::List;
use crate::log::Tree;
use crate::register::Row;
use hustings_proofs::{Context, encoding::BallotSpace, keys::JointKey};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where an election stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The manifest stands.
    Announced,
    /// A register is published and objections are heard.
    Registered,
    /// The register is frozen and the trustees make the key.
    Ceremony,
    /// Too few trustees are left to make a key; the election can only be annulled.
    Stalled,
    /// The joint key stands.
    Keyed,
    /// The poll is open.
    Open,
    /// The poll is closed; lists are mixed and opened.
    Closed,
    /// Enough trustees have opened every list.
    Opened,
    /// The result stands in the record.
    Counted,
    /// t trustees have certified the result.
    Certified,
}

impl Phase {
    /// In plain words, to follow "the election is".
    pub fn words(self) -> &'static str {
        match self {
            Phase::Announced => "announced",
            Phase::Registered => "hearing objections to its register",
            Phase::Ceremony => "making its key",
            Phase::Stalled => "stopped: too few trustees are left to make a key",
            Phase::Keyed => "ready to open",
            Phase::Open => "open",
            Phase::Closed => "closed and being mixed and opened",
            Phase::Opened => "opened",
            Phase::Counted => "counted",
            Phase::Certified => "certified",
        }
    }
}

/// A record so far: the log's hashes and the election that its acts describe.
#[derive(Clone, Default)]
pub struct State {
    pub(crate) tree: Tree,
    pub(crate) ids: HashMap<Hex32, u64>,
    pub(crate) election: Option<Box<Election>>,
    pub(crate) figures: Figures,
}

impl State {
    /// The state before the first act.
    pub fn new() -> State {
        State::default()
    }

    /// The log's hash tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Number of entries applied.
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The checkpoint that stands now, as an act names it.
    pub fn at(&self) -> At {
        At { size: self.tree.size(), root: Hex32(self.tree.root()) }
    }

    /// The election, once its manifest stands.
    pub fn election(&self) -> Option<&Election> {
        self.election.as_deref()
    }

    /// Index of the act with this identity.
    pub fn index_of(&self, id: &Hex32) -> Option<u64> {
        self.ids.get(id).copied()
    }

    /// What has been checked so far.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }
}

/// What was checked, for the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Entries.
    pub entries: u64,
    /// Signatures.
    pub signatures: u64,
    /// Blobs and their bytes.
    pub blobs: u64,
    /// Bytes of all blobs.
    pub blob_bytes: u64,
    /// Clock acts.
    pub clocks: u64,
    /// Ballots, replaced ones included.
    pub ballots: u64,
    /// Ballots that a later one replaced.
    pub replaced: u64,
    /// Proofs of knowledge, one a part.
    pub ballot_proofs: u64,
    /// Ciphertexts mixed, all mixes together.
    pub mixed: u64,
    /// Shares, all trustees together.
    pub shares: u64,
    /// Key checks.
    pub key_checks: u64,
}

/// An election.
#[derive(Clone)]
pub struct Election {
    /// Identity: that of the manifest.
    pub id: Hex32,
    /// The manifest.
    pub manifest: Manifest,
    /// Where it stands.
    pub phase: Phase,
    /// Acts name a checkpoint of at least this many entries (check A9).
    pub since: u64,
    /// Clocks: index of the entry and time, both ascending.
    pub clocks: Vec<(u64, u64)>,
    /// The key that signs checkpoints and clocks now.
    pub server: Hex32,
    /// First part of the log's origin now.
    pub origin: String,
    /// Every key that holds an office.
    pub offices: HashSet<Hex32>,
    /// The ballot space of each contest.
    pub spaces: Vec<BallotSpace>,
    /// The register, once published.
    pub register: Option<RegisterState>,
    /// The key ceremony, once the register is frozen.
    pub ceremony: Option<Ceremony>,
    /// The keys, once the ceremony is over.
    pub keys: Option<Keys>,
    /// The poll, once open.
    pub poll: Option<Poll>,
    /// The lists, once the poll is closed, ascending.
    pub lists: Vec<List>,
    /// The result, once posted.
    pub result: Option<ResultState>,
    /// Complaints by identity, in log order.
    pub complaints: Vec<ComplaintState>,
    /// Why it was annulled, where it was.
    pub annulled: Option<String>,
    /// Secrets destroyed: (trustee, what).
    pub erased: Vec<(u64, crate::acts::Erased)>,
    /// Decisions on small lists.
    pub open_small: Vec<OpenSmall>,
}

/// The register in force.
#[derive(Clone)]
pub struct RegisterState {
    /// Identity of the register act.
    pub act: Hex32,
    /// The blob.
    pub blob: BlobRef,
    /// The rows, replacements applied.
    pub rows: Vec<Row>,
    /// Row of each current credential.
    pub by_credential: HashMap<Hex32, usize>,
    /// Every credential that ever stood in a register, replaced ones included.
    pub used: HashSet<Hex32>,
    /// Replacements made.
    pub replaced: u64,
    /// Whether it is frozen.
    pub frozen: bool,
}

/// The joint key and the trustees who hold its shares.
#[derive(Clone)]
pub struct Keys {
    /// The joint key, and with it everyone's verification key.
    pub joint: JointKey,
    /// Numbers of the trustees who hold a share, ascending.
    pub members: Vec<u64>,
    /// Key checks: trustee to the time of the root it was made against.
    pub checks: BTreeMap<u64, u64>,
}

/// The poll.
#[derive(Clone)]
pub struct Poll {
    /// Identity of the open act.
    pub open: Hex32,
    /// What every challenge binds.
    pub context: Context,
    /// Unix seconds: when it closes.
    pub closes: u64,
    /// Unix seconds: no ballots before this, while suspended.
    pub suspended_until: Option<u64>,
    /// Seconds of all suspensions together.
    pub suspended_seconds: u64,
    /// Each row's counting ballot.
    pub heads: HashMap<usize, Head>,
    /// Every first part of a ciphertext in the record.
    pub used: HashSet<[u8; 32]>,
    /// The log before the closing clock, once closed.
    pub closed: Option<At>,
    /// Unix seconds of the closing clock.
    pub closed_time: Option<u64>,
}

/// A row's last ballot, which counts.
#[derive(Clone)]
pub struct Head {
    /// Its identity.
    pub id: Hex32,
    /// Its entry.
    pub entry: u64,
    /// Its ciphertexts, a‖b a block, a list for each contest of the class.
    pub parts: Vec<Vec<u8>>,
}

/// The result that stands in the record.
#[derive(Clone)]
pub struct ResultState {
    /// Identity of the result act.
    pub id: Hex32,
    /// What each contest decided.
    pub outcomes: Vec<Outcome>,
    /// The count of each contest, with its stages; none where no valid ballot was cast.
    pub counts: Vec<Option<hustings_count::Count>>,
    /// The profile that was counted, for each contest.
    pub profiles: Vec<hustings_count::Profile>,
    /// Why ballots were set aside as spoilt: reason and how many, for each contest.
    pub spoilt: Vec<BTreeMap<String, u64>>,
    /// Trustees who have certified.
    pub certified: Vec<u64>,
    /// The scrutineer's word.
    pub report: Option<(bool, String)>,
}

/// A complaint and what became of it.
#[derive(Clone, Debug)]
pub struct ComplaintState {
    /// Its identity.
    pub id: Hex32,
    /// Key of whoever complained.
    pub by: Hex32,
    /// Upheld or not, once ruled, and why.
    pub ruling: Option<(bool, String)>,
}

impl Election {
    /// The last clock, unix seconds.
    pub fn time(&self) -> Option<u64> {
        self.clocks.last().map(|c| c.1)
    }

    /// The time that was known when the log had this many entries.
    pub fn time_at(&self, size: u64) -> Option<u64> {
        let n = self.clocks.partition_point(|(index, _)| *index < size);
        n.checked_sub(1).map(|i| self.clocks[i].1)
    }

    /// The contest with this number, from 1.
    pub fn contest(&self, number: u64) -> Option<&Contest> {
        self.manifest.contest(number)
    }

    /// W: how many blocks a ballot in this contest takes.
    pub fn width(&self, contest: u64) -> usize {
        index(contest).and_then(|i| self.spaces.get(i)).map_or(1, BallotSpace::blocks)
    }

    /// Lists, ascending, and how many members of the register vote on each.
    pub fn members_by_list(&self) -> BTreeMap<ListName, u64> {
        let mut members: BTreeMap<ListName, u64> =
            self.manifest.lists().into_iter().map(|l| (l, 0)).collect();
        let rows = self.register.as_ref().map_or(&[][..], |r| &r.rows);
        for row in rows {
            for c in self.manifest.class(u64::from(row.class)).map_or(&[][..], |c| &c.contests) {
                *members.entry(ListName { contest: c.contest, weight: c.weight }).or_default() += 1;
            }
        }
        members
    }

    /// The log's origin: the first part, `/`, and the election.
    pub fn log_origin(&self) -> String {
        format!("{}/{}", self.origin, self.id)
    }
}

impl Manifest {
    /// The contest with this number, from 1.
    pub fn contest(&self, number: u64) -> Option<&Contest> {
        index(number).and_then(|i| self.contests.get(i))
    }

    /// The class with this number, from 1.
    pub fn class(&self, number: u64) -> Option<&crate::acts::Class> {
        index(number).and_then(|i| self.classes.get(i))
    }

    /// Every (contest, weight) some class votes on, ascending.
    pub fn lists(&self) -> Vec<ListName> {
        let mut lists: Vec<ListName> = (self.classes.iter())
            .flat_map(|c| c.contests.iter().map(|c| ListName { contest: c.contest, weight: c.weight }))
            .collect();
        lists.sort();
        lists.dedup();
        lists
    }
}

impl Contest {
    /// The radices of a ballot in this contest (§7.1), least significant digit first.
    pub fn radices(&self) -> Vec<u64> {
        let c = self.candidates.len() as u64;
        match self.kind {
            BallotKind::Choice => vec![c + 1],
            BallotKind::Ranking => vec![c + 1; usize::try_from(self.ranks.unwrap_or(c)).unwrap_or(0)],
            BallotKind::Approval => vec![2; self.candidates.len()],
            BallotKind::Score => {
                vec![self.max_score.unwrap_or(1).saturating_add(1); self.candidates.len()]
            }
        }
    }
}

/// A number from 1 as an index from 0.
pub(crate) fn index(number: u64) -> Option<usize> {
    number.checked_sub(1).and_then(|i| usize::try_from(i).ok())
}
