//! Condorcet rules: whoever is preferred to each of the others is elected, and where nobody is,
//! the strength of the victories decides.

mod contest;
mod elect;
mod presets;
mod ranked_pairs;
mod schulze;

use std::cmp::{Ordering, Reverse};

pub use contest::{PairwiseContest, count_pairwise};
pub(crate) use elect::count;
pub(crate) use presets::{RANKED_PAIRS_MARGINS, RANKED_PAIRS_WV, SCHULZE_MARGINS, SCHULZE_WV};
pub use ranked_pairs::{RankedPairs, Verdict, Victory};
pub use schulze::{Path, Schulze};

use crate::pairwise::Matrix;

/// What a Condorcet rule prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condorcet {
    /// What becomes of a cycle.
    pub completion: Completion,
    /// What the strength of a victory is.
    pub measure: Measure,
}

/// What becomes of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// The strongest paths decide.
    Schulze,
    /// The weakest victories that contradict stronger ones are left out.
    RankedPairs,
}

/// What the strength of a victory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The votes for the winner of the pair; of equal ones the victory with fewer votes against
    /// it is the stronger (Schulze 2011 §2.1, ≻win; Debian Constitution A.5).
    WinningVotes,
    /// The votes for the winner less the votes against; nothing sets equal ones apart.
    Margins,
}

/// The votes in a victory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// For the winner of the pair.
    pub votes: u64,
    /// Against it.
    pub against: u64,
}

impl Measure {
    /// "winning votes", "margins".
    pub const fn words(self) -> &'static str {
        match self {
            Self::WinningVotes => "winning votes",
            Self::Margins => "margins",
        }
    }

    /// The strength of the victory of `one` over `other`, if it is one.
    pub(crate) fn strength(self, matrix: &Matrix, one: u16, other: u16) -> Option<Strength> {
        let (votes, against) = (matrix.over(one, other), matrix.over(other, one));
        (votes > against).then_some(Strength { votes, against })
    }

    /// The weaker first; no victory is the weakest.
    pub(crate) fn compare(self, one: Option<Strength>, other: Option<Strength>) -> Ordering {
        match self {
            Self::WinningVotes => {
                let key = |strength: Option<Strength>| strength.map(|it| (it.votes, Reverse(it.against)));
                key(one).cmp(&key(other))
            }
            Self::Margins => {
                let key = |strength: Option<Strength>| strength.map(|it| it.votes - it.against);
                key(one).cmp(&key(other))
            }
        }
    }
}

impl Strength {
    /// Votes for less votes against.
    pub const fn margin(self) -> u64 {
        self.votes.saturating_sub(self.against)
    }
}
