//! From what happens to the stage that is published.

use std::collections::BTreeMap;

use super::numbers::Numbers;
use super::ties::Point;
use super::{Counting, index};
use crate::count::{Action, CountError, PaperValue, Stage, TieBreak, Transfer};
use crate::decimal::Decimal;

/// A stage under way.
pub(super) struct Draft<N> {
    action: Action,
    before: Vec<Decimal>,
    /// (from, to) with papers and votes; to nobody last.
    moved: BTreeMap<(u16, u16), (u64, N)>,
    /// (received, passed on) with papers.
    values: BTreeMap<(N, N), u64>,
    pub(super) elected: Vec<u16>,
    pub(super) excluded: Vec<u16>,
    pub(super) tie: Option<TieBreak>,
}

/// In `Draft::moved`: to nobody.
const NOBODY: u16 = u16::MAX;

impl<N: Clone + Ord + num_traits::Num> Draft<N> {
    pub(super) fn open<M: Numbers<N = N>>(
        counting: &Counting<'_, M>,
        action: Action,
        tie: Option<TieBreak>,
    ) -> Self {
        let before = counting.stages.last().map(|stage| stage.totals.clone());
        let nothing = || vec![counting.numbers.decimal(&N::zero()); counting.votes.len()];
        Self {
            action,
            before: before.unwrap_or_else(nothing),
            moved: BTreeMap::new(),
            values: BTreeMap::new(),
            elected: Vec::new(),
            excluded: Vec::new(),
            tie,
        }
    }

    /// Papers went from one to another candidate, or to nobody.
    pub(super) fn transfer(&mut self, from: u16, to: Option<u16>, papers: u64, votes: N) {
        let entry = self.moved.entry((from, to.unwrap_or(NOBODY))).or_insert((0, N::zero()));
        entry.0 += papers;
        entry.1 = entry.1.clone() + votes;
    }

    /// Papers that had been worth `received` were passed on.
    pub(super) fn value(&mut self, received: &N, passed_on: &N, papers: u64) {
        *self.values.entry((received.clone(), passed_on.clone())).or_insert(0) += papers;
    }
}

impl<M: Numbers> Counting<'_, M> {
    /// Ends a stage after whose last batch nothing has been decided yet.
    pub(super) fn end_stage(&mut self, mut draft: Draft<M::N>) -> Result<(), CountError> {
        self.point(&mut draft, true)?;
        self.publish(draft);
        Ok(())
    }

    /// Papers have come to rest: the quota, who has it, and what ties look back at.
    pub(super) fn point(&mut self, draft: &mut Draft<M::N>, end: bool) -> Result<(), CountError> {
        self.renew_quota();
        self.elect(draft, end)?;
        let stage = self.next_stage();
        self.history.push(Point { stage, votes: self.votes.clone() });
        Ok(())
    }

    pub(super) fn publish(&mut self, draft: Draft<M::N>) {
        let decimal = |votes: &M::N| self.numbers.decimal(votes);
        let totals: Vec<Decimal> = self.votes.iter().map(decimal).collect();
        let places = self.stv.precision.places();
        let minus = |a: Decimal, b: Decimal| Decimal::new(a.units() - b.units(), places);
        // Whatever nobody has: with exact fractions, what is cut off in print as well.
        let valid = self.numbers.decimal(&self.all);
        let lost = totals.iter().fold(valid, |left, total| minus(left, *total));
        let lost_before = draft.before.iter().fold(valid, |left, total| minus(left, *total));
        let first = self.stages.is_empty();
        let lost_before = if first { Decimal::new(0, places) } else { lost_before };
        self.stages.push(Stage {
            number: self.next_stage(),
            changes: totals.iter().zip(&draft.before).map(|(now, then)| minus(*now, *then)).collect(),
            totals,
            non_transferable: lost,
            non_transferable_change: minus(lost, lost_before),
            quota: Some(self.printed_quota()),
            elected: draft.elected,
            excluded: draft.excluded,
            transfers: draft
                .moved
                .iter()
                .map(|(&(from, to), (papers, votes))| Transfer {
                    from,
                    to: (to != NOBODY).then_some(to),
                    papers: *papers,
                    votes: decimal(votes),
                })
                .collect(),
            values: draft
                .values
                .iter()
                .rev()
                .map(|((received, passed_on), papers)| PaperValue {
                    received: self.numbers.printed_value(received),
                    passed_on: self.numbers.printed_value(passed_on),
                    papers: *papers,
                })
                .collect(),
            action: draft.action,
            keep: Vec::new(),
            passed_on: Vec::new(),
            judgments: self.gate.judgments(),
            tie: draft.tie,
            sentence: String::new(),
        });
    }

    /// With as many decimals as the rule reckons it to.
    fn printed_quota(&self) -> Decimal {
        let quota = self.numbers.decimal(&self.quota);
        let Some(places) = self.stv.quota.places.filter(|places| *places < quota.places()) else {
            return quota;
        };
        let cut = 10i128.pow(u32::from(quota.places() - places));
        Decimal::new(quota.units() / cut, places)
    }

    /// Credits what reached `to`, and sets aside whatever of `given` reached nobody.
    pub(super) fn credit(
        &mut self,
        draft: &mut Draft<M::N>,
        from: u16,
        given: M::N,
        reached: &[(u16, u64, M::N)],
        non_transferable: u64,
    ) {
        let mut lost = given;
        for (to, papers, votes) in reached {
            let slot = &mut self.votes[index(*to)];
            *slot = slot.clone() + votes.clone();
            lost = lost - votes.clone();
            draft.transfer(from, Some(*to), *papers, votes.clone());
        }
        if lost != num_traits::zero() || non_transferable > 0 {
            draft.transfer(from, None, non_transferable, lost.clone());
        }
        self.non_transferable = self.non_transferable.clone() + lost;
    }
}
