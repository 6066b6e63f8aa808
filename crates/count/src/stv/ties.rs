//! Ties: as the rule says, or else by lot.

use crate::count::{CountError, Draw, Purpose, Resolution, TieBreak};
use crate::lot::{Lot, LotRefused};
use crate::papers::Papers;
use crate::profile::Profile;

use super::data::{TieOrder, Ties};
use super::index;

/// Which of the tied an earlier difference picks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Highest,
    Lowest,
}

/// Votes at one point of the count: after a stage, or after a batch within one.
pub(super) struct Point<N> {
    pub(super) stage: u32,
    pub(super) votes: Vec<N>,
}

/// Decides ties for the stage about to begin.
pub(super) struct TieBreaker<'a, N> {
    pub(super) profile: &'a Profile,
    pub(super) papers: &'a Papers<'a>,
    pub(super) ties: Ties,
    /// Every point so far; at the last of them the tied are equal.
    pub(super) history: &'a [Point<N>],
    pub(super) lot: &'a mut dyn Lot,
    pub(super) draws: &'a mut Vec<Draw>,
    pub(super) stage: u32,
}

impl<N: Ord + Clone> TieBreaker<'_, N> {
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
        let (left, by) = self.narrow(&tied, extreme);
        let (chosen, by) = match (&left[..], by) {
            ([one], Some(by)) => (*one, by),
            _ => {
                let (profile, stage) = (self.profile, self.stage);
                let draw = draw(profile, self.lot, self.draws, stage, purpose, left)?;
                (draw.order[0], Resolution::Lot(draw.tie))
            }
        };
        Ok((chosen, Some(TieBreak { tied, chosen: vec![chosen], purpose, by })))
    }

    /// Those of `tied` whom the rule's ways leave, and the way that left one alone.
    pub(super) fn narrow(&self, tied: &[u16], extreme: Extreme) -> (Vec<u16>, Option<Resolution>) {
        let mut left = tied.to_vec();
        for order in self.ties.orders() {
            let by = match order {
                TieOrder::Earliest => look(&mut left, self.history.iter(), extreme),
                TieOrder::Latest => look(&mut left, self.history.iter().rev(), extreme),
                TieOrder::Preferences => by_preferences(&mut left, self.papers, extreme),
            };
            if by.is_some() {
                return (left, by);
            }
        }
        (left, None)
    }
}

/// SSI 2011/399 rules 50 and 52: the nearest earlier stage at which the tied had unequal votes.
/// Where that leaves several equal at the extreme, those are still tied, and the search goes on
/// among them alone.
fn look<'a, N: Ord + 'a>(
    left: &mut Vec<u16>,
    points: impl Iterator<Item = &'a Point<N>>,
    extreme: Extreme,
) -> Option<Resolution> {
    for point in points {
        keep(left, extreme, |candidate| &point.votes[index(candidate)]);
        if left.len() == 1 {
            return Some(Resolution::EarlierStage(point.stage));
        }
    }
    None
}

/// The order of preferences of the Seanad Electoral (Panel Members) Act 1947, 2nd sch. rule 2:
/// by first preferences; where they are equal, by second preferences on all the papers; and so on.
fn by_preferences(left: &mut Vec<u16>, papers: &Papers<'_>, extreme: Extreme) -> Option<Resolution> {
    let ranks = papers.rankings.iter().map(|(marks, _)| marks.len()).max().unwrap_or(0);
    for rank in 0..ranks {
        let mut marked = std::collections::HashMap::new();
        for (marks, weight) in &papers.rankings {
            if let Some(mark) = marks.get(rank) {
                *marked.entry(*mark).or_insert(0u64) += weight;
            }
        }
        keep(left, extreme, |candidate| marked.get(&candidate).copied().unwrap_or(0));
        if left.len() == 1 {
            return u32::try_from(rank + 1).ok().map(Resolution::Preferences);
        }
    }
    None
}

fn keep<K: Ord>(left: &mut Vec<u16>, extreme: Extreme, of: impl Fn(u16) -> K) {
    let bound = match extreme {
        Extreme::Highest => left.iter().map(|one| of(*one)).max(),
        Extreme::Lowest => left.iter().map(|one| of(*one)).min(),
    };
    left.retain(|one| Some(of(*one)) == bound);
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
