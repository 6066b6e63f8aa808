//! A contest known only by its pairs.

use super::elect::count_matrix;
use crate::count::{Count, CountError};
use crate::lot::Lot;
use crate::pairwise::Matrix;
use crate::profile::{Candidate, Profile, ProfileError};
use crate::rules::{Method, Rules};
use crate::story;

/// A contest published as a pairwise matrix, without its ballots. Only Condorcet rules can count
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairwiseContest {
    /// The contest's name.
    pub title: String,
    /// How many are to be elected.
    pub seats: u32,
    /// Everyone on the ballot paper, in the order of the matrix.
    pub candidates: Vec<Candidate>,
    /// The pairs.
    pub matrix: Matrix,
    /// The ballots it was added up from; where that is not known, the most that any pair has.
    pub ballots: u64,
}

/// Counts a contest by its pairs, as [`crate::count()`] counts ballots.
///
/// # Errors
/// [`CountError`]: no Condorcet rule, an unsound contest, or a lot that is needed and refused.
pub fn count_pairwise(
    contest: &PairwiseContest,
    rules: &Rules,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let Method::Condorcet(condorcet) = rules.method() else {
        return Err(CountError::NeedsBallots { rules: rules.name() });
    };
    let profile = Profile {
        title: contest.title.clone(),
        seats: contest.seats,
        candidates: contest.candidates.clone(),
        ..Profile::default()
    };
    profile.check()?;
    let (candidates, size) = (contest.candidates.len(), contest.matrix.size());
    if candidates != size {
        return Err(ProfileError::WrongMatrix { candidates, size }.into());
    }
    let begun = Count::begin(&profile, rules, contest.ballots, 0);
    let matrix = contest.matrix.without_withdrawn(&profile.candidates);
    let mut count = count_matrix(&profile, begun, matrix, &condorcet, lot)?;
    story::tell(&mut count);
    Ok(count)
}
