//! Keep values (§9.7): Meek's rules and Warren's, with and without reserved places.

use crate::Case;
use crate::contests::{contest, rankings};
use crate::dice::Dice;
use crate::reserved::contest_with_places;
use hustings_record::acts::BallotKind;

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for rules in ["meek", "meek-1987", "meek-nz", "warren"] {
        for n in 0..30 {
            let candidates = 3 + dice.below(5);
            let kind = if n == 0 { BallotKind::Choice } else { BallotKind::Ranking };
            let contest = match n % 3 {
                2 => contest_with_places(dice, rules, BallotKind::Ranking, &[]),
                _ => contest(rules, kind, candidates, 1 + dice.below(4.min(candidates)), &[]),
            };
            let papers = rankings(dice, &contest);
            cases.push(Case { name: format!("{rules} {n}"), contest, members: 0, papers });
        }
    }
    cases
}
