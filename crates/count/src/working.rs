//! What a rule worked out besides its stages.

use crate::condorcet::{RankedPairs, Schulze};

/// What a rule worked out besides its stages, for those who want to see why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Working {
    /// Strongest paths.
    Schulze(Schulze),
    /// Victories, locked or left out.
    RankedPairs(RankedPairs),
}
