//! The transferable vote by stages, as [`Stv`] prescribes it.

mod ballot_box;
mod ties;

pub(crate) use ties::draw;

use crate::count::{
    Action, Count, CountError, Draw, Elected, PaperValue, Purpose, Stage, TieBreak, Transfer,
};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::papers::Papers;
use crate::profile::Profile;
use crate::rules::{QuotaBase, Rules, Stv};
use ballot_box::{BallotBox, Moved};
use ties::{Extreme, TieBreaker};

/// Where a candidate stands in the count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Continuing,
    Elected,
    Excluded,
    Withdrawn,
}

/// A count under way. Votes are whole numbers of units of 10^-places.
///
/// Everything fits in 128 bits: a profile holds fewer than 2^63 papers, so that with five places
/// the largest product, a surplus times the value of a paper, stays under 2^97.
struct Counting<'a> {
    profile: &'a Profile,
    stv: &'a Stv,
    lot: &'a mut dyn Lot,
    papers: Papers,
    pile: BallotBox,
    status: Vec<Status>,
    votes: Vec<i128>,
    non_transferable: i128,
    quota: i128,
    /// Votes at the end of each finished stage, for ties.
    history: Vec<Vec<i128>>,
    elected: Vec<Elected>,
    stages: Vec<Stage>,
    draws: Vec<Draw>,
}

/// Counts a checked profile of rankings.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    stv: &Stv,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let mut counting = Counting::new(profile, stv, lot);
    counting.first_stage();
    while !counting.finished() {
        match counting.largest_surplus()? {
            Some((candidate, tie)) => counting.transfer_surplus(candidate, tie),
            None => {
                let (candidate, tie) = counting.lowest()?;
                counting.exclude(candidate, tie);
            }
        }
    }
    let Counting { papers, elected, stages, draws, .. } = counting;
    let quota = stages.first().and_then(|stage| stage.quota);
    let count = Count::begin(profile, rules, papers.valid, papers.set_aside);
    Ok(Count { quota, elected, stages, draws, ..count })
}

impl<'a> Counting<'a> {
    fn new(profile: &'a Profile, stv: &'a Stv, lot: &'a mut dyn Lot) -> Self {
        let papers = Papers::group(profile);
        let status = profile
            .candidates
            .iter()
            .map(|one| if one.withdrawn { Status::Withdrawn } else { Status::Continuing })
            .collect();
        Self {
            profile,
            stv,
            lot,
            pile: BallotBox::new(profile.candidates.len()),
            status,
            votes: vec![0; profile.candidates.len()],
            non_transferable: 0,
            quota: 0,
            history: Vec::new(),
            elected: Vec::new(),
            stages: Vec::new(),
            draws: Vec::new(),
            papers,
        }
    }

    /// SSI 2011/399 rule 46: papers are sorted by first preference; rule 47: the quota.
    fn first_stage(&mut self) {
        self.pile.sort_first_preferences(&self.papers, self.one());
        for candidate in 1..=self.candidates() {
            self.votes[index(candidate)] = self.pile.votes(candidate, &self.papers);
        }
        if self.stv.quota == QuotaBase::Valid {
            self.quota = self.droop(i128::from(self.papers.valid) * self.one());
        }
        let nothing = vec![0; self.votes.len()];
        self.end_stage(Action::FirstPreferences, &nothing, 0, Vec::new(), Vec::new(), None);
    }

    /// Rule 49: every paper of the pile passes on at (surplus x value when received) / votes,
    /// the decimals beyond the prescribed places being ignored, one truncation for each paper.
    fn transfer_surplus(&mut self, candidate: u16, tie: Option<TieBreak>) {
        let before = self.snapshot();
        let votes = self.votes[index(candidate)];
        let surplus = votes - self.quota;
        let status = &self.status;
        let moved = self.pile.transfer(
            candidate,
            &self.papers,
            |value| surplus * value / votes,
            |next| status[index(next)] == Status::Continuing,
        );
        self.votes[index(candidate)] = self.quota;
        let transfers = self.credit(candidate, surplus, &moved);
        let action = Action::Surplus { of: candidate };
        self.end_stage(action, &before.0, before.1, transfers, self.values(&moved), tie);
    }

    /// Rule 51: every paper of the pile passes on at the value at which it was received.
    fn exclude(&mut self, candidate: u16, tie: Option<TieBreak>) {
        let before = self.snapshot();
        self.status[index(candidate)] = Status::Excluded;
        let status = &self.status;
        let moved = self.pile.transfer(
            candidate,
            &self.papers,
            |value| value,
            |next| status[index(next)] == Status::Continuing,
        );
        let votes = std::mem::take(&mut self.votes[index(candidate)]);
        let transfers = self.credit(candidate, votes, &moved);
        let action = Action::Exclusion { of: vec![candidate] };
        self.end_stage(action, &before.0, before.1, transfers, self.values(&moved), tie);
    }

    /// Credits what moved; whatever of `given` reached nobody is non-transferable.
    fn credit(&mut self, from: u16, given: i128, moved: &Moved) -> Vec<Transfer> {
        let mut transfers = Vec::new();
        let mut reached = 0;
        for (slot, received) in moved.to.iter().enumerate().filter(|(_, one)| one.papers > 0) {
            self.votes[slot] += received.votes;
            reached += received.votes;
            let to = u16::try_from(slot + 1).ok();
            let votes = self.decimal(received.votes);
            transfers.push(Transfer { from, to, papers: received.papers, votes });
        }
        let lost = given - reached;
        self.non_transferable += lost;
        if lost != 0 || moved.non_transferable > 0 {
            let votes = self.decimal(lost);
            let papers = moved.non_transferable;
            transfers.push(Transfer { from, to: None, papers, votes });
        }
        transfers
    }

