//! Rules without transfers: marks are added up and the highest totals are elected.

use crate::count::{Action, Count, CountError, Elected, Purpose, Resolution, Stage, TieBreak};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::papers::Papers;
use crate::profile::{Ballot, BallotKind, Profile};
use crate::rules::Rules;
use crate::stv::draw;

/// Counts a checked profile of the kind that `rules` count.
pub(crate) fn count(profile: &Profile, rules: &Rules, lot: &mut dyn Lot) -> Result<Count, CountError> {
    let kind = rules.ballot_kind();
    let sums = add_up(profile, kind);
    let mut draws = Vec::new();
    let mut order = profile.standing();
    order.sort_by_key(|one| (std::cmp::Reverse(sums.of(*one)), *one));
    let seats = order.len().min(profile.seats as usize);
    let tie = match tied_over_the_last_seat(&order, &sums, seats) {
        None => None,
        Some((first, tied)) => {
            let draw = draw(profile, lot, &mut draws, 1, Purpose::Election, tied.clone())?;
            let chosen = draw.order[..seats - first].to_vec();
            order.splice(first..first + tied.len(), draw.order);
            let by = Resolution::Lot(draw.tie);
            Some(TieBreak { tied, chosen, purpose: Purpose::Election, by })
        }
    };
    order.truncate(seats);
    let totals: Vec<Decimal> = sums.totals.iter().map(|sum| Decimal::whole(*sum)).collect();
    let elected = order.iter().map(|&candidate| Elected { candidate, stage: 1 }).collect();
    let stage = Stage { elected: order, tie, ..Stage::first(Action::Totals(kind), totals) };
    let count = Count::begin(profile, rules, sums.valid, sums.set_aside);
    Ok(Count { elected, stages: vec![stage], draws, ..count })
}

struct Sums {
    totals: Vec<u64>,
    valid: u64,
    set_aside: u64,
}

impl Sums {
    fn of(&self, number: u16) -> u64 {
        self.totals[usize::from(number) - 1]
    }
}

/// The sums fit: [`Profile::check`] bounds papers times the highest score.
fn add_up(profile: &Profile, kind: BallotKind) -> Sums {
    let mut totals = vec![0; profile.candidates.len()];
    if kind == BallotKind::Scores {
        return add_scores(profile, totals);
    }
    let papers = Papers::group(profile);
    let counted = if kind == BallotKind::Ranking { 1 } else { usize::MAX };
    for (marks, weight) in &papers.rankings {
        for mark in marks.iter().take(counted) {
            totals[usize::from(*mark) - 1] += weight;
        }
    }
    Sums { totals, valid: papers.valid, set_aside: papers.set_aside }
}

fn add_scores(profile: &Profile, mut totals: Vec<u64>) -> Sums {
    let (mut valid, mut set_aside) = (0, 0);
    for (ballot, papers) in &profile.ballots {
        let Ballot::Scores(scores) = ballot else { continue };
        if scores.is_empty() {
            set_aside += papers;
            continue;
        }
        valid += papers;
        for ((total, score), candidate) in totals.iter_mut().zip(scores).zip(&profile.candidates) {
            if !candidate.withdrawn {
                *total += papers * u64::from(*score);
            }
        }
    }
    Sums { totals, valid, set_aside }
}

/// Where the tie begins in `order` and who is in it (ascending), if it matters who wins it.
fn tied_over_the_last_seat(order: &[u16], sums: &Sums, seats: usize) -> Option<(usize, Vec<u16>)> {
    let last = sums.of(*order.get(seats.checked_sub(1)?)?);
    if order.get(seats).is_none_or(|next| sums.of(*next) < last) {
        return None;
    }
    let first = order.iter().position(|one| sums.of(*one) == last)?;
    Some((first, order.iter().copied().filter(|one| sums.of(*one) == last).collect()))
}
