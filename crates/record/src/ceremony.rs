//! The state of the key ceremony (§3.6): rounds, who has spoken, who still must, until when.

use crate::acts::{Act, SealedShare};
use crate::canonical::Hex32;
use hustings_proofs::keys::{self, VerifiedDealing};
use std::collections::{BTreeMap, BTreeSet};

/// A round of the ceremony; each ends when every member has spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Everyone binds itself to its dealing.
    Commit,
    /// Everyone reveals it.
    Reveal,
    /// Everyone sends shares.
    Deal,
    /// Everyone confirms, or complains.
    Confirm,
}

impl Round {
    /// Whether this act of the ceremony belongs to the round.
    pub(crate) fn takes(self, act: &Act) -> bool {
        match act {
            Act::KeyCommit(_) => self == Round::Commit,
            Act::KeyReveal(_) => self == Round::Reveal,
            Act::KeyShares(_) => self == Round::Deal,
            Act::KeyComplaint(_) | Act::KeyAnswer(_) | Act::KeyConfirm(_) => self == Round::Confirm,
            _ => false,
        }
    }

    /// In plain words.
    pub fn words(self) -> &'static str {
        match self {
            Round::Commit => "commitments",
            Round::Reveal => "dealings",
            Round::Deal => "shares",
            Round::Confirm => "confirmations",
        }
    }
}

/// A key ceremony under way.
#[derive(Clone)]
pub struct Ceremony {
    /// Number, from 1; a restart counts on.
    pub number: u64,
    /// Who takes part, ascending.
    pub members: Vec<u64>,
    /// The round now.
    pub round: Round,
    /// When the round began, or was last prolonged by a complaint or its answer: unix seconds.
    pub began: Option<u64>,
    /// Round 1: HPKE key and commitment of each.
    pub commits: BTreeMap<u64, ([u8; 32], Vec<u8>)>,
    /// Round 2: each dealing, verified, and the act that revealed it.
    pub dealings: BTreeMap<u64, (VerifiedDealing, Hex32)>,
    /// Round 3: the shares each has sent.
    pub dealt: BTreeMap<u64, Vec<SealedShare>>,
    /// Round 4: complaints, (complainer, dealer), and the share that answered each.
    pub complaints: BTreeMap<(u64, u64), Option<Hex32>>,
    /// Round 4: who has confirmed.
    pub confirmed: BTreeSet<u64>,
}

impl Ceremony {
    /// A ceremony that begins now.
    pub fn new(number: u64, members: Vec<u64>, now: Option<u64>) -> Self {
        Ceremony {
            number,
            members,
            round: Round::Commit,
            began: now,
            commits: BTreeMap::new(),
            dealings: BTreeMap::new(),
            dealt: BTreeMap::new(),
            complaints: BTreeMap::new(),
            confirmed: BTreeSet::new(),
        }
    }

    /// What the proofs bind: the election and the number of the ceremony.
    pub fn binding(&self, election: &Hex32) -> keys::Ceremony {
        keys::Ceremony { election: election.0, number: self.number as u32 }
    }

    /// Who has spoken in this round.
    pub fn spoken(&self) -> Vec<u64> {
        match self.round {
            Round::Commit => self.commits.keys().copied().collect(),
            Round::Reveal => self.dealings.keys().copied().collect(),
            Round::Deal => self.dealt.keys().copied().collect(),
            Round::Confirm => self.confirmed.iter().copied().collect(),
        }
    }

    /// Complaints not yet answered: (complainer, dealer).
    pub fn open_complaints(&self) -> Vec<(u64, u64)> {
        self.complaints.iter().filter(|(_, answer)| answer.is_none()).map(|(c, _)| *c).collect()
    }

    /// Who is out when the round's time is up: dealers with a complaint unanswered, otherwise
    /// everyone who has not spoken.
    pub fn late(&self) -> BTreeSet<u64> {
        let accused: BTreeSet<u64> = self.open_complaints().into_iter().map(|(_, dealer)| dealer).collect();
        if !accused.is_empty() {
            return accused;
        }
        let spoken = self.spoken();
        self.members.iter().copied().filter(|m| !spoken.contains(m)).collect()
    }
}
