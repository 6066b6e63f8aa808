//! The transferable vote by stages, as [`Stv`] prescribes it.

mod ballot_box;
mod begin;
pub(crate) mod data;
mod elections;
mod exclusions;
mod numbers;
pub(crate) mod options;
pub(crate) mod own_papers;
pub(crate) mod presets;
mod stages;
mod surpluses;
mod ties;

pub(crate) use begin::count;
pub(crate) use ties::draw;

use begin::{Start, together};

use std::collections::VecDeque;

use num_traits::zero;

use crate::count::{Action, Count, CountError, Draw, Elected, Purpose, Stage, TieBreak};
use crate::lot::Lot;
use crate::papers::Papers;
use crate::places::{Gate, Places, Position};
use crate::profile::Profile;
use crate::rules::Rules;
use ballot_box::{BallotBox, Parcel};
use data::{Batches, Parcels, Stv};
use numbers::Numbers;
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
    /// What each paper of each ranking began with; empty: one vote.
    values: Vec<M::N>,
    /// All votes there are.
    all: M::N,
    /// Whose papers are asked for afterwards.
    watched: Option<u16>,
    /// The papers of the watched that have moved on with a surplus: the ranking, and what each
    /// left behind.
    gifts: Vec<(u32, M::N)>,
}

/// Parcels that move together, each with whose it was.
type Batch<N> = Vec<(u16, Parcel<N>)>;

/// A candidate chosen, and how a tie was decided.
type Chosen = (u16, Option<TieBreak>);

impl<'a, M: Numbers> Counting<'a, M> {
    fn new(
        numbers: M,
        profile: &'a Profile,
        stv: &'a Stv,
        places: &'a Places,
        start: Start<'a, M::N>,
        lot: &'a mut dyn Lot,
    ) -> Self {
        let Start { papers, values } = start;
        let status = profile
            .candidates
            .iter()
            .map(|one| if one.withdrawn { Status::Withdrawn } else { Status::Continuing })
            .collect();
        let all = match values.is_empty() {
            true => numbers.whole(papers.valid),
            false => together(&numbers, &papers, &values),
        };
        Self {
            profile,
            stv,
            lot,
            pile: BallotBox::empty(profile.candidates.len(), dated(stv)),
            status,
            votes: vec![zero(); profile.candidates.len()],
            non_transferable: zero(),
            quota: zero(),
            history: Vec::new(),
            elected: Vec::new(),
            waiting: Vec::new(),
            batches: VecDeque::new(),
            moving: zero(),
            batch: 0,
            stages: Vec::new(),
            draws: Vec::new(),
            gate: Gate::new(places),
            watched: None,
            gifts: Vec::new(),
            papers,
            values,
            all,
            numbers,
        }
    }

    /// The whole count.
    fn run(&mut self) -> Result<(), CountError> {
        self.first_stage()?;
        while !self.finished() {
            if !self.batches.is_empty() {
                self.next_batch()?;
                continue;
            }
            let doomed = self.gate.doomed();
            if !doomed.is_empty() {
                self.exclude_these(doomed, None)?;
                continue;
            }
            match self.surplus_to_transfer()? {
                Some((candidate, tie)) => self.transfer_surplus(candidate, tie)?,
                None => self.exclude()?,
            }
        }
        Ok(())
    }

    fn finish(self, rules: &Rules) -> Count {
        let Self { profile, papers, elected, stages, draws, .. } = self;
        let quota = stages.first().and_then(|stage| stage.quota);
        let count = Count::begin(profile, rules, papers.valid, papers.set_aside);
        Count { quota, elected, stages, draws, ..count }
    }

    /// Papers are sorted by first preference (SSI 2011/399 rule 46) and the quota reckoned (47).
    fn first_stage(&mut self) -> Result<(), CountError> {
        self.judge()?;
        let draft = Draft::open(self, Action::FirstPreferences, None);
        self.sort_first_preferences();
        self.end_stage(draft)
    }

    /// Every paper goes, at the value it began with, to the first of its preferences that still
    /// stands; whatever was passed on before is forgotten.
    fn sort_first_preferences(&mut self) {
        let (numbers, status, values) = (&self.numbers, &self.status, &self.values);
        let one = numbers.whole(1);
        self.pile.sort_first_preferences(
            &self.papers,
            |ranking| values.get(ranking as usize).unwrap_or(&one),
            |papers, value| numbers.worth(papers, value),
            |one| matches!(status[index(one)], Status::Continuing | Status::Elected),
        );
        let everyone = 1..=self.profile.candidates.len() as u16;
        self.votes = everyone.map(|one| self.sum(self.pile.credited(one).cloned())).collect();
        let credited = self.sum(self.votes.iter().cloned());
        self.non_transferable = self.all.clone() - credited.clone();
        self.gifts.clear();
        self.set_quota(credited);
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
        if *votes > self.quota { votes.clone() - self.quota.clone() } else { zero() }
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
        votes.fold(zero(), |sum, one| sum + one)
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
