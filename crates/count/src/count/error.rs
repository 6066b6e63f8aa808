//! Why a count could not be carried out.

use thiserror::Error;

use super::Purpose;
use crate::places::PlacesError;
use crate::profile::{BallotKind, ProfileError};

/// Why a count could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CountError {
    /// The profile is unsound.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The ballots are of a kind that the rules do not count.
    #[error("ballot {ballot}: {} cannot be counted by the rules {rules:?}, which count {}", found.words(), expected.words())]
    WrongKind {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// What it is.
        found: BallotKind,
        /// The rules asked for.
        rules: &'static str,
        /// What they count.
        expected: BallotKind,
    },
    /// The reserved places cannot be had.
    #[error(transparent)]
    Places(#[from] PlacesError),
    /// The rules have no reserved places.
    #[error(
        "the rules {rules:?} cannot reserve places; use rules that transfer votes, or by which the most votes, approvals or points are elected, with several seats"
    )]
    NoReservedPlaces {
        /// The rules asked for.
        rules: &'static str,
    },
    /// The rules fill fewer seats.
    #[error(
        "the rules {rules:?} fill at most {most}, and there are {seats} seats; choose other rules or fewer seats"
    )]
    TooManySeats {
        /// The rules asked for.
        rules: &'static str,
        /// Seats they can fill.
        most: u32,
        /// Seats there are.
        seats: u32,
    },
    /// A score is higher than the rules have.
    #[error("ballot {ballot}: a score of {score}, and the highest is {highest}")]
    ScoreTooHigh {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// The score.
        score: u32,
        /// The highest there is.
        highest: u32,
    },
    /// A paper has more marks than the rules allow, and they do not say that it is spoilt.
    #[error("ballot {ballot}: {marks} marks, and at most {most} are allowed")]
    TooManyMarks {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// Marks on it.
        marks: usize,
        /// Marks allowed.
        most: u32,
    },
    /// A quorum or a threshold refers to the members, and nobody said how many there are.
    #[error("the rules refer to the members; say how many are entitled to vote (--set members=N)")]
    NeedsMembers,
    /// More papers than members.
    #[error("{cast} papers were cast, and there are only {members} members")]
    TooFewMembers {
        /// Members entitled to vote.
        members: u64,
        /// Papers cast.
        cast: u64,
    },
    /// The option that is said to abstain does not exist.
    #[error("there is no option {option} that could abstain")]
    NoSuchOption {
        /// Its number.
        option: u16,
    },
    /// A contest given by its pairs was to be counted by rules that need ballots.
    #[error(
        "the rules {rules:?} count ballots, and there is only a pairwise matrix; choose schulze-wv, schulze-margins, ranked-pairs-wv or ranked-pairs-margins"
    )]
    NeedsBallots {
        /// The rules asked for.
        rules: &'static str,
    },
    /// A tie needs a lot and none was drawn.
    #[error("stage {stage}: {tied} are tied, and the count needs a lot to decide who is {}: {reason}", purpose.words())]
    Lot {
        /// The stage that waits for it.
        stage: u32,
        /// The names of the tied.
        tied: String,
        /// What for.
        purpose: Purpose,
        /// What the lot said.
        reason: String,
    },
}
