//! Who goes to a runoff of STAR, and how ties of scores are broken for it.

use super::star::{Scoring, StarStep, StepBy};
use crate::count::{CountError, Purpose, Resolution, TieBreak};
use crate::stv::draw;

/// Who goes to the runoff, the steps in breaking ties over it, and the lot, if one was drawn.
pub(super) type Finalists = (Vec<u16>, Vec<StarStep>, Option<TieBreak>);

impl Scoring<'_> {
    /// The two with the highest scores among `left`, and how ties were broken.
    pub(super) fn finalists(&mut self, left: &[u16], stage: u32) -> Result<Finalists, CountError> {
        let score = |one: &u16| self.scores[usize::from(*one) - 1];
        let mut order = left.to_vec();
        order.sort_by_key(|one| (std::cmp::Reverse(score(one)), *one));
        let Some(last) = order.get(1).map(score) else { return Ok((order, Vec::new(), None)) };
        let mut through: Vec<u16> = order.iter().copied().filter(|one| score(one) > last).collect();
        let mut tied: Vec<u16> = order.iter().copied().filter(|one| score(one) == last).collect();
        let (mut steps, mut tie) = (Vec::new(), None);
        while through.len() + tied.len() > 2 {
            let places = 2 - through.len();
            let step = match self.step(&tied, places) {
                Some(step) => step,
                None => {
                    let drawn =
                        draw(self.profile, self.lot, &mut self.draws, stage, Purpose::Runoff, tied.clone())?;
                    let (chosen, out) = drawn.order.split_at(places);
                    let by = Resolution::Lot(drawn.tie);
                    tie = Some(TieBreak {
                        tied: tied.clone(),
                        chosen: chosen.to_vec(),
                        purpose: Purpose::Runoff,
                        by,
                    });
                    let by = StepBy::Lot(drawn.tie);
                    StarStep {
                        tied: tied.clone(),
                        places,
                        by,
                        figures: Vec::new(),
                        through: chosen.to_vec(),
                        out: out.to_vec(),
                    }
                }
            };
            through.extend(&step.through);
            tied.retain(|one| !step.through.contains(one) && !step.out.contains(one));
            steps.push(step);
        }
        through.extend(tied);
        Ok((through, steps, tie))
    }

    /// Whom match-ups, or else the highest scores, set apart among `tied`.
    fn step(&self, tied: &[u16], places: usize) -> Option<StarStep> {
        let lost = |one: &u16| tied.iter().filter(|other| self.matrix.beats(**other, *one)).count() as u64;
        let losses: Vec<u64> = tied.iter().map(lost).collect();
        if let Some(most) = losses.iter().copied().max().filter(|most| losses.iter().any(|one| one < most)) {
            let (worst, rest) = split(tied, &losses, most);
            // Those who lost most are out, unless too few would be left to fill the places.
            let (through, out) = if rest.len() >= places { (Vec::new(), worst) } else { (rest, Vec::new()) };
            return Some(StarStep {
                tied: tied.to_vec(),
                places,
                by: StepBy::MatchupsLost,
                figures: losses,
                through,
                out,
            });
        }
        let stars: Vec<u64> = tied.iter().map(|one| self.highest[usize::from(*one) - 1]).collect();
        let most = stars.iter().copied().max().filter(|most| stars.iter().any(|one| one < most))?;
        let (best, rest) = split(tied, &stars, most);
        let (through, out) = if best.len() <= places { (best, Vec::new()) } else { (Vec::new(), rest) };
        Some(StarStep {
            tied: tied.to_vec(),
            places,
            by: StepBy::HighestScores,
            figures: stars,
            through,
            out,
        })
    }
}

/// Those of `tied` whose figure is `figure`, and the others.
fn split(tied: &[u16], figures: &[u64], figure: u64) -> (Vec<u16>, Vec<u16>) {
    let (with, without): (Vec<_>, Vec<_>) = tied.iter().zip(figures).partition(|(_, one)| **one == figure);
    let numbers = |pairs: Vec<(&u16, &u64)>| pairs.into_iter().map(|(one, _)| *one).collect();
    (numbers(with), numbers(without))
}
