//! Scores and grades (§9.10).

use crate::Case;
use crate::contests::{contest, scores};
use crate::dice::Dice;
use hustings_record::acts::BallotKind;

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for rules in ["star", "majority-judgment-better", "majority-judgment-worse"] {
        for n in 0..45 {
            let candidates = 1 + dice.below(7);
            let seats = 1 + dice.below(3.min(candidates));
            let mut contest = contest(rules, BallotKind::Score, candidates, seats, &[]);
            contest.max_score = Some(*dice.one_of(&[1, 2, 5, 10]));
            let papers = scores(dice, &contest);
            cases.push(Case { name: format!("{rules} {n}"), contest, members: 0, papers });
        }
    }
    cases
}
