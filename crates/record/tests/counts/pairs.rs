//! Candidates compared pair by pair (§9.9): cycles, equal victories, level pairs.

use crate::contests::{contest, rankings};
use crate::dice::Dice;
use crate::{Case, Papers};
use hustings_record::acts::BallotKind;

const RULES: [&str; 4] = ["schulze-wv", "schulze-margins", "ranked-pairs-wv", "ranked-pairs-margins"];

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for rules in RULES {
        for n in 0..40 {
            let candidates = 3 + dice.below(5);
            let seats = 1 + dice.below(3.min(candidates));
            let contest = contest(rules, BallotKind::Ranking, candidates, seats, &[]);
            let papers = if n % 2 == 0 { rankings(dice, &contest) } else { cycles(dice, candidates) };
            cases.push(Case { name: format!("{rules} {n}"), contest, members: 0, papers });
        }
    }
    cases
}

/// The same orders begun at different places: everybody is beaten by somebody, often by as much.
fn cycles(dice: &mut Dice, candidates: u64) -> Papers {
    let first = dice.order(candidates);
    let mut papers: Papers = (0..candidates as usize)
        .map(|by| {
            let mut order = first.clone();
            order.rotate_left(by);
            if dice.below(4) == 0 {
                order[candidates as usize - 1] = 0;
            }
            (order, 1 + dice.below(3))
        })
        .collect();
    papers.push((dice.order(candidates), 1 + dice.below(2)));
    papers
}
