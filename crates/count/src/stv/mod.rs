//! The transferable vote by stages, as [`Stv`] prescribes it.

mod ballot_box;
pub(crate) mod data;
mod elections;
mod exclusions;
mod numbers;
pub(crate) mod options;
pub(crate) mod presets;
mod stages;
mod surpluses;
mod ties;

pub(crate) use ties::draw;

use std::collections::VecDeque;

use crate::count::{Action, Count, CountError, Draw, Elected, Purpose, Stage, TieBreak};
use crate::lot::Lot;
use crate::papers::Papers;
use crate::places::{Gate, Places, Position};
use crate::profile::{Ballot, Profile};
use crate::rules::Rules;
use ballot_box::{BallotBox, Parcel};
use data::{Batches, Parcels, Precision, RoundingAt, Skipped, Stv};
use numbers::{Exact, Fixed, Numbers};
use stages::Draft;
use ties::{Extreme, Point, TieBreaker};

/// Where a candidate stands in the count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Continuing,
    Elected,
    Excluded,
    Withdrawn,
}

/// A count under way.
///
/// What holds at every point: the votes of all candidates and what is not transferable add up to
/// the valid papers; the pile of an elected candidate is never added to.
struct Counting<'a, M: Numbers> {
    profile: &'a Profile,
    stv: &'a Stv,
    numbers: M,
    lot: &'a mut dyn Lot,
    papers: Papers<'a>,
    pile: BallotBox<M::N>,
    status: Vec<Status>,
    votes: Vec<M::N>,
    non_transferable: M::N,
    quota: M::N,
    /// Votes at every point so far, for ties.
    history: Vec<Point<M::N>>,
    elected: Vec<Elected>,
    /// The elected whose surplus has not been passed on, in the order of election, each with the
    /// number of points there were.
    waiting: Vec<(u16, usize)>,
    /// Papers of the excluded that are still to be passed on, and the votes they carry.
    batches: VecDeque<Batch<M::N>>,
    moving: M::N,
    /// Batches given out so far; parcels are dated by it.
    batch: u32,
    stages: Vec<Stage>,
    draws: Vec<Draw>,
    gate: Gate<'a>,
}

/// Parcels that move together, each with whose it was.
type Batch<N> = Vec<(u16, Parcel<N>)>;

/// A candidate chosen, and how a tie was decided.
type Chosen = (u16, Option<TieBreak>);

/// Counts a checked profile of rankings.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    stv: &Stv,
    reserved: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    match stv.precision {
        Precision::Exact => {
            count_in(Exact { sums: None, printed: Precision::PRINTED }, profile, rules, stv, reserved, lot)
        }
        Precision::Decimals { places, rounding, at: RoundingAt::Sum } => count_in(
            Exact { sums: Some((places, rounding)), printed: places },
            profile,
            rules,
            stv,
            reserved,
            lot,
        ),
        Precision::Decimals { places, rounding, at } => {
            let fraction_first = at == RoundingAt::Fraction;
            count_in(Fixed { places, rounding, fraction_first }, profile, rules, stv, reserved, lot)
        }
    }
}

fn count_in<M: Numbers>(
    numbers: M,
    profile: &Profile,
    rules: &Rules,
    stv: &Stv,
    reserved: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let mut counting = Counting::new(numbers, profile, stv, reserved, lot);
    counting.first_stage()?;
    while !counting.finished() {
        if !counting.batches.is_empty() {
            counting.next_batch()?;
            continue;
        }
        let doomed = counting.gate.doomed();
        if !doomed.is_empty() {
            counting.exclude_these(doomed, None)?;
            continue;
        }
        match counting.surplus_to_transfer()? {
            Some((candidate, tie)) => counting.transfer_surplus(candidate, tie)?,
            None => counting.exclude()?,
        }
    }
    let Counting { papers, elected, stages, draws, .. } = counting;
    let quota = stages.first().and_then(|stage| stage.quota);
    let count = Count::begin(profile, rules, papers.valid, papers.set_aside);
    Ok(Count { quota, elected, stages, draws, ..count })
}

