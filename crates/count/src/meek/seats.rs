//! Who is elected and who is to be excluded, when the votes are distributed.

use super::Reach;
use super::course::{Counting, index};
use super::record::Event;
use super::tree::Standing;
use crate::count::{CountError, Elected, Purpose};
use crate::stv::draw;

impl Counting<'_> {
    /// Elects whoever reaches the quota, the most votes first, and the rest if there are no more
    /// of them than vacancies.
    pub(super) fn elect(&mut self) -> Result<Vec<u16>, CountError> {
        let reaches = |votes: u128| match self.rule.reach {
            Reach::AtLeast => votes >= self.quota,
            Reach::MoreThan => votes > self.quota,
        };
        let reached: Vec<(u16, u128)> =
            self.with(Standing::Hopeful).filter(|(_, votes)| reaches(*votes)).collect();
        let mut new = Vec::new();
        self.elect_in_order(reached, &mut new)?;
        if self.all_are_elected() {
            let rest = self.with(Standing::Hopeful).collect();
            self.elect_in_order(rest, &mut new)?;
        }
        Ok(new)
    }

    fn elect_in_order(&mut self, mut few: Vec<(u16, u128)>, new: &mut Vec<u16>) -> Result<(), CountError> {
        few.sort_by_key(|(candidate, votes)| (std::cmp::Reverse(*votes), *candidate));
        for equals in few.chunk_by_mut(|one, other| one.1 == other.1) {
            self.draw_where_it_matters(equals)?;
            for &(candidate, _) in equals.iter() {
                self.elect_one(candidate, new)?;
            }
        }
        Ok(())
    }

    /// More can reach the quota than there are seats left only by a hair of rounding.
    fn elect_one(&mut self, candidate: u16, new: &mut Vec<u16>) -> Result<(), CountError> {
        if self.vacancies() == 0 || self.gate.is_doomed(candidate) {
            return Ok(());
        }
        self.set(candidate, Standing::Elected);
        self.tree.elect(index(candidate));
        self.elected.push(Elected { candidate, stage: self.next_stage() });
        new.push(candidate);
        self.judge()
    }

    /// Of several with equal votes for whom there are not places enough, or whom the reserved
    /// places do not all let in, a lot decides who comes first.
    fn draw_where_it_matters(&mut self, equals: &mut [(u16, u128)]) -> Result<(), CountError> {
        if self.vacancies() == 0 {
            return Ok(());
        }
        let tied: Vec<u16> =
            equals.iter().map(|one| one.0).filter(|one| !self.gate.is_doomed(*one)).collect();
        if self.gate.divides(&tied, &self.position())? {
            let stage = self.next_stage();
            let draw = draw(self.profile, &mut *self.lot, &mut self.draws, stage, Purpose::Election, tied)?;
            for (slot, one) in equals.iter_mut().filter(|one| draw.tied.contains(&one.0)).zip(&draw.order) {
                slot.0 = *one;
            }
        }
        Ok(())
    }

    /// Who is to be excluded now, if anyone.
    pub(super) fn losers(&mut self, surplus: u128, settled: bool) -> Result<Option<Event>, CountError> {
        let unguarded = |one: &(u16, u128)| !self.gate.is_guarded(one.0);
        let mut hopeful: Vec<(u16, u128)> = self.with(Standing::Hopeful).filter(unguarded).collect();
        hopeful.sort_by_key(|(candidate, votes)| (*votes, *candidate));
        if self.rule.voteless_together && settled {
            let without: Vec<u16> = hopeful.iter().filter(|one| one.1 == 0).map(|one| one.0).collect();
            let without = self.gate.spare(without, &self.position())?;
            // Enough must stay to fill the seats.
            if !without.is_empty() && self.hopeful().len() - without.len() >= self.vacancies() {
                return Ok(Some(Event::Exclusion { of: without, tie: None }));
            }
        }
        if let [(lowest, fewest), (_, next), ..] = hopeful[..]
            && self.rule.sure_losers
            && fewest + surplus < next
        {
            return Ok(Some(Event::Exclusion { of: vec![lowest], tie: None }));
        }
        if !settled || hopeful.is_empty() {
            return Ok(None);
        }
        let (lowest, tie) = self.lowest(&hopeful, surplus)?;
        Ok(Some(Event::Exclusion { of: vec![lowest], tie }))
    }
}