    /// Elections are at the end of a stage: rule 48 (the quota), rule 53 (the last vacancies).
    fn end_stage(
        &mut self,
        action: Action,
        votes_before: &[i128],
        lost_before: i128,
        transfers: Vec<Transfer>,
        values: Vec<PaperValue>,
        tie: Option<TieBreak>,
    ) {
        let number = self.next_stage();
        if self.stv.quota == QuotaBase::Continuing {
            let standing = self.continuing().map(|candidate| self.votes[index(candidate)]).sum();
            self.quota = self.droop(standing);
        }
        let elected = self.elect(number);
        let changes = self.votes.iter().zip(votes_before).map(|(now, then)| now - then);
        self.stages.push(Stage {
            number,
            changes: changes.map(|votes| self.decimal(votes)).collect(),
            totals: self.votes.iter().map(|votes| self.decimal(*votes)).collect(),
            non_transferable: self.decimal(self.non_transferable),
            non_transferable_change: self.decimal(self.non_transferable - lost_before),
            quota: Some(Decimal::new(self.quota / self.one(), 0)),
            elected,
            excluded: match &action {
                Action::Exclusion { of } => of.clone(),
                _ => Vec::new(),
            },
            action,
            transfers,
            values,
            keep: Vec::new(),
            tie,
            sentence: String::new(),
        });
        self.history.push(self.votes.clone());
    }

    fn elect(&mut self, stage: u32) -> Vec<u16> {
        let last = self.continuing().count() <= self.vacancies();
        let mut reached: Vec<u16> =
            self.continuing().filter(|one| last || self.votes[index(*one)] >= self.quota).collect();
        reached.sort_by_key(|one| (std::cmp::Reverse(self.votes[index(*one)]), *one));
        for &candidate in &reached {
            self.status[index(candidate)] = Status::Elected;
            self.elected.push(Elected { candidate, stage });
        }
        reached
    }

    /// Rule 50: the largest surplus goes first, one at a stage.
    fn largest_surplus(&mut self) -> Result<Option<(u16, Option<TieBreak>)>, CountError> {
        let waiting = self.holding(Status::Elected).filter(|(_, votes)| *votes > self.quota);
        let Some(most) = waiting.map(|(_, votes)| votes).max() else { return Ok(None) };
        let tied = self.with_votes(Status::Elected, most);
        self.choose(tied, Extreme::Highest, Purpose::Surplus).map(Some)
    }

    /// Rule 51: the fewest votes go.
    fn lowest(&mut self) -> Result<(u16, Option<TieBreak>), CountError> {
        let fewest = self.holding(Status::Continuing).map(|(_, votes)| votes).min().unwrap_or(0);
        let tied = self.with_votes(Status::Continuing, fewest);
        self.choose(tied, Extreme::Lowest, Purpose::Exclusion)
    }

    fn choose(
        &mut self,
        tied: Vec<u16>,
        extreme: Extreme,
        purpose: Purpose,
    ) -> Result<(u16, Option<TieBreak>), CountError> {
        let stage = self.next_stage();
        TieBreaker {
            profile: self.profile,
            order: self.stv.ties,
            history: &self.history,
            lot: &mut *self.lot,
            draws: &mut self.draws,
            stage,
        }
        .choose(tied, extreme, purpose)
    }

    fn finished(&self) -> bool {
        self.vacancies() == 0 || self.continuing().next().is_none()
    }

    fn vacancies(&self) -> usize {
        (self.profile.seats as usize).saturating_sub(self.elected.len())
    }

    fn continuing(&self) -> impl Iterator<Item = u16> + '_ {
        self.holding(Status::Continuing).map(|(candidate, _)| candidate)
    }

    fn holding(&self, status: Status) -> impl Iterator<Item = (u16, i128)> + '_ {
        (1u16..)
            .zip(self.status.iter().zip(&self.votes))
            .filter(move |(_, (is, _))| **is == status)
            .map(|(candidate, (_, votes))| (candidate, *votes))
    }

    fn with_votes(&self, status: Status, votes: i128) -> Vec<u16> {
        self.holding(status).filter(|one| one.1 == votes).map(|one| one.0).collect()
    }

    /// floor(votes / (seats + 1)) + 1, in whole votes.
    fn droop(&self, votes: i128) -> i128 {
        (votes / self.one() / (i128::from(self.profile.seats) + 1) + 1) * self.one()
    }

    fn values(&self, moved: &Moved) -> Vec<PaperValue> {
        let value = |&(received, passed_on, papers): &(i128, i128, u64)| PaperValue {
            received: self.decimal(received),
            passed_on: self.decimal(passed_on),
            papers,
        };
        let mut values: Vec<PaperValue> = moved.values.iter().map(value).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.received));
        values
    }

    fn snapshot(&self) -> (Vec<i128>, i128) {
        (self.votes.clone(), self.non_transferable)
    }

    fn candidates(&self) -> u16 {
        // At most MAX_CANDIDATES: the profile was checked.
        u16::try_from(self.votes.len()).unwrap_or(u16::MAX)
    }

    fn next_stage(&self) -> u32 {
        u32::try_from(self.stages.len()).unwrap_or(u32::MAX - 1) + 1
    }

    /// One vote.
    fn one(&self) -> i128 {
        10i128.pow(u32::from(self.stv.places))
    }

    fn decimal(&self, units: i128) -> Decimal {
        Decimal::new(units, self.stv.places)
    }
}

/// Where candidate `number` is in a vector of all candidates.
fn index(number: u16) -> usize {
    usize::from(number) - 1
}
