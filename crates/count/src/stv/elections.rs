//! Who is elected at a point of the count.

use super::data::{Divisor, Elect, LastSeats, Lead, QuotaBase, QuotaRounding};
use super::numbers::Numbers;
use super::stages::Draft;
use super::ties::{Extreme, draw};
use super::{Counting, Status, index};
use crate::count::{CountError, Elected, Purpose, Resolution, TieBreak};

impl<M: Numbers> Counting<'_, M> {
    /// Reckons the quota anew where the rule says so.
    pub(super) fn renew_quota(&mut self) {
        let active = || self.all.clone() - self.non_transferable.clone();
        match self.stv.quota.base {
            QuotaBase::Valid => {}
            QuotaBase::UntilElected if !self.elected.is_empty() => {}
            QuotaBase::UntilElected | QuotaBase::Active => self.set_quota(active()),
            QuotaBase::Continuing => {
                self.set_quota(self.sum(self.continuing().map(|one| self.votes(one).clone())));
            }
        }
    }

    pub(super) fn set_quota(&mut self, votes: M::N) {
        let rule = &self.stv.quota;
        let seats = u64::from(self.profile.seats);
        let by = match rule.divisor {
            Divisor::SeatsAndOne => seats + 1,
            Divisor::Seats => seats,
        };
        let (below, left) = self.numbers.divided(&votes, by, rule.places);
        let up = match rule.rounding {
            QuotaRounding::Above => true,
            QuotaRounding::Up => left,
            QuotaRounding::Down => false,
        };
        self.quota = if up { below + self.numbers.step(rule.places) } else { below };
    }

    /// Elects whoever is to be elected; `end`: at the end of a stage. Nobody is elected for votes
    /// without having any.
    pub(super) fn elect(&mut self, draft: &mut Draft<M::N>, end: bool) -> Result<(), CountError> {
        let few = self.continuing().count() <= self.vacancies();
        let last = match self.stv.finish.last {
            LastSeats::AfterTransfer => few && end,
            LastSeats::WithoutTransfer => few,
            LastSeats::AfterSurpluses => false,
        };
        if last {
            for one in self.highest_first(|_| true) {
                self.deem_elected(one, draft)?;
            }
            return Ok(());
        }
        if self.stv.finish.lead == Lead::Active {
            self.elect_by_active_vote(draft)?;
        } else {
            self.elect_by_quota(draft)?;
        }
        if self.stv.finish.lead == Lead::Majority {
            self.elect_by_majority(draft)?;
        }
        let at_rest = end && self.batches.is_empty() && self.surpluses().next().is_none();
        if at_rest && self.stv.finish.last == LastSeats::AfterSurpluses && few {
            for one in self.highest_first(|_| true) {
                self.deem_elected(one, draft)?;
            }
        }
        if at_rest && self.stv.finish.lead == Lead::LastTwo {
            self.elect_of_last_two(draft)?;
        }
        Ok(())
    }

    fn elect_by_quota(&mut self, draft: &mut Draft<M::N>) -> Result<(), CountError> {
        let mut reached = self.highest_first(|votes| self.is_enough(votes));
        let vacancies = self.vacancies();
        // A quota of votes / seats, or one that need only be reached, can be had by too many.
        while reached.len() > vacancies {
            let fewest = reached.last().map(|one| self.votes(*one).clone());
            let mut tied: Vec<u16> =
                reached.iter().copied().filter(|one| Some(self.votes(*one)) == fewest.as_ref()).collect();
            if reached.len() - tied.len() >= vacancies {
                reached.truncate(reached.len() - tied.len());
                continue;
            }
            tied.sort_unstable();
            reached.truncate(reached.len() - tied.len());
            while reached.len() < vacancies {
                let (one, tie) = self.choose(tied.clone(), Extreme::Highest, Purpose::Election)?;
                tied.retain(|other| *other != one);
                reached.push(one);
                draft.tie = draft.tie.take().or(tie);
            }
        }
        while let Some(&first) = reached.first() {
            let equals = reached.iter().take_while(|one| self.votes(**one) == self.votes(first)).count();
            let mut equals: Vec<u16> = reached.drain(..equals).collect();
            if self.gate.divides(&equals, &self.position())? {
                equals = self.draw_among(equals, draft)?;
            }
            for one in equals {
                self.deem_elected(one, draft)?;
            }
        }
        Ok(())
    }

    /// Of several with equal votes the reserved places let in only some: the order drawn.
    fn draw_among(&mut self, mut tied: Vec<u16>, draft: &mut Draft<M::N>) -> Result<Vec<u16>, CountError> {
        let (stage, purpose) = (self.next_stage(), Purpose::Election);
        tied.sort_unstable();
        let drawn = draw(self.profile, self.lot, &mut self.draws, stage, purpose, tied.clone())?;
        let by = Resolution::Lot(drawn.tie);
        let chosen = drawn.order[..1].to_vec();
        draft.tie = draft.tie.take().or(Some(TieBreak { tied, chosen, purpose, by }));
        Ok(drawn.order)
    }

    /// The continuing candidates whom the reserved places let in.
    fn electable(&self) -> impl Iterator<Item = u16> + '_ {
        self.continuing().filter(|one| !self.gate.is_doomed(*one))
    }

    fn is_enough(&self, votes: &M::N) -> bool {
        let enough = match self.stv.elect {
            Elect::Reaching => *votes >= self.quota,
            Elect::Exceeding => *votes > self.quota,
        };
        enough && *votes > num_traits::zero()
    }

    /// ERS97 5.1.7, 5.3.13, 5.4.9: in descending order, whoever has the quota, or the total active
    /// vote divided by one more than the places not yet filled; both anew after each.
    fn elect_by_active_vote(&mut self, draft: &mut Draft<M::N>) -> Result<(), CountError> {
        let mut active = self.sum(self.continuing().map(|one| self.votes(one).clone()))
            + self.outstanding()
            + self.moving.clone();
        while self.vacancies() > 0 {
            let Some(most) = self.electable().map(|one| self.votes(one).clone()).max() else { return Ok(()) };
            let places = self.vacancies();
            let times = self.sum((0..=places).map(|_| most.clone()));
            let by_active = times >= active && most > num_traits::zero();
            if !by_active && !self.is_enough(&most) {
                return Ok(());
            }
            let tied: Vec<u16> = self.electable().filter(|one| *self.votes(*one) == most).collect();
            let Some(one) = self.first_of_equals(&tied, places, draft)? else { return Ok(()) };
            active = active - most.min(self.quota.clone());
            self.deem_elected(one, draft)?;
        }
        Ok(())
    }

    /// ERS97 5.6.2: where there are not enough places for all who have the same votes, whoever had
    /// the most at the earliest point at which they differ; nobody, if they never differed.
    fn first_of_equals(
        &mut self,
        tied: &[u16],
        places: usize,
        draft: &mut Draft<M::N>,
    ) -> Result<Option<u16>, CountError> {
        if tied.len() <= places {
            if self.gate.divides(tied, &self.position())? {
                return Ok(self.draw_among(tied.to_vec(), draft)?.first().copied());
            }
            return Ok(tied.first().copied());
        }
        let breaker = self.tie_breaker();
        let (left, by) = breaker.narrow(tied, Extreme::Highest);
        let (&[one], Some(by)) = (&left[..], by) else { return Ok(None) };
        let tie = TieBreak { tied: tied.to_vec(), chosen: vec![one], purpose: Purpose::Election, by };
        draft.tie = draft.tie.take().or(Some(tie));
        Ok(Some(one))
    }

    /// SI 1985/454 rule 52(2): one vacancy, and a candidate with as many votes as the others and
    /// all that is not transferred together. Of two such, neither: the rules for exclusion decide.
    fn elect_by_majority(&mut self, draft: &mut Draft<M::N>) -> Result<(), CountError> {
        if self.vacancies() != 1 {
            return Ok(());
        }
        let all = self.sum(self.continuing().map(|one| self.votes(one).clone()));
        let waiting = self.outstanding() + self.moving.clone();
        let ahead = |votes: &M::N| {
            let others = all.clone() - votes.clone() + waiting.clone();
            *votes >= others && *votes > num_traits::zero()
        };
        if let [one] = self.highest_first(ahead)[..] {
            self.deem_elected(one, draft)?;
        }
        Ok(())
    }

    /// Commonwealth Electoral Act 1918 s. 273 (17): two for the last vacancy; if they are equal,
    /// the officer's casting vote, here a lot.
    fn elect_of_last_two(&mut self, draft: &mut Draft<M::N>) -> Result<(), CountError> {
        let last = self.highest_first(|_| true);
        let [first, second] = last[..] else { return Ok(()) };
        if self.vacancies() != 1 {
            return Ok(());
        }
        let mut chosen = first;
        if self.votes(first) == self.votes(second) {
            let (stage, tied) = (self.next_stage(), vec![first, second]);
            let purpose = Purpose::Election;
            let drawn = draw(self.profile, self.lot, &mut self.draws, stage, purpose, tied.clone())?;
            chosen = drawn.order[0];
            let by = Resolution::Lot(drawn.tie);
            draft.tie = draft.tie.take().or(Some(TieBreak { tied, chosen: vec![chosen], purpose, by }));
        }
        self.deem_elected(chosen, draft)
    }

    /// Nothing happens to one whom the reserved places have doomed meanwhile.
    fn deem_elected(&mut self, candidate: u16, draft: &mut Draft<M::N>) -> Result<(), CountError> {
        if self.gate.is_doomed(candidate) {
            return Ok(());
        }
        self.status[index(candidate)] = Status::Elected;
        self.elected.push(Elected { candidate, stage: self.next_stage() });
        self.waiting.push((candidate, self.history.len()));
        draft.elected.push(candidate);
        self.judge()
    }

    /// The continuing candidates whose votes will do, the most votes first, then by number.
    fn highest_first(&self, will_do: impl Fn(&M::N) -> bool) -> Vec<u16> {
        let mut found: Vec<u16> = self.electable().filter(|one| will_do(self.votes(*one))).collect();
        found.sort_by(|a, b| self.votes(*b).cmp(self.votes(*a)).then(a.cmp(b)));
        found
    }
}
