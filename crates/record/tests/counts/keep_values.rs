//! Keep values (§9.7): Meek's rules and Warren's, with and without reserved places.

use crate::contests::{contest, rankings};
use crate::dice::Dice;
use crate::reserved::contest_with_places;
use crate::{Case, Papers};
use hustings_record::acts::BallotKind;

/// Rankings of eight, each with its mirror image, so that votes are equal until something happens.
fn mirrored(dice: &mut Dice, kinds: u64) -> Papers {
    let mirror = [0, 2, 1, 4, 3, 6, 5, 8, 7];
    let mut papers = Vec::new();
    for _ in 0..kinds {
        let mut order = dice.order(8);
        order.iter_mut().skip(2 + dice.below(6) as usize).for_each(|digit| *digit = 0);
        let n = 1 + dice.below(20);
        papers.push((order.iter().map(|digit| mirror[*digit as usize]).collect(), n));
        papers.push((order, n + u64::from(dice.below(12) == 0)));
    }
    papers
}

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
        // Many elected who name each other: keep values that fall and rise.
        for n in 0..20 {
            let contest = contest(rules, BallotKind::Ranking, 8, 4 + dice.below(3), &[]);
            let kinds = 6 + dice.below(12);
            let papers = mirrored(dice, kinds);
            cases.push(Case { name: format!("{rules}, many {n}"), contest, members: 0, papers });
        }
    }
    cases
}
