//! Pairwise matrices: see [`crate::matrix`].

use super::csv::cell;
use super::ranked::preamble;
use crate::condorcet::PairwiseContest;
use crate::profile::Profile;

/// A contest's pairs as a table in CSV.
pub(crate) fn write(contest: &PairwiseContest) -> String {
    let profile = Profile {
        title: contest.title.clone(),
        seats: contest.seats,
        candidates: contest.candidates.clone(),
        ..Profile::default()
    };
    let mut text = preamble(&profile);
    text.push_str(&format!("# ballots: {}\n", contest.ballots));
    for candidate in &contest.candidates {
        text.push(',');
        text.push_str(&cell(&candidate.name));
    }
    text.push('\n');
    for ((place, row), candidate) in contest.matrix.rows().enumerate().zip(&contest.candidates) {
        text.push_str(&cell(&candidate.name));
        for (column, votes) in row.iter().enumerate() {
            text.push(',');
            if column != place {
                text.push_str(&votes.to_string());
            }
        }
        text.push('\n');
    }
    text
}
