//! Rules without transfers: marks are added up and the highest totals are elected.

use crate::count::{Action, Count, CountError, Draw, Elected, Purpose, Resolution, Stage, TieBreak};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::papers::Papers;
use crate::places::{Gate, Judgment, Places, Position};
use crate::profile::{Ballot, BallotKind, Profile};
use crate::rules::Rules;
use crate::stv::draw;

/// Counts a checked profile of the kind that `rules` count.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let kind = rules.ballot_kind();
    let sums = add_up(profile, kind);
    let standing = profile.standing();
    let vacancies = standing.len().min(profile.seats as usize);
    let mut seating = Seating {
        profile,
        gate: Gate::new(places),
        at: Position { elected: Vec::new(), continuing: standing, vacancies },
        judgments: Vec::new(),
        tie: None,
        draws: Vec::new(),
    };
    let mut order = profile.standing();
    order.sort_by_key(|one| (std::cmp::Reverse(sums.of(*one)), *one));
    for level in order.chunk_by(|one, other| sums.of(*one) == sums.of(*other)) {
        seating.seat(level.to_vec(), lot)?;
    }
    let Seating { at, judgments, tie, draws, .. } = seating;
    let totals: Vec<Decimal> = sums.totals.iter().map(|sum| Decimal::whole(*sum)).collect();
    let elected = at.elected.iter().map(|&candidate| Elected { candidate, stage: 1 }).collect();
    let stage = Stage { elected: at.elected, judgments, tie, ..Stage::first(Action::Totals(kind), totals) };
    let count = Count::begin(profile, rules, sums.valid, sums.set_aside);
    Ok(Count { elected, stages: vec![stage], draws, ..count })
}

/// Seats are given from the highest total down, to whomever the reserved places let in: of all
/// results that meet them, the one that elects the highest, then the next highest, and so on.
struct Seating<'a> {
    profile: &'a Profile,
    gate: Gate<'a>,
    at: Position,
    /// Those whom the reserved places did not let in when it was their turn.
    judgments: Vec<Judgment>,
    tie: Option<TieBreak>,
    draws: Vec<Draw>,
}

impl Seating<'_> {
    /// Those of one total; a lot decides who comes first where not all of them can be elected.
    fn seat(&mut self, level: Vec<u16>, lot: &mut dyn Lot) -> Result<(), CountError> {
        let mut tied = Vec::new();
        for one in level {
            if self.may_be_elected(one)? {
                tied.push(one);
            }
        }
        let lot_needed = self.at.vacancies > 0 && self.gate.divides(&tied, &self.at)?;
        if !lot_needed {
            tied.into_iter().for_each(|one| self.elect(one));
            return Ok(());
        }
        let draw = draw(self.profile, lot, &mut self.draws, 1, Purpose::Election, tied.clone())?;
        let before = self.at.elected.len();
        for one in draw.order {
            if self.may_be_elected(one)? {
                self.elect(one);
            }
        }
        let chosen = self.at.elected[before..].to_vec();
        let tie = TieBreak { tied, chosen, purpose: Purpose::Election, by: Resolution::Lot(draw.tie) };
        self.tie.get_or_insert(tie);
        Ok(())
    }

    /// Whoever the places do not let in is out, and it is written down why.
    fn may_be_elected(&mut self, candidate: u16) -> Result<bool, CountError> {
        if self.at.vacancies == 0 {
            return Ok(false);
        }
        self.gate.judge(&self.at)?;
        if !self.gate.is_doomed(candidate) {
            return Ok(true);
        }
        self.judgments.extend(self.gate.judgments().into_iter().filter(|one| one.candidate == candidate));
        self.at.continuing.retain(|one| *one != candidate);
        Ok(false)
    }

    fn elect(&mut self, candidate: u16) {
        if self.at.vacancies > 0 {
            self.at.elected.push(candidate);
            self.at.continuing.retain(|one| *one != candidate);
            self.at.vacancies -= 1;
        }
    }
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
