//! What a rule worked out besides its stages.

use crate::condorcet::{RankedPairs, Schulze};
use crate::decision::Outcome;
use crate::grades::{Judgment, StarRound};

/// What a rule worked out besides its stages, for those who want to see why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Working {
    /// Strongest paths.
    Schulze(Schulze),
    /// Victories, locked or left out.
    RankedPairs(RankedPairs),
    /// The runoffs of STAR, one for each seat.
    Star(Vec<StarRound>),
    /// Grades.
    Judgment(Judgment),
    /// Whether a decision was carried.
    Decision(Outcome),
}