impl<'a, M: Numbers> Counting<'a, M> {
    fn new(numbers: M, profile: &'a Profile, stv: &'a Stv, places: &'a Places, lot: &'a mut dyn Lot) -> Self {
        let papers = match stv.skipped {
            Skipped::Stop => Papers::group_by(profile, Ballot::until_unclear),
            Skipped::Close => Papers::group_by(profile, Ballot::until_shared),
        };
        let status = profile
            .candidates
            .iter()
            .map(|one| if one.withdrawn { Status::Withdrawn } else { Status::Continuing })
            .collect();
        let nought = || num_traits::zero::<M::N>();
        Self {
            profile,
            stv,
            lot,
            pile: BallotBox::empty(profile.candidates.len(), dated(stv)),
            status,
            votes: vec![nought(); profile.candidates.len()],
            non_transferable: nought(),
            quota: nought(),
            history: Vec::new(),
            elected: Vec::new(),
            waiting: Vec::new(),
            batches: VecDeque::new(),
            moving: nought(),
            batch: 0,
            stages: Vec::new(),
            draws: Vec::new(),
            gate: Gate::new(places),
            papers,
            numbers,
        }
    }

    /// Papers are sorted by first preference (SSI 2011/399 rule 46) and the quota reckoned (47).
    fn first_stage(&mut self) -> Result<(), CountError> {
        self.judge()?;
        let draft = Draft::open(self, Action::FirstPreferences, None);
        self.sort_first_preferences();
        self.end_stage(draft)
    }

    /// Every paper goes, at the value of one vote, to the first of its preferences that still
    /// stands; whatever was passed on before is forgotten.
    fn sort_first_preferences(&mut self) {
        let (numbers, status) = (&self.numbers, &self.status);
        let counts = self.pile.sort_first_preferences(
            &self.papers,
            &numbers.whole(1),
            |papers| numbers.whole(papers),
            |one| matches!(status[index(one)], Status::Continuing | Status::Elected),
        );
        self.votes = counts.iter().map(|papers| self.numbers.whole(*papers)).collect();
        let credited: u64 = counts.iter().sum();
        self.non_transferable = self.numbers.whole(self.papers.valid - credited);
        self.set_quota(self.numbers.whole(credited));
    }

    /// What decides a tie at this point of the count.
    fn tie_breaker(&mut self) -> TieBreaker<'_, M::N> {
        let stage = self.next_stage();
        TieBreaker {
            profile: self.profile,
            papers: &self.papers,
            ties: self.stv.ties,
            history: &self.history,
            lot: &mut *self.lot,
            draws: &mut self.draws,
            stage,
        }
    }

    fn choose(&mut self, tied: Vec<u16>, extreme: Extreme, purpose: Purpose) -> Result<Chosen, CountError> {
        self.tie_breaker().choose(tied, extreme, purpose)
    }

    /// Looks anew at whom the reserved places guard and doom.
    fn judge(&mut self) -> Result<(), CountError> {
        Ok(self.gate.judge(&self.position())?)
    }

    fn position(&self) -> Position {
        let elected = self.elected.iter().map(|one| one.candidate).collect();
        Position { elected, continuing: self.continuing().collect(), vacancies: self.vacancies() }
    }

    fn finished(&self) -> bool {
        self.vacancies() == 0 || self.continuing().next().is_none()
    }

    fn vacancies(&self) -> usize {
        (self.profile.seats as usize).saturating_sub(self.elected.len())
    }

    fn continuing(&self) -> impl Iterator<Item = u16> + '_ {
        (1u16..).zip(&self.status).filter(|(_, is)| **is == Status::Continuing).map(|(one, _)| one)
    }

    fn votes(&self, candidate: u16) -> &M::N {
        &self.votes[index(candidate)]
    }

    /// The votes by which an elected candidate exceeds the quota.
    fn surplus(&self, candidate: u16) -> M::N {
        let votes = self.votes(candidate);
        if *votes > self.quota { votes.clone() - self.quota.clone() } else { num_traits::zero() }
    }

    /// The elected with a surplus that has not been passed on.
    fn surpluses(&self) -> impl Iterator<Item = (u16, usize)> + '_ {
        self.waiting.iter().copied().filter(|one| *self.votes(one.0) > self.quota)
    }

    /// All surpluses not passed on.
    fn outstanding(&self) -> M::N {
        self.sum(self.surpluses().map(|one| self.surplus(one.0)))
    }

    fn sum(&self, votes: impl Iterator<Item = M::N>) -> M::N {
        votes.fold(num_traits::zero(), |sum, one| sum + one)
    }

    fn next_stage(&self) -> u32 {
        u32::try_from(self.stages.len()).unwrap_or(u32::MAX - 1) + 1
    }
}

/// Whether the rule asks when papers came.
fn dated(stv: &Stv) -> bool {
    stv.surplus.papers == Parcels::Last
        || matches!(stv.exclusion.batches, Batches::AsReceived | Batches::OriginalThenValue)
}

/// Where candidate `number` is in a vector of all candidates.
fn index(number: u16) -> usize {
    usize::from(number) - 1
}
