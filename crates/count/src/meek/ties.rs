//! Who of several with the fewest votes is excluded.

use super::course::{Counting, index};
use super::{Ties, prn};
use crate::count::{CountError, Purpose, Resolution, TieBreak};
use crate::stv::draw;

impl Counting<'_> {
    /// Of `hopeful`, the fewest votes first, the one to be excluded.
    pub(super) fn lowest(
        &mut self,
        hopeful: &[(u16, u128)],
        surplus: u128,
    ) -> Result<(u16, Option<TieBreak>), CountError> {
        let within = if self.rule.ties == Ties::WithinSurplusByLot { surplus } else { 0 };
        let bound = hopeful[0].1 + within;
        let mut tied: Vec<u16> =
            hopeful.iter().filter(|(_, votes)| *votes <= bound).map(|(candidate, _)| *candidate).collect();
        tied.sort_unstable();
        if let [only] = tied[..] {
            return Ok((only, None));
        }
        let (left, earlier) = self.narrow(tied.clone());
        let (one, by) = match (earlier, self.rule.ties) {
            (Some(stage), _) => (left[0], Resolution::EarlierStage(stage)),
            (None, Ties::EarliestThenNumbers) => (self.by_number(&left), Resolution::Numbers),
            (None, _) => {
                // The stage that excludes is the one after this.
                let stage = self.next_stage() + 1;
                let draw =
                    draw(self.profile, &mut *self.lot, &mut self.draws, stage, Purpose::Exclusion, left)?;
                (draw.order[0], Resolution::Lot(draw.tie))
            }
        };
        Ok((one, Some(TieBreak { tied, chosen: vec![one], purpose: Purpose::Exclusion, by })))
    }

    /// Looks for an earlier stage (New Zealand: step, clause 40) at which the tied had unequal votes and keeps those with the
    /// fewest; the stage at which only one was left.
    fn narrow(&self, mut left: Vec<u16>) -> (Vec<u16>, Option<u32>) {
        let mut earlier: Vec<(u32, &Vec<u128>)> = (1u32..).zip(&self.history).collect();
        match self.rule.ties {
            Ties::WithinSurplusByLot => return (left, None),
            Ties::LatestThenLot => earlier.reverse(),
            Ties::EarliestThenNumbers => {
                earlier = self.steps.iter().map(|(stage, votes)| (*stage, votes)).collect();
            }
        }
        for (stage, votes) in earlier {
            let fewest = left.iter().map(|one| votes[index(*one)]).min();
            left.retain(|one| Some(votes[index(*one)]) == fewest);
            if left.len() == 1 {
                return (left, Some(stage));
            }
        }
        (left, None)
    }

    /// The lowest number goes, after an even number of distributions the highest.
    fn by_number(&self, tied: &[u16]) -> u16 {
        let numbers = prn::numbers(&self.profile.standing(), self.profile.seats, self.valid);
        let of_tied = numbers.iter().filter(|(one, _)| tied.contains(one));
        let picked = if self.distributions % 2 == 1 {
            of_tied.min_by_key(|(_, number)| *number)
        } else {
            of_tied.max_by_key(|(_, number)| *number)
        };
        picked.map_or(tied[0], |(one, _)| *one)
    }
}
