//! From the pairs to the elected.

use super::ranked_pairs::Undecided;
use super::{Completion, Condorcet, RankedPairs, Schulze};
use crate::count::{Action, Count, CountError, Draw, Elected, Purpose, Stage};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::pairwise::{Matrix, Pairwise};
use crate::profile::{Ballot, Profile};
use crate::rules::Rules;
use crate::seating::seat;
use crate::stv::draw;
use crate::working::Working;

/// Counts a checked profile of rankings.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    condorcet: &Condorcet,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let stands = |number: &u16| !profile.candidates[usize::from(*number) - 1].withdrawn;
    let says = |ballot: &Ballot| ballot.ranks().flatten().any(stands);
    let (mut valid, mut set_aside) = (0, 0);
    for (ballot, papers) in &profile.ballots {
        *(if says(ballot) { &mut valid } else { &mut set_aside }) += papers;
    }
    let begun = Count::begin(profile, rules, valid, set_aside);
    count_matrix(profile, begun, Matrix::of_rankings(profile), condorcet, lot)
}

/// Fills the seats of `profile` from the pairs in `matrix`; the ballots are not looked at.
pub(crate) fn count_matrix(
    profile: &Profile,
    begun: Count,
    matrix: Matrix,
    condorcet: &Condorcet,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let standing = profile.standing();
    let mut draws = Vec::new();
    let (ranking, working) = match condorcet.completion {
        Completion::Schulze => {
            let schulze = Schulze::new(&matrix, &standing, condorcet.measure);
            (schulze.ranking.clone(), Working::Schulze(schulze))
        }
        Completion::RankedPairs => {
            let pairs = ranked_pairs(profile, &matrix, condorcet, lot, &mut draws)?;
            (pairs.ranking.clone(), Working::RankedPairs(pairs))
        }
    };
    let (order, tie) = seat(profile, &ranking, lot, &mut draws)?;
    let wins = |one: u16| standing.iter().filter(|other| matrix.beats(one, **other)).count() as u64;
    let totals = (1u16..).take(profile.candidates.len()).map(|one| Decimal::whole(wins(one))).collect();
    let stage = Stage { elected: order.clone(), tie, ..Stage::first(Action::Pairs, totals) };
    Ok(Count {
        elected: order.into_iter().map(|candidate| Elected { candidate, stage: 1 }).collect(),
        stages: vec![stage],
        draws,
        pairwise: Some(Pairwise::new(matrix, &standing)),
        working: Some(working),
        ..begun
    })
}

/// A lot is drawn only once it is known to be needed.
fn ranked_pairs(
    profile: &Profile,
    matrix: &Matrix,
    condorcet: &Condorcet,
    lot: &mut dyn Lot,
    draws: &mut Vec<Draw>,
) -> Result<RankedPairs, CountError> {
    let (standing, seats) = (profile.standing(), profile.seats as usize);
    let lock = |order: Option<&[u16]>| RankedPairs::new(matrix, &standing, condorcet.measure, seats, order);
    match lock(None) {
        Ok(pairs) => Ok(pairs),
        Err(Undecided { members }) => {
            let tied = members.iter().map(|one| profile.name(*one)).collect::<Vec<_>>().join(", ");
            let drawn = draw(profile, lot, draws, 1, Purpose::EqualVictories, members)?;
            lock(Some(&drawn.order)).map_err(|_| CountError::Lot {
                stage: 1,
                tied,
                purpose: Purpose::EqualVictories,
                reason: "the lot drawn does not order them".to_owned(),
            })
        }
    }
}
