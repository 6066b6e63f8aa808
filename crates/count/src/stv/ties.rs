//! Ties: by an earlier stage, or else by lot.

use crate::count::{CountError, Draw, Purpose, Resolution, TieBreak};
use crate::lot::{Lot, LotRefused};
use crate::profile::Profile;
use crate::rules::TieOrder;

use super::index;

/// Which of the tied an earlier stage picks.
#[derive(Clone, Copy)]
pub(super) enum Extreme {
    Highest,
    Lowest,
}

/// Decides ties for the stage about to begin.
pub(super) struct TieBreaker<'a> {
    pub(super) profile: &'a Profile,
    pub(super) order: TieOrder,
    /// Votes at the end of every stage so far; at the last of them the tied are equal.
    pub(super) history: &'a [Vec<i128>],
    pub(super) lot: &'a mut dyn Lot,
    pub(super) draws: &'a mut Vec<Draw>,
    pub(super) stage: u32,
}

impl TieBreaker<'_> {
    /// One of `tied`, and how, where there was more than one to choose from.
    pub(super) fn choose(
        self,
        tied: Vec<u16>,
        extreme: Extreme,
        purpose: Purpose,
    ) -> Result<(u16, Option<TieBreak>), CountError> {
        if let [only] = tied[..] {
            return Ok((only, None));
        }
        let (left, earlier) = self.look_back(&tied, extreme);
        let (chosen, by) = match (&left[..], earlier) {
            ([one], Some(stage)) => (*one, Resolution::EarlierStage(stage)),
            _ => {
                let (profile, stage) = (self.profile, self.stage);
                let draw = draw(profile, self.lot, self.draws, stage, purpose, left)?;
                (draw.order[0], Resolution::Lot(draw.tie))
            }
        };
        Ok((chosen, Some(TieBreak { tied, chosen: vec![chosen], purpose, by })))
    }

    /// SSI 2011/399 rules 50 and 52: the nearest earlier stage at which the tied had unequal
    /// votes. Where that leaves several equal at the extreme, those are still tied, and the
    /// search goes on among them alone.
    fn look_back(&self, tied: &[u16], extreme: Extreme) -> (Vec<u16>, Option<u32>) {
        let mut left = tied.to_vec();
        let numbered = (1u32..).zip(self.history);
        let stages: Vec<(u32, &Vec<i128>)> = match self.order {
            TieOrder::Earliest => numbered.collect(),
            TieOrder::Latest => {
                let mut stages: Vec<_> = numbered.collect();
                stages.reverse();
                stages
            }
        };
        for (number, votes) in stages {
            let of = |candidate: &u16| votes[index(*candidate)];
            let bound = match extreme {
                Extreme::Highest => left.iter().map(of).max(),
                Extreme::Lowest => left.iter().map(of).min(),
            };
            left.retain(|candidate| Some(of(candidate)) == bound);
            if left.len() == 1 {
                return (left, Some(number));
            }
        }
        (left, None)
    }
}

/// Asks for a lot, checks that it is one, and writes it down.
pub(crate) fn draw(
    profile: &Profile,
    lot: &mut dyn Lot,
    draws: &mut Vec<Draw>,
    stage: u32,
    purpose: Purpose,
    tied: Vec<u16>,
) -> Result<Draw, CountError> {
    let tie = u32::try_from(draws.len()).unwrap_or(u32::MAX - 1) + 1;
    let drawn = lot.order(tie, &tied).and_then(|order| {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        if sorted == tied {
            Ok(order)
        } else {
            Err(LotRefused("the lot drawn is not an order of the tied".to_owned()))
        }
    });
    let order = drawn.map_err(|LotRefused(reason)| CountError::Lot {
        stage,
        tied: tied.iter().map(|one| profile.name(*one)).collect::<Vec<_>>().join(", "),
        purpose,
        reason,
    })?;
    let draw = Draw { tie, stage, purpose, tied, order };
    draws.push(draw.clone());
    Ok(draw)
}
