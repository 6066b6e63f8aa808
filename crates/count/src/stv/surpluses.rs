//! Passing on what an elected candidate has above the quota.

use super::ballot_box::Sorted;
use super::data::{Parcels, Share, SurplusOrder, Weighting};
use super::numbers::Numbers;
use super::stages::Draft;
use super::ties::Extreme;
use super::{Chosen, Counting, Status, index};
use crate::count::{Action, CountError, Purpose, TieBreak};

impl<M: Numbers> Counting<'_, M> {
    /// Whose surplus is passed on now; nobody's, if there is none or it can wait.
    pub(super) fn surplus_to_transfer(&mut self) -> Result<Option<Chosen>, CountError> {
        let waiting: Vec<(u16, usize)> = self.surpluses().collect();
        let Some(&(_, first)) = waiting.first() else { return Ok(None) };
        if self.stv.surplus.defer.is_some_and(|bound| self.deferrable(bound)) {
            return Ok(None);
        }
        // SSI 2011/399 rule 50: the largest. Commonwealth Electoral Act 1918 s. 273 (21), (22):
        // the largest of those elected earliest.
        let in_turn = |one: &&(u16, usize)| match self.stv.surplus.order {
            SurplusOrder::Size => true,
            SurplusOrder::Election => one.1 == first,
        };
        let turn: Vec<u16> = waiting.iter().filter(in_turn).map(|one| one.0).collect();
        let most = turn.iter().map(|one| self.votes(*one).clone()).max();
        let mut tied: Vec<u16> =
            turn.into_iter().filter(|one| Some(self.votes(*one)) == most.as_ref()).collect();
        tied.sort_unstable();
        self.choose(tied, Extreme::Highest, Purpose::Surplus).map(Some)
    }

    /// Passes the surplus on as one stage; the candidate is left with the quota.
    pub(super) fn transfer_surplus(
        &mut self,
        candidate: u16,
        tie: Option<TieBreak>,
    ) -> Result<(), CountError> {
        let mut draft = Draft::open(self, Action::Surplus { of: candidate }, tie);
        let surplus = self.surplus(candidate);
        let parcels = match self.stv.surplus.papers {
            Parcels::All => self.pile.take(candidate),
            Parcels::Last => self.pile.take_last(candidate),
        };
        let status = &self.status;
        let available = |next: u16| status[index(next)] == Status::Continuing;
        let held = self.held_by_watched(candidate, &parcels);
        let sorted: Vec<Sorted<M::N>> =
            parcels.into_iter().map(|one| self.pile.sort(one, &self.papers, available)).collect();
        let values = self.new_values(candidate, &surplus, &sorted);
        self.leave_behind(held, &values);
        self.waiting.retain(|one| one.0 != candidate);
        self.votes[index(candidate)] = self.quota.clone();
        self.batch += 1;
        // Papers that pass on at one value are one lot, whatever they were worth: a rule that
        // rounds sums rounds theirs once.
        let mut lots: Vec<(M::N, Sorted<M::N>)> = Vec::new();
        for (one, value) in sorted.into_iter().zip(values) {
            draft.value(&one.value, &value, one.papers());
            match lots.iter_mut().find(|lot| lot.0 == value) {
                Some(lot) => lot.1.absorb(one),
                None => lots.push((value, one)),
            }
        }
        let stuck = lots.iter().map(|lot| lot.1.non_transferable).sum();
        let mut reached = Vec::new();
        for (value, lot) in lots {
            reached.extend(self.hand_over(lot, &value));
        }
        self.credit(&mut draft, candidate, surplus, &reached, stuck);
        self.end_stage(draft)
    }

    /// Gives the papers to whom they are for; says who got how many, worth how much.
    pub(super) fn hand_over(&mut self, lot: Sorted<M::N>, value: &M::N) -> Vec<(u16, u64, M::N)> {
        let numbers = &self.numbers;
        let got = self.pile.give(lot, value, self.batch, |papers| numbers.worth(papers, value));
        got.into_iter().map(|(to, papers)| (to, papers, numbers.worth(papers, value))).collect()
    }

    /// What each paper of each parcel is worth from now on.
    fn new_values(&self, candidate: u16, surplus: &M::N, sorted: &[Sorted<M::N>]) -> Vec<M::N> {
        let rule = &self.stv.surplus;
        let sharing = |one: &Sorted<M::N>| match rule.share {
            Share::All => one.papers(),
            Share::Transferable => one.transferable(),
        };
        let papers: u64 = sorted.iter().map(sharing).sum();
        let all = rule.papers == Parcels::All && rule.share == Share::All;
        let votes = if all {
            self.votes(candidate).clone()
        } else {
            self.sum(sorted.iter().map(|one| self.numbers.times(sharing(one), &one.value)))
        };
        let value = |one: &Sorted<M::N>| {
            // ERS97 5.3.7: papers worth no more than the surplus pass on at their present value.
            if papers == 0 || votes <= *surplus {
                return one.value.clone();
            }
            match rule.weighting {
                Weighting::Weighted => self.numbers.weighted(&one.value, surplus, &votes),
                // SI 1985/454 rule 49(7): whichever is the less. Where every paper shares, s. 273
                // lets a paper gain value.
                Weighting::Unweighted if all => self.numbers.shared(surplus, papers),
                Weighting::Unweighted => self.numbers.shared(surplus, papers).min(one.value.clone()),
            }
        };
        sorted.iter().map(value).collect()
    }
}
